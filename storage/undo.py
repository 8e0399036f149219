"""Taking back exactly what staff did just now. Each function raises AlreadyTaken or NotFound when it is too late."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.beds import BedNight, Place, find_alone, free_bed, place_of, sleeps_nowhere_else, touch
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility
from storage.guests import Guest
from storage.handovers import HandoverNote, HandoverRead
from storage.nights import lock_living_nights
from storage.rooms import Outage
from storage.stays import check_out


async def never_in(session: AsyncSession, stay_id: uuid.UUID, now: datetime) -> Place:
    """Nobody came into this bed."""
    row, _, _ = await find_alone(session, stay_id, now)
    if row.ended_at is not None:
        raise NotFound(f"stay {stay_id} has ended already")
    return await check_out(session, stay_id, now, "mistake")


async def no_guest(session: AsyncSession, guest_id: uuid.UUID) -> None:
    """This guest was written down by mistake: forgotten, unless they slept here after all."""
    slept = select(BedNight.id).where(
        BedNight.guest_id == guest_id, col(BedNight.end_reason).is_distinct_from("mistake")
    )
    if (await session.exec(slept)).first() is not None:
        return
    await session.exec(update(BedNight).where(col(BedNight.guest_id) == guest_id).values(guest_id=None))
    await session.exec(delete(Guest).where(col(Guest.id) == guest_id))


async def still_held(
    session: AsyncSession, stay_id: uuid.UUID, now: datetime, *, until: datetime, guest_id: uuid.UUID | None
) -> Place:
    """Whom the bed was held for has not come yet: it is held until then again, for whom it was."""
    row, bed, facility = await find_alone(session, stay_id, now)
    if row.arrived_at is None or row.ended_at is not None:
        raise NotFound(f"{stay_id} is no stay any more")
    if await _holds_another(session, row):
        raise AlreadyTaken("this conversation holds another place by now")
    row.arrived_at, row.held_until, row.guest_id = None, until, guest_id
    session.add(row)
    await touch(session, facility, now)
    return place_of(row, bed, facility)


async def held_again(session: AsyncSession, hold_id: uuid.UUID, now: datetime) -> Place:
    """A hold that was let go is there again for the rest of its time, when its bed is free and they have no other."""
    row, bed, facility = await find_alone(session, hold_id, now)
    if row.ended_at is None or row.held_until is None or row.held_until <= now:
        raise NotFound(f"the time of hold {hold_id} is over")
    try:
        await free_bed(
            session, night=row.night, now=now, group=bed.target_group, facilities=(facility.key,), label=bed.label
        )
    except NoneFree as error:
        raise AlreadyTaken(f"bed {bed.label} is not free any more") from error
    await sleeps_nowhere_else(session, row.guest_id, row.night)
    if await _holds_another(session, row):
        raise AlreadyTaken("this conversation holds another place by now")
    row.ended_at, row.end_reason = None, None
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def as_short_as_before(session: AsyncSession, hold_id: uuid.UUID, now: datetime, *, until: datetime) -> Place:
    """A hold was made longer by mistake: it ends at `until`, as before."""
    row, bed, facility = await find_alone(session, hold_id, now)
    if row.ended_at is not None or row.held_until is None:
        raise NotFound(f"hold {hold_id} has ended")
    row.held_until, row.extensions = until, max(0, row.extensions - 1)
    session.add(row)
    await session.flush()
    return place_of(row, bed, facility)


async def _holds_another(session: AsyncSession, row: BedNight) -> bool:
    if row.conversation_id is None:
        return False
    query = select(BedNight.id).where(
        BedNight.conversation_id == row.conversation_id, BedNight.night == row.night, BedNight.id != row.id,
        col(BedNight.ended_at).is_(None), col(BedNight.held_until).is_not(None),
    )  # fmt: skip
    return (await session.exec(query)).first() is not None


async def not_broken(session: AsyncSession, outage_id: uuid.UUID, now: datetime) -> None:
    """The bed was in order."""
    outage = await _outage(session, outage_id, now)
    if outage.ended_at is not None:
        raise NotFound(f"outage {outage_id} is over already")
    outage.ended_at = now
    session.add(outage)
    await session.flush()


async def not_mended(session: AsyncSession, outage_id: uuid.UUID, now: datetime) -> None:
    """The bed was still out of order, for the same reason."""
    outage = await _outage(session, outage_id, now)
    if outage.ended_at is None:
        return
    other = select(Outage.id).where(Outage.bed_id == outage.bed_id, col(Outage.ended_at).is_(None))
    if (await session.exec(other)).first() is not None:
        raise AlreadyTaken("this bed is out of order for another reason by now")
    outage.ended_at = None
    session.add(outage)
    await session.flush()


async def _outage(session: AsyncSession, outage_id: uuid.UUID, now: datetime) -> Outage:
    """The outage, while nobody gives out beds."""
    await lock_living_nights(session, now)
    outage = await session.get(Outage, outage_id, with_for_update=True)
    if outage is None:
        raise NotFound(f"there is no outage {outage_id}")
    return outage


async def not_counted(session: AsyncSession, facility: str, counted: datetime, before: datetime | None) -> None:
    """Nobody counted; when somebody else has since, that stays."""
    await session.exec(
        update(Facility)
        .where(col(Facility.key) == facility, col(Facility.counted_at) == counted)
        .values(counted_at=before)
    )


async def not_written(session: AsyncSession, note_id: uuid.UUID) -> None:
    """A note is gone, unless a colleague has read it."""
    note = await session.get(HandoverNote, note_id)
    read = select(HandoverRead).where(HandoverRead.note_id == note_id)
    if note is None or (await session.exec(read)).first() is not None:
        raise AlreadyTaken(f"note {note_id} is gone or was read")
    await session.delete(note)
    await session.flush()
