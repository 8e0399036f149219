"""A place that is kept for somebody: until when, the way there, longer, let go, or "I'm coming"."""

from __future__ import annotations

import uuid
from datetime import timedelta

from actions import clock, holding, shelter_info
from actions.bed_question import Question
from actions.registry import answers
from actions.turn import Turn
from storage import facilities, holds, nudges, waiting
from storage.beds import Place, find, place_of
from storage.errors import AlreadyTaken, NotFound

WORTH_IT = timedelta(minutes=5)
"""Less longer than this is no longer: nobody should spend one of their times on it."""


def until(held: Place) -> str:
    """The time of day until which a place is kept."""
    assert held.held_until is not None
    return clock.clock_words(held.held_until)


async def tell_way(turn: Turn, held: Place) -> None:
    """The address, the way there, and how one gets in when that asks for more than coming."""
    place = await facilities.by_key(turn.session, held.facility)
    assert place is not None
    lines = shelter_info.way_there(turn, place)
    if place.referral_needed:
        lines.append(shelter_info.come_first(turn, place))
    if lines:
        turn.paragraphs.append("\n".join(lines))


def end(turn: Turn, held: Place, *, buttons: bool = True) -> None:
    """The end of each answer about a kept place: what can be changed, a human, and what was talked about."""
    if buttons:
        offer_changes(turn, held)
    turn.offer_human()
    before = turn.recalled("beds") or {}
    kept = {name: before[name] for name in Question.__dataclass_fields__ if name in before} | {
        "night": held.night.isoformat(), "groups": [held.group],
    }  # fmt: skip
    turn.remember("beds", **kept, best=held.facility, hold=str(held.id))


def offer_changes(turn: Turn, held: Place) -> None:
    """The buttons under a place that is kept."""
    turn.offer("button-hold-longer", "beds.extend", hold=str(held.id))
    turn.offer("button-not-coming", "beds.release", answers="no", hold=str(held.id))


async def _own(turn: Turn) -> uuid.UUID | None:
    """The place a button is about, else the one of this conversation."""
    if turn.arguments.get("hold"):
        return uuid.UUID(turn.arguments["hold"])
    own = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
    return own.id if own else None


def ask_no_more(turn: Turn) -> None:
    """Drop the questions about who comes and when: something else was said about the place."""
    if (turn.conversation.form or {}).get("kind") == "bed_arrival":
        turn.conversation.form = None


def tell_ended(turn: Turn) -> None:
    """No place is kept (any more): a new one can be looked for."""
    turn.say("beds-nothing-held")
    turn.offer("button-bed", "ask_bed_availability")
    turn.offer_human()


@answers("beds.extend")
async def extend(turn: Turn) -> None:
    """Keep a place longer, as often as is fair to others; the reminder moves along."""
    own = await _own(turn)
    if own is not None and await _no_gain(turn, own):
        return
    try:
        held = await holds.extend(turn.session, own, turn.now) if own else None
    except AlreadyTaken:
        await _no_longer(turn)
        return
    except NotFound:
        held = None
    if held is None:
        tell_ended(turn)
        return
    await nudges.cancel_about(turn.session, held.id, now=turn.now, reason="longer")
    await holding.plan_reminder(turn.session, held, turn.conversation.id)
    turn.say("beds-held-longer", place=held.facility_name, until=until(held))
    end(turn, held)


async def _no_gain(turn: Turn, hold_id: uuid.UUID) -> bool:
    """Just after a place was kept there is nothing to win yet: it is not counted, and one hears when it makes sense."""
    row, bed, facility = await find(turn.session, hold_id)
    if row.ended_at is not None or row.held_until is None or row.held_until <= turn.now:
        return False
    if holds.end_when_extended(row, facility, turn.now) - row.held_until >= WORTH_IT:
        return False
    turn.say("beds-longer-later", until=clock.clock_words(row.held_until))
    end(turn, place_of(row, bed, facility))
    return True


async def _no_longer(turn: Turn) -> None:
    held = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
    if held is None:
        tell_ended(turn)
        return
    place = await facilities.by_key(turn.session, held.facility)
    turn.say("beds-not-longer", until=until(held))
    if place is not None and place.phone:
        turn.say("beds-call-if-late", place=place.name, phone=place.phone)
    turn.offer("button-not-coming", "beds.release", answers="no", hold=str(held.id))
    turn.offer_human()


@answers("beds.coming")
async def coming(turn: Turn) -> None:
    """Somebody answers a reminder: they come."""
    held = await holds.own_hold(turn.session, turn.conversation.id, turn.now)
    if held is None:
        tell_ended(turn)
        return
    turn.say("beds-good-you-come", place=held.facility_name, until=until(held))
    await tell_way(turn, held)
    end(turn, held)


@answers("cancel_bed", "beds.release", effect=True)
async def cancel_bed(turn: Turn) -> None:
    """Let a place go, with a button to take it back; who holds none and waits for one leaves the waiting list."""
    ask_no_more(turn)
    own = await _own(turn)
    try:
        place = await holds.release(turn.session, own, turn.now) if own else None
    except NotFound:
        place = None
    if place is None:
        await _leave_waiting_list(turn)
        return
    await nudges.cancel_about(turn.session, place.id, now=turn.now, reason="released")
    waiter = await waiting.of_conversation(turn.session, turn.conversation.id, place.night)
    if waiter is not None and waiter.hold_id == place.id:
        await waiting.end(turn.session, waiter.id, "declined", turn.now)
    turn.say("beds-released", place=place.facility_name)
    turn.offer(
        "button-take-back", "beds.hold", group=place.group, facility=place.facility, night=place.night.isoformat()
    )
    turn.offer_human()


async def _leave_waiting_list(turn: Turn) -> None:
    waiter = await waiting.of_conversation(turn.session, turn.conversation.id, clock.night_of(turn.now))
    if waiter is None:
        tell_ended(turn)
        return
    await waiting.end(turn.session, waiter.id, "left", turn.now)
    turn.say("beds-left-waiting-list")
    turn.offer("button-bed", "ask_bed_availability")
    turn.offer_human()
