"""Rooms, beds, and when a bed is out of order. Which beds can be given out for a night is said here and only here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.facilities import Facility
from storage.nights import lock_living_nights

IN_ORDER = """
    (b.first_night IS NULL OR b.first_night <= :night) AND (b.last_night IS NULL OR b.last_night >= :night)
    AND NOT EXISTS (SELECT 1 FROM outage o WHERE o.bed_id = b.id AND o.ended_at IS NULL)
    AND (NOT b.is_extra OR EXISTS (
        SELECT 1 FROM cold_spell s WHERE s.lifted_at IS NULL AND :night BETWEEN s.first_night AND s.last_night))
"""
"""SQL: bed `b` is in order in `:night`. Extra beds count in cold weather only."""
_OPEN = """
    NOT EXISTS (
        SELECT 1 FROM closure c WHERE c.facility_id = {facility} AND c.lifted_at IS NULL
        AND c.first_night <= :night AND (c.last_night IS NULL OR c.last_night >= :night))
"""
IS_OPEN = _OPEN.format(facility="f.id")
"""SQL: facility `f` is not closed in `:night`."""
USABLE = f"{IN_ORDER} AND {_OPEN.format(facility='b.facility_id')}"
"""SQL: bed `b` can be given out in `:night`: it is in order and its shelter is open."""


class Room(Row, table=True):
    """A room with one or more beds, by the label on its door. `step_free` None: nobody said."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("facility_id", "label"),)

    facility_id: uuid.UUID = Field(foreign_key="facility.id")
    label: str
    step_free: bool | None = None


class Bed(Row, table=True):
    """One place to sleep, for one group. An extra bed is there in cold weather only.

    It counts from `first_night` to `last_night` (None: no end), so that the figures of past nights stay what they were.
    """

    __tablename__ = "bed"
    __table_args__ = (
        UniqueConstraint("facility_id", "label"),
        Index("ix_bed_group", "facility_id", "target_group"),
        Index(
            "ix_bed_counted", "id",
            postgresql_include=["facility_id", "target_group", "is_extra", "first_night", "last_night"],
        ),
    )  # fmt: skip

    facility_id: uuid.UUID = Field(foreign_key="facility.id")
    label: str
    room_id: uuid.UUID | None = Field(default=None, foreign_key="room.id", index=True)
    target_group: str = Field(foreign_key="target_group.key")
    is_extra: bool = False
    first_night: date | None = None
    last_night: date | None = None
    position: int = 0


class Outage(Row, table=True):
    """A bed is out of order from `created_at` to `ended_at`, and why."""

    __tablename__ = "outage"
    __table_args__ = (
        Index("uq_outage_one_open", "bed_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_outage_bed_id", "bed_id"),
    )

    bed_id: uuid.UUID = Field(foreign_key="bed.id")
    reason: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


async def put_out_of_order(
    session: AsyncSession, beds: Sequence[Bed], *, reason: str, now: datetime, made_by: uuid.UUID | None = None
) -> list[Bed]:
    """These beds are not given out until they are mended. Returns those that were still in order.

    Whoever is being given one of them at this moment is waited for; after that nobody gets one.
    """
    await lock_living_nights(session, now)
    broken = {outage.bed_id for outage in await open_outages(session, beds)}
    fresh = [bed for bed in beds if bed.id not in broken]
    session.add_all([Outage(bed_id=bed.id, reason=reason, created_at=now, made_by=made_by) for bed in fresh])
    await _counted(session, beds, now)
    return fresh


async def put_in_order(session: AsyncSession, beds: Sequence[Bed], now: datetime) -> list[Bed]:
    """These beds can be given out again. Returns those that were out of order."""
    await lock_living_nights(session, now)
    broken = {outage.bed_id for outage in await open_outages(session, beds)}
    await session.exec(
        update(Outage)
        .where(col(Outage.bed_id).in_([bed.id for bed in beds]), col(Outage.ended_at).is_(None))
        .values(ended_at=now)
    )
    await _counted(session, beds, now)
    return [bed for bed in beds if bed.id in broken]


async def is_out_of_order(session: AsyncSession, bed: Bed) -> bool:
    """Whether nobody can sleep in it now."""
    return bool(await open_outages(session, [bed]))


async def open_outages(session: AsyncSession, beds: Sequence[Bed]) -> list[Outage]:
    """The outages that these beds have now."""
    query = select(Outage).where(col(Outage.bed_id).in_([bed.id for bed in beds]), col(Outage.ended_at).is_(None))
    return list((await session.exec(query)).all())


async def _counted(session: AsyncSession, beds: Sequence[Bed], now: datetime) -> None:
    """Whoever looks at a shelter's beds has seen them: its count is fresh."""
    await session.flush()
    await session.exec(
        update(Facility).where(col(Facility.id).in_({bed.facility_id for bed in beds})).values(counted_at=now)
    )
