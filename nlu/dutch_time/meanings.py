"""What the rules build, and how it becomes a stretch of local time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from nlu.dutch_time.calendar import at, later
from nlu.dutch_time.values import NIGHT_ENDS, PARTS
from nlu.understanding import Grain

DAY = 24 * 60


class Style(StrEnum):
    """How a clock time was said, which decides what else it can mean."""

    SPOKEN = "spoken"  # "half drie", "9 uur": 02:30 or 14:30
    DIGITAL = "digital"  # "2:30" may still be the afternoon, "9:30" not the evening
    EXACT = "exact"  # "02:30", "14 uur", "3 pm"


@dataclass(frozen=True)
class Clock:
    """A time of day: minutes after midnight as said, on the twelve-hour clock unless exact."""

    minutes: int
    grain: Grain
    style: Style = Style.SPOKEN

    def readings(self) -> tuple[int, ...]:
        """The minutes after midnight it can mean, likeliest (by day) first."""
        if self.style is Style.EXACT or not 60 <= self.minutes < 12 * 60:
            return (self.minutes,)
        if self.minutes < 7 * 60:
            return (self.minutes + 12 * 60, self.minutes)
        if self.style is Style.DIGITAL:
            return (self.minutes,)
        return (self.minutes, self.minutes + 12 * 60)

    def within(self, part: str) -> tuple[int, ...]:
        """The reading that fits a part of the day ("6 uur 's avonds"), else all; over 24 hours is the next date."""
        first = self.minutes if self.style is Style.EXACT else self.minutes % (12 * 60)
        step = DAY if self.style is Style.EXACT else 12 * 60
        for minutes in range(first, 2 * DAY, step):
            if any(start * 60 <= minutes < end * 60 for start, end in PARTS[part].clock):
                return (minutes,)
        return self.readings()


@dataclass(frozen=True)
class Clocks:
    """From one time of day (or open) to another (or open)."""

    first: Clock | None
    last: Clock | None


@dataclass(frozen=True)
class Span:
    """A resolved stretch of time with its other readings."""

    start: datetime | None
    end: datetime | None
    grain: Grain
    others: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Moment:
    """Day, part of the day and clock time as far as they were said; pieces of one moment can be put together."""

    days: tuple[date, ...] = ()  # the likeliest first
    part: str | None = None
    clock: Clock | Clocks | None = None

    def joined(self, other: Moment) -> Moment | None:
        """Both as one moment, or None where they say the same thing twice."""
        if (self.days and other.days) or (self.part and other.part) or (self.clock and other.clock):
            return None
        return Moment(self.days or other.days, self.part or other.part, self.clock or other.clock)


def likeliest(spans: Iterable[Span]) -> Span:
    """The first span with all others that differ as its other readings."""
    flat: dict[tuple[float | None, ...], Span] = {}
    for span in (s for one in spans for s in (one, *one.others)):
        flat.setdefault(_instants(span), replace(span, others=()))
    first, *others = flat.values()
    return replace(first, others=tuple(others))


def _instants(span: Span) -> tuple[float | None, ...]:
    """What tells two spans apart: local datetimes are equal in both passes of the autumn hour."""
    return tuple(moment.timestamp() if moment else None for moment in (span.start, span.end))


def days(start: date, end: date, grain: Grain) -> Span:
    """From midnight to midnight, `end` exclusive."""
    return Span(at(start), at(end), grain)


def resolve(moment: Moment, now: datetime) -> Span:
    """The stretch of time a moment means; without a date the next time that it comes."""
    if isinstance(moment.clock, Clock):
        return _clock(moment, moment.clock, now)
    if isinstance(moment.clock, Clocks):
        return _clocks(moment, moment.clock, now)
    if moment.part:
        return _part(moment.days, moment.part, now)
    return likeliest(days(day, day + timedelta(days=1), Grain.DAY) for day in moment.days)


def tonight(now: datetime) -> date:
    """The date by which the night that runs, or else the coming one, is named."""
    return now.date() - timedelta(days=now.hour < NIGHT_ENDS)


def _part(dates: tuple[date, ...], part: str, now: datetime) -> Span:
    if dates and part == "small_hours":
        part = "night"
    hours = PARTS[part]
    if not dates:
        dates = (next(d for d in _near(now) if at(d, hours.end * 60) > now),)
    return likeliest(Span(at(d, hours.start * 60), at(d, hours.end * 60), Grain.DAYPART) for d in dates)


def _near(now: datetime) -> tuple[date, ...]:
    return tuple(now.date() + timedelta(days=n) for n in (-1, 0, 1, 2))


def _coming(minutes: int, now: datetime) -> date:
    """The date from which `minutes` on is the next time that comes."""
    first = now.replace(second=0, microsecond=0)
    return next(d for d in _near(now) if at(d, minutes) >= first)


def _clock(moment: Moment, clock: Clock, now: datetime) -> Span:
    readings = clock.within(moment.part) if moment.part else clock.readings()
    return likeliest(
        _tick(day, minutes, clock.grain) for minutes in readings for day in moment.days or (_coming(minutes, now),)
    )


def _tick(day: date, minutes: int, grain: Grain) -> Span:
    """One clock time on one day; in the autumn night its second occurrence is the other reading."""
    length = timedelta(hours=1) if grain is Grain.HOUR else timedelta(minutes=1)
    first, second = at(day, minutes), at(day, minutes, second_pass=True)
    others = (Span(second, later(second, length), grain),) if second.fold else ()
    return Span(first, later(first, length), grain, others)


def _clocks(moment: Moment, clocks: Clocks, now: datetime) -> Span:
    leading = clocks.first or clocks.last
    assert leading is not None
    if clocks.first and clocks.last and not moment.part:
        readings = _pair_readings(clocks.first, clocks.last)
    else:
        readings = leading.within(moment.part) if moment.part else leading.readings()
    return likeliest(
        _stretch(moment, clocks, day, minutes)
        for minutes in readings
        for day in moment.days or (_coming(minutes, now),)
    )


def _pair_readings(first: Clock, last: Clock) -> tuple[int, ...]:
    """When the end is exact ("van 2 tot 16:00") the start is the last reading before it."""
    before = [m for m in first.readings() if len(last.readings()) == 1 and m < last.readings()[0]]
    if before and last.minutes >= 13 * 60:
        return (min(before, key=lambda m: last.readings()[0] - m),)
    return first.readings()


def _stretch(moment: Moment, clocks: Clocks, day: date, minutes: int) -> Span:
    grain = (clocks.last or clocks.first or Clock(0, Grain.HOUR)).grain
    if clocks.first and clocks.last:
        if clocks.first.grain is Grain.MINUTE:
            grain = Grain.MINUTE
        return Span(at(day, minutes), at(day, _next_reading(clocks.last, minutes)), grain)
    dated = PARTS[moment.part] if moment.part else _WHOLE_DAY
    if clocks.first:
        return Span(at(day, minutes), at(day, dated.end * 60) if moment.days else None, grain)
    start = at(day, dated.start * 60) if moment.days and dated.start * 60 < minutes else None
    return Span(start, at(day, minutes), grain)


_WHOLE_DAY = replace(PARTS["morning"], start=0, end=24)


def _next_reading(clock: Clock, after: int) -> int:
    """The first reading of the end of a stretch after its start: "van 9 tot 5", "van 22:00 tot 6:00"."""
    if clock.style is Style.EXACT:
        steps = range(clock.minutes, 3 * DAY, DAY)
    else:
        steps = range(clock.minutes % (12 * 60), 3 * DAY, 12 * 60)
    return next(m for m in steps if m > after)
