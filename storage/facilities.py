"""The places where people can sleep, and what is told about them: editable data with a date of last check."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

GROUPS = ("man", "vrouw", "gezin", "jongere", "kind")
"""The groups a new database begins with, by the canonical names of the NLU contract."""


class TargetGroup(SQLModel, table=True):
    """For whom a bed is. `counts_as` says under which head a guest without one is reported: man, vrouw or kind."""

    __tablename__ = "target_group"
    __table_args__ = (CheckConstraint("counts_as IN ('man', 'vrouw', 'kind')", name="counts_as_known"),)

    key: str = Field(primary_key=True)
    counts_as: str | None = None
    position: int = 0


class Facility(Row, table=True):
    """A shelter. `key` is its canonical name in language and API; `counted_at` when its beds were last touched.

    Hours are local wall-clock times; `closes_at` is the next morning. Prices are in euro cents a night. `max_age` is
    the last age that fits. A fact that is None was not told by anybody; it is never taken for a no (DOMAIN.md 11).
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
    children: bool | None = None
    step_free: bool | None = None
    referral_needed: bool = False
    min_age: int | None = None
    max_age: int | None = None
    bring: str | None = None
    note: str | None = None
    route_url: str | None = None
    hold_minutes: int = 90
    counted_at: datetime | None = Field(default=None, sa_type=Moment)
    last_checked_on: date | None = None
    is_example: bool = False
    position: int = 0


async def all_facilities(session: AsyncSession) -> list[Facility]:
    """Every facility in the order staff know them."""
    return list((await session.exec(select(Facility).order_by(col(Facility.position), col(Facility.name)))).all())


async def by_key(session: AsyncSession, key: str) -> Facility | None:
    """The facility with this canonical name or name."""
    query = select(Facility).where((Facility.key == key) | (Facility.name == key))
    return (await session.exec(query)).first()


async def target_groups(session: AsyncSession) -> list[TargetGroup]:
    """The groups of this region, in their order."""
    return list((await session.exec(select(TargetGroup).order_by(col(TargetGroup.position)))).all())


async def one_editor_at_a_time(session: AsyncSession) -> None:
    """Editors wait for each other until this transaction ends, so that none overwrites what another just kept."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('facilities', 0))"))


_BEDS = text(
    "SELECT target_group, label FROM bed WHERE facility_id = :facility AND last_night IS NULL AND NOT is_extra"
)


async def beds_of_groups(session: AsyncSession, facility_id: uuid.UUID) -> dict[str, int]:
    """How many beds that are there all year a shelter has for each group."""
    rows = (await session.execute(_BEDS, {"facility": facility_id})).all()
    return dict(Counter(group for group, _ in rows))


async def bed_labels(session: AsyncSession, facility_id: uuid.UUID) -> set[str]:
    """The labels of all beds that a shelter has or had."""
    rows = await session.execute(text("SELECT label FROM bed WHERE facility_id = :facility"), {"facility": facility_id})
    return set(rows.scalars())
