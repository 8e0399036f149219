"""A note for the day team, and what happened that night beside it."""

from __future__ import annotations

import uuid

from actions import handover_summary, undo
from actions.door_said import Said, record
from actions.handover_summary import night_to_hand_over
from actions.turn import Turn
from nlu.door.report import DoorReport
from storage import facilities
from storage.handovers import HandoverNote


async def handover(turn: Turn, said: Said) -> None:
    """Keep the words as they are, and say what the night looks like in figures."""
    note_id = await keep(turn, said.report)
    night = night_to_hand_over(turn.now)
    turn.say("door-note-kept")
    summary = await handover_summary.handover_summary(turn.session, night, turn.now)
    turn.paragraphs.append(handover_summary.words(summary, turn.language))
    undo.offer(turn, [{"do": "note", "id": str(note_id)}], what=turn.word("door-note-short"))


async def keep(turn: Turn, report: DoorReport) -> uuid.UUID:
    """Write the note down."""
    assert turn.staff is not None
    place = await facilities.by_key(turn.session, report.facility) if report.facility else None
    note = HandoverNote(
        night=night_to_hand_over(turn.now), facility_id=place.id if place else None, words=report.rest or "",
        made_by=turn.staff.id, created_at=turn.now,
    )  # fmt: skip
    turn.session.add(note)
    await turn.session.flush()
    await record(turn, "handover.written", note=str(note.id))
    return note.id
