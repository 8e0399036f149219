"""Keeping a bed free for somebody who is on their way: held, extended, come in, let go, or over without blame."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.beds import (
    NOBODY,
    BedNight,
    Place,
    Sleeper,
    find,
    find_alone,
    free_bed,
    one_at_a_time,
    place_of,
    sleeps_nowhere_else,
)
from storage.database import Moment
from storage.errors import AlreadyTaken, NotFound
from storage.facilities import Facility
from storage.nights import lock_living_nights, lock_nights

MOST_EXTENSIONS = 2
"""How often a hold can be made longer by who it is for, so that a bed is not kept from others all night."""
TIME_TO_COME_IN = timedelta(minutes=15)
"""How long after the time that somebody said they come their place is still kept, when it was made longer."""


async def hold(
    session: AsyncSession,
    *,
    night: date,
    group: str,
    now: datetime,
    facilities: Sequence[str] | None = None,
    minutes: int | None = None,
    whose: Sleeper = NOBODY,
) -> Place:
    """Keep one bed free until `held_until` (the facility's own number of minutes unless given).

    `facilities` are those that fit; None is all. Raises NoneFree, or AlreadyTaken when this conversation holds a place
    for the night already or the guest has one.
    """
    # Most who ask at a full door hear so without waiting for the lock: what is committed and not free is not free.
    await free_bed(session, night=night, now=now, group=group, facilities=facilities)
    await one_at_a_time(session, night, now)
    if whose.conversation_id is not None and await _holds_already(session, whose.conversation_id, night):
        raise AlreadyTaken("this conversation holds a place for the night already")
    await sleeps_nowhere_else(session, whose.guest_id, night)
    bed, facility = await free_bed(session, night=night, now=now, group=group, facilities=facilities)
    until = now + timedelta(minutes=minutes or facility.hold_minutes)
    row = BedNight(bed_id=bed.id, night=night, held_until=until, created_at=now, **whose.columns())
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def _holds_already(session: AsyncSession, conversation_id: uuid.UUID, night: date) -> bool:
    query = select(BedNight.id).where(
        BedNight.conversation_id == conversation_id,
        BedNight.night == night,
        col(BedNight.ended_at).is_(None),
        col(BedNight.held_until).is_not(None),
    )
    return (await session.exec(query)).first() is not None


def end_when_extended(row: BedNight, facility: Facility, now: datetime) -> datetime:
    """Until when a hold would last: as long again from now, or until who is expected later has had time to come in.

    Never further than as long again after its present end.
    """
    assert row.held_until is not None
    again = timedelta(minutes=facility.hold_minutes)
    until = max(row.held_until, now + again)
    if row.expected_at is not None:
        until = max(until, min(row.expected_at + TIME_TO_COME_IN, row.held_until + again))
    return until


async def extend(session: AsyncSession, hold_id: uuid.UUID, now: datetime, *, freely: bool = False) -> Place:
    """Hold it longer, see `end_when_extended`. Staff may do so `freely`, others MOST_EXTENSIONS times.

    Raises NotFound when the hold has ended, AlreadyTaken when it was made longer often enough.
    """
    row, bed, facility = await find_alone(session, hold_id, now)
    _still_held(row)
    if row.extensions >= MOST_EXTENSIONS and not freely:
        raise AlreadyTaken(f"hold {hold_id} was made longer {MOST_EXTENSIONS} times")
    row.held_until = end_when_extended(row, facility, now)
    row.extensions += 1
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def release(session: AsyncSession, hold_id: uuid.UUID, now: datetime, reason: str = "cancelled") -> Place:
    """Give a held bed back: "cancelled", or "no_show" when staff say nobody came. Raises NotFound when it has ended."""
    row, bed, facility = await find_alone(session, hold_id, now)
    _still_held(row)
    row.ended_at, row.end_reason = now, reason
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


def _still_held(row: BedNight) -> None:
    if row.ended_at is not None or row.arrived_at is not None:
        raise NotFound(f"hold {row.id} has ended")


async def describe(
    session: AsyncSession, hold_id: uuid.UUID, now: datetime, *, name: str | None, expected_at: datetime | None
) -> Place:
    """Say whom a place is held for and when they come; what is None stays as it was. Raises NotFound when it ended."""
    row, bed, facility = await find_alone(session, hold_id, now)
    _still_held(row)
    row.guest_name, row.expected_at = name or row.guest_name, expected_at or row.expected_at
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def own_hold(
    session: AsyncSession, conversation_id: uuid.UUID, now: datetime, *, night: date | None = None
) -> Place | None:
    """The place that is being held for the person of this conversation, if any; None looks at all nights."""
    query = (
        select(BedNight.id)
        .where(
            BedNight.conversation_id == conversation_id,
            col(BedNight.ended_at).is_(None),
            col(BedNight.held_until) > now,
        )
        .order_by(col(BedNight.created_at).desc())
    )
    if night is not None:
        query = query.where(BedNight.night == night)
    found = (await session.exec(query)).first()
    return place_of(*await find(session, found)) if found else None


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A hold that is over, with the conversation of whom it was for."""

    id: uuid.UUID
    night: date
    conversation_id: uuid.UUID | None
    person_id: uuid.UUID | None


_EXPIRED_NIGHTS = text(
    "SELECT DISTINCT night FROM bed_night WHERE ended_at IS NULL AND held_until <= :now ORDER BY night"
).bindparams(bindparam("now", type_=Moment))
_EXPIRE = text(
    """
    UPDATE bed_night SET ended_at = held_until, end_reason = 'expired'
    WHERE night = :night AND ended_at IS NULL AND held_until <= :now
    RETURNING id, night, conversation_id, person_id
    """
).bindparams(bindparam("now", type_=Moment))


async def expire(session: AsyncSession, now: datetime) -> list[Ended]:
    """End the holds whose time is over: recorded without blame.

    It waits for its turn in each night like everybody else: a hold that is being made longer, or whose guest comes in
    at this moment, is not over.
    """
    ended: list[Ended] = []
    for night in (await session.execute(_EXPIRED_NIGHTS, {"now": now})).scalars().all():
        await lock_nights(session, night, night)
        rows = (await session.execute(_EXPIRE, {"night": night, "now": now})).mappings()
        ended += [Ended(**row) for row in rows]
    return ended


_END_AT = text(
    """
    UPDATE bed_night n SET ended_at = :now, end_reason = 'closed' FROM bed b
    WHERE b.id = n.bed_id AND b.facility_id = :facility AND n.ended_at IS NULL AND n.held_until > :now
      AND n.night >= :first AND (CAST(:last AS date) IS NULL OR n.night <= :last)
    RETURNING n.id, n.night, n.conversation_id, n.person_id
    """
).bindparams(bindparam("now", type_=Moment))


async def end_all(
    session: AsyncSession, facility: uuid.UUID, first: date, last: date | None, now: datetime
) -> list[Ended]:
    """A shelter closes from the night of `first` to `last` (None: no end): its holds end. Returns whom to tell.

    A hold whose time was over already is left to the clock, which tells so: it did not end because of the closing.
    """
    await lock_living_nights(session, now, first, last or date.max)
    values = {"facility": facility, "first": first, "last": last, "now": now}
    return [Ended(**row) for row in (await session.execute(_END_AT, values)).mappings()]
