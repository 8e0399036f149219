"""Talks of several turns: what a client wants to reach, and what they answer to each question on the way.

They know questions by their words and answers by the buttons offered, as a person does; a question that is new to them
is skipped with the last button that leads on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Protocol

from actions import clock, texts
from actions.reminders import DAY_BEFORE, LEAVE, TWO_HOURS
from bot.simulate.channel import Delivery
from bot.simulate.deeds import Notes, Promise, Spell

MOST_TURNS = 9
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody says or presses in a talk."""

    text: str = ""
    payload: str | None = None


class Goal(Protocol):
    """What somebody wants to reach in a talk."""

    def answer(self, said: Delivery, client: int, notes: Notes) -> Answer | None:
        """What to say to this; None when the talk is over."""


@cache
def label(key: str) -> str:
    """A button's words in the language of the town."""
    return texts.say("nl", key)


def press(said: Delivery, key: str) -> Answer | None:
    """Press the button with this text key, when it is there."""
    payload = said.labels.get(label(key))
    return None if payload is None else Answer(payload=payload)


def skip(said: Delivery) -> Answer | None:
    """Press the last button that neither stops nor calls somebody."""
    never = {
        label(key) for key in ("button-stop-form", "button-human", "button-menu", "button-opt-out", "button-ideas")
    }
    payloads = [payload for words, payload in said.buttons if words not in never]
    return Answer(payload=payloads[-1]) if payloads else None


@dataclass(kw_only=True)
class StepGoal:
    """A step with a moment, and mostly the wish to be reminded of it."""

    what: str
    day: date
    at: time
    reminded: bool
    turns: int = 0

    @classmethod
    def chosen(cls, steps: Sequence[str], throw: Random, now: datetime) -> StepGoal:
        """A step for one of the coming days; now and then in the evening, when only a wished reminder may come."""
        day = clock.local(now).date() + timedelta(days=throw.randint(1, 5))
        at = time(throw.choice((8, 9, 9, 10, 11, 13, 14, 16, 19, 21)), throw.choice((0, 15, 30)))
        return cls(what=throw.choice(steps), day=day, at=at, reminded=throw.random() < 0.8)

    @classmethod
    def again(cls, what: str, throw: Random, now: datetime) -> StepGoal:
        """The same step at another time."""
        return replace(cls.chosen((what,), throw, now), reminded=True)

    @property
    def moment(self) -> datetime:
        """When the step is to be taken."""
        return clock.at(self.day, self.at)

    def answer(self, said: Delivery, client: int, notes: Notes) -> Answer | None:
        """Say what and when, and press the button about a reminder."""
        self.turns += 1
        if self.turns > MOST_TURNS or self._promised(said, client, notes):
            return None
        if texts.say("nl", "step-what") in said.text:
            return Answer(text=self.what)
        if any(texts.say("nl", key) in said.text for key in ("step-when", "step-when-again", "step-when-new")):
            return Answer(text=f"{self.day.day}-{self.day.month}-{self.day.year} om {self.at:%H:%M}")
        remind = press(said, "button-remind" if self.reminded else "button-step-ready")
        if remind is not None:
            return remind
        if (again := press(said, "button-other-moment")) is not None:
            return again
        return skip(said) if label("button-stop-form") in said.labels else None

    def _promised(self, said: Delivery, client: int, notes: Notes) -> bool:
        here = clock.local(self.moment)
        moment = texts.say("nl", "moment", day=clock.day_words(here.date(), "nl"), clock=clock.clock_words(here))
        moved = texts.say("nl", "step-reminder-moves-along") in said.text and moment in said.text
        if not moved and texts.say("nl", "step-will-remind", moment=moment) not in said.text:
            return False
        drop(notes, client, said.at, words=self.what)  # the same step at another moment
        notes.promises.append(
            Promise(client=client, kind="step", moment=self.moment, words=self.what, made_at=said.at)
        )  # fmt: skip
        return True


@dataclass(kw_only=True)
class AppointmentGoal:
    """Another or a new appointment; one that it is to replace stands until a colleague says yes."""

    day: date
    at: time
    turns: int = 0

    @classmethod
    def chosen(cls, throw: Random, now: datetime) -> AppointmentGoal:
        """A working day in the coming two weeks, in office hours."""
        day = clock.local(now).date() + timedelta(days=throw.randint(3, 12))
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        return cls(day=day, at=time(throw.randint(9, 16), throw.choice((0, 30))))

    def answer(self, said: Delivery, client: int, notes: Notes) -> Answer | None:  # noqa: ARG002 (as every goal)
        """Name a day and a time, and say that they are right."""
        self.turns += 1
        moment = clock.at(self.day, self.at)
        in_words = texts.say(
            "nl", "moment", day=clock.day_words(self.day, "nl"), clock=clock.clock_words(moment)
        )  # fmt: skip
        if texts.say("nl", "appointment-proposed", moment=in_words) in said.text:
            return None
        if self.turns > MOST_TURNS:
            return None
        if texts.say("nl", "appointment-which-day") in said.text:
            return Answer(text=f"{self.day.day}-{self.day.month}-{self.day.year}")
        if texts.say("nl", "appointment-what-time", day=clock.day_words(self.day, "nl")) in said.text:
            return Answer(text=f"{self.at:%H:%M}")
        return press(said, "button-yes-right")


@dataclass(kw_only=True)
class RestGoal:
    """Not to be asked: for two weeks, or until further notice. It holds from the answer that says so."""

    days: int | None
    turns: int = 0

    def answer(self, said: Delivery, client: int, notes: Notes) -> Answer | None:
        """Note when it is granted; where a form was in the way, press the button."""
        self.turns += 1
        if self.turns > 2:
            return None
        if self.days is None and (wanted := press(said, "button-opt-out")) is not None:
            return wanted
        if self.days is None and texts.say("nl", "opted-out") in said.text:
            notes.quiet.append(Spell(client=client, begins=said.at))
        if self.days is not None and label("button-undo-rhythm") in said.labels:
            ends = clock.at(clock.local(said.at).date() + timedelta(days=self.days), time(0))
            notes.quiet.append(Spell(client=client, begins=said.at, ends=ends))
        return None


def promise_appointment(notes: Notes, client: int, starts_at: datetime, now: datetime) -> None:
    """An appointment stands: its reminders are counted on, the day before and two hours before, on the local clock."""
    here = clock.local(starts_at)
    moments = {"day before": clock.at(here.date() - DAY_BEFORE, here.time()), "two hours": starts_at - TWO_HOURS}
    for kind, moment in moments.items():
        if moment > now:
            notes.promises.append(
                Promise(
                    client=client, kind=kind, moment=moment, words=clock.clock_words(here), made_at=now, about=starts_at
                )
            )


def promise_to_leave(notes: Notes, client: int, said: Delivery, starts_at: datetime) -> None:
    """If this says that a plan to leave is kept, the message at that moment is counted on."""
    for before in LEAVE:
        moment = clock.local(starts_at - before)
        day = clock.day_words(moment.date(), "nl")
        if texts.say("nl", "leave-kept", day=day, clock=clock.clock_words(moment)) in said.text:
            drop(notes, client, said.at, about=starts_at, kind="leave")  # they changed their mind about when
            words = clock.clock_words(starts_at)
            notes.promises.append(
                Promise(client=client, kind="leave", moment=moment, words=words, made_at=said.at, about=starts_at)
            )


def drop(
    notes: Notes, client: int, now: datetime, *, about: datetime | None = None, words: str | None = None,
    kind: str | None = None,
) -> None:  # fmt: skip
    """What was promised about an appointment or a step (of one kind only, if it is said) is not counted on any more."""
    for promise in notes.promises:
        if promise.client != client or promise.dropped_at is not None or promise.moment < now:
            continue
        if kind is not None and promise.kind != kind:
            continue
        if (about is not None and promise.about == about) or (words is not None and promise.words == words):
            promise.dropped_at = now
