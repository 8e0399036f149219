"""Appointments by chat: which ones there are, coming, and not coming. Making and moving: appointment_making.py."""

from __future__ import annotations

from actions import leaving, reminders
from actions.appointment_taking import which
from actions.appointment_words import moment_words, where_words, who_words
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import appointments
from storage.appointments import Appointment


@answers("ask_appointment", needs=May.HAVE_APPOINTMENTS)
async def ask_appointment(turn: Turn) -> None:
    """What is planned; what still waits for an answer says so."""
    assert turn.person is not None
    ahead = await appointments.upcoming(turn.session, turn.person.id, turn.now)
    if not ahead:
        turn.say("appointment-none")
        turn.offer("button-make-appointment", "make_appointment", answers="yes")
        turn.offer_human()
        return
    turn.paragraphs.append("\n".join([await _line(turn, a) for a in ahead]))
    first = ahead[0]
    turn.offer("button-coming", "appointment.confirm", appointment=str(first.id))
    turn.offer("button-other-time", "appointment.move", appointment=str(first.id))
    turn.offer("button-cannot-come", "appointment.cancel", appointment=str(first.id))
    turn.offer("button-to-calendar", "appointment.calendar", appointment=str(first.id))
    turn.offer("button-reminders", "reminders.show")
    turn.remember("appointment", appointment=str(first.id))


async def _line(turn: Turn, appointment: Appointment) -> str:
    key = "appointment-line-proposed" if appointment.state == "proposed" else "appointment-line"
    return turn.word(
        key, moment=moment_words(appointment.starts_at, turn.language), where=where_words(appointment.place),
        who=await who_words(turn.session, appointment.staff_id, turn.language),
    )  # fmt: skip


@answers("cancel_appointment", "appointment.cancel", needs=May.HAVE_APPOINTMENTS, effect=True)
async def cancel_appointment(turn: Turn) -> None:
    """Not coming: no questions why; the contactperson knows, and another time is one tap away."""
    found = await which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    if "appointment" not in turn.arguments:  # a button names it, and so does a typed yes to the question
        turn.say("appointment-cancel-sure", moment=moment_words(found.starts_at, turn.language))
        turn.offer("button-yes-cancel", "appointment.cancel", answers="yes", appointment=str(found.id))
        turn.offer("button-other-time", "appointment.move", appointment=str(found.id))
        turn.offer("button-keep", "appointment.confirm", answers="no", appointment=str(found.id))
        return
    await reminders.answered(turn.session, found, "no")
    await appointments.change(turn.session, found, state="cancelled", now=turn.now)
    await reminders.drop_for(turn.session, found, turn.now, "cancelled")
    await turn.call_human("appointment", words=turn.word("appointment-cancelled-words"), subject_id=found.id)
    turn.say("appointment-cancelled")
    turn.offer("button-make-appointment", "make_appointment")
    turn.offer("button-from-calendar", "appointment.calendar", appointment=str(found.id))
    turn.offer_human()


@answers("confirm_appointment", "appointment.confirm", needs=May.HAVE_APPOINTMENTS)
async def confirm_appointment(turn: Turn) -> None:
    """Coming: good to know for both sides."""
    found = await which(turn)
    if found is None:
        await turn.go("ask_appointment")
        return
    if found.state == "planned":
        await appointments.change(turn.session, found, state="confirmed", now=turn.now)
    await reminders.answered(turn.session, found, "yes")
    key = "appointment-still-proposed" if found.state == "proposed" else "appointment-confirmed"
    turn.say(key, moment=moment_words(found.starts_at, turn.language))
    if found.state != "proposed":
        await leaving.ask(turn, found)
    turn.offer("button-other-time", "appointment.move", appointment=str(found.id))
