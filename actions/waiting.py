"""The waiting list, for who needs a place: come on it, know how many are before you, leave it."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions import clock
from actions.registry import answers
from actions.turn import Turn
from storage import facilities, holds, waiting
from storage.errors import AlreadyTaken, NotFound
from storage.waiting import Waiter


@answers("waiting.join", effect=True)
async def join(turn: Turn) -> None:
    """Wait for a place. Arguments: night (ISO date), group, and facility (a key, or None for wherever it fits)."""
    night = date.fromisoformat(turn.arguments["night"])
    if turn.staff is not None:
        await turn.go("not_for_you")
    elif night < clock.night_of(turn.now):
        turn.say("waiting-night-over")
        turn.offer("button-bed", "ask_bed_availability")
        turn.offer_human()
    elif (own := await holds.own_hold(turn.session, turn.conversation.id, turn.now)) and own.night == night:
        await turn.go("reserve_bed")  # they have a place: say which one, and until when
    else:
        await _wait(turn, night)


async def _wait(turn: Turn, night: date) -> None:
    group, key = turn.arguments["group"], turn.arguments.get("facility")
    facility = await facilities.by_key(turn.session, key) if key else None
    waiter = Waiter(
        night=night, target_group=group, facility_id=facility.id if facility else None, created_at=turn.now,
        conversation_id=turn.conversation.id, person_id=turn.person.id if turn.person else None,
    )  # fmt: skip
    try:
        await waiting.join(turn.session, waiter)
        said = "waiting-joined"
    except AlreadyTaken:
        found = await waiting.of_conversation(turn.session, turn.conversation.id, night)
        assert found is not None  # this turn holds the conversation, and AlreadyTaken says that it waits
        waiter, said = found, "waiting-already"
    tonight = night == clock.night_of(turn.now)
    turn.say(said, when="tonight" if tonight else "other", day=clock.day_words(night, turn.language))
    turn.say("waiting-ahead", count=await waiting.ahead_of(turn.session, waiter.id))
    turn.say("waiting-i-tell-you")
    turn.offer("button-waiting-leave", "waiting.leave", night=night.isoformat())
    turn.offer_human()


@answers("waiting.leave", effect=True)
async def leave(turn: Turn) -> None:
    """Wait no more; a place that is kept by way of the list is given back. Argument: night (ISO date)."""
    left = await waiting.leave(
        turn.session, turn.conversation.id, date.fromisoformat(turn.arguments["night"]), turn.now
    )
    if left is None:
        turn.say("waiting-on-no-list")
    else:
        await _give_back(turn, left)
        turn.say("waiting-left")
        turn.offer("button-waiting-again", "waiting.join", **await _same(turn, left))
    turn.offer("button-bed", "ask_bed_availability")
    turn.offer_human()


async def _give_back(turn: Turn, left: Waiter) -> None:
    if left.hold_id is None:
        return
    try:
        await holds.release(turn.session, left.hold_id, turn.now)
    except NotFound:
        return  # it ended by itself


async def _same(turn: Turn, left: Waiter) -> dict[str, Any]:
    every = await facilities.all_facilities(turn.session) if left.facility_id else []
    facility = next((f.key for f in every if f.id == left.facility_id), None)
    return {"night": left.night.isoformat(), "group": left.target_group, "facility": facility}
