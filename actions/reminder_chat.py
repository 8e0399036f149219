"""The client decides how Stapje reminds them of appointments; every change is said back and can be taken back."""

from __future__ import annotations

import uuid
from typing import Any

from actions import appointment_after, leaving, reminder_words, reminders, texts
from actions.permissions import May
from actions.registry import answers
from actions.reminders import CHOICES, Reminding
from actions.reminders_said import asks_how, names_reminding, wish_in
from actions.turn import Turn
from storage import appointments, audit, messages, nudges, nudging
from storage.appointments import STANDING
from storage.nudges import Nudge

FIRST_BUTTONS = ("button-coming", "button-read", "button-new-time", "button-went-good", "button-leave-now")
"""What a message of our own accord about an appointment begins its buttons with."""
ABOUT_APPOINTMENTS = ("appointment", "reminders", "leaving")
"""What a conversation is about when "liever 3 uur" is a wish about reminders."""


async def hear(turn: Turn) -> bool:
    """When they leave, how it went, or how they want to be reminded; False when a message is about something else.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn).
    """
    if turn.person is None or turn.understood.perhaps_danger:
        return False
    if await leaving.hear(turn) or await appointment_after.hear(turn) or await _yes_or_no(turn):
        return True
    if names_reminding(turn.text) and asks_how(turn.text):
        await turn.go("reminders.show")
        return True
    how = reminders.reminding(turn.person.reminders)
    asked = turn.recalled("reminders") is not None
    wish = wish_in(turn.text, minutes_now=how.minutes_before, asked=asked)
    if wish is None or not (names_reminding(turn.text) or await _speaks_of_one(turn)):
        return False
    turn.conversation.stumbles = 0
    await turn.go("reminders.set", {"wish": wish})
    return True


async def _yes_or_no(turn: Turn) -> bool:
    """A typed ja or nee right after "Kom je?" or "Wil je een nieuwe tijd kiezen?"; a nee to the first is asked back."""
    answer = {"affirm": "yes", "deny": "no"}.get(str(turn.understood.intent))
    said = await _said_last(turn) if answer is not None else None
    if said is None or said.kind in ("appointment_after", "appointment_leave"):
        return False
    if said.kind == "appointment_missed":
        if answer == "yes":
            await turn.go("appointment.again", {"appointment": str(said.subject_id)})
        return answer == "yes"
    if answer == "yes":
        await turn.go("appointment.confirm", {"appointment": str(said.subject_id)})
    else:
        await turn.go("cancel_appointment")
    return True


async def _said_last(turn: Turn) -> Nudge | None:
    """The message about an appointment that was the last thing Stapje said, if it was one."""
    assert turn.person is not None
    said = await nudges.last_sent(turn.session, turn.person.id, (*reminders.BEFOREHAND, *reminders.KINDS))
    last = await messages.last_said(turn.session, turn.conversation.id)
    if said is None or last is None or said.ended_at != last.created_at or not last.buttons:
        return None
    return said if last.buttons[0]["label"] in map(turn.word, FIRST_BUTTONS) else None  # no answer of that very moment


async def _speaks_of_one(turn: Turn) -> bool:
    """Whether an appointment is what is being talked about, or the last thing Stapje said was a reminder of one."""
    if any(turn.recalled(topic) for topic in ABOUT_APPOINTMENTS):
        return True
    said = await _said_last(turn)
    return said is not None and said.kind in reminders.BEFOREHAND


@answers("reminders.show", needs=May.HAVE_APPOINTMENTS)
async def show(turn: Turn) -> None:
    """How it is now, and what may be changed."""
    assert turn.person is not None
    how = reminders.reminding(turn.person.reminders)
    turn.paragraphs.append(words(turn.language, how))
    _offer(turn, how)


def words(language: str, how: Reminding) -> str:
    """How somebody is reminded, in a sentence or two."""
    which = {(True, True): "both", (True, False): "day", (False, True): "hours"}.get(
        (how.day_before, how.minutes_before > 0), "none"
    )
    said = texts.say(language, "remind-how", which=which, time=length(language, how.minutes_before))
    return f"{said} {texts.say(language, 'remind-how-discreet')}" if how.discreet else said


def length(language: str, minutes: int) -> str:
    """So long before, in words: "2 uur", "90 minuten"."""
    if minutes and minutes % 60 == 0:
        return texts.say(language, "remind-hours", count=minutes // 60)
    return texts.say(language, "remind-minutes", count=minutes)


def _offer(turn: Turn, how: Reminding) -> None:
    turn.offer("button-no-day-before" if how.day_before else "button-day-before", "reminders.set",
               wish={"day_before": not how.day_before})  # fmt: skip
    for minutes in (minutes for minutes in CHOICES if minutes != how.minutes_before):
        name = turn.word("remind-before", time=length(turn.language, minutes))
        turn.offer("button-named-step", "reminders.set", name=name, wish={"minutes_before": minutes})
    if how.minutes_before:
        turn.offer("button-no-time-before", "reminders.set", wish={"minutes_before": 0})
    turn.offer("button-openly" if how.discreet else "button-discreet", "reminders.set",
               wish={"discreet": not how.discreet})  # fmt: skip
    turn.remember("reminders")


@answers("reminders.set", needs=May.HAVE_APPOINTMENTS)
async def change(turn: Turn) -> None:
    """Keep a wish for all appointments of this client, and say what it means now."""
    assert turn.person is not None
    before = dict(turn.person.reminders or {})
    wish = reminders.checked(dict(turn.arguments["wish"]))
    await _keep(turn, before | wish)
    turn.paragraphs.append(words(turn.language, reminders.reminding(turn.person.reminders)))
    turn.offer("button-undo-rhythm", "reminders.undo", before=before)
    turn.offer("button-change-more", "reminders.show")
    turn.remember("reminders")


@answers("reminders.undo", needs=May.HAVE_APPOINTMENTS)
async def undo(turn: Turn) -> None:
    """As it was before."""
    await _keep(turn, reminders.checked(dict(turn.arguments["before"])))
    await show(turn)


async def _keep(turn: Turn, wish: dict[str, Any]) -> None:
    assert turn.person is not None
    turn.person.reminders = wish or None
    turn.session.add(turn.person)
    await turn.session.flush()
    await reminders.plan_all_for(turn.session, turn.person, turn.now)
    await audit.record(
        turn.session, "reminders.changed", now=turn.now, person_id=turn.person.id, by="client", **wish
    )  # fmt: skip


# ---------------------------------------------------------------- what a message left out


@answers("appointment.read", needs=May.HAVE_APPOINTMENTS)
async def read(turn: Turn) -> None:
    """What a message of our own accord left out: where, with whom, what to bring."""
    assert turn.person is not None
    about = uuid.UUID(turn.arguments["appointment"])
    found = await appointments.by_id(turn.session, about)
    if found is None or found.person_id != turn.person.id or found.state not in {*STANDING, "done", "missed"}:
        await turn.go("ask_appointment")
        return
    subject = (await nudging.with_names(turn.session, [about]))[about]
    text, choices = reminder_words.in_full(turn.arguments["kind"], turn.language, subject, turn.now)
    turn.paragraphs.append(text)
    turn.choices.extend(choices)
    turn.remember("appointment", appointment=str(about))
