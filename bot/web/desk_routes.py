"""Which desk serves whom: all municipalities and neighbourhoods in one table, a form for each line, and a try-out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions.municipalities import MUNICIPALITIES
from actions.permissions import May
from bot.web import editing
from bot.web.accounts import Visit, who_may
from bot.web.editing import ChangedMeanwhile, Refused, Shown, Values
from bot.web.pages import see_other
from storage import audit, desks
from storage.desks import DebtDesk, DebtRoute

router = APIRouter(prefix="/desks/routes", include_in_schema=False)
Edits = Annotated[Visit, Depends(who_may(May.EDIT_DESKS))]
ROUTED = "desk.routed"
URGENCIES = ("normal", "urgent")


@dataclass(frozen=True, kw_only=True)
class Way:
    """A line of the table: where requests from here go; None: to the client's contactperson.

    `of_its_own` says for which urgencies a neighbourhood has a desk of its own, rather than its municipality's.
    """

    municipality: str
    neighbourhood: str | None
    normal: DebtDesk | None
    urgent: DebtDesk | None
    of_its_own: frozenset[str]

    @property
    def place(self) -> str:
        """Both names in one value of a form."""
        return f"{self.municipality}/{self.neighbourhood or ''}"


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What a request from here would meet now."""

    called: str
    desk: DebtDesk | None


def called(route: DebtRoute) -> str:
    """The place of a route as people name it."""
    return _called(route.municipality, route.neighbourhood)


def _called(municipality: str, neighbourhood: str | None) -> str:
    return f"{municipality}, {neighbourhood}" if neighbourhood else municipality


def overview(routes: Sequence[DebtRoute], every: Sequence[DebtDesk]) -> list[Way]:
    """All municipalities we work for, each followed by its neighbourhoods."""
    by_id = {desk.id: desk for desk in every}
    places = {(m, None) for m in MUNICIPALITIES} | {(r.municipality, r.neighbourhood) for r in routes}
    places |= {(municipality, None) for municipality, _ in places}
    return [
        Way(
            municipality=m, neighbourhood=n, normal=desks.pick(routes, by_id, m, n, urgent=False),
            urgent=desks.pick(routes, by_id, m, n, urgent=True),
            of_its_own=frozenset(u for u in URGENCIES if desks.own(routes, m, n, urgent=u == "urgent")),
        )
        for m, n in sorted(places, key=lambda place: (place[0], place[1] or ""))
    ]  # fmt: skip


async def tried(session: AsyncSession, place: str, *, urgent: bool) -> Tried:
    """Where a request would go, asked the way the chat asks it."""
    municipality, _, neighbourhood = place.partition("/")
    desk = await desks.desk_for(session, municipality, neighbourhood or None, urgent=urgent)
    return Tried(called=_called(municipality, neighbourhood), desk=desk)


# ---------------------------------------------------------------- one line of the table


@router.get("")
async def show(visit: Edits, municipality: str = "", neighbourhood: str = "") -> Response:
    """The form of one line; a neighbourhood that nobody added yet begins with what its municipality has."""
    if municipality not in MUNICIPALITIES:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return await _form(visit, municipality, " ".join(neighbourhood.split()))


async def _form(visit: Visit, municipality: str, neighbourhood: str, shown: Shown | None = None) -> Response:
    async with visit.parts.database.begin() as session:
        every, routes = await desks.all_desks(session), await desks.all_routes(session)
        neighbourhood = _spelling(routes, municipality, neighbourhood)
        history = await editing.past(session, [ROUTED], _of(municipality, neighbourhood))
    now = _values(routes, municipality, neighbourhood)
    around = next(w for w in overview(routes, every) if (w.municipality, w.neighbourhood) == (municipality, None))
    shown = shown or Shown(values=now)
    return visit.render(
        "desks/route.html", status=shown.status, flashes=shown.flashes, values=shown.values, wrong=shown.wrong,
        municipality=municipality, neighbourhood=neighbourhood, title=_called(municipality, neighbourhood),
        was=editing.packed(now),
        desks=[desk for desk in every if desk.active], around=around, is_new=not any(now.values()),
        history=_in_words(visit, history, {str(desk.id): desk.name for desk in every}),
    )  # fmt: skip


def _spelling(routes: Sequence[DebtRoute], municipality: str, neighbourhood: str) -> str:
    """The neighbourhood as it is spelled already, so that "de riet" does not come to stand beside "De Riet"."""
    known = [r.neighbourhood for r in routes if r.municipality == municipality and r.neighbourhood]
    return next((name for name in known if name.casefold() == neighbourhood.casefold()), neighbourhood)


def _values(routes: Sequence[DebtRoute], municipality: str, neighbourhood: str) -> Values:
    found = {u: desks.own(routes, municipality, neighbourhood or None, urgent=u == "urgent") for u in URGENCIES}
    return {urgency: str(desk or "") for urgency, desk in found.items()}


def _of(municipality: str, neighbourhood: str) -> str:
    return f"{municipality}/{neighbourhood}"


def _in_words(visit: Visit, history: Sequence[editing.Past], names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "at": one.at, "who": one.who or "–",
            "lines": [
                (visit.say(f"desk-{urgency}"), names.get(before, "–"), names.get(after, "–"))
                for urgency, (before, after) in one.changed.items()
            ],
        }
        for one in history
    ]  # fmt: skip


@router.post("")
async def keep(visit: Edits) -> Response:
    """Keep which desks this line has; it counts for the next request at once."""
    municipality = visit.form.get("municipality", "")
    neighbourhood = editing.typed(visit, ["neighbourhood"])["neighbourhood"]
    if municipality not in MUNICIPALITIES:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    said = editing.typed(visit, URGENCIES)
    try:
        async with visit.parts.database.begin() as session:
            await _keep(session, visit, municipality, neighbourhood)
    except (Refused, ChangedMeanwhile) as why:
        return await _form(visit, municipality, neighbourhood, editing.again(visit, said, why))
    return see_other(f"/desks?done={'routed' if any(said.values()) else 'unrouted'}")


async def _keep(session: AsyncSession, visit: Visit, municipality: str, neighbourhood: str) -> None:
    await desks.one_editor_at_a_time(session)
    routes = await desks.all_routes(session)
    neighbourhood = _spelling(routes, municipality, neighbourhood)
    now = _values(routes, municipality, neighbourhood)
    if len(neighbourhood) > editing.LONGEST_LINE:
        raise Refused({"neighbourhood": "edit-too-long"})
    said, was = editing.typed(visit, URGENCIES), editing.was(visit)
    if neighbourhood and not any([*said.values(), *was.values(), *now.values()]):
        raise Refused({"normal": "desk-neighbourhood-needs"})
    changed = editing.wanted(visit, now)
    if not changed:
        return
    chosen = await _desks(session, visit)
    await desks.set_own(session, municipality, neighbourhood or None, **chosen)
    await audit.record(
        session, ROUTED, now=visit.parts.now(), staff_id=visit.staff.id, of=_of(municipality, neighbourhood),
        changed=changed,
    )  # fmt: skip


async def _desks(session: AsyncSession, visit: Visit) -> dict[str, uuid.UUID | None]:
    """The desks that the form chooses; raises Refused for one that is not in use (any more)."""
    known = {str(desk.id): desk.id for desk in await desks.all_desks(session) if desk.active}
    said = editing.typed(visit, URGENCIES)
    wrong = {urgency: "desk-gone" for urgency, desk in said.items() if desk and desk not in known}
    if wrong:
        raise Refused(wrong)
    return {urgency: known.get(desk) for urgency, desk in said.items()}
