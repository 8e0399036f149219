"""How often Stapje asks how it goes: the templates of a region, changed in the browser, with the days they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from itertools import pairwise
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, rhythm
from actions import own_data as in_force
from actions.permissions import May
from actions.rhythm import Gap, Rows
from bot.own_data import TOPIC
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Checks, Refused, Shown, Values
from bot.web.pages import Flash, see_other
from storage import audit, own_data

router = APIRouter(prefix="/admin/rhythms", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_RULES))]
CHANGED = "rhythm.template_changed"
PHASES = 6
UNITS = ("days", "months")
FIELDS = tuple(
    f"{part}_{number}" for number in range(1, PHASES + 1) for part in ("every", "every_unit", "until", "until_unit")
)
LONGEST = {"days": 366, "months": 36}
DONE = ("kept", "back")
SHOWN, YEAR = 14, timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """What a template leads to for who begins today: the first days, and how many in the first year."""

    days: list[date]
    in_a_year: int


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Edits, done: str = "") -> Response:
    """All templates, each with its first days."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        every = {name: await _rows(session, name) for name in rhythm.brought_along()}
    listed = [(name, name.replace("_", "-"), _ahead(rows, today), rows != _ours(name)) for name, rows in every.items()]
    flashes = [Flash("ok", visit.say(f"own-rhythm-{done}"))] if done in DONE else []
    return visit.render("own/rhythms.html", flashes=flashes, listed=listed)


@router.get("/{name}")
async def show_one(visit: Edits, name: str) -> Response:
    """The form of one template."""
    _known(visit, name)
    async with visit.parts.database.begin() as session:
        values = values_of(await _rows(session, name))
    return await _form(visit, name, Shown(values=values))


async def _form(visit: Visit, name: str, shown: Shown) -> Response:
    async with visit.parts.database.begin() as session:
        now = await _rows(session, name)
        history = await editing.past(session, [CHANGED], name)
    today = clock.local(visit.parts.now()).date()
    try:
        ahead = _ahead(_checked(name, shown.values, today), today)
    except Refused:
        ahead = None
    return visit.render(
        "own/rhythm.html", status=shown.status, flashes=shown.flashes, values=shown.values, wrong=shown.wrong,
        name=name, label=name.replace("_", "-"), was=editing.packed(values_of(now)), ahead=ahead, phases=PHASES,
        is_own=now != _ours(name),
        history=editing.in_words(visit, _summed_up(visit, history), "own-rhythm", lambda _field, _value: None),
    )  # fmt: skip


def _summed_up(visit: Visit, history: Sequence[editing.Past]) -> list[editing.Past]:
    """The history by phase: a number and its unit are one thing to who reads."""
    return [
        editing.Past(
            at=one.at, who=one.who, action=one.action,
            changed={"phases": [_in_one_line(visit, one.changed.get("phases", ["", ""])[side]) for side in (0, 1)]},
        )
        for one in history
    ]  # fmt: skip


def _in_one_line(visit: Visit, rows: Any) -> str:
    """A template in a few words, such as "3 dagen tot 9 dagen, 7 dagen"."""
    said = []
    for row in rows or []:
        every = _gap_words(visit, row["every"])
        until = _gap_words(visit, row["until"]) if "until" in row else None
        said.append(visit.say("own-rhythm-until", every=every, until=until) if until else every)
    return ", ".join(said)


def _gap_words(visit: Visit, gap: Mapping[str, int]) -> str:
    [(unit, count)] = gap.items()
    return visit.say(f"own-rhythm-{unit}", count=count)


def values_of(rows: Rows) -> Values:
    """A template as its form has it."""
    values = dict.fromkeys(FIELDS, "")
    for number, row in enumerate(rows, start=1):
        for part in ("every", "until"):
            if part in row:
                [(unit, count)] = row[part].items()
                values |= {f"{part}_{number}": str(count), f"{part}_unit_{number}": unit}
    return {name: value or ("days" if "unit" in name else "") for name, value in values.items()}


async def _rows(session: AsyncSession, name: str) -> Rows:
    own = await own_data.find(session, in_force.RHYTHM, name)
    return own.value["phases"] if own else _ours(name)


def _ours(name: str) -> Rows:
    return rhythm.brought_along()[name]


def _known(visit: Visit, name: str) -> None:
    if name not in rhythm.brought_along():
        raise visit.refuse(HTTPStatus.NOT_FOUND)


def _ahead(rows: Rows, today: date) -> Ahead:
    """The days on which somebody is asked who begins today and says yes to going on after the year."""
    phases = rhythm.phases_of(rows)
    day, days = today, []
    while day < today + YEAR:
        phase = next(p for p in phases if p.until is None or p.every.after(day) < p.until.after(today))
        day = rhythm.allowed_day(None, phase.every.after(day))
        days.append(day)
    return Ahead(days=days[:SHOWN], in_a_year=sum(one < today + YEAR for one in days))


# ---------------------------------------------------------------- changing


@router.post("/{name}")
async def keep(visit: Edits, name: str) -> Response:
    """Keep the template, or with `do=look` only show the days it leads to."""
    _known(visit, name)
    said, today = editing.typed(visit, FIELDS), clock.local(visit.parts.now()).date()
    try:
        rows = _checked(name, said, today)
        if visit.form.get("do") == "look":
            return await _form(visit, name, Shown(values=said))
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, name, rows)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, name, editing.again(visit, said, why))
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/rhythms?done=kept")


async def _keep(session: AsyncSession, visit: Visit, name: str, rows: Rows) -> None:
    await own_data.one_editor_at_a_time(session)
    now = await _rows(session, name)
    editing.wanted(visit, values_of(now))
    await _write(session, visit, name, now, rows)


async def _write(session: AsyncSession, visit: Visit, name: str, now: Rows, rows: Rows) -> None:
    if rows == now:
        return
    moment = visit.parts.now()
    if rows == _ours(name):
        await own_data.drop(session, in_force.RHYTHM, name)
    else:
        await own_data.keep(session, in_force.RHYTHM, name, {"phases": rows}, moment)
    changed = {"phases": [now, rows]}
    await audit.record(session, CHANGED, now=moment, staff_id=visit.staff.id, of=name, changed=changed)
    await in_force.put_in_force(session)


@router.post("/{name}/back")
async def take_back(visit: Edits, name: str) -> Response:
    """Count again as Stapje does by itself."""
    _known(visit, name)
    async with visit.parts.database.begin() as session:
        await own_data.one_editor_at_a_time(session)
        await _write(session, visit, name, await _rows(session, name), _ours(name))
    visit.parts.bell.ring(TOPIC)
    return see_other("/admin/rhythms?done=back")


def _checked(name: str, said: Values, today: date) -> Rows:
    """The phases that were typed; raises Refused. They lie one after another, and the last has no end.

    Where the last phase begins only when the client wishes it, it stays so.
    """
    checks = Checks(said, today)
    rows: Rows = []
    for number in range(1, PHASES + 1):
        every, until = (_gap(checks, f"{part}_{number}", f"{part}_unit_{number}") for part in ("every", "until"))
        if every is None:
            if until is not None:
                checks.refuse(f"every_{number}", "edit-needed")
            continue
        if rows and "until" not in rows[-1]:
            checks.refuse(f"every_{number}", "own-rhythm-after-the-last")
        rows.append({"every": every} if until is None else {"every": every, "until": until})
    if not rows:
        checks.refuse("every_1", "edit-needed")
    elif "until" in rows[-1]:
        checks.refuse(f"until_{len(rows)}", "own-rhythm-must-go-on")
    ends = [(number, Gap(**row["until"]).after(today)) for number, row in enumerate(rows, start=1) if "until" in row]
    for (_, before), (number, end) in pairwise(ends):
        if end <= before:
            checks.refuse(f"until_{number}", "own-rhythm-not-later")
    checks.done()
    return [*rows[:-1], {**rows[-1], "asked_first": True}] if _ours(name)[-1].get("asked_first") else rows


def _gap(checks: Checks, field: str, unit_field: str) -> dict[str, int] | None:
    unit = checks.values[unit_field]
    if unit not in UNITS:
        checks.refuse(field, "edit-needed")
        return None
    count = checks.number(field, 1, LONGEST[unit], "own-rhythm-count")
    return {unit: count} if count is not None else None
