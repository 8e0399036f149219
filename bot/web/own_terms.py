"""The terms of debt help: how long each is, where that is written, and whether somebody checked it here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, terms
from actions import own_data as in_force
from actions.permissions import May
from actions.terms import Term
from bot.own_data import TOPIC
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit, own_data

router = APIRouter(prefix="/admin/terms", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_RULES))]
CHANGED = "term.changed"
FIELDS = ("length", "source", "assumption", "verified")
LONGEST = {"weeks": 26, "working_days": 60}
DONE = ("kept", "back")


@router.get("")
async def show(visit: Edits, done: str = "") -> Response:
    """All terms, and the day each would end on for a request of today."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        every = {name: await _term(session, name) for name in terms.brought_along()}
    listed = [(name, name.replace("_", "-"), term, _example(term, today)) for name, term in every.items()]
    flashes = [Flash("ok", visit.say(f"own-term-{done}"))] if done in DONE else []
    return visit.render("own/terms.html", flashes=flashes, listed=listed)


@router.get("/{name}")
async def show_one(visit: Edits, name: str) -> Response:
    """The form of one term."""
    _known(visit, name)
    async with visit.parts.database.begin() as session:
        values = values_of(await _term(session, name))
    return await _form(visit, name, Shown(values=values))


async def _form(visit: Visit, name: str, shown: Shown) -> Response:
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        now = await _term(session, name)
        history = await editing.past(session, [CHANGED], name)
    try:
        example = _example(replace(now, **_checked(name, shown.values, today)), today)
    except Refused:
        example = None
    return visit.render(
        "own/term.html", status=shown.status, flashes=shown.flashes, name=name, label=name.replace("_", "-"), term=now,
        values=shown.values, wrong=shown.wrong, was=editing.packed(values_of(now)), example=example, today=today,
        is_own=now != terms.brought_along()[name],
        history=editing.in_words(
            visit, history, "own-term",
            lambda field, value: visit.say("edit-yes" if value else "edit-no") if field == "verified" else None,
        ),
    )  # fmt: skip


def values_of(term: Term) -> Values:
    """A term as its form has it."""
    return {
        "length": str(term.length or ""), "source": term.source, "assumption": term.assumption,
        "verified": "1" if term.verified else "",
    }  # fmt: skip


def _example(term: Term, today: date) -> date | None:
    """The last day of the term that begins today; None where there is no general one."""
    return term.ends(today) if term.length is not None else None


async def _term(session: AsyncSession, name: str) -> Term:
    own = await own_data.find(session, in_force.TERM, name)
    return replace(terms.brought_along()[name], **(own.value if own else {}))


def _known(visit: Visit, name: str) -> None:
    if name not in terms.brought_along():
        raise visit.refuse(HTTPStatus.NOT_FOUND)


@router.post("/{name}")
async def keep(visit: Edits, name: str) -> Response:
    """Keep the term, or with `do=look` only show the day it would end on. Running requests keep theirs."""
    _known(visit, name)
    said, today = editing.typed(visit, FIELDS), clock.local(visit.parts.now()).date()
    try:
        fields = _checked(name, said, today)
        if visit.form.get("do") == "look":
            return await _form(visit, name, Shown(values=said))
        async with visit.parts.database.begin() as session:
            await own_data.one_editor_at_a_time(session)
            now = await _term(session, name)
            changed = editing.wanted(visit, values_of(now))
            await _write(session, visit, name, fields, changed)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, name, editing.again(visit, said, why))
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/terms?done=kept")


async def _write(
    session: AsyncSession, visit: Visit, name: str, fields: dict[str, Any], changed: editing.Changed
) -> None:  # fmt: skip
    if not changed:
        return
    moment = visit.parts.now()
    own = {field: value for field, value in fields.items() if getattr(terms.brought_along()[name], field) != value}
    if own:
        await own_data.keep(session, in_force.TERM, name, own, moment)
    else:
        await own_data.drop(session, in_force.TERM, name)
    await audit.record(session, CHANGED, now=moment, staff_id=visit.staff.id, of=name, changed=changed)
    await in_force.put_in_force(session)


@router.post("/{name}/back")
async def take_back(visit: Edits, name: str) -> Response:
    """Count again as Stapje does by itself."""
    _known(visit, name)
    async with visit.parts.database.begin() as session:
        await own_data.one_editor_at_a_time(session)
        changed = editing.differences(values_of(await _term(session, name)), values_of(terms.brought_along()[name]))
        await _write(session, visit, name, {}, changed)
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/terms?done=back")


def _checked(name: str, said: Values, today: date) -> dict[str, Any]:
    """The fields that were typed; raises Refused. A term that the law sets has a length and a source."""
    ours, checks = terms.brought_along()[name], Checks(said, today)
    fields = {
        "length": checks.number("length", 1, LONGEST[ours.unit], "own-term-length"),
        "source": checks.line("source", needed=True, most=editing.LONGEST_TEXT),
        "assumption": checks.line("assumption", most=editing.LONGEST_TEXT) or "",
        "verified": bool(said["verified"]),
    }
    if ours.length is not None and not said["length"]:
        checks.refuse("length", "edit-needed")
    checks.done()
    return fields
