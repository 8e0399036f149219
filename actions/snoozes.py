"""Until when a conversation may sleep, in one press: later today, tomorrow morning, Monday, in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions import clock
from actions.terms import is_working_day, on_working_day

LATER = timedelta(hours=2)
WAKES = time(9, 0)
"""When what sleeps until a day is back: as the office opens."""


@dataclass(frozen=True, kw_only=True)
class Snooze:
    """A moment to choose; `name` ends the key of its text: "later", "tomorrow", "monday" or "week"."""

    name: str
    until: datetime


def choices(now: datetime) -> list[Snooze]:
    """The moments to choose from, soonest first: only when somebody works, and each moment once."""
    today = clock.local(now).date()
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    found = []
    later = _next_quarter(now + LATER)
    if clock.someone_reads(later) and clock.local(later).date() == today:
        found.append(Snooze(name="later", until=later))
    days = {"tomorrow": tomorrow, "monday": monday, "week": on_working_day(today + timedelta(days=7))}
    taken: set[date] = set()
    for name, day in days.items():
        if is_working_day(day) and day not in taken:
            taken.add(day)
            found.append(Snooze(name=name, until=clock.at(day, WAKES)))
    return found


def _next_quarter(moment: datetime) -> datetime:
    """The next quarter of an hour."""
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=-whole.minute % 15)
