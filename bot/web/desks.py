"""The desks of debt help: a list with when each was checked, and the form of one with what was changed before."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, help_places
from actions.permissions import May, may
from bot.web import desk_routes, editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Past, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit, debts, desks
from storage.desks import DebtDesk
from storage.staff import Role, StaffMember, Team

router = APIRouter(prefix="/desks", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_DESKS))]
FIELDS = (
    "name",
    "organisation",
    "recipient",
    "phone",
    "hours",
    "address",
    "bring",
    "decision_weeks",
    "last_checked_on",
)
CHANGED = "desk.changed"
DONE = ("kept", "checked", "off", "on", "routed", "unrouted")
"""What the page may say was done; part of its text's key."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A desk on the page: who takes its requests, where it stands in the table, and whether its facts may be old."""

    desk: DebtDesk
    recipient: str
    places: list[str]
    old: bool


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Edits, done: str = "", place: str = "", urgent: str = "") -> Response:
    """Where requests go, a line to try that out, and all desks."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        every, routes = await desks.all_desks(session), await desks.all_routes(session)
        known = await _recipients(session, visit)
        tried = await desk_routes.tried(session, place, urgent=bool(urgent)) if place else None
    listed = [
        Listed(
            desk=desk, recipient=known.get(_recipient(desk), "?"), old=help_places.is_old(desk.last_checked_on, today),
            places=[desk_routes.called(r) for r in routes if r.desk_id == desk.id],
        )
        for desk in every
    ]  # fmt: skip
    flashes = [Flash("ok", visit.say(f"desk-done-{done}"))] if done in DONE else []
    return visit.render(
        "desks/page.html", flashes=flashes, listed=listed, ways=desk_routes.overview(routes, every), tried=tried,
        place=place, urgent=bool(urgent), new_id=uuid.uuid4(),
    )  # fmt: skip


@router.get("/{desk_id}")
async def show_one(visit: Edits, desk_id: uuid.UUID) -> Response:
    """The form of a desk; of a new one when nobody knows this id yet."""
    async with visit.parts.database.begin() as session:
        desk = await session.get(DebtDesk, desk_id)
    return await _form(visit, desk_id, Shown(values=values_of(desk)))


async def _form(visit: Visit, desk_id: uuid.UUID, shown: Shown) -> Response:
    async with visit.parts.database.begin() as session:
        desk = await session.get(DebtDesk, desk_id)
        known = await _recipients(session, visit)
        history = await editing.past(session, [CHANGED], str(desk_id))
        routes = [r for r in await desks.all_routes(session) if r.desk_id == desk_id]
    return visit.render(
        "desks/edit.html", status=shown.status, flashes=shown.flashes, values=shown.values, wrong=shown.wrong,
        desk=desk, desk_id=desk_id,
        was=editing.packed(values_of(desk)), recipients=known, routes=[(r, desk_routes.called(r)) for r in routes],
        history=_in_words(visit, history, known), today=clock.local(visit.parts.now()).date(),
    )  # fmt: skip


def values_of(desk: DebtDesk | None) -> Values:
    """A desk as its form has it; all empty for a new one."""
    if desk is None:
        return dict.fromkeys(FIELDS, "")
    plain = {name: str(getattr(desk, name) or "") for name in FIELDS if name != "recipient"}
    return {name: _recipient(desk) if name == "recipient" else plain[name] for name in FIELDS}


def _recipient(desk: DebtDesk) -> str:
    if desk.team_id is not None:
        return f"team:{desk.team_id}"
    return f"staff:{desk.staff_id}" if desk.staff_id is not None else ""


async def _recipients(session: AsyncSession, visit: Visit) -> dict[str, str]:
    """Who may take requests: an office outside Stapje, a team, or a colleague who handles them."""
    teams = (await session.exec(select(Team).order_by(col(Team.name)))).all()
    staff = (
        await session.exec(select(StaffMember).where(col(StaffMember.active)).order_by(col(StaffMember.display_name)))
    ).all()
    handling = [one for one in staff if may(Role(one.role), May.HANDLE_REFERRALS)]
    return {
        "": visit.say("desk-outside"),
        **{f"team:{team.id}": team.name for team in teams},
        **{f"staff:{one.id}": one.display_name for one in handling},
    }


def _in_words(visit: Visit, history: Sequence[Past], known: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was changed, as a colleague reads it; `known` are the recipients by their value in the form."""
    return editing.in_words(
        visit, history, "desk", lambda field, value: known.get(value, "?") if field == "recipient" else None
    )


# ---------------------------------------------------------------- changing


@router.post("/{desk_id}")
async def keep(visit: Edits, desk_id: uuid.UUID) -> Response:
    """Keep what the form says; it counts for the next request at once."""
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, desk_id)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, desk_id, editing.again(visit, editing.typed(visit, FIELDS), why))
    return see_other("/desks?done=kept")


async def _keep(session: AsyncSession, visit: Visit, desk_id: uuid.UUID) -> None:
    await desks.one_editor_at_a_time(session)
    desk = await session.get(DebtDesk, desk_id, populate_existing=True)
    changed = editing.wanted(visit, values_of(desk))
    if not changed:
        return
    said, today = editing.typed(visit, FIELDS), clock.local(visit.parts.now()).date()
    columns = await _checked(session, visit, desk_id, said, today)
    if desk is None:
        desk = DebtDesk(id=desk_id, name=said["name"], created_at=visit.parts.now())
    for name, value in columns.items():
        setattr(desk, name, value)
    session.add(desk)
    await _record(session, visit, desk_id, changed)


async def _checked(
    session: AsyncSession, visit: Visit, desk_id: uuid.UUID, said: Values, today: date
) -> dict[str, Any]:
    """The columns for what was typed; raises Refused."""
    checks = Checks(said, today)
    columns: dict[str, Any] = {
        "name": checks.line("name", needed=True),
        "organisation": checks.line("organisation"),
        "phone": checks.phone("phone"),
        "hours": checks.line("hours"),
        "address": checks.line("address"),
        "bring": checks.line("bring", most=editing.LONGEST_TEXT),
        "decision_weeks": checks.number("decision_weeks", 1, 26, "desk-weeks"),
        "last_checked_on": checks.checked_on("last_checked_on"),
    }
    if said["recipient"] not in await _recipients(session, visit):
        checks.refuse("recipient", "desk-recipient-gone")
    if not said["recipient"] and not said["phone"] and not said["address"]:
        checks.refuse("phone", "desk-outside-unreachable")
    if said["name"] and await _taken(session, desk_id, said["name"]):
        checks.refuse("name", "desk-name-taken")
    checks.done()
    kind, _, who = said["recipient"].partition(":")
    return columns | {f"{one}_id": uuid.UUID(who) if kind == one else None for one in ("team", "staff")}


async def _taken(session: AsyncSession, desk_id: uuid.UUID, name: str) -> bool:
    every = await desks.all_desks(session)
    return any(one.active and one.id != desk_id and one.name.casefold() == name.casefold() for one in every)


@router.post("/{desk_id}/checked")
async def checked_today(visit: Edits, desk_id: uuid.UUID) -> Response:
    """Somebody looked: all facts of this desk are right today."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        desk = await _known(session, visit, desk_id)
        changed = editing.differences(values_of(desk), {"last_checked_on": today.isoformat()})
        desk.last_checked_on = today
        if changed:
            await _record(session, visit, desk_id, changed)
    return see_other("/desks?done=checked")


@router.post("/{desk_id}/off")
async def put_away(visit: Edits, desk_id: uuid.UUID) -> Response:
    """A desk is not used any more; refused, with what to do first, while requests lie there or would go there."""
    async with visit.parts.database.begin() as session:
        desk = await _known(session, visit, desk_id)
        places = [desk_routes.called(r) for r in await desks.all_routes(session) if r.desk_id == desk_id]
        waiting = await debts.open_referrals(session, desk_id)
        if desk.active and not places and not waiting:
            desk.active = False
            await _record(session, visit, desk_id, {"active": ["1", ""]})
    if not places and not waiting:
        return see_other("/desks?done=off")
    flashes = [Flash("error", visit.say("desk-has-routes", where="; ".join(places)))] if places else []
    flashes += [Flash("error", visit.say("desk-has-requests", count=waiting))] if waiting else []
    return await _form(visit, desk_id, Shown(values=values_of(desk), flashes=flashes, status=HTTPStatus.CONFLICT))


@router.post("/{desk_id}/on")
async def use_again(visit: Edits, desk_id: uuid.UUID) -> Response:
    """A desk is used again."""
    async with visit.parts.database.begin() as session:
        desk = await _known(session, visit, desk_id)
        taken = await _taken(session, desk_id, desk.name)
        if not desk.active and not taken:
            desk.active = True
            await _record(session, visit, desk_id, {"active": ["", "1"]})
    if not taken:
        return see_other("/desks?done=on")
    wrong = {"name": "desk-name-taken"}
    return await _form(visit, desk_id, Shown(values=values_of(desk), wrong=wrong, status=HTTPStatus.CONFLICT))


async def _known(session: AsyncSession, visit: Visit, desk_id: uuid.UUID) -> DebtDesk:
    """The desk, locked with all others; 404 when there is none."""
    await desks.one_editor_at_a_time(session)
    desk = await session.get(DebtDesk, desk_id, populate_existing=True)
    if desk is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return desk


async def _record(session: AsyncSession, visit: Visit, desk_id: uuid.UUID, changed: editing.Changed) -> None:
    await audit.record(
        session, CHANGED, now=visit.parts.now(), staff_id=visit.staff.id, of=str(desk_id), changed=changed
    )
