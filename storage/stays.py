"""Who is in: somebody comes, leaves, stays another night, or never was here because a button was pressed by mistake."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import guests
from storage.beds import NOBODY, BedNight, Place, Sleeper, find_alone, free_bed, one_at_a_time, place_of, touch
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility
from storage.people import Person
from storage.rooms import Bed


async def check_in(
    session: AsyncSession,
    *,
    night: date,
    group: str,
    facility: str,
    now: datetime,
    bed: str | None = None,
    whose: Sleeper = NOBODY,
) -> Place:
    """Somebody is in, in the bed with this label or any that is free for the group.

    Raises NoneFree, or AlreadyTaken when that bed has somebody or this guest has a bed.
    """
    await one_at_a_time(session, night, now)
    try:
        free, where = await free_bed(
            session, night=night, now=now, group=group, facilities=(facility,), label=bed
        )  # fmt: skip
    except NoneFree as error:
        if bed is not None:
            raise AlreadyTaken(f"bed {bed} is not free in the night of {night}") from error
        raise
    await _sleeps_nowhere_else(session, whose.guest_id, night)
    row = BedNight(bed_id=free.id, night=night, arrived_at=now, created_at=now, **whose.columns())
    session.add(row)
    await touch(session, where, now)
    return place_of(row, free, where)


async def _sleeps_nowhere_else(session: AsyncSession, guest_id: uuid.UUID | None, night: date) -> None:
    if guest_id is None:
        return
    query = select(Bed.label).join(BedNight, col(BedNight.bed_id) == Bed.id).where(
        BedNight.guest_id == guest_id, BedNight.night == night, col(BedNight.ended_at).is_(None)
    )  # fmt: skip
    other = (await session.exec(query)).first()
    if other is not None:
        raise AlreadyTaken(f"this guest has bed {other} in the night of {night}")


async def arrive(
    session: AsyncSession, hold_id: uuid.UUID, *, now: datetime, night: date | None = None, head: str | None = None
) -> Place:
    """Whom a bed was held for is in. A client becomes a guest; `head` is how they are counted.

    Raises NotFound when the hold has ended or is for another night, AlreadyTaken when it is a stay already.
    """
    row, bed, facility = await find_alone(session, hold_id, now)
    if row.ended_at is not None or (night is not None and row.night != night):
        raise NotFound(f"hold {hold_id} has ended or is for another night")
    if row.arrived_at is not None:
        raise AlreadyTaken(f"hold {hold_id} is a stay already")
    row.held_until, row.arrived_at = None, now
    if row.guest_id is None and row.person_id is not None:
        person = await session.get_one(Person, row.person_id)
        guest = await guests.of_person(session, person, head)
        await _sleeps_nowhere_else(session, guest.id, row.night)
        row.guest_id = guest.id
    session.add(row)
    await touch(session, facility, now)
    return place_of(row, bed, facility)


async def check_out(session: AsyncSession, stay_id: uuid.UUID, now: datetime, reason: str = "left") -> Place:
    """Somebody has left and the bed is free again; doing it twice is fine. Raises NotFound when it is no stay.

    With the reason "mistake" nobody ever was in it.
    """
    row, bed, facility = await find_alone(session, stay_id, now)
    if row.arrived_at is None:
        raise NotFound(f"{stay_id} is no stay")
    if row.ended_at is None:
        row.ended_at, row.end_reason = now, reason
        session.add(row)
        await touch(session, facility, now)
    return place_of(row, bed, facility)


async def back_in(session: AsyncSession, stay_id: uuid.UUID, now: datetime) -> Place:
    """A check-out was a mistake: the same person is back in the same bed. Raises AlreadyTaken or NotFound."""
    row, bed, facility = await find_alone(session, stay_id, now)
    if row.arrived_at is None:
        raise NotFound(f"{stay_id} is no stay")
    if row.ended_at is not None:
        taken = select(BedNight.id).where(
            BedNight.bed_id == bed.id, BedNight.night == row.night, col(BedNight.ended_at).is_(None)
        )
        if (await session.exec(taken)).first() is not None:
            raise AlreadyTaken(f"bed {bed.label} has somebody else by now")
        await _sleeps_nowhere_else(session, row.guest_id, row.night)
        row.ended_at, row.end_reason = None, None
        session.add(row)
        await touch(session, facility, now)
    return place_of(row, bed, facility)


async def name(session: AsyncSession, stay_id: uuid.UUID, guest_id: uuid.UUID | None, now: datetime) -> Place:
    """Say who is in a bed; None takes the name away again. Raises NotFound, or AlreadyTaken when they have another."""
    row, bed, facility = await find_alone(session, stay_id, now)
    if row.arrived_at is None or row.ended_at is not None:
        raise NotFound(f"{stay_id} is no stay")
    if guest_id != row.guest_id:
        await _sleeps_nowhere_else(session, guest_id, row.night)
    row.guest_id = guest_id
    session.add(row)
    await touch(session, facility, now)
    return place_of(row, bed, facility)


async def again(
    session: AsyncSession, guest_ids: Sequence[uuid.UUID], *, facility: str, night: date, before: date, now: datetime,
    made_by: uuid.UUID | None,
) -> tuple[list[Place], list[uuid.UUID]]:  # fmt: skip
    """Guests of the night `before` stay another night, each in their own bed when it is free, else in one like it.

    Returns their places and the guests for whom there is none. Who is in already is left out of both, so that asking
    again does no harm.
    """
    await one_at_a_time(session, night, now)
    done: list[Place] = []
    without: list[uuid.UUID] = []
    for guest_id, bed in await _beds_of(session, guest_ids, facility, before):
        whose = replace(NOBODY, guest_id=guest_id, made_by=made_by)
        try:
            await _sleeps_nowhere_else(session, guest_id, night)
        except AlreadyTaken:
            continue
        place = await _own_or_alike(session, bed, facility=facility, night=night, now=now, whose=whose)
        if place is None:
            without.append(guest_id)
        else:
            done.append(place)
    return done, without


async def _beds_of(
    session: AsyncSession, guest_ids: Sequence[uuid.UUID], facility: str, night: date
) -> list[tuple[uuid.UUID, Bed]]:
    query = (
        select(BedNight.guest_id, Bed)
        .join(Bed, col(Bed.id) == BedNight.bed_id)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(
            BedNight.night == night,
            Facility.key == facility,
            col(BedNight.arrived_at).is_not(None),
            col(BedNight.end_reason).is_distinct_from("mistake"),
            col(BedNight.guest_id).in_(guest_ids),
        )
        .order_by(col(BedNight.arrived_at))
    )
    last = {guest: bed for guest, bed in (await session.exec(query)).all() if guest is not None}
    return list(last.items())


async def _own_or_alike(
    session: AsyncSession, bed: Bed, *, facility: str, night: date, now: datetime, whose: Sleeper
) -> Place | None:
    for label in (bed.label, None):
        try:
            return await check_in(
                session, night=night, group=bed.target_group, facility=facility, now=now, bed=label, whose=whose
            )
        except (AlreadyTaken, NoneFree):
            continue
    return None


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
        .order_by(col(BedNight.arrived_at).desc(), col(BedNight.created_at).desc())
        .limit(most)
    )
    if group is not None:
        query = query.where(Bed.target_group == group)
    return list((await session.exec(query)).all())
