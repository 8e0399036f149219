"""Places that help and lines to call, as the chat tells them: by kind, with what was long not checked on top."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, help_places
from actions.municipalities import MUNICIPALITIES
from actions.permissions import May
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Past, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit
from storage import help_places as places
from storage.help_places import KINDS, HelpPlace

router = APIRouter(prefix="/help-places", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_DESKS))]
FIELDS = (
    "kind", "name", "municipality", "address", "phone", "free_call", "hours", "bring", "note", "url", "position",
    "last_checked_on",
)  # fmt: skip
CHANGED = "help_place.changed"
DONE = ("kept", "checked", "off", "on")
"""What the page may say was done; part of its text's key."""


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Edits, done: str = "") -> Response:
    """All places: first those to check, then by kind."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        every = await places.all_places(session)
    used = [place for place in every if place.active]
    old = [place for place in used if help_places.is_old(place.last_checked_on, today)]
    flashes = [Flash("ok", visit.say(f"help-done-{done}"))] if done in DONE else []
    return visit.render(
        "help/page.html", flashes=flashes, old=sorted(old, key=lambda p: (p.last_checked_on is not None, p.name)),
        kinds=[(kind, [p for p in used if p.kind == kind and p not in old]) for kind in KINDS],
        only_old={p.kind for p in old},
        unused=[place for place in every if not place.active], new_id=uuid.uuid4(),
    )  # fmt: skip


@router.get("/{place_id}")
async def show_one(visit: Edits, place_id: uuid.UUID, kind: str = "food") -> Response:
    """The form of a place; of a new one of this kind when nobody knows the id yet."""
    async with visit.parts.database.begin() as session:
        place = await session.get(HelpPlace, place_id)
    values = values_of(place) if place else {**values_of(None), "kind": kind if kind in KINDS else "food"}
    return await _form(visit, place_id, Shown(values=values))


async def _form(visit: Visit, place_id: uuid.UUID, shown: Shown) -> Response:
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        place = await session.get(HelpPlace, place_id)
        history = await editing.past(session, [CHANGED], str(place_id))
    return visit.render(
        "help/edit.html", status=shown.status, flashes=shown.flashes, values=shown.values, wrong=shown.wrong,
        place=place, place_id=place_id, was=editing.packed(values_of(place)), kinds=KINDS,
        municipalities=MUNICIPALITIES, today=today, preview=_preview(shown.values, today),
        history=_in_words(visit, history),
    )  # fmt: skip


def _preview(values: Values, today: date) -> str | None:
    """How a client reads what the form holds; None while it has no name or cannot be kept."""
    try:
        columns = _checked(values, today)
    except Refused:
        return None
    return help_places.card("nl", HelpPlace(**columns), today)


def values_of(place: HelpPlace | None) -> Values:
    """A place as its form has it; all empty for a new one, and first in its list."""
    if place is None:
        return {**dict.fromkeys(FIELDS, ""), "position": "0"}
    values = {name: getattr(place, name) for name in FIELDS}
    return {
        **{name: "" if value is None else str(value) for name, value in values.items()},
        "free_call": "1" if place.free_call else "",
    }


def _in_words(visit: Visit, history: Sequence[Past]) -> list[dict[str, Any]]:
    def word(field: str, value: str) -> str | None:
        if field == "free_call":
            return visit.say("edit-yes" if value else "edit-no")
        if field == "kind" and value:
            return visit.say(f"help-kind-{value.replace('_', '-')}")
        return None

    return editing.in_words(visit, history, "help", word)


# ---------------------------------------------------------------- changing


@router.post("/{place_id}")
async def keep(visit: Edits, place_id: uuid.UUID) -> Response:
    """Keep what the form says, or with `do=look` only show how a client would read it."""
    said = editing.typed(visit, FIELDS)
    try:
        if visit.form.get("do") == "look":
            _checked(said, clock.local(visit.parts.now()).date())
            return await _look(visit, place_id, said)
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, place_id, said)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, place_id, editing.again(visit, said, why))
    return see_other("/help-places?done=kept")


async def _look(visit: Visit, place_id: uuid.UUID, said: Values) -> Response:
    return await _form(visit, place_id, Shown(values=said, flashes=[Flash("info", visit.say("help-not-kept-yet"))]))


async def _keep(session: AsyncSession, visit: Visit, place_id: uuid.UUID, said: Values) -> None:
    await places.one_editor_at_a_time(session)
    place = await session.get(HelpPlace, place_id, populate_existing=True)
    changed = editing.wanted(visit, values_of(place))
    if not changed:
        return
    columns = _checked(said, clock.local(visit.parts.now()).date())
    if place is None:
        place = HelpPlace(id=place_id, created_at=visit.parts.now(), kind=said["kind"], name=said["name"])
    for name, value in columns.items():
        setattr(place, name, value)
    session.add(place)
    await _record(session, visit, place_id, changed)


def _checked(said: Values, today: date) -> dict[str, Any]:
    """The columns for what was typed; raises Refused."""
    checks = Checks(said, today)
    columns: dict[str, Any] = {
        "kind": said["kind"],
        "name": checks.line("name", needed=True),
        "municipality": said["municipality"] or None,
        "address": checks.line("address"),
        "phone": checks.phone("phone"),
        "free_call": bool(said["free_call"]),
        "hours": checks.line("hours"),
        "bring": checks.line("bring"),
        "note": checks.line("note", most=editing.LONGEST_TEXT),
        "url": checks.link("url"),
        "position": checks.number("position", 0, 999, "help-position") or 0,
        "last_checked_on": checks.checked_on("last_checked_on"),
    }
    if said["kind"] not in KINDS:
        checks.refuse("kind", "edit-needed")
    if said["municipality"] and said["municipality"] not in MUNICIPALITIES:
        checks.refuse("municipality", "edit-needed")
    if not said["address"] and not said["phone"] and not said["url"]:
        checks.refuse("phone", "help-unreachable")
    if said["free_call"] and not said["phone"]:
        checks.refuse("phone", "edit-needed")
    checks.done()
    return columns


@router.post("/{place_id}/checked")
async def checked_today(visit: Edits, place_id: uuid.UUID) -> Response:
    """Somebody looked: all facts of this place are right today."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        place = await _known(session, visit, place_id)
        changed = editing.differences(values_of(place), {"last_checked_on": today.isoformat()})
        place.last_checked_on = today
        if changed:
            await _record(session, visit, place_id, changed)
    return see_other("/help-places?done=checked")


@router.post("/{place_id}/off")
async def put_away(visit: Edits, place_id: uuid.UUID) -> Response:
    """A place is not told to anybody any more."""
    return await _use(visit, place_id, active=False)


@router.post("/{place_id}/on")
async def use_again(visit: Edits, place_id: uuid.UUID) -> Response:
    """A place is told again."""
    return await _use(visit, place_id, active=True)


async def _use(visit: Visit, place_id: uuid.UUID, *, active: bool) -> Response:
    async with visit.parts.database.begin() as session:
        place = await _known(session, visit, place_id)
        if place.active != active:
            place.active = active
            await _record(session, visit, place_id, {"active": ["", "1"] if active else ["1", ""]})
    return see_other(f"/help-places?done={'on' if active else 'off'}")


async def _known(session: AsyncSession, visit: Visit, place_id: uuid.UUID) -> HelpPlace:
    await places.one_editor_at_a_time(session)
    place = await session.get(HelpPlace, place_id, populate_existing=True)
    if place is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return place


async def _record(session: AsyncSession, visit: Visit, place_id: uuid.UUID, changed: editing.Changed) -> None:
    await audit.record(
        session, CHANGED, now=visit.parts.now(), staff_id=visit.staff.id, of=str(place_id), changed=changed
    )
