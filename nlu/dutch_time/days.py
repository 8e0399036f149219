"""Rules for days: "morgen", "volgende week dinsdag", "5 februari", "eerste maandag van maart", "over 14 dagen".

A bare weekday is the next coming one, dates are day-month-year, weeks begin on Monday. DATE is a date on the calendar,
NAMEDDAY also a weekday or feast, DAY any day; all are tuples of dates, the likeliest first.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nlu.dutch_time.calendar import add, days_in_month, first_of, holiday, nth_weekday, weekday_after, weekday_before
from nlu.dutch_time.grammar import rule
from nlu.dutch_time.values import HOLIDAYS

Dates = tuple[date, ...]


@rule("YEAR", "NUMBER !counted")
def _year(_: datetime, number: int) -> int | None:
    return number if 1950 <= number <= 2100 else None


@rule("ANYMONTH", "MONTH", "SHORTMONTH")
def _month(_: datetime, month: int) -> int:
    return month


@rule("NTH", "ORDINAL", "NUMBER ordinal")
def _nth(_: datetime, number: int) -> int | None:
    return number if -1 <= number <= 31 else None


def next_date(now: datetime, day: int, month: int, weekday: int | None = None) -> date:
    """That day of the year when it next comes; a weekday beside it settles which year was meant."""
    years = [y for y in range(now.year, now.year + 9) if day <= days_in_month(date(y, month, 1))]
    future = [d for d in (date(y, month, day) for y in years) if d >= now.date()]
    if not future:
        raise ValueError("no such day")
    fitting = [d for d in future[:2] if d.weekday() == weekday]
    return fitting[0] if fitting else future[0]


@rule("DATE", "the? NUMBER ordinal? of? ANYMONTH YEAR?", "the? ORDINAL of? ANYMONTH YEAR?")
def _day_month(now: datetime, day: int, month: int, year: int | None) -> Dates | None:
    if not 1 <= day <= 31:
        return None
    return (date(year, month, day) if year else next_date(now, day, month),)


@rule("DATE", "ANYMONTH the? NTH comma? YEAR?", "MONTH NUMBER comma? YEAR?")
def _month_day(now: datetime, month: int, day: int, year: int | None) -> Dates | None:
    return _day_month(now, day, month, year)


@rule("DATE", "ISO")
def _iso(_: datetime, written: tuple[str, str, str]) -> Dates:
    year, month, day = map(int, written)
    return (date(year, month, day),)


@rule("DATE", "DMY")
def _dmy(_: datetime, written: tuple[str, str, str]) -> Dates:
    day, month, year = map(int, written)
    return (date(year if year > 99 else 2000 + year, month, day),)


@rule("DM_DATE", "DM !counted !UNIT !uur")
def _dm(now: datetime, written: tuple[str, str]) -> Dates:
    return (next_date(now, int(written[0]), int(written[1])),)


@rule("DATE", "on the? DM_DATE", "from DM_DATE", "^ DM_DATE $")
def _said_dm(_: datetime, found: Dates) -> Dates:
    """ "3-4" may count things, so it is a date only where the sentence says so."""
    return found


@rule("MONTHDAY", "the NUMBER ordinal !WEEKDAY !UNIT !counted !PART", "on the ORDINAL $")
def _monthday(now: datetime, day: int) -> Dates | None:
    if day < 1:
        return None
    month = first_of(now.date(), "month")
    for _ in range(3):
        if day <= days_in_month(month) and month.replace(day=day) >= now.date():
            return (month.replace(day=day),)
        month = add(month, 1, "month")
    return None


@rule("DATE", "the? NTH of the? WHICH? UNIT", "the? NUMBER WHICH UNIT")
def _day_of_month(now: datetime, day: int, which: int | None, unit: str) -> Dates | None:
    if unit not in ("month", "year"):
        return None
    month = add(first_of(now.date(), unit), min(which or 0, 1), unit)
    if day == -1:
        return (add(month, 1, unit) - timedelta(days=1),)
    if which is None and unit == "month" and month.replace(day=day) < now.date():
        month = add(month, 1, unit)
    return (month.replace(day=day),) if unit == "month" else None


@rule("DATE", "WHICH UNIT the NTH")
def _month_then_day(now: datetime, which: int, unit: str, day: int) -> Dates | None:
    return _day_of_month(now, day, which, unit)


@rule("DATE", "the? NTH UNIT of the? STRETCH")
def _nth_day(_: datetime, nth: int, unit: str, stretch: tuple[date, date]) -> Dates | None:
    if unit != "day":
        return None
    found = stretch[1] - timedelta(days=1) if nth == -1 else stretch[0] + timedelta(days=nth - 1)
    return (found,) if stretch[0] <= found < stretch[1] else None


@rule("DATE", "the? NTH WEEKDAY of the? STRETCH", "the? NTH WEEKDAY STRETCH")
def _nth_weekday(_: datetime, nth: int, weekday: int, stretch: tuple[date, date]) -> Dates | None:
    if nth == -1:
        return (weekday_before(stretch[1], weekday),)
    found = nth_weekday(stretch[0], weekday, nth)
    return (found,) if found else None


@rule("STRETCH", "ANYMONTH YEAR?")
def _month_stretch(now: datetime, month: int, year: int | None) -> tuple[date, date]:
    start = date(year or now.year, month, 1)
    if year is None and add(start, 1, "month") <= now.date():
        start = add(start, 1, "year")
    return start, add(start, 1, "month")


@rule("STRETCH", "WHICH? UNIT")
def _unit_stretch(now: datetime, which: int | None, unit: str) -> tuple[date, date] | None:
    if unit not in ("month", "year", "quarter", "week"):
        return None
    start = add(first_of(now.date(), unit), min(which or 0, 1), unit)
    return start, add(start, 1, unit)


@rule("DATED", "WEEKDAY on? the NTH !counted")
def _weekday_monthday(now: datetime, weekday: int, day: int) -> Dates | None:
    """ "vrijdag de 12e": the first 12th that is a Friday."""
    month = first_of(now.date(), "month")
    for _ in range(36):
        found = month.replace(day=min(day, days_in_month(month)))
        if found.day == day and found.weekday() == weekday and found >= now.date():
            return (found,)
        month = add(month, 1, "month")
    return None


@rule("DATED", "WEEKDAY comma? the? DATE", "SHORTDAY comma? the? DATE", "WEEKDAY DM_DATE",
      "SHORTDAY DM_DATE")  # fmt: skip
def _weekday_date(now: datetime, weekday: int, found: Dates) -> Dates:
    """The weekday settles the year where the date left it open; where both differ the date wins."""
    day = found[0]
    if day.weekday() != weekday and day >= now.date():
        return (next_date(now, day.day, day.month, weekday),)
    return found


@rule("DAY", "<!every RELDAY")
def relative(now: datetime, offset: int) -> Dates:
    """So many days from today."""
    return (now.date() + timedelta(days=offset),)


@rule("DATED", "WHICH DATED", "DATE WHICH !UNIT !UNITS")
def _which_date(now: datetime, one: int | Dates, other: int | Dates) -> Dates | None:
    """ "4 november jl.", "aanstaande vrijdag 20 november"."""
    which, found = (one, other) if isinstance(one, int) else (other, one)
    assert isinstance(found, tuple)
    return (add(found[0], -1, "year"),) if which == -1 and found[0] >= now.date() else found


@rule("NAMEDDAY", "<!every WEEKDAY")
def next_weekday(now: datetime, weekday: int) -> Dates:
    """The next such weekday, never today."""
    return (weekday_after(now.date(), weekday),)


@rule("NAMEDDAY", "DATED", "<!every DATE", "MONTHDAY", "FEAST")
@rule("DAY", "NAMEDDAY", "SHIFTED")
def _day(_: datetime, found: Dates) -> Dates:
    return found


@rule("NAMEDDAY", "WHICH WEEKDAY")
def _which_weekday(now: datetime, which: int, weekday: int) -> Dates:
    today = now.date()
    if which == -1:
        return (weekday_before(today, weekday),)
    coming = weekday_after(today, weekday)
    if which != 1:
        return (today,) if which == 0 and today.weekday() == weekday else (coming,)
    next_week = first_of(today, "week") + timedelta(days=7 + weekday)
    return tuple(dict.fromkeys((next_week, coming)))


@rule("NAMEDDAY", "WEEKDAY WHICH !UNIT !UNITS")
def _weekday_which(now: datetime, weekday: int, which: int) -> Dates:
    """ "vrijdag a.s."."""
    return _which_weekday(now, which, weekday)


@rule("NAMEDDAY", "WHICH UNIT on? WEEKDAY", "the? WEEKDAY of? WHICH UNIT")
def _weekday_of_week(now: datetime, first: int | str, second: int | str, third: int | str) -> Dates | None:
    which, unit, weekday = (first, second, third) if second in ("week",) else (second, third, first)
    if unit != "week" or not isinstance(which, int) or not isinstance(weekday, int):
        return None
    monday = add(first_of(now.date(), "week"), min(which, 1), "week")
    return (monday + timedelta(days=weekday),)


@rule("FEAST", "WHICH? HOLIDAY YEAR?")
def _feast(now: datetime, which: int | None, name: str, year: int | None) -> Dates | None:
    """One-day feasts; those of more days are periods."""
    if HOLIDAYS[name].days > 1:
        return None
    return (feast(now, which, name, year)[0],)


def feast(now: datetime, which: int | None, name: str, year: int | None) -> tuple[date, date]:
    """The feast of that year, else the last (which is -1) or the one that runs or comes."""
    if year:
        return holiday(name, year)
    near = [holiday(name, now.year + n) for n in (-1, 0, 1)]
    if which == -1:
        return [f for f in near if f[1] <= now.date()][-1]
    return next(f for f in near if f[1] > now.date())
