"""Whatever colleagues, a client and the clock do: no message for later is lost, sent twice, or sent blindly."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, select

from actions import clock, later, writing
from actions.later import NotPlanned
from actions.writing import Answer
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import conversations
from storage.later import LaterMessage
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import ChannelAddress, Person
from storage.staff import Role
from storage.tasks import Task
from storage.transfers import Transfer
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import Town, add_staff, make_town, moment

pytest_plugins = ("tests.database",)
HOURS = [time(8, 0), time(9, 0), time(12, 0), time(16, 0), time(20, 30), time(23, 0)]
ALONE = timedelta(days=9)


class LaterMessages(AnyOrder):
    """A client, two colleagues who plan, change, call off and send, and days that go by."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-12-14 08:30")
        self.known: dict[uuid.UUID, int] = {}
        self.numbers = 0
        self.town: Town
        self.sam: talk.Talk

    @initialize()
    def begin(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.town = await make_town(session, self.now)
                self.other = await add_staff(session, Role.CONTACT_PERSON, self.town.team, name="Jan")
            self.sam = await talk.client(self.db, self.town.contact, now=self.now)
            self.sam.undisturbed = False

        self.run(build())

    # ---------------------------------------------------------------- what happens

    @rule(hours=st.integers(1, 8), schedulers=st.integers(1, 2))
    def time_goes_by(self, hours: int, schedulers: int) -> None:
        for _ in range(hours):
            self.now = self._next_hour()
            clockwork = Clockwork(self.db, Bell(), lambda: self.now)

            async def both(clockwork: Clockwork = clockwork) -> None:
                await asyncio.gather(*(clockwork.compose_due() for _ in range(schedulers)))

            self.run(both())

    def _next_hour(self) -> datetime:
        here = clock.local(self.now)
        coming = [hour for hour in HOURS if hour > here.time()]
        return clock.at(here.date(), coming[0]) if coming else clock.at(here.date() + timedelta(days=1), HOURS[0])

    @rule(days=st.integers(0, 3), hour=st.sampled_from([*HOURS, time(3, 0)]), jan=st.booleans())
    def plans(self, days: int, hour: time, jan: bool) -> None:
        self.numbers += 1
        message_id, said = uuid.uuid4(), f"bericht {self.numbers}"
        due_at = clock.at(clock.local(self.now).date() + timedelta(days=days), hour)
        try:
            planned = self.run(self._plans(message_id, said, due_at, jan=jan))
        except NotPlanned as error:
            assert due_at <= self.now or clock.is_quiet(due_at) or error.key == "later-many"
            return
        assert planned == [True, False], "the same form again plans nothing"
        self.known[message_id] = self.numbers

    async def _plans(self, message_id: uuid.UUID, said: str, due_at: datetime, *, jan: bool) -> list[bool]:
        async with self.db.begin() as session:
            held = await conversations.lock(session, self.sam.conversation_id)
            who, seen = self.other if jan else self.town.contact, await self._newest(session)
            return [
                await later.plan(
                    session, held, who, said, message_id=message_id, due_at=due_at, seen=seen, now=self.now
                )
                for _ in range(2)
            ]

    async def _newest(self, session: Any) -> int:
        query = select(Message.id).where(Message.conversation_id == self.sam.conversation_id)
        return (await session.exec(query.order_by(col(Message.id).desc()).limit(1))).first() or 0

    @rule(which=st.integers(0, 9), what=st.sampled_from(["changes", "cancels", "sends", "sends"]), late=st.booleans())
    def somebody_acts(self, which: int, what: str, late: bool) -> None:
        """With `late`, the clock composes at the very same moment."""
        if not self.known:
            return
        chosen = sorted(self.known, key=lambda one: self.known[one])[which % len(self.known)]
        clockwork = Clockwork(self.db, Bell(), lambda: self.now)

        async def act() -> None:
            jobs = [self._act(chosen, what), *([clockwork.compose_due()] if late else [])]
            await asyncio.gather(*jobs)

        self.run(act())

    async def _act(self, chosen: uuid.UUID, what: str) -> None:
        async with self.db.begin() as session:
            held = await conversations.lock(session, self.sam.conversation_id)
            message = await session.get_one(LaterMessage, chosen, populate_existing=True)
            if what == "cancels":
                await later.cancel(session, held, self.other, message, self.now)
            elif what == "changes":
                await self._change(session, held, message)
            elif message.state in ("planned", "held"):
                answer = Answer(said=message.text, key=message.message_key)
                await writing.send(session, held, self.other, answer, self.now)
                await later.sent_now(session, held, self.other, message, self.now)

    async def _change(self, session: Any, held: Any, message: LaterMessage) -> None:
        due_at = clock.at(clock.local(self.now).date() + timedelta(days=1), time(9, 0))
        over = message.state in ("sent", "cancelled")
        try:
            seen = await self._newest(session)
            await later.change(session, held, self.other, message, message.text, due_at=due_at, seen=seen, now=self.now)
        except NotPlanned as error:
            assert over or error.key == "later-many"
        else:
            assert not over

    @rule(what=st.sampled_from(["dank je", "stop", "start berichten"]))
    def client_writes(self, what: str) -> None:
        self.sam.now = self.now
        self.run(self.sam.says(what, {"dank je": "thank", "start berichten": "opt_in"}.get(what)))

    @rule(what=st.sampled_from(["blocks", "unblocks", "loses", "finds", "moves"]))
    def the_world_changes(self, what: str) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                held = await conversations.lock(session, self.sam.conversation_id)
                where = await session.get_one(ChannelAddress, self.sam.address_id)
                if what in ("blocks", "unblocks"):
                    held.blocked_at = self.now if what == "blocks" else None
                elif what in ("loses", "finds"):
                    where.unreachable_since = self.now if what == "loses" else None
                else:
                    assert self.sam.person is not None
                    person = await session.get_one(Person, self.sam.person.id)
                    session.add(
                        Transfer(
                            person_id=person.id, from_id=person.contact_person_id, to_id=self.other.id,
                            by_id=self.other.id, created_at=self.now,
                        )
                    )  # fmt: skip

        self.run(act())

    # ---------------------------------------------------------------- what is always true

    def _read(self, query: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(query)).all())

        return self.run(read())

    @invariant()
    def none_is_lost_and_none_is_sent_twice(self) -> None:
        if not self.known:
            return
        sent = {m.dedupe_key: m for m in self._read(select(Message).where(col(Message.dedupe_key).is_not(None)))}
        open_tasks = {t.subject_id for t in self._read(select(Task).where(col(Task.done_at).is_(None)))}
        rings = {n.subject_id: n for n in self._read(select(Nudge).where(Nudge.kind == "staff_message"))}
        rows = self._read(select(LaterMessage))
        assert {row.id for row in rows} == set(self.known)
        for row in rows:
            assert (row.message_key in sent) == (row.state == "sent")
            assert (rings[row.id].state == "planned") == (row.state == "planned"), row.state
            assert (row.id in open_tasks) == (row.state == "held")
            assert row.state != "planned" or rings[row.id].due_at >= row.due_at

    @invariant()
    def nothing_is_said_in_quiet_hours_or_past_what_the_client_wrote(self) -> None:
        if not self.known:
            return
        rows = {row.message_key: row for row in self._read(select(LaterMessage))}
        said = self._read(select(Message).where(Message.conversation_id == self.sam.conversation_id))
        for message in said:
            if message.dedupe_key not in rows:
                continue
            nudge = self._read(select(Nudge).where(Nudge.subject_id == rows[message.dedupe_key].id))[0]
            if nudge.state == "sent":  # by the clock, not by hand
                assert message.sender == "human" and not clock.is_quiet(message.created_at)
                seen = rows[message.dedupe_key].seen_id
                assert not [m for m in said if m.direction == "in" and seen < m.id < message.id]

    def teardown(self) -> None:
        """Left alone for days, every message was sent, called off, or lies with a human."""
        if not self.known:
            return
        until = self.now + ALONE
        while self.now < until:
            self.time_goes_by(1, 1)
        assert all(row.state != "planned" for row in self._read(select(LaterMessage)))


def test_in_any_order(migrated_url: str) -> None:
    in_any_order(LaterMessages, migrated_url, examples=10, steps=25)
