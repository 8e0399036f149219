"""Taking back what somebody did at the beds by mistake: the hold is again what it was before."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.beds import BedNight, Place, find_alone, free_bed, place_of
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.guests import Guest


async def not_arrived(
    session: AsyncSession, place_id: uuid.UUID, *, until: datetime, guest_id: uuid.UUID | None, now: datetime
) -> Place:
    """Whom a bed was held for was not in after all: it is held until `until`, as before. Raises NotFound."""
    row, bed, facility = await find_alone(session, place_id, now)
    if row.arrived_at is None or row.ended_at is not None:
        raise NotFound(f"{place_id} is no stay")
    row.arrived_at, row.held_until, row.guest_id = None, until, guest_id
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def hold_again(session: AsyncSession, place_id: uuid.UUID, *, until: datetime, now: datetime) -> BedNight:
    """A hold that was let go is made anew: the same bed, for the same person, for the rest of its time.

    Raises NotFound when its time is over, AlreadyTaken when the bed is not free or they have another place.
    """
    row, bed, facility = await find_alone(session, place_id, now)
    if until <= now:
        raise NotFound(f"the time of hold {place_id} is over")
    try:
        await free_bed(
            session, night=row.night, now=now, group=bed.target_group, facilities=(facility.key,), label=bed.label
        )
    except NoneFree as error:
        raise AlreadyTaken(f"bed {bed.label} is not free any more") from error
    await _has_no_other(session, row)
    again = BedNight(
        **row.model_dump(exclude={"id", "created_at", "held_until", "arrived_at", "ended_at", "end_reason"}),
        held_until=until,
        created_at=now,
    )
    session.add(again)
    await session.flush()
    return again


async def _has_no_other(session: AsyncSession, row: BedNight) -> None:
    same_guest = (col(BedNight.guest_id) == row.guest_id) & col(BedNight.guest_id).is_not(None)
    same_client = (col(BedNight.conversation_id) == row.conversation_id) & col(BedNight.held_until).is_not(None)
    query = select(BedNight.id).where(
        BedNight.night == row.night, col(BedNight.ended_at).is_(None), same_guest | same_client
    )
    if (await session.exec(query)).first() is not None:
        raise AlreadyTaken("they have another place for this night by now")


async def as_short_as_before(session: AsyncSession, place_id: uuid.UUID, *, until: datetime, now: datetime) -> Place:
    """A hold was made longer by mistake: it ends at `until`, as before. Raises NotFound when it has ended."""
    row, bed, facility = await find_alone(session, place_id, now)
    if row.ended_at is not None or row.held_until is None:
        raise NotFound(f"hold {place_id} has ended")
    row.held_until, row.extensions = until, max(0, row.extensions - 1)
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def forget_guest(session: AsyncSession, guest_id: uuid.UUID) -> None:
    """A guest who was written down by mistake and never slept here is forgotten."""
    slept = (await session.exec(select(BedNight.id).where(BedNight.guest_id == guest_id))).first()
    guest = await session.get(Guest, guest_id)
    if guest is not None and slept is None:
        await session.delete(guest)
        await session.flush()
