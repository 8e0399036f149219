"""Small steps, in the words of the person who takes them. Nothing is scored, nothing is lost."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

LIFE_DOMAINS = ("wonen", "familie", "gezondheid", "mensen", "geld", "schulden", "leren", "werk")
"""The life domains a step may belong to (DESIGN: own wording); none is required."""


class Step(Row, table=True):
    """One small step: what, when (a moment, or in words), where, what the first five minutes are, and how it went.

    A `planned_at` at midnight on the clock here is a day without an hour. `place`, `first_action` and `helper` are in
    the client's words and may all be left out. `moved_times` says how often it got another moment; nobody is shown that
    as a score. `made_by` says who wrote it down.
    """

    __tablename__ = "step"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'partly', 'not_done', 'dropped')", name="state_known"),
        CheckConstraint("made_by IN ('client', 'staff')", name="maker_known"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    goal_id: uuid.UUID | None = Field(default=None, foreign_key="goal.id", index=True)
    what: str
    planned_at: datetime | None = Field(default=None, sa_type=Moment)
    planned_words: str | None = None
    life_domain: str | None = None
    state: str = "open"
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    words_after: str | None = None
    remind: bool = False
    place: str | None = None
    first_action: str | None = None
    helper: str | None = None
    moved_times: int = 0
    made_by: str = "client"


async def add(session: AsyncSession, step: Step) -> Step:
    """A new small step."""
    session.add(step)
    await session.flush()
    return step


async def open_steps(session: AsyncSession, person_id: uuid.UUID) -> list[Step]:
    """The steps somebody still wants to take, oldest first."""
    query = select(Step).where(Step.person_id == person_id, Step.state == "open").order_by(col(Step.created_at))
    return list((await session.exec(query)).all())


async def done_steps(session: AsyncSession, person_id: uuid.UUID) -> list[Step]:
    """The steps somebody has taken, wholly or partly, newest first."""
    query = (
        select(Step)
        .where(Step.person_id == person_id, col(Step.state).in_(("done", "partly")))
        .order_by(col(Step.ended_at).desc())
    )
    return list((await session.exec(query)).all())


async def by_id(session: AsyncSession, step_id: uuid.UUID) -> Step | None:
    """The step with this id."""
    return await session.get(Step, step_id)


async def open_for_goal(session: AsyncSession, goal_id: uuid.UUID) -> list[Step]:
    """The steps that somebody still wants to take towards a goal, oldest first."""
    query = select(Step).where(Step.goal_id == goal_id, Step.state == "open").order_by(col(Step.created_at))
    return list((await session.exec(query)).all())


async def move(session: AsyncSession, step: Step, *, planned_at: datetime | None, words: str | None) -> None:
    """The same step at another moment, or at none; what was said about it stays with it."""
    step.planned_at, step.planned_words = planned_at, words
    step.moved_times += 1
    session.add(step)
    await session.flush()


async def end(session: AsyncSession, step: Step, *, state: str, words: str | None, now: datetime) -> None:
    """Write down how a step went. 'not_done' keeps it open for another try; earlier words stay when none come."""
    step.words_after = words or step.words_after
    if state != "not_done":
        step.state, step.ended_at = state, now
    session.add(step)
    await session.flush()
