"""Whatever specialists, a client and the clock do, in any order: one clock runs, no breach is lost or noted twice, and
the client is told of each change once, by day, one message a day.
"""

from __future__ import annotations

from collections import Counter
from datetime import time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, select

from actions import clock, referral_clock, referrals, texts
from actions.errors import ReferralRefused
from storage.debts import EXITS, DebtReferral
from storage.messages import Message
from storage.nudges import Nudge
from storage.referral_events import ReferralEvent
from storage.tasks import Task
from tests import referrals as world
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.referrals import Desk
from tests.town import make_town, moment

pytest_plugins = ("tests.database",)
HOURS = [time(3, 10), time(8, 0), time(9, 0), time(10, 0), time(17, 0), time(21, 30)]
"""The moments of a day at which something can be due, and one in quiet hours."""
STAGES = tuple(referrals.FOLLOWS)


class Requests(AnyOrder):
    """Two clients, one with an urgent request; a desk with two specialists and a coordinator."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-12-14 10:00")
        self.talks: list[talk.Talk] = []
        self.desk: Desk

    @initialize()
    def begin(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                town = await make_town(session, self.now)
                self.desk = await world.add_desk(session, decision_weeks=1)
            for name, urgent in (("Sam", True), ("Kim", False)):
                one = await talk.client(self.db, town.contact, now=self.now, name=name)
                async with self.db.begin() as session:
                    await world.asked(session, one, self.desk, urgent=urgent)
                self.talks.append(one)

        self.run(build())

    # ---------------------------------------------------------------- what happens

    @rule(days=st.integers(0, 6), hour=st.sampled_from(HOURS), twice=st.booleans())
    def time_goes_by(self, days: int, hour: time, twice: bool) -> None:
        then = clock.at(clock.local(self.now).date() + timedelta(days=days), hour)
        self.now = max(self.now + timedelta(minutes=1), then)
        for _ in range(1 + twice):
            self.run(world.ring(self.db, self.now))

    @rule(
        who=st.sampled_from([0, 1]),
        what=st.sampled_from(["accept", "accept", "hand back", "hand back", "enter", "enter", "enter", "close"]),
        by=st.sampled_from(["first", "second", "coordinator"]),
        stage=st.sampled_from(("registration", "crisis", "intake", *STAGES)),
        ago=st.integers(0, 10),
        exit=st.sampled_from(EXITS),
        words=st.sampled_from(["", "zo is het"]),
    )  # fmt: skip
    def colleague(self, who: int, what: str, by: str, stage: str, ago: int, exit: str, words: str) -> None:
        staff, on = getattr(self.desk, by), clock.local(self.now).date() - timedelta(days=ago)
        self.now += timedelta(minutes=1)

        async def act() -> None:
            async with self.db.begin() as session:
                [referral] = (await session.exec(self._of(who))).all()
                if what == "accept":
                    await referrals.accept(session, referral, staff, self.now)
                elif what == "hand back":
                    await referrals.hand_back(session, referral, staff, words, self.now)
                elif what == "enter":
                    await referrals.enter(session, referral, stage, on, staff, self.now, words)
                else:
                    await referrals.close(session, referral, exit, staff, self.now, words)

        try:
            self.run(act())
        except ReferralRefused:
            return

    @rule(who=st.sampled_from([0, 1]), what=st.sampled_from(["asks", "asks", "adds", "adds", "withdraws"]))
    def client(self, who: int, what: str) -> None:
        one = self.talks[who]
        one.now = self.now = self.now + timedelta(minutes=1)

        async def act() -> None:
            async with self.db.begin() as session:
                [referral] = (await session.exec(self._of(who))).all()
                await one.locked(session)
                if what == "withdraws":
                    await referrals.withdraw(session, referral, self.now)
                elif referral.closed_at is None:
                    await referrals.add_words(session, referral, "nog iets", "bailiff", self.now)

        self.run(one.says("waar staat mijn aanvraag") if what == "asks" else act())

    # ---------------------------------------------------------------- what is always true

    def _of(self, who: int) -> Any:
        return select(DebtReferral).where(DebtReferral.conversation_id == self.talks[who].conversation_id)

    def _read(self, query: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(query)).all())

        return self.run(read())

    def _planned(self, referral: DebtReferral) -> list[Nudge]:
        return self._read(
            select(Nudge).where(
                Nudge.subject_id == referral.id, Nudge.state == "planned", Nudge.kind == "referral_deadline"
            )
        )

    @invariant()
    def one_clock_runs_where_something_is_due(self) -> None:
        for who in range(len(self.talks)):
            [referral] = self._read(self._of(who))
            planned, runs = self._planned(referral), referral_clock.running(referral)
            assert len(planned) <= 1
            if runs is None:
                assert planned == [], "nothing is planned for what is over"
            elif not planned:  # the coordinator has it
                last = max(at for at, _ in referral_clock.timeline(referral, referral.requested_on))
                assert last <= self.now
            else:
                assert planned[0].details["clock"] == runs.name

    @invariant()
    def each_breach_is_noted_once(self) -> None:
        found = self._read(select(ReferralEvent).where(ReferralEvent.kind == "breach"))
        assert all(n == 1 for n in Counter((e.referral_id, e.words, e.happened_on) for e in found).values())
        for who in range(len(self.talks)):
            [referral] = self._read(self._of(who))
            runs = referral_clock.running(referral)
            if runs is None:
                continue
            known = {(e.words, e.happened_on) for e in found if e.referral_id == referral.id}
            [breach] = [at for at, r in referral_clock.timeline(referral, referral.requested_on) if r.breach]
            due = [nudge for nudge in self._planned(referral) if nudge.due_at <= self.now]
            if breach <= self.now and not due:
                assert (runs.name, runs.due_on + timedelta(days=1)) in known

    @invariant()
    def news_comes_by_day_and_once_a_day(self) -> None:
        for one in self.talks:
            news = texts.say("nl", "referral-news")
            query = select(Message).where(Message.conversation_id == one.conversation_id, Message.text == news)
            moments = [clock.local(m.created_at) for m in self._read(query)]
            assert all(not clock.is_quiet(at) for at in moments)
            assert all(n == 1 for n in Counter(at.date() for at in moments).values())

    @invariant()
    def no_change_is_told_twice(self) -> None:
        told = self._read(select(Nudge).where(Nudge.kind == "referral_news", col(Nudge.state).in_(("sent", "planned"))))
        assert len({n.subject_id for n in told}) == len(told)
        for one in self.talks:
            assert one.person is not None
            assert len([n for n in told if n.person_id == one.person.id and n.state == "planned"]) <= 1

    def teardown(self) -> None:
        """Left alone for two months, what is still due lies with the coordinator, and every client has the news."""
        if not self.talks:
            return
        for _ in range(60):
            for hour in (time(8, 0), time(9, 0)):
                self.now = max(self.now, clock.at(clock.local(self.now).date(), hour))
                self.run(world.ring(self.db, self.now))
            self.now = clock.at(clock.local(self.now).date() + timedelta(days=1), time(7, 0))
        for who, one in enumerate(self.talks):
            [referral] = self._read(self._of(who))
            assert self._planned(referral) == []
            if referral_clock.running(referral) is not None:
                [task] = self._read(
                    select(Task).where(Task.conversation_id == one.conversation_id, col(Task.done_at).is_(None))
                )
                assert (task.level, task.priority) == (2, 0)
            self._news_of(one, referral)

    def _news_of(self, one: talk.Talk, referral: DebtReferral) -> None:
        """The last change by a colleague was told, or the client looked at it."""
        happened = self._read(
            select(ReferralEvent)
            .where(ReferralEvent.referral_id == referral.id, ReferralEvent.by_role == "staff")
            .order_by(col(ReferralEvent.created_at))
        )
        if not happened or referral.closed_as == "withdrawn":
            return
        since = happened[-1].created_at
        said = self._read(
            select(Message).where(
                Message.conversation_id == one.conversation_id, Message.sender == "bot", Message.created_at >= since
            )
        )
        assert said, "a change that nobody told"


def test_in_any_order(migrated_url: str) -> None:
    in_any_order(Requests, migrated_url, examples=12, steps=25)
