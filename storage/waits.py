"""Every wait for a human: when it began and when it was over. The one that runs stands on the conversation too.

Nothing else sets `Conversation.waiting_since`: it is set exactly when a wait runs. Who waits is in an open
conversation, so a wait that begins opens one that was snoozed or done with (the schema holds this too).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, bindparam, text
from sqlmodel import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

if TYPE_CHECKING:
    from storage.conversations import Conversation


class Wait(Row, table=True):
    """Somebody waited for a human from `began_at` until `ended_at`; in a conversation one wait runs at a time.

    `team_id` is the team that it was to, at the time.
    """

    __tablename__ = "wait"
    __table_args__ = (
        Index("uq_wait_one_runs", "conversation_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_wait_team_id", "team_id", "began_at"),
    )

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    began_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


_BEGIN = text(
    """
    INSERT INTO wait (id, created_at, conversation_id, team_id, began_at)
    VALUES (gen_random_uuid(), :now, :conversation, :team, :now)
    """
).bindparams(bindparam("now", type_=Moment))


async def begin(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    """Somebody waits for a human from now on, in a conversation that is locked; who waited already goes on waiting."""
    if conversation.waiting_since is not None:
        return
    conversation.waiting_since = now
    conversation.status, conversation.snoozed_until = "open", None
    session.add(conversation)
    values = {"conversation": conversation.id, "team": conversation.team_id, "now": now}
    await session.execute(_BEGIN, values)


_END = text(
    "UPDATE wait SET ended_at = greatest(began_at, :now) WHERE conversation_id = :conversation AND ended_at IS NULL"
).bindparams(bindparam("now", type_=Moment))


async def end(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    """Nobody waits any more in a conversation that is locked; fine when nobody did."""
    if conversation.waiting_since is None:
        return
    conversation.waiting_since = None
    session.add(conversation)
    await session.execute(_END, {"conversation": conversation.id, "now": now})


# Two waits that run become one, since the first of both: it is one human being who waits.
_JOIN = text(
    """
    UPDATE wait kept SET began_at = least(kept.began_at, other.began_at) FROM wait other
    WHERE kept.conversation_id = :target AND kept.ended_at IS NULL
      AND other.conversation_id = :source AND other.ended_at IS NULL
    """
)
_DROP = text(
    """
    DELETE FROM wait WHERE conversation_id = :source AND ended_at IS NULL
      AND EXISTS (SELECT FROM wait kept WHERE kept.conversation_id = :target AND kept.ended_at IS NULL)
    """
)
_MOVE = text("UPDATE wait SET conversation_id = :target WHERE conversation_id = :source")
_NOBODY_WAITS = text("UPDATE conversation SET waiting_since = NULL WHERE id = :source")
_SAME_WAITS = text(
    """
    UPDATE conversation c SET waiting_since = w.began_at, status = 'open', snoozed_until = NULL
    FROM wait w WHERE c.id = :target AND w.conversation_id = c.id AND w.ended_at IS NULL
    """
)


async def move(session: AsyncSession, source: uuid.UUID, target: uuid.UUID) -> None:
    """All waits of one conversation go to another, both locked: who waited there waits here, since the first moment.

    It is SQL beside the session: read both conversations again afterwards.
    """
    for statement in (_JOIN, _DROP, _MOVE, _NOBODY_WAITS, _SAME_WAITS):
        await session.execute(statement, {"source": source, "target": target})
