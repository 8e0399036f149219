"""Whatever client, colleague and clock do, in any order: one question a week, none after a stop, each closed once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import col, select

from actions import clock, human
from bot.bell import Bell
from bot.schedule import Clockwork
from bot.web import money as panel
from bot.web.steps import Desk
from storage import conversations
from storage.money import MoneyCheckIn, MoneyPlan
from storage.nudges import Nudge
from storage.people import Person
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import Town, make_town, moment

pytest_plugins = ("tests.database",)
HOURS = [time(3, 10), time(8, 0), time(10, 0), time(12, 0), time(15, 0), time(19, 0), time(22, 0)]
"""The moments of a day at which something happens; the first is when the night plans."""
ANSWERS = st.sampled_from(["enough", "tight", "out", "not_now", "other"])
SAYS = {
    "enough": ("genoeg", None), "tight": ("krap, de was", None), "out": ("het is op", None), "no": ("nee", "deny"),
    "later": ("nu niet", "deny"), "friday": ("vraag liever op vrijdag naar mijn leefgeld", None),
    "monday": ("vraag liever op maandag naar mijn leefgeld", None), "rest": ("twee weken geen leefgeld vragen", None),
    "end": ("vraag niet meer naar mijn leefgeld", None), "stop": ("stop", None), "back": ("/berichten", None),
    "letter": ("er ligt weer een blauwe envelop", None), "thanks": ("dank je", "thank"), "post": ("mijn post", None),
}  # fmt: skip


class Weeks(AnyOrder):
    """A client, a colleague with the panel, and days that go by."""

    def __init__(self) -> None:
        super().__init__()
        self.now = moment("2026-12-14 07:00")
        self.town: Town
        self.sam: talk.Talk
        self.closed: dict[Any, datetime] = {}
        self.seen: set[Any] = set()

    @initialize()
    def begin(self) -> None:
        async def build() -> None:
            await empty(self.db)
            async with self.db.begin() as session:
                self.town = await make_town(session, self.now)
            self.sam = await talk.client(self.db, self.town.contact)

        self.run(build())
        self.a_colleague_sets_it_up(day=2, hour="10:00", rest=False)

    # ---------------------------------------------------------------- what happens

    @rule(steps=st.integers(5, 30))
    def time_goes_by(self, steps: int) -> None:
        for _ in range(steps):
            self.now = self._next_hour()
            clockwork = Clockwork(self.db, Bell(), lambda: self.now)
            if clock.local(self.now).time() == HOURS[0]:
                self.run(clockwork.plan_check_ins())
            self.run(clockwork.compose_due())

    @rule(days=st.integers(1, 5))
    def the_program_is_away(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.time_goes_by(1)

    def _next_hour(self) -> datetime:
        here = clock.local(self.now)
        later = [hour for hour in HOURS if hour > here.time()]
        return clock.at(here.date(), later[0]) if later else clock.at(here.date() + timedelta(days=1), HOURS[0])

    @rule(day=st.integers(0, 6), hour=st.sampled_from(["08:00", "10:00", "20:30"]), rest=st.booleans())
    def a_colleague_sets_it_up(self, day: int, hour: str, rest: bool) -> None:
        until = clock.local(self.now).date() + timedelta(days=9)
        form = {"money_day": str(day), "money_at": hour, "rest_until": until.isoformat() if rest else ""}
        self._at_the_desk(lambda desk: panel.keep(desk, form))

    @rule()
    def a_colleague_ends_it(self) -> None:
        self._at_the_desk(panel.end)

    def _at_the_desk(self, deed: Any) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                talked = await conversations.lock(session, self.sam.conversation_id)
                await deed(Desk(session=session, conversation=talked, staff=self.town.contact, now=self.now))

        self.run(act())

    @rule(answers=st.lists(ANSWERS, max_size=2), then=st.sampled_from(["friday", "monday", "thanks"]))
    def the_client_is_asked_presses_and_says(self, answers: list[str], then: str) -> None:
        before = len(self._read(select(MoneyCheckIn)))
        for _ in range(8 * len(HOURS)):
            self.time_goes_by(1)
            if len(self._read(select(MoneyCheckIn))) > before:
                self.the_client_presses(answers)
                self.the_client_says(then)
                self.time_goes_by(2 * len(HOURS))
                return

    @rule(how=st.sampled_from(["takes over", "hands back", "hands back"]))
    def a_colleague_in_the_chat(self, how: str) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                deed = human.take_over if how == "takes over" else human.hand_back
                await deed(session, self.sam.conversation_id, self.town.contact, self.now)

        self.run(act())

    @rule(what=st.sampled_from(sorted(SAYS)))
    def the_client_says(self, what: str) -> None:
        self.sam.now = self.now
        said, intent = SAYS[what]
        self.run(self.sam.says(said, intent))

    @rule(answers=st.lists(ANSWERS, min_size=1, max_size=2))
    def the_client_presses(self, answers: list[str]) -> None:
        for answer in answers:
            self._press(answer)
            self.every_question_is_closed_once()
            self.now += timedelta(minutes=5)

    def _press(self, answer: str) -> None:
        async def last() -> Any:
            async with self.db.begin() as session:
                query = select(conversations.Button).where(
                    conversations.Button.action == "money.answer",
                    conversations.Button.arguments["answer"].astext == answer,
                )
                return (await session.exec(query.order_by(col(conversations.Button.message_id).desc()))).first()

        button = self.run(last())
        if button is not None:
            self.sam.now = self.now
            self.run(self.sam.presses_payload(button.token))

    @rule()
    def a_nudge_is_lost(self) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                for nudge in (await session.exec(select(Nudge).where(Nudge.state == "planned"))).all():
                    await session.delete(nudge)

        self.run(act())

    # ---------------------------------------------------------------- what is always true

    def _read(self, query: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(query)).all())

        return self.run(read())

    @invariant()
    def nobody_is_asked_twice_a_week(self) -> None:
        asked = [clock.local(q.asked_at).date() for q in self._read(select(MoneyCheckIn))]
        assert all(times == 1 for times in Counter(day.isocalendar()[:2] for day in asked).values())

    @invariant()
    def it_is_asked_in_daytime_and_of_who_wants_it(self) -> None:
        for question in self._read(select(MoneyCheckIn).where(MoneyCheckIn.asked_at == self.now)):
            assert not clock.is_quiet(question.asked_at)
            if question.id in self.seen:  # a colleague may end the plan in the same minute, but then nothing is asked
                continue
            self.seen.add(question.id)
            [plan] = self._read(select(MoneyPlan).where(col(MoneyPlan.ended_at).is_(None)))
            assert plan.began_on <= clock.local(self.now).date()
            [person] = self._read(select(Person))
            assert person.opted_out_at is None or person.opted_out_at == self.now

    @invariant()
    def one_plan_lives_and_one_question_is_planned(self) -> None:
        living = self._read(select(MoneyPlan).where(col(MoneyPlan.ended_at).is_(None)))
        ahead = self._read(select(Nudge).where(Nudge.kind == "money_check_in", Nudge.state == "planned"))
        assert len(living) <= 1 and len(ahead) <= len(living)

    @invariant()
    def every_question_is_closed_once(self) -> None:
        for question in self._read(select(MoneyCheckIn)):
            if question.answered_at is not None:
                assert self.closed.setdefault(question.id, question.answered_at) == question.answered_at
            else:
                assert question.id not in self.closed and question.answer is None

    def teardown(self) -> None:
        """Left alone for a night, whoever wants to be asked has a question ahead."""
        if not hasattr(self, "sam"):
            return
        self.now = clock.at(clock.local(self.now).date() + timedelta(days=1), HOURS[0])
        self.run(Clockwork(self.db, Bell(), lambda: self.now).plan_check_ins())
        [person] = self._read(select(Person))
        living = self._read(select(MoneyPlan).where(col(MoneyPlan.ended_at).is_(None)))
        ahead = self._read(select(Nudge).where(Nudge.kind == "money_check_in", Nudge.state == "planned"))
        assert len(ahead) == (len(living) if person.opted_out_at is None else 0)


def test_in_any_order(migrated_url: str) -> None:
    in_any_order(Weeks, migrated_url, examples=8, steps=15)
