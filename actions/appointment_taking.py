"""A time is taken or proposed by a tap or a typed yes: it is planned at once, or somebody looks at it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from actions import booking, clock, free_times, reminders
from actions.appointment_making import appointment_at, begin, consider, say_overlaps
from actions.appointment_questions import APPOINTMENT, Known, offer
from actions.appointment_wishes import Wish
from actions.appointment_words import moment_words, where_words, who_words
from actions.free_times import FreeSlot
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import appointments, audit, tasks
from storage.appointments import LIVING, STANDING, Appointment
from storage.errors import DoubleBooked

TOLD = timedelta(days=1)
"""Who books for today or tomorrow may be there before the colleague looks: that is a task. The rest: the agenda."""


@answers("booking.take", needs=May.HAVE_APPOINTMENTS)
async def take(turn: Turn) -> None:
    """Book the time of this button, if it is free by now; else say what is. The same button twice books once."""
    given, slot = turn.arguments, booking.slot_in(turn.arguments)
    _close_form(turn)
    old = await _own(turn, given.get("moving"))
    made = appointment_at(turn, slot, uuid.UUID(given["staff"]))
    made.topic = given.get("topic") or (old.topic if old else None)
    made.place = turn.word("appointment-by-phone") if given.get("by_phone") else None
    if await _is_mine(turn, made):
        await _say_stands(turn, "appointment-stands", made)
        return
    try:
        await booking.book(turn.session, made, slot, turn.now, offered=bool(given.get("offered")), instead_of=old)
    except DoubleBooked:
        await _say_gone(turn, slot, made, given)
        return
    await _record(turn, "appointment.moved" if made.follows_id else "appointment.booked", made)
    await _tell_colleague(turn, made)
    await _say_stands(turn, "appointment-moved" if made.follows_id else "appointment-booked", made)
    await say_overlaps(turn, made)


def _close_form(turn: Turn) -> None:
    """The questions about an appointment are over; those about anything else go on."""
    if (turn.conversation.form or {}).get("kind") == APPOINTMENT.kind:
        turn.conversation.form = None


async def _own(turn: Turn, appointment_id: str | None) -> Appointment | None:
    """The client's own appointment with this id, as far as it still lies ahead."""
    assert turn.person is not None
    found = await appointments.by_id(turn.session, uuid.UUID(appointment_id)) if appointment_id else None
    return found if found is not None and found.person_id == turn.person.id and found.state in LIVING else None


async def _is_mine(turn: Turn, made: Appointment) -> bool:
    """Whether the client has this very appointment already."""
    there = await appointments.standing(turn.session, _staff_of(made), made.starts_at, made.ends_at)
    return any(one.person_id == made.person_id and one.starts_at == made.starts_at for one in there)


def _staff_of(made: Appointment) -> uuid.UUID:
    assert made.staff_id is not None
    return made.staff_id


async def _say_stands(turn: Turn, key: str, made: Appointment) -> None:
    who = await who_words(turn.session, made.staff_id, turn.language)
    turn.say(key, moment=moment_words(made.starts_at, turn.language), who=who, where=where_words(made.place))
    there = await appointments.standing(turn.session, _staff_of(made), made.starts_at, made.ends_at)
    mine = next((one for one in there if one.person_id == made.person_id), made)
    turn.offer("button-other-time", "appointment.move", appointment=str(mine.id))
    turn.offer("button-cannot-come", "appointment.cancel", appointment=str(mine.id))
    turn.offer("button-to-calendar", "appointment.calendar", appointment=str(mine.id))
    turn.remember("appointment", appointment=str(mine.id))


async def _say_gone(turn: Turn, slot: FreeSlot, made: Appointment, given: Any) -> None:
    """Somebody was just before them, or the colleague is not there then: what is free now, nearest first."""
    staff = _staff_of(made)
    turn.say("appointment-past" if slot.starts_at <= turn.now else "appointment-just-gone")
    known: Known = {name: given.get(name) for name in ("moving", "topic", "by_phone", "staff")}
    free = await booking.soon(turn.session, staff, turn.now, clock.local(slot.starts_at).date())
    if free:
        await offer(turn, "appointment-still-free", free_times.nearest(free, slot.starts_at, booking.OFFERED), known)
    else:
        await consider(turn, Wish(), known)


async def _tell_colleague(turn: Turn, made: Appointment) -> None:
    day = clock.local(made.starts_at).date()
    if day <= clock.local(turn.now).date() + TOLD:
        words = turn.word("appointment-booked-words", moment=moment_words(made.starts_at, "nl"))
        await turn.call_human("appointment", words=words, subject_id=made.id, waits=False)


async def _record(turn: Turn, action: str, made: Appointment) -> None:
    await audit.record(
        turn.session, action, now=turn.now, person_id=made.person_id, conversation_id=turn.conversation.id,
        appointment=str(made.id), by="client",
    )  # fmt: skip


@answers("appointment.propose", needs=May.HAVE_APPOINTMENTS)
async def propose(turn: Turn) -> None:
    """Ask the colleague whether this time suits; one that stands stays until they say yes."""
    known: Known = turn.arguments["known"]
    at = datetime.fromisoformat(turn.arguments["at"])
    if at <= turn.now:
        await consider(turn, Wish(moments=(clock.local(at),)), known)
        return
    assert turn.person is not None
    _close_form(turn)
    old = await _own(turn, known.get("moving"))
    staff = uuid.UUID(known["staff"]) if known.get("staff") else turn.person.contact_person_id
    made = appointment_at(turn, FreeSlot(starts_at=at, minutes=45), staff)
    made.topic, made.place = known.get("topic"), turn.word("appointment-by-phone") if known.get("by_phone") else None
    await booking.propose(turn.session, made, turn.now, instead_of=old)
    moment = moment_words(at, turn.language)
    await turn.call_human(
        "appointment", priority=tasks.SOON, words=turn.word("appointment-proposal-words", moment=moment),
        subject_id=made.id, due_at=booking.answer_by(at, turn.now),
    )  # fmt: skip
    turn.say("appointment-proposed", moment=moment)
    if old is not None and old.state in STANDING:
        turn.say("appointment-old-stays", moment=moment_words(old.starts_at, turn.language))
    turn.offer_human()


@answers("make_appointment", needs=May.HAVE_APPOINTMENTS)
async def make_appointment(turn: Turn) -> None:
    """A new appointment with the contactperson."""
    await begin(turn, {})


@answers("reschedule_appointment", "appointment.move", needs=May.HAVE_APPOINTMENTS)
async def reschedule_appointment(turn: Turn) -> None:
    """Another time for an appointment; the old one stands until the new one does."""
    found = await which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    await reminders.answered(turn.session, found, "move")
    turn.say("appointment-other-time-fine")
    staff = str(found.staff_id) if found.staff_id else None
    await begin(turn, {"moving": str(found.id), "staff": staff})


async def which(turn: Turn) -> Appointment | None:
    """The appointment that a button names, else the next one."""
    assert turn.person is not None
    ahead = await appointments.upcoming(turn.session, turn.person.id, turn.now)
    chosen = turn.arguments.get("appointment")
    if chosen is not None:
        return next((a for a in ahead if str(a.id) == chosen), None)
    return ahead[0] if ahead else None
