"""Switches for whole nights: a shelter closed or open again, cold weather on or off. What happens is told first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, switches
from actions.permissions import May
from bot.web.accounts import Form, Visit
from bot.web.night_pages import Answer, Changes, Sees, Wrong, answer_of, change, facility_in, new_key, told
from bot.web.pages import Flash
from storage import audit, closures, facilities
from storage import switches as effects
from storage.closures import Closure, ColdSpell
from storage.errors import NotFound
from storage.facilities import Facility
from storage.nights import FARTHEST

router = APIRouter(prefix="/beds/switches", include_in_schema=False)
LONGEST_REASON = 120


@dataclass(frozen=True, kw_only=True)
class Nights:
    """From one night to another, both included; `last` None: until somebody ends it."""

    first: date
    last: date | None


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Sees, done: str = "") -> Response:
    """What is switched now or soon, and the forms to switch."""
    return await _page(visit, done=done)


async def _page(
    visit: Visit,
    *,
    done: str = "",
    typed: Form | None = None,
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    night = clock.night_of(visit.parts.now())
    async with visit.parts.database.begin() as session:
        shelters = await facilities.all_facilities(session)
        shut = await closures.coming(session, Closure, night)
        spells = await closures.coming(session, ColdSpell, night)
        answer = await answer_of(session, visit, done)
    return visit.render(
        "night/switches.html", status=status, flashes=[*flashes, *told(visit, answer)], night=night, shelters=shelters,
        closures=shut, spells=spells, names={s.id: s.name for s in shelters}, farthest=night + FARTHEST,
        typed=visit.form if typed is None else typed, may_change=visit.account.may(May.CHANGE_BEDS),
    )  # fmt: skip


async def _ask(visit: Visit, what: str, url: str, **values: Any) -> Response:
    """The page that tells what will happen and asks whether that is meant."""
    return visit.render("night/switch.html", what=what, url=url, new_key=new_key, **values)


async def _refuse(visit: Visit, wrong: Wrong, typed: Form) -> Response:
    return await _page(visit, typed=typed, flashes=[Flash("error", visit.say(wrong.key))], status=wrong.status)


def _nights(visit: Visit, form: Form, *, open_end: bool) -> Nights:
    """The nights a form names, from tonight on; raises Wrong when they cannot be."""
    tonight = clock.night_of(visit.parts.now())
    try:
        first = date.fromisoformat(form.get("first") or tonight.isoformat())
        last = date.fromisoformat(form["last"]) if form.get("last") else None
    except ValueError as error:
        raise Wrong("night-which-nights") from error
    if last is None and not open_end:
        raise Wrong("night-which-nights")
    if first < tonight or first > tonight + FARTHEST or (last is not None and last < first):
        raise Wrong("night-nights-order")
    if last is not None and last > tonight + FARTHEST:
        raise Wrong("night-nights-far")
    return Nights(first=first, last=last)


# ---------------------------------------------------------------- closing and opening a shelter


@router.get("/close")
async def ask_to_close(visit: Changes) -> Response:
    """What closing this shelter would do."""
    form = dict(visit.request.query_params)
    try:
        nights = _nights(visit, form, open_end=True)
        async with visit.parts.database.begin() as session:
            facility = await facilities.by_key(session, form.get("facility", ""))
            if facility is None:
                raise Wrong("night-which-facility")
            effect = await effects.closing(session, facility.id, nights.first, nights.last, visit.parts.now())
    except Wrong as wrong:
        return await _refuse(visit, wrong, form)
    fields = {
        "facility": facility.key, "first": nights.first.isoformat(), "reason": _reason(form),
        "last": nights.last.isoformat() if nights.last else "",
    }  # fmt: skip
    return await _ask(
        visit, "close", "/beds/switches/close", place=facility.name, nights=nights, effect=effect, fields=fields,
        is_tonight=nights.first == clock.night_of(visit.parts.now()),
    )  # fmt: skip


def _reason(form: Form) -> str:
    return " ".join(form.get("reason", "").split())[:LONGEST_REASON]


@router.post("/close")
async def close(visit: Changes) -> Response:
    """Close a shelter; whoever held a place there is told."""

    async def deed(session: AsyncSession) -> Answer:
        nights, facility = _nights(visit, visit.form, open_end=True), await facility_in(session, visit)
        closure = Closure(
            facility_id=facility.id, first_night=nights.first, last_night=nights.last, reason=_reason(visit.form),
            made_by=visit.staff.id, created_at=visit.parts.now(),
        )  # fmt: skip
        ended = await switches.close(session, closure, visit.parts.now())
        await _record(session, visit, "facility.closed", facility=facility.key, closure=str(closure.id))
        return {"note": "night-closed-now", "facts": {"place": facility.name, "count": ended}}

    return await change(visit, deed, show=_page, to="/beds/switches")


@router.get("/open/{closure_id}")
async def ask_to_open(visit: Changes, closure_id: uuid.UUID) -> Response:
    """What opening this shelter again would do."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        closure, facility = await _closed(session, closure_id)
        first = max(closure.first_night, clock.night_of(now))
        effect = await effects.closing(session, facility.id, first, first, now)
    return await _ask(
        visit, "open", f"/beds/switches/open/{closure_id}", place=facility.name, effect=effect, fields={},
        nights=Nights(first=first, last=closure.last_night), is_tonight=first == clock.night_of(now),
    )  # fmt: skip


@router.post("/open/{closure_id}")
async def open_again(visit: Changes, closure_id: uuid.UUID) -> Response:
    """A shelter gives out beds again."""

    async def deed(session: AsyncSession) -> Answer:
        _, facility = await _closed(session, closure_id)
        await switches.open_again(session, closure_id, visit.parts.now())
        await _record(session, visit, "facility.opened", facility=facility.key, closure=str(closure_id))
        return {"note": "night-opened-now", "facts": {"place": facility.name}}

    return await change(visit, deed, show=_page, to="/beds/switches")


async def _closed(session: AsyncSession, closure_id: uuid.UUID) -> tuple[Closure, Facility]:
    found = await session.get(Closure, closure_id)
    if found is None:
        raise NotFound(f"there is no closure {closure_id}")
    return found, await session.get_one(Facility, found.facility_id)


# ---------------------------------------------------------------- cold weather


@router.get("/cold")
async def ask_for_cold(visit: Changes) -> Response:
    """What cold weather would do."""
    form = dict(visit.request.query_params)
    try:
        nights = _nights(visit, form, open_end=False)
    except Wrong as wrong:
        return await _refuse(visit, wrong, form)
    assert nights.last is not None
    tonight = clock.night_of(visit.parts.now())
    async with visit.parts.database.begin() as session:
        effect = await effects.cold(session, nights.first, nights.last)
        running = [s for s in await closures.coming(session, ColdSpell, nights.first) if s.first_night <= nights.last]
    fields = {"first": nights.first.isoformat(), "last": nights.last.isoformat()}
    return await _ask(
        visit, "cold", "/beds/switches/cold", nights=nights, effect=effect, fields=fields, running=running,
        is_tonight=nights.first == tonight,
    )  # fmt: skip


@router.post("/cold")
async def cold(visit: Changes) -> Response:
    """Extra beds are there, and who wanted to hear of it does."""

    async def deed(session: AsyncSession) -> Answer:
        nights = _nights(visit, visit.form, open_end=False)
        assert nights.last is not None
        spell = await switches.cold_weather_on(
            session, nights.first, nights.last, made_by=visit.staff.id, now=visit.parts.now()
        )
        await _record(session, visit, "cold_weather.on", spell=str(spell.id))
        return {"note": "night-cold-on-now"}

    return await change(visit, deed, show=_page, to="/beds/switches")


@router.get("/thaw/{spell_id}")
async def ask_for_thaw(visit: Changes, spell_id: uuid.UUID) -> Response:
    """What ending this cold weather would do."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        spell = await session.get(ColdSpell, spell_id)
        if spell is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        first = max(spell.first_night, clock.night_of(now))
        effect = await effects.thaw(session, first, now)
    return await _ask(
        visit, "thaw", f"/beds/switches/thaw/{spell_id}", nights=Nights(first=first, last=spell.last_night),
        effect=effect, fields={}, is_tonight=first == clock.night_of(now),
    )  # fmt: skip


@router.post("/thaw/{spell_id}")
async def thaw(visit: Changes, spell_id: uuid.UUID) -> Response:
    """The extra beds are put away."""

    async def deed(session: AsyncSession) -> Answer:
        await switches.cold_weather_off(session, spell_id, visit.parts.now())
        await _record(session, visit, "cold_weather.off", spell=str(spell_id))
        return {"note": "night-cold-off-now"}

    return await change(visit, deed, show=_page, to="/beds/switches")


async def _record(session: AsyncSession, visit: Visit, action: str, **details: Any) -> None:
    await audit.record(session, action, now=visit.parts.now(), staff_id=visit.staff.id, **details)
