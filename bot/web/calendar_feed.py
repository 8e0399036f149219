"""A colleague's appointments in their own calendar program: the secret feed, and the page to make or stop it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import calendars, clock
from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from bot.web.parts import UseParts
from storage import appointments, audit, calendar_feeds, conversations

router = APIRouter(include_in_schema=False)
Has = Annotated[Visit, Depends(who_may(May.SEE_APPOINTMENTS))]
PAGE = "/inbox/calendar"


@router.get("/calendar/{token}.ics")
async def feed(parts: UseParts, token: str) -> Response:
    """The appointments behind a secret; an unknown and a revoked one look alike: there is nothing here."""
    now = parts.now()
    async with parts.database.begin() as session:
        staff = await calendar_feeds.whose(session, token)
        if staff is None:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        own = await appointments.of_staff(session, staff.id, now - calendars.KEPT)
        links = await _links(session, [a.person_id for a in own], parts.base_url)
    body = calendars.feed(own, links, language=staff.language, now=now)
    return Response(body, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})


async def _links(session: AsyncSession, people: Sequence[uuid.UUID], base_url: str) -> dict[uuid.UUID, str]:
    threads = await conversations.of_people(session, people)
    return {person: f"{base_url}/inbox/{thread}" for person, thread in threads.items()}


@router.get(PAGE)
async def show(visit: Has, done: str = "") -> Response:
    """Whether there is a feed, and how to make or stop one."""
    flashes = [Flash("ok", visit.say("calendar-stopped"))] if done == "stopped" else []
    return await _page(visit, flashes=flashes)


async def _page(visit: Visit, *, address: str | None = None, flashes: Sequence[Flash] = ()) -> Response:
    async with visit.parts.database.begin() as session:
        living = await calendar_feeds.of_staff(session, visit.staff.id)
    since = clock.local(living.created_at).date() if living else None
    return visit.render("inbox/calendar.html", since=since, address=address, flashes=flashes)


@router.post(PAGE)
async def make(visit: Has) -> Response:
    """A new secret address, shown once; the one before stops to work."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        token = await calendar_feeds.make(session, visit.staff.id, now)
        await audit.record(session, "calendar.linked", now=now, staff_id=visit.staff.id)
    return await _page(visit, address=f"{visit.parts.base_url}/calendar/{token}.ics")


@router.post(f"{PAGE}/stop")
async def stop(visit: Has) -> Response:
    """The feed stops to work at once."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        await calendar_feeds.revoke(session, visit.staff.id, now)
        await audit.record(session, "calendar.unlinked", now=now, staff_id=visit.staff.id)
    return see_other(f"{PAGE}?done=stopped")
