"""Beds and nights. A night is named by the date it begins on. Free is always computed, never stored.

Invariants: a bed holds at most one person a night (unique index over places that have not ended); a hold takes one bed
and gives it back when it ends or expires; who asks for a night's beds does so one after the other (advisory lock), so
that a count is never negative, nothing is given out twice, and nobody hears
"full" because of somebody who then lets go.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Bed, Facility


class BedNight(Row, table=True):
    """Somebody's place in one bed for one night: first held, or taken at once. `ended_at` gives the bed back.

    A hold counts until `held_until`; a stay has `arrived_at`. Of strangers only a name is kept, and that is optional.
    """

    __tablename__ = "bed_night"
    __table_args__ = (
        Index("uq_bed_night_one_person", "bed_id", "night", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_bed_night_night", "night", postgresql_where=text("ended_at IS NULL")),
        Index(
            "uq_bed_night_one_hold_each",
            "conversation_id",
            "night",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND held_until IS NOT NULL"),
        ),
        CheckConstraint("(held_until IS NULL) <> (arrived_at IS NULL)", name="held_or_arrived"),
    )

    bed_id: uuid.UUID = Field(foreign_key="bed.id")
    night: date
    held_until: datetime | None = Field(default=None, sa_type=Moment)
    arrived_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    end_reason: str | None = None
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id", index=True)
    guest_name: str | None = None
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    idempotency_key: str | None = Field(default=None, unique=True)
    request: str | None = None


async def _one_at_a_time(session: AsyncSession, night: date, now: datetime) -> None:
    """Take the night's lock and end the holds that have expired."""
    await session.execute(text("SELECT pg_advisory_xact_lock(7301, :day)"), {"day": night.toordinal()})
    await session.exec(
        update(BedNight)
        .where(col(BedNight.night) == night, col(BedNight.ended_at).is_(None), col(BedNight.held_until) <= now)
        .values(ended_at=col(BedNight.held_until), end_reason="expired")
    )


async def _free_bed(
    session: AsyncSession, *, night: date, group: str, facility: str | None, label: str | None
) -> tuple[Bed, Facility]:
    taken = select(BedNight.bed_id).where(BedNight.night == night, col(BedNight.ended_at).is_(None))
    query = (
        select(Bed, Facility)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(Bed.state != "out_of_order", col(Bed.id).not_in(taken))
        .order_by(col(Facility.position), col(Bed.position), col(Bed.label))
        .limit(1)
    )
    query = query.where(Bed.label == label if label is not None else Bed.target_group == group)
    if facility is not None:
        query = query.where(Facility.key == facility)
    found = (await session.exec(query)).first()
    if found is None:
        raise NoneFree(f"no bed is free for {group} in the night of {night}")
    return found


async def _touch(session: AsyncSession, facility: Facility, now: datetime) -> None:
    facility.counted_at = now
    session.add(facility)
    await session.flush()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A bed night together with the names people use for it."""

    id: uuid.UUID
    night: date
    facility: str
    facility_name: str
    group: str
    bed: str
    held_until: datetime | None
    new: bool = True


def _place(row: BedNight, bed: Bed, facility: Facility, *, new: bool = True) -> Place:
    return Place(
        id=row.id, night=row.night, facility=facility.key, facility_name=facility.name, group=bed.target_group,
        bed=bed.label, held_until=row.held_until, new=new,
    )  # fmt: skip


async def find(session: AsyncSession, place_id: uuid.UUID) -> tuple[BedNight, Bed, Facility]:
    """A bed night with its bed and facility; raises NotFound."""
    query = (
        select(BedNight, Bed, Facility)
        .join(Bed, col(Bed.id) == BedNight.bed_id)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(BedNight.id == place_id)
    )
    found = (await session.exec(query)).first()
    if found is None:
        raise NotFound(f"there is no place {place_id}")
    return found


async def hold(
    session: AsyncSession,
    *,
    night: date,
    group: str,
    now: datetime,
    facility: str | None = None,
    minutes: int | None = None,
    key: str | None = None,
    **whose: Any,
) -> Place:
    """Keep one bed free for somebody until `held_until` (the facility's own number of minutes unless given).

    The same `key` again gives the same hold. Raises NoneFree, or AlreadyTaken when the key was used for something else.
    """
    await _one_at_a_time(session, night, now)
    request = f"{night} {group} {facility} {minutes}"
    if key is not None and (known := await _by_key(session, key)) is not None:
        if known.request != request:
            raise AlreadyTaken("this Idempotency-Key was used for another hold; use a new key")
        return _place(*await find(session, known.id), new=False)
    bed, where = await _free_bed(session, night=night, group=group, facility=facility, label=None)
    until = now + timedelta(minutes=minutes or where.hold_minutes)
    row = BedNight(bed_id=bed.id, night=night, held_until=until, idempotency_key=key, request=request, **whose)
    session.add(row)
    await session.flush()
    return _place(row, bed, where)


async def _by_key(session: AsyncSession, key: str) -> BedNight | None:
    return (await session.exec(select(BedNight).where(BedNight.idempotency_key == key))).first()


async def release(session: AsyncSession, hold_id: uuid.UUID, now: datetime, reason: str = "cancelled") -> Place:
    """Give a held bed back. Raises NotFound when there is no such hold or it has ended."""
    row, bed, facility = await find(session, hold_id)
    await _one_at_a_time(session, row.night, now)
    await session.refresh(row)
    if row.ended_at is not None or row.arrived_at is not None:
        raise NotFound(f"hold {hold_id} has ended")
    row.ended_at, row.end_reason = now, reason
    session.add(row)
    await session.flush()
    return _place(row, bed, facility)


async def check_in(
    session: AsyncSession,
    *,
    night: date,
    group: str,
    facility: str,
    now: datetime,
    bed: str | None = None,
    hold_id: uuid.UUID | None = None,
    **whose: Any,
) -> Place:
    """Somebody is in: a held bed becomes a stay, or a free one is taken. Raises NoneFree, NotFound or AlreadyTaken."""
    await _one_at_a_time(session, night, now)
    if hold_id is not None:
        return await _arrive(session, hold_id, night, now)
    try:
        free, where = await _free_bed(session, night=night, group=group, facility=facility, label=bed)
    except NoneFree as error:
        if bed is not None:
            raise AlreadyTaken(f"bed {bed} is not free in the night of {night}") from error
        raise
    row = BedNight(bed_id=free.id, night=night, arrived_at=now, **whose)
    session.add(row)
    await session.flush()
    await _touch(session, where, now)
    return _place(row, free, where)


async def _arrive(session: AsyncSession, hold_id: uuid.UUID, night: date, now: datetime) -> Place:
    row, bed, facility = await find(session, hold_id)
    await session.refresh(row)
    if row.night != night or row.ended_at is not None:
        raise NotFound(f"hold {hold_id} has ended or is for another night")
    if row.arrived_at is not None:
        raise AlreadyTaken(f"hold {hold_id} is a stay already")
    row.held_until, row.arrived_at = None, now
    session.add(row)
    await _touch(session, facility, now)
    return _place(row, bed, facility)


async def check_out(session: AsyncSession, stay_id: uuid.UUID, now: datetime) -> Place:
    """Somebody has left and the bed is free again; doing it twice is fine. Raises NotFound when it is no stay."""
    row, bed, facility = await find(session, stay_id)
    await _one_at_a_time(session, row.night, now)
    await session.refresh(row)
    if row.arrived_at is None:
        raise NotFound(f"{stay_id} is no stay")
    if row.ended_at is None:
        row.ended_at, row.end_reason = now, "left"
        session.add(row)
        await _touch(session, facility, now)
    return _place(row, bed, facility)


async def back_in(session: AsyncSession, stay_id: uuid.UUID, now: datetime) -> Place:
    """A check-out was a mistake: the same person is back in the same bed. Raises AlreadyTaken or NotFound."""
    row, bed, facility = await find(session, stay_id)
    await _one_at_a_time(session, row.night, now)
    await session.refresh(row)
    if row.arrived_at is None:
        raise NotFound(f"{stay_id} is no stay")
    taken = select(BedNight.id).where(
        BedNight.bed_id == bed.id, BedNight.night == row.night, col(BedNight.ended_at).is_(None)
    )
    other = (await session.exec(taken)).first()
    if other is not None and other != row.id:
        raise AlreadyTaken(f"bed {bed.label} has somebody else by now")
    row.ended_at, row.end_reason = None, None
    session.add(row)
    await _touch(session, facility, now)
    return _place(row, bed, facility)


async def last_in(session: AsyncSession, *, night: date, facility: str, group: str | None, most: int) -> list[BedNight]:
    """The stays of this night that began last, newest first: whom "die 2 zijn weer vertrokken" is about."""
    query = (
        select(BedNight)
        .join(Bed, col(Bed.id) == BedNight.bed_id)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(
            BedNight.night == night,
            Facility.key == facility,
            col(BedNight.ended_at).is_(None),
            col(BedNight.arrived_at).is_not(None),
        )
        .order_by(col(BedNight.arrived_at).desc())
        .limit(most)
    )
    if group is not None:
        query = query.where(Bed.target_group == group)
    return list((await session.exec(query)).all())


async def own_hold(session: AsyncSession, conversation_id: uuid.UUID, now: datetime) -> Place | None:
    """The place that is being held for the person of this conversation, if any."""
    query = (
        select(BedNight.id)
        .where(
            BedNight.conversation_id == conversation_id,
            col(BedNight.ended_at).is_(None),
            col(BedNight.held_until) > now,
        )
        .order_by(col(BedNight.created_at).desc())
    )
    found = (await session.exec(query)).first()
    return _place(*await find(session, found)) if found else None


async def set_bed_state(
    session: AsyncSession, *, facility: str, label: str, state: str, reason: str | None, now: datetime
) -> Bed:
    """Put a bed out of order or back in use; raises NotFound when there is no such bed."""
    query = select(Bed, Facility).join(Facility).where(Facility.key == facility, Bed.label == label)
    found = (await session.exec(query)).first()
    if found is None:
        raise NotFound(f"{facility} has no bed {label}")
    bed, where = found
    bed.state, bed.state_reason = state, reason
    session.add(bed)
    await _touch(session, where, now)
    return bed


async def recount(session: AsyncSession, facilities: Sequence[str], now: datetime) -> None:
    """Somebody looked and says the count is right."""
    await session.exec(update(Facility).where(col(Facility.key).in_(facilities)).values(counted_at=now))
