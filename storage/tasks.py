"""Work for a human that follows from a conversation: a crisis, a person who wants a talk, a referral to pick up."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, bindparam, func, text, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

KINDS = (
    "crisis", "talk_to_human", "check_in_bad", "debt_referral", "appointment", "privacy", "complaint",
    "not_understood", "need_basics", "housing", "unreachable", "failed", "request", "attachment", "silence",
    "money", "post", "held_message",
)  # fmt: skip
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)

ABOUT_REACH = ("silence", "unreachable")
"""The kinds that end by themselves when the client is heard, and climb when nobody does them."""

URGENT, SOON, NORMAL = 0, 1, 2
CONTACT_PERSON, TEAM, COORDINATOR = 0, 1, 2
"""Whose turn it is: a task that lies still too long goes to the team, then to the coordinator."""


class Task(Row, table=True):
    """Something a human has to do. `dedupe_key` keeps one open task for one cause; `level` says whose turn it is."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority_known"),
        CheckConstraint("level BETWEEN 0 AND 2", name="level_known"),
        Index("uq_task_one_open", "dedupe_key", unique=True, postgresql_where=text("done_at IS NULL")),
        Index("ix_task_open", "conversation_id", postgresql_where=text("done_at IS NULL")),
    )

    kind: str
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    priority: int = NORMAL
    level: int = CONTACT_PERSON
    words: str = ""
    subject_id: uuid.UUID | None = None
    dedupe_key: str
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    done_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


async def raise_task(
    session: AsyncSession,
    *,
    kind: str,
    conversation_id: uuid.UUID,
    now: datetime,
    words: str = "",
    priority: int = NORMAL,
    subject_id: uuid.UUID | None = None,
    due_at: datetime | None = None,
) -> None:
    """Give a human work to do. While it is open, the same kind about the same subject stays one task (raise_many)."""
    task = Task(
        created_at=now, kind=kind, conversation_id=conversation_id, words=words, priority=priority,
        subject_id=subject_id, due_at=due_at, dedupe_key=f"{kind}:{conversation_id}:{subject_id or ''}",
    )  # fmt: skip
    await raise_many(session, [task])


def _raising() -> Insert:
    """Made once, for every silence and every cry asks it."""
    statement = insert(Task)
    return statement.on_conflict_do_update(
        index_elements=["dedupe_key"],
        index_where=text("done_at IS NULL"),
        set_={
            "words": func.coalesce(func.nullif(statement.excluded.words, ""), col(Task.words)),
            "priority": func.least(col(Task.priority), statement.excluded.priority),
            "level": func.greatest(col(Task.level), statement.excluded.level),
            "due_at": func.coalesce(col(Task.due_at), statement.excluded.due_at),
        },
    )


_RAISE = _raising()


async def raise_many(session: AsyncSession, raised: Sequence[Task]) -> None:
    """Give humans work to do, many at once; a conversation that was put away is open again for something new.

    A task that is open already under its key takes the new words if there are any, and becomes more pressing when the
    new one is; never less. The moment it was due at first stays.
    """
    if not raised:
        return
    await session.execute(_RAISE, [task.model_dump() for task in raised])
    await session.execute(_SEEN_AGAIN, {"ids": [task.id for task in raised]})
    if red := [task.conversation_id for task in raised if task.priority == URGENT]:
        await session.execute(_FOR_ALL, {"ids": red})


# New work is never in a conversation that was put away. The id of what was open already is another.
_SEEN_AGAIN = text(
    """
    UPDATE conversation SET status = 'open', snoozed_until = NULL WHERE id IN (
        SELECT id FROM conversation WHERE status <> 'open'
        AND id IN (SELECT conversation_id FROM task WHERE id = ANY(:ids)) ORDER BY id FOR NO KEY UPDATE)
    """
)

# A visitor who may be in danger is seen and heard by every team, whichever a rule chose, and stays so.
_FOR_ALL = text(
    """
    UPDATE conversation SET seen_by_all = true
    WHERE id = ANY(:ids) AND person_id IS NULL AND staff_id IS NULL AND NOT seen_by_all
    """
)


async def climb(
    session: AsyncSession, ids: Sequence[uuid.UUID], *, level: int, priority: int, due_at: datetime
) -> None:
    """These lay still too long: it is the turn of others, until a new moment, and more pressing."""
    if ids:
        await session.exec(
            update(Task)
            .where(col(Task.id).in_(ids), col(Task.done_at).is_(None))
            .values(level=level, priority=func.least(col(Task.priority), priority), due_at=due_at)
        )


async def open_tasks(session: AsyncSession, conversation_id: uuid.UUID) -> list[Task]:
    """What a human still has to do in a conversation, most urgent first."""
    query = (
        select(Task)
        .where(Task.conversation_id == conversation_id, col(Task.done_at).is_(None))
        .order_by(col(Task.priority), col(Task.created_at))
    )
    return list((await session.exec(query)).all())


async def with_crisis(session: AsyncSession, conversations: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these conversations in which something red is open."""
    query = select(Task.conversation_id).where(
        col(Task.conversation_id).in_(conversations), col(Task.done_at).is_(None), Task.priority == URGENT
    )
    return set((await session.exec(query)).all())


async def finish(session: AsyncSession, task_id: uuid.UUID, staff_id: uuid.UUID, now: datetime) -> None:
    """A human has done it; doing it twice is fine."""
    await session.exec(
        update(Task).where(col(Task.id) == task_id, col(Task.done_at).is_(None)).values(done_at=now, done_by=staff_id)
    )


async def finish_about(
    session: AsyncSession, kind: str, subject_id: uuid.UUID, staff_id: uuid.UUID | None, now: datetime
) -> None:
    """The open task of a kind about something is done, by a colleague or (None) by itself."""
    await session.exec(
        update(Task)
        .where(col(Task.kind) == kind, col(Task.subject_id) == subject_id, col(Task.done_at).is_(None))
        .values(done_at=now, done_by=staff_id)
    )


async def settle(session: AsyncSession, subject_id: uuid.UUID, now: datetime) -> None:
    """What this was about is over by itself; nobody has to do it any more."""
    await session.exec(
        update(Task).where(col(Task.subject_id) == subject_id, col(Task.done_at).is_(None)).values(done_at=now)
    )


_CLIMB_PROPOSALS = text(
    """
    UPDATE task SET level = task.level + 1, priority = least(task.priority, :priority), due_at = :later
    FROM appointment a
    WHERE task.kind = 'appointment' AND task.done_at IS NULL AND task.level < :highest AND task.due_at <= :now
      AND a.id = task.subject_id AND a.state = 'proposed'
    """
).bindparams(bindparam("now", type_=Moment), bindparam("later", type_=Moment))


async def climb_proposals(session: AsyncSession, now: datetime, *, later: datetime) -> int:
    """Proposals of clients that lay unanswered past their moment: it is the turn of others, until `later`."""
    values = {"now": now, "later": later, "priority": SOON, "highest": COORDINATOR}
    return int((await session.execute(_CLIMB_PROPOSALS, values)).rowcount)  # type: ignore[attr-defined]
