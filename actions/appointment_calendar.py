"""An appointment in the calendar of the client's own telephone: a file in the chat, on request."""

from __future__ import annotations

import uuid

from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import appointments


@answers("appointment.calendar", needs=May.HAVE_APPOINTMENTS)
async def calendar(turn: Turn) -> None:
    """The file as the appointment is now; after one that was called off it takes it out of the calendar again."""
    assert turn.person is not None
    found = await appointments.by_id(turn.session, uuid.UUID(turn.arguments["appointment"]))
    if found is None or found.person_id != turn.person.id:
        turn.say("calendar-nothing")
        turn.offer("button-my-appointments", "ask_appointment")
        return
    found = await appointments.now_instead(turn.session, found)
    turn.calendar_of = found.id
    turn.say("calendar-file-gone" if found.state == "cancelled" else "calendar-file")
    turn.offer("button-my-appointments", "ask_appointment")
    turn.remember("appointment", appointment=str(found.id))
