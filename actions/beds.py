"""Beds for people who need one: is there a place, keep it for me, let it go. Every count says how old it is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from actions import clock, forms, holding
from actions.forms import Form, Slot, Slots
from actions.permissions import May, may
from actions.registry import answers
from actions.turn import Turn
from nlu.understanding import Grain
from storage import availability, facilities, holds
from storage.availability import Availability
from storage.beds import Place, Sleeper
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.staff import Role

FOLLOW_UP_INTENTS = frozenset({"ask_bed_availability", "out_of_scope", "reserve_bed", None})
FOLLOW_UP_WORDS = 6


def night_meant(turn: Turn) -> date:
    """The night the message is about; the one that runs (or comes) when it names none."""
    for span in turn.understood.times:
        if span.start is not None and span.grain in (Grain.DAY, Grain.DAYPART):
            # A whole day begins at midnight, which is still the night before; the night that begins on it is meant.
            whole_day = span.grain is Grain.DAY
            night = clock.local(span.start).date() if whole_day else clock.night_of(span.start)
            return max(night, clock.night_of(turn.now))
    return clock.night_of(turn.now)


def age_words(turn: Turn, counted_at: datetime | None) -> str:
    """How old a count is, in words; "unknown" when nobody ever counted."""
    if counted_at is None:
        return turn.word("beds-age-unknown")
    minutes = max(0, int((turn.now - counted_at).total_seconds() // 60))
    at = clock.clock_words(counted_at)
    if minutes < 2:
        return turn.word("beds-age-now", at=at)
    if minutes < 120:
        return turn.word("beds-age-minutes", at=at, minutes=minutes)
    if minutes < 24 * 60:
        return turn.word("beds-age-hours", at=at, hours=minutes // 60)
    return turn.word("beds-age-days", days=minutes // (24 * 60))


@answers("ask_bed_availability")
async def ask_bed_availability(turn: Turn) -> None:
    """Free places for the night that is meant, per shelter, with the age of each count."""
    groups = turn.understood.values("target_group") or tuple(turn.arguments.get("groups", ()))
    facility = turn.understood.value("facility") or turn.arguments.get("facility")
    night = night_meant(turn)
    await _tell(turn, night, groups, facility)


async def _tell(turn: Turn, night: date, groups: Sequence[str], facility: str | None) -> None:
    rows = await availability.availability(turn.session, night=night, now=turn.now, facility=facility)
    wanted = [r for r in rows if not groups or r.group in groups]
    turn.remember("beds", night=night.isoformat(), groups=list(groups), facility=facility)
    if not wanted:
        turn.say("beds-no-such-place")
        turn.offer_human()
        return
    if night != clock.night_of(turn.now):
        turn.say("beds-night", day=clock.day_words(night, turn.language))
    if len(groups) == 1 or may(turn.role, May.SEE_BEDS):
        turn.paragraphs.append("\n".join(_line(turn, r) for r in wanted))
    else:
        turn.paragraphs.append(_totals(turn, wanted))
    await _what_now(turn, wanted, groups, facility, night)


def _line(turn: Turn, row: Availability) -> str:
    group = turn.word("group-many", group=row.group)
    key = "beds-free" if row.free else "beds-full"
    line = turn.word(key, place=row.name, free=row.free, group=group, age=age_words(turn, row.counted_at))
    return f"{line} {turn.word('beds-stale')}" if row.freshness(turn.now) == "stale" else line


def _totals(turn: Turn, rows: Sequence[Availability]) -> str:
    groups = list(dict.fromkeys(r.group for r in rows))
    lines = [
        turn.word(
            "beds-group-total",
            group=turn.word("group-many", group=group),
            free=sum(r.free for r in rows if r.group == group),
        )
        for group in groups
    ]
    counted = [r.counted_at for r in rows if r.counted_at is not None]
    oldest = min(counted) if len(counted) == len(rows) else None
    total = turn.word("beds-total", free=sum(r.free for r in rows))
    return "\n".join([total, *lines, turn.word("beds-counted", age=age_words(turn, oldest))])


async def _what_now(
    turn: Turn, rows: Sequence[Availability], groups: Sequence[str], facility: str | None, night: date
) -> None:
    if may(turn.role, May.SEE_BEDS):
        return
    if not any(r.free for r in rows):
        await _all_full(turn)
        return
    group = groups[0] if len(groups) == 1 else None
    turn.say("beds-shall-i-hold")
    turn.offer("button-hold", "beds.hold", answers="yes", group=group, facility=facility, night=night.isoformat())
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.offer_human()


async def _all_full(turn: Turn) -> None:
    """Full is never the end: who to call, and a human."""
    phone = next((f.phone for f in await facilities.all_facilities(turn.session) if f.phone), None)
    turn.say("beds-all-full")
    if phone:
        turn.say("beds-call", phone=phone)
    turn.offer_human()


async def follow_up(turn: Turn) -> bool:
    """ "en voor een man?", "en nu?", "hoeveel in totaal" right after a bed answer mean the same question again."""
    before = turn.recalled("beds")
    understood = turn.understood
    if before is None or understood.intent not in FOLLOW_UP_INTENTS or len(turn.text.split()) > FOLLOW_UP_WORDS:
        return False
    groups, facility = understood.values("target_group"), understood.value("facility")
    whole = any(word in turn.text.lower() for word in ("totaal", "alles", "allemaal", "total"))
    again = turn.text.lower().split()[:1] in (["en"], ["and"], ["nu"])
    if not (groups or facility or whole or again or understood.intent == "ask_bed_availability"):
        return False
    if understood.intent == "reserve_bed" and not again:
        return False
    night = night_meant(turn) if understood.times else date.fromisoformat(before["night"])
    chosen = () if whole else groups or tuple(before["groups"])
    await _tell(turn, night, chosen, facility or before["facility"])
    return True


# ---------------------------------------------------------------- holding a place


def _read_group(turn: Turn) -> str | None:
    return turn.understood.value("target_group")


_GROUPS = tuple((f"group-one-{group}", group) for group in ("man", "vrouw", "gezin", "jongere"))


async def _hold(turn: Turn, slots: Slots) -> None:
    night = date.fromisoformat(slots["night"])
    try:
        place = await holds.hold(
            turn.session,
            night=night,
            group=slots["group"],
            facilities=(slots["facility"],) if slots.get("facility") else None,
            now=turn.now,
            whose=_whose(turn),
        )
    except NoneFree:
        turn.say("beds-none-to-hold", group=turn.word("group-many", group=slots["group"]))
        await _all_full(turn)
        return
    except AlreadyTaken:  # a moment ago one was kept for them from the waiting list
        own = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
        assert own is not None
        await _tell_held(turn, own)
        return
    await _tell_held(turn, place)
    if turn.staff is None:
        await holding.plan_reminder(turn.session, place, turn.conversation.id)


def _whose(turn: Turn) -> Sleeper:
    if turn.staff is not None:
        return Sleeper(made_by=turn.staff.id)
    return Sleeper(conversation_id=turn.conversation.id, person_id=turn.person.id if turn.person else None)


async def _tell_held(turn: Turn, place: Place) -> None:
    assert place.held_until is not None
    where = await facilities.by_key(turn.session, place.facility)
    turn.say("beds-held", place=place.facility_name, until=clock.clock_words(place.held_until))
    if where is not None and where.address:
        turn.say("beds-address", address=where.address)
    turn.offer("button-not-coming", "beds.release", answers="no", hold=str(place.id))
    turn.offer_human()
    turn.remember("hold", hold=str(place.id))


HOLD = forms.form(
    Form(
        kind="bed_hold",
        slots=(Slot(name="group", ask="beds-for-whom", read=_read_group, options=_GROUPS),),
        finish=_hold,
        own_intents=frozenset({"reserve_bed", "ask_bed_availability"}),
    )
)


@answers("reserve_bed", "beds.hold", effect=True)
async def reserve_bed(turn: Turn) -> None:
    """Keep a place for tonight: one for each person, straight away, and easy to let go."""
    if turn.role is Role.CLIENT or turn.role is Role.VISITOR:
        held = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
        if held is not None:
            await _tell_held(turn, held)
            return
    recalled = turn.recalled("beds") or {}
    group = turn.arguments.get("group") or turn.understood.value("target_group")
    group = group or next(iter(recalled.get("groups", [])), None)
    facility = turn.arguments.get("facility") or turn.understood.value("facility") or recalled.get("facility")
    slots = {"night": turn.arguments.get("night") or night_meant(turn).isoformat(), "facility": facility}
    if group:
        slots["group"] = group
    await forms.start(turn, HOLD, **slots)


@answers("cancel_bed", "beds.release", effect=True)
async def cancel_bed(turn: Turn) -> None:
    """Let a held place go; with a button to take it back."""
    chosen = turn.arguments.get("hold")
    held = uuid.UUID(chosen) if chosen else None
    if held is None:
        own = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
        held = own.id if own else None
    try:
        place = await holds.release(turn.session, held, turn.now) if held else None
    except NotFound:
        place = None
    if place is None:
        turn.say("beds-nothing-held")
        turn.offer("button-bed", "ask_bed_availability")
        return
    turn.say("beds-released", place=place.facility_name)
    turn.offer(
        "button-take-back", "beds.hold", group=place.group, facility=place.facility, night=place.night.isoformat()
    )
    turn.offer_human()
