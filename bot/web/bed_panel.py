"""One bed of the board, opened: what can be done with it, who could be in it, and where they could move to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from bot.web.accounts import Visit
from bot.web.board import MOST_SHELTERS, Shelter, Words, board_page, with_beds
from bot.web.night_pages import Changes
from storage import audit, availability, closures, facilities, guests
from storage.availability import BedTonight
from storage.facilities import Facility
from storage.guests import Guest
from storage.rooms import Bed

router = APIRouter(prefix="/beds", include_in_schema=False)
SHORTEST_NAME, MOST_FOUND = 2, 6
"""Letters of a name before anybody is looked for, and how many guests are shown."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One bed and what can be done with it. `free` are beds to move to, `found` guests that were looked for."""

    bed: BedTonight
    facility: Facility
    broken: bool
    moving: bool
    free: list[Shelter]
    words: str
    found: list[Guest]


@router.get("/bed/{bed_id}")
async def show_bed(visit: Changes, bed_id: uuid.UUID, q: Words = "", name: Words = "", move: bool = False) -> Response:
    """What can be done with one bed: a panel of the board, or the whole board with that panel without a script."""
    now, night = visit.parts.now(), clock.night_of(visit.parts.now())
    async with visit.parts.database.begin() as session:
        panel = await _panel(session, visit, bed_id, night, name=name, move=move)
    if visit.request.headers.get("HX-Request"):
        return visit.render("board/panel.html", panel=panel, night=night, now=now, q=q, key=uuid.uuid4)
    return await board_page(visit, q=q, panel=panel)


@router.get("/bed/{bed_id}/guests")
async def suggest(visit: Changes, bed_id: uuid.UUID, name: Words = "") -> Response:
    """Guests whose name has these letters, for the panel of a bed."""
    async with visit.parts.database.begin() as session:
        found = await _look_for(session, visit, bed_id, name)
    return visit.render("board/found.html", found=found, words=name.strip())


async def _look_for(session: AsyncSession, visit: Visit, bed_id: uuid.UUID, words: str) -> list[Guest]:
    """Guests by name. Who was shown to whom is an audit row; what was typed is not, for it may be about others."""
    if len(words.strip()) < SHORTEST_NAME:
        return []
    found = await guests.search(session, words, most=MOST_FOUND)
    await audit.record(
        session, "guest.searched", now=visit.parts.now(), staff_id=visit.staff.id, bed=str(bed_id),
        guests=[str(guest.id) for guest in found],
    )  # fmt: skip
    return found


async def _panel(
    session: AsyncSession, visit: Visit, bed_id: uuid.UUID, night: date, *, name: str, move: bool
) -> Panel | None:
    """The panel of a bed; None when there is no such bed tonight."""
    row, now = await session.get(Bed, bed_id), visit.parts.now()
    if row is None:
        return None
    facility = await session.get_one(Facility, row.facility_id)
    beds = await availability.tonight(session, night=night, now=now, facility=facility.key)
    bed = next((bed for bed in beds if bed.bed_id == bed_id), None)
    if bed is None:
        return None
    closed = facility.id in await closures.closed_in(session, night)
    broken = bed.state == "out_of_order" or (bed.state == "taken" and bed.reason is not None and not closed)
    found = await _look_for(session, visit, bed_id, name) if name else []
    free = await _free_beds(session, facility, night, now) if move else []
    return Panel(bed=bed, facility=facility, broken=broken, moving=move, free=free, words=name.strip(), found=found)


async def _free_beds(session: AsyncSession, facility: Facility, night: date, now: datetime) -> list[Shelter]:
    """Shelters with a free bed: this one first, then those of the same town."""
    near = [f for f in await facilities.all_facilities(session) if f.municipality == facility.municipality]
    near.sort(key=lambda f: f.id != facility.id)
    shelters = await with_beds(session, near[:MOST_SHELTERS], night, now, few=True)
    return [s for s in shelters if any(bed.state == "free" for bed in s.beds)]
