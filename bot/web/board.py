"""Tonight's beds for the night shift: what is free at a glance, and every bed a big button."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import bed_changes, clock
from actions.bed_changes import Change
from actions.permissions import May
from bot.web.accounts import Visit
from bot.web.night_pages import Sees, note_names
from bot.web.pages import Flash
from storage import availability, closures, facilities, repeats
from storage.availability import Availability, BedTonight
from storage.closures import Closure
from storage.facilities import Facility
from storage.staff import Team

router = APIRouter(prefix="/beds", include_in_schema=False)
Words = Annotated[str, Query(max_length=80)]
MOST_SHELTERS = 20
"""So many shelters stand on the board at once; the others are found with the search box."""
UNDO_SHOWN = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Shelter:
    """One facility on the board. `freshness` is fresh, ageing or stale; `closed` the closure of this night, if any."""

    facility: Facility
    groups: list[Availability]
    beds: list[BedTonight]
    freshness: str
    closed: Closure | None

    @property
    def on_hold(self) -> int:
        """How many beds are held, of the groups shown."""
        return sum(group.on_hold for group in self.groups)

    @property
    def out_of_order(self) -> int:
        """How many beds cannot be given out because something is broken, of those shown."""
        return sum(bed.state == "out_of_order" for bed in self.beds)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the search box asks for: shelters whose name or town has these words, beds for these groups (none: all)."""

    words: tuple[str, ...]
    groups: frozenset[str]

    def fits(self, facility: Facility, groups: set[str]) -> bool:
        """Whether this shelter, which has beds for these groups, is meant."""
        text = f"{facility.name} {facility.municipality}".lower()
        return all(word in text for word in self.words) and (not self.groups or bool(self.groups & groups))


# ---------------------------------------------------------------- looking


@router.get("")
async def show_board(visit: Sees, q: Words = "", done: Words = "", seen: Words = "") -> Response:
    """The board; `q` is what is looked for, `done` the key of a change that was just made, `seen` see note_names."""
    return await board_page(visit, q=q, done=done, seen=seen)


async def board_page(
    visit: Visit,
    *,
    q: str = "",
    done: str = "",
    seen: str = "",
    panel: object | None = None,
    flashes: list[Flash] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """The whole page; `panel` is the bed that is open beside it (bed_panel.py)."""
    now, night = visit.parts.now(), clock.night_of(visit.parts.now())
    async with visit.parts.database.begin() as session:
        values = await _glance(session, visit, q, night)
        change, undoable = await _change(session, visit, done)
        cold = await closures.cold_in(session, night)
        shown = [bed.place_id for s in values["shelters"] for bed in s.beds if bed.guest and bed.place_id]
        mark = await note_names(session, visit, "beds.seen", shown, seen=seen) if shown else ""
    return visit.render(
        "board/page.html", status=status, flashes=flashes or [], night=night, now=now, q=q, done=done, panel=panel,
        change=change, undoable=undoable, cold=cold, mark=mark, key=uuid.uuid4,
        may_change=visit.account.may(May.CHANGE_BEDS), **values,
    )  # fmt: skip


async def _change(session: AsyncSession, visit: Visit, done: str) -> tuple[Change | None, bool]:
    """What this colleague did just now, and whether it can still be taken back."""
    known = await repeats.answer_to(session, f"{visit.staff.id}:{done}", visit.parts.now() - UNDO_SHOWN)
    if not done or known is None:
        return None, False
    undone = await repeats.answer_to(session, f"{visit.staff.id}:undo:{done}", visit.parts.now() - 2 * UNDO_SHOWN)
    change = Change(**(undone or known))
    return change, bed_changes.can_undo(change)


# ---------------------------------------------------------------- at a glance


def read_words(visit: Visit, q: str, groups: list[str]) -> Wanted:
    """What was typed in the search box: the beginning of a group's name means that group, else it is a shelter."""
    words, meant = [], set()
    for word in q.lower().split():
        hits = {g for g in groups if _begins(word, (g, visit.say("group-many", group=g)))}
        meant |= hits
        if not hits:
            words.append(word)
    return Wanted(words=tuple(words), groups=frozenset(meant))


def _begins(word: str, names: tuple[str, ...]) -> bool:
    return len(word) > 2 and any(name.lower().startswith(word) for name in names)


async def _glance(session: AsyncSession, visit: Visit, q: str, night: date) -> dict[str, Any]:
    """The shelters that are meant, and how many places are free in all of them, per group."""
    now = visit.parts.now()
    counts = await availability.availability(session, night=night, now=now)
    order = [group.key for group in await facilities.target_groups(session)]
    wanted = read_words(visit, q, order)
    has: dict[str, set[str]] = {}
    for count in counts:
        has.setdefault(count.facility, set()).add(count.group)
    every = await _own_first(session, visit, await facilities.all_facilities(session))
    meant = [f for f in every if wanted.fits(f, has.get(f.key, set(order)))]
    chosen = await with_beds(session, meant[:MOST_SHELTERS], night, now, few=len(every) > MOST_SHELTERS)
    if not visit.account.may(May.CHANGE_BEDS):
        chosen = [replace(shelter, beds=[replace(bed, guest=None) for bed in shelter.beds]) for shelter in chosen]
    without = sum(not shelter.beds for shelter in chosen)  # an address where nobody sleeps is no part of the board
    return {
        "shelters": [found for s in chosen if (found := _only(s, wanted, counts, order)).beds],
        "totals": [
            (g, sum(c.free for c in counts if c.group == g)) for g in order if any(c.group == g for c in counts)
        ],
        "meant": wanted.groups,
        "found": len(meant) - without,
        "known": len(every) - without,
    }


def _only(shelter: Shelter, wanted: Wanted, counts: list[Availability], order: list[str]) -> Shelter:
    """The shelter with only the groups that are meant."""
    groups = [
        c for c in counts if c.facility == shelter.facility.key and (not wanted.groups or c.group in wanted.groups)
    ]
    groups.sort(key=lambda count: order.index(count.group))
    beds = [bed for bed in shelter.beds if not wanted.groups or bed.group in wanted.groups]
    return Shelter(
        facility=shelter.facility, groups=groups, beds=beds, freshness=shelter.freshness, closed=shelter.closed
    )


async def _own_first(session: AsyncSession, visit: Visit, every: list[Facility]) -> list[Facility]:
    """All shelters; when they do not fit on one board, those of the colleague's own town come first."""
    if len(every) <= MOST_SHELTERS or visit.staff.team_id is None:
        return every
    town = (await session.get_one(Team, visit.staff.team_id)).municipality
    return sorted(every, key=lambda facility: facility.municipality != town)


async def with_beds(
    session: AsyncSession, chosen: list[Facility], night: date, now: datetime, *, few: bool
) -> list[Shelter]:
    """These shelters with their beds; `few` asks for each by itself, which is quicker when there are many others."""
    if few:
        beds = [b for f in chosen for b in await availability.tonight(session, night=night, now=now, facility=f.key)]
    else:
        beds = await availability.tonight(session, night=night, now=now)
    closed = await closures.closed_in(session, night)
    return [
        Shelter(
            facility=facility, groups=[], beds=[bed for bed in beds if bed.facility == facility.key],
            freshness=availability.freshness(facility.counted_at, now), closed=closed.get(facility.id),
        )
        for facility in chosen
    ]  # fmt: skip
