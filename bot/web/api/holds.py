"""Keeping a bed free for somebody who is on their way. A name that is sent is kept for staff, and never given out."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, holding
from bot.web.api.beds import AtFacility, Night
from bot.web.api.changes import Changes, Removes, SeesBeds, again, facility_of, known_group
from bot.web.api.paging import Cursor, Page, looked, rows_of
from bot.web.api.shapes import Day, Key, Moment, Name, Shape, snake
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import beds, holds
from storage.beds import BedNight, Place, Sleeper, place_of
from storage.facilities import Facility

router = APIRouter(prefix="/bed-holds", tags=["beds"])
AROUND_A_NIGHT = timedelta(days=2)


class NewHold(Shape):
    """Keep one bed. Without `facility` any that fits; without `minutes` the facility's own time."""

    night: Day
    group: Key
    facility: Key | None = None
    minutes: int | None = Field(None, ge=1, le=24 * 60)
    guest_name: Name | None = None
    expected_at: Moment | None = None


class Hold(Shape):
    """A bed that is kept until `heldUntil`."""

    id: uuid.UUID
    night: date
    facility: str
    group: str
    bed: str
    held_until: datetime | None
    expected_at: datetime | None
    extensions: int


class Holds(Page[Hold]):
    """What is being held."""


@router.get("")
async def list_holds(
    parts: UseParts, staff: SeesBeds, night: Night = None, facility: AtFacility = None, cursor: Cursor = None
) -> Holds:
    """The beds that are being held for a night, held first comes first."""
    now = parts.now()
    query = beds.places().where(
        BedNight.night == (night or clock.night_of(now)),
        col(BedNight.ended_at).is_(None),
        col(BedNight.held_until) > now,
    )
    async with parts.database.begin() as session:
        if facility is not None:
            query = query.where(Facility.id == (await facility_of(session, facility)).id)
        rows, onward = await rows_of(session, query, BedNight, cursor)
        await looked(session, "bed_hold", staff, now)
    return Holds(items=[_hold(place_of(*row)) for row in rows], next_cursor=onward)


@router.post("", status_code=HTTPStatus.CREATED, responses=again(Hold))
async def hold_bed(change: Changes, new: NewHold) -> Hold:
    """Keep a bed; 409 when none is free. The same Idempotency-Key gives the same hold again."""
    if not change.key:
        raise Problem(HTTPStatus.BAD_REQUEST, "Send an Idempotency-Key header, so that a retry makes no second hold.")

    async def deed(session: AsyncSession) -> Hold:
        expected_at = _sensible_arrival(change.sensible(new.night), new.expected_at)
        group = await known_group(session, new.group)
        where = None if new.facility is None else (await facility_of(session, new.facility)).key
        place = await holds.hold(
            session,
            night=new.night,
            group=group,
            facilities=None if where is None else (where,),
            minutes=new.minutes,
            now=change.now,
            whose=Sleeper(guest_name=new.guest_name, expected_at=expected_at, made_by=change.staff.id),
        )
        await change.write_down(session, "bed.held", place=str(place.id))
        return _hold(place)

    return await change.once("hold", new.model_dump(), deed, Hold)


@router.post("/{hold_id}/extensions", status_code=HTTPStatus.CREATED, responses=again(Hold))
async def extend_hold(change: Changes, hold_id: uuid.UUID) -> Hold:
    """Hold it as long again, from now; 404 when the hold has ended."""

    async def deed(session: AsyncSession) -> Hold:
        place = await holds.extend(session, hold_id, change.now, freely=True)
        if place.conversation_id is not None:
            await holding.plan_reminder(session, place, place.conversation_id)
        await change.write_down(session, "bed.extended", place=str(hold_id))
        return _hold(place)

    return await change.once("extend", {"hold": hold_id}, deed, Hold)


@router.delete("/{hold_id}", status_code=HTTPStatus.NO_CONTENT)
async def release_bed(
    change: Removes,
    hold_id: uuid.UUID,
    reason: Annotated[Literal["cancelled", "no-show"], Query(description="no-show: nobody came")] = "cancelled",
) -> None:
    """Give a held bed back; 404 when the hold has ended."""
    async with change.parts.database.begin() as session:
        await holds.release(session, hold_id, change.now, snake(reason))
        await change.write_down(session, "bed.no_show" if reason == "no-show" else "bed.released", place=str(hold_id))
    change.rang()


def _sensible_arrival(night: date, expected: datetime | None) -> datetime | None:
    """The moment in UTC; a Problem when it is not about this night."""
    if expected is None:
        return None
    if abs(expected - datetime.combine(night, clock.QUIET_FROM, clock.ZONE)) > AROUND_A_NIGHT:
        raise Problem(HTTPStatus.BAD_REQUEST, "expectedAt: must lie about the night itself")
    return expected.astimezone(UTC)


def _hold(place: Place) -> Hold:
    return Hold(
        id=place.id, night=place.night, facility=place.facility, group=place.group, bed=place.bed,
        held_until=place.held_until, expected_at=place.expected_at, extensions=place.extensions,
    )  # fmt: skip
