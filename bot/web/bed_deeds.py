"""What the night shift does on the board. Every change comes with a key: the same tap, sent again, happens once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Awaitable, Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import bed_changes, clock
from actions.bed_changes import Change
from bot import bell as bells
from bot.web.accounts import Visit
from bot.web.board import board_page
from bot.web.night_pages import Changes
from bot.web.pages import PAGE_HEADERS, Flash, see_other
from storage import audit, beds, repeats
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.guests import HEADS, Guest

router = APIRouter(prefix="/beds", include_in_schema=False)
Deed = Callable[[AsyncSession], Awaitable[Change]]
UNDO_WITHIN = timedelta(hours=12)
"""A tap on "undo" that waited for a connection still counts after so long."""
LONGEST_NAME, LONGEST_REASON = 80, 120
_KEY = re.compile(r"[0-9A-Za-z-]{8,64}")


async def _do(visit: Visit, deed: Deed, key: str | None = None) -> Response:
    """Change one bed, once for each key. When that cannot be any more, nothing happens and that is told."""
    sent = visit.form.get("key", "")
    key = key or (sent if _KEY.fullmatch(sent) else uuid.uuid4().hex)
    try:
        change = await _once(visit, f"{visit.staff.id}:{key}", deed)
    except (AlreadyTaken, NoneFree, NotFound):
        return await _refused(visit)
    visit.parts.bell.ring(bells.BEDS)
    if _for_a_script(visit):
        return JSONResponse({"done": key, "bed": change.bed_id}, headers=PAGE_HEADERS)
    return see_other(f"/beds?done={quote(key)}{_search(visit)}")


async def _once(visit: Visit, key: str, deed: Deed) -> Change:
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        known = await repeats.begin(session, key, _asked(visit), now)
        if known is not None:
            return Change(**known)
        change = await deed(session)
        await audit.record(session, change.audited_as, now=now, staff_id=visit.staff.id, place=change.place)
        await repeats.answered(session, key, change.as_json())
    return change


def _asked(visit: Visit) -> str:
    """What was asked, so that one key is not used for two things."""
    fields = {name: value for name, value in visit.form.items() if name not in ("csrf_token", "key", "q")}
    return repeats.fingerprint(visit.request.scope["path"], fields)


async def _refused(visit: Visit) -> Response:
    told = visit.say("board-changed-already")
    if _for_a_script(visit):
        return JSONResponse({"told": told}, HTTPStatus.CONFLICT, PAGE_HEADERS)
    flashes = [Flash("info", told)]
    return await board_page(visit, q=visit.form.get("q", "")[:80], flashes=flashes, status=HTTPStatus.CONFLICT)


def _for_a_script(visit: Visit) -> bool:
    return "application/json" in visit.request.headers.get("Accept", "")


def _search(visit: Visit) -> str:
    words = visit.form.get("q", "")[:80]
    return f"&q={quote(words)}" if words else ""


# ---------------------------------------------------------------- coming and going


@router.post("/check-in")
async def check_in(visit: Changes) -> Response:
    """Somebody is in a free bed."""
    form, night = visit.form, clock.night_of(visit.parts.now())

    async def deed(session: AsyncSession) -> Change:
        if form.get("night") != night.isoformat():
            raise NotFound("the page is of another night")
        return await bed_changes.check_in(
            session, night=night, facility=form.get("facility", ""), group=form.get("group", ""),
            bed=form.get("bed", ""), now=visit.parts.now(), staff_id=visit.staff.id,
        )  # fmt: skip

    return await _do(visit, deed)


@router.post("/places/{place_id}/arrive")
async def arrive(visit: Changes, place_id: uuid.UUID) -> Response:
    """Whom a bed was held for is in."""
    return await _do(visit, lambda session: bed_changes.arrive(session, place_id, visit.parts.now()))


@router.post("/places/{place_id}/extend")
async def extend(visit: Changes, place_id: uuid.UUID) -> Response:
    """A bed is held longer."""
    return await _do(visit, lambda session: bed_changes.extend(session, place_id, visit.parts.now()))


@router.post("/places/{place_id}/release")
async def release(visit: Changes, place_id: uuid.UUID) -> Response:
    """A bed is no longer held."""
    return await _do(visit, lambda session: bed_changes.release(session, place_id, visit.parts.now()))


@router.post("/places/{place_id}/no-show")
async def no_show(visit: Changes, place_id: uuid.UUID) -> Response:
    """Nobody came for whom a bed was held."""
    return await _do(visit, lambda session: bed_changes.release(session, place_id, visit.parts.now(), no_show=True))


@router.post("/places/{place_id}/check-out")
async def check_out(visit: Changes, place_id: uuid.UUID) -> Response:
    """Somebody has left."""
    return await _do(visit, lambda session: bed_changes.check_out(session, place_id, visit.parts.now()))


@router.post("/places/{place_id}/mistake")
async def mistake(visit: Changes, place_id: uuid.UUID) -> Response:
    """Nobody ever was in this bed: the wrong one was tapped."""
    return await _do(visit, lambda session: bed_changes.check_out(session, place_id, visit.parts.now(), mistake=True))


@router.post("/places/{place_id}/move")
async def move(visit: Changes, place_id: uuid.UUID) -> Response:
    """Somebody sleeps in another bed; `to` is a shelter's key and a bed's label with a slash between."""
    facility, _, bed = visit.form.get("to", "").partition("/")

    async def deed(session: AsyncSession) -> Change:
        return await bed_changes.move(
            session, place_id, facility=facility, bed=bed, now=visit.parts.now(), staff_id=visit.staff.id
        )

    return await _do(visit, deed)


@router.post("/places/{place_id}/name")
async def name(visit: Changes, place_id: uuid.UUID) -> Response:
    """Say who is in a bed: a guest who is known (`guest`), or somebody new (`name` and `head`)."""
    form, now = visit.form, visit.parts.now()
    words, head = form.get("name", "").strip()[:LONGEST_NAME], form.get("head")
    known = form.get("guest")

    async def deed(session: AsyncSession) -> Change:
        if known is not None:
            guest_id = await _known_guest(session, known)
            return await bed_changes.name(session, place_id, guest_id, now)
        return await bed_changes.name_new(session, place_id, words, head if head in HEADS else None, now)

    if known is None and not words:
        return await _refused(visit)
    return await _do(visit, deed)


async def _known_guest(session: AsyncSession, sent: str) -> uuid.UUID | None:
    """The guest with this id; an empty id takes the name away. Raises NotFound."""
    if not sent:
        return None
    try:
        guest = await session.get(Guest, uuid.UUID(sent))
    except ValueError:
        guest = None
    if guest is None:
        raise NotFound("there is no such guest")
    return guest.id


# ---------------------------------------------------------------- the bed itself


@router.post("/bed/{bed_id}/out-of-order")
async def put_out_of_order(visit: Changes, bed_id: uuid.UUID) -> Response:
    """A bed cannot be given out, and why: one of the usual reasons, or in one's own words."""
    reason = (visit.form.get("usual") or visit.form.get("reason", "")).strip()[:LONGEST_REASON]
    now, staff_id = visit.parts.now(), visit.staff.id
    return await _do(visit, lambda session: bed_changes.put_out_of_order(session, bed_id, reason, now, staff_id))


@router.post("/bed/{bed_id}/in-order")
async def put_in_order(visit: Changes, bed_id: uuid.UUID) -> Response:
    """A bed can be given out again."""
    return await _do(visit, lambda session: bed_changes.put_in_order(session, bed_id, visit.parts.now()))


@router.post("/undo/{key}")
async def undo(visit: Changes, key: Annotated[str, Path(pattern=_KEY.pattern, max_length=64)]) -> Response:
    """Take back the change that was made with this key, however often it is asked."""
    now = visit.parts.now()

    async def deed(session: AsyncSession) -> Change:
        known = await repeats.answer_to(session, f"{visit.staff.id}:{key}", now - UNDO_WITHIN)
        if known is None:
            raise NotFound(f"nothing was done with {key}")
        return await bed_changes.undo(session, Change(**known), now, visit.staff.id)

    return await _do(visit, deed, f"undo:{key}")


@router.post("/count")
async def count(visit: Changes) -> Response:
    """Somebody looked, and what the board says of this facility is right."""
    facility = visit.form.get("facility", "")

    async def deed(session: AsyncSession) -> Change:
        await beds.recount(session, [facility], visit.parts.now())
        return Change(deed="counted", bed="", where=facility, bed_id="")

    return await _do(visit, deed)
