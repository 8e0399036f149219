"""How an appointment went, in the client's own words and without blame; and whether somebody came, noted by staff."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import appointment_making, clock, reminders, texts
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import appointments, conversations, messages, nudges, tasks
from storage.appointments import STANDING, Appointment
from storage.people import Person
from storage.staff import StaffMember

MOODS: Mapping[str, str] = {"checkin_positive": "good", "checkin_neutral": "so_so", "checkin_negative": "bad"}
"""What a typed answer means, by the intent of how somebody is."""
ABSENT = (
    "was er niet", "ben er niet geweest", "ben niet geweest", "niet gegaan", "vergeten", "niet gelukt om te komen",
    "wasn't there", "was not there", "didn't go", "did not go", "forgot",
)  # fmt: skip
LONGEST = 2000


# ---------------------------------------------------------------- the client tells


@answers("appointment.went", needs=May.HAVE_APPOINTMENTS)
async def went(turn: Turn) -> None:
    """How it went; bad goes to a human, with a talk within reach."""
    found = await _own(turn)
    if found is None:
        await turn.go("old_button")
        return
    await _tell(turn, found, str(turn.arguments["went"]), str(turn.arguments.get("words", "")))


async def _tell(turn: Turn, appointment: Appointment, how: str, words: str) -> None:
    appointment.went = how
    _add_words(appointment, words)
    turn.session.add(appointment)
    await reminders.plan_for(turn.session, appointment, turn.now)
    turn.say({"good": "after-good", "so_so": "after-so-so", "bad": "after-bad"}[how])
    if how == "bad":
        await _call(turn, appointment, "after-bad-words", priority=tasks.SOON)
        turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-make-appointment", "make_appointment")
    if how != "bad":
        turn.offer_human()
    turn.remember("appointment_after", appointment=str(appointment.id))


def _add_words(appointment: Appointment, words: str) -> None:
    appointment.went_words = "\n".join(filter(None, (appointment.went_words, words)))[:LONGEST]


async def _call(turn: Turn, appointment: Appointment, key: str, *, priority: int) -> None:
    """Give the contactperson the task about it, with the client's words so far."""
    said = turn.word(key, day=clock.day_words(clock.local(appointment.starts_at).date(), turn.language))
    words = f"{said}: {appointment.went_words}" if appointment.went_words else said
    await turn.call_human("appointment", priority=priority, words=words, subject_id=appointment.id)


@answers("appointment.absent", needs=May.HAVE_APPOINTMENTS)
async def absent(turn: Turn) -> None:
    """It went differently: no blame, a new time within reach. Staff hear it once, whoever says it first."""
    found = await _own(turn)
    if found is None:
        await turn.go("old_button")
        return
    known = found.state == "missed"
    if not found.went_words:
        found.went_words = turn.button.label if turn.button else turn.text[:LONGEST]
    await _set(turn.session, found, "missed", turn)
    if not known:
        await _call(turn, found, "after-absent-words", priority=tasks.NORMAL)
    turn.say("after-absent")
    turn.offer("button-new-time", "appointment.again", answers="yes", appointment=str(found.id))
    turn.offer_human()
    turn.remember("appointment_after", appointment=str(found.id))


async def _set(session: AsyncSession, appointment: Appointment, state: str, turn: Turn) -> None:
    if appointment.state != state:
        await appointments.change(session, appointment, state=state, now=turn.now)
    await reminders.plan_for(session, appointment, turn.now)


@answers("appointment.again", needs=May.HAVE_APPOINTMENTS)
async def again(turn: Turn) -> None:
    """A new time after one that was missed, with the same colleague: the usual way to make an appointment."""
    found = await _own(turn)
    if found is None:
        await turn.go("make_appointment")
        return
    staff = str(found.staff_id) if found.staff_id else None
    await appointment_making.begin(turn, {"staff": staff, "topic": found.topic})


async def hear(turn: Turn) -> bool:
    """Own words about how it went: right after the question, or after a button; False for anything else.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn).
    """
    if turn.person is None or turn.understood.perhaps_danger or not turn.text.strip():
        return False
    told = turn.recalled("appointment_after")
    if told is not None:
        return await _hear_more(turn, told["appointment"])
    intent, said = str(turn.understood.intent), turn.text.lower()
    missed = any(words in said for words in ABSENT)
    if intent not in MOODS and not missed:
        return False
    about = await _asked_last(turn)
    if about is None:
        return False
    turn.conversation.stumbles = 0
    if missed:
        await turn.go("appointment.absent", {"appointment": str(about)})
    else:
        await turn.go("appointment.went", {"appointment": str(about), "went": MOODS[intent], "words": turn.text})
    return True


async def _hear_more(turn: Turn, appointment_id: str) -> bool:
    """What somebody adds is kept with the answer, unless it asks for something of its own."""
    if turn.understood.intent not in (None, "out_of_scope", *MOODS):
        return False
    found = await appointments.by_id(turn.session, uuid.UUID(appointment_id))
    assert turn.person is not None
    if found is None or found.person_id != turn.person.id:
        return False
    _add_words(found, turn.text)
    turn.session.add(found)
    if found.went == "bad" or turn.understood.intent == "checkin_negative":
        await _call(turn, found, "after-bad-words", priority=tasks.SOON)
    turn.conversation.stumbles = 0
    turn.say("after-words-kept")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-make-appointment", "make_appointment")
    turn.remember("appointment_after", appointment=appointment_id)
    return True


async def _asked_last(turn: Turn) -> uuid.UUID | None:
    """The appointment whose question was the last thing that Stapje said."""
    assert turn.person is not None
    asked = await nudges.last_sent(turn.session, turn.person.id, ("appointment_after",))
    last = await messages.last_said(turn.session, turn.conversation.id)
    if asked is None or last is None or asked.ended_at != last.created_at:
        return None
    return asked.subject_id


async def _own(turn: Turn) -> Appointment | None:
    """The appointment that a button is about, once it has begun."""
    assert turn.person is not None
    found = await appointments.by_id(turn.session, uuid.UUID(turn.arguments["appointment"]))
    if found is None or found.person_id != turn.person.id or found.starts_at > turn.now:
        return None
    return found if found.state in {*STANDING, "done", "missed"} else None


# ---------------------------------------------------------------- staff note it


async def note(session: AsyncSession, appointment: Appointment, *, came: bool, by: StaffMember, now: datetime) -> bool:
    """Somebody came, or not: the client hears a kind word when they did not, and their contactperson gets a task when
    it was another colleague's appointment. Returns False when that was known already, also from the client."""
    state = "done" if came else "missed"
    if appointment.state == state:
        return False
    await appointments.change(session, appointment, state=state, now=now)
    await reminders.plan_for(session, appointment, now)
    person = await session.get_one(Person, appointment.person_id)
    if not came and person.contact_person_id not in (by.id, appointment.staff_id):
        await _tell_contact(session, appointment, person, by, now)
    return True


async def take_back(session: AsyncSession, appointment: Appointment, now: datetime) -> bool:
    """What was noted was wrong: it stands as before, and what was not said yet is not said. False: nothing was."""
    if appointment.state not in ("done", "missed"):
        return False
    await appointments.change(session, appointment, state="planned", now=now)
    await reminders.plan_for(session, appointment, now)
    return True


async def _tell_contact(
    session: AsyncSession, appointment: Appointment, person: Person, by: StaffMember, now: datetime
) -> None:
    talk = await conversations.ensure_for_person(session, person)
    day = clock.day_words(clock.local(appointment.starts_at).date(), "nl")
    await tasks.raise_task(
        session, kind="appointment", conversation_id=talk.id, now=now, subject_id=appointment.id,
        words=texts.say("nl", "after-missed-words", day=day, who=by.display_name),
    )  # fmt: skip
