"""Views that are kept: keeping one, putting it earlier, throwing it away, and how many stand in each."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.responses import Response

from actions.permissions import May
from actions.workflow import reader_of
from bot.receive import clean
from bot.web import filters
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, views
from storage.inbox import View
from storage.views import LONGEST_NAME, SavedView

router = APIRouter(prefix="/inbox/views", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
NOTES = ("kept", "gone", "moved", "no-name", "too-many", "no-filter")


def address(kept: SavedView) -> str:
    """Where a kept view leads."""
    return "/inbox?" + urlencode(kept.choice)


def told(visit: Visit) -> list[Flash]:
    """What became of a view, when the address says so."""
    note = visit.request.query_params.get("view_note", "")
    return [Flash("ok" if note in NOTES[:3] else "warning", visit.say(f"view-{note}"))] if note in NOTES else []


def _back(visit: Visit, note: str) -> Response:
    """To the list as it was, with a word about what happened."""
    asked = filters.chosen(visit.form).chosen
    view = visit.form.get("view", "")
    return see_other(
        "/inbox?" + urlencode(({"view": view} if view in tuple(View) else {}) | asked | {"view_note": note})
    )


@router.get("/counts")
async def count(visit: Reads) -> Response:
    """The numbers behind the kept views, as a part of the page."""
    reader = reader_of(visit.staff)
    async with visit.parts.database.begin() as session:
        known = await views.of(session, reader)
        counts = {kept.id: await filters.counted(session, visit, reader, kept) for kept in known}
    return visit.render("find/views.html", views=known, counts=counts, address_of=address)


@router.post("")
async def keep(visit: Reads) -> Response:
    """Keep the filters of the list under a name."""
    name = " ".join(clean(visit.form.get("name", "")).split())
    asked = filters.chosen(visit.form).chosen
    if not asked:
        return _back(visit, "no-filter")
    if not 0 < len(name) <= LONGEST_NAME:
        return _back(visit, "no-name")
    for_team = visit.form.get("of") == "team" and visit.staff.team_id is not None
    tab = visit.form.get("view", "")
    choice = asked | ({"view": tab} if tab in tuple(View) else {})
    async with visit.parts.database.begin() as session:
        kept = await views.keep(session, reader_of(visit.staff), name=name, choice=choice, for_team=for_team)
        if kept is not None:
            await audit.record(
                session, "view.kept", now=visit.parts.now(), staff_id=visit.staff.id, name=name, for_team=for_team
            )
    return _back(visit, "kept" if kept else "too-many")


@router.post("/{view_id}/up")
async def move_up(visit: Reads, view_id: uuid.UUID) -> Response:
    """Let a view change places with the one before it."""
    reader = reader_of(visit.staff)
    async with visit.parts.database.begin() as session:
        await views.move_up(session, reader, await _own(visit, await views.one(session, reader, view_id)))
    return _back(visit, "moved")


@router.post("/{view_id}/drop")
async def drop(visit: Reads, view_id: uuid.UUID) -> Response:
    """Throw a view away; one of the team is gone for everybody of it."""
    async with visit.parts.database.begin() as session:
        kept = await _own(visit, await views.one(session, reader_of(visit.staff), view_id))
        await views.drop(session, kept)
        await audit.record(
            session, "view.dropped", now=visit.parts.now(), staff_id=visit.staff.id, name=kept.name,
            for_team=kept.team_id is not None,
        )  # fmt: skip
    return _back(visit, "gone")


async def _own(visit: Visit, found: SavedView | None) -> SavedView:
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found
