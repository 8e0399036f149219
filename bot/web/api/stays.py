"""Who is in: somebody comes, leaves, or is back because leaving was a mistake. Guests have numbers here, no names."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.api.beds import AtFacility, Night
from bot.web.api.changes import Change, Changes, SeesBeds, again, facility_of, known_group
from bot.web.api.paging import Cursor, Page, looked, rows_of
from bot.web.api.shapes import Day, Id, Key, Shape
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import beds, stays
from storage.beds import BedNight, Place, Sleeper, place_of
from storage.facilities import Facility
from storage.guests import Guest

router = APIRouter(prefix="/stays", tags=["beds"])


class NewStay(Shape):
    """Somebody is in: in a free bed (or the one named), or in the bed of a hold."""

    night: Day
    facility: Key
    group: Key
    bed: Key | None = None
    hold_id: Id | None = None
    guest_id: Id | None = None


class Stay(Shape):
    """Somebody's bed for a night; `endedAt` is when they left."""

    id: uuid.UUID
    night: date
    facility: str
    group: str
    bed: str
    guest_id: uuid.UUID | None
    arrived_at: datetime | None
    ended_at: datetime | None


class Stays(Page[Stay]):
    """Who is in, and who was."""


class Checkout(Shape):
    """`mistake`: nobody ever was in this bed."""

    mistake: bool = False


@router.get("")
async def list_stays(
    parts: UseParts, staff: SeesBeds, night: Night = None, facility: AtFacility = None, cursor: Cursor = None
) -> Stays:
    """Who is in and who has left in a night; without what was a mistake."""
    now = parts.now()
    query = beds.places().where(
        BedNight.night == (night or clock.night_of(now)),
        col(BedNight.arrived_at).is_not(None),
        col(BedNight.end_reason).is_distinct_from("mistake"),
    )
    async with parts.database.begin() as session:
        if facility is not None:
            query = query.where(Facility.id == (await facility_of(session, facility)).id)
        rows, onward = await rows_of(session, query, BedNight, cursor)
        await looked(session, "stay", staff, now)
    return Stays(items=[_stay(place_of(*row)) for row in rows], next_cursor=onward)


@router.post("", status_code=HTTPStatus.CREATED, responses=again(Stay))
async def begin_stay(change: Changes, new: NewStay) -> Stay:
    """Somebody is in; 409 when no bed is free, the hold is a stay already, or this guest has a bed."""

    async def deed(session: AsyncSession) -> Stay:
        change.sensible(new.night)
        facility = (await facility_of(session, new.facility)).key
        group = await known_group(session, new.group)
        if new.guest_id is not None and await session.get(Guest, new.guest_id) is None:
            raise Problem(HTTPStatus.BAD_REQUEST, "guestId: there is no such guest")
        if new.hold_id is not None:
            place = await _arrive(session, change, new.hold_id, new)
        else:
            place = await stays.check_in(
                session, night=new.night, group=group, facility=facility, bed=new.bed, now=change.now,
                whose=Sleeper(guest_id=new.guest_id, made_by=change.staff.id),
            )  # fmt: skip
        await change.write_down(session, "bed.in", place=str(place.id))
        return _stay(place)

    return await change.once("stay", new.model_dump(), deed, Stay)


async def _arrive(session: AsyncSession, change: Change, hold_id: uuid.UUID, new: NewStay) -> Place:
    place = await stays.arrive(session, hold_id, night=new.night, now=change.now)
    if new.guest_id is None:
        return place
    return await stays.name(session, place.id, new.guest_id, change.now)


@router.post("/{stay_id}/checkout")
async def end_stay(change: Changes, stay_id: uuid.UUID, checkout: Checkout | None = None) -> Stay:
    """Somebody has left; doing it twice is fine. With `mistake` they never were there."""
    mistake = checkout is not None and checkout.mistake

    async def deed(session: AsyncSession) -> Stay:
        place = await stays.check_out(session, stay_id, change.now, "mistake" if mistake else "left")
        await change.write_down(session, "bed.mistake" if mistake else "bed.out", place=str(stay_id))
        return _stay(place)

    return await change.once("checkout", {"stay": stay_id, "mistake": mistake}, deed, Stay)


@router.post("/{stay_id}/return")
async def undo_checkout(change: Changes, stay_id: uuid.UUID) -> Stay:
    """The checkout was a mistake: back in the same bed. 409 when it has somebody else by now."""

    async def deed(session: AsyncSession) -> Stay:
        place = await stays.back_in(session, stay_id, change.now)
        await change.write_down(session, "bed.undone", place=str(stay_id))
        return _stay(place)

    return await change.once("return", {"stay": stay_id}, deed, Stay)


def _stay(place: Place) -> Stay:
    return Stay(
        id=place.id, night=place.night, facility=place.facility, group=place.group, bed=place.bed,
        guest_id=place.guest_id, arrived_at=place.arrived_at, ended_at=place.ended_at,
    )  # fmt: skip
