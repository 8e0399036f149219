"""What a colleague was writing in a conversation and has not sent: kept here, not in the browser."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

REPLY, NOTE = "reply", "note"
"""What it was going to be: words for the client, or a note for colleagues. The two never share a draft."""


class Draft(SQLModel, table=True):
    """Half of a message or note, of one colleague in one conversation."""

    __tablename__ = "draft"
    __table_args__ = (CheckConstraint("mode IN ('reply', 'note')", name="mode_known"),)

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", primary_key=True)
    mode: str = Field(primary_key=True)
    text: str
    changed_at: datetime = Field(sa_type=Moment)


async def keep(
    session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID, mode: str, *, said: str, now: datetime
) -> None:
    """Keep what is being written; nothing written is no draft. Call it with the conversation locked."""
    if not said.strip():
        await drop(session, staff_id, conversation_id, mode)
        return
    row = Draft(staff_id=staff_id, conversation_id=conversation_id, mode=mode, text=said, changed_at=now)
    statement = insert(Draft).values(row.model_dump())
    changed = {"text": statement.excluded.text, "changed_at": statement.excluded.changed_at}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["staff_id", "conversation_id", "mode"], set_=changed)
    )


async def drop(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID, mode: str) -> None:
    """It was sent, or thrown away."""
    await session.exec(
        delete(Draft).where(
            col(Draft.staff_id) == staff_id, col(Draft.conversation_id) == conversation_id, col(Draft.mode) == mode
        )
    )


async def of(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID) -> dict[str, str]:
    """What this colleague was writing here, by mode."""
    query = select(Draft.mode, Draft.text).where(Draft.staff_id == staff_id, Draft.conversation_id == conversation_id)
    return dict((await session.exec(query)).all())


_TURN = text(
    """
    SELECT coalesce((SELECT max(id) FROM message WHERE conversation_id = :conversation AND sender = 'human'
                     AND staff_id = :staff), 0) AS said,
           (SELECT count(*) FROM note WHERE conversation_id = :conversation AND staff_id = :staff) AS notes,
           (SELECT count(*) FROM later_message WHERE conversation_id = :conversation AND staff_id = :staff) AS later
    """
)


async def turn(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID) -> uuid.UUID:
    """The name of what this colleague sends next in this conversation, whatever it will be.

    It is the same in every tab and after a dropped connection, until something was sent: so nothing is sent twice.
    """
    row = (await session.execute(_TURN, {"staff": staff_id, "conversation": conversation_id})).one()
    return uuid.uuid5(conversation_id, f"{staff_id}:{row.said}:{row.notes}:{row.later}")


_WAS_SENT = text(
    """
    SELECT EXISTS (SELECT 1 FROM message WHERE conversation_id = :conversation AND sender = 'human'
                   AND staff_id = :staff AND starts_with(text, :said))
        OR EXISTS (SELECT 1 FROM note WHERE conversation_id = :conversation AND staff_id = :staff
                   AND starts_with(text, :said))
        OR EXISTS (SELECT 1 FROM later_message WHERE conversation_id = :conversation AND staff_id = :staff
                   AND starts_with(text, :said))
    """
)


async def was_sent(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID, said: str) -> bool:
    """Whether this colleague has sent here what begins with these words: a draft of it that comes late is none."""
    values = {"staff": staff_id, "conversation": conversation_id, "said": said.strip()}
    return bool((await session.execute(_WAS_SENT, values)).scalar_one())
