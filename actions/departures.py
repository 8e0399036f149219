"""Somebody left: from the bed that was named, else whoever came last; never somebody with a name by a guess."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from actions import bed_guests, undo
from actions.door_said import (
    BOARD,
    Said,
    beds_named,
    first_time,
    listed,
    record,
    record_names,
    say_free,
    say_unknown,
    tonight,
)
from actions.occupancy import MOST_AT_ONCE, Done
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import stays, waiting
from storage.availability import BedTonight

MOST_NAMES = 6


async def let_out(turn: Turn, said: Said) -> None:
    """Somebody left: from the beds that were named, else whoever came last; never somebody with a name by a guess."""
    done = Done()
    if said.report.beds or said.report.rooms:
        await _out_of_beds(turn, said, done)
    elif said.report.guest is not None:
        await _by_name(turn, said, done)
    else:
        for one in said.report.people:
            await leave_unnamed(turn, said, done, one.group, one.count or 1)
    await tell_out(turn, said, done)


async def _out_of_beds(turn: Turn, said: Said, done: Done) -> None:
    beds, missing = await beds_named(turn, said)
    if missing:
        say_unknown(turn, said, missing)
        return
    board = await tonight(turn, said)
    rows = [(bed.label, board.get(bed.label)) for bed in beds]
    for label, row in rows:
        if row is not None and row.state == "taken" and row.place_id is not None:
            await went(turn, done, row.place_id)
        elif said.report.beds:
            turn.say("occupancy-bed-is", bed=label, state=row.state if row else "not_tonight")
    if said.report.rooms and not said.report.beds and not done.places:
        turn.say("occupancy-room-empty", room=listed(said.report.rooms))


async def went(turn: Turn, done: Done, place_id: uuid.UUID) -> None:
    """This one left."""
    place = await stays.check_out(turn.session, place_id, turn.now)
    done.places.append(place)
    done.steps.append({"do": "out", "id": str(place.id)})
    await record(turn, "bed.out", place=str(place.id))


async def _by_name(turn: Turn, said: Said, done: Done) -> None:
    name = said.report.guest or ""
    rows = [
        r for r in (await tonight(turn, said)).values() if r.state == "taken" and bed_guests.is_called(r.guest, name)
    ]
    if len(rows) == 1 and rows[0].place_id is not None:
        await went(turn, done, rows[0].place_id)
    elif rows:
        await _who_left(turn, said, rows)
    else:
        turn.say("occupancy-nobody-called", name=name, place=said.facility.name)


async def leave_unnamed(turn: Turn, said: Said, done: Done, group: str | None, count: int) -> None:
    """The nameless of a group who came last; when there are too few, ask who of the others it was."""
    last = await stays.last_in(
        turn.session, night=said.night, facility=said.facility.key, group=group, most=MOST_AT_ONCE * 10
    )
    nameless = [s for s in last if s.guest_id is None and s.person_id is None and not s.guest_name]
    for stay in nameless[:count]:
        await went(turn, done, stay.id)
    if len(nameless) >= count:
        return
    named = {s.id for s in last} - {s.id for s in nameless}
    rows = [r for r in (await tonight(turn, said)).values() if r.place_id in named]
    turn.say("occupancy-fewer-in", done=min(len(nameless), count), asked=count)
    if rows:
        await _who_left(turn, said, rows)


async def _who_left(turn: Turn, said: Said, rows: Sequence[BedTonight]) -> None:
    turn.say("occupancy-who-left", board=BOARD)
    await record_names(turn, [row.place_id for row in rows[:MOST_NAMES] if row.guest])
    for row in rows[:MOST_NAMES]:
        turn.offer(
            "button-named-step", "departures.leave",
            name=turn.word("occupancy-guest-in", name=row.guest or "–", bed=row.bed),
            token=uuid.uuid4().hex, place=str(row.place_id), slots=said.slots,
        )  # fmt: skip


async def tell_out(turn: Turn, said: Said, done: Done) -> None:
    """Who left which beds, and what is free now."""
    if not done.places:
        return
    who, beds = done.who(turn), listed(done.beds)
    turn.paragraphs.insert(0, turn.word("occupancy-out", noun=who, place=said.facility.name, beds=beds))
    undo.offer(turn, done.steps, what=turn.word("occupancy-out-short", noun=who, beds=beds), beds=done.beds)
    await say_free(turn, said)
    await _say_who_waits(turn, said, {place.group for place in done.places})


async def _say_who_waits(turn: Turn, said: Said, groups: set[str]) -> None:
    """The free place is offered to who waits within seconds: staff know it before they give it to somebody else."""
    line = await waiting.in_line(turn.session, said.night)
    count = sum(w.group in groups and w.facility in (None, said.facility.key) for w in line)
    if count:
        turn.say("occupancy-waiting", count=count)


@answers("departures.leave", needs=May.CHANGE_BEDS)
async def leave(turn: Turn) -> None:
    """Staff say which of the named guests left."""
    from actions import door  # noqa: PLC0415 (it imports this module)

    said = await door.said_of(turn, turn.arguments["slots"])
    if said is not None and await first_time(turn, turn.arguments["token"]):
        done = Done()
        await went(turn, done, uuid.UUID(turn.arguments["place"]))
        await tell_out(turn, said, done)
