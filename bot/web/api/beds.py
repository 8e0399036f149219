"""Beds for other systems: what is free, how each bed is doing, and beds that are out of order. Guests have no names."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.api.changes import Changes, SeesBeds, again, facility_of, known_group
from bot.web.api.paging import Cursor, Page, after, looked
from bot.web.api.shapes import Day, Key, Name, Shape, kebab
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import availability, rooms
from storage.availability import BedTonight
from storage.errors import NotFound
from storage.facilities import Facility
from storage.rooms import Bed, Outage

router = APIRouter(tags=["beds"])
Night = Annotated[
    Day | None, Query(description="the date on which the night begins, YYYY-MM-DD; tonight when left out")
]
AtFacility = Annotated[Key | None, Query(description="the key of one facility; all when left out")]
BEDS_AT_ONCE = 500


class FacilityAvailability(Shape):
    """The beds of one facility for one group. `freshness` is fresh (< 2 h), ageing (< 8 h) or stale."""

    facility: str
    name: str
    group: str
    free: int
    total: int
    on_hold: int
    updated_at: datetime | None
    freshness: str


class AvailabilityAnswer(Shape):
    """What is free for a night, named by the date it begins on."""

    night: date
    facilities: list[FacilityAvailability]


class BedState(Shape):
    """One bed in a night. `state` is free, held, taken, out-of-order or closed; `placeId` is the hold or the stay."""

    id: uuid.UUID
    facility: str
    bed: str
    room: str | None
    group: str
    is_extra: bool
    state: str
    place_id: uuid.UUID | None
    held_until: datetime | None
    expected_at: datetime | None
    reason: str | None


class BedStates(Page[BedState]):
    """Beds in the order of the doors."""

    night: date


class NewOutage(Shape):
    """Why a bed is out of order."""

    reason: Name


class BedOutage(Shape):
    """A bed is out of order from `since` to `endedAt` (null: it still is)."""

    bed_id: uuid.UUID
    facility: str
    bed: str
    reason: str
    since: datetime
    ended_at: datetime | None


@router.get("/availability")
async def get_availability(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    night: Night = None,
    group: Annotated[Key | None, Query(description="for whom; everybody when left out")] = None,
) -> AvailabilityAnswer:
    """Free, total and held beds, counted now."""
    now = parts.now()
    chosen = night or clock.night_of(now)
    async with parts.database.single() as session:
        if group is not None:
            await known_group(session, group)
        rows = await availability.availability(session, night=chosen, now=now, group=group)
    return AvailabilityAnswer(
        night=chosen,
        facilities=[
            FacilityAvailability(
                facility=r.facility, name=r.name, group=r.group, free=r.free, total=r.total, on_hold=r.on_hold,
                updated_at=r.counted_at, freshness=r.freshness(now),
            )
            for r in rows
        ],
    )  # fmt: skip


@router.get("/beds")
async def list_beds(
    parts: UseParts, staff: SeesBeds, facility: AtFacility = None, night: Night = None, cursor: Cursor = None
) -> BedStates:
    """Every bed and its state. An extra bed is listed in cold weather only."""
    now = parts.now()
    chosen = night or clock.night_of(now)
    async with parts.database.begin() as session:
        where = None if facility is None else (await facility_of(session, facility)).key
        rows = await availability.tonight(session, night=chosen, now=now, facility=where)
        await looked(session, "bed", staff, now)
    begin = 0 if cursor is None else _place_of(cursor, rows) + 1
    page = rows[begin : begin + BEDS_AT_ONCE]
    more = begin + BEDS_AT_ONCE < len(rows)
    return BedStates(night=chosen, items=[_state(r) for r in page], next_cursor=str(page[-1].bed_id) if more else None)


def _place_of(cursor: str, rows: list[BedTonight]) -> int:
    wanted = after(cursor)
    found = next((n for n, row in enumerate(rows) if row.bed_id == wanted), None)
    if found is None:
        raise Problem(HTTPStatus.BAD_REQUEST, "cursor: that bed is not listed any more; begin again at the first page")
    return found


def _state(row: BedTonight) -> BedState:
    return BedState(
        id=row.bed_id, facility=row.facility, bed=row.bed, room=row.room, group=row.group, is_extra=row.is_extra,
        state=kebab(row.state), place_id=row.place_id, held_until=row.held_until, expected_at=row.expected_at,
        reason=row.reason,
    )  # fmt: skip


@router.post("/beds/{bed_id}/outages", status_code=HTTPStatus.CREATED, responses=again(BedOutage))
async def begin_outage(change: Changes, bed_id: uuid.UUID, new: NewOutage) -> BedOutage:
    """The bed is not given out until it is mended. When it is out of order already: 200 and the outage there is."""

    async def deed(session: AsyncSession) -> BedOutage:
        bed = await _bed(session, bed_id)
        begun = await rooms.put_out_of_order(
            session, [bed], reason=new.reason, now=change.now, made_by=change.staff.id
        )  # fmt: skip
        if begun:
            await change.write_down(session, "bed.broken", bed=str(bed_id))
        else:
            change.response.status_code = HTTPStatus.OK
        return await _last_outage(session, bed)

    return await change.once("break", {"bed": bed_id, **new.model_dump()}, deed, BedOutage)


@router.post("/beds/{bed_id}/outages/end")
async def end_outage(change: Changes, bed_id: uuid.UUID) -> BedOutage:
    """The bed can be given out again; doing it twice is fine. 404 when it never was out of order."""

    async def deed(session: AsyncSession) -> BedOutage:
        bed = await _bed(session, bed_id)
        if await rooms.put_in_order(session, [bed], change.now):
            await change.write_down(session, "bed.mended", bed=str(bed_id))
        return await _last_outage(session, bed)

    return await change.once("mend", {"bed": bed_id}, deed, BedOutage)


async def _bed(session: AsyncSession, bed_id: uuid.UUID) -> Bed:
    found = await session.get(Bed, bed_id)
    if found is None:
        raise NotFound(f"there is no bed {bed_id}")
    return found


async def _last_outage(session: AsyncSession, bed: Bed) -> BedOutage:
    query = select(Outage).where(Outage.bed_id == bed.id).order_by(col(Outage.created_at).desc())
    found = (await session.exec(query)).first()
    if found is None:
        raise NotFound(f"bed {bed.label} never was out of order")
    facility = await session.get_one(Facility, bed.facility_id)
    return BedOutage(
        bed_id=bed.id, facility=facility.key, bed=bed.label, reason=found.reason, since=found.created_at,
        ended_at=found.ended_at,
    )  # fmt: skip
