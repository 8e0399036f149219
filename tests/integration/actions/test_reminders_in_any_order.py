"""Planned, moved, confirmed, called off, noted, wished otherwise, composed twice or killed, in any order.

No reminder of what is gone or moved, each at its moment, and none a second time.
"""

import asyncio
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, func, select

from actions import appointment_after, clock, nudges, reminders
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import appointments
from storage.appointments import STANDING, Appointment
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import Person
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import make_town, moment

pytest_plugins = ("tests.database",)
pick = st.integers(0, 999)
BEGINS = moment("2026-10-22 11:00")
"""A Thursday; the clock goes back on the Sunday after."""
WISHES: tuple[dict[str, Any] | None, ...] = (
    None, {"day_before": False}, {"minutes_before": 180}, {"minutes_before": 0}, {"minutes_before": 60},
    {"day_before": True, "minutes_before": 240}, {"discreet": True},
)  # fmt: skip


class Killed(Exception):
    """A worker ends before it could commit."""


class Reminding(AnyOrder):
    """One client with appointments, a colleague who plans and notes, and a clock that strikes exactly or not at all."""

    @initialize()
    def town(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.people = await make_town(session, BEGINS)
            self.sam = await talk.client(self.db, self.people.contact, now=BEGINS)

        self.run(build())
        self.wish: dict[str, Any] | None = None
        self.seen: set[Any] = set()

    # ------------------------------------------------------------ what people do

    async def do(self, deed: Any, which: int) -> None:
        """A deed with one of the appointments, in a transaction."""
        async with self.db.begin() as session:
            found = (await session.exec(select(Appointment).order_by(col(Appointment.created_at)))).all()
            if found:
                await deed(session, found[which % len(found)])
        self.sam.passes(seconds=1)

    @rule(days=st.integers(0, 6), hour=st.integers(7, 21), quarter=st.integers(0, 3), leaves=st.booleans())
    def plans(self, days: int, hour: int, quarter: int, leaves: bool) -> None:
        starts = clock.at(clock.local(self.sam.now).date() + timedelta(days=days), time(hour, quarter * 15))

        async def plan() -> None:
            async with self.db.begin() as session:
                person = await session.get_one(Person, self.sam.person.id if self.sam.person else None)
                made = Appointment(person_id=person.id, starts_at=starts, created_at=self.sam.now)
                made.leaves_at = starts - timedelta(minutes=45) if leaves else None
                await appointments.add(session, made)
                await reminders.plan_for(session, made, self.sam.now)

        if starts > self.sam.now:
            self.run(plan())
        self.sam.passes(seconds=1)

    @rule(which=pick, hours=st.integers(1, 40))
    def moves(self, which: int, hours: int) -> None:
        async def move(session: Any, old: Appointment) -> None:
            if old.state not in STANDING or old.starts_at <= self.sam.now:
                return
            new = Appointment(
                person_id=old.person_id, starts_at=old.starts_at + timedelta(hours=hours), created_at=self.sam.now
            )
            await appointments.replace(session, old, new, state="planned", now=self.sam.now)
            await reminders.drop_for(session, old, self.sam.now, "moved")
            await reminders.plan_for(session, new, self.sam.now)

        self.run(self.do(move, which))

    @rule(which=pick, state=st.sampled_from(("confirmed", "cancelled")))
    def answers(self, which: int, state: str) -> None:
        async def answer(session: Any, found: Appointment) -> None:
            if found.state in STANDING and found.starts_at > self.sam.now:
                await reminders.answered(session, found, "yes" if state == "confirmed" else "no")
                await appointments.change(session, found, state=state, now=self.sam.now)
                if state == "cancelled":
                    await reminders.drop_for(session, found, self.sam.now, "cancelled")

        self.run(self.do(answer, which))

    @rule(which=pick, minutes=st.sampled_from((15, 30, 60, 90)))
    def plans_to_leave(self, which: int, minutes: int) -> None:
        async def leave(session: Any, found: Appointment) -> None:
            at = found.starts_at - timedelta(minutes=minutes)
            if found.state in STANDING and at > self.sam.now:
                found.leaves_at = at
                session.add(found)
                await session.flush()
                await reminders.plan_for(session, found, self.sam.now)

        self.run(self.do(leave, which))

    @rule(wish=st.sampled_from(WISHES))
    def wishes(self, wish: dict[str, Any] | None) -> None:
        async def change() -> None:
            async with self.db.begin() as session:
                person = await session.get_one(Person, self.sam.person.id if self.sam.person else None)
                person.reminders = wish
                session.add(person)
                await session.flush()
                await reminders.plan_all_for(session, person, self.sam.now)

        self.wish = wish
        self.run(change())
        self.sam.passes(seconds=1)

    @rule(which=pick, came=st.booleans(), undo=st.booleans())
    def notes(self, which: int, came: bool, undo: bool) -> None:
        async def note(session: Any, found: Appointment) -> None:
            if found.starts_at > self.sam.now or found.state not in (*STANDING, "done", "missed"):
                return
            if undo:
                await appointment_after.take_back(session, found, self.sam.now)
            else:
                await appointment_after.note(
                    session, found, came=came, by=self.people.contact, now=self.sam.now
                )  # fmt: skip

        self.run(self.do(note, which))

    # ------------------------------------------------------------ the clock

    @rule(hours=st.integers(1, 60), twice=st.booleans(), killed=st.booleans())
    def time_passes(self, hours: int, twice: bool, killed: bool) -> None:
        """The clock strikes at every moment that something is due, now and then twice at once or with a crash."""
        until = self.sam.now + timedelta(hours=hours)
        while (due := self.next_due()) is not None and due <= until:
            self.sam.now = max(self.sam.now, due)
            if killed:
                self.run(self.crash())
            self.run(self.strike(2 if twice else 1))
            self.look()
        self.sam.now = until

    @rule(hours=st.integers(1, 60))
    def nobody_is_there(self, hours: int) -> None:
        """Time passes with nothing running; then the clock strikes."""
        self.sam.passes(hours=hours)
        self.run(self.strike(1))
        self.look()

    def next_due(self) -> datetime | None:
        return min((n.due_at for n in self.rows(Nudge) if n.state == "planned"), default=None)

    async def strike(self, times: int) -> None:
        now = self.sam.now
        await asyncio.gather(*(Clockwork(self.db, Bell(), lambda: now).compose_due() for _ in range(times)))

    async def crash(self) -> None:
        try:
            async with self.db.begin() as session:
                await nudges.compose(session, self.sam.now)
                raise Killed
        except Killed:
            await self.db.engine.dispose()

    def rows(self, table: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(select(table))).all())

        return self.run(read())

    # ------------------------------------------------------------ what must be so

    def look(self) -> None:
        """Right after the clock struck: what was said is about what is so, at its moment; what was due was said."""
        about = {a.id: a for a in self.rows(Appointment)}
        sent = [n for n in self.rows(Nudge) if n.state == "sent" and n.kind != "appointment_made"]
        for nudge in sent:
            if nudge.id not in self.seen:
                self.is_right(nudge, about[nudge.subject_id])
        self.seen = {n.id for n in sent}
        said = {(n.subject_id, n.kind, n.due_at) for n in sent}
        for one in about.values():
            for kind, due in self.expected(one).items():
                assert due != self.sam.now or (one.id, kind, due) in said, kind

    def is_right(self, nudge: Nudge, one: Appointment) -> None:
        assert nudge.ended_at == self.sam.now
        late = timedelta(minutes=(self.wish or {}).get("minutes_before", 120) * 3 // 4)
        slack = {"appointment_day_before": timedelta(hours=12), "appointment_two_hours": late}
        usual = timedelta(minutes=30) if nudge.kind == "appointment_leave" else timedelta(hours=24)
        assert timedelta(0) <= self.sam.now - nudge.due_at <= slack.get(nudge.kind, usual)
        if nudge.kind == "appointment_missed":
            assert one.state == "missed" and not clock.is_quiet(self.sam.now)
        elif nudge.kind == "appointment_after":
            assert one.state in ("planned", "confirmed", "done") and self.sam.now >= one.ends_at + timedelta(hours=1)
            assert not clock.is_quiet(self.sam.now)
        else:
            assert one.state in STANDING and one.starts_at > self.sam.now
            assert nudge.due_at == self.expected(one)[nudge.kind]

    def expected(self, one: Appointment) -> dict[str, datetime]:
        """The moments of reminders of an appointment that stands, worked out by hand."""
        if one.state not in STANDING or one.starts_at <= self.sam.now:
            return {}
        wish, here = self.wish or {}, clock.local(one.starts_at)
        found = {}
        if wish.get("day_before", True):
            day = here.date() - timedelta(days=1)
            found["appointment_day_before"] = datetime.combine(day, here.time(), clock.ZONE).astimezone(UTC)
        if minutes := wish.get("minutes_before", 120):
            found["appointment_two_hours"] = one.starts_at - timedelta(minutes=minutes)
        if one.leaves_at is not None:
            found["appointment_leave"] = one.leaves_at
        return {kind: due for kind, due in found.items() if due > one.created_at}

    @invariant()
    def nothing_is_said_twice(self) -> None:
        sent = [n for n in self.rows(Nudge) if n.state == "sent" and n.kind != "appointment_made"]
        assert all(n == 1 for n in Counter((n.subject_id, n.kind, n.dedupe_key) for n in sent).values())
        once = Counter((n.subject_id, n.kind) for n in sent if n.kind != "appointment_leave")
        assert all(n == 1 for n in once.values())
        assert self.count_messages() == len(sent)

    def count_messages(self) -> int:
        async def count() -> int:
            async with self.db.begin() as session:
                return (await session.exec(select(func.count()).select_from(Message))).one()

        return self.run(count())

    @invariant()
    def what_is_gone_has_nothing_planned(self) -> None:
        about = {a.id: a for a in self.rows(Appointment)}
        planned = [n for n in self.rows(Nudge) if n.state == "planned"]
        assert not [n.kind for n in planned if about[n.subject_id].state in ("cancelled", "proposed")]
        assert all(n == 1 for n in Counter((n.subject_id, n.kind) for n in planned).values())


def test_reminders_in_any_order(migrated_url: str) -> None:
    in_any_order(Reminding, migrated_url, examples=12, steps=25)
