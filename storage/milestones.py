"""Milestones: moments worth a congratulation. Each comes once in a person's record and is never taken back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, UniqueConstraint, bindparam, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.conversations import Conversation
from storage.database import Moment, Row
from storage.staff import StaffMember
from storage.steps import Step
from storage.tasks import URGENT, Task

KINDS = ("first_month", "half_year", "tenth_step", "own_home")
_KINDS = ", ".join(f"'{kind}'" for kind in KINDS)
SAID_AT = time(10, 0)
"""Local time at which somebody is congratulated, unless they did it themselves just now."""
DAYS_AHEAD, DAYS_AFTER = 7, 7
"""A month and half a year are written down so many days ahead, so that a colleague can add a line; what lies longer
behind than the second is written down as well, and not said any more."""


class Milestone(Row, table=True):
    """What somebody reached on a local day. `line` is a personal line of a colleague, said with the congratulation."""

    __tablename__ = "milestone"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
        UniqueConstraint("person_id", "kind"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id")
    kind: str
    reached_on: date
    line: str | None = None
    line_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    congratulated_at: datetime | None = Field(default=None, sa_type=Moment)


@dataclass(frozen=True, kw_only=True)
class MilestoneWithName:
    """A milestone and the name of the colleague who wrote its line. `in_crisis`: a call for help is still open."""

    milestone: Milestone
    line_by: str | None
    in_crisis: bool = False


async def reach(session: AsyncSession, milestone: Milestone) -> bool:
    """Write a milestone down; False when this person has had it already."""
    values = milestone.model_dump()
    statement = insert(Milestone).values(**values).on_conflict_do_nothing(index_elements=["person_id", "kind"])
    return (await session.execute(statement.returning(col(Milestone.id)))).scalar() is not None


async def of_person(session: AsyncSession, person_id: uuid.UUID) -> list[Milestone]:
    """What somebody reached, and what they will in a few days, by day."""
    query = select(Milestone).where(Milestone.person_id == person_id).order_by(col(Milestone.reached_on))
    return list((await session.exec(query)).all())


async def with_names(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """Milestones by id, each with the name of who wrote its line."""
    help_is_needed = (
        select(Task.id)
        .join(Conversation, col(Conversation.id) == Task.conversation_id)
        .where(
            Conversation.person_id == Milestone.person_id, Task.priority == URGENT, col(Task.done_at).is_(None),
        )
        .exists()
    )  # fmt: skip
    query = (
        select(Milestone, StaffMember.display_name, help_is_needed)
        .join(StaffMember, col(StaffMember.id) == Milestone.line_by, isouter=True)
        .where(col(Milestone.id).in_(ids))
    )
    rows = (await session.exec(query)).all()
    return {m.id: MilestoneWithName(milestone=m, line_by=name, in_crisis=crisis) for m, name, crisis in rows}


async def congratulated(session: AsyncSession, ids: Sequence[uuid.UUID], now: datetime) -> None:
    """These have been said; one statement."""
    if ids:
        await session.exec(update(Milestone).where(col(Milestone.id).in_(ids)).values(congratulated_at=now))


async def steps_taken(session: AsyncSession, person_id: uuid.UUID) -> int:
    """How many steps somebody has taken, wholly or partly; only to know the tenth, nobody is told a count."""
    query = select(func.count()).select_from(Step)
    return (await session.exec(query.where(Step.person_id == person_id, col(Step.state).in_(("done", "partly"))))).one()


_PLAN = text(
    """
    WITH coming AS (
        SELECT p.person_id, k.kind, CAST(p.began_on + k.after AS date) AS day
        FROM check_in_plan p, (VALUES ('first_month', interval '1 month'), ('half_year', interval '6 months'))
            AS k (kind, after)
        WHERE p.began_on + k.after <= :until
    ), reached AS (
        INSERT INTO milestone (id, created_at, person_id, kind, reached_on)
        SELECT gen_random_uuid(), :now, person_id, kind, day FROM coming ORDER BY person_id, kind
        ON CONFLICT (person_id, kind) DO NOTHING RETURNING id, person_id, reached_on
    )
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'milestone', r.person_id, r.id,
           (r.reached_on + CAST(:at AS time)) AT TIME ZONE 'Europe/Amsterdam', 'milestone:' || r.id, 'planned', '{}'
    FROM reached r JOIN person ON person.id = r.person_id
    WHERE r.reached_on >= :since AND person.opted_out_at IS NULL
    ON CONFLICT (dedupe_key) DO NOTHING
    """
).bindparams(bindparam("now", type_=Moment))


async def plan_by_time(session: AsyncSession, *, until: date, since: date, now: datetime) -> None:
    """Write down whose month or half year is over by the local day `until`, and plan to congratulate them on the day.

    Reckoned from when their check-ins began. What was reached before `since` is not said any more. One statement for
    everybody, and harmless twice: what is written down already stays as it is.
    """
    await session.execute(_PLAN, {"until": until, "since": since, "at": SAID_AT, "now": now})
