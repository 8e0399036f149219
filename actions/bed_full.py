"""The house is full, staff say: a fresh count when the beds agree, else what the beds that look free are."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from actions import bed_count, occupancy, undo
from actions.door_said import Said, counts, first_time, record, say_free, tonight
from actions.occupancy import Done, Party
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import rooms
from storage.availability import Availability
from storage.rooms import Bed


async def full(turn: Turn, said: Said) -> None:
    """ "we zitten vol": a fresh count when the beds agree, else a question."""
    rows = _meant(said, await counts(turn, said))
    free = [(row.group, row.free) for row in rows if row.free]
    if not free:
        await bed_count.agreed(turn, said)
        return
    turn.say("door-full-but", noun=_for_whom(turn, free))
    turn.offer("door-label-all-taken", "bed_full.full_yes", answers="yes", slots=said.slots)
    turn.offer("door-label-not-full", "bed_full.full_no", answers="no")


def _meant(said: Said, rows: Sequence[Availability]) -> list[Availability]:
    groups = {one.group for one in said.report.people if one.group}
    return [row for row in rows if not groups or row.group in groups or said.report.now_full]


def _for_whom(turn: Turn, free: Sequence[Party]) -> str:
    return ", ".join(turn.word("door-free-for", free=n, group=turn.word("group-many", group=g)) for g, n in free)


@answers("bed_full.full_yes", needs=May.CHANGE_BEDS)
async def full_yes(turn: Turn) -> None:
    """Really full: what are the beds that look free?"""
    slots, token = turn.arguments["slots"], uuid.uuid4().hex
    turn.say("door-full-what")
    turn.offer("door-label-set-taken", "bed_full.full_as", state="taken", token=token, slots=slots)
    turn.offer("door-label-set-broken", "bed_full.full_as", state="broken", token=token, slots=slots)


@answers("bed_full.full_no", needs=May.CHANGE_BEDS)
async def full_no(turn: Turn) -> None:
    """Not full after all."""
    turn.say("door-full-not")


@answers("bed_full.full_as", needs=May.CHANGE_BEDS)
async def full_as(turn: Turn) -> None:
    """The beds that look free are taken by people without a name, or out of order."""
    from actions import door  # noqa: PLC0415 (it imports this module)

    said = await door.said_of(turn, turn.arguments["slots"])
    if said is None or not await first_time(turn, turn.arguments["token"]):
        return
    rows = [row for row in _meant(said, await counts(turn, said)) if row.free]
    if turn.arguments["state"] == "broken":
        await _all_broken(turn, said, {row.group for row in rows})
        return
    done = Done()
    for row in rows:
        await occupancy.fill(turn, said, done, row.group, row.free)
    await occupancy.tell_in(turn, said, done)


async def _all_broken(turn: Turn, said: Said, groups: set[str]) -> None:
    assert turn.staff is not None
    board = (await tonight(turn, said)).values()
    ids = [b.bed_id for b in board if b.state == "free" and b.group in groups]
    found = [await turn.session.get_one(Bed, bed_id) for bed_id in ids]
    labels = ", ".join(bed.label for bed in found)
    reason = turn.word("door-full-reason")
    await rooms.put_out_of_order(turn.session, found, reason=reason, now=turn.now, made_by=turn.staff.id)
    steps = [{"do": "broken", "id": str(o.id)} for o in await rooms.open_outages(turn.session, found)]
    turn.say("occupancy-broken", bed=labels, reason=reason)
    undo.offer(turn, steps, what=turn.word("occupancy-broken-short", bed=labels))
    await record(turn, "bed.broken", beds=[str(bed.id) for bed in found])
    await say_free(turn, said)
