"""The queue of what came in: each update stored once, each message acted on once, in order.

An id is taken while the conversation is locked; see messages.py for why.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Index,
    Select,
    UniqueConstraint,
    bindparam,
    exists,
    or_,
    text,
    true,
    update,
)
from sqlalchemy import select as sa_select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import aliased
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckIn
from storage.conversations import Conversation, Locked
from storage.database import Moment
from storage.people import Person
from storage.staff import StaffMember
from storage.tasks import ABOUT_REACH, Task


class Inbound(SQLModel, table=True):
    """The handling of one update from a channel. One row an update: (bot, update_id) is unique.

    `payload` is the token of a pressed button; `handled_at` is set in the transaction that answers.
    `intent` is what it was taken for, `meant` what a person or a colleague said it meant.
    """

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("bot", "update_id"),
        Index("ix_inbound_unhandled", "conversation_id", "message_id", postgresql_where=text("handled_at IS NULL")),
    )

    message_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="message.id")
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    bot: str
    update_id: str
    payload: str | None = None
    received_at: datetime = Field(sa_type=Moment)
    handled_at: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = 0
    intent: str | None = None
    confidence: float | None = None
    meant: str | None = None


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An inbound message that nobody has acted on yet."""

    message_id: int
    conversation_id: uuid.UUID
    text: str
    payload: str | None
    language: str
    attempts: int
    attachment: str | None
    address_id: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class Received:
    """What became of an update: the message it is, and, if it was new, what now waits for an answer."""

    message_id: int
    conversation_id: uuid.UUID
    waiting: Waiting | None

    @property
    def new(self) -> bool:
        """False when the update was known already."""
        return self.waiting is not None


_RECEIVE = text(
    """
    WITH place AS (
        UPDATE channel_address SET last_used_at = :now, unreachable_since = NULL
        WHERE channel = :channel AND bot = :bot AND address = :address RETURNING id, conversation_id
    ), talk AS (
        UPDATE conversation SET last_message_at = :now
        FROM place WHERE conversation.id = place.conversation_id
        RETURNING conversation.id, conversation.language, place.id AS address_id
    ), fresh AS (
        INSERT INTO inbound (message_id, conversation_id, bot, update_id, payload, received_at, attempts)
        SELECT nextval('message_id_seq'), talk.id, :scope, :update_id, :payload, :now, 0 FROM talk
        ON CONFLICT (bot, update_id) DO NOTHING
        RETURNING message_id, conversation_id
    ), said AS (
        INSERT INTO message (id, conversation_id, address_id, direction, sender, text, buttons, attachments, created_at)
        SELECT fresh.message_id, talk.id, talk.address_id, 'in', 'person', coalesce(
            (SELECT label FROM button WHERE token = :payload AND conversation_id = talk.id), :text
        ), '[]', :attachments, :now
        FROM fresh, talk
        RETURNING text
    )
    SELECT message_id, conversation_id, true AS new, text, language, address_id FROM fresh, talk, said
    UNION ALL
    SELECT message_id, conversation_id, false, NULL, NULL, NULL FROM inbound
    WHERE bot = :scope AND update_id = :update_id
    """
).bindparams(bindparam("attachments", type_=JSONB), bindparam("now", type_=Moment))


async def receive(
    session: AsyncSession,
    *,
    channel: str,
    bot: str,
    address: str,
    update_id: str,
    said: str,
    now: datetime,
    payload: str | None = None,
    attachments: Sequence[dict[str, str]] = (),
) -> Received | None:
    """Store an update of a known address once; None when the address is unknown.

    The same update again is a no-op that names the first message. Updates are counted by bot, or by address where the
    channel has no bots. A pressed button says its label. All of it is one statement, good without a transaction; it
    takes the conversation's row lock before it takes an id, see the module's first lines.
    """
    scope = bot or f"{channel}:{address}"
    values = {
        "channel": channel, "bot": bot, "address": address, "scope": scope, "update_id": update_id,
        "payload": payload, "text": said, "attachments": list(attachments), "now": now,
    }  # fmt: skip
    row = (await session.execute(_RECEIVE, values)).first()
    if row is not None:
        waiting = Waiting(
            message_id=row.message_id, conversation_id=row.conversation_id, text=row.text, payload=payload,
            language=row.language, attempts=0, attachment=attachments[0]["kind"] if attachments else None,
            address_id=row.address_id,
        )  # fmt: skip
        return Received(
            message_id=row.message_id, conversation_id=row.conversation_id, waiting=waiting if row.new else None
        )
    # Nothing: an unknown address, or the same update was being stored at this very moment.
    query = select(Inbound).where(Inbound.bot == scope, Inbound.update_id == update_id)
    known = (await session.exec(query)).first()
    if known is None:
        return None
    return Received(message_id=known.message_id, conversation_id=known.conversation_id, waiting=None)


_WAITING = text(
    """
    SELECT i.message_id, i.conversation_id, m.text, i.payload, c.language, i.attempts,
           m.attachments->0->>'kind' AS attachment, m.address_id
    FROM inbound i JOIN message m ON m.id = i.message_id JOIN conversation c ON c.id = i.conversation_id
    WHERE i.handled_at IS NULL AND NOT (i.conversation_id = ANY(:busy)) AND NOT EXISTS (
        SELECT 1 FROM inbound older WHERE older.conversation_id = i.conversation_id
        AND older.handled_at IS NULL AND older.message_id < i.message_id)
    ORDER BY i.message_id
    LIMIT :most
    """
)


async def waiting(session: AsyncSession, *, busy: Sequence[uuid.UUID], most: int) -> list[Waiting]:
    """The oldest unhandled message of each conversation that is not in `busy`; who has waited longest comes first."""
    rows = await session.execute(_WAITING, {"busy": list(busy), "most": most})
    return [Waiting(**row) for row in rows.mappings()]


def _taking() -> Select[Conversation, Person, StaffMember, bool]:
    """First the conversation's lock, then the message: made once, for every message asks it."""
    held = select(Conversation).where(Conversation.id == bindparam("talk")).with_for_update(key_share=True).cte("held")
    older = aliased(Inbound)
    before = exists().where(
        col(older.conversation_id) == Inbound.conversation_id,
        col(older.handled_at).is_(None),
        col(older.message_id) < Inbound.message_id,
    )
    mine = (
        update(Inbound)
        .where(
            col(Inbound.message_id) == bindparam("message"),
            col(Inbound.conversation_id) == held.c.id,
            col(Inbound.handled_at).is_(None),
            ~before,
        )
        .values(
            handled_at=bindparam("now", type_=Moment), intent=bindparam("for_intent"), confidence=bindparam("for_sure")
        )
        .returning(col(Inbound.message_id))
        .cte("mine")
    )
    conversation = aliased(Conversation, held)
    asked = exists().where(col(CheckIn.person_id) == conversation.person_id, col(CheckIn.closed_at).is_(None))
    sought = exists().where(
        col(Task.conversation_id) == conversation.id, col(Task.kind).in_(ABOUT_REACH), col(Task.done_at).is_(None)
    )
    return (
        sa_select(conversation, Person, StaffMember, or_(asked, sought))
        .select_from(conversation)
        .join(mine, true())
        .join(Person, col(Person.id) == conversation.person_id, isouter=True)
        .join(StaffMember, col(StaffMember.id) == conversation.staff_id, isouter=True)
    )


_TAKE = _taking()


async def take(
    session: AsyncSession, waiting: Waiting, *, now: datetime, intent: str | None, confidence: float | None
) -> Locked | None:
    """Hold the conversation and mark the message handled, if it is still the oldest unhandled one; else None.

    Call it in the transaction that answers: then a message is answered exactly once. What it looks at may be older
    than the lock it waited for; then it says None for a message that has become the oldest, never the reverse.
    """
    values = {  # no name of a column: SQLAlchemy would take that for one more value to set
        "talk": waiting.conversation_id, "message": waiting.message_id, "now": now, "for_intent": intent,
        "for_sure": confidence,
    }  # fmt: skip
    row = (await session.execute(_TAKE, values)).first()
    if row is None:
        return None
    conversation, person, staff, missed = row
    return Locked(conversation=conversation, person=person, staff=staff, missed=missed)


async def count_attempt(session: AsyncSession, message_id: int) -> int:
    """Acting on this message failed once more; returns how often it has."""
    counted = await session.execute(
        text("UPDATE inbound SET attempts = attempts + 1 WHERE message_id = :id RETURNING attempts"), {"id": message_id}
    )
    return int(counted.scalar_one())
