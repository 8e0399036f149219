"""What is free, one line a shelter: for staff who ask "vrij?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from actions import clock
from actions.door_said import SHIFT as SHIFT_LASTS
from actions.door_said import Said, at_words, free_words, lately, note, record, record_names
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from storage import availability, beds, closures, facilities
from storage.availability import Availability, BedTonight
from storage.facilities import Facility

DAY = timedelta(hours=20)
"""After so long an hour of the clock says nothing any more."""


async def question(turn: Turn, said: Said) -> None:
    """The state of a bed that was named, else what is free in each shelter that is meant."""
    if said.report.beds or said.report.rooms:
        await _beds(turn, said)
        return
    groups = [one.group for one in said.report.people if one.group]
    board = await availability.tonight(turn.session, night=said.night, now=turn.now)
    rows = await availability.availability(turn.session, night=said.night, now=turn.now)
    closed = await closures.closed_in(turn.session, said.night)
    wanted = [f for f in await facilities.all_facilities(turn.session) if f.key in {b.facility for b in board}]
    wanted = [f for f in wanted if said.report.facility in (None, f.key)]
    if groups:  # a shelter that has no bed for them at all is left out
        wanted = [f for f in wanted if any(b.group in groups for b in board if b.facility == f.key)]
    if not wanted:
        turn.say("door-none-such")
        return
    ages = {_age(turn, f) for f in wanted}
    lines = []
    for facility in wanted:
        if facility.id in closed:
            lines.append(turn.word("door-line-closed", place=facility.name, reason=closed[facility.id].reason or "–"))
            continue
        own = [r for r in rows if r.facility == facility.key and (not groups or r.group in groups)]
        inside = [b for b in board if b.facility == facility.key and (not groups or b.group in groups)]
        lines.append(_line(turn, facility, own, inside, own_age=len(ages) > 1))
    if len(ages) == 1:
        lines.append(turn.word("door-all-counted", age=ages.pop()))
    if (cold := await closures.cold_in(turn.session, said.night)) is not None:
        lines.append(turn.word("door-cold-on", day=clock.day_words(cold.last_night, turn.language)))
    turn.paragraphs.append("\n".join(lines))
    turn.remember("beds", night=said.night.isoformat(), groups=groups, facility=said.report.facility)
    if may(turn.role, May.CHANGE_BEDS):
        keys = [f.key for f in wanted if f.id not in closed]
        turn.offer("door-label-count-right", "occupancy.recount", answers="yes", facilities=keys)


def _line(turn: Turn, facility: Facility, rows: list[Availability], board: list[BedTonight], *, own_age: bool) -> str:
    inside = sum(b.state == "taken" for b in board)
    free = free_words(turn, rows)
    if own_age:
        return turn.word("door-line-aged", place=facility.name, free=free, count=inside, age=_age(turn, facility))
    return turn.word("door-line", place=facility.name, free=free, count=inside)


def _age(turn: Turn, facility: Facility) -> str:
    """When it was counted; an old count is marked."""
    counted = facility.counted_at
    if counted is None:
        return turn.word("door-never-counted")
    if turn.now - counted > DAY:
        return turn.word("door-counted-days", days=max(1, (turn.now - counted).days))
    stale = turn.now - counted >= availability.STALE
    return turn.word("door-counted-stale", at=at_words(counted)) if stale else at_words(counted)


async def _beds(turn: Turn, said: Said) -> None:
    """ "bed 4 vrij?"."""
    report = said.report
    near = report.facility or lately(turn, "facility", SHIFT_LASTS)
    board = await availability.tonight(turn.session, night=said.night, now=turn.now)
    named = [b for b in board if b.bed.lower() in report.beds or (b.room or "").lower() in report.rooms]
    rows = [b for b in named if b.facility == near] or (named if report.facility is None else [])
    names = {f.key: f.name for f in await facilities.all_facilities(turn.session)}
    if not may(turn.role, May.CHANGE_BEDS):
        rows = [replace(row, guest=None) for row in rows]
    await record_names(turn, [row.place_id for row in rows if row.guest])
    lines = [
        turn.word("door-bed-line", place=names[b.facility], bed=b.bed, state=b.state, who=b.guest or "–",
                  until=at_words(b.held_until) if b.held_until else "–")
        for b in rows
    ]  # fmt: skip
    if lines:
        turn.paragraphs.append("\n".join(lines))
    else:
        turn.say("door-no-such-bed", beds=", ".join((*report.beds, *report.rooms)), place=names.get(near or "", "–"))


@answers("occupancy.recount", needs=May.CHANGE_BEDS)
async def recount(turn: Turn) -> None:
    """Staff say the count is right: it is fresh again."""
    await beds.recount(turn.session, turn.arguments["facilities"], turn.now)
    for facility in turn.arguments["facilities"]:
        await record(turn, "bed.counted", facility=facility)
    if len(turn.arguments["facilities"]) == 1:  # who knows the count of one shelter works there: it is not asked again
        note(turn, "facility", turn.arguments["facilities"][0])
    turn.say("occupancy-recounted", at=at_words(turn.now))
