"""Whom a bed was held for did not come: the bed is free again, without blame."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from actions import undo
from actions.bed_guests import is_called
from actions.door_said import Said, at_words, listed, record
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import availability, facilities, holds, nudges
from storage.availability import BedTonight
from storage.errors import NotFound

MOST_ASKED = 6


async def no_show(turn: Turn, said: Said) -> None:
    """Release the hold that is meant; ask when it may be one of several."""
    held = [
        b
        for b in await availability.tonight(turn.session, night=said.night, now=turn.now)
        if b.state == "held" and said.report.facility in (None, b.facility) and _fits(said, b)
    ]
    asked = sum(one.count or 1 for one in said.report.people) or max(1, len(said.report.beds))
    if not held:
        turn.say("door-no-hold", name=said.report.guest or "–")
    elif len(held) <= asked:
        await _release(turn, [b.place_id for b in held if b.place_id])
    else:
        await _ask_which(turn, held)


def _fits(said: Said, bed: BedTonight) -> bool:
    report = said.report
    if report.guest is not None:
        return is_called(bed.guest, report.guest)
    if report.beds:
        return bed.bed.lower() in report.beds
    groups = {one.group for one in report.people if one.group}
    return not groups or bed.group in groups


async def _ask_which(turn: Turn, held: Sequence[BedTonight]) -> None:
    names = {f.key: f.name for f in await facilities.all_facilities(turn.session)}
    turn.say("door-which-hold")
    for bed in held[:MOST_ASKED]:
        until = at_words(bed.held_until) if bed.held_until else "–"
        label = turn.word("door-hold-label", place=names[bed.facility], bed=bed.bed, until=until)
        turn.offer("button-named-step", "no_shows.release", name=label, place=str(bed.place_id))


@answers("no_shows.release", needs=May.CHANGE_BEDS)
async def release(turn: Turn) -> None:
    """Staff say which hold it is."""
    await _release(turn, [uuid.UUID(turn.arguments["place"])])


async def _release(turn: Turn, places: Sequence[uuid.UUID]) -> None:
    done = []
    for place in places:
        try:
            done.append(await holds.release(turn.session, place, turn.now, "no_show"))
        except NotFound:
            continue
        await nudges.cancel_about(turn.session, place, now=turn.now, reason="released")
        await record(turn, "bed.no_show", place=str(place))
    if not done:
        turn.say("occupancy-hold-over")
        return
    beds = listed([place.bed for place in done])
    turn.say("door-no-show", beds=beds, place=done[0].facility_name)
    steps = [{"do": "released", "id": str(place.id)} for place in done]
    undo.offer(turn, steps, what=turn.word("door-no-show-short", beds=beds), beds=[place.bed for place in done])
