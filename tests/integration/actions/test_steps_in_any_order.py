"""Whatever somebody says, presses and lets lie: no step is lost, none comes back, what is promised is planned."""

import itertools
from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlmodel import select

from actions import clock, step_moments, texts
from bot.bell import Bell
from bot.schedule import Clockwork
from storage.goals import Goal
from storage.nudges import Nudge
from storage.steps import Step
from tests import talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.town import make_town, moment

pytest_plugins = ("tests.database",)
pick = st.integers(0, 999)
MOMENTS = ("morgen om 10:00", "vandaag", "morgenavond om 20:30", "zaterdag", "over 3 uur", "ik zie wel")


class Steps(AnyOrder):
    """One client with steps and a goal, a clock that rings, and buttons that are pressed again and again."""

    @initialize()
    def town(self) -> None:
        async def build() -> talk.Talk:
            await empty(self.db)
            async with self.db.begin() as session:
                made = await make_town(session, moment("2026-11-26 11:00"))
            return await talk.client(self.db, made.contact, now=moment("2026-11-26 11:00"))

        self.sam = self.run(build())
        self.names = itertools.count(1)
        self.buttons: list[str] = []
        self.ended: dict[Any, str] = {}
        self.known: dict[Any, str] = {}

    def says(self, text: str, intent: str | None = None) -> None:
        self.sam.passes(seconds=1)
        self.hear(self.run(self.sam.says(text, intent)))

    def hear(self, answer: talk.Answer) -> None:
        assert answer.text, "Stapje always answers"
        self.buttons += answer.buttons.values()

    def rows(self, table: Any) -> list[Any]:
        async def read() -> list[Any]:
            async with self.db.begin() as session:
                return list((await session.exec(select(table).order_by(table.created_at))).all())

        return self.run(read())

    @rule(
        when=st.sampled_from(MOMENTS), first=st.sampled_from(("weet niet", "het nummer zoeken")), remind=st.booleans()
    )
    def makes_a_step(self, when: str, first: str, remind: bool) -> None:
        self.says("laat maar")
        self.says(f"stap nummer {next(self.names)} zetten", "step_set")
        self.says(when)
        self.says(first)
        if remind:
            self.presses_a_button_of_the_last_message("button-remind")

    @rule(name=st.sampled_from(("button-company", "button-step-ready", "button-other-moment")))
    def presses_one_of_the_last_message(self, name: str) -> None:
        self.presses_a_button_of_the_last_message(name)

    def presses_a_button_of_the_last_message(self, name: str) -> None:
        if payload := self.sam.last.buttons.get(texts.say("nl", name)):
            self.press(payload)

    @rule(which=pick)
    def presses_any_button_there_ever_was(self, which: int) -> None:
        if self.buttons:
            self.press(self.buttons[which % len(self.buttons)])

    def press(self, payload: str) -> None:
        self.sam.passes(seconds=1)
        self.hear(self.run(self.sam.presses_payload(payload)))

    @rule(
        said=st.sampled_from(
            (
                ("gelukt", "step_done"), ("half gelukt", "step_done"), ("niet gelukt", "step_not_done"),
                ("ik doe het later", "step_not_done"), ("mijn doel is een eigen huis", "step_set"),
                ("mijn doel is bereikt", "step_done"), ("mijn doelen", "ask_steps"), ("kleiner graag", None),
                ("mijn stappen", "ask_steps"), ("samen met mijn zus", None), ("morgen om 9:30", None),
            )
        )
    )  # fmt: skip
    def says_something(self, said: tuple[str, str | None]) -> None:
        self.says(*said)

    @rule(hours=st.integers(1, 30))
    def the_clock_rings(self, hours: int) -> None:
        self.sam.now += timedelta(hours=hours)
        self.run(Clockwork(self.db, Bell(), lambda: self.sam.now).compose_due())
        self.hear(self.run(self.sam.hears()) if self.rows(Step) else talk.Answer(text="-", buttons={}, language="nl"))

    @rule(
        which=st.sampled_from(("button-done", "button-partly", "button-not-done", "button-later")), early=st.booleans()
    )
    def what_is_planned_comes_and_is_answered(self, which: str, early: bool) -> None:
        due = [n.due_at for n in self.rows(Nudge) if n.state == "planned"]
        if due:
            self.sam.now = max(self.sam.now, min(due) if early else max(due))
            self.run(Clockwork(self.db, Bell(), lambda: self.sam.now).compose_due())
            self.hear(self.run(self.sam.hears()))
            self.presses_a_button_of_the_last_message(which)

    @rule()
    def everything_starts_anew(self) -> None:
        self.run(self.db.engine.dispose())

    @invariant()
    def no_step_is_lost_and_none_comes_back(self) -> None:
        steps = {step.id: step for step in self.rows(Step)}
        assert self.known.keys() <= steps.keys() and self.ended.keys() <= steps.keys()
        assert all(steps[each].what == what for each, what in self.known.items())
        assert all(steps[each].state == state for each, state in self.ended.items())
        self.known = {step.id: step.what for step in steps.values()}
        self.ended = {step.id: step.state for step in steps.values() if step.state != "open"}

    @invariant()
    def what_is_planned_is_what_was_promised(self) -> None:
        steps = {step.id: step for step in self.rows(Step)}
        planned = [n for n in self.rows(Nudge) if n.state == "planned" and n.kind in ("step_reminder", "step_after")]
        assert all(count == 1 for count in Counter((n.subject_id, n.kind) for n in planned).values())
        for nudge in planned:
            step = steps[nudge.subject_id]
            assert step.state == "open" and step.remind and step.planned_at is not None
            promised = step_moments.promise(step.planned_at, step.created_at)
            if nudge.kind == "step_reminder":
                assert nudge.due_at == promised.remind_at
                if step.planned_words == "over 3 uur":  # a wish, also when it is for two in the night
                    continue
            assert 8 <= clock.local(nudge.due_at).hour < 24

    @invariant()
    def a_goal_is_there_once(self) -> None:
        assert sum(goal.state == "open" for goal in self.rows(Goal)) <= 1


def test_steps_in_any_order(migrated_url: str) -> None:
    in_any_order(Steps, migrated_url, examples=12, steps=25)
