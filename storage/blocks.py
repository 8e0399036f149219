"""Blocking: what somebody sends rings no bell for a while, because a human decided so. A crisis always rings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, bindparam, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.conversations import Conversation
from storage.database import Moment, Row


class Block(Row, table=True):
    """A conversation is blocked from `created_at` until it is ended, or until the moment `until` when there is one.

    `reason` is for colleagues. The block that runs stands on the conversation too (`Conversation.blocked_at`).
    """

    __tablename__ = "block"
    __table_args__ = (
        Index("uq_block_one_runs", "conversation_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_block_until", "until", postgresql_where=text("ended_at IS NULL AND until IS NOT NULL")),
    )

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    reason: str
    until: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


async def running(session: AsyncSession, conversation_id: uuid.UUID) -> Block | None:
    """The block that runs in a conversation."""
    query = select(Block).where(Block.conversation_id == conversation_id, col(Block.ended_at).is_(None))
    return (await session.exec(query)).first()


async def begin(session: AsyncSession, block: Block, conversation: Conversation) -> None:
    """From now on this conversation is blocked; one that is, gets the new reason and end instead. Hold its lock."""
    await end(session, conversation, by=block.staff_id, now=block.created_at)
    conversation.blocked_at = block.created_at
    session.add_all([block, conversation])
    await session.flush()


async def end(session: AsyncSession, conversation: Conversation, *, by: uuid.UUID | None, now: datetime) -> bool:
    """The block is over, by a colleague or (None) by itself; whether there was one. Call it with the lock held."""
    block = await running(session, conversation.id)
    conversation.blocked_at = None
    session.add(conversation)
    if block is not None:
        block.ended_at, block.ended_by = now, by
        session.add(block)
    await session.flush()
    return block is not None


_OVER = text("SELECT conversation_id FROM block WHERE ended_at IS NULL AND until <= :now LIMIT :most").bindparams(
    bindparam("now", type_=Moment)
)


async def over(session: AsyncSession, now: datetime, *, most: int = 100) -> Sequence[uuid.UUID]:
    """The conversations whose block had to end by now."""
    return (await session.execute(_OVER, {"now": now, "most": most})).scalars().all()
