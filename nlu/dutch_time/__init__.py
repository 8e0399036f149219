"""Times in Dutch (and the commonest English) sentences, as spans of local time (Europe/Amsterdam).

The way of a text: `words` makes tokens with the help of `lexicon.yml`; the rules in `clocks`, `days`, `offsets`,
`periods`, `moments` and `spans` put them together (`grammar` is the small engine under them); `meanings` and `calendar`
turn the result into local time. What may be tuned (when an evening begins, what "eind maart" is) stands in `values`.

The rules of the language: "half drie" is half before three, 2:30 or 14:30; "vijf voor half drie" is :25, "tien over
half drie" :40. A bare weekday is the next coming one; "volgende week vrijdag" is in the next calendar week, and weeks
begin on Monday. 3-4-2027 is 3 April. "tot" leaves the last day out, "tot en met" does not. A night is named by the date
it begins on and lasts until the night shelter closes at 09:00. A bare hour from 1 to 6 is likeliest in the afternoon,
from 7 to 11 in the morning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nlu.dutch_time import clocks, days, moments, offsets, periods, spans  # noqa: F401  importing them fills the grammar
from nlu.dutch_time.calendar import local
from nlu.dutch_time.grammar import Parser
from nlu.dutch_time.meanings import Moment, Span, resolve
from nlu.dutch_time.words import Token, tokens
from nlu.understanding import TimeSpan

__all__ = ["find_times"]

_FAR = 4  # words between a day and its clock time: "kan ik donderdag langskomen om half drie"

_Found = tuple[int, int, Moment | Span]  # from token, to token, meaning


def find_times(text: str, now: datetime) -> tuple[TimeSpan, ...]:
    """All times in a text, in the order in which they were written; none is inside another.

    `now` must be timezone-aware; the results are in Europe/Amsterdam. Never raises on any text. A time that can be
    read in more than one way has the other readings in `alternatives`.
    """
    row = tokens(text)
    here = local(now)
    found = _joined(list(_scan(row, here)), row)
    return tuple(_told(text, row, one, here) for one in found)


def _scan(row: tuple[Token, ...], now: datetime) -> Iterator[_Found]:
    """The longest meaning at each place, from left to right."""
    parser = Parser(row, now)
    at = 0
    while at < len(row):
        readings = parser.readings("TIME", at) if row[at].kinds else {}
        end = max(readings, default=at + 1)
        meaning = readings.get(end)
        if isinstance(meaning, Moment | Span):
            yield at, end, meaning
        shared = row[end - 1].start  # the other half of a joined spelling
        at = next((n for n in range(end, len(row)) if row[n].start > shared), len(row))


def _joined(found: list[_Found], row: tuple[Token, ...]) -> list[_Found]:
    """A day and a clock time a few words apart in one sentence are one moment."""
    result: list[_Found] = []
    for one in found:
        before = result[-1] if result else None
        if before and isinstance(before[2], Moment) and isinstance(one[2], Moment) and _near(before, one, row):
            both = before[2].joined(one[2])
            if both and bool(before[2].days) != bool(one[2].days):
                result[-1] = (before[0], one[1], both)
                continue
        result.append(one)
    return result


def _near(one: _Found, other: _Found, row: tuple[Token, ...]) -> bool:
    between = row[one[1] : other[0]]
    return len(between) <= _FAR and not any(k in t.kinds for t in between for k in ("stop", "and", "or", "comma"))


def _told(text: str, row: tuple[Token, ...], found: _Found, now: datetime) -> TimeSpan:
    start, end = row[found[0]].start, row[found[1] - 1].end
    meaning = found[2]
    span = resolve(meaning, now) if isinstance(meaning, Moment) else meaning
    return _time_span(text[start:end], start, span)


def _time_span(text: str, position: int, span: Span) -> TimeSpan:
    return TimeSpan(
        text=text,
        position=position,
        start=span.start,
        end=span.end,
        grain=span.grain,
        alternatives=tuple(_time_span(text, position, other) for other in span.others),
    )
