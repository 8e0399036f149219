"""One telegram from the door, complete enough to act on, and the few words all answers to telegrams share."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from actions import clock
from actions.forms import Slots
from actions.turn import Turn
from nlu.door.report import DoorReport
from storage import audit, availability, repeats
from storage.availability import Availability, BedTonight
from storage.facilities import Facility
from storage.rooms import Bed, Room

SHIFT = timedelta(hours=12)
"""How long the shelter of this conversation is remembered: asked once a shift, not once a message."""
BOARD = "/beds"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A telegram with what was asked back filled in. `slots` are what it was made of, to go on with behind a button."""

    report: DoorReport
    place: Facility | None
    night: date
    slots: Slots

    @property
    def facility(self) -> Facility:
        """The shelter it is about, for kinds that are about one."""
        assert self.place is not None
        return self.place


# ---------------------------------------------------------------- memory of a shift


def memory(turn: Turn) -> dict[str, Any]:
    """What this conversation with somebody on duty was about: their shelter, and what can be taken back."""
    known = turn.next_context.get("door") or turn.conversation.context.get("door") or {}
    return dict(known)


def remember(turn: Turn, **facts: Any) -> None:
    """Keep this for the rest of the shift."""
    turn.next_context["door"] = {**memory(turn), **facts}


def lately(turn: Turn, name: str, lasts: timedelta) -> Any:
    """What was remembered under this name not too long ago, as {"is": value, "at": moment}; else None."""
    known = memory(turn).get(name)
    if known is None or turn.now - datetime.fromisoformat(known["at"]) > lasts:
        return None
    return known["is"]


def note(turn: Turn, name: str, value: Any) -> None:
    """Remember a value with its moment, for `lately`."""
    remember(turn, **{name: {"is": value, "at": turn.now.isoformat()}})


async def record(turn: Turn, action: str, **details: Any) -> None:
    """Write down who changed what, as the board does."""
    assert turn.staff is not None
    await audit.record(
        turn.session, action, now=turn.now, staff_id=turn.staff.id, conversation_id=turn.conversation.id, **details
    )


async def record_names(turn: Turn, places: Iterable[uuid.UUID | None]) -> None:
    """Write down whose names an answer shows, by their places, as the board does."""
    if shown := [str(place) for place in places if place is not None]:
        await record(turn, "beds.seen", shown=shown)


async def first_time(turn: Turn, token: str) -> bool:
    """Whether this button is pressed for the first time; a second press is told that it was done."""
    if await repeats.begin(turn.session, f"door:{token}", "press", turn.now) is None:
        return True
    turn.say("door-done-already")
    return False


# ---------------------------------------------------------------- beds and counts


async def beds_named(turn: Turn, said: Said) -> tuple[list[Bed], list[str]]:
    """The beds that a telegram names by label or room, in the order of the doors, and the labels nobody knows."""
    query = (
        select(Bed, col(Room.label))
        .join(Room, col(Room.id) == Bed.room_id, isouter=True)
        .where(Bed.facility_id == said.facility.id, col(Bed.last_night).is_(None) | (col(Bed.last_night) >= said.night))
        .order_by(col(Bed.position), col(Bed.label))
    )
    rows = [(bed, (room or "").lower()) for bed, room in (await turn.session.exec(query)).all()]
    labels, rooms = said.report.beds, said.report.rooms
    if labels:  # "kamer 4 bed 2" is one bed; the room must be right too
        found = [b for b, room in rows if b.label.lower() in labels and (not rooms or room in rooms)]
        missing = [label for label in labels if label not in {b.label.lower() for b in found}]
        return found, missing
    return [b for b, room in rows if room in rooms], [r for r in rooms if r not in {room for _, room in rows}]


async def tonight(turn: Turn, said: Said) -> dict[str, BedTonight]:
    """The beds of the shelter as the board shows them, by label."""
    rows = await availability.tonight(turn.session, night=said.night, now=turn.now, facility=said.facility.key)
    return {row.bed: row for row in rows}


async def counts(turn: Turn, said: Said) -> list[Availability]:
    """Free, held and all beds of the shelter per group."""
    return await availability.availability(
        turn.session, night=said.night, now=turn.now, facility=said.facility.key
    )  # fmt: skip


def free_words(turn: Turn, rows: Sequence[Availability]) -> str:
    """ "m 3 · v 0 · 2 vastgehouden": what is free in one shelter, group by group."""
    parts = [turn.word("door-group-free", group=r.group, free=r.free) for r in rows]
    if held := sum(r.on_hold for r in rows):
        parts.append(turn.word("door-held", count=held))
    return " · ".join(parts) or turn.word("door-no-beds")


async def say_free(turn: Turn, said: Said) -> None:
    """What is free now, as the last line of an answer to a change."""
    turn.say("door-free-now", place=said.facility.name, free=free_words(turn, await counts(turn, said)))


def people_words(turn: Turn, people: Sequence[tuple[str | None, int]]) -> str:
    """ "2 mannen, 1 vrouw"."""
    return ", ".join(turn.word("group-some", group=group or "", count=count) for group, count in people)


def listed(labels: Sequence[str]) -> str:
    """Labels as one string."""
    return ", ".join(labels)


def say_unknown(turn: Turn, said: Said, missing: Sequence[str]) -> None:
    """A bed or room that nobody knows: said with the shelter's name, nothing is done."""
    room = bool(said.report.rooms and not said.report.beds)
    key = "door-no-such-room" if room else "door-no-such-bed"
    turn.say(key, beds=listed(missing), place=said.facility.name)


def at_words(moment: datetime) -> str:
    """A time of day."""
    return clock.clock_words(moment)
