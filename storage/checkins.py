"""Check-ins: how often somebody is asked how it goes, and what they answered in their own words."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row, now_utc

TEMPLATES = ("after_shelter", "light", "close")
AFTER_YEAR = ("asked", "quarterly", "monthly", "never")
CLOSED_AS = ("answered", "heard", "contact", "unanswered", "stopped")
_NAMES, _WISHES, _CLOSED = (", ".join(f"'{name}'" for name in names) for names in (TEMPLATES, AFTER_YEAR, CLOSED_AS))

ANSWER_LASTS = timedelta(days=7)
"""So long after a question an answer is taken to belong to it, when something else was said first."""


class CheckInPlan(Row, table=True):
    """When a client is asked how it goes (days: actions/rhythm.py): a template, or every so many days of their own.

    `began_on` is the local day on which the template begins, `weekday` (Monday is 0) the one the client chose, `at` the
    local time of day. Nothing is asked from the local day `paused_from` (None: from now on) until `paused_until`, the
    first day on which asking is welcome again. `after_year` is what the client said about being asked once a quarter:
    None is not asked yet, "asked" is no answer yet. `recap` is the client's wish for a look back once a week.
    """

    __tablename__ = "check_in_plan"
    __table_args__ = (
        CheckConstraint("every_days BETWEEN 1 AND 366", name="interval_sane"),
        CheckConstraint(f"template IN ({_NAMES})", name="template_known"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint(f"after_year IN ({_WISHES})", name="after_year_known"),
        CheckConstraint("paused_from < paused_until", name="pause_sane"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", unique=True)
    template: str = "after_shelter"
    began_on: date = Field(default_factory=lambda: now_utc().date())
    every_days: int | None = None
    weekday: int | None = None
    at: time = time(10, 30)
    paused_from: date | None = None
    paused_until: date | None = None
    after_year: str | None = None
    recap: bool = False


class CheckIn(Row, table=True):
    """One time somebody was asked (up to three tries), or told of their own accord, how it goes.

    Open until `closed_at`: answered, a sign of life of another kind ("heard"), contact by a human, replaced by the
    next check-in ("unanswered"), or "stopped" (opted out, paused). Of each person one at most is open.
    `given_up_at` is when the tries were over and a human got the task.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        CheckConstraint("mood IN ('good', 'so_so', 'bad')", name="mood_known"),
        CheckConstraint("tries BETWEEN 1 AND 3", name="tries_sane"),
        CheckConstraint(f"closed_as IN ({_CLOSED})", name="closed_as_known"),
        CheckConstraint("(closed_at IS NULL) = (closed_as IS NULL)", name="closed_wholly"),
        Index("uq_check_in_one_open", "person_id", unique=True, postgresql_where=text("closed_at IS NULL")),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    asked_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    mood: str | None = None
    topic: str | None = None
    words: str | None = None
    tries: int = 1
    last_asked_at: datetime | None = Field(default=None, sa_type=Moment)
    given_up_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_as: str | None = None


async def plan_of(session: AsyncSession, person_id: uuid.UUID) -> CheckInPlan | None:
    """The check-in plan of a client."""
    return (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person_id))).first()


async def plans_of(session: AsyncSession, people: Sequence[uuid.UUID]) -> list[CheckInPlan]:
    """The check-in plans of several clients."""
    return list((await session.exec(select(CheckInPlan).where(col(CheckInPlan.person_id).in_(people)))).all())


async def newest(session: AsyncSession, person_id: uuid.UUID) -> CheckIn | None:
    """The check-in that was asked or told last."""
    query = select(CheckIn).where(CheckIn.person_id == person_id).order_by(col(CheckIn.created_at).desc()).limit(1)
    return (await session.exec(query)).first()


async def answer(
    session: AsyncSession, person_id: uuid.UUID, *, words: str, now: datetime, mood: str | None = None
) -> CheckIn:
    """Store an answer with the question it belongs to, or as a check-in of its own when nothing was asked lately.

    A question belongs to it while it is open, and when something else was heard first.
    """
    last = await newest(session, person_id)
    if last is None or not _waits_for_answer(last, now):
        last = CheckIn(person_id=person_id, created_at=now)
    last.mood, last.words, last.answered_at = mood or last.mood, words, now
    last.closed_at, last.closed_as = last.closed_at or now, "answered"
    session.add(last)
    await session.flush()
    return last


def _waits_for_answer(last: CheckIn, now: datetime) -> bool:
    if last.closed_at is None:
        return True
    fresh = now - (last.last_asked_at or last.created_at) <= ANSWER_LASTS
    return last.closed_as in ("heard", "answered") and last.mood is None and fresh


async def told_since(session: AsyncSession, person_id: uuid.UUID, since: datetime) -> list[CheckIn]:
    """What somebody said about how it goes since a moment, oldest first."""
    query = (
        select(CheckIn)
        .where(CheckIn.person_id == person_id, col(CheckIn.answered_at) >= since)
        .order_by(col(CheckIn.answered_at))
    )
    return list((await session.exec(query)).all())


async def recent(session: AsyncSession, person_id: uuid.UUID, most: int = 10) -> list[CheckIn]:
    """The last check-ins, newest first."""
    query = select(CheckIn).where(CheckIn.person_id == person_id).order_by(col(CheckIn.created_at).desc()).limit(most)
    return list((await session.exec(query)).all())
