"""Rules for longer stretches: "deze maand", "in het weekend", "de komende drie dagen", "eind maart", "week 12".

PERIOD is a Span. Stretches of a number of units are whole days, weeks, months from the next (or up to the present) one.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nlu.dutch_time.calendar import ZONE, add, at, first_of, later, nth_weekday, season
from nlu.dutch_time.days import feast
from nlu.dutch_time.grammar import rule
from nlu.dutch_time.meanings import Span, days, likeliest
from nlu.dutch_time.offsets import Duration, shift
from nlu.dutch_time.values import A_FEW, HOLIDAYS, PIECES, WEEKEND_STARTS
from nlu.understanding import Grain


def _weekend(monday: date) -> Span:
    """The weekend of the week that begins on `monday`: Friday evening until Monday 00:00."""
    return Span(at(monday + timedelta(days=4), WEEKEND_STARTS * 60), at(monday + timedelta(days=7)), Grain.WEEKEND)


def _unit(start: date, unit: str) -> Span:
    return _weekend(start) if unit == "weekend" else days(start, add(start, 1, unit), Grain(unit))


@rule("WHICHPERIOD", "WHICH UNITS")
def _few(now: datetime, which: int, unit: str) -> Span | None:
    """ "de komende dagen"."""
    return _several(now, which, A_FEW, unit)


@rule("WHICHPERIOD", "WHICH UNIT")
def _which(now: datetime, which: int, unit: str) -> Span | None:
    if unit in ("minute", "hour"):
        return None
    if unit == "day":
        return _unit(now.date() + timedelta(days=min(which, 1)), unit)
    start = first_of(now.date(), unit)
    if unit == "weekend":
        return _which_weekend(now, which, start)
    return _unit(add(start, min(which, 1), unit), unit)


def _which_weekend(now: datetime, which: int, monday: date) -> Span:
    this = _weekend(monday)
    assert this.start is not None
    coming = this if now < this.start else _weekend(monday + timedelta(days=7))
    if which == 0:
        return this
    if which == 1:
        return likeliest((_weekend(monday + timedelta(days=7)), coming))
    return coming if which == 2 else _weekend(monday - timedelta(days=7))


@rule("PERIOD", "<!every in? the? UNIT")
def _the_weekend(now: datetime, unit: str) -> Span | None:
    return _weekend(first_of(now.date(), "week")) if unit == "weekend" else None


@rule("PERIOD", "in? the? UNIT of the? DATE")
def _unit_of_date(_: datetime, unit: str, found: tuple[date, ...]) -> Span | None:
    """ "de week van 15 maart", "het weekend van 5 december"."""
    return _unit(first_of(found[0], "week"), unit) if unit in ("week", "weekend") else None


@rule("PERIOD", "in? the UNIT after AFTERDAY")
def _unit_after(_: datetime, unit: str, found: tuple[date, ...]) -> Span | None:
    """ "de week na kerst" is the next one on the calendar."""
    return _unit(add(first_of(found[0], unit), 1, unit), unit) if unit in ("week", "weekend", "month") else None


@rule("PERIOD", "in? the UNIT before BASEDAY")
def _unit_before(_: datetime, unit: str, found: tuple[date, ...]) -> Span | None:
    return _unit(add(first_of(found[0], unit), -1, unit), unit) if unit in ("week", "weekend", "month") else None


@rule("PERIOD", "in the UNIT", "van the UNIT")
def _the_unit(now: datetime, unit: str) -> Span | None:
    """ "van de week", "in de week": the week that runs."""
    return _unit(first_of(now.date(), "week"), unit) if unit == "week" else None


@rule("PERIOD", "WHICHPERIOD")
def _named(_: datetime, found: Span) -> Span:
    return found


@rule("WHICHPERIOD", "WHICH a? NUMBER UNIT", "ORDINAL NUMBER UNIT", "WHICH FRACTION UNIT")
def _several(now: datetime, which: int, count: float, unit: str) -> Span | None:
    if which == 0 or count >= 1000 or (which == 1 and unit == "weekend"):
        return None
    if unit in ("minute", "hour"):
        edge = later(now, (1 if which > 0 else -1) * timedelta(**{unit + "s": count}))
        return Span(min(now, edge), max(now, edge), Grain(unit))
    first = first_of(now.date(), unit)
    if which < 0:
        return days(add(first, -int(count), unit), first, Grain(unit))
    first = add(first, 1, unit)
    return days(first, add(first, int(count), unit), Grain(unit))


@rule("PERIOD", "NUMBER WHICH UNIT")
def _several_reversed(now: datetime, count: int, which: int, unit: str) -> Span | None:
    return _several(now, which, count, unit)


@rule("PERIOD", "within DURATION", "within the? UNIT")
def _within(now: datetime, length: Duration | str) -> Span | None:
    count, unit = (1.0, length) if isinstance(length, str) else length
    if unit in ("minute", "hour"):
        return Span(now, later(now, timedelta(**{unit + "s": count})), Grain(unit))
    last = shift(now.date(), (count, unit), 1)
    return Span(now, at(last, now.hour * 60 + now.minute), Grain(unit)) if last else None


@rule("PERIOD", "over DURATION")
def _ahead(now: datetime, length: Duration) -> Span | None:
    return _exactly(now, length, 1)


@rule("PERIOD", "DURATION ago")
def _ago(now: datetime, length: Duration) -> Span | None:
    return _exactly(now, length, -1)


def _exactly(now: datetime, length: Duration, sign: int) -> Span | None:
    """Hours and minutes are real time, to the minute."""
    count, unit = length
    if unit not in ("minute", "hour"):
        return None
    start = later(now.replace(second=0, microsecond=0), sign * timedelta(**{unit + "s": count}))
    return Span(start, later(start, timedelta(minutes=1)), Grain.MINUTE)


@rule("PERIOD", "<!NUMBER in? STRONGMONTH", "in WEAKMONTH", "SHORTMONTH YEAR")
def _month(now: datetime, *found: int | tuple[int, int | None]) -> Span:
    month, year = found[0] if isinstance(found[0], tuple) else (found[0], found[1])
    assert isinstance(month, int) and (year is None or isinstance(year, int))
    start = date(year or now.year, month, 1)
    if year is None and add(start, 1, "month") <= now.date():
        start = add(start, 1, "year")
    return _unit(start, "month")


@rule("STRONGMONTH", "MONTH YEAR?")
@rule("WEAKMONTH", "SHORTMONTH")
def _month_year(_: datetime, month: int, year: int | None = None) -> tuple[int, int | None]:
    return month, year


@rule("PERIOD", "WHICH MONTH", "WHICH SHORTMONTH")
def _which_month(now: datetime, which: int, month: int) -> Span:
    this = date(now.year, month, 1)
    ended, begun = add(this, 1, "month") <= now.date(), this <= now.date()
    if which == -1:
        return _unit(this if ended else add(this, -1, "year"), "month")
    if which == 0:
        return _unit(this, "month")
    return _unit(add(this, 1, "year") if begun else this, "month")


@rule("PERIOD", "YEARNUMBER")
def _year(_: datetime, year: int) -> Span:
    return _unit(date(year, 1, 1), "year")


@rule("YEARNUMBER", "in YEAR", "in the UNIT YEAR", "^ YEAR $")
def _year_number(_: datetime, *found: int | str) -> int:
    return int(found[-1])


@rule("PERIOD", "in? the? WHICH? SEASON of? YEAR?")
def _season(now: datetime, which: int | None, name: str, year: int | None) -> Span:
    if year:
        return days(*season(name, year), Grain.SEASON)
    if which == 0 and name != "winter":
        return days(*season(name, now.year), Grain.SEASON)
    near = [season(name, now.year + n) for n in (-2, -1, 0, 1)]
    ended = [s for s in near if s[1] <= now.date()]
    open_ones = [s for s in near if s[1] > now.date()]
    if which == -1:
        return days(*ended[-1], Grain.SEASON)
    if which in (1, 2) and open_ones[0][0] <= now.date():
        return days(*open_ones[1], Grain.SEASON)
    return days(*open_ones[0], Grain.SEASON)


@rule("PERIOD", "in? the? NTH UNIT of? YEAR?", "in? the? NTH UNIT of WHICH? UNIT")
def _quarter(now: datetime, nth: int, unit: str, *which: int | str | None) -> Span | None:
    """ "eerste kwartaal van 2027", "derde kwartaal van volgend jaar"."""
    if unit != "quarter" or not 1 <= nth <= 4 or (len(which) == 2 and which[1] != "year"):
        return None
    year = which[0] if len(which) == 1 else now.year + min(int(which[0] or 0), 1)
    return _quarter_of(now, nth, int(year) if year else None)


@rule("PERIOD", "in? QUARTERNAME of? YEAR?")
def _quarter_of(now: datetime, nth: int, year: int | None) -> Span:
    start = date(year or now.year, 3 * nth - 2, 1)
    if year is None and add(start, 1, "quarter") <= now.date():
        start = add(start, 1, "year")
    return _unit(start, "quarter")


@rule("PERIOD", "in? week NUMBER !counted", "in? week NUMBER of? YEAR")
def _week_number(now: datetime, number: int, year: int | None = None) -> Span:
    """ISO weeks."""
    monday = date.fromisocalendar(year or now.isocalendar().year, number, 1)
    if year is None and monday + timedelta(days=7) <= now.date():
        monday = date.fromisocalendar(now.isocalendar().year + 1, number, 1)
    return _unit(monday, "week")


@rule("PERIOD", "in? the? NTH UNIT of the? STRETCH")
def _nth_week(_: datetime, nth: int, unit: str, stretch: tuple[date, date]) -> Span | None:
    """ "de eerste week van maart" holds the first Monday of it, the last week the last Monday."""
    if unit not in ("week", "weekend"):
        return None
    monday = nth_weekday(stretch[0] if nth > 0 else stretch[1] - timedelta(days=1), 0, nth)
    return _unit(monday, unit) if monday else None


@rule("PERIOD", "in? the? WHICH? HOLIDAY YEAR?")
def _feast(now: datetime, which: int | None, name: str, year: int | None) -> Span | None:
    """Feasts of more than one day."""
    if HOLIDAYS[name].days == 1:
        return None
    return days(*feast(now, which, name, year), Grain.DAY)


@rule("PERIOD", "in? the? PIECE of? the? STRETCH", "in? the? WHICH? PIECE of the? STRETCH")
def _piece(_: datetime, *found: object) -> Span | None:
    name, stretch = found[-2], found[-1]
    assert isinstance(stretch, tuple)
    start, end = stretch
    unit = {7: "week", 365: "year", 366: "year"}.get((end - start).days, "month")
    if unit == "month" and (end - start).days > 31:
        return None
    first, last = PIECES[unit][str(name)]
    step = "month" if unit == "year" else "day"
    grain = Grain.MONTH if unit == "year" else Grain.DAY
    return days(add(start, first, step), end if last is None else add(start, last, step), grain)


@rule("PERIOD", "in? the? PIECE YEAR", "in? the? PIECE of YEAR")
def _piece_of_year(now: datetime, name: str, year: int) -> Span | None:
    return _piece(now, name, (date(year, 1, 1), date(year + 1, 1, 1)))


@rule("PERIOD", "^ now $", "nownow")
def _now(now: datetime) -> Span:
    """ "nu" is a time only where it is the whole answer."""
    start = now.replace(second=0, microsecond=0).astimezone(ZONE)
    return Span(start, later(start, timedelta(minutes=1)), Grain.MINUTE)
