"""Goals: what somebody wants in a part of life, in their own words; small steps lead there."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.steps import LIFE_DOMAINS

STATES = ("open", "reached", "dropped")
_STATES, _DOMAINS = (", ".join(f"'{name}'" for name in names) for names in (STATES, LIFE_DOMAINS))


class Goal(Row, table=True):
    """What a client wants to reach. Nothing is measured against it; it ends when the client says so."""

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint(f"life_domain IN ({_DOMAINS})", name="life_domain_known"),
        CheckConstraint("made_by IN ('client', 'staff')", name="maker_known"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    life_domain: str | None = None
    words: str
    state: str = "open"
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    made_by: str = "client"


async def add(session: AsyncSession, goal: Goal) -> Goal:
    """A new goal."""
    session.add(goal)
    await session.flush()
    return goal


async def open_goals(session: AsyncSession, person_id: uuid.UUID) -> list[Goal]:
    """What somebody still wants to reach, oldest first."""
    query = select(Goal).where(Goal.person_id == person_id, Goal.state == "open").order_by(col(Goal.created_at))
    return list((await session.exec(query)).all())


async def by_id(session: AsyncSession, goal_id: uuid.UUID) -> Goal | None:
    """The goal with this id."""
    return await session.get(Goal, goal_id)


async def end(session: AsyncSession, goal: Goal, *, state: str, now: datetime) -> None:
    """A goal is reached, or let go ('dropped'); its steps stay as they are."""
    goal.state, goal.ended_at = state, now
    session.add(goal)
    await session.flush()


async def open_again(session: AsyncSession, goal: Goal) -> None:
    """Somebody wants to keep a goal after all."""
    goal.state, goal.ended_at = "open", None
    session.add(goal)
    await session.flush()


async def reached(session: AsyncSession, person_id: uuid.UUID) -> list[Goal]:
    """The goals somebody reached, newest first."""
    query = select(Goal).where(Goal.person_id == person_id, Goal.state == "reached").order_by(col(Goal.ended_at).desc())
    return list((await session.exec(query)).all())
