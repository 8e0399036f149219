"""Legal terms in days: which days count, and where a term that ends on a day off goes.

Source: Algemene termijnenwet (DOMAIN.md section 8): a term that ends on a Saturday, Sunday or general holiday moves to
the next day that is none of these; Good Friday counts as one. Debt help: Wgs (DOMAIN.md section 5).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

FIRST_TALK = timedelta(weeks=4)
"""The first talk about debts is within four weeks of the request (Wgs art. 4)."""
FIRST_TALK_URGENT_DAYS = 3
"""Within three working days when eviction, cut-off or loss of health insurance threatens (read as working days)."""


@cache
def _days_off(year: int) -> frozenset[date]:
    every = holidays.country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(day for day in every if day.year == year)


def is_holiday(day: date) -> bool:
    """A general holiday, Good Friday among them."""
    return day in _days_off(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no general holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def on_working_day(day: date) -> date:
    """The day itself or, when it is a day off, the next working day."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def after_working_days(start: date, days: int) -> date:
    """The working day that lies `days` working days after `start`; `start` itself does not count."""
    day = start
    for _ in range(days):
        day = on_working_day(day + timedelta(days=1))
    return day


def first_talk_by(requested: date, *, urgent: bool) -> date:
    """The last day on which the first talk about debts may be, for a request made on this day."""
    if urgent:
        return after_working_days(requested, FIRST_TALK_URGENT_DAYS)
    return on_working_day(requested + FIRST_TALK)
