"""Guests of last night who stay: ticked on one page, checked in with one button, each in their own bed if free."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from bot.web.accounts import Visit
from bot.web.night_pages import (
    Answer,
    Changes,
    Wrong,
    answer_of,
    change,
    check_night,
    chosen,
    facility_in,
    new_key,
    note_names,
    remember,
)
from bot.web.pages import Flash
from storage import audit, facilities, guests, stays
from storage.beds import BedNight, Place

router = APIRouter(prefix="/beds/guests", include_in_schema=False)
BEFORE = timedelta(days=1)


@router.get("")
async def show(visit: Changes, facility: str = "", ticked: str = "", done: str = "") -> Response:
    """Who slept here last night; `ticked` is "all" when everybody begins with a tick."""
    return await _page(visit, facility=facility, all_ticked=ticked == "all", done=done)


async def _page(
    visit: Visit,
    *,
    facility: str = "",
    all_ticked: bool = False,
    done: str = "",
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    now = visit.parts.now()
    night = clock.night_of(now)
    async with visit.parts.database.begin() as session:
        shelters = await facilities.all_facilities(session)
        here = chosen(visit, facility, shelters)
        key = here.key if here else ""
        slept = await guests.of_last_night(session, key, before=night - BEFORE, night=night, now=now)
        nameless = await guests.nameless(session, key, night - BEFORE)
        if slept:
            await note_names(session, visit, "guests.seen", [g.guest_id for g in slept], facility=key)
        answer = await answer_of(session, visit, done)
    page = visit.render(
        "night/guests.html", status=status, flashes=flashes, shelters=shelters, here=here, guests=slept, night=night,
        nameless=nameless, all_ticked=all_ticked, given=answer.get("given", {}), without=answer.get("without", []),
        asked="given" in answer, new_key=new_key,
    )  # fmt: skip
    return remember(visit, page, here)


@router.post("")
async def stay(visit: Changes) -> Response:
    """They stay tonight. Who is in already stays where they are, so asking again does no harm."""
    ids = await _ticked(visit)

    async def deed(session: AsyncSession) -> Answer:
        if not ids:
            raise Wrong("night-nobody-ticked")
        night, facility = check_night(visit), await facility_in(session, visit)
        places, without = await stays.again(
            session, ids, facility=facility.key, night=night, before=night - BEFORE, now=visit.parts.now(),
            made_by=visit.staff.id,
        )  # fmt: skip
        await audit.record(
            session, "guests.stay", now=visit.parts.now(), staff_id=visit.staff.id, facility=facility.key,
            places=[str(place.id) for place in places], without=[str(guest) for guest in without],
        )  # fmt: skip
        return {"given": await _beds(session, places), "without": [str(guest) for guest in without]}

    return await change(visit, deed, show=_page, to="/beds/guests")


async def _beds(session: AsyncSession, places: Sequence[Place]) -> dict[str, str]:
    """Which guest got which bed."""
    rows = [await session.get_one(BedNight, place.id) for place in places]
    return {str(row.guest_id): place.bed for row, place in zip(rows, places, strict=True)}


async def _ticked(visit: Visit) -> list[uuid.UUID]:
    """The guests with a tick. The form of a visit keeps one value for each name; here are many."""
    fields = parse_qsl((await visit.request.body()).decode("utf-8", "replace"))
    found = []
    for name, value in fields:
        try:
            if name == "guest":
                found.append(uuid.UUID(value))
        except ValueError as error:
            raise visit.refuse(HTTPStatus.BAD_REQUEST, "night-form-broken") from error
    return found
