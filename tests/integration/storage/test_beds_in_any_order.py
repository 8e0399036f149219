"""Whatever staff and guests do in whatever order: the database agrees with a simple model of beds, after every step."""

import asyncio
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from storage import availability, holds, rooms, schema, stays
from storage.beds import Place
from storage.database import Database
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import GROUPS
from tests.town import make_town, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
OF_GROUP = {"man": {"1", "2"}, "vrouw": {"3"}}
groups = st.sampled_from(sorted(OF_GROUP))
labels = st.sampled_from(["1", "2", "3"])
pick = st.integers(0, 99)


class Beds(RuleBasedStateMachine):
    """The night shelter with three beds. `held`: place → its end; `stays`, `left`: places in and gone again."""

    db: Database
    runner: asyncio.Runner

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-11-26 20:00")
        self.held: dict[Any, tuple[Place, Any]] = {}
        self.stays: dict[Any, Place] = {}
        self.left: dict[Any, Place] = {}
        self.broken: set[str] = set()

    @initialize()
    def town(self) -> None:
        tables = [name for name in schema.metadata.tables if name not in schema.STANDING]

        async def build() -> None:
            async with self.db.engine.begin() as connection:
                await connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)} CASCADE")
            async with self.db.begin() as session:
                await make_town(session, self.now)

        self.runner.run(build())

    def does(self, what: Any, **arguments: Any) -> Any:
        """Do one thing in a transaction of its own; None when storage refuses it."""

        async def inside() -> Any:
            async with self.db.begin() as session:
                return await what(session, **arguments)

        try:
            return self.runner.run(inside())
        except (NoneFree, AlreadyTaken, NotFound):
            return None

    def occupied(self) -> set[str]:
        return {p.bed for p, _ in self.held.values()} | {p.bed for p in self.stays.values()}

    def usable(self, group: str) -> set[str]:
        return OF_GROUP[group] - self.broken - self.occupied()

    @rule(group=groups, minutes=st.integers(1, 120))
    def hold(self, group: str, minutes: int) -> None:
        expected = self.usable(group)
        place = self.does(
            holds.hold, night=NIGHT, group=group, now=self.now, minutes=minutes, facilities=("nachtopvang",)
        )
        assert (place is not None) == bool(expected)
        if place is not None:
            assert place.bed in expected
            self.held[place.id] = (place, self.now + timedelta(minutes=minutes))

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.held = {k: v for k, v in self.held.items() if v[1] > self.now}

    @rule(which=pick)
    def release(self, which: int) -> None:
        known = [*self.held, *self.stays, *self.left]
        if known:
            chosen = known[which % len(known)]
            done = self.does(holds.release, hold_id=chosen, now=self.now)
            assert (done is not None) == (chosen in self.held)
            self.held.pop(chosen, None)

    @rule(group=groups, label=st.none() | labels)
    def arrive(self, group: str, label: str | None) -> None:
        everywhere = set().union(*(self.usable(g) for g in OF_GROUP))
        expected = self.usable(group) if label is None else {label} & everywhere
        place = self.does(stays.check_in, night=NIGHT, group=group, facility="nachtopvang", bed=label, now=self.now)
        assert (place is not None) == bool(expected)
        if place is not None:
            assert place.bed in expected
            self.stays[place.id] = place

    @rule(which=pick)
    def hold_arrives(self, which: int) -> None:
        if self.held:
            chosen = [*self.held][which % len(self.held)]
            place = self.does(stays.arrive, hold_id=chosen, now=self.now)
            assert place is not None and place.bed == self.held.pop(chosen)[0].bed
            self.stays[chosen] = place

    @rule(which=pick)
    def leave(self, which: int) -> None:
        known = [*self.stays, *self.left, *self.held]
        if known:
            chosen = known[which % len(known)]
            done = self.does(stays.check_out, stay_id=chosen, now=self.now)
            assert (done is not None) == (chosen not in self.held)
            if chosen in self.stays:
                self.left[chosen] = self.stays.pop(chosen)

    @rule(which=pick)
    def come_back(self, which: int) -> None:
        if self.left:
            chosen = [*self.left][which % len(self.left)]
            done = self.does(stays.back_in, stay_id=chosen, now=self.now)
            assert (done is not None) == (self.left[chosen].bed not in self.occupied())
            if done is not None:
                self.stays[chosen] = self.left.pop(chosen)

    @rule(label=labels, works=st.booleans())
    def break_or_mend(self, label: str, works: bool) -> None:
        [bed] = self.does(rooms.find_beds, facility="nachtopvang", labels=[label])
        if works:
            self.does(rooms.put_in_order, beds=[bed], now=self.now)
        else:
            self.does(rooms.put_out_of_order, beds=[bed], reason="lek", now=self.now)
        self.broken = self.broken - {label} if works else self.broken | {label}

    @invariant()
    def counts_agree(self) -> None:
        rows = self.does(availability.availability, night=NIGHT, now=self.now, facility="nachtopvang") or []
        counted = {r.group: (r.total, r.free, r.on_hold) for r in rows}
        expected = {}
        for group in GROUPS:
            working = OF_GROUP.get(group, set()) - self.broken
            if working:
                held = {p.bed for p, _ in self.held.values()} & working
                expected[group] = (len(working), len(working - self.occupied()), len(held))
        assert counted == expected

    @invariant()
    def board_agrees(self) -> None:
        board = self.does(availability.tonight, night=NIGHT, now=self.now) or []
        shown = {b.place_id for b in board if b.place_id is not None}
        assert shown == set(self.held) | set(self.stays)
        assert len([b for b in board if b.facility == "nachtopvang"]) in (0, 3), "no bed is ever shown twice"


def test_beds_in_any_order(migrated_url: str) -> None:
    with asyncio.Runner() as runner:
        db = Database(migrated_url, pool_size=2)
        Beds.db, Beds.runner = db, runner
        try:
            run_state_machine_as_test(
                Beds,
                settings=settings(
                    max_examples=12, stateful_step_count=20, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )  # fmt: skip
        finally:
            runner.run(db.close())
