"""Rules for lengths of time and days counted from another: "over 14 dagen", "twee weken geleden", "de dag na kerst".

DURATION is a count with its unit; half and quarter hours are minutes. SHIFTED is the day so far ahead or back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nlu.dutch_time.calendar import add
from nlu.dutch_time.days import Dates, feast, next_weekday, relative
from nlu.dutch_time.grammar import rule

Duration = tuple[float, str]


@rule("DURATION", "a UNIT")
def _one(_: datetime, unit: str) -> Duration:
    return 1, unit


@rule("DURATION", "a? NUMBER of? UNIT", "FRACTION UNIT", "DECIMAL UNIT", "about? NUMBER UNIT")
def _some(_: datetime, count: float, unit: str) -> Duration | None:
    return (count, unit) if count < 1000 else None


@rule("DURATION", "quarters", "a quarters", "a quarter")
def _quarter_hour(_: datetime) -> Duration:
    return 15, "minute"


@rule("DURATION", "NUMBER quarters", "a NUMBER quarters")
def _quarters(_: datetime, count: int) -> Duration:
    return 15 * count, "minute"


@rule("DURATION", "NUMBER uur and NUMBER quarters", "a uur and NUMBER quarters")
def _hours_and_quarters(_: datetime, *counts: int) -> Duration:
    hours = counts[0] if len(counts) == 2 else 1
    return 60 * hours + 15 * counts[-1], "minute"


@rule("DURATION", "a UNIT or NUMBER")
def _about(_: datetime, unit: str, count: int) -> Duration:
    return count, unit


def shift(day: date, duration: Duration, sign: int) -> date | None:
    """`day` plus or minus whole days, weeks, months or years; None for shorter lengths."""
    count, unit = duration
    if unit in ("minute", "hour"):
        return None
    if count == int(count):
        return add(day, sign * int(count), unit)
    length = {"week": 7, "month": 30, "quarter": 91, "year": 365}.get(unit, 1)
    return day + timedelta(days=sign * round(count * length))


@rule("SHIFTED", "over DURATION")
def _ahead(now: datetime, duration: Duration) -> Dates | None:
    found = shift(now.date(), duration, 1)
    return (found,) if found else None


@rule("SHIFTED", "DURATION ago")
def _ago(now: datetime, duration: Duration) -> Dates | None:
    found = shift(now.date(), duration, -1)
    return (found,) if found else None


@rule("SHIFTED", "BASEDAY over DURATION", "over DURATION on? BASEDAY")
def _day_ahead(_: datetime, one: Dates | Duration, other: Dates | Duration) -> Dates | None:
    base, duration = (one, other) if isinstance(one[0], date) else (other, one)
    assert isinstance(base[0], date) and not isinstance(duration[0], date)
    found = shift(base[0], (float(duration[0]), str(duration[1])), 1)
    return (found,) if found else None


@rule("BASEDAY", "RELDAY")
def _base_relative(now: datetime, offset: int) -> Dates:
    return relative(now, offset)


@rule("BASEDAY", "WEEKDAY")
def _base_weekday(now: datetime, weekday: int) -> Dates:
    return next_weekday(now, weekday)


@rule("BASEDAY", "DATED", "DATE", "MONTHDAY", "FEAST")
def _base_date(_: datetime, found: Dates) -> Dates:
    return found


@rule("BASEDAY", "HOLIDAY")
def _base_feast(now: datetime, name: str) -> Dates:
    return feast(now, None, name, None)[:1]


@rule("AFTERDAY", "HOLIDAY")
def _feast_end(now: datetime, name: str) -> Dates:
    return (feast(now, None, name, None)[1] - timedelta(days=1),)


@rule("AFTERDAY", "BASEDAY")
def _after_day(_: datetime, found: Dates) -> Dates:
    return found


@rule("SHIFTED", "DURATION after AFTERDAY")
def _after(_: datetime, duration: Duration, base: Dates) -> Dates | None:
    found = shift(base[0], duration, 1)
    return (found,) if found else None


@rule("SHIFTED", "DURATION before BASEDAY")
def _before(_: datetime, duration: Duration, base: Dates) -> Dates | None:
    found = shift(base[0], duration, -1)
    return (found,) if found else None


@rule("SHIFTED", "the UNIT after AFTERDAY")
def _day_after(_: datetime, unit: str, base: Dates) -> Dates | None:
    return (base[0] + timedelta(days=1),) if unit == "day" else None


@rule("SHIFTED", "the UNIT before BASEDAY")
def _day_before(_: datetime, unit: str, base: Dates) -> Dates | None:
    return (base[0] - timedelta(days=1),) if unit == "day" else None
