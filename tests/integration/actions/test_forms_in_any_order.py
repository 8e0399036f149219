"""Whatever is said, pressed, twice or again, whoever comes between and whatever breaks: forms keep their promises.

Every message is answered once or is a human's; nothing happens without its last yes; a crisis and a stop always work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from actions import clock, forms, human, texts
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import appointments, holds, steps
from storage.appointments import Appointment
from storage.beds import BedNight
from storage.database import Database
from storage.debts import DebtReferral
from storage.errors import NotFound
from storage.goals import Goal
from storage.staff import Role
from storage.steps import Step
from tests import form_lines, form_world, talk
from tests.any_order import AnyOrder, empty, in_any_order
from tests.form_lines import ANSWERS, BEGINNINGS, CRISES, HUMANS, IN_BETWEEN, STOPS, Does, Line, Offered, Press
from tests.form_world import World
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
STARTS = ("2026-11-26 11:00", "2026-10-24 20:30", "2027-03-27 20:30")
"""An ordinary morning, and the evenings before the clock goes back and forward."""
LAST_WORDS = ("thank", "goodbye", "step-ready", "human-write-here", "occupancy-recounted")
"""Answers that ask nothing and offer nothing: the talk is over, a human is called, or the count is kept."""
pick = st.integers(0, 999)


def can(who: str, kind: str) -> bool:
    """Whether this person can have a form of this kind."""
    if who == "night_staff":
        return kind in form_lines.FOR_STAFF
    return kind not in form_lines.FOR_STAFF and (who == "client" or kind in form_lines.FOR_VISITORS)


async def somebody(db: Database, who: str, town: Town, now: datetime) -> talk.Talk:
    if who == "night_staff":
        return await talk.colleague(db, Role.NIGHT_STAFF, now=now)
    return await (talk.client(db, town.contact, now=now) if who == "client" else talk.visitor(db, now=now))


class Forms(AnyOrder):
    """One person in one form after the other, a colleague, a clock, and workers that get in each other's way."""

    @initialize(
        who=st.sampled_from(("client", "client", "client", "visitor", "night_staff")),
        begins=st.sampled_from(STARTS), request=st.sampled_from((False, False, True)),
    )  # fmt: skip
    def somebody_is_there(self, who: str, begins: str, request: bool) -> None:
        self.run(empty(self.db))
        self.who, now = who, moment(begins)
        self.town: Town = self.run(form_world.make(self.db, now))
        self.one = self.run(somebody(self.db, who, self.town, now))
        self.about = self.run(form_world.give(self.db, self.one, request=request))
        self.shown: dict[str, str] = {}
        self.now_is = self.run(form_world.look(self.db, self.one))

    # ---------------------------------------------------------------- what the person does

    @rule(kind=st.sampled_from(sorted(BEGINNINGS)))
    def begins(self, kind: str) -> None:
        if can(self.who, kind) and self.now_is.form is None:
            for does in BEGINNINGS[kind]:
                self.do(does)

    @rule(which=pick, again=st.sampled_from((1, 1, 2)))
    def presses_a_button_of_the_last_message(self, which: int, again: int) -> None:
        payloads = [*self.one.last.buttons.values()]
        for _ in range(again if payloads else 0):
            self.press(payloads[which % len(payloads)])

    @rule(which=pick)
    def presses_any_button_there_ever_was(self, which: int) -> None:
        if self.shown:
            self.press([*self.shown][which % len(self.shown)])

    @rule(line=st.sampled_from(ANSWERS))
    def answers(self, line: Line) -> None:
        self.say(line)

    @rule(line=st.sampled_from(IN_BETWEEN))
    def asks_something_else(self, line: Line) -> None:
        self.say(line)

    @rule(line=st.sampled_from((*ANSWERS, *IN_BETWEEN)))
    def the_model_is_away(self, line: Line) -> None:
        self.say(Line(text=line.text))

    @rule(line=st.sampled_from(HUMANS))
    def wants_a_human(self, line: Line) -> None:
        silent = self.now_is.conversation.mode == "human"
        self.say(line)
        assert silent or (self.now_is.form is None and line.intent in self.now_is.tasks), "a human is called"

    @rule(words=st.sampled_from(STOPS))
    def stops(self, words: str) -> None:
        before = self.now_is
        open_form = before.form is not None and not self.expired(before)
        self.say(Line(text=words, intent="opt_out" if words in ("stop", "Stop!", "/stop") else None))
        if open_form and before.conversation.mode == "bot":
            assert self.now_is.form is None, "it is stopped"
            assert self.now_is.as_it_stands() == before.as_it_stands(), "nothing of it is kept"
            assert not self.now_is.opted_out or before.opted_out, "only the form was stopped"

    @rule(words=st.sampled_from(CRISES))
    def is_in_danger(self, words: str) -> None:
        self.say(Line(text=words, intent="out_of_scope", sure=0.4))
        answer = self.one.last
        assert "112" in answer.text or "113" in answer.text, "the numbers, at once"
        assert self.now_is.tasks.get("crisis") == 0, "an urgent task"
        assert self.now_is.form is None and answer.buttons

    # ---------------------------------------------------------------- what others and the clock do

    @rule(does=st.sampled_from(("takes over", "answers", "hands back", "hands back", "hands back")))
    def a_colleague(self, does: str) -> None:
        if self.who == "night_staff":
            return
        deed: Any = {"takes over": human.take_over, "hands back": human.hand_back}.get(does)

        async def act() -> None:
            async with self.db.begin() as session:
                if deed is None:
                    await human.answer(
                        session, self.one.conversation_id, self.town.contact, "Ik kijk mee.", self.one.now
                    )
                else:
                    await deed(session, self.one.conversation_id, self.town.contact, self.one.now)

        self.run(act())
        note(f"Noor {does}")
        self.look_again()
        assert does == "hands back" or self.now_is.form is None, "a human is there now"

    @rule()
    def staff_end_what_it_is_about(self) -> None:
        async def act() -> None:
            async with self.db.begin() as session:
                for row in self.now_is.made.values():
                    fresh: Any = await session.get_one(type(row), row.id)
                    if isinstance(fresh, Step) and fresh.state == "open":
                        await steps.end(session, fresh, state="dropped", words=None, now=self.one.now)
                    elif isinstance(fresh, Appointment):
                        await appointments.change(session, fresh, state="cancelled", now=self.one.now)
                    elif isinstance(fresh, DebtReferral) and fresh.closed_at is None:
                        fresh.closed_at, fresh.closed_as = self.one.now, "done"
                    elif isinstance(fresh, Goal) and fresh.state == "open":
                        fresh.state, fresh.ended_at = "dropped", self.one.now
                    elif isinstance(fresh, BedNight) and fresh.ended_at is None and fresh.held_until is not None:
                        with contextlib.suppress(NotFound):  # its time was over
                            await holds.release(session, fresh.id, self.one.now)

        self.run(act())
        note("staff end all there is")
        self.look_again()

    @rule(minutes=st.sampled_from((1, 20, 119, 121, 240, 24 * 60)))
    def time_goes_by(self, minutes: int) -> None:
        before = self.now_is
        self.one.now += timedelta(minutes=minutes)
        self.run(Clockwork(self.db, Bell(), lambda: self.one.now).compose_due())
        self.look_again()
        said = self.now_is.said - before.said
        assert said <= self.now_is.nudges["sent"] - before.nudges["sent"], "each nudge is said once"
        note(f"{minutes} minutes later")
        if said:
            self.hear(self.run(self.one.hears()))

    @rule()
    def everything_starts_anew(self) -> None:
        self.run(self.db.engine.dispose())

    @rule(times=st.sampled_from((1, 2)), workers=st.sampled_from((1, 2)))
    def the_channel_and_the_workers_are(self, times: int, workers: int) -> None:
        self.one.times, self.one.workers = times, workers

    # ---------------------------------------------------------------- doing it, and what has to be true after it

    def do(self, does: Does) -> None:
        if isinstance(does, Line):
            self.say(does)
        elif isinstance(does, Press):
            arguments = self.about.get(does.about, {})
            self.press(self.run(form_world.show_button(self.db, self.one, does.action, arguments)), shown=False)
        elif payload := self.one.last.buttons.get(self.label(does)):
            self.press(payload)

    def label(self, offered: Offered) -> str:
        return texts.say(self.now_is.conversation.language, offered.key)

    def say(self, line: Line) -> None:
        note(f"{self.who}: {line.text[:80]!r} ({line.intent}, {line.sure})")
        self.handle(
            self.one.says(line.text, line.intent, line.sure, **line.entities),
            shown=f"{self.one.last.text} {[*self.one.last.buttons]}",
        )

    def press(self, payload: str, *, shown: bool = True) -> None:
        if not shown:
            self.look_again()
        label = next((word for word, token in self.one.last.buttons.items() if token == payload), "an earlier button")
        note(f"{self.who}: [{label}]")
        self.handle(self.one.presses_payload(payload), shown=self.shown.get(payload, ""))

    def handle(self, sending: Coroutine[Any, Any, talk.Answer], *, shown: str) -> None:
        """Send it and look what came of it; `shown` is the message it answers."""
        before = self.now_is
        answer = self.run(sending)
        self.hear(answer)
        self.look_again()
        self.answered_once(before, answer)
        for row in self.now_is.new_since(before):
            self.was_agreed_to(row, shown, answer)
        if self.now_is.opted_out and not before.opted_out:
            assert self.heard(answer, "opted-out"), "nobody is opted out without being told"

    def answered_once(self, before: World, answer: talk.Answer) -> None:
        now = self.now_is
        assert now.unhandled == 0, "no message waits"
        if before.conversation.mode == "human" and not answer.text:
            assert now.conversation.waiting_since is not None, "the human knows that somebody waits"
            return
        assert now.said == before.said + 1, "answered, and once"
        over = any(self.heard(answer, key) for key in LAST_WORDS)
        assert answer.buttons or (over and now.form is None), "no dead end"

    def was_agreed_to(self, row: Any, shown: str, answer: talk.Answer) -> None:
        """What is new was asked for in so many words, or is told in the answer."""
        if isinstance(row, DebtReferral):
            assert not row.municipality or row.municipality in shown, "agreed to this municipality"
            named = [{texts.say(to, f"debt-type-{kind}").lower() for to in texts.LANGUAGES} for kind in row.debt_types]
            assert all(any(name in shown.lower() for name in names) for names in named), "agreed to these debts"
        elif isinstance(row, Appointment):
            assert clock.clock_words(clock.local(row.starts_at)) in shown, "agreed to this moment"
        elif isinstance(row, BedNight):
            assert row.ended_at is not None or row.held_until is None or self.until(row) in answer.text
        elif isinstance(row, Step):
            assert row.state != "open" or row.what in answer.text, "the step is said back"
        elif isinstance(row, Goal):
            assert row.words in answer.text, "the goal is said back"

    def until(self, row: BedNight) -> str:
        assert row.held_until is not None
        return clock.clock_words(row.held_until)

    def heard(self, answer: talk.Answer, key: str) -> bool:
        facts = {"at": clock.clock_words(self.one.now)}
        return any(texts.say(language, key, **facts) in answer.text for language in texts.LANGUAGES)

    def hear(self, answer: talk.Answer) -> None:
        note(f"   Stapje: {answer.text!r} {[*answer.buttons]}")
        self.shown |= {payload: f"{answer.text} [{label}]" for label, payload in answer.buttons.items()}

    def look_again(self) -> None:
        self.now_is = self.run(form_world.look(self.db, self.one))
        form = self.now_is.form
        if form is not None:
            known = {slot.name for slot in forms.named(form["kind"]).slots}
            assert form["asking"] in known, "it asks what it knows"

    def expired(self, world: World) -> bool:
        assert world.form is not None
        return self.one.now - datetime.fromisoformat(world.form["at"]) > forms.LASTS


def test_forms_in_any_order(migrated_url: str) -> None:
    in_any_order(Forms, migrated_url, examples=40, steps=30)


@pytest.mark.parametrize("kind", sorted(forms.kinds()))
async def test_every_form_is_among_them(db: Database, town: Town, kind: str) -> None:
    """A new form belongs in tests/form_lines.py: how it is begun, and what may be answered."""
    who = "night_staff" if kind in form_lines.FOR_STAFF else "client"
    one = await somebody(db, who, town, talk.EVENING)
    about = await form_world.give(db, one, request=kind in form_lines.WITH_A_REQUEST)
    for does in BEGINNINGS[kind]:
        if isinstance(does, Line):
            await one.says(does.text, does.intent, does.sure, **does.entities)
        elif isinstance(does, Press):
            token = await form_world.show_button(db, one, does.action, about.get(does.about, {}))
            await one.presses_payload(token)
        else:
            await one.presses(does.key)
    form = (await one.state()).form
    assert form is not None and form["kind"] == kind
