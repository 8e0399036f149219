"""What the night tells the day team."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.api.beds import Night
from bot.web.api.changes import Changes, SeesBeds, again, facility_of
from bot.web.api.paging import Cursor, Page, looked, rows_of
from bot.web.api.shapes import Day, Key, Shape, Words
from bot.web.parts import UseParts
from storage.facilities import Facility
from storage.handovers import HandoverNote

router = APIRouter(prefix="/handover-notes", tags=["beds"])


class NewNote(Shape):
    """A note about one facility or all. Without `night` it is of tonight."""

    words: Words
    night: Day | None = None
    facility: Key | None = None


class Note(Shape):
    """A note of the night."""

    id: uuid.UUID
    night: date
    facility: str | None
    words: str
    created_at: datetime


class Notes(Page[Note]):
    """The notes of a night, in order."""


@router.get("")
async def list_notes(parts: UseParts, staff: SeesBeds, night: Night = None, cursor: Cursor = None) -> Notes:
    """The notes of a night, in order."""
    query = (
        select(HandoverNote, Facility)
        .join(Facility, col(Facility.id) == HandoverNote.facility_id, isouter=True)
        .where(HandoverNote.night == (night or clock.night_of(parts.now())))
    )
    async with parts.database.begin() as session:
        rows, onward = await rows_of(session, query, HandoverNote, cursor)
        await looked(session, "handover_note", staff, parts.now())
    return Notes(items=[_shape(row, where) for row, where in rows], next_cursor=onward)


@router.post("", status_code=HTTPStatus.CREATED, responses=again(Note))
async def write_note(change: Changes, new: NewNote) -> Note:
    """Leave a note for the team that comes."""

    async def deed(session: AsyncSession) -> Note:
        facility = None if new.facility is None else await facility_of(session, new.facility)
        row = HandoverNote(
            night=change.sensible(new.night or change.tonight), facility_id=facility.id if facility else None,
            words=new.words, made_by=change.staff.id, created_at=change.now,
        )  # fmt: skip
        session.add(row)
        await change.write_down(session, "handover.written", note=str(row.id))
        return _shape(row, facility)

    return await change.once("note", new.model_dump(), deed, Note)


def _shape(row: HandoverNote, facility: Facility | None) -> Note:
    return Note(
        id=row.id, night=row.night, facility=facility.key if facility else None, words=row.words,
        created_at=row.created_at,
    )  # fmt: skip
