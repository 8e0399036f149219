"""In whatever order people book, move, call off and propose, and staff change their hours and are away: nobody is
double booked, nothing that is free overlaps what stands, and what moved is never reminded of."""

import contextlib
import itertools
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import select

from actions import booking, clock
from bot.web import appointments as desk
from bot.web.appointments import NotPlannable
from storage import appointments, conversations
from storage.appointments import Appointment
from storage.errors import DoubleBooked
from storage.nudges import Nudge
from storage.slots import SlotException, SlotPattern
from storage.staff import Role
from storage.transfers import Absence
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import add_staff, make_town, moment

pytest_plugins = ("tests.database",)
BEGIN = moment("2026-11-24 10:00")
FIRST, LAST = date(2026, 11, 24), date(2026, 12, 6)
pick = st.integers(0, 999)
SAID = (
    "donderdag half drie",
    "vrijdag",
    "volgende week",
    "liever later op de dag",
    "niet donderdag",
    "ja",
    "de eerste",
)


class Bookings(AnyOrder):
    """Two clients of one colleague who publishes hours; every button that was ever shown may be pressed again."""

    @initialize()
    def town(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.made = await make_town(session, BEGIN)
                self.cover = await add_staff(session, Role.CONTACT_PERSON, self.made.team)
                session.add(self.hours(3, 13, 16))
            self.people = [await talk.client(self.db, self.made.contact, now=BEGIN, name=n) for n in ("Sam", "Kim")]

        self.run(build())
        self.buttons: list[list[str]] = [[], []]

    def hours(self, weekday: int, first: int, last: int, minutes: int = 45) -> SlotPattern:
        return SlotPattern(
            staff_id=self.made.contact.id, weekday=weekday, starts=time(first), ends=time(last), minutes=minutes,
            first_day=FIRST,
        )  # fmt: skip

    def keep(self, row: Any) -> None:
        async def add() -> None:
            async with self.db.begin() as session:
                session.add(row)

        self.run(add())

    def hear(self, who: int, answer: talk.Answer) -> None:
        assert answer.text, "Stapje always answers"
        self.buttons[who] += answer.buttons.values()

    def rows(self, table: Any, *where: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(select(table).where(*where).order_by(table.created_at))).all())

        return self.run(read())

    # ------------------------------------------------------------ what people do

    @rule(who=st.integers(0, 1), said=st.sampled_from(SAID))
    def asks(self, who: int, said: str) -> None:
        self.hear(who, self.run(self.people[who].says(said, "make_appointment")))

    @rule(who=st.integers(0, 1), said=st.sampled_from(SAID))
    def moves(self, who: int, said: str) -> None:
        self.hear(who, self.run(self.people[who].says(f"kan mijn afspraak anders, {said}", "reschedule_appointment")))

    @rule(who=st.integers(0, 1), which=pick)
    def presses(self, who: int, which: int) -> None:
        if known := self.buttons[who]:
            self.hear(who, self.run(self.people[who].presses_payload(known[-1 - which % min(len(known), 12)])))

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours: int) -> None:
        for one in self.people:
            one.passes(hours=hours)

    # ------------------------------------------------------------ what staff do

    @rule(weekday=st.sampled_from((2, 3, 4)), first=st.integers(9, 15), minutes=st.sampled_from((30, 45, 60)))
    def opens_hours(self, weekday: int, first: int, minutes: int) -> None:
        self.keep(self.hours(weekday, first, first + 2, minutes))

    @rule(which=pick)
    def closes_hours(self, which: int) -> None:
        async def close() -> None:
            async with self.db.begin() as session:
                known = (await session.exec(select(SlotPattern))).all()
                if known:
                    await session.delete(known[which % len(known)])

        self.run(close())

    @rule(day=st.integers(0, 10), kind=st.sampled_from(("off", "extra")), first=st.integers(9, 16))
    def has_an_exception(self, day: int, kind: str, first: int) -> None:
        self.keep(
            SlotException(
                staff_id=self.made.contact.id, day=FIRST + timedelta(days=day), kind=kind, starts=time(first),
                ends=time(first + 1), minutes=30,
            )
        )  # fmt: skip

    @rule(day=st.integers(0, 10))
    def is_away(self, day: int) -> None:
        at = FIRST + timedelta(days=day)
        self.keep(Absence(staff_id=self.made.contact.id, cover_id=self.cover.id, first_day=at, last_day=at))

    @rule(which=pick, deed=st.sampled_from(("accept", "call_off", "plan", "offer")), hour=st.integers(9, 16))
    def works_in_the_inbox(self, which: int, deed: str, hour: int) -> None:
        async def work() -> None:
            ahead = [one for one in known if one.state in appointments.LIVING]
            who = which % 2
            about = ahead[which % len(ahead)] if ahead else None
            if about is not None and deed in ("accept", "call_off"):
                who = 0 if about.person_id == getattr(self.people[0].person, "id", None) else 1
            person, now = self.people[who], self.people[who].now
            async with self.db.begin() as session:
                conversation = await conversations.lock(session, person.conversation_id)
                day = clock.local(now).date() + timedelta(days=1 + which % 5)
                form = {"date": day.isoformat(), "time": f"{hour:02}:30", "minutes": "60"}
                if deed == "plan":
                    await desk.plan(session, conversation, self.made.contact, form, now)
                elif deed == "offer":
                    own = {"own_date_1": form["date"], "own_time_1": f"{hour:02}:00"}
                    own |= {"own_date_2": form["date"], "own_time_2": f"{hour + 1:02}:00"}
                    await desk.offer(session, conversation, self.made.contact, own, now)
                elif about is not None and deed == "accept":
                    await desk.accept(session, conversation, self.made.contact, about.id, now)
                elif about is not None:
                    await desk.call_off(session, conversation, self.made.contact, about.id, now, word="tot gauw")
            if about is not None or deed in ("plan", "offer"):  # else there was nothing to say
                self.hear(who, await person.hears())

        known = self.rows(Appointment)
        with contextlib.suppress(NotPlannable, DoubleBooked):
            self.run(work())

    # ------------------------------------------------------------ what always holds

    @invariant()
    def nobody_is_double_booked_and_nothing_free_is_taken(self) -> None:
        standing = [one for one in self.rows(Appointment) if one.state in appointments.STANDING]
        spans = sorted((one.starts_at, one.ends_at) for one in standing)
        assert all(before[1] <= then[0] for before, then in itertools.pairwise(spans))

        async def look() -> Any:
            async with self.db.begin() as session:
                return await booking.free(session, self.made.contact.id, FIRST, LAST, self.people[0].now)

        for slot in self.run(look()):
            assert slot.starts_at > self.people[0].now
            assert not any(slot.starts_at < end and slot.ends_at > start for start, end in spans)

    @invariant()
    def what_does_not_stand_is_not_reminded_of(self) -> None:
        states = {one.id: one.state for one in self.rows(Appointment)}
        planned = self.rows(Nudge, Nudge.state == "planned")
        assert all(states[one.subject_id] in appointments.STANDING for one in planned if one.subject_id in states)

    @invariant()
    def what_was_moved_stands_once(self) -> None:
        every = self.rows(Appointment)
        followed = [one.follows_id for one in every if one.follows_id and one.state in appointments.STANDING]
        assert len(followed) == len(set(followed))
        states = {one.id: one.state for one in every}
        assert all(states[one] not in appointments.LIVING for one in followed)


def test_bookings_in_any_order(migrated_url: str) -> None:
    in_any_order(Bookings, migrated_url, examples=6, steps=15)
