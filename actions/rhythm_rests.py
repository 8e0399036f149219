"""For how long somebody wants to be asked nothing: "twee weken even niet", "volgende week niet", "na de kerst weer".

Read from what is left of a message when the politeness is out (see rhythm_said): every word of that must belong to the
wish. Which days a time means is found by nlu.dutch_time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from actions.rhythm_changes import Wish
from nlu.understanding import Grain, TimeSpan

_NUMBERS = {"een": 1, "één": 1, "1": 1, "a": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4,
            "four": 4, "paar": 2, "couple of": 2, "zes": 6, "six": 6, "tien": 10}  # fmt: skip
_UNITS = {"dag": 1, "dagen": 1, "day": 1, "days": 1, "week": 7, "weken": 7, "weekje": 7, "weekjes": 7, "weeks": 7,
          "maand": 30, "maanden": 30, "maandje": 30, "month": 30, "months": 30}  # fmt: skip
_COUNT = re.compile(rf"\b(?:een )?(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<unit>{'|'.join(_UNITS)})\b")
_NOT = frozenset(
    {"niet", "niks", "niets", "geen", "rust", "not", "no", "nothing", "pauze", "pause", "break", "off", "stil"}
)
_FILL = frozenset({"even", "nu", "lang", "de", "komende", "for", "the", "next", "while", "ff", "effe", "een", "hele"})
_A_WHILE = frozenset({"even niet", "nu even niet", "even rust", "even geen", "not for while", "even pauze", "ff niet"})
_AGAIN = frozenset({"weer", "pas", "again", "verder"})
_UNTIL = frozenset({"tot", "until", "till"})
_AWAY = re.compile(
    r"(?:(?:in|tijdens|met|during|on|over) )?(?:de |mijn |the |my )?(?:\w*vakantie|feestdagen|holidays?)"
    r"(?: (?:even|nu|een|ff))*"
)
_DAYS_AT_LEAST = frozenset({Grain.DAY, Grain.WEEKEND, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR})


def while_away(rest: str) -> Wish | None:
    """A rest without saying for how long ("even niet"), or in a holiday of which only the person knows the days."""
    others = " ".join(word for word in rest.split() if word not in _NOT)
    away = others != rest and _AWAY.fullmatch(others) is not None
    return Wish(pause=0) if away or rest in _A_WHILE else None


def counted(rest: str, *, how_long: bool) -> Wish | None:
    """So many days, weeks or months from now on."""
    found = _COUNT.search(rest)
    if found is None:
        return None
    others = set((rest[: found.start()] + rest[found.end() :]).split())
    if not others <= _NOT | _FILL or not (how_long or others & _NOT):
        return None
    count = found["count"]
    return Wish(pause=min((_NUMBERS.get(count) or int(count)) * _UNITS[found["unit"]], 366))


def dated(beside: Sequence[str], span: TimeSpan, *, how_long: bool, plainly: bool) -> Wish | None:
    """The days that were named: nothing in them, nothing until them, or welcome again from them on.

    `beside` are the words that are left beside the time. `plainly`: the message says that it is about asking; without
    that "dinsdag niet" may be an answer to anything.
    """
    words = set(beside)
    if span.grain not in _DAYS_AT_LEAST or not words <= _NOT | _FILL | _AGAIN | _UNTIL:
        return None
    negated = bool(words & _NOT) or how_long
    if words & _AGAIN or (words & _UNTIL and negated):
        return _from_then(span)
    one_day = span.start is not None and span.end is not None and span.end - span.start <= timedelta(days=1)
    if not negated or (one_day and not (how_long or plainly)):
        return None
    return _not_then(span, how_long)


def _from_then(span: TimeSpan) -> Wish | None:
    """Nothing until it begins: "na de kerst weer", "niet tot na de kerst"; "tot maandag" ends where it says."""
    until = span.start if span.start is not None else span.end
    return Wish(pause_until=until.date()) if until is not None else None


def _not_then(span: TimeSpan, how_long: bool) -> Wish | None:
    """Nothing in it; with no end it would be for ever, which is another wish."""
    if span.end is None:
        return None
    until = span.end.date() if span.end.time() == time.min else span.end.date() + timedelta(days=1)
    first: date | None = None if span.start is None or how_long else span.start.date()
    return Wish(pause_from=first, pause_until=until) if first is None or first < until else None
