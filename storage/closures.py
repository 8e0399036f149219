"""Nights in which a shelter is closed, and cold weather, in which extra beds are there. Both are switched by staff."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import NotFound
from storage.holds import Ended, end_all
from storage.nights import lock_living_nights


class Closure(Row, table=True):
    """A shelter gives out no beds from the night of `first_night` to `last_night` (None: until it is lifted)."""

    __tablename__ = "closure"
    __table_args__ = (CheckConstraint("last_night >= first_night", name="in_order"),)

    facility_id: uuid.UUID = Field(foreign_key="facility.id", index=True)
    first_night: date
    last_night: date | None = None
    reason: str = ""
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)


class ColdSpell(Row, table=True):
    """The cold-weather rule (koudweerregeling) is on from one night to another, both included (DOMAIN.md section 2)."""

    __tablename__ = "cold_spell"
    __table_args__ = (CheckConstraint("last_night >= first_night", name="in_order"),)

    first_night: date
    last_night: date
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)


async def closed_in(session: AsyncSession, night: date) -> dict[uuid.UUID, Closure]:
    """The closures of a night, by facility id."""
    query = select(Closure).where(
        col(Closure.lifted_at).is_(None),
        col(Closure.first_night) <= night,
        col(Closure.last_night).is_(None) | (col(Closure.last_night) >= night),
    )
    return {closure.facility_id: closure for closure in (await session.exec(query)).all()}


async def cold_in(session: AsyncSession, night: date) -> ColdSpell | None:
    """The cold spell of a night, when there is one."""
    query = (
        select(ColdSpell)
        .where(
            col(ColdSpell.lifted_at).is_(None),
            col(ColdSpell.first_night) <= night,
            col(ColdSpell.last_night) >= night,
        )
        .order_by(col(ColdSpell.last_night).desc())
    )
    return (await session.exec(query)).first()


Switch = TypeVar("Switch", Closure, ColdSpell)


async def coming(session: AsyncSession, kind: type[Switch], night: date) -> list[Switch]:
    """What is switched on in this night or a later one, soonest first."""
    query = (
        select(kind)
        .where(col(kind.lifted_at).is_(None), col(kind.last_night).is_(None) | (col(kind.last_night) >= night))
        .order_by(col(kind.first_night), col(kind.created_at))
    )
    return list((await session.exec(query)).all())


async def close(session: AsyncSession, closure: Closure, now: datetime) -> list[Ended]:
    """Close a shelter and end its holds. Returns the holds that ended, so that the holders can be told."""
    # A hold that is being made is waited for, then ended.
    await lock_living_nights(session, now, closure.first_night, closure.last_night or date.max)
    session.add(closure)
    await session.flush()
    return await end_all(session, closure.facility_id, closure.first_night, closure.last_night, now)


async def lift(session: AsyncSession, kind: type[Switch], row_id: uuid.UUID, now: datetime) -> Switch:
    """It is over before its time; doing it twice is fine. Raises NotFound."""
    found = await session.get(kind, row_id)
    if found is None:
        raise NotFound(f"there is no {kind.__name__} {row_id}")
    await lock_living_nights(session, now, found.first_night, found.last_night or date.max)
    await session.refresh(found)
    found.lifted_at = found.lifted_at or now
    session.add(found)
    await session.flush()
    return found
