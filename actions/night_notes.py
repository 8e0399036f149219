"""A note for the day team, and tonight's facts beside it."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import col, func, select

from actions import clock, undo
from actions.door_said import Said, record
from actions.turn import Turn
from storage import availability, closures, turn_aways
from storage.beds import BedNight
from storage.handovers import HandoverNote

HANDED_OVER_UNTIL = time(12, 0)
"""Until noon a note is about the night that was, though its beds are empty by then."""


async def handover(turn: Turn, said: Said) -> None:
    """Keep the words as they are, and say what the night looks like in figures."""
    assert turn.staff is not None
    night = clock.night_of(turn.now, HANDED_OVER_UNTIL)
    note = HandoverNote(
        night=night, facility_id=said.place.id if said.place else None, words=said.report.rest or "",
        made_by=turn.staff.id, created_at=turn.now,
    )  # fmt: skip
    turn.session.add(note)
    await turn.session.flush()
    await record(turn, "handover.written", note=str(note.id))
    turn.say("door-note-kept", day=clock.day_words(night, turn.language))
    turn.paragraphs.append("\n".join(await facts(turn, night)))
    undo.offer(turn, [{"do": "note", "id": str(note.id)}], what=turn.word("door-note-short"))


async def facts(turn: Turn, night: date) -> list[str]:
    """The night in a few lines: inside, free, turned away, not come, out of order, closed."""
    board = await availability.tonight(turn.session, night=night, now=turn.now)
    refused = sum(t.people for t in await turn_aways.of_night(turn.session, night))
    missed = select(func.count()).where(
        BedNight.night == night, col(BedNight.end_reason).in_(("no_show", "expired"))
    )  # fmt: skip
    states = [b.state for b in board]
    lines = [
        turn.word("door-fact-inside", taken=states.count("taken"), free=states.count("free")),
        turn.word("door-fact-held", count=states.count("held")),
        turn.word("door-fact-refused", count=refused),
        turn.word("door-fact-missed", count=int((await turn.session.exec(missed)).one())),
        turn.word("door-fact-broken", count=states.count("out_of_order")),
    ]
    if await closures.cold_in(turn.session, night) is not None:
        lines.append(turn.word("door-fact-cold"))
    elif closed := await closures.closed_in(turn.session, night):
        lines.append(turn.word("door-fact-closed", count=len(closed)))
    return lines
