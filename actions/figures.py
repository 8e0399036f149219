"""How figures about beds are told: for which nights, rounded how, and which small numbers are kept back.

The rules and where they come from: docs/figures.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

FEWEST = 10
"""Fewer people than this are not shown (DOMAIN.md section 10)."""
CHILDREN_APART = frozenset({"crisisopvang"})
"""Kinds of shelter whose total is of adults, with the children listed apart; elsewhere children are in the total."""
HEADS = ("man", "vrouw", "kind", None)
"""The heads people are reported under, in the order of a letter to the council; None: nobody said."""
GAP = 1
"""So many missed nights end a stay. No source gives a number: our choice."""
REGULAR_NIGHTS, REGULAR_OF = 30, 90
"""A regular slept here in at least so many of the last so many nights. No source gives a threshold: our choice."""
LENGTHS = ((1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 90), (91, None))
"""The lengths of stays that are shown together, in nights."""
SPANS = ("night", "week", "month", "year", "between")
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, kw_only=True)
class Period:
    """The nights from `first` to `last`, both included, and the word of `SPANS` that was chosen for them."""

    span: str
    first: date
    last: date

    @property
    def nights(self) -> int:
        """How many nights there are in it."""
        return (self.last - self.first).days + 1


def period(span: str, day: date, until: date | None = None) -> Period:
    """The night, week (from Monday), month, quarter or year with this day in it, or those from `day` until `until`."""
    if span == "week":
        first = day - timedelta(days=day.weekday())
        return Period(span=span, first=first, last=first + timedelta(days=6))
    if span == "month":
        return Period(span=span, first=day.replace(day=1), last=_month_end(day))
    if span == "quarter":
        first = date(day.year, day.month - (day.month - 1) % 3, 1)
        return Period(span=span, first=first, last=_month_end(first + timedelta(days=62)))
    if span == "year":
        return Period(span=span, first=date(day.year, 1, 1), last=date(day.year, 12, 31))
    if span == "between":
        last = max(day, until or day)
        return Period(span=span, first=day, last=min(last, day + LONGEST))
    return Period(span="night", first=day, last=day)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def shown(parts: Sequence[int], fewest: int = FEWEST) -> list[int | None]:
    """The parts of a total that is shown: None for each that is kept back.

    Below `fewest` a part is kept back, nought is not. So that none can be computed from the total, at least two are
    kept back, together at least `fewest` and not as much as so many small numbers can be at most: others go too, the
    last first, for which of them goes must not say how large it is. When the total is small, no part is shown at all.
    """
    total = sum(parts)
    if 0 < total < fewest:
        return [None for _ in parts]
    hidden = {i for i, n in enumerate(parts) if 0 < n < fewest}
    others = [i for i, n in enumerate(parts) if n >= fewest]
    while hidden and others and _told_by(sum(parts[i] for i in hidden), len(hidden), fewest):
        hidden.add(others.pop())
    return [None if i in hidden else n for i, n in enumerate(parts)]


def _told_by(total: int, how_many: int, fewest: int) -> bool:
    """Whether so many hidden parts can be told from their total."""
    return how_many == 1 or total < fewest or total == how_many * (fewest - 1)


def enough(count: int) -> bool:
    """Whether a number of people can be shown by itself."""
    return count == 0 or count >= FEWEST


def percent(part: int, whole: int) -> str:
    """A share in whole per cents, halves up; what is not nothing is never 0%, and what is not all is never 100%.

    Each share is rounded by itself, so together they may make 99 or 101.
    """
    if whole == 0:
        return "–"
    rounded = (200 * part + whole) // (2 * whole)
    if rounded == 0 and part:
        return "< 1%"
    if rounded == 100 and part < whole:
        return "> 99%"
    return f"{rounded}%"


def at_quantile(counts: Mapping[int, int], share: float) -> int:
    """The length that a share of the stays does not pass (nearest rank); `counts` is how many stays have a length."""
    rank = max(1, ceil(share * sum(counts.values())))
    for length in sorted(counts):
        rank -= counts[length]
        if rank <= 0:
            return length
    raise ValueError("there are no stays")


def by_length(counts: Mapping[int, int]) -> list[int]:
    """How many stays there are of each of LENGTHS."""
    return [
        sum(stays for nights, stays in counts.items() if least <= nights and (most is None or nights <= most))
        for least, most in LENGTHS
    ]
