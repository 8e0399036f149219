"""Whatever happens at the door and in the chats: places go out in order, none twice, none more than there are."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import select

from actions.vacancies import offer_places
from storage import availability, holds, stays, waiting
from storage.beds import BedNight
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.waiting import Waiter
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import make_town, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
LAST_OFFER, OVER = moment("2026-11-27 08:30"), moment("2026-11-27 09:00")
groups = st.sampled_from(["man", "vrouw"])
pick = st.integers(0, 99)


class Waiting(AnyOrder):
    """The night shelter with beds for two men and a woman, four people in chats, and names that staff write down."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-11-26 20:00")
        self.talks: list[talk.Talk] = []
        self.offers: dict[Any, int] = {}

    @initialize()
    def town(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                await make_town(session, self.now)
            self.talks = [await talk.visitor(self.db) for _ in range(4)]

        self.run(build())

    def does(self, what: Callable[..., Any], *given: Any, **arguments: Any) -> Any:
        """Do one thing in a transaction of its own; None when storage refuses it."""

        async def inside() -> Any:
            async with self.db.begin() as session:
                return await what(session, *given, **arguments)

        try:
            return self.run(inside())
        except (NoneFree, AlreadyTaken, NotFound):
            return None

    def rows(self, table: Any) -> list[Any]:
        async def read(session: Any) -> list[Any]:
            return list((await session.exec(select(table).order_by(table.created_at, table.id))).all())

        return list(self.does(read))

    def open_places(self) -> list[BedNight]:
        return [n for n in self.rows(BedNight) if n.ended_at is None and (n.arrived_at or n.held_until > self.now)]

    def free(self, group: str) -> int:
        found = self.does(availability.availability, night=NIGHT, now=self.now, group=group)
        return sum(r.free for r in found)

    def may_have(self, group: str) -> list[Waiter]:
        """Who in a chat is to be offered a place of this group now, in order."""
        placed = {n.conversation_id for n in self.open_places()}
        return [
            w
            for w in self.rows(Waiter)
            if w.ended_at is None and w.target_group == group and w.conversation_id and w.conversation_id not in placed
            and self.offers.get(w.id, 0) < 2
            and (w.offered_at is None or self.now >= w.offered_at + timedelta(hours=1))
        ]  # fmt: skip

    @rule(which=pick, group=groups)
    def joins(self, which: int, group: str) -> None:
        self.now += timedelta(seconds=1)
        who = self.talks[which % 4].conversation_id
        waiter = Waiter(night=NIGHT, target_group=group, conversation_id=who, created_at=self.now)
        self.does(waiting.join, waiter)

    @rule(group=groups)
    def is_written_down(self, group: str) -> None:
        self.now += timedelta(seconds=1)
        self.does(waiting.join, Waiter(night=NIGHT, target_group=group, name="Bram", created_at=self.now))

    @rule(which=pick)
    def leaves_the_list(self, which: int) -> None:
        self.does(waiting.leave, self.talks[which % 4].conversation_id, NIGHT, self.now)

    @rule(minutes=st.integers(1, 40))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(which=pick, comes=st.booleans())
    def answers(self, which: int, comes: bool) -> None:
        held = [n for n in self.open_places() if n.held_until]
        if held:
            self.does(stays.arrive if comes else holds.release, held[which % len(held)].id, now=self.now)

    @rule(group=groups)
    def comes_to_the_door(self, group: str) -> None:
        self.does(stays.check_in, night=NIGHT, group=group, facility="nachtopvang", now=self.now)

    @rule(which=pick)
    def goes(self, which: int) -> None:
        inside = [n for n in self.open_places() if n.arrived_at]
        if inside:
            self.does(stays.check_out, inside[which % len(inside)].id, self.now)

    @rule(schedulers=st.integers(1, 3))
    def the_clock_rings(self, schedulers: int) -> None:
        before = {w.id: w.hold_id for w in self.rows(Waiter)}
        expected = {group: (self.free(group), self.may_have(group)) for group in ("man", "vrouw")}

        async def ring() -> None:
            async with self.db.begin() as session:
                await offer_places(session, self.now)

        async def all_at_once() -> None:
            await asyncio.gather(*(ring() for _ in range(schedulers)))

        self.run(all_at_once())
        after = {w.id: w for w in self.rows(Waiter)}
        fresh = [w for w in after.values() if w.hold_id is not None and w.hold_id != before[w.id]]
        for waiter in fresh:
            self.offers[waiter.id] = self.offers.get(waiter.id, 0) + 1
        if self.now > LAST_OFFER:
            assert fresh == []
        if self.now >= OVER:
            assert all(w.ended_at is not None for w in after.values())
        for group, (free, in_line) in expected.items():
            got = [w.id for w in fresh if w.target_group == group]
            still = [w for w in in_line if after[w.id].ended_at is None]
            assert len(got) <= free, "never more than is free"
            assert got == [w.id for w in still][: len(got)], "first come, first served"
            if self.now <= LAST_OFFER:
                self.nothing_lies_idle(group, [w for w in still if w.id not in got], after)

    def nothing_lies_idle(self, group: str, passed_over: list[Waiter], after: dict[Any, Waiter]) -> None:
        """Who gets nothing though a bed is free comes after a name whose turn at the door it is."""
        for waiter in passed_over:
            names = [
                w
                for w in after.values()
                if w.name and w.target_group == group and w.ended_at is None and w.created_at < waiter.created_at
                and w.offered_at is not None and self.now < w.offered_at + timedelta(minutes=15)
            ]  # fmt: skip
            assert self.free(group) <= len(names)

    @invariant()
    def nobody_has_two_places(self) -> None:
        holders = [n.conversation_id for n in self.open_places() if n.conversation_id]
        assert len(holders) == len(set(holders))

    @invariant()
    def nobody_is_offered_a_third(self) -> None:
        assert all(times <= 2 for times in self.offers.values())

    @invariant()
    def a_place_is_kept_for_one(self) -> None:
        kept = [w.hold_id for w in self.rows(Waiter) if w.hold_id is not None and w.ended_at is None]
        assert len(kept) == len(set(kept))


def test_waiting_in_any_order(migrated_url: str) -> None:
    in_any_order(Waiting, migrated_url, examples=12, steps=25)
