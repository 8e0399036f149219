"""When colleagues are free for a talk: a weekly pattern and its exceptions. What is free is computed, never stored."""

from __future__ import annotations

import uuid
from datetime import date, time

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row


class SlotPattern(Row, table=True):
    """Every week on this weekday (0 is Monday), from `starts` until `ends` local time, slots of so many minutes.

    It holds from `first_day` up to and including `last_day` (None: no end).
    """

    __tablename__ = "slot_pattern"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint("ends > starts", name="in_order"),
        CheckConstraint("minutes BETWEEN 5 AND 600", name="length_sane"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
    )

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    weekday: int
    starts: time
    ends: time
    minutes: int = 45
    place: str | None = None
    route_url: str | None = None
    first_day: date
    last_day: date | None = None


class SlotException(Row, table=True):
    """On one day it is otherwise: 'off' (no slots in these hours) or 'extra' (slots besides the pattern)."""

    __tablename__ = "slot_exception"
    __table_args__ = (
        CheckConstraint("kind IN ('off', 'extra')", name="kind_known"),
        CheckConstraint("ends > starts", name="in_order"),
        CheckConstraint("minutes BETWEEN 5 AND 600", name="length_sane"),
    )

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    day: date
    kind: str
    starts: time
    ends: time
    minutes: int = 45
    place: str | None = None
    route_url: str | None = None


async def patterns(session: AsyncSession, staff_id: uuid.UUID, first: date, last: date) -> list[SlotPattern]:
    """The weekly hours of a colleague that hold on some day from `first` up to and including `last`, Monday first."""
    query = (
        select(SlotPattern)
        .where(
            SlotPattern.staff_id == staff_id, col(SlotPattern.first_day) <= last,
            or_(col(SlotPattern.last_day).is_(None), col(SlotPattern.last_day) >= first),
        )
        .order_by(col(SlotPattern.weekday), col(SlotPattern.starts), col(SlotPattern.first_day))
    )  # fmt: skip
    return list((await session.exec(query)).all())


async def exceptions(session: AsyncSession, staff_id: uuid.UUID, first: date, last: date) -> list[SlotException]:
    """On which of these days, the last included, a colleague has other hours, soonest first."""
    query = (
        select(SlotException)
        .where(SlotException.staff_id == staff_id, col(SlotException.day).between(first, last))
        .order_by(col(SlotException.day), col(SlotException.starts))
    )
    return list((await session.exec(query)).all())
