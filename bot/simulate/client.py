"""One synthetic client: hears what arrives, decides by the dice whether and when to answer, and wants things.

The dice are thrown for what happens (this person, this question, this day) and never in the order of the program, so
that neither the order of work nor a killed worker changes how people behave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random

from actions import clock, texts
from actions.reminders import LEAVE
from bot.simulate.channel import Delivery
from bot.simulate.deeds import Deed, Notes
from bot.simulate.dice import dice
from bot.simulate.talks import Answer, AppointmentGoal, Goal, RestGoal, StepGoal, drop, label, promise_to_leave
from bot.simulate.temperaments import Temperament, TownData

AWAKE_FROM, AWAKE_UNTIL = time(8, 30), time(23, 30)
REMINDER_ANSWERED = 0.6
AFTERWARDS_ANSWERED = 0.5
BACK_AFTER_DAYS = (3, 25)
"""Between so few and so many days after blocking or stopping, somebody comes back."""
PAUSE_DAYS = 14
GRID_MINUTES = 10
"""People do things at whole steps of so many minutes, so that many do something at the same moment."""


class Client:
    """Somebody with a temperament. What they do is a Deed; what they count on is written into the notes."""

    def __init__(self, number: int, temperament: Temperament, data: TownData, seed: int, notes: Notes) -> None:
        self.number, self.temperament, self._data, self._seed, self.notes = number, temperament, data, seed, notes
        self.address, self._addresses = str(number), 1
        self.goal: Goal | None = None
        self._heard: set[str] = set()
        self._deeds, self._tries, self._last_day = 0, 0, ""
        self._asked_last: int | None = None
        self.appointments: list[datetime] = []
        self._leaving_for: datetime | None = None
        notes.addresses[self.address] = number

    def dice(self, *about: object) -> Random:
        """Dice for one thing that happens to this person; the same thing gives the same throw."""
        return dice(self._seed, self.number, *about)

    def _deed(self, at: datetime, what: str, answer: Answer | None = None, about: Delivery | None = None) -> Deed:
        self._deeds += 1
        said = answer or Answer()
        return Deed(
            at=at.astimezone(UTC), client=self.number, number=self._deeds, what=what, words=said.text,
            payload=said.payload, about=about.number if about else None,
        )  # fmt: skip

    # ------------------------------------------------------------ of one's own accord

    def wishes(self, begins: datetime, ends: datetime) -> Iterator[Deed]:
        """All that this person will want of their own accord."""
        for wish, days in self.temperament.now_and_then.items():
            at, count = begins, 0
            while True:
                throw = self.dice(wish, count)
                at, count = at + timedelta(days=throw.expovariate(1 / days)), count + 1
                if at >= ends:
                    break
                yield self._deed(self._some_time(at, throw, night=wish == "crisis"), wish)

    def _some_time(self, day: datetime, throw: Random, *, night: bool = False) -> datetime:
        hours = (0, 23) if night else (9, 22)
        return clock.at(clock.local(day).date(), time(throw.randint(*hours), throw.randrange(0, 60, 10)))

    def comes_back(self, wish: str, now: datetime) -> Deed:
        """Who blocked or stopped is there again some days later."""
        throw = self.dice("back", wish, now.timestamp())
        return self._deed(self._some_time(now + timedelta(days=throw.randint(*BACK_AFTER_DAYS)), throw), f"end_{wish}")

    def new_address(self) -> str:
        """This person has another chat from now on."""
        self._addresses += 1
        self.address = f"{self.number}-{self._addresses}"
        self.notes.addresses[self.address] = self.number
        return self.address

    # ------------------------------------------------------------ doing

    def does(self, deed: Deed, now: datetime) -> Answer | None:
        """What this person says or presses for a deed; None when it is no longer of use."""
        if deed.what in self._data.wishes:
            return self._wants(deed.what, now)
        if deed.what == "answer":
            if deed.about != self._asked_last:  # asked again meanwhile
                return None
            self._tries = 0
            self.notes.answers.append((self.number, now))
        elif deed.what in ("button-done", "button-partly"):
            drop(self.notes, self.number, now, words=deed.words)
        elif deed.what == "button-not-done":
            self.goal = StepGoal.again(deed.words, self.dice("again", now.timestamp()), now)
            return Answer(payload=deed.payload)
        elif deed.what in ("button-cannot-come", "button-other-time"):
            self._appointment_off(deed, now)
        return Answer(text=deed.words, payload=deed.payload)

    def _wants(self, wish: str, now: datetime) -> Answer:
        throw = self.dice(wish, now.timestamp())
        self.goal = None
        if wish == "step":
            self.goal = StepGoal.chosen(self._data.steps, throw, now)
        elif wish == "appointment":
            self.goal = AppointmentGoal.chosen(throw, now)
        elif wish == "pause":
            self.goal = RestGoal(days=PAUSE_DAYS)
        elif wish == "opt_out":
            self.goal = RestGoal(days=None)
        return Answer(text=throw.choice(self._data.wishes[wish]).text)

    def _appointment_off(self, deed: Deed, now: datetime) -> None:
        """The appointment of a reminder is called off, or another time is sought for it."""
        which = datetime.fromisoformat(deed.words)
        if deed.what == "button-other-time":
            self.goal = AppointmentGoal.chosen(self.dice("other time", now.timestamp()), now)
        else:
            drop(self.notes, self.number, now, about=which)

    # ------------------------------------------------------------ hearing

    def hears(self, said: Delivery) -> Deed | None:
        """A message arrived; returns what this person will do about it, if anything."""
        if said.buttons and said.buttons[0][1] in self._heard:  # the same message once more
            return None
        self._heard |= {payload for _, payload in said.buttons}
        if self._leaving_for is not None and label("button-leave-otherwise") in said.labels:
            promise_to_leave(self.notes, self.number, said, self._leaving_for)
        return self._way_to_answer(said)(said)

    def _way_to_answer(self, said: Delivery) -> Callable[[Delivery], Deed | None]:
        """By its buttons and words somebody knows what a message asks."""
        labels = said.labels
        if label("button-was-not-there") in labels:
            return self._asked_afterwards
        if label("button-mood-good") in labels:
            return self._asked
        if label("button-done") in labels and label("button-not-done") in labels:
            return self._reminded_of_step
        if texts.say("nl", "leave-when") in said.text:
            return self._asked_when_to_leave
        if label("button-coming") in labels and not isinstance(self.goal, AppointmentGoal):
            return self._reminded_of_appointment
        return lambda said: self._goes_on(said) or self._small_answer(said)

    def _asked(self, said: Delivery) -> Deed | None:
        """How does it go? The chance of an answer depends on how often it was asked without one."""
        self._asked_last = said.number
        chances = self.temperament.answers
        chance = chances[min(self._tries, len(chances) - 1)]
        self._tries += 1
        throw = self.dice("asked", clock.local(said.at).date())
        if throw.random() >= chance:
            return None
        moods = self.temperament.moods
        mood = throw.choices(list(moods), list(moods.values()))[0]
        at = self._awake(said, throw.randint(*self.temperament.after), throw)
        if throw.random() < self.temperament.in_words:
            return self._deed(at, "answer", Answer(text=throw.choice(self._data.moods[mood]).text), said)
        key = f"button-mood-{mood.replace('_', '-')}"
        return self._deed(at, "answer", Answer(payload=said.labels[label(key)]), said)

    def _awake(self, said: Delivery, minutes: int, throw: Random) -> datetime:
        """About so many minutes after a message, or the next morning when that is at night."""
        at = _a_little_later(said.at) + timedelta(minutes=minutes - minutes % GRID_MINUTES)
        here = clock.local(at)
        if AWAKE_FROM <= here.time() < AWAKE_UNTIL:
            return at
        day = here.date() + timedelta(days=1) if here.time() >= AWAKE_UNTIL else here.date()
        return clock.at(day, AWAKE_FROM) + timedelta(minutes=throw.randrange(0, 90, GRID_MINUTES))

    def _reminded_of_step(self, said: Delivery) -> Deed | None:
        throw = self.dice("step result", clock.local(said.at).date())
        if throw.random() >= REMINDER_ANSWERED:
            return None
        chosen = throw.choices(["button-done", "button-partly", "button-not-done"], [6, 2, 2])[0]
        what = next((step for step in self._data.steps if step in said.text), "")
        answer = Answer(text=what, payload=said.labels.get(label(chosen)))
        return self._deed(self._awake(said, throw.randint(5, 300), throw), chosen, answer, said)

    def _reminded_of_appointment(self, said: Delivery) -> Deed | None:
        throw = self.dice("appointment", said.at.timestamp() // 3600)
        if throw.random() >= REMINDER_ANSWERED:
            return None
        chosen = throw.choices(["button-coming", "button-cannot-come", "button-other-time"], [8, 1, 1])[0]
        answer = Answer(text=self._meant(said), payload=said.labels.get(label(chosen)))
        return self._deed(self._awake(said, throw.randint(2, 60), throw), chosen, answer, said)

    def _asked_when_to_leave(self, said: Delivery) -> Deed | None:
        """After "ik kom": mostly one of the suggestions."""
        self._leaving_for = datetime.fromisoformat(self._meant(said))
        throw = self.dice("leave", said.at.timestamp() // 3600)
        chosen = throw.choice(said.buttons[: len(LEAVE)])
        return self._deed(_a_little_later(said.at), "talk", Answer(payload=chosen[1]), said)

    def _asked_afterwards(self, said: Delivery) -> Deed | None:
        """How did it go? About half say so."""
        throw = self.dice("afterwards", clock.local(said.at).date())
        if throw.random() >= AFTERWARDS_ANSWERED:
            return None
        keys = ("button-went-good", "button-went-so-so", "button-went-bad", "button-was-not-there")
        chosen = throw.choices(keys, [6, 3, 1, 1])[0]
        answer = Answer(payload=said.labels[label(chosen)])
        return self._deed(self._awake(said, throw.randint(2, 90), throw), "talk", answer, said)

    def _meant(self, said: Delivery) -> str:
        """The moment of the appointment that a message is about, by its time and, where it names one, its day."""
        fitting = [m for m in self.appointments if m > said.at and clock.clock_words(m) in said.text]
        named = [m for m in fitting if clock.day_words(clock.local(m).date(), "nl") in said.text]
        return min(named or fitting, default=said.at).isoformat()

    def _goes_on(self, said: Delivery) -> Deed | None:
        if self.goal is None:
            return None
        answer = self.goal.answer(said, self.number, self.notes)
        if answer is None:
            self.goal = None
            return None
        return self._deed(_a_little_later(said.at), "talk", answer, said)

    def _small_answer(self, said: Delivery) -> Deed | None:
        """Now and then one more button or a kind word, once a day at most: talks come to an end."""
        today = str(clock.local(said.at).date())
        throw = self.dice("small", today)
        if self._last_day == today or throw.random() >= 0.3:
            return None
        self._last_day = today
        at = self._awake(said, 1, throw)
        if (payload := said.labels.get(label("button-not-now"))) is not None:
            return self._deed(at, "talk", Answer(payload=payload), said)
        return None if said.buttons else self._deed(at, "talk", Answer(text=self._data.thanks.text), said)


def _a_little_later(moment: datetime) -> datetime:
    """The next step of the grid: whose turn it was in a queue changes nothing in what people do."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=GRID_MINUTES - moment.minute % GRID_MINUTES)
