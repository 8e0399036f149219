"""Private notes of colleagues in a conversation, and whom they call by name. No client ever sees one in the chat."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.colleagues import ANSWERING, EVERYWHERE
from storage.conversations import Conversation
from storage.database import Moment, Row
from storage.staff import StaffMember


class Note(Row, table=True):
    """A note beside what was said. `removed_at`: taken back; its words are gone then."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_conversation_id", "conversation_id", "created_at"),)

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    text: str
    changed_at: datetime | None = Field(default=None, sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment)


class Mention(SQLModel, table=True):
    """A colleague who is called by name in a note, and when they saw it."""

    __tablename__ = "mention"
    __table_args__ = (
        Index("ix_mention_unseen", "staff_id", postgresql_where=text("seen_at IS NULL")),
        Index("ix_mention_staff_id", "staff_id"),
    )

    note_id: uuid.UUID = Field(foreign_key="note.id", primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    seen_at: datetime | None = Field(default=None, sa_type=Moment)


@dataclass(frozen=True, kw_only=True)
class NoteRead:
    """A note as colleagues read it. `mentioned` are the names that were called; a note taken back has no words."""

    id: uuid.UUID
    staff_id: uuid.UUID
    staff_name: str
    text: str
    created_at: datetime
    changed_at: datetime | None
    removed_at: datetime | None
    mentioned: list[str]


async def add(
    session: AsyncSession, *, note_id: uuid.UUID, conversation_id: uuid.UUID, staff_id: uuid.UUID, said: str,
    mentioned: Collection[uuid.UUID], now: datetime,
) -> bool:  # fmt: skip
    """Write a note and call colleagues by name. False when this `note_id` is there already: the same form came twice.

    Whom may be called (`who_see`) is for the caller to check.
    """
    row = Note(id=note_id, created_at=now, conversation_id=conversation_id, staff_id=staff_id, text=said)
    written = await session.execute(
        insert(Note).values(row.model_dump()).on_conflict_do_nothing(index_elements=["id"]).returning(col(Note.id))
    )
    if written.scalar_one_or_none() is None:
        return False
    await _call(session, note_id, mentioned)
    return True


async def change(
    session: AsyncSession, note: Note, *, said: str, mentioned: Collection[uuid.UUID], now: datetime
) -> None:
    """Other words for a note. Who is called no longer is let go; who saw it already is not called again."""
    note.text, note.changed_at = said, now
    session.add(note)
    dropped = delete(Mention).where(col(Mention.note_id) == note.id, col(Mention.staff_id).not_in(mentioned))
    await session.exec(dropped)
    await _call(session, note.id, mentioned)


async def take_back(session: AsyncSession, note: Note, now: datetime) -> None:
    """The words go, that there was a note stays; nobody is called by it any more. Twice is fine."""
    note.text, note.removed_at = "", note.removed_at or now
    session.add(note)
    await session.exec(delete(Mention).where(col(Mention.note_id) == note.id))


async def _call(session: AsyncSession, note_id: uuid.UUID, mentioned: Collection[uuid.UUID]) -> None:
    rows = [{"note_id": note_id, "staff_id": staff_id} for staff_id in mentioned]
    if rows:
        await session.execute(insert(Mention).on_conflict_do_nothing(), rows)


_OF_CONVERSATION = (
    text(
        """
    SELECT n.id, n.staff_id, s.display_name AS staff_name, n.text, n.created_at, n.changed_at, n.removed_at,
           coalesce(called.names, '{}') AS mentioned
    FROM note n JOIN staff_member s ON s.id = n.staff_id
    LEFT JOIN LATERAL (
        SELECT array_agg(who.display_name ORDER BY who.display_name) AS names
        FROM mention m JOIN staff_member who ON who.id = m.staff_id WHERE m.note_id = n.id) called ON true
    WHERE n.conversation_id = :conversation AND n.created_at >= coalesce(:since, '-infinity')
    ORDER BY n.created_at, n.id
    """
    )
    .bindparams(bindparam("since", type_=Moment))
    .columns(created_at=Moment, changed_at=Moment, removed_at=Moment, mentioned=ARRAY(TEXT))
)


async def of_conversation(
    session: AsyncSession, conversation_id: uuid.UUID, *, since: datetime | None = None
) -> list[NoteRead]:
    """The notes of a conversation, oldest first; since a moment, or (None) all of them."""
    found = await session.execute(_OF_CONVERSATION, {"conversation": conversation_id, "since": since})
    return [NoteRead(**row) for row in found.mappings()]


# A colleague who moved to another team is not called to what they may not see any more.
_UNSEEN = text(
    """
    SELECT n.conversation_id FROM mention m
    JOIN note n ON n.id = m.note_id JOIN conversation c ON c.id = n.conversation_id
    JOIN staff_member s ON s.id = m.staff_id
    WHERE m.staff_id = :staff AND m.seen_at IS NULL
      AND (c.team_id IS NULL OR c.team_id = s.team_id OR s.role = ANY(:everywhere))
    GROUP BY n.conversation_id ORDER BY max(n.created_at) DESC
    """
).bindparams(bindparam("everywhere", list(EVERYWHERE)))


async def unseen_mentions(session: AsyncSession, staff_id: uuid.UUID) -> list[uuid.UUID]:
    """The conversations in which somebody calls this colleague and they have not looked yet, the newest call first."""
    return list((await session.execute(_UNSEEN, {"staff": staff_id})).scalars().all())


_SEE = text(
    """
    UPDATE mention SET seen_at = :now FROM note
    WHERE note.id = mention.note_id AND note.conversation_id = :conversation
      AND mention.staff_id = :staff AND mention.seen_at IS NULL
    """
).bindparams(bindparam("now", type_=Moment))


async def see(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID, now: datetime) -> None:
    """This colleague has the conversation open: they have seen where they are called in it."""
    await session.execute(_SEE, {"staff": staff_id, "conversation": conversation_id, "now": now})


async def who_see(session: AsyncSession, conversation: Conversation) -> Sequence[StaffMember]:
    """The colleagues who may see this conversation, and so may be called in it, by name."""
    query = select(StaffMember).where(col(StaffMember.active), col(StaffMember.role).in_(ANSWERING))
    if conversation.team_id is not None:
        query = query.where((col(StaffMember.team_id) == conversation.team_id) | col(StaffMember.role).in_(EVERYWHERE))
    return (await session.exec(query.order_by(col(StaffMember.display_name), col(StaffMember.username)))).all()
