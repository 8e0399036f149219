"""Who comes to a place that is kept, and when: asked once, both may be left out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from actions import clock, form_words, forms, kept_place
from actions.forms import Form, Slot, Slots
from actions.turn import Turn
from nlu.confidence import CLEAR, LIKELY
from nlu.understanding import Grain, TimeSpan
from storage import holds
from storage.errors import NotFound

LONGEST_NAME = 40
COMING_INTENTS = frozenset({"out_of_scope", "confirm_appointment", "update_bed_occupancy", "affirm", "greet"})
LATER_WORDS = 8
"""In a longer message a time may be about anything."""
_NAMED = re.compile(
    r"^(?:ik heet|ik ben|mijn naam is|naam|my name is|i am|i'm|it's|the name is)\s*:?\s+", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_]+){0,3}\.?")
_FOR_GUEST = re.compile(r"\b(?:voor|for|naam|name)\s+([A-Z][\w'’-]+(?:\s(?:van|de|der|den|el|al|[A-Z][\w'’-]+))*)")
_PART_OF_DAY = re.compile(r"morgen|ochtend|middag|avond|nacht|tomorrow|morning|noon|night|evening|[ap]\.?m\b|over|in ")
_NO_ANSWER = frozenset({"thank", "affirm", "greet", "checkin_neutral", "confirm_appointment"})
_SOMEWHEN = re.compile(
    r"\b(zo|straks|nu|meteen|direct|gauw|onderweg|eraan|later|weet|idee|kijken|soon|now|coming|way|know|idea|asap)\b"
)


def guest_named(said: str) -> str | None:
    """For whom a colleague wants a place: "hou een plek vast voor Jan" is Jan."""
    found = _FOR_GUEST.search(said)
    return found[1][:LONGEST_NAME] if found else None


def _read_name(turn: Turn) -> str | None:
    """A name, "" when somebody answers without giving one, None when it is no answer."""
    if turn.understood.intent in _NO_ANSWER and turn.understood.confidence >= LIKELY:
        return ""
    said = _NAMED.sub("", turn.text.strip())
    if form_words.wants_to_stop(turn) or len(said) > LONGEST_NAME or not _NAME.fullmatch(said):
        return None
    return said.strip(" .")


def expected(times: Sequence[TimeSpan], night: date, now: datetime) -> datetime | None:
    """When somebody comes in this night. "Rond 10 uur" in the evening is 22:00: the first such time from now on."""
    first, last = now - timedelta(minutes=5), clock.at(night + timedelta(days=1), clock.NIGHT_ENDS)
    half_a_day = timedelta(hours=12)
    said = next((s for s in times if s.start is not None and s.grain in (Grain.MINUTE, Grain.HOUR)), None)
    if said is None or said.start is None:
        return None
    shifts = (timedelta(0),) if _PART_OF_DAY.search(said.text.lower()) else (-half_a_day, timedelta(0), half_a_day)
    near = [said.start + shift for shift in shifts]
    return next((moment for moment in near if first <= moment < last), None)


def _read_when(turn: Turn) -> str | None:
    """The time, "" when somebody does not know it or comes "so", None when it is no answer."""
    found = expected(turn.understood.times, clock.night_of(turn.now), turn.now)
    if found is not None:
        return found.isoformat()
    unsaid = turn.understood.intent in _NO_ANSWER and turn.understood.confidence >= LIKELY
    vague = _SOMEWHEN.search(turn.text.lower()) or any(s.grain is Grain.DAYPART for s in turn.understood.times)
    return "" if unsaid or (vague and not turn.text.strip().endswith("?")) else None


def _moment(turn: Turn, said: Any) -> datetime | None:
    """A time that was said, or that a button gave in minutes from now."""
    if isinstance(said, int):
        return turn.now + timedelta(minutes=said)
    return datetime.fromisoformat(said) if said else None


async def _arrives(turn: Turn, slots: Slots) -> None:
    await _note(turn, uuid.UUID(slots["hold"]), slots["name"] or None, _moment(turn, slots["expected"]))


async def _note(turn: Turn, hold_id: uuid.UUID, name: str | None, coming: datetime | None) -> None:
    """Write down who comes and when; a place that ends before that can be kept longer."""
    try:
        held = await holds.describe(turn.session, hold_id, turn.now, name=name, expected_at=coming)
    except NotFound:
        kept_place.tell_ended(turn)
        return
    assert held.held_until is not None
    if coming is not None and coming >= held.held_until:
        turn.say("beds-late", coming=clock.clock_words(coming), until=kept_place.until(held))
    elif coming is not None:
        turn.say("beds-on-time", coming=clock.clock_words(coming), until=kept_place.until(held))
    else:
        turn.say("beds-see-you", until=kept_place.until(held))
    kept_place.end(turn, held)


_NAME_OPTIONS = (("button-no-name", ""),)
_WHEN_OPTIONS = (("button-in-half-an-hour", 30), ("button-in-an-hour", 60), ("button-dont-know", ""))
_LEAVE_OPTIONS = (("button-not-coming", "beds.release"), ("button-human", "talk_to_human"))
ARRIVAL = forms.form(
    Form(
        kind="bed_arrival",
        slots=(
            Slot(name="name", ask="beds-what-name", read=_read_name, options=_NAME_OPTIONS),
            Slot(
                name="expected", ask="beds-what-time", read=_read_when, options=_WHEN_OPTIONS, certain=True, moment=True
            ),
        ),
        finish=_arrives,
        stopped="beds-place-stays",
        always=_LEAVE_OPTIONS,
    )
)


async def hears_when(turn: Turn, before: dict[str, Any]) -> bool:
    """ "Ik ben er om 10 uur" after a place was kept says when somebody comes."""
    hold, words = before.get("hold"), turn.text.split()
    about_this = turn.understood.intent in COMING_INTENTS or turn.understood.confidence < CLEAR
    if hold is None or not about_this or len(words) > LATER_WORDS or turn.staff is not None:
        return False
    coming = expected(turn.understood.times, date.fromisoformat(before["night"]), turn.now)
    if coming is None:
        return False
    await _note(turn, uuid.UUID(hold), None, coming)
    return True
