"""Taking back the last thing somebody did at the door: by its button, or by typing "oeps" within half an hour."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from actions import switches
from actions.door_said import SHIFT, Said, first_time, lately, note, record
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import nudges, stays, turn_aways
from storage import undo as undoing
from storage.errors import AlreadyTaken, NotFound

TYPED_LASTS = timedelta(minutes=30)
Step = dict[str, Any]
"""One thing to take back: {"do": what was done, "id": to which row, …}."""


def offer(turn: Turn, steps: Sequence[Step], *, what: str, beds: Sequence[str] = ()) -> None:
    """The button that takes exactly these steps back. `what` says in words what that was."""
    past: dict[str, Any] = {
        "token": uuid.uuid4().hex, "at": turn.now.isoformat(), "what": what,
        "steps": list(steps), "beds": [bed.lower() for bed in beds],
    }  # fmt: skip
    turn.offer("button-undo", "undo.press", **past)
    note(turn, "undo", past)


@answers("undo.press", needs=May.CHANGE_BEDS)
async def press(turn: Turn) -> None:
    """The button was pressed, once or more often."""
    past = dict(turn.arguments)
    if turn.now - datetime.fromisoformat(past["at"]) > SHIFT:
        turn.say("door-undo-too-late")
        return
    await _take_back(turn, past)


async def typed(turn: Turn, said: Said) -> None:
    """ "oeps": the last thing this person did. "klopt niet, bed 4 was fout" only when that was about bed 4."""
    past = lately(turn, "undo", TYPED_LASTS)
    if past is None:
        turn.say("door-undo-nothing")
    elif (said.report.beds and set(said.report.beds) != set(past["beds"])) or said.report.rooms:
        turn.say("door-undo-another", what=past["what"])
        turn.offer("button-undo", "undo.press", **past)
    else:
        await _take_back(turn, past)


async def _take_back(turn: Turn, past: dict[str, Any]) -> None:
    try:
        async with turn.session.begin_nested():  # all of it or nothing: half undone would be a lie either way
            if not await first_time(turn, past["token"]):
                return
            for step in reversed(past["steps"]):
                await _undo(turn, step)
    except (AlreadyTaken, NotFound):
        turn.say("door-undo-too-late")
        return
    await record(turn, "bed.undone", steps=past["steps"])
    turn.say("door-undone", what=past["what"])


async def _undo(turn: Turn, step: Step) -> None:
    session, now, row = turn.session, turn.now, step.get("id")
    match step["do"]:
        case "in":
            await undoing.never_in(session, uuid.UUID(row), now)
        case "guest":
            await undoing.no_guest(session, uuid.UUID(row))
        case "out":
            await stays.back_in(session, uuid.UUID(row), now)
        case "arrived":
            guest = uuid.UUID(step["guest"]) if step["guest"] else None
            until = datetime.fromisoformat(step["until"])
            await undoing.still_held(session, uuid.UUID(row), now, until=until, guest_id=guest)
            await nudges.plan_again(session, uuid.UUID(row), now)
        case "released":
            await undoing.held_again(session, uuid.UUID(row), now)
            await nudges.plan_again(session, uuid.UUID(row), now)
        case "broken":
            await undoing.not_broken(session, uuid.UUID(row), now)
        case "mended":
            await undoing.not_mended(session, uuid.UUID(row), now)
        case "refused":
            await turn_aways.undo(session, uuid.UUID(row), now)
        case "note":
            await undoing.not_written(session, uuid.UUID(row))
        case "counted":
            before = datetime.fromisoformat(step["before"]) if step["before"] else None
            await undoing.not_counted(session, step["facility"], datetime.fromisoformat(step["counted"]), before)
        case "closed":
            await switches.open_again(session, uuid.UUID(row), now)
        case "cold":
            await switches.cold_weather_off(session, uuid.UUID(row), now)
