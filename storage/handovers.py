"""The note of the night to the day: what the team that comes should know."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row


class HandoverNote(Row, table=True):
    """What somebody on duty wrote for the day team, about one shelter or (None) all."""

    __tablename__ = "handover_note"

    night: date = Field(index=True)
    facility_id: uuid.UUID | None = Field(default=None, foreign_key="facility.id")
    words: str
    made_by: uuid.UUID = Field(foreign_key="staff_member.id")


class HandoverRead(SQLModel, table=True):
    """A colleague has read a note."""

    __tablename__ = "handover_read"

    note_id: uuid.UUID = Field(foreign_key="handover_note.id", primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    read_at: datetime = Field(sa_type=Moment)


async def of_night(session: AsyncSession, night: date) -> list[HandoverNote]:
    """The notes of a night, in order."""
    query = select(HandoverNote).where(HandoverNote.night == night).order_by(col(HandoverNote.created_at))
    return list((await session.exec(query)).all())


_UNREAD = text(
    """
    SELECT n.night FROM handover_note n
    WHERE n.night >= :since AND n.made_by <> :staff
      AND NOT EXISTS (SELECT 1 FROM handover_read r WHERE r.note_id = n.id AND r.staff_id = :staff)
    GROUP BY n.night ORDER BY n.night DESC
    """
)
_READ = text(
    """
    INSERT INTO handover_read (note_id, staff_id, read_at) SELECT n.id, :staff, :now FROM handover_note n
    WHERE n.night = :night AND n.made_by <> :staff ON CONFLICT DO NOTHING
    """
).bindparams(bindparam("now", type_=Moment))


async def unread(session: AsyncSession, staff_id: uuid.UUID, since: date) -> list[date]:
    """The nights since then with a note that this colleague has not read, newest first."""
    return list((await session.execute(_UNREAD, {"staff": staff_id, "since": since})).scalars().all())


async def read(session: AsyncSession, staff_id: uuid.UUID, night: date, now: datetime) -> None:
    """This colleague has read the notes of a night."""
    await session.execute(_READ, {"staff": staff_id, "night": night, "now": now})


_READERS = text(
    """
    SELECT r.note_id, s.display_name AS name, r.read_at FROM handover_read r
    JOIN handover_note n ON n.id = r.note_id JOIN staff_member s ON s.id = r.staff_id
    WHERE n.night = :night ORDER BY r.read_at
    """
)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A colleague who has read a note, and when."""

    note_id: uuid.UUID
    name: str
    read_at: datetime


async def readers(session: AsyncSession, night: date) -> list[Reader]:
    """Who has read the notes of a night, in order."""
    return [Reader(**row) for row in (await session.execute(_READERS, {"night": night})).mappings()]
