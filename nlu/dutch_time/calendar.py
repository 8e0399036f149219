"""Calendar arithmetic in Dutch local time: days are counted on the calendar, hours in real time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nlu.dutch_time.values import HOLIDAYS, SEASONS

ZONE = ZoneInfo("Europe/Amsterdam")


def at(day: date, minutes: int = 0, *, second_pass: bool = False) -> datetime:
    """The local moment `minutes` on the wall clock after midnight; a time that the clock skips in spring moves on.

    On the autumn night 02:00-03:00 occurs twice: the first one, unless `second_pass`.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    fold = 1 if second_pass and _occurs_twice(wall) else 0
    return wall.replace(tzinfo=ZONE, fold=fold).astimezone(UTC).astimezone(ZONE)


def _occurs_twice(wall: datetime) -> bool:
    first, second = wall.replace(tzinfo=ZONE), wall.replace(tzinfo=ZONE, fold=1)
    return (first.utcoffset() or timedelta()) > (second.utcoffset() or timedelta())


def later(moment: datetime, delta: timedelta) -> datetime:
    """`moment` plus real time that passes, whatever the clock does meanwhile."""
    return (moment.astimezone(UTC) + delta).astimezone(ZONE)


def add(day: date, count: int, unit: str) -> date:
    """`day` plus a number of days, weeks, months, quarters or years; 31 January plus a month is the end of February."""
    if unit in ("day", "week", "weekend"):
        return day + timedelta(days=count * (1 if unit == "day" else 7))
    months = day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
    first = date(day.year + months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, days_in_month(first)))


def days_in_month(day: date) -> int:
    """How many days the month of `day` has."""
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day


def first_of(day: date, unit: str) -> date:
    """The first day of the week (Monday), month, quarter or year that holds `day`."""
    if unit == "day":
        return day
    if unit in ("week", "weekend"):
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[unit]
    return date(day.year, month, 1)


def weekday_after(day: date, weekday: int) -> date:
    """The first such weekday after `day` itself (Monday is 0)."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def weekday_before(day: date, weekday: int) -> date:
    """The last such weekday before `day` itself (Monday is 0)."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def nth_weekday(month: date, weekday: int, nth: int) -> date | None:
    """The nth such weekday of the month that holds `month`, -1 for the last; None where there is no fifth."""
    if nth == -1:
        return weekday_before(add(first_of(month, "month"), 1, "month"), weekday)
    found = weekday_after(first_of(month, "month") - timedelta(days=1), weekday) + timedelta(weeks=nth - 1)
    return found if found.month == month.month else None


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def holiday(name: str, year: int) -> tuple[date, date]:
    """First day and the day after the last of a feast in `values.HOLIDAYS`."""
    feast = HOLIDAYS[name]
    if feast.easter is not None:
        start = easter(year) + timedelta(days=feast.easter)
    elif feast.nth is not None:
        month, weekday, nth = feast.nth
        start = nth_weekday(date(year, month, 1), weekday, nth) or date(year, month, 1)
    else:
        start = date(year, *(feast.fixed or (1, 1)))
    if feast.not_on_sunday and start.weekday() == 6:
        start -= timedelta(days=1)
    return start, start + timedelta(days=feast.days)


def season(name: str, year: int) -> tuple[date, date]:
    """First day of a season that begins in `year` and the first day of the next one."""
    names = list(SEASONS)
    following = names[(names.index(name) + 1) % 4]
    return date(year, *SEASONS[name]), date(year + (name == "winter"), *SEASONS[following])


def local(moment: datetime) -> datetime:
    """An aware moment as local time."""
    return moment.astimezone(ZONE)
