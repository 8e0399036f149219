"""Tonight's beds for the night shift: every bed a big button, the same on every device within a moment."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot import bell as bells
from bot.web import live
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, availability, beds, facilities, holds, stays
from storage.availability import Availability, BedTonight
from storage.beds import Place, Sleeper
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility

router = APIRouter(prefix="/beds", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_BEDS))]
Changes = Annotated[Visit, Depends(who_may(May.CHANGE_BEDS))]
NOTES = ("in", "out", "released", "counted")


@dataclass(frozen=True, kw_only=True)
class Shelter:
    """One facility on the board."""

    facility: Facility
    groups: list[Availability]
    beds: list[BedTonight]
    freshness: str


# ---------------------------------------------------------------- looking


@router.get("")
async def show_board(visit: Sees, ask: uuid.UUID | None = None, note: str = "", bed: str = "") -> Response:
    """The board; `ask` is the place whose bed asks what to do."""
    flashes = [Flash("ok", visit.say(f"board-note-{note}", bed=bed[:20]))] if note in NOTES else []
    return await _board(visit, ask=ask, flashes=flashes)


@router.get("/events")
async def follow(visit: Sees) -> Response:
    """Tells the page when a bed changed."""
    return live.events(visit.parts.bell, {bells.BEDS: "beds"})


async def _board(
    visit: Visit,
    *,
    ask: uuid.UUID | None = None,
    flashes: list[Flash] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    now = visit.parts.now()
    night = clock.night_of(now)
    async with visit.parts.database.begin() as session:
        shelters = await _shelters(session, visit, night)
    return visit.render(
        "board/page.html", status=status, flashes=flashes or [], shelters=shelters, night=night, now=now, ask=ask,
        may_change=visit.account.may(May.CHANGE_BEDS),
    )  # fmt: skip


async def _shelters(session: AsyncSession, visit: Visit, night: date) -> list[Shelter]:
    now = visit.parts.now()
    counts = await availability.availability(session, night=night, now=now)
    all_beds = await availability.tonight(session, night=night, now=now)
    found = []
    for facility in await facilities.all_facilities(session):
        groups = [count for count in counts if count.facility == facility.key]
        own = [bed for bed in all_beds if bed.facility == facility.key]
        if own:
            freshness = groups[0].freshness(now) if groups else "stale"
            found.append(Shelter(facility=facility, groups=groups, beds=own, freshness=freshness))
    return found


# ---------------------------------------------------------------- doing

Deed = Callable[[AsyncSession], Awaitable[Place]]


async def _do(visit: Visit, deed: Deed, note: str) -> Response:
    """Change one bed. When it was changed by somebody else meanwhile, nothing happens and the new state is shown."""
    try:
        async with visit.parts.database.begin() as session:
            place = await deed(session)
            await audit.record(
                session, f"bed.{note}", now=visit.parts.now(), staff_id=visit.staff.id, place=str(place.id)
            )
    except (AlreadyTaken, NoneFree, NotFound):
        flashes = [Flash("info", visit.say("board-changed-already"))]
        return await _board(visit, flashes=flashes, status=HTTPStatus.CONFLICT)
    visit.parts.bell.ring(bells.BEDS)
    return see_other(f"/beds?note={note}&bed={place.bed}")


@router.post("/check-in")
async def check_in(visit: Changes) -> Response:
    """Somebody is in a free bed."""
    form, night = visit.form, clock.night_of(visit.parts.now())

    async def deed(session: AsyncSession) -> Place:
        if form.get("night") != night.isoformat():
            raise NotFound("the page is of another night")
        return await stays.check_in(
            session, night=night, facility=form.get("facility", ""), group=form.get("group", ""),
            bed=form.get("bed", ""), now=visit.parts.now(), whose=Sleeper(made_by=visit.staff.id),
        )  # fmt: skip

    return await _do(visit, deed, "in")


@router.post("/places/{place_id}/arrive")
async def arrive(visit: Changes, place_id: uuid.UUID) -> Response:
    """Whom a bed was held for is in."""

    async def deed(session: AsyncSession) -> Place:
        return await stays.arrive(session, place_id, now=visit.parts.now())

    return await _do(visit, deed, "in")


@router.post("/places/{place_id}/release")
async def release(visit: Changes, place_id: uuid.UUID) -> Response:
    """A bed is no longer held."""

    async def deed(session: AsyncSession) -> Place:
        return await holds.release(session, place_id, visit.parts.now())

    return await _do(visit, deed, "released")


@router.post("/places/{place_id}/check-out")
async def check_out(visit: Changes, place_id: uuid.UUID) -> Response:
    """Somebody has left."""

    async def deed(session: AsyncSession) -> Place:
        return await stays.check_out(session, place_id, visit.parts.now())

    return await _do(visit, deed, "out")


@router.post("/count")
async def count(visit: Changes) -> Response:
    """Somebody looked, and what the board says of this facility is right."""
    now, facility = visit.parts.now(), visit.form.get("facility", "")
    async with visit.parts.database.begin() as session:
        await beds.recount(session, [facility], now)
        await audit.record(session, "bed.counted", now=now, staff_id=visit.staff.id, facility=facility)
    visit.parts.bell.ring(bells.BEDS)
    return see_other("/beds?note=counted")
