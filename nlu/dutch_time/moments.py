"""Rules that put days, parts of the day and clock times together: "donderdag half drie".

DAYPART is a part of a known day, MOMENT anything of the three together; see `meanings.Moment`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from nlu.dutch_time.calendar import add, first_of, weekday_after
from nlu.dutch_time.days import Dates, next_date
from nlu.dutch_time.grammar import rule
from nlu.dutch_time.meanings import Clock, Clocks, Moment, tonight
from nlu.dutch_time.values import EARLY, LATE


@rule("PARTNAME", "PART", "the PART", "PARTSAID")
@rule(
    "PARTSAID",
    "HABIT",
    "in the? PART",
    "on the? PART",
    "at the PART",
    "in the? course of the PART",
    "FINEPART",
    "^ PART $",
)
def _part(_: datetime, name: str) -> str:
    """PARTSAID can stand alone in a sentence; PARTNAME needs a day or clock time beside it."""
    return name


@rule("FINEPART", "in? the? early in? the? PART", "PART early", "HABIT early", "early HABIT")
def _early(_: datetime, name: str) -> str | None:
    return EARLY.get(name)


@rule("FINEPART", "in? the? late in? the? PART", "late on the? PART", "PART late", "HABIT late", "late HABIT")
def _late(_: datetime, name: str) -> str | None:
    return LATE.get(name)


@rule("FINEPART", "in? the? PIECE of? the? PART")
def _piece(_: datetime, piece: str, name: str) -> str | None:
    return {"begin": EARLY, "end": LATE}.get(piece, {}).get(name)


@rule("DAYPART", "TODAYPART")
def _today_part(now: datetime, name: str) -> Moment:
    return Moment((tonight(now) if name == "night" else now.date(),), name)


@rule("DAYPART", "TODAYPART early", "early TODAYPART")
def _today_early(now: datetime, name: str) -> Moment:
    return Moment((now.date(),), EARLY.get(name, name))


@rule("DAYPART", "TODAYPART late", "late TODAYPART")
def _today_late(now: datetime, name: str) -> Moment:
    return Moment((now.date(),), LATE.get(name, name))


@rule("DAYPART", "DAY comma? PARTNAME", "PARTNAME of DAY")
def _day_part(_: datetime, one: Dates | str, other: Dates | str) -> Moment:
    found, name = (other, one) if isinstance(one, str) else (one, other)
    assert isinstance(found, tuple) and isinstance(name, str)
    return Moment(found, name)


@rule("DAYPART", "WEEKDAY PART WHICH UNIT")
def _day_part_of_week(now: datetime, weekday: int, name: str, which: int, unit: str) -> Moment | None:
    """ "vrijdagmiddag volgende week"."""
    monday = add(first_of(now.date(), "week"), min(which, 1), "week")
    return Moment((monday + timedelta(days=weekday),), name) if unit == "week" else None


@rule("DAYPART", "WEEKDAY PART comma? the? DATE")
def _day_part_date(_: datetime, _weekday: int, name: str, found: Dates) -> Moment:
    """ "dinsdagochtend 16 februari"."""
    return Moment(found, name)


@rule("DAYPART", "DAY early", "early DAY")
def _early_day(_: datetime, found: Dates) -> Moment:
    """ "morgen vroeg"."""
    return Moment(found, "early_morning")


@rule("DAYPART", "the? PART of WEEKDAY on WEEKDAY", "the? PART of WEEKDAY and WEEKDAY")
def _night_between(now: datetime, name: str, weekday: int, _: int) -> Moment:
    """ "de nacht van zaterdag op zondag"."""
    return Moment((weekday_after(now.date(), weekday),), name)


@rule("DAYPART", "the? PART of DAYNUMBER on DAYNUMBER ANYMONTH YEAR?")
def _night_between_dates(now: datetime, name: str, first: int, _: int, month: int, year: int | None) -> Moment:
    """ "de nacht van 3 op 4 maart"."""
    return Moment((date(year, month, first) if year else next_date(now, first, month),), name)


@rule("DAYPART", "WHICH PART")
def _which_part(now: datetime, which: int, name: str) -> Moment:
    if name == "night":
        return Moment((tonight(now) - timedelta(days=which == -1),), name)
    if which == -1:
        return Moment((now.date() - timedelta(days=1),), name)
    return Moment((now.date() + timedelta(days=which == 1),), name)


@rule("DAYS", "on? DAY", "for DAY")
def _just_day(_: datetime, found: Dates) -> Moment:
    return Moment(found)


@rule("DAYS", "DAYPART", "on DAYPART", "for DAYPART", "in DAYPART")
def _just_part(_: datetime, found: Moment) -> Moment:
    return found


@rule("TIMED", "SAID")
@rule("TIMED", "CLOCKS")
@rule("TIMED", "SINCE")
def _timed(_: datetime, clock: Clock | Clocks) -> Moment:
    return Moment(clock=clock)


@rule("MOMENT", "DAYS comma? TIMED", "TIMED comma? DAYS")
def _day_and_time(_: datetime, one: Moment, other: Moment) -> Moment | None:
    return one.joined(other)


@rule("MOMENT", "DAYS")
def _days(_: datetime, found: Moment) -> Moment:
    return found


@rule("MOMENT", "TIMED PARTNAME comma? DAYS", "DAYS comma? TIMED PARTNAME", "TIMED comma? DAYS PARTNAME")
def _day_time_part(_: datetime, *found: Moment | str) -> Moment | None:
    name = next(f for f in found if isinstance(f, str))
    one, other = (f for f in found if isinstance(f, Moment))
    both = one.joined(other)
    return both.joined(Moment(part=name)) if both else None


@rule("MOMENT", "SHORTDAY comma? at? SIGNED", "SHORTDAY comma? at? CLOCK", "SHORTDAY PART")
def _short_day(now: datetime, weekday: int, found: Clock | str) -> Moment:
    """ "vr 14:00"; alone these are ordinary words."""
    coming = (weekday_after(now.date(), weekday),)
    return Moment(coming, part=found) if isinstance(found, str) else Moment(coming, clock=found)


@rule("MOMENT", "TIMED PARTNAME", "PARTNAME TIMED")
def _time_part(_: datetime, one: Moment | str, other: Moment | str) -> Moment:
    moment, name = (other, one) if isinstance(one, str) else (one, other)
    assert isinstance(moment, Moment) and isinstance(name, str)
    return replace(moment, part=name)


@rule("MOMENT", "<!every PARTSAID")
def _part_alone(_: datetime, name: str) -> Moment:
    return Moment(part=name)


@rule("MOMENT", "<!lasts <!label at? CLOCK", "at BARE", "at DOTTEDTIME", "SINCE", "CLOCKS")
def _clock_alone(_: datetime, clock: Clock | Clocks) -> Moment:
    return Moment(clock=clock)


@rule("DOTTEDTIME", "SIGNED")
def _dotted(_: datetime, clock: Clock) -> Clock:
    return clock
