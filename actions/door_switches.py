"""Switches that reach clients: cold weather on or off, a shelter closed or open. Always confirmed with a button."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from actions import clock, switches, undo
from actions.door_said import Said, first_time, record
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.understanding import Grain
from storage import closures, facilities
from storage import switches as effects
from storage.closures import Closure

MOMENT = timedelta(seconds=1)


def nights_meant(turn: Turn) -> tuple[date, date | None]:
    """The first and last night that were written; tonight, and None when no end was written."""
    tonight = clock.night_of(turn.now)
    for span in turn.understood.times:
        if span.grain in (Grain.MINUTE, Grain.HOUR):
            continue
        first = tonight
        if span.start is not None:
            whole_day = span.grain is Grain.DAY
            first = clock.local(span.start).date() if whole_day else clock.night_of(span.start)
        last = clock.night_of(span.end - MOMENT) if span.end is not None else None
        first = max(first, tonight)
        return first, max(first, last) if last else None
    return tonight, None


def _until(turn: Turn, last: date | None) -> str:
    return clock.day_words(last, turn.language) if last else "–"


def _confirm(turn: Turn, label: str, action: str, **arguments: Any) -> None:
    turn.offer(label, action, answers="yes", token=uuid.uuid4().hex, **arguments)
    turn.offer("button-not-now", "house.leave", answers="no")


@answers("house.leave", needs=May.CHANGE_BEDS)
async def leave(turn: Turn) -> None:
    """Not done after all."""
    turn.say("door-left-as-it-was")


# ---------------------------------------------------------------- cold weather


async def cold(turn: Turn, said: Said) -> None:
    """ "koudweer aan tot vrijdag", "koudweer uit": what will happen, and a button that does it."""
    spell = await closures.cold_in(turn.session, said.night)
    if said.report.on:
        first, last = nights_meant(turn)
        await _ask_cold_on(turn, first, last or first)
    elif spell is None:
        turn.say("door-cold-is-off")
    else:
        effect = await effects.thaw(turn.session, said.night, turn.now)
        turn.say("door-cold-off-ask", extra=effect.beds)
        _confirm(turn, "door-label-cold-off", "house.cold_off", spell=str(spell.id))


@answers("house.cold_ask", needs=May.CHANGE_BEDS)
async def cold_ask(turn: Turn) -> None:
    """The button "extra beds": they come with cold weather."""
    tonight = clock.night_of(turn.now)
    await _ask_cold_on(turn, tonight, tonight)


async def _ask_cold_on(turn: Turn, first: date, last: date) -> None:
    spell = await closures.cold_in(turn.session, first)
    if spell is not None and spell.last_night >= last:
        turn.say("door-cold-on", day=clock.day_words(spell.last_night, turn.language))
        return
    if spell is not None:
        first = spell.last_night + timedelta(days=1)
    effect = await effects.cold(turn.session, first, last)
    turn.say(
        "door-cold-ask", first=clock.day_words(first, turn.language), last=clock.day_words(last, turn.language),
        extra=effect.beds, people=effect.told,
    )  # fmt: skip
    _confirm(turn, "door-label-cold-on", "house.cold_on", first=first.isoformat(), last=last.isoformat())


@answers("house.cold_on", needs=May.CHANGE_BEDS)
async def cold_on(turn: Turn) -> None:
    """Cold weather is on."""
    given = turn.arguments
    assert turn.staff is not None
    if not await first_time(turn, given["token"]):
        return
    first, last = date.fromisoformat(given["first"]), date.fromisoformat(given["last"])
    if last < clock.night_of(turn.now):
        turn.say("button-is-old")
        return
    spell = await switches.cold_weather_on(turn.session, first, last, made_by=turn.staff.id, now=turn.now)
    await record(turn, "cold_weather.on", spell=str(spell.id))
    turn.say("door-cold-on", day=clock.day_words(last, turn.language))
    undo.offer(turn, [{"do": "cold", "id": str(spell.id)}], what=turn.word("door-cold-short"))


@answers("house.cold_off", needs=May.CHANGE_BEDS)
async def cold_off(turn: Turn) -> None:
    """Cold weather is off; who sleeps in an extra bed stays."""
    if await first_time(turn, turn.arguments["token"]):
        await switches.cold_weather_off(turn.session, uuid.UUID(turn.arguments["spell"]), turn.now)
        await record(turn, "cold_weather.off", spell=turn.arguments["spell"])
        turn.say("door-cold-is-off")


# ---------------------------------------------------------------- closed and open


async def closed(turn: Turn, said: Said) -> None:
    """ "nachtopvang dicht vannacht, brand": what will happen, and a button that does it."""
    first, last = nights_meant(turn)
    facility = said.facility
    if facility.id in await closures.closed_in(turn.session, first):
        turn.say("door-closed-already", place=facility.name)
        return
    effect = await effects.closing(turn.session, facility.id, first, last, turn.now)
    turn.say(
        "door-close-ask" if last else "door-close-open-end-ask",
        place=facility.name, first=clock.day_words(first, turn.language), last=_until(turn, last),
        held=effect.holds, taken=effect.inside,
    )  # fmt: skip
    _confirm(
        turn, "door-label-close", "house.close", facility=facility.key, first=first.isoformat(),
        last=last.isoformat() if last else None, reason=said.report.reason or "",
    )  # fmt: skip


@answers("house.close", needs=May.CHANGE_BEDS)
async def close(turn: Turn) -> None:
    """The shelter gives out no beds."""
    given = turn.arguments
    facility = await facilities.by_key(turn.session, given["facility"])
    assert turn.staff is not None
    if facility is None or date.fromisoformat(given["last"] or given["first"]) < clock.night_of(turn.now):
        turn.say("button-is-old")
        return
    if not await first_time(turn, given["token"]):
        return
    closure = Closure(
        facility_id=facility.id, first_night=date.fromisoformat(given["first"]),
        last_night=date.fromisoformat(given["last"]) if given["last"] else None,
        reason=given["reason"], made_by=turn.staff.id, created_at=turn.now,
    )  # fmt: skip
    ended = await switches.close(turn.session, closure, turn.now)
    await record(turn, "facility.closed", closure=str(closure.id), holds=ended)
    turn.say("door-closed", place=facility.name, held=ended)
    undo.offer(
        turn, [{"do": "closed", "id": str(closure.id)}], what=turn.word("door-closed-short", place=facility.name)
    )


async def opened(turn: Turn, said: Said) -> None:
    """ "weer open"."""
    closure = (await closures.closed_in(turn.session, said.night)).get(said.facility.id)
    if closure is None:
        turn.say("door-is-open", place=said.facility.name)
        return
    turn.say("door-open-ask", place=said.facility.name, reason=closure.reason or "–")
    _confirm(turn, "door-label-open", "house.open", closure=str(closure.id), place=said.facility.name)


@answers("house.open", needs=May.CHANGE_BEDS)
async def open_again(turn: Turn) -> None:
    """The shelter gives out beds again."""
    given = turn.arguments
    if await first_time(turn, given["token"]):
        await switches.open_again(turn.session, uuid.UUID(given["closure"]), turn.now)
        await record(turn, "facility.opened", closure=given["closure"])
        turn.say("door-is-open", place=given["place"])
