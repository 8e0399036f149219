"""How it went with a client over half a year, as a small picture and as a list; for staff, never shown as a score.

A mood has a place, a shape and a colour, so that no meaning is in the colour alone; the list says the same in words.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.accounts import Visit
from storage import checkins
from storage.checkins import CheckIn

DAYS = 182
"""Half a year: long enough to see a hard month, short enough to see a week in it."""
LEFT, WIDTH = 70, 240
"""Where the days begin, beside the names of the moods, and how much room they have, in the picture's units."""
ROWS = {"good": 16, "so_so": 48, "bad": 80}
"""How high each mood lies, from above."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One answer in the picture; `x` and `y` are the middle of its shape."""

    mood: str
    day: date
    x: float
    y: int


@dataclass(frozen=True, kw_only=True)
class Moods:
    """The picture (marks, and where months begin, as (x, name)) and the answers, newest first."""

    marks: list[Mark]
    months: list[tuple[float, str]]
    counts: dict[str, int]
    told: list[CheckIn]


async def gather(session: AsyncSession, visit: Visit, person_id: uuid.UUID) -> Moods | None:
    """How it went with this client in the last half year; None when they said nothing about it."""
    today = clock.local(visit.parts.now()).date()
    first = today - timedelta(days=DAYS)
    told = await checkins.told_since(session, person_id, clock.at(first, clock.QUIET_UNTIL))
    return draw(told, today, visit.account.language) if told else None


def draw(told: Sequence[CheckIn], today: date, language: str) -> Moods:
    """Place what was said since half a year before `today`, oldest first."""
    first = today - timedelta(days=DAYS)
    marks = [
        Mark(mood=one.mood, day=day, x=_x(day, first), y=ROWS[one.mood])
        for one in told
        if one.mood and one.answered_at and (day := clock.local(one.answered_at).date()) >= first
    ]
    days = (first + timedelta(days=n) for n in range(1, DAYS))
    months = [(_x(day, first), format_date(day, "LLL", locale=language).strip(".")) for day in days if day.day == 1]
    counts = {mood: sum(mark.mood == mood for mark in marks) for mood in ROWS}
    return Moods(marks=marks, months=months, counts=counts, told=list(reversed(told)))


def _x(day: date, first: date) -> float:
    return round(LEFT + 6 + (WIDTH - 12) * (day - first).days / DAYS, 1)
