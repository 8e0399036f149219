"""Beds for night staff: somebody in, somebody out, a bed out of order. Said back in words, with an undo button."""

from __future__ import annotations

import re
import uuid
from datetime import date

from actions import clock, forms
from actions.bed_words import age_words
from actions.forms import Form, Slot, Slots
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from storage import availability, beds, facilities, rooms, stays
from storage.beds import Sleeper
from storage.errors import AlreadyTaken, NoneFree, NotFound

IN_WORDS = (
    "ingecheckt",
    "check in",
    "checked in",
    "binnen",
    "erbij",
    "gekomen",
    "aangekomen",
    "arrived",
    "bezet",
    "in",
)
OUT_WORDS = ("vertrokken", "uitgecheckt", "weg", "eruit", "left", "gone", "vrij", "leeg", "uit")
BROKEN_WORDS = ("buiten gebruik", "kapot", "defect", "lekkage", "stuk", "out of order", "broken")
MENDED_WORDS = ("weer in gebruik", "gemaakt", "hersteld", "in orde", "fixed")
MOST_AT_ONCE = 30


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


def _count(turn: Turn) -> int:
    written = turn.understood.value("person_count")
    return min(int(written), MOST_AT_ONCE) if written and written.isdigit() else 1


@answers("update_bed_occupancy", needs=May.CHANGE_BEDS, effect=True)
async def update_bed_occupancy(turn: Turn) -> None:
    """Night staff say what changed at the door."""
    what = direction(turn.text)
    if what is None:
        await _tell_count(turn)
        return
    before = turn.recalled("occupancy") or {}
    slots: Slots = {"what": what, "count": _count(turn), "bed": turn.understood.value("bed")}
    facility = turn.understood.value("facility") or before.get("facility")
    group = turn.understood.value("target_group") or (before.get("group") if facility else None)
    if slots["bed"] is not None or what in ("broken", "mended"):
        group = group or "any"
    slots |= {k: v for k, v in (("facility", facility), ("group", group)) if v}
    await forms.start(turn, OCCUPANCY, **slots)


async def _tell_count(turn: Turn) -> None:
    facility = turn.understood.value("facility")
    rows = await availability.availability(
        turn.session, night=clock.night_of(turn.now), now=turn.now, facility=facility
    )
    lines = [
        turn.word(
            "occupancy-count",
            place=r.name,
            group=turn.word("group-many", group=r.group),
            taken=r.total - r.free - r.on_hold,
            free=r.free,
            held=r.on_hold,
            age=age_words(turn, r.counted_at),
        )
        for r in rows
    ]
    turn.paragraphs.append("\n".join(lines))
    turn.say("occupancy-is-it-right")
    turn.offer("button-count-right", "occupancy.recount", answers="yes", facilities=sorted({r.facility for r in rows}))


@answers("occupancy.recount", needs=May.CHANGE_BEDS)
async def recount(turn: Turn) -> None:
    """Staff say the count is right: it is fresh again."""
    await beds.recount(turn.session, turn.arguments["facilities"], turn.now)
    turn.say("occupancy-recounted", at=clock.clock_words(turn.now))


async def _finish(turn: Turn, slots: Slots) -> None:
    turn.remember("occupancy", facility=slots["facility"], group=None if slots["group"] == "any" else slots["group"])
    night = clock.night_of(turn.now)
    if slots["what"] == "in":
        await _let_in(turn, slots, night)
    elif slots["what"] == "out":
        await _let_out(turn, slots, night)
    else:
        await _set_state(turn, slots)


async def _let_in(turn: Turn, slots: Slots, night: date) -> None:
    assert turn.staff is not None
    done: list[beds.Place] = []
    for _ in range(slots["count"]):
        try:
            done.append(
                await stays.check_in(
                    turn.session,
                    night=night,
                    group=slots["group"],
                    facility=slots["facility"],
                    bed=slots["bed"],
                    now=turn.now,
                    whose=Sleeper(made_by=turn.staff.id),
                )
            )
        except (NoneFree, AlreadyTaken):
            turn.say("occupancy-no-more", done=len(done), asked=slots["count"])
            break
    if done:
        await _tell_change(turn, "occupancy-in", done, slots, night)


async def _let_out(turn: Turn, slots: Slots, night: date) -> None:
    group = None if slots["group"] == "any" else slots["group"]
    if slots["bed"] is not None:
        board = await availability.tonight(turn.session, night=night, now=turn.now)
        found = [
            b.place_id
            for b in board
            if b.facility == slots["facility"] and b.bed == slots["bed"] and b.state == "taken" and b.place_id
        ]
    else:
        last = await stays.last_in(
            turn.session, night=night, facility=slots["facility"], group=group, most=slots["count"]
        )
        found = [s.id for s in last]
    done = [await stays.check_out(turn.session, stay, turn.now) for stay in found]
    if len(done) < slots["count"]:
        turn.say("occupancy-fewer-in", done=len(done), asked=slots["count"])
    if done:
        await _tell_change(turn, "occupancy-out", done, slots, night)


async def _tell_change(turn: Turn, key: str, done: list[beds.Place], slots: Slots, night: date) -> None:
    group = done[0].group
    rows = await availability.availability(
        turn.session, night=night, now=turn.now, group=group, facility=slots["facility"]
    )
    noun = turn.word("group-some", group=group, count=len(done))
    turn.say(
        key,
        noun=noun,
        place=done[0].facility_name,
        beds=", ".join(p.bed for p in done),
        free=sum(r.free for r in rows),  # no row when all beds of the group are out of order
        group=turn.word("group-many", group=group),
    )
    undo = "in" if key == "occupancy-in" else "out"
    turn.offer("button-undo", "occupancy.undo", was=undo, places=[str(p.id) for p in done])


@answers("occupancy.undo", needs=May.CHANGE_BEDS)
async def undo(turn: Turn) -> None:
    """Take the last change back, exactly those beds."""
    places = [uuid.UUID(p) for p in turn.arguments["places"]]
    try:
        async with turn.session.begin_nested():  # all of them or none: half undone would be a lie either way
            for place in places:
                if turn.arguments["was"] == "in":
                    await stays.check_out(turn.session, place, turn.now, "mistake")
                else:
                    await stays.back_in(turn.session, place, turn.now)
    except (AlreadyTaken, NotFound):
        turn.say("occupancy-undo-too-late")
        return
    turn.say("occupancy-undone", count=len(places))


async def _set_state(turn: Turn, slots: Slots) -> None:
    if slots["bed"] is None:
        turn.say("occupancy-which-bed")
        return
    broken = slots["what"] == "broken"
    try:
        found = await rooms.find_beds(turn.session, facility=slots["facility"], labels=[slots["bed"]])
    except NotFound:
        turn.say("occupancy-no-such-bed", bed=slots["bed"])
        return
    if broken:
        await rooms.put_out_of_order(turn.session, found, reason=turn.text, now=turn.now)
    else:
        await rooms.put_in_order(turn.session, found, turn.now)
    turn.say("occupancy-broken" if broken else "occupancy-mended", bed=found[0].label)


def _facility_read(turn: Turn) -> str | None:
    return turn.understood.value("facility")


_FACILITY_OPTIONS = tuple(
    (f"facility-{key}", key) for key in ("nachtopvang", "crisisopvang", "24-uursopvang", "jongerenopvang")
)


def _group_read(turn: Turn) -> str | None:
    group = turn.understood.value("target_group")
    return group if group in facilities.GROUPS else None


_GROUP_OPTIONS = tuple((f"group-one-{group}", group) for group in ("man", "vrouw", "gezin", "jongere"))


OCCUPANCY = forms.form(
    Form(
        kind="occupancy",
        slots=(
            Slot(name="facility", ask="occupancy-which-facility", read=_facility_read, options=_FACILITY_OPTIONS),
            Slot(name="group", ask="occupancy-which-group", read=_group_read, options=_GROUP_OPTIONS),
        ),
        finish=_finish,
        own_intents=frozenset({"update_bed_occupancy", "ask_bed_availability", "reserve_bed"}),
    )
)
