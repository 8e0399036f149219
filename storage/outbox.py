"""The queue of what still has to be sent over channels that push, with claims that expire."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, CheckConstraint, Index, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


class Outbound(SQLModel, table=True):
    """The sending of one message over a channel that pushes (Telegram). Web chat reads messages itself.

    `state`: due → sent | failed | cancelled. A claim that expires brings a crashed sender's row back.
    """

    __tablename__ = "outbound"
    __table_args__ = (
        CheckConstraint("state IN ('due', 'sent', 'failed', 'cancelled')", name="state_known"),
        Index("ix_outbound_due", "priority", "due_at", postgresql_where=text("state = 'due'")),
        Index("ix_outbound_order", "address_id", "message_id", postgresql_where=text("state = 'due'")),
    )

    message_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="message.id")
    address_id: uuid.UUID = Field(foreign_key="channel_address.id")
    state: str = "due"
    priority: int = 0
    due_at: datetime = Field(sa_type=Moment)
    attempts: int = 0
    claimed_until: datetime | None = Field(default=None, sa_type=Moment)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    channel_message_id: str | None = None
    failure: str | None = None


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """An outgoing message that this sender, and no other, may send until its claim expires."""

    message_id: int
    conversation_id: uuid.UUID
    address_id: uuid.UUID
    address: str
    text: str
    buttons: list[dict[str, str]]
    attachments: list[dict[str, str]]
    attempts: int
    priority: int


_CLAIM = (
    text(
        """
    WITH due AS (
        SELECT o.message_id FROM outbound o JOIN channel_address a ON a.id = o.address_id
        WHERE o.state = 'due' AND o.due_at <= :now AND (o.claimed_until IS NULL OR o.claimed_until < :now)
          AND a.channel = :channel AND a.bot = :bot AND NOT (o.address_id = ANY(:busy))
          AND NOT EXISTS (SELECT 1 FROM outbound e WHERE e.address_id = o.address_id AND e.state = 'due'
                          AND e.message_id < o.message_id AND (e.due_at <= :now OR e.priority <= o.priority))
        ORDER BY o.priority, o.due_at, o.message_id LIMIT :most FOR UPDATE OF o SKIP LOCKED
    )
    UPDATE outbound o SET claimed_until = :until, attempts = o.attempts + 1
    FROM due, message m, channel_address a
    WHERE o.message_id = due.message_id AND m.id = o.message_id AND a.id = o.address_id
    RETURNING o.message_id, m.conversation_id, o.address_id, a.address, m.text, m.buttons, m.attachments,
              o.attempts, o.priority
    """
    )
    .bindparams(bindparam("now", type_=Moment), bindparam("until", type_=Moment))
    .columns(buttons=JSONB, attachments=JSONB)
)


async def claim(
    session: AsyncSession, *, channel: str, bot: str, now: datetime, lasts: timedelta,
    busy: Sequence[uuid.UUID], most: int,
) -> list[Claimed]:  # fmt: skip
    """Due messages for this bot, the oldest of each chat only (so that each chat stays in order), answers first.

    What waits for a later moment holds up nothing that is more pressing.
    """
    values = {"channel": channel, "bot": bot, "now": now, "until": now + lasts, "busy": list(busy), "most": most}
    rows = (await session.execute(_CLAIM, values)).mappings().all()
    return sorted((Claimed(**row) for row in rows), key=lambda c: (c.priority, c.message_id))


_RELEASE = text(
    """
    UPDATE outbound o SET claimed_until = NULL FROM channel_address a
    WHERE o.state = 'due' AND o.claimed_until IS NOT NULL
      AND a.id = o.address_id AND a.channel = :channel AND a.bot = :bot
    """
)


async def release(session: AsyncSession, *, channel: str, bot: str) -> None:
    """What a sender of this bot had in hand is due again. Only for who knows that no other one is at work."""
    await session.execute(_RELEASE, {"channel": channel, "bot": bot})


_MARK_SENT = text(
    "UPDATE outbound SET state = 'sent', sent_at = :now, channel_message_id = :cid, claimed_until = NULL, "
    "failure = NULL WHERE message_id = :id"
)


async def mark_sent(session: AsyncSession, message_id: int, *, now: datetime, channel_message_id: str) -> None:
    """The channel has accepted this message."""
    await session.execute(_MARK_SENT, {"now": now, "cid": channel_message_id, "id": message_id})


async def retry_later(
    session: AsyncSession, message_id: int, *, due_at: datetime, failure: str, counts: bool = True
) -> None:
    """Sending did not work; it is due again at `due_at`. Being told to wait does not count as a try."""
    await session.execute(
        text(
            "UPDATE outbound SET due_at = :due, claimed_until = NULL, failure = :why, attempts = attempts - :back "
            "WHERE message_id = :id"
        ),
        {"due": due_at, "why": failure[:500], "id": message_id, "back": 0 if counts else 1},
    )


async def mark_failed(session: AsyncSession, message_id: int, *, failure: str) -> None:
    """Sending has been given up; visible to staff."""
    await session.execute(
        text("UPDATE outbound SET state = 'failed', claimed_until = NULL, failure = :why WHERE message_id = :id"),
        {"why": failure[:500], "id": message_id},
    )


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How far an outgoing message is. `state` None: the web chat, where people fetch their messages themselves.

    `blocked`: the person blocked this channel, or it is gone. `other_way`: another channel of theirs works.
    """

    message_id: int
    channel: str
    state: str | None
    attempts: int
    due_at: datetime | None
    sent_at: datetime | None
    blocked: bool
    other_way: bool


_DELIVERIES = text(
    """
    SELECT m.id AS message_id, a.channel, o.state, coalesce(o.attempts, 0) AS attempts, o.due_at, o.sent_at,
           a.unreachable_since IS NOT NULL AS blocked,
           EXISTS (SELECT 1 FROM channel_address other WHERE other.conversation_id = m.conversation_id
                   AND other.unreachable_since IS NULL AND other.id <> a.id) AS other_way
    FROM message m JOIN channel_address a ON a.id = m.address_id LEFT JOIN outbound o ON o.message_id = m.id
    WHERE m.conversation_id = :conversation AND m.id >= :since AND m.direction = 'out'
    """
).columns(due_at=Moment, sent_at=Moment)


async def deliveries(session: AsyncSession, conversation_id: uuid.UUID, since: int) -> dict[int, Delivery]:
    """How far the outgoing messages of a conversation are from a message's id on, by id.

    A message to somebody without any channel has none.
    """
    found = await session.execute(_DELIVERIES, {"conversation": conversation_id, "since": since})
    return {row["message_id"]: Delivery(**row) for row in found.mappings()}


_AGAIN = text(
    """
    UPDATE outbound o SET state = 'due', due_at = :now, attempts = 0, failure = NULL, claimed_until = NULL,
           address_id = coalesce((SELECT a.id FROM channel_address a
               WHERE a.conversation_id = m.conversation_id AND a.channel <> 'webchat' AND a.unreachable_since IS NULL
               ORDER BY a.id = o.address_id DESC, a.last_used_at DESC NULLS LAST LIMIT 1), o.address_id)
    FROM message m WHERE m.id = o.message_id AND o.message_id = :id AND m.conversation_id = :conversation
      AND o.state = 'failed'
    """
).bindparams(bindparam("now", type_=Moment))


async def try_again(session: AsyncSession, conversation_id: uuid.UUID, message_id: int, now: datetime) -> bool:
    """A message that was given up is sent once more, by its own channel or another that works; False for any other."""
    values = {"id": message_id, "conversation": conversation_id, "now": now}
    return bool((await session.execute(_AGAIN, values)).rowcount)  # type: ignore[attr-defined]
