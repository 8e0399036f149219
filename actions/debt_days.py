"""The day on which something threatens to happen, as somebody tells it: a date, a vague time, or one that has passed.

A day is kept in a form as {"on": ISO date or None, "how": "on" | "from" | "by", "said": the words, "doubt": bool}.
"from" is the first day of a vague time ("volgende week"), "by" the last one ("binnen 2 weken"). `doubt`: the date has
passed, and the year may be another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from actions import clock
from actions.turn import Turn
from nlu.understanding import Grain, TimeSpan

Day = dict[str, Any]
UNKNOWN: Day = {"on": None, "how": "on", "said": "", "doubt": False}
ONE_DAY = frozenset({Grain.MINUTE, Grain.HOUR, Grain.DAYPART, Grain.DAY})
NEAR = timedelta(days=1)
"""Today and tomorrow: too near to wait for a desk."""
AGO = timedelta(days=60)
"""A date without a year that has passed by less than this is that day, and not the same one of next year."""
_UNTIL = re.compile(r"\b(?:binnen|voor|uiterlijk|tot|within|before|until|by)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_NOW = re.compile(r"\b(?:nu|meteen|al gebeurd|is al|staan? (?:hier|voor de deur)|right now|already|at the door)\b")
_VAGUE = re.compile(r"\b(?:binnenkort|gauw|snel|straks|ergens|soon|any day)\b")


def day_in(turn: Turn, *, asked: bool = False) -> Day | None:
    """The day that a message names. Unless it was `asked` for, one that has passed is about something else."""
    today = clock.local(turn.now).date()
    found = [_day(span, today) for span in turn.understood.times]
    usable = [day for day in found if asked or (date.fromisoformat(day["on"]) >= today and not day["doubt"])]
    if usable:
        return min(usable, key=lambda day: (day["doubt"], date.fromisoformat(day["on"]) < today, day["on"]))
    if asked and _NOW.search(turn.text.lower()):
        return {**UNKNOWN, "on": today.isoformat(), "said": turn.text}
    return {**UNKNOWN, "said": turn.text} if asked and _VAGUE.search(turn.text.lower()) else None


def _day(span: TimeSpan, today: date) -> Day:
    """What one time in a text means as a day."""
    last = clock.local(span.end - timedelta(microseconds=1)).date() if span.end else None
    first = clock.local(span.start).date() if span.start else None
    until = last is not None and (first is None or _UNTIL.search(span.text) is not None)
    day = last if until else first
    assert day is not None  # a span has one end at least
    how = "by" if until else "on" if span.grain in ONE_DAY and (last or day) <= day + NEAR else "from"
    dated = any(sign.isdigit() for sign in span.text) and span.grain is Grain.DAY
    if dated and not _YEAR.search(span.text) and today - AGO <= _year_before(day) < today:
        day = _year_before(day)
    return {"on": day.isoformat(), "how": how, "said": span.text, "doubt": dated and day < today}


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def on(day: Day | None) -> date | None:
    """The day as a date, if it is known."""
    return date.fromisoformat(day["on"]) if day and day["on"] else None


def is_near(day: Day | None, today: date) -> bool:
    """Whether it is today, tomorrow or over already."""
    known = on(day)
    return known is not None and known <= today + NEAR


def words(day: date, language: str) -> str:
    """A day that nobody can mistake: "donderdag 3 december 2026"."""
    return format_date(day, "EEEE d MMMM y", locale=language if language in ("nl", "en") else "nl")


def say_back(turn: Turn, day: Day) -> None:
    """Say which day was understood, so that a mistake is seen."""
    known = on(day)
    if known is None:
        return
    said = words(known, turn.language)
    if day["how"] == "on":
        turn.say("debt-day-on", day=said)
    else:
        turn.say("debt-day-from" if day["how"] == "from" else "debt-day-by", day=said)


def choices(turn: Turn) -> Sequence[Sequence[Any]]:
    """Today and tomorrow as (label, day), for buttons."""
    today = clock.local(turn.now).date()
    days = (("button-today", today), ("button-tomorrow", today + NEAR))
    return [[turn.word(label), {**UNKNOWN, "on": day.isoformat()}] for label, day in days]
