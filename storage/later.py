"""Messages that a colleague wrote to be sent later. When it rings is a nudge (nudges.py); what it says stands here.

Who changes one holds the lock of its conversation; whoever composes it looks here once more when it has that lock. So a
change and the clock never miss each other (docs/decisions/0030).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, bindparam, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.colleagues import ANSWERING, EVERYWHERE
from storage.database import Moment, Row

KIND = "staff_message"
"""The kind of nudge that rings for it."""
WHY_HELD = ("wrote", "opted_out", "blocked", "handed_over", "writer_gone", "unreachable", "late")
"""Why one was not sent when it was due: the client wrote since, wants no messages, was blocked or handed over; its
writer may not answer here any more; no channel is left; it was due long ago."""
_WHY_LIST = ", ".join(f"'{why}'" for why in WHY_HELD)


class LaterMessage(Row, table=True):
    """A message to be sent at `due_at` in the name of its writer.

    `state`: planned → sent | cancelled | held; a held one waits for a human, who plans, sends or cancels it. `seen_id`
    is the last message that its writer had seen when they wrote or confirmed it.
    """

    __tablename__ = "later_message"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'sent', 'cancelled', 'held')", name="state_known"),
        CheckConstraint(f"held_why IN ({_WHY_LIST})", name="why_known"),
        CheckConstraint("(state = 'held') = (held_why IS NOT NULL)", name="held_with_reason"),
        Index("ix_later_message_open", "conversation_id", postgresql_where=text("state IN ('planned', 'held')")),
    )

    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    text: str
    due_at: datetime = Field(sa_type=Moment)
    seen_id: int = Field(default=0, sa_type=BigInteger)
    state: str = "planned"
    held_why: str | None = None
    changed_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def message_key(self) -> str:
        """The key (Message.dedupe_key) of the message it becomes: it is said once, whoever says it."""
        return f"later:{self.id}"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A message that still has to be sent, and who wrote it. `wrote_since`: the client wrote after it was written."""

    id: uuid.UUID
    staff_id: uuid.UUID
    writer: str
    text: str
    due_at: datetime
    state: str
    held_why: str | None
    wrote_since: bool


_WROTE = """EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = l.conversation_id AND m.id > l.seen_id
                    AND m.direction = 'in')"""
_OPEN = text(
    f"""
    SELECT l.id, l.staff_id, s.display_name AS writer, l.text, l.due_at, l.state, l.held_why, {_WROTE} AS wrote_since
    FROM later_message l JOIN staff_member s ON s.id = l.staff_id
    WHERE l.conversation_id = :conversation AND l.state IN ('planned', 'held') ORDER BY l.due_at, l.id
    """  # noqa: S608 (our own words)
).columns(due_at=Moment)


async def open_ones(session: AsyncSession, conversation_id: uuid.UUID) -> list[Planned]:
    """What is still to be sent in a conversation, soonest first."""
    return [Planned(**row) for row in (await session.execute(_OPEN, {"conversation": conversation_id})).mappings()]


_RING = text(
    """
    WITH free AS (
        SELECT id FROM nudge WHERE dedupe_key = :key FOR UPDATE SKIP LOCKED
    ), again AS (
        UPDATE nudge SET state = :state, due_at = :due_at, ended_at = :ended_at, reason = :reason
        FROM free WHERE nudge.id = free.id
    )
    INSERT INTO nudge (id, created_at, kind, person_id, conversation_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'staff_message', c.person_id, c.id, :subject, :due_at, :key, :state, '{}'
    FROM conversation c WHERE c.id = :conversation AND :state = 'planned'
      AND NOT EXISTS (SELECT 1 FROM nudge WHERE dedupe_key = :key)
    """
).bindparams(
    bindparam("now", type_=Moment), bindparam("due_at", type_=Moment), bindparam("ended_at", type_=Moment)
)  # fmt: skip


async def keep(session: AsyncSession, message: LaterMessage, now: datetime) -> None:
    """Keep a message as it is now, and let its nudge ring for it or not. Call it with the conversation locked.

    A nudge that is being composed at this moment is left to its composer, who looks here when it gets the lock.
    """
    session.add(message)
    await session.flush()
    planned = message.state == "planned"
    values = {
        "key": f"{KIND}:{message.id}", "state": "planned" if planned else "cancelled", "due_at": message.due_at,
        "ended_at": None if planned else now, "reason": None if planned else "staff", "now": now,
        "subject": message.id, "conversation": message.conversation_id,
    }  # fmt: skip
    await session.execute(_RING, values)


async def planned_between(
    session: AsyncSession, conversation_id: uuid.UUID, start: datetime, end: datetime, *, but: uuid.UUID
) -> int:
    """How many others are planned here from `start` until `end`."""
    query = select(LaterMessage.id).where(
        LaterMessage.conversation_id == conversation_id, LaterMessage.state == "planned",
        col(LaterMessage.due_at) >= start, col(LaterMessage.due_at) < end, LaterMessage.id != but,
    )  # fmt: skip
    return len((await session.exec(query)).all())


@dataclass(frozen=True, kw_only=True)
class Due:
    """A message whose moment has come, and what may stand in its way."""

    id: uuid.UUID
    conversation_id: uuid.UUID
    staff_id: uuid.UUID
    writer: str
    name: str | None
    text: str
    due_at: datetime
    state: str
    wrote: bool
    blocked: bool
    handed_over: bool
    writer_gone: bool

    @property
    def message_key(self) -> str:
        """See LaterMessage."""
        return f"later:{self.id}"


_DUE = text(
    f"""
    SELECT l.id, l.conversation_id, l.staff_id, s.display_name AS writer, p.display_name AS name, l.text,
           l.due_at, l.state,
           {_WROTE} AS wrote, c.blocked_at IS NOT NULL AS blocked,
           EXISTS (SELECT 1 FROM transfer t WHERE t.person_id = c.person_id AND t.created_at > l.changed_at)
               AS handed_over,
           NOT s.active OR s.role <> ALL(:answering)
               OR (c.team_id IS NOT NULL AND c.team_id IS DISTINCT FROM s.team_id AND s.role <> ALL(:everywhere))
               AS writer_gone
    FROM later_message l JOIN conversation c ON c.id = l.conversation_id JOIN staff_member s ON s.id = l.staff_id
    LEFT JOIN person p ON p.id = c.person_id WHERE l.id = ANY(:ids)
    """  # noqa: S608 (our own words)
).bindparams(bindparam("answering", list(ANSWERING)), bindparam("everywhere", list(EVERYWHERE)))  # fmt: skip


async def about(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Due]:
    """These messages by id, as they are now. Call it with their conversations locked."""
    found = await session.execute(_DUE.columns(due_at=Moment), {"ids": list(ids)})
    return {row["id"]: Due(**row) for row in found.mappings()}


async def were_sent(session: AsyncSession, ids: Sequence[uuid.UUID], now: datetime) -> None:
    """These have been said."""
    if ids:
        ended = update(LaterMessage).where(col(LaterMessage.id).in_(ids))
        await session.exec(ended.values(state="sent", ended_at=now))


async def hold(session: AsyncSession, held: Sequence[tuple[uuid.UUID, str]]) -> None:
    """These wait for a human, each (id, why)."""
    for message_id, why in held:
        waits = update(LaterMessage).where(col(LaterMessage.id) == message_id)
        await session.exec(waits.values(state="held", held_why=why))
