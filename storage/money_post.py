"""Letters that a client set aside to open together (their table: money.py)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.messages import Message
from storage.money import PostItem

MOST_WAITING = 20
"""So many letters are shown at once; the oldest first."""


async def add(session: AsyncSession, item: PostItem) -> PostItem:
    """Set a letter aside."""
    session.add(item)
    await session.flush()
    return item


async def waiting(session: AsyncSession, person_id: uuid.UUID) -> list[PostItem]:
    """The letters that still lie there, oldest first."""
    query = (
        select(PostItem)
        .where(PostItem.person_id == person_id, col(PostItem.done_at).is_(None))
        .order_by(col(PostItem.created_at), col(PostItem.id))
        .limit(MOST_WAITING)
    )
    return list((await session.exec(query)).all())


async def of_message(session: AsyncSession, message_id: int) -> PostItem | None:
    """The letter whose photo is in this message."""
    return (await session.exec(select(PostItem).where(PostItem.message_id == message_id))).first()


async def of_person(session: AsyncSession, person_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> list[PostItem]:
    """Those of these letters that are this client's, oldest first."""
    query = (
        select(PostItem)
        .where(PostItem.person_id == person_id, col(PostItem.id).in_(ids))
        .order_by(col(PostItem.created_at), col(PostItem.id))
    )
    return list((await session.exec(query)).all())


async def sent_last(session: AsyncSession, conversation_id: uuid.UUID, *, since: datetime) -> Message | None:
    """The last message with a file that the client sent since a moment."""
    query = (
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.direction == "in",
            col(Message.created_at) >= since,
            Message.attachments != [],
        )
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


async def see(session: AsyncSession, items: Sequence[PostItem], now: datetime) -> list[PostItem]:
    """A colleague looked at these; returns those that nobody had looked at yet."""
    fresh = [item for item in items if item.seen_at is None and item.done_at is None]
    for item in fresh:
        item.seen_at = now
        session.add(item)
    return fresh


async def finish(
    session: AsyncSession, items: Sequence[PostItem], now: datetime, by: uuid.UUID | None = None
) -> list[PostItem]:
    """These need nothing more, says a colleague or (None) the client; returns those that were still open."""
    fresh = [item for item in items if item.done_at is None]
    for item in fresh:
        item.done_at, item.done_by = now, by
        session.add(item)
    return fresh
