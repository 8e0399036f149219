"""Beds for other systems: what is free, holds, stays. Every call that changes something can be repeated safely."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Response
from pydantic import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.permissions import May
from bot import bell as bells
from bot.web.api.auth import staff_who
from bot.web.api.shapes import Shape, Word
from bot.web.parts import Parts, UseParts
from bot.web.problems import Problem
from storage import availability, facilities, holds, repeats, stays
from storage.beds import Place, Sleeper
from storage.staff import StaffMember

router = APIRouter(tags=["beds"])
Group = Literal["man", "vrouw", "gezin", "jongere", "kind"]
SeesBeds = Annotated[StaffMember, Depends(staff_who(May.SEE_BEDS))]
ChangesBeds = Annotated[StaffMember, Depends(staff_who(May.CHANGE_BEDS))]
FARTHEST = timedelta(days=60)


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


class NewHold(Shape):
    """Keep one bed. Without `facility` any that fits; without `minutes` the facility's own time."""

    night: date = Field(strict=False)
    group: Group
    facility: Word | None = Field(None, max_length=100)
    minutes: int | None = Field(None, ge=1, le=24 * 60)


class Hold(Shape):
    """A bed that is kept until `heldUntil`."""

    id: uuid.UUID
    night: date
    facility: str
    group: str
    bed: str
    held_until: datetime | None


class NewStay(Shape):
    """Somebody is in: in a free bed (or the one named), or in the bed of a hold."""

    night: date = Field(strict=False)
    facility: Word = Field(max_length=100)
    group: Group
    bed: Word | None = Field(None, max_length=100)
    hold_id: uuid.UUID | None = Field(None, strict=False)


class Stay(Shape):
    """Somebody's bed for a night."""

    id: uuid.UUID
    night: date
    facility: str
    group: str
    bed: str


@router.get("/availability")
async def get_availability(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    night: Annotated[
        date | None, Query(description="the date on which the night begins; tonight when left out")
    ] = None,
    group: Annotated[Group | None, Query(description="for whom; everybody when left out")] = None,
) -> AvailabilityAnswer:
    """Free, total and held beds, counted now."""
    now = parts.now()
    chosen = night or clock.night_of(now)
    async with parts.database.single() as session:
        rows = await availability.availability(session, night=chosen, now=now, group=group)
    return AvailabilityAnswer(
        night=chosen,
        facilities=[
            FacilityAvailability(
                facility=r.facility,
                name=r.name,
                group=r.group,
                free=r.free,
                total=r.total,
                on_hold=r.on_hold,
                updated_at=r.counted_at,
                freshness=r.freshness(now),
            )
            for r in rows
        ],
    )


@router.post("/bed-holds", status_code=HTTPStatus.CREATED)
async def hold_bed(
    parts: UseParts,
    staff: ChangesBeds,
    new: NewHold,
    response: Response,
    idempotency_key: Annotated[str | None, Header(max_length=255)] = None,
) -> Hold:
    """Keep a bed; 409 when none is free. The same Idempotency-Key gives the same hold again."""
    if not idempotency_key:
        raise Problem(HTTPStatus.BAD_REQUEST, "Send an Idempotency-Key header, so that a retry makes no second hold.")
    _sensible(parts, new.night)
    key = f"{staff.id}:{idempotency_key}"
    async with parts.database.begin() as session:
        await _known_facility(session, new.facility)
        known = await repeats.begin(session, key, f"hold {new.model_dump_json()}", parts.now())
        if known is not None:
            response.status_code = HTTPStatus.OK
            return Hold.model_validate(known, strict=False)
        place = await holds.hold(
            session,
            night=new.night,
            group=new.group,
            facilities=None if new.facility is None else (new.facility,),
            minutes=new.minutes,
            now=parts.now(),
            whose=Sleeper(made_by=staff.id),
        )
        hold = Hold(
            id=place.id,
            night=place.night,
            facility=place.facility,
            group=place.group,
            bed=place.bed,
            held_until=place.held_until,
        )
        await repeats.answered(session, key, hold.model_dump(mode="json"))
    parts.bell.ring(bells.BEDS)
    return hold


@router.delete("/bed-holds/{hold_id}", status_code=HTTPStatus.NO_CONTENT)
async def release_bed(parts: UseParts, staff: ChangesBeds, hold_id: uuid.UUID) -> None:  # noqa: ARG001
    """Give a held bed back; 404 when the hold has ended."""
    async with parts.database.begin() as session:
        await holds.release(session, hold_id, parts.now())
    parts.bell.ring(bells.BEDS)


@router.post("/stays", status_code=HTTPStatus.CREATED)
async def begin_stay(parts: UseParts, staff: ChangesBeds, new: NewStay) -> Stay:
    """Somebody is in; 409 when no bed is free or the hold is a stay already."""
    _sensible(parts, new.night)
    async with parts.database.begin() as session:
        await _known_facility(session, new.facility)
        if new.hold_id is not None:
            place = await stays.arrive(session, new.hold_id, night=new.night, now=parts.now())
        else:
            place = await stays.check_in(
                session,
                night=new.night,
                group=new.group,
                facility=new.facility,
                bed=new.bed,
                now=parts.now(),
                whose=Sleeper(made_by=staff.id),
            )
    parts.bell.ring(bells.BEDS)
    return _stay(place)


@router.post("/stays/{stay_id}/checkout")
async def end_stay(parts: UseParts, staff: ChangesBeds, stay_id: uuid.UUID) -> Stay:  # noqa: ARG001
    """Somebody has left; doing it twice is fine."""
    async with parts.database.begin() as session:
        place = await stays.check_out(session, stay_id, parts.now())
    parts.bell.ring(bells.BEDS)
    return _stay(place)


def _stay(place: Place) -> Stay:
    return Stay(id=place.id, night=place.night, facility=place.facility, group=place.group, bed=place.bed)


def _sensible(parts: Parts, night: date) -> None:
    tonight = clock.night_of(parts.now())
    if not tonight - timedelta(days=1) <= night <= tonight + FARTHEST:
        raise Problem(HTTPStatus.BAD_REQUEST, f"night: must lie between yesterday and {FARTHEST.days} days ahead")


async def _known_facility(session: AsyncSession, key: str | None) -> None:
    if key is not None and await facilities.by_key(session, key) is None:
        raise Problem(HTTPStatus.BAD_REQUEST, f"facility: there is no {key[:60]!r}")
