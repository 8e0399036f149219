"""Figures for those who plan: beds by occupancy, people, regulars, demand and length of stay; appointments kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.figures import GAP, SPANS, percent
from actions.permissions import May
from bot.web import figure_sheets as sheets
from bot.web.accounts import Visit
from bot.web.figure_choice import FILTERS, Choice, chosen
from bot.web.figure_sheets import Chart, Words
from bot.web.night_pages import Sees
from bot.web.sheets import Sheet, as_csv
from storage import audit, facilities
from storage.figures import demand, headcount, lengths, occupancy, reminded

router = APIRouter(prefix="/beds/figures", include_in_schema=False)


@dataclass(kw_only=True)
class Figures:
    """What one page says: the rules first, then sentences, charts and tables."""

    rules: Sequence[str]
    sums: Sequence[str] = ()
    letters: Sequence[str] = ()
    charts: Sequence[Chart] = ()
    tables: list[Sheet] = field(default_factory=list)
    evening: Sheet | None = None


View = Callable[[AsyncSession, Visit, Choice, Words], Awaitable[Figures]]


# ---------------------------------------------------------------- the pages


async def _occupancy(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    by_night, by_facility = await occupancy.totals(session, choice.scope)
    used, offered = sum(row.used for row in by_facility), sum(row.offered for row in by_facility)
    said = visit.say("figures-occupancy-sum", share=percent(used, offered), used=used, offered=offered)
    found = Figures(rules=[visit.say("figures-occupancy-rule")])
    if by_night:
        found.sums = [said]
        if choice.period.nights > 1:  # one bar says nothing that the table does not
            found.charts = sheets.charts(by_night, words, by_month=choice.by_month)
        found.tables = [
            sheets.occupancy_by_night(by_night, words, by_month=choice.by_month),
            sheets.occupancy_by_facility(by_facility, words),
        ]
    if choice.running or choice.period.nights == 1:
        rows = await demand.evening(session, choice.scope, visit.parts.now())
        found.evening = sheets.evening(rows, words, over=not choice.running)
    return found


async def _people(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    kinds = sheets.kinds(await headcount.heads(session, choice.scope))
    return Figures(
        rules=[visit.say(f"figures-{rule}-rule") for rule in ("people", "people-unnamed", "hidden")],
        letters=sheets.letters(kinds, words),
        tables=[sheets.people(kinds, words)] if kinds else [],
    )


async def _regulars(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    found = await headcount.regulars(session, choice.lately, choice.least)
    rule = visit.say("figures-regulars-rule", least=choice.least, of=choice.of)
    figures = Figures(rules=[rule, visit.say("figures-hidden-rule")], tables=[sheets.regulars(found, words)])
    if _names_wanted(visit):
        figures.tables.append(sheets.names(found, words))
        await audit.record(
            session, "figures.names_seen", now=visit.parts.now(), staff_id=visit.staff.id, least=choice.least,
            of=choice.of, last=str(choice.scope.last), guests=[str(row.guest_id) for row in found],
            **{name: getattr(choice, name) for name in FILTERS},
        )  # fmt: skip
    return figures


def _names_wanted(visit: Visit) -> bool:
    return visit.request.query_params.get("names") == "1" and visit.account.may(May.CHANGE_BEDS)


async def _demand(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    return Figures(
        rules=[visit.say("figures-demand-rule"), visit.say("figures-hidden-rule")],
        tables=[
            sheets.refused(await demand.refused(session, choice.scope), words),
            sheets.unmet(await demand.unmet(session, choice.scope), words, by_month=choice.by_month),
        ],
    )


async def _lengths(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    known = choice.tonight.fromordinal(choice.tonight.toordinal() - 1)
    found = await lengths.lengths(session, choice.scope, gap=GAP, known=known)
    return Figures(
        rules=[
            visit.say("figures-lengths-rule", gap=GAP),
            visit.say("figures-lengths-quartiles"),
            visit.say("figures-hidden-rule"),
        ],
        tables=sheets.lengths(found, words) if found else [],
    )


async def _appointments(session: AsyncSession, visit: Visit, choice: Choice, words: Words) -> Figures:
    found = await reminded.reminded(session, choice.scope, visit.parts.now())
    return Figures(
        rules=[visit.say(f"figures-{rule}") for rule in ("reminded-rule", "reminded-proof-rule", "hidden-rule")],
        tables=[sheets.reminded(found, words)] if found else [],
    )


VIEWS: dict[str, View] = {
    "occupancy": _occupancy, "people": _people, "regulars": _regulars, "demand": _demand, "lengths": _lengths,
    "appointments": _appointments,
}  # fmt: skip


# ---------------------------------------------------------------- looking


@router.get("")
async def show_occupancy(visit: Sees) -> Response:
    """Where figures begin."""
    return await _show(visit, "occupancy")


@router.get("/{view}/{key}.csv")
async def save(visit: Sees, view: str, key: str) -> Response:
    """One table as a file; what is kept back on the page is kept back here."""
    choice, words = _asked(visit)
    async with visit.parts.database.begin() as session:
        if (view, key) == ("occupancy", "nights"):
            sheet: Sheet | None = sheets.occupancy_in_full(await occupancy.each(session, choice.scope), words)
        else:
            found = await VIEWS[view](session, visit, choice, words) if view in VIEWS else Figures(rules=[])
            tables = [*found.tables, *([found.evening] if found.evening else [])]
            sheet = next((table for table in tables if table.key == key and table.has_csv), None)
    if sheet is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    name = f"{view}-{key}-{choice.period.first}-{choice.scope.last}"
    return as_csv(sheet, name, visit.say("figures-hidden"))


@router.get("/{view}")
async def show(visit: Sees, view: str) -> Response:
    """One subject."""
    if view not in VIEWS:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return await _show(visit, view)


def _asked(visit: Visit) -> tuple[Choice, Words]:
    choice = chosen(visit.request.query_params, clock.night_of(visit.parts.now()))
    return choice, Words(visit.say, visit.account.language)


async def _show(visit: Visit, view: str) -> Response:
    choice, words = _asked(visit)
    async with visit.parts.database.begin() as session:
        found = await VIEWS[view](session, visit, choice, words)
        known = await facilities.all_facilities(session)
    options = {
        "facility": [(place.key, place.name) for place in known],
        "kind": sorted({(place.kind, place.kind) for place in known}),
        "municipality": sorted({(place.municipality, place.municipality) for place in known}),
    }
    return visit.render(
        "figures/page.html", view=view, views=list(VIEWS), choice=choice, spans=SPANS, options=options, figures=found,
        may_see_names=view == "regulars" and visit.account.may(May.CHANGE_BEDS), names_shown=_names_wanted(visit),
    )  # fmt: skip
