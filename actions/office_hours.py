"""Time as an office counts it: only the hours in which somebody reads along (actions/clock.py has which those are)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from actions import clock
from actions.terms import is_working_day

_DAY = timedelta(days=1)


def passed(since: datetime, until: datetime) -> timedelta:
    """How much office time lies between two moments; nothing when the second is not later."""
    total, day, last = timedelta(), clock.local(since).date(), clock.local(until).date()
    while day <= last:
        opens, closes = _hours(day)
        total += max(timedelta(), min(until, closes) - max(since, opens))
        day += _DAY
    return total


def after(since: datetime, span: timedelta) -> datetime:
    """The moment at which so much office time has passed since another."""
    at = clock.next_reading(since)
    while True:
        _, closes = _hours(clock.local(at).date())
        if span <= closes - at:
            return at + span
        span -= closes - at
        at = clock.next_reading(closes)


def _hours(day: date) -> tuple[datetime, datetime]:
    """When the office opens and closes on a day; on a day off it closes as it opens."""
    opens = clock.at(day, clock.OFFICE_FROM)
    return opens, clock.at(day, clock.OFFICE_UNTIL) if is_working_day(day) else opens
