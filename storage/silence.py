"""A check-in that stays silent: tried again, given to a human, and ended by any sign of life.

While a task of kind "silence" is open, the newest check-in of its client is open too; the task points at it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.database import Moment
from storage.nudges import Nudge
from storage.tasks import ABOUT_REACH, Task

RUNGS = ("check_in_again", "silence")
"""The kinds of nudges a ladder is made of: tries of the question, then work for staff."""


@dataclass(frozen=True, kw_only=True)
class Silence:
    """What a rung is about, as it is now: the check-in, and the open task that came of it.

    A task about somebody who cannot be reached has no check-in.
    """

    check_in: CheckIn | None
    task: Task | None

    @property
    def lasts(self) -> bool:
        """Whether the check-in is still open and no human has the task yet."""
        return self.check_in is not None and self.check_in.closed_at is None and self.check_in.given_up_at is None


async def about(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """The silences behind rungs, by what those are about: a check-in, or the task itself."""
    asked = {c.id: c for c in (await session.exec(select(CheckIn).where(col(CheckIn.id).in_(ids)))).all()}
    query = (
        select(Task, Conversation.person_id)
        .join(Conversation, col(Conversation.id) == Task.conversation_id)
        .where(
            col(Task.done_at).is_(None),
            col(Task.id).in_(ids)
            | (
                (col(Task.kind) == "silence")
                & col(Conversation.person_id).in_({check_in.person_id for check_in in asked.values()})
            ),
        )
    )
    rows = (await session.exec(query)).all()
    of_person = {person: task for task, person in rows if task.kind == "silence"}
    found: dict[uuid.UUID, object] = {
        one.id: Silence(check_in=one, task=of_person.get(one.person_id)) for one in asked.values()
    }
    return {task.id: Silence(check_in=None, task=task) for task, _ in rows} | found


# ---------------------------------------------------------------- asking


_UNANSWERED = text(
    """
    UPDATE check_in SET closed_at = :now, closed_as = 'unanswered' WHERE closed_at IS NULL AND person_id = ANY(:people)
    """
).bindparams(bindparam("now", type_=Moment))
_ASKED = text(
    """
    INSERT INTO check_in (id, created_at, person_id, asked_at, last_asked_at, tries, given_up_at)
    SELECT gen_random_uuid(), :now, person_id, :now, :now, 1, (
        SELECT CAST(:now AS timestamptz) FROM conversation t JOIN task k ON k.conversation_id = t.id
        WHERE t.person_id = asked.person_id AND k.kind = 'silence' AND k.done_at IS NULL)
    FROM (SELECT DISTINCT unnest(CAST(:people AS uuid[])) AS person_id) asked
    RETURNING id, person_id, given_up_at IS NULL AS alone
    """
).bindparams(bindparam("now", type_=Moment))
_POINT_ON = text(
    """
    WITH fresh AS (
        SELECT c.id, c.person_id, c.given_up_at, t.id AS talk
        FROM check_in c LEFT JOIN conversation t ON t.person_id = c.person_id WHERE c.id = ANY(:ids)
    ), pointed AS (
        UPDATE task SET subject_id = fresh.id FROM fresh
        WHERE task.conversation_id = fresh.talk AND task.kind = 'silence' AND task.done_at IS NULL
    ), kept AS (
        UPDATE nudge SET subject_id = fresh.id FROM fresh
        WHERE nudge.person_id = fresh.person_id AND nudge.state = 'planned' AND nudge.kind = 'silence'
          AND fresh.given_up_at IS NOT NULL
    )
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = 'asked anew' FROM fresh
    WHERE nudge.person_id = fresh.person_id AND nudge.state = 'planned'
      AND (nudge.kind = 'check_in_again' OR (nudge.kind = 'silence' AND fresh.given_up_at IS NULL))
    """
).bindparams(bindparam("now", type_=Moment))


async def ask(session: AsyncSession, people: Sequence[uuid.UUID], now: datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """All these people have been asked how it goes; an earlier question that is still open ends unanswered.

    Returns (check-in, person) of those with whom a ladder begins. The others had one that came to nothing: a human has
    the task, which points at the new check-in from now on.
    """
    if not people:
        return []
    await session.execute(_UNANSWERED, {"people": list(people), "now": now})
    asked = (await session.execute(_ASKED, {"people": list(people), "now": now})).all()
    await session.execute(_POINT_ON, {"ids": [row.id for row in asked], "now": now})
    return [(row.id, row.person_id) for row in asked if row.alone]


_TRIED = text("UPDATE check_in SET tries = least(tries + 1, 3), last_asked_at = :now WHERE id = ANY(:ids)").bindparams(
    bindparam("now", type_=Moment)
)


async def tried(session: AsyncSession, check_ins: Sequence[uuid.UUID], now: datetime) -> None:
    """These were asked once more."""
    if check_ins:
        await session.execute(_TRIED, {"ids": list(check_ins), "now": now})


_RUNNING = text(
    """
    SELECT person_id, asked_at, last_asked_at, tries FROM check_in
    WHERE closed_at IS NULL AND given_up_at IS NULL AND asked_at IS NOT NULL AND person_id = ANY(:people)
    """
).columns(asked_at=Moment, last_asked_at=Moment)


@dataclass(frozen=True, kw_only=True)
class Running:
    """How far the ladder of somebody is who was asked and stays silent."""

    person_id: uuid.UUID
    asked_at: datetime
    last_asked_at: datetime
    tries: int


async def running(session: AsyncSession, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, Running]:
    """Whose check-in is open with tries still to come, by person."""
    if not people:
        return {}
    rows = (await session.execute(_RUNNING, {"people": list(people)})).mappings()
    return {row["person_id"]: Running(**row) for row in rows}


# ---------------------------------------------------------------- rungs


_GIVE_UP = text("UPDATE check_in SET given_up_at = :now WHERE id = ANY(:ids) AND given_up_at IS NULL").bindparams(
    bindparam("now", type_=Moment)
)


async def give_up(session: AsyncSession, check_ins: Sequence[uuid.UUID], now: datetime) -> None:
    """The tries of these are over; a human has the task."""
    if check_ins:
        await session.execute(_GIVE_UP, {"ids": list(check_ins), "now": now})


_OUT_OF_REACH = text(
    """
    WITH people AS (SELECT person_id FROM conversation WHERE id = ANY(:talks) AND person_id IS NOT NULL), given_up AS (
        UPDATE check_in SET given_up_at = :now FROM people
        WHERE check_in.person_id = people.person_id AND closed_at IS NULL AND given_up_at IS NULL
        RETURNING check_in.id
    )
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = 'unreachable'
    WHERE id IN (SELECT n.id FROM nudge n JOIN given_up g ON n.subject_id = g.id
                 WHERE n.state = 'planned' AND n.kind = ANY(:kinds) FOR UPDATE OF n SKIP LOCKED)
    """
).bindparams(bindparam("now", type_=Moment), bindparam("kinds", list(RUNGS)))


async def out_of_reach(session: AsyncSession, talks: Sequence[uuid.UUID], now: datetime) -> None:
    """Whoever is in these conversations cannot be reached: asking them again is of no use, a human has the task."""
    if talks:
        await session.execute(_OUT_OF_REACH, {"talks": list(talks), "now": now})


# A rung that is being composed at this moment is skipped: who composes it looks again once the conversation is free.
_END = text(
    """
    WITH people AS (SELECT person_id FROM conversation WHERE id = ANY(:talks) AND person_id IS NOT NULL), closed AS (
        UPDATE check_in SET closed_at = :now, closed_as = :how FROM people
        WHERE check_in.person_id = people.person_id
          AND (closed_at IS NULL OR (closed_as = 'heard' AND closed_at = :now AND :how <> 'heard'))
    ), cancelled AS (
        UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = :how
        WHERE id IN (SELECT n.id FROM nudge n JOIN people ON people.person_id = n.person_id
                     WHERE n.state = 'planned' AND n.kind = ANY(:kinds) FOR UPDATE OF n SKIP LOCKED)
    )
    UPDATE task SET done_at = :now, done_by = CAST(:by AS uuid),
           words = concat_ws(' ', nullif(words, ''), nullif(CAST(:words AS text), ''))
    WHERE conversation_id = ANY(:talks) AND kind = ANY(:about) AND done_at IS NULL
    """
).bindparams(bindparam("now", type_=Moment), bindparam("kinds", list(RUNGS)), bindparam("about", list(ABOUT_REACH)))


async def end(
    session: AsyncSession,
    talks: Sequence[uuid.UUID],
    *,
    how: str,
    words: str,
    now: datetime,
    by: uuid.UUID | None = None,
) -> None:
    """The silence in these conversations is over: close the check-in, cancel what was to come, finish the task.

    `how` is one of storage.checkins.CLOSED_AS, `words` are added to the task. What a message of this very moment closed
    as heard, it may close more exactly. Call it with the conversation locked.
    """
    if talks:
        await session.execute(_END, {"talks": list(talks), "how": how, "words": words, "now": now, "by": by})


# ---------------------------------------------------------------- what is missing


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """An open check-in without a planned rung. `reached` is the last rung it had: 1 to 3 are tries, 4 is staff's."""

    check_in_id: uuid.UUID
    person_id: uuid.UUID
    asked_at: datetime
    last_asked_at: datetime
    reached: int


_STUCK = text(
    """
    SELECT c.id AS check_in_id, c.person_id, c.asked_at, c.last_asked_at, greatest(c.tries, coalesce((
        SELECT max(CASE n.kind WHEN 'silence' THEN 4 ELSE CAST(n.details->>'try' AS int) END) FROM nudge n
        WHERE n.subject_id = c.id AND n.kind = ANY(:kinds)), 1)) AS reached
    FROM check_in c
    WHERE c.closed_at IS NULL AND c.given_up_at IS NULL AND c.asked_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM nudge n WHERE n.subject_id = c.id AND n.kind = ANY(:kinds) AND n.state = 'planned')
    """
).bindparams(bindparam("kinds", list(RUNGS)))


async def stuck(session: AsyncSession) -> list[Stuck]:
    """Open check-ins that nobody would come back to."""
    return [Stuck(**row) for row in (await session.execute(_STUCK)).mappings()]


async def lying_still(session: AsyncSession, below: int) -> list[tuple[Task, uuid.UUID | None]]:
    """Open tasks about silence and reach below a level that will not climb by themselves, each with its client."""
    planned = (
        select(Nudge.id)
        .where(
            Nudge.kind == "silence", Nudge.state == "planned",
            (col(Nudge.subject_id) == Task.id) | (col(Nudge.subject_id) == Task.subject_id),
        )
        .exists()
    )  # fmt: skip
    query = (
        select(Task, Conversation.person_id)
        .join(Conversation, col(Conversation.id) == Task.conversation_id)
        .where(col(Task.done_at).is_(None), col(Task.kind).in_(ABOUT_REACH), Task.level < below, ~planned)
    )
    return list((await session.exec(query)).all())


_TO_STOP = text(
    """
    SELECT t.id FROM check_in c JOIN person p ON p.id = c.person_id JOIN conversation t ON t.person_id = p.id
    LEFT JOIN check_in_plan plan ON plan.person_id = p.id
    WHERE c.closed_at IS NULL AND (
        p.opted_out_at IS NOT NULL OR (plan.paused_until > :today AND coalesce(plan.paused_from, :today) <= :today)
    )
    """
)


async def to_stop(session: AsyncSession, today: date) -> list[uuid.UUID]:
    """Conversations with an open check-in of somebody who wants no messages, or not now."""
    return list((await session.execute(_TO_STOP, {"today": today})).scalars().all())
