"""The questions about an appointment: the form "appointment", of which one question at a time is asked.

What is known from earlier answers goes along in the form and in its buttons (`known`: JSON values), so that a button
does the same when the form is long gone.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from actions import booking, clock, forms
from actions.appointment_wishes import Wish, wish_in
from actions.appointment_words import short_words, who_words
from actions.forms import STOP_BUTTON, Form, Slot, Slots
from actions.free_times import FreeSlot
from actions.reply import Choice
from actions.turn import Turn

_YES = re.compile(r"^(ja|jep|klopt|goed|prima|oké|yes|yep|ok|sure|right|fine)\b", re.IGNORECASE)
_NO = re.compile(r"^(nee|neen|niet|anders|no|nope|not|other)\b", re.IGNORECASE)
_NUMBERS = (
    re.compile(r"^\W*(de |het |the )?(1|1e|eerste|bovenste|first)\W*$", re.IGNORECASE),
    re.compile(r"^\W*(de |het |the )?(2|2e|tweede|middelste|second)\W*$", re.IGNORECASE),
    re.compile(r"^\W*(de |het |the )?(3|3e|derde|laatste|third|last)\W*$", re.IGNORECASE),
)
Known = dict[str, Any]
"""What is known already: `moving`, `staff`, `topic`, `own`, `far`, `day`, and what Wish.kept gives."""


def wish_of(turn: Turn, known: Known) -> Wish | None:
    """The wish in what was said; a time without a day is meant on the day that is known."""
    day = date.fromisoformat(known["day"]) if known.get("day") else None
    return wish_in(turn.text, turn.understood.times, clock.local(turn.now), day)


def staff_of(turn: Turn, known: Known) -> uuid.UUID:
    """With whom: the colleague of the appointment that is moved, else the contactperson."""
    assert turn.person is not None
    return uuid.UUID(known["staff"]) if known.get("staff") else turn.person.contact_person_id


# ---------------------------------------------------------------- asking


async def offer(turn: Turn, key: str, slots: Sequence[FreeSlot], known: Known) -> None:
    """Free times as buttons: a tap books."""
    turn.say(key)
    staff = staff_of(turn, known)
    choices = [taking(turn, short_words(slot.starts_at, turn.language), slot, known) for slot in slots]
    who = await who_words(turn.session, staff, turn.language)
    await ask(turn, "time", known, [*choices, otherwise(turn, known)], who=who)


def taking(turn: Turn, label: str, slot: FreeSlot, known: Known) -> Choice:
    """The button that books a slot."""
    more = {name: known.get(name) for name in ("moving", "topic", "by_phone")}
    arguments = booking.take_arguments(staff_of(turn, known), slot, more)
    return Choice(label=label, action="booking.take", arguments=arguments)


def wishing(label: str, action: str, known: Known, **said: Any) -> Choice:
    """A button with a moment (`at`) or a day in it, and what is known."""
    values = {name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in said.items()}
    arguments = {name: value.isoformat() for name, value in values.items()}
    return Choice(label=label, action=action, arguments={**arguments, "known": known})


def otherwise(turn: Turn, known: Known) -> Choice:
    """The button for something else."""
    return Choice(label=turn.word("button-something-else"), action="appointment.else", arguments={"known": known})


async def ask(
    turn: Turn, name: str, known: Known, choices: Sequence[Choice] = (), *, again: bool = False, **facts: Any
) -> None:
    """Ask one question; the others of the form are not asked this time."""
    others: Slots = {slot.name: None for slot in APPOINTMENT.slots if slot.name != name}
    kept = [[choice.label, choice.action, dict(choice.arguments)] for choice in choices]
    if again:
        turn.say("appointment-which-day-past")
    await forms.start(turn, APPOINTMENT, **others, asks=name, known=known, facts=facts, choices=kept)


def _choices(slots: Slots) -> list[Choice]:
    return [Choice(label=label, action=action, arguments=given) for label, action, given in slots["choices"]]


def _facts(_: Turn, slots: Slots) -> dict[str, Any]:
    return dict(slots["facts"])


def _read(turn: Turn) -> str | None:
    """Whether a message can be an answer: a number of a button, a wish, yes or no."""
    if (number := next((n for n, words in enumerate(_NUMBERS) if words.search(turn.text)), None)) is not None:
        return str(number)
    state = turn.conversation.form or {}
    wish = wish_of(turn, state.get("slots", {}).get("known", {}))
    if wish is not None and (wish.moments or not _says(turn, "yes")):
        return "wish"
    return "yes" if _says(turn, "yes") else "no" if _says(turn, "no") and state.get("asking") not in OPEN else None


def _says(turn: Turn, what: str) -> bool:
    said = turn.text.strip(" .,!")
    if what == "yes":
        return bool(_YES.search(said)) or turn.understood.intent in ("affirm", "confirm_appointment", "thank")
    return bool(_NO.search(said)) or turn.understood.intent == "deny"


async def _answered(turn: Turn, slots: Slots) -> None:
    """Go on with what was typed; buttons go their own way."""
    said, known, choices = slots[slots["asks"]], slots["known"], _choices(slots)
    if said == "wish":
        pressed = _meant(wish_of(turn, known) or Wish(), choices, slots["asks"])
        await turn.go(*((pressed.action, pressed.arguments) if pressed else ("appointment.said", {"known": known})))
    elif said == "yes" and choices and (slots["asks"] in SURE or len(choices) == 2):
        await turn.go(choices[0].action, choices[0].arguments)
    elif said.isdecimal() and int(said) < len(choices):
        await turn.go(choices[int(said)].action, choices[int(said)].arguments)
    elif said == "no":
        await turn.go("appointment.else", {"known": known})
    else:  # a yes or a number where there is nothing to say that to
        await _ask_the_same(turn, slots)


def _meant(wish: Wish, choices: Sequence[Choice], asks: str) -> Choice | None:
    """The button that was named by its time: "14:30" at the echo of 14:30, "ochtend" where that was asked."""
    timed = [choice for choice in choices if "at" in choice.arguments]
    if asks == "part":
        named = [c for c in timed if _fits_hours(wish, datetime.fromisoformat(c.arguments["at"]))]
    else:
        named = [c for c in timed if asks in SURE and datetime.fromisoformat(c.arguments["at"]) in wish.moments]
    return named[0] if len(named) == 1 else None


def _fits_hours(wish: Wish, moment: datetime) -> bool:
    return wish.moments == () and wish.fits(FreeSlot(starts_at=moment, minutes=1))


async def _ask_the_same(turn: Turn, slots: Slots) -> None:
    await ask(turn, slots["asks"], slots["known"], _choices(slots), **slots["facts"])


SURE = frozenset({"sure", "published", "passed", "far"})
"""Questions to which yes means the first button."""
OPEN = frozenset({"day", "clock"})
"""Questions without buttons of their own: a bare no stops the form."""
_ASKED = {
    "day": ("appointment-which-day", "appointment-which-day-again"),
    "clock": ("appointment-what-time", "appointment-what-time-again"),
    "time": ("appointment-which-time", "appointment-which-time-again"),
    "which_day": ("appointment-which-of-days", None),
    "part": ("appointment-which-part", None),
    "passed": ("appointment-did-you-mean", None),
    "far": ("appointment-so-far", None),
    "published": ("appointment-right-with", None),
    "sure": ("appointment-right", None),
}
APPOINTMENT = forms.form(
    Form(
        kind="appointment",
        slots=tuple(
            Slot(name=name, ask=ask, again=again, read=_read, facts=_facts, choices=_choices, moment=True)
            for name, (ask, again) in _ASKED.items()
        ),
        finish=_answered,
        own_intents=frozenset(
            {
                "make_appointment", "reschedule_appointment", "ask_appointment", "cancel_appointment",
                "confirm_appointment",
            }
        ),
        always=STOP_BUTTON,
    )
)  # fmt: skip
