"""Who is in: somebody comes, leaves, stays another night, or never was here because a button was pressed by mistake."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import guests
from storage.beds import (
    NOBODY,
    BedNight,
    Place,
    Sleeper,
    find_alone,
    free_bed,
    one_at_a_time,
    place_of,
    sleeps_nowhere_else,
    touch,
)
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility
from storage.people import Person
from storage.rooms import Bed, is_out_of_order


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
    await sleeps_nowhere_else(session, whose.guest_id, night)
    row = BedNight(bed_id=free.id, night=night, arrived_at=now, created_at=now, **whose.columns())
    session.add(row)
    await touch(session, where, now)
    return place_of(row, free, where)


async def arrive(
    session: AsyncSession, hold_id: uuid.UUID, *, now: datetime, night: date | None = None, head: str | None = None
) -> Place:
    """Whom a bed was held for is in. A client becomes a guest; `head` is how they are counted.

    When the bed broke meanwhile they get another one like it in the same shelter. Raises NotFound when the hold has
    ended or is for another night, NoneFree when the bed broke and there is no other, and AlreadyTaken when it is a stay
    already or the guest sleeps elsewhere.
    """
    row, bed, facility = await find_alone(session, hold_id, now)
    if row.ended_at is not None or (night is not None and row.night != night):
        raise NotFound(f"hold {hold_id} has ended or is for another night")
    if row.arrived_at is not None:
        raise AlreadyTaken(f"hold {hold_id} is a stay already")
    guest_id = row.guest_id
    if guest_id is None and row.person_id is not None:
        guest = await guests.of_person(session, await session.get_one(Person, row.person_id), head)
        await sleeps_nowhere_else(session, guest.id, row.night)
        guest_id = guest.id
    if await is_out_of_order(session, bed):
        bed, facility = await free_bed(
            session, night=row.night, now=now, group=bed.target_group, facilities=(facility.key,)
        )  # fmt: skip
    # Only now: who says no before this line has changed nothing, even when the transaction goes on.
    row.held_until, row.arrived_at, row.guest_id, row.bed_id = None, now, guest_id, bed.id
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
        await sleeps_nowhere_else(session, row.guest_id, row.night)
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
        await sleeps_nowhere_else(session, guest_id, row.night)
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
    known = await _beds_of(session, guest_ids, facility, before)
    in_already = await _who_has_a_bed(session, [guest_id for guest_id, _ in known], night)
    without = [(guest_id, bed) for guest_id, bed in known if guest_id not in in_already]
    for own in (True, False):  # first everybody in their own bed, so that nobody loses it to somebody whose bed is gone
        left: list[tuple[uuid.UUID, Bed]] = []
        for guest_id, bed in without:
            try:
                place = await check_in(
                    session, night=night, group=bed.target_group, facility=facility, now=now,
                    bed=bed.label if own else None, whose=replace(NOBODY, guest_id=guest_id, made_by=made_by),
                )  # fmt: skip
            except (AlreadyTaken, NoneFree):
                left.append((guest_id, bed))
            else:
                done.append(place)
        without = left
    return done, [guest_id for guest_id, _ in without]


async def _who_has_a_bed(session: AsyncSession, guest_ids: Sequence[uuid.UUID], night: date) -> set[uuid.UUID | None]:
    query = select(BedNight.guest_id).where(
        BedNight.night == night, col(BedNight.ended_at).is_(None), col(BedNight.guest_id).in_(guest_ids)
    )
    return set((await session.exec(query)).all())


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
