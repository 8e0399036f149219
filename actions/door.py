"""What somebody on duty types at the door, from telegram to deed: what is missing or may mean two things is asked.

A telegram is read by rules before the model is asked what it means; when they read nothing, the model's own
`update_bed_occupancy` comes here with its entities. The shelter is asked once a shift, not once a message.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from actions import (
    bed_count,
    bed_full,
    bed_overview,
    bed_repairs,
    clock,
    departures,
    door_answers,
    door_handover,
    door_meanings,
    door_switches,
    door_turn_aways,
    form_words,
    forms,
    no_shows,
    occupancy,
    undo,
)
from actions.door_said import BOARD, SHIFT, Said, lately, note
from actions.forms import Form, Slot, Slots
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import LONG, Turn
from nlu.door.report import DoorKind, DoorReport, People
from nlu.understanding import Understanding, dump, load
from storage import availability, closures, facilities
from storage.facilities import Facility

Handler = Callable[[Turn, Said], Awaitable[None]]
HANDLERS: dict[DoorKind, Handler] = {
    DoorKind.ARRIVED: occupancy.let_in,
    DoorKind.LEFT: departures.let_out,
    DoorKind.OUT_OF_ORDER: bed_repairs.broken,
    DoorKind.IN_ORDER: bed_repairs.mended,
    DoorKind.COUNT: bed_count.count,
    DoorKind.FULL: bed_full.full,
    DoorKind.TURNED_AWAY: door_turn_aways.turned_away,
    DoorKind.QUESTION: bed_overview.question,
    DoorKind.NO_SHOW: no_shows.no_show,
    DoorKind.HANDOVER: door_handover.handover,
    DoorKind.COLD_WEATHER: door_switches.cold,
    DoorKind.CLOSED: door_switches.closed,
    DoorKind.OPENED: door_switches.opened,
    DoorKind.UNDO: undo.typed,
}
ANYWHERE = frozenset(
    {DoorKind.QUESTION, DoorKind.NO_SHOW, DoorKind.HANDOVER, DoorKind.COLD_WEATHER, DoorKind.UNDO}
)  # fmt: skip
"""Kinds that are about no shelter in particular when none is named."""
ABOUT_ANYTHING = frozenset({DoorKind.NO_SHOW, DoorKind.HANDOVER, DoorKind.UNDO})
"""Kinds that may be about something else when somebody writes them who has no beds to look after."""
BARE = frozenset({DoorKind.FULL, DoorKind.QUESTION})
"""Kinds of one word ("vol", "vrij?"), which may also be the answer to the question of an open form."""
GROUP_LASTS = timedelta(minutes=20)
MORE_WORDS = frozenset({"nog", "erbij", "die", "ook", "more", "another", "also", "those"})


# ---------------------------------------------------------------- hearing


async def hear(turn: Turn) -> bool:
    """Act on a telegram; False when the text is none, or when it answers the question that is open."""
    if not may(turn.role, May.SEE_BEDS) or not turn.text.strip() or len(turn.text) > LONG:
        return False
    report = await report_in(turn, turn.understood)
    if report is None or not _is_new(turn, report):
        return False
    if not may(turn.role, May.CHANGE_BEDS) and report.kind is not DoorKind.QUESTION:
        return _only_looks(turn, report)
    turn.conversation.stumbles = 0
    if turn.conversation.form is not None:
        turn.conversation.form = None
        turn.say("door-form-dropped")
    if report.ambiguous:
        _ask_meaning(turn, report)
    else:
        await begin(turn, report)
    return True


async def report_in(turn: Turn, understood: Understanding) -> DoorReport | None:
    """The telegram in a message, with the shelters of this region known by their names."""
    known = await facilities.all_facilities(turn.session)
    return understood.at_the_door({f.key: (f.name,) for f in known})


async def keep_note(turn: Turn) -> bool:
    """Keep a note for the day in which danger is heard: whoever answers the danger says that it is kept."""
    if not may(turn.role, May.CHANGE_BEDS) or len(turn.text) > LONG:
        return False
    report = await report_in(turn, turn.understood)
    if report is None or report.kind is not DoorKind.HANDOVER:
        return False
    await door_handover.keep(turn, report)
    return True


def _is_new(turn: Turn, report: DoorReport) -> bool:
    """Whether it is a new telegram and not the answer to an open form: it brings figures, beds or a subject itself."""
    if turn.conversation.form is None:
        return True
    if report.ambiguous or (report.kind in BARE and not (report.beds or report.facility or report.everywhere)):
        return False
    return not (report.kind is DoorKind.UNDO and turn.understood.intent in form_words.ALWAYS_SERVED)


def _only_looks(turn: Turn, report: DoorReport) -> bool:
    """Who may see beds and not change them hears so."""
    if report.kind in ABOUT_ANYTHING or report.ambiguous:
        return False
    turn.say("door-only-looking", board=BOARD)
    return True


def _ask_meaning(turn: Turn, report: DoorReport) -> None:
    turn.say("door-which-meaning")
    for reading in door_meanings.both(report, turn.text):
        turn.offer(
            "button-named-step", "door.meant",
            name=door_meanings.words(turn, reading), kind=reading.kind, said=dump(turn.understood),
        )  # fmt: skip


@answers("door.meant", needs=May.CHANGE_BEDS)
async def meant(turn: Turn) -> None:
    """Staff say which of two meanings it was."""
    kind, turn.understood = turn.arguments["kind"], load(turn.arguments["said"])
    report = await _report(turn, {"kind": kind})
    await begin(turn, report, kind=str(kind))


@answers("update_bed_occupancy", needs=May.CHANGE_BEDS, effect=True)
async def from_the_model(turn: Turn) -> None:
    """What the rules could not read and the model took for a change of beds."""
    await begin(turn, await _report(turn, {}))


# ---------------------------------------------------------------- what is missing


async def begin(turn: Turn, report: DoorReport, **more: Any) -> None:
    """Act on a telegram, after asking what it did not say."""
    slots: Slots = {"said": dump(turn.understood), "at": turn.now.isoformat(), **more}
    places = await facilities.all_facilities(turn.session)
    here = await _place(turn, report, places)
    if report.facility is not None and here is None and report.kind not in ANYWHERE:
        turn.say("door-no-such-place", place=report.facility)
    slots["places"] = [[f.name, f.key] for f in places]
    if here is not None or report.kind in ANYWHERE:
        slots["facility"] = here
    if not _needs_group(report):
        slots["group"] = None
    elif (group := await _group(turn, here)) is not None:
        slots["group"] = group
    if report.kind is not DoorKind.TURNED_AWAY or report.refusal is not None:
        slots["refusal"] = report.refusal
    await forms.start(turn, DOOR, **slots)


async def _place(turn: Turn, report: DoorReport, places: list[Facility]) -> str | None:
    """The shelter that is meant: named, the only one, the one of this shift, or the only one it can be."""
    keys = [f.key for f in places]
    if report.facility is not None:
        return report.facility if report.facility in keys else None
    if report.kind in ANYWHERE:
        return None
    if len(keys) == 1:
        return keys[0]
    if report.kind is DoorKind.OPENED:
        closed = await closures.closed_in(turn.session, clock.night_of(turn.now))
        return next(f.key for f in places if f.id in closed) if len(closed) == 1 else _of_this_shift(turn, keys)
    known = _of_this_shift(turn, keys)
    return known if known is not None and await _has_beds_for(turn, report, known) else None


async def _has_beds_for(turn: Turn, report: DoorReport, facility: str) -> bool:
    """Whether the shelter of this shift has any bed for who came; else another one is meant, and is asked."""
    groups = {one.group for one in report.people if one.group in ("man", "vrouw", "jongere")}
    if report.kind is not DoorKind.ARRIVED or not groups:
        return True
    board = await availability.tonight(
        turn.session, night=clock.night_of(turn.now), now=turn.now, facility=facility
    )  # fmt: skip
    here = {bed.group for bed in board}
    return (
        bool(groups & here) or bool(report.beds) or ("gezin" in here and any(p.group == "kind" for p in report.people))
    )


def _of_this_shift(turn: Turn, keys: list[str]) -> str | None:
    known = lately(turn, "facility", SHIFT)
    return known if known in keys else None


def _needs_group(report: DoorReport) -> bool:
    """Whether somebody came or left of whom no group and no bed was said."""
    if report.kind not in (DoorKind.ARRIVED, DoorKind.LEFT) or report.beds or report.rooms:
        return False
    if report.kind is DoorKind.LEFT and report.guest:
        return False
    return not report.people or any(one.group is None for one in report.people)


async def _group(turn: Turn, here: str | None) -> str | None:
    """The only group of this shelter, or the one of a moment ago when "nog 1 erbij" points back at it."""
    if set(turn.text.lower().split()) & MORE_WORDS:
        return lately(turn, "group", GROUP_LASTS)  # type: ignore[no-any-return]
    if here is None:
        return None
    rows = await availability.availability(
        turn.session, night=clock.night_of(turn.now), now=turn.now, facility=here
    )  # fmt: skip
    return rows[0].group if len(rows) == 1 else None


# ---------------------------------------------------------------- doing


async def _finish(turn: Turn, slots: Slots) -> None:
    said = await said_of(turn, slots)
    if said is None:
        return
    if said.place is not None:
        note(turn, "facility", said.place.key)
    if said.report.kind in (DoorKind.ARRIVED, DoorKind.LEFT) and said.report.people:
        note(turn, "group", said.report.people[-1].group)
    await HANDLERS[said.report.kind](turn, said)
    if said.report.now_full and said.report.kind is DoorKind.ARRIVED:
        await bed_full.full(turn, said)


@answers("door.go_on", needs=May.CHANGE_BEDS)
async def go_on(turn: Turn) -> None:
    """A button that filled in the last thing: go on with the telegram."""
    await _finish(turn, dict(turn.arguments["slots"]))


async def said_of(turn: Turn, slots: Slots) -> Said | None:
    """The telegram that these slots hold; None, with a word about it, when the button is of another shift."""
    if turn.now - datetime.fromisoformat(slots["at"]) > SHIFT:
        turn.say("button-is-old")
        return None
    turn.understood = load(slots["said"])
    report = await _report(turn, slots)
    if (group := slots.get("group")) is not None:
        people = report.people or (People(count=1, group=None),)
        report = replace(report, people=tuple(replace(p, group=p.group or group) for p in people))
    place = await facilities.by_key(turn.session, slots["facility"]) if slots.get("facility") else None
    return Said(report=report, place=place, night=clock.night_of(turn.now), slots=dict(slots))


def bare(turn: Turn, facility: Facility) -> Said:
    """A telegram of which only the shelter is known any more."""
    report = DoorReport(kind=DoorKind.TURNED_AWAY, facility=facility.key)
    return Said(report=report, place=facility, night=clock.night_of(turn.now), slots={})


async def _report(turn: Turn, slots: Slots) -> DoorReport:
    """The reading of the words that was meant; from the model's entities when the rules read nothing."""
    report = await report_in(turn, turn.understood)
    if report is None:
        return door_meanings.from_entities(turn)
    if (kind := slots.get("kind")) is not None and kind != report.kind:
        return door_meanings.other(report, turn.text)
    return replace(report, or_kind=None)


_GROUP_OPTIONS = tuple((f"group-one-{group}", group) for group in ("man", "vrouw", "gezin", "jongere"))
_REFUSAL_OPTIONS = (
    ("turn-away-full", "full"),
    ("turn-away-no-fit", "no_fit"),
    ("turn-away-too-young", "too_young"),
    ("turn-away-pet", "pet"),
    ("turn-away-behaviour", "behaviour"),
    ("turn-away-own-choice", "own_choice"),
    ("turn-away-other", "other"),
)

DOOR = forms.form(
    Form(
        kind="door",
        slots=(
            Slot(
                name="facility",
                ask="occupancy-which-facility",
                read=door_answers.facility_read,
                named=door_answers.places_named,
            ),
            Slot(name="group", ask="occupancy-which-group", read=door_answers.group_read, options=_GROUP_OPTIONS),
            Slot(name="refusal", ask="door-which-refusal", read=door_answers.refusal_read, options=_REFUSAL_OPTIONS),
        ),
        finish=_finish,
        stopped="door-left-as-it-was",
        own_intents=frozenset({"update_bed_occupancy", "ask_bed_availability", "reserve_bed"}),
    )
)
