"""The places where people can sleep, and what is told about them: editable data with a date of last check."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

GROUPS = ("man", "vrouw", "gezin", "jongere", "kind")
"""For whom a bed is, by the canonical names of the NLU contract."""

_GROUP_LIST = ", ".join(f"'{group}'" for group in GROUPS)


class Facility(Row, table=True):
    """A shelter. `key` is its canonical name in language and API; `counted_at` when its beds were last touched.

    Hours are local wall-clock times; `closes_at` is the next morning. Prices are in euro cents a night.
    """

    __tablename__ = "facility"

    key: str = Field(unique=True)
    name: str
    kind: str
    municipality: str
    address: str | None = None
    phone: str | None = None
    opens_at: time | None = None
    closes_at: time = time(9, 0)
    price_cents: int | None = None
    pets: bool | None = None
    referral_needed: bool = False
    min_age: int | None = None
    max_age: int | None = None
    bring: str | None = None
    note: str | None = None
    hold_minutes: int = 90
    counted_at: datetime | None = Field(default=None, sa_type=Moment)
    last_checked_on: date | None = None
    is_example: bool = False
    position: int = 0


class Bed(Row, table=True):
    """One place to sleep: a number on a door, for one or more groups. Out of order means: not to be given out."""

    __tablename__ = "bed"
    __table_args__ = (
        UniqueConstraint("facility_id", "label"),
        CheckConstraint("state IN ('usable', 'out_of_order', 'extra')", name="state_known"),
        CheckConstraint(f"target_group IN ({_GROUP_LIST})", name="group_known"),
    )

    facility_id: uuid.UUID = Field(foreign_key="facility.id", index=True)
    label: str
    room: str | None = None
    target_group: str
    state: str = "usable"
    state_reason: str | None = None
    position: int = 0


async def all_facilities(session: AsyncSession) -> list[Facility]:
    """Every facility in the order staff know them."""
    return list((await session.exec(select(Facility).order_by(col(Facility.position), col(Facility.name)))).all())


async def by_key(session: AsyncSession, key: str) -> Facility | None:
    """The facility with this canonical name or name."""
    query = select(Facility).where((Facility.key == key) | (Facility.name == key))
    return (await session.exec(query)).first()
