"""Whatever a client, a colleague and the clock do, in any order: nobody is asked twice a day, no silence is lost."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, select

from actions import clock, human, ladder, rungs
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import conversations, tasks
from storage.checkins import CheckIn, CheckInPlan
from storage.messages import Message
from storage.nudges import Nudge
from storage.people import ChannelAddress, Person
from storage.tasks import Task
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import Town, make_town, moment

pytest_plugins = ("tests.database",)
HOURS = [time(3, 10), time(8, 0), time(9, 0), time(10, 0), time(10, 30), time(16, 0), time(17, 0)]
"""The moments of a day at which something can be due; the first is when the night plans."""
LONGEST = timedelta(days=21)
"""From a question to a human's task, whatever days off lie between."""
ALONE = timedelta(days=15)
"""So long nobody does anything at the end: every silence has reached the coordinator by then."""


class Silences(AnyOrder):
    """Two clients who are asked twice a week, a colleague, and days that go by hour by hour."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-12-14 07:00")
        self.talks: list[talk.Talk] = []
        self.town: Town

    @initialize()
    def begin(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.town = await make_town(session, self.now)
            self.talks = [await talk.client(self.db, self.town.contact, name=name) for name in ("Sam", "Kim")]
            async with self.db.begin() as session:
                for one, days in zip(self.talks, (3, 7), strict=True):
                    assert one.person is not None
                    session.add(CheckInPlan(person_id=one.person.id, began_on=date(2026, 12, 11), every_days=days))

        self.run(build())

    # ---------------------------------------------------------------- what happens

    @rule(hours=st.integers(1, 12))
    def time_goes_by(self, hours: int) -> None:
        for _ in range(hours):
            self.now = self._next_hour()
            clockwork = Clockwork(self.db, Bell(), lambda: self.now)
            if clock.local(self.now).time() == HOURS[0]:
                self.run(clockwork.plan_check_ins())
            self.run(clockwork.compose_due())

    def _next_hour(self) -> datetime:
        here = clock.local(self.now)
        later = [hour for hour in HOURS if hour > here.time()]
        return clock.at(here.date(), later[0]) if later else clock.at(here.date() + timedelta(days=1), HOURS[0])

    @rule(who=st.sampled_from([0, 1]), what=st.sampled_from(["answers", "writes", "tells", "stops", "again", "rests"]))
    def client(self, who: int, what: str) -> None:
        one = self.talks[who]
        one.now = self.now
        said: dict[str, tuple[str, str | None]] = {
            "answers": ("het gaat wel", "checkin_neutral"),
            "writes": ("dank je", "thank"),
            "tells": ("niet goed", "checkin_negative"),
            "stops": ("stop", None),
            "again": ("start berichten", "opt_in"),
            "rests": ("vraag me een week niet hoe het gaat", "out_of_scope"),
        }
        self.run(one.says(*said[what]))
        assert self._open(one) == [], "whoever writes is heard"

    @rule(who=st.sampled_from([0, 1]), how=st.sampled_from(["contact", "done", "takes over", "hands back"]))
    def colleague(self, who: int, how: str) -> None:
        one, staff = self.talks[who], self.town.contact

        async def act() -> None:
            async with self.db.begin() as session:
                if how == "contact":
                    talked = await conversations.lock(session, one.conversation_id)
                    await ladder.had_contact(session, talked, staff, self.now)
                elif how == "done":
                    for task in await tasks.open_tasks(session, one.conversation_id):
                        await tasks.finish(session, task.id, staff.id, self.now)
                elif how == "takes over":
                    await human.take_over(session, one.conversation_id, staff, self.now)
                else:
                    await human.hand_back(session, one.conversation_id, staff, self.now)

        self.run(act())

    @rule(who=st.sampled_from([0, 1]))
    def blocks(self, who: int) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                address = await session.get_one(ChannelAddress, self.talks[who].address_id)
                address.unreachable_since = self.now

        self.run(act())

    @rule(who=st.sampled_from([0, 1]))
    def a_rung_is_lost(self, who: int) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                for nudge in (await session.exec(self._rungs(self.talks[who]))).all():
                    await session.delete(nudge)

        self.run(act())

    # ---------------------------------------------------------------- what is always true

    def _read(self, query: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(query)).all())

        return self.run(read())

    def _rungs(self, one: talk.Talk) -> Any:
        assert one.person is not None
        return select(Nudge).where(
            Nudge.person_id == one.person.id, Nudge.state == "planned",
            col(Nudge.kind).in_(("check_in_again", "silence")),
        )  # fmt: skip

    def _open(self, one: talk.Talk) -> list[CheckIn]:
        assert one.person is not None
        return self._read(select(CheckIn).where(CheckIn.person_id == one.person.id, col(CheckIn.closed_at).is_(None)))

    def _tasks(self, one: talk.Talk, *kinds: str) -> list[Task]:
        return self._read(
            select(Task).where(
                Task.conversation_id == one.conversation_id, col(Task.done_at).is_(None), col(Task.kind).in_(kinds)
            )
        )

    @invariant()
    def one_question_is_open_at_most(self) -> None:
        assert all(len(self._open(one)) <= 1 for one in self.talks)

    @invariant()
    def nobody_is_asked_twice_a_day(self) -> None:
        for one in self.talks:
            said = self._read(
                select(Message).where(Message.conversation_id == one.conversation_id, Message.sender == "bot")
            )
            asks = ("Hoe gaat het", "Wat past vandaag", "Hoe is het,")
            days = Counter(clock.local(m.created_at).date() for m in said if any(words in m.text for words in asks))
            assert all(times == 1 for times in days.values())

    @invariant()
    def no_silence_gets_old_without_a_human(self) -> None:
        for one in self.talks:
            for question in self._open(one):
                assert question.asked_at is not None and question.tries <= rungs.LAST_TRY
                assert question.given_up_at is not None or self.now - question.asked_at < LONGEST

    @invariant()
    def a_silence_task_has_an_open_question_and_a_moment(self) -> None:
        for one in self.talks:
            for task in self._tasks(one, "silence"):
                [question] = self._open(one)
                assert task.subject_id == question.id and task.due_at is not None
                assert question.given_up_at is not None

    @invariant()
    def nothing_is_planned_after_the_end(self) -> None:
        for one in self.talks:
            if not self._open(one):
                assert self._read(self._rungs(one)) == []

    def teardown(self) -> None:
        """Left alone for two weeks, every silence has reached a human, and every task lies with the coordinator."""
        if not self.talks:
            return
        self.now = clock.at(clock.local(self.now).date() + timedelta(days=1), HOURS[0])
        until = self.now + ALONE
        while self.now < until:
            self.time_goes_by(1)
        for one in self.talks:
            for question in self._open(one):
                assert question.asked_at is not None
                assert question.given_up_at is not None or self.now - question.asked_at < timedelta(days=8)
            old = [t for t in self._tasks(one, "silence", "unreachable") if self.now - t.created_at > timedelta(days=7)]
            assert all(task.level == tasks.COORDINATOR for task in old)
            assert one.person is not None
            plan = self._read(select(CheckInPlan).where(CheckInPlan.person_id == one.person.id))[0]
            person = self._read(select(Person).where(Person.id == one.person.id))[0]
            wanted = person.opted_out_at is None
            assert not wanted or plan.paused_until or self._read(select(Nudge).where(Nudge.state == "planned"))


def test_in_any_order(migrated_url: str) -> None:
    in_any_order(Silences, migrated_url, examples=10, steps=25)
