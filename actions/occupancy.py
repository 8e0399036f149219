"""Beds for night staff: somebody is in, somebody is out. Said back in words, with an undo button."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from actions import bed_guests, undo
from actions.door_said import (
    Said,
    at_words,
    beds_named,
    counts,
    listed,
    people_words,
    record,
    record_names,
    say_free,
    say_unknown,
    tonight,
)
from actions.turn import Turn
from nlu.door.report import People
from storage import nudges, stays
from storage.availability import BedTonight
from storage.beds import BedNight, Place, Sleeper
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.rooms import Bed

MOST_AT_ONCE = 30
Party = tuple[str, int]
"""So many of one group."""


@dataclass
class Done:
    """What one telegram changed: the places, how to take them back, and what did not fit."""

    places: list[Place] = field(default_factory=list)
    steps: list[undo.Step] = field(default_factory=list)
    unfit: list[Party] = field(default_factory=list)

    @property
    def beds(self) -> list[str]:
        """The labels of the beds."""
        return [place.bed for place in self.places]

    def who(self, turn: Turn) -> str:
        """ "2 mannen, 1 vrouw"."""
        groups = [place.group for place in self.places]
        return people_words(turn, [(group, groups.count(group)) for group in dict.fromkeys(groups)])


# ---------------------------------------------------------------- in


async def let_in(turn: Turn, said: Said) -> None:
    """Somebody came: into the beds that were named, else into what is free for each group."""
    done = Done()
    if said.report.guest is not None and not await bed_guests.settle(turn, said):
        return
    if (hold := bed_guests.hold_meant(said)) is not None:
        await arrive(turn, said, done, hold)
    elif said.report.beds or said.report.rooms:
        await _into_beds(turn, said, done)
    else:
        for group, count in parties(said.report.people, [row.group for row in await counts(turn, said)]):
            await fill(turn, said, done, group, count)
    await tell_in(turn, said, done)


def parties(people: Sequence[People], here: Sequence[str]) -> list[Party]:
    """Who needs which beds: children sleep in their family's place; a parent with children is a family where we can."""
    wanted = [(one.group or "", one.count or 1) for one in people]
    adults = [group for group, _ in wanted if group in ("man", "vrouw")]
    family = any(group == "gezin" for group, _ in wanted)
    if any(group == "kind" for group, _ in wanted) and (family or (adults and "gezin" in here)):
        wanted = [(group, count) for group, count in wanted if group != "kind"]
        if not family:
            parents = sum(count for _, count in wanted)
            wanted = [("gezin", 1)] if parents <= 2 else [*wanted, ("gezin", 1)]
    return [(group, min(count, MOST_AT_ONCE)) for group, count in wanted]


async def fill(turn: Turn, said: Said, done: Done, group: str, count: int) -> None:
    """As many of a group as fit, nameless, in the first beds that are free."""
    for placed in range(count):
        try:
            place = await _check_in(turn, said, group, None)
        except NoneFree:
            done.unfit.append((group, count - placed))
            return
        except AlreadyTaken:
            turn.say("occupancy-guest-has-bed", name=bed_guests.name_of(said) or "–")
            return
        await _came(turn, done, place)


async def _check_in(turn: Turn, said: Said, group: str, bed: str | None) -> Place:
    assert turn.staff is not None
    whose = Sleeper(made_by=turn.staff.id, guest_id=bed_guests.guest_of(said))
    return await stays.check_in(
        turn.session, night=said.night, group=group, facility=said.facility.key, bed=bed, now=turn.now, whose=whose
    )


async def _came(turn: Turn, done: Done, place: Place) -> None:
    done.places.append(place)
    done.steps.append({"do": "in", "id": str(place.id)})
    await record(turn, "bed.in", place=str(place.id))


async def _into_beds(turn: Turn, said: Said, done: Done) -> None:
    beds, missing = await beds_named(turn, said)
    if missing:
        say_unknown(turn, said, missing)
        return
    board = await tonight(turn, said)
    most = _most_in(said)
    for bed in beds:
        state = board[bed.label].state if bed.label in board else "not_tonight"
        if len(done.places) >= most and state == "free" and said.report.rooms and not said.report.beds:
            break
        if state == "free":
            await _take(turn, said, done, bed)
        else:
            await _say_not_free(turn, said, bed.label, board.get(bed.label))
    asked = sum(one.count or 0 for one in said.report.people)
    if said.report.rooms and asked > len(done.places) and done.places:
        turn.say("occupancy-room-too-small", done=len(done.places), asked=asked)


def _most_in(said: Said) -> int:
    """How many go into a room: as many as were said, else as many as there are free beds."""
    return sum(one.count or 0 for one in said.report.people) or MOST_AT_ONCE


async def _take(turn: Turn, said: Said, done: Done, bed: Bed) -> None:
    try:
        place = await _check_in(turn, said, bed.target_group, bed.label)
    except AlreadyTaken:
        turn.say("occupancy-guest-has-bed", name=bed_guests.name_of(said) or "–")
        return
    await _came(turn, done, place)
    said_groups = {one.group for one in said.report.people if one.group in ("man", "vrouw")}
    if len(said_groups) == 1 and bed.target_group in ("man", "vrouw") and bed.target_group not in said_groups:
        turn.say("occupancy-other-group", bed=bed.label, group=turn.word("group-many", group=bed.target_group))


async def _say_not_free(turn: Turn, said: Said, label: str, row: BedTonight | None) -> None:
    """Why somebody cannot go into a bed. A held one may be theirs: one button says so."""
    state = row.state if row else "not_tonight"
    if row is None or row.held_until is None or state != "held":
        if state in ("out_of_order", "closed") and row is not None and row.reason:
            turn.say("occupancy-bed-why", bed=label, state=state, reason=row.reason)
        else:
            turn.say("occupancy-bed-is", bed=label, state=state)
        return
    turn.say("occupancy-bed-held", bed=label, who=row.guest or "–", until=at_words(row.held_until))
    await record_names(turn, [row.place_id if row.guest else None])
    turn.offer(
        "button-named-step", "door.go_on",
        name=turn.word("occupancy-held-is-in", bed=label), slots={**said.slots, "hold": str(row.place_id)},
    )  # fmt: skip


async def arrive(turn: Turn, said: Said, done: Done, hold: uuid.UUID) -> None:
    """Whom a bed was held for is in."""
    row = await turn.session.get(BedNight, hold, populate_existing=True)
    try:
        if row is None or row.held_until is None:
            raise NotFound("the hold has ended")
        until, guest = row.held_until, row.guest_id
        place = await stays.arrive(turn.session, hold, now=turn.now, night=said.night)
    except (AlreadyTaken, NotFound):
        turn.say("occupancy-hold-over")
        return
    await nudges.cancel_about(turn.session, hold, now=turn.now, reason="arrived")
    done.places.append(place)
    done.steps.append(
        {"do": "arrived", "id": str(hold), "until": until.isoformat(), "guest": str(guest) if guest else None}
    )
    await record(turn, "bed.in", place=str(place.id))


async def tell_in(turn: Turn, said: Said, done: Done) -> None:
    """Who is in, in which beds, who did not fit, and what is free now."""
    if done.places:
        who = bed_guests.name_of(said) or done.who(turn)
        turn.paragraphs.insert(0, turn.word("occupancy-in", noun=who, place=said.facility.name, beds=listed(done.beds)))
        steps = [*bed_guests.new_guest_steps(said), *done.steps]
        undo.offer(turn, steps, what=turn.word("occupancy-in-short", noun=who, beds=listed(done.beds)), beds=done.beds)
    else:
        await bed_guests.forget_new(turn, said)
    if done.unfit:
        turn.say("occupancy-no-room", noun=people_words(turn, done.unfit), place=said.facility.name)
        turn.offer(
            "button-named-step", "turn_aways.write", name=turn.word("door-note-refusal"),
            token=uuid.uuid4().hex, night=said.night.isoformat(), facility=said.facility.key,
            people=done.unfit, refusal="full",
        )  # fmt: skip
    if done.places or done.unfit:
        await say_free(turn, said)


# ---------------------------------------------------------------- words, for when only the model understood

IN_WORDS = (
    "ingecheckt", "check in", "checked in", "binnen", "erbij", "gekomen", "aangekomen", "arrived", "bezet", "in",
)  # fmt: skip
OUT_WORDS = ("vertrokken", "uitgecheckt", "weg", "eruit", "left", "gone", "vrij", "leeg", "uit")
BROKEN_WORDS = ("buiten gebruik", "kapot", "defect", "lekkage", "stuk", "out of order", "broken")
MENDED_WORDS = ("weer in gebruik", "gemaakt", "hersteld", "in orde", "fixed")


def _has(said: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", said) for word in words)


def direction(said: str) -> str | None:
    """What a telegram-style message says happened: in, out, broken, mended, or None when it only gives a count."""
    said = said.lower()
    if _has(said, MENDED_WORDS):
        return "mended"
    if _has(said, BROKEN_WORDS):
        return "broken"
    if re.search(r"\b(stand|telling)\b", said) or _has(said, ("vol", "full")):
        return None
    if _has(said, OUT_WORDS):
        return "out"
    return "in" if _has(said, IN_WORDS) else None
