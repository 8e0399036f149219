"""A bed or room is out of order, and in use again. Nobody who sleeps there is put out."""

from __future__ import annotations

from collections.abc import Sequence

from actions import undo
from actions.door_said import Said, beds_named, listed, record, say_free, say_unknown, tonight
from actions.turn import Turn
from storage import rooms
from storage.rooms import Bed


async def broken(turn: Turn, said: Said) -> None:
    """These beds are not given out until they are mended, with the reason as it was written."""
    assert turn.staff is not None
    beds = await _beds(turn, said)
    if not beds:
        return
    reason = said.report.reason or ""
    fresh = await rooms.put_out_of_order(turn.session, beds, reason=reason, now=turn.now, made_by=turn.staff.id)
    if fresh:
        turn.say("occupancy-broken", bed=_labels(fresh), reason=reason or "–")
        made = await rooms.open_outages(turn.session, fresh)
        steps = [{"do": "broken", "id": str(outage.id)} for outage in made]
        undo.offer(turn, steps, what=turn.word("occupancy-broken-short", bed=_labels(fresh)), beds=_names(fresh))
        await record(turn, "bed.broken", beds=[str(bed.id) for bed in fresh])
    if old := [bed for bed in beds if bed not in fresh]:
        turn.say("occupancy-broken-already", bed=_labels(old))
    board = await tonight(turn, said)
    if asleep := [bed for bed in beds if bed.label in board and board[bed.label].state == "taken"]:
        turn.say("occupancy-broken-taken", bed=_labels(asleep))
    if held := [bed for bed in beds if bed.label in board and board[bed.label].held_until is not None]:
        turn.say("occupancy-broken-held", bed=_labels(held))
    await say_free(turn, said)


async def mended(turn: Turn, said: Said) -> None:
    """These beds can be given out again."""
    beds = await _beds(turn, said)
    if not beds:
        return
    was = await rooms.open_outages(turn.session, beds)
    done = await rooms.put_in_order(turn.session, beds, turn.now)
    if not done:
        turn.say("occupancy-not-broken", bed=_labels(beds))
        return
    turn.say("occupancy-mended", bed=_labels(done))
    steps = [{"do": "mended", "id": str(outage.id)} for outage in was]
    undo.offer(turn, steps, what=turn.word("occupancy-mended-short", bed=_labels(done)), beds=_names(done))
    await record(turn, "bed.mended", beds=[str(bed.id) for bed in done])
    await say_free(turn, said)


async def _beds(turn: Turn, said: Said) -> Sequence[Bed]:
    if not said.report.beds and not said.report.rooms:
        turn.say("occupancy-which-bed")
        return []
    beds, missing = await beds_named(turn, said)
    if missing:
        say_unknown(turn, said, missing)
        return []
    return beds


def _names(beds: Sequence[Bed]) -> list[str]:
    return [bed.label for bed in beds]


def _labels(beds: Sequence[Bed]) -> str:
    return listed(_names(beds))
