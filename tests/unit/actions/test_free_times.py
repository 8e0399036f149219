"""When somebody is free: the same as counting minute by minute, on every day, clock changes and holidays included."""

from __future__ import annotations

import itertools
import uuid
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from actions import clock
from actions.free_times import FreeSlot, free_slots, nearest, spread, within_hours
from actions.terms import is_holiday
from storage.slots import SlotException, SlotPattern
from tests.town import moment

ME = uuid.uuid4()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SPRING, AUTUMN, KINGS_DAY = date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 27)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
days = st.sampled_from((SPRING, AUTUMN, KINGS_DAY, date(2026, 4, 28), date(2026, 10, 26)))


@st.composite
def hours(draw: st.DrawFn) -> tuple[time, time]:
    first, last = sorted((draw(clocks), draw(clocks)))
    return (first, last) if first < last else (time(9), time(12))


@st.composite
def patterns(draw: st.DrawFn) -> SlotPattern:
    starts, ends = draw(hours())
    return SlotPattern(
        staff_id=ME, weekday=draw(st.integers(0, 6)), starts=starts, ends=ends,
        minutes=draw(st.sampled_from((15, 45, 60))), first_day=draw(days) - DAY,
        last_day=draw(st.none() | st.just(date(2026, 12, 1))),
    )  # fmt: skip


@st.composite
def exceptions(draw: st.DrawFn) -> SlotException:
    starts, ends = draw(hours())
    return SlotException(
        staff_id=ME, day=draw(days), kind=draw(st.sampled_from(("off", "extra"))), starts=starts, ends=ends,
        minutes=draw(st.sampled_from((15, 45))),
    )  # fmt: skip


@st.composite
def taken(draw: st.DrawFn) -> tuple[datetime, datetime]:
    start = clock.at(draw(days), draw(clocks)).astimezone(UTC)
    return start, start + draw(st.sampled_from((15, 45, 90))) * MINUTE


def minutes_of(day: date, starts: time, ends: time) -> set[datetime]:
    """Every minute of these hours, told one by one in UTC."""
    at, last = clock.at(day, starts).astimezone(UTC), clock.at(day, ends).astimezone(UTC)
    found = set()
    while at < last:
        found.add(at)
        at += MINUTE
    return found


def by_counting(
    day: date,
    own: list[SlotPattern],
    other: list[SlotException],
    away: set[date],
    busy: list[tuple[datetime, datetime]],
    now: datetime,
) -> list[datetime]:
    """The naive answer for one day: put each slot's minutes beside the minutes in which nobody can come."""
    closed = {m for e in other if e.day == day and e.kind == "off" for m in minutes_of(day, e.starts, e.ends)}
    opened = [(e.starts, e.ends, e.minutes) for e in other if e.day == day and e.kind == "extra"]
    weekly = [] if is_holiday(day) else [p for p in own if p.weekday == day.weekday()]
    opened += [(p.starts, p.ends, p.minutes) for p in weekly if p.first_day <= day <= (p.last_day or date.max)]
    slots = set()
    for starts, ends, length in opened:
        every = sorted(minutes_of(day, starts, ends))
        slots |= {(every[n], length) for n in range(0, len(every) - length + 1, length)}
    free, until = [], datetime.min.replace(tzinfo=UTC)
    for start, length in sorted(slots):
        inside = {start + n * MINUTE for n in range(length)}
        if start < until or inside & closed:
            continue
        until = start + length * MINUTE
        met = any(m >= first and m < last for m in inside for first, last in busy)
        if day not in away and start > now and not met:
            free.append(start)
    return free


@settings(deadline=None)  # a busy machine is not a fault
@given(
    own=st.lists(patterns(), max_size=4), other=st.lists(exceptions(), max_size=4), away=st.sets(days, max_size=2),
    busy=st.lists(taken(), max_size=5), day=days,
    now=st.sampled_from(("2026-01-01 10:00", "2026-03-29 10:20", "2026-10-25 02:30")),
)  # fmt: skip
def test_free_times_are_what_counting_minutes_gives(
    own: list[SlotPattern], other: list[SlotException], away: set[date], busy: list[tuple[datetime, datetime]],
    day: date, now: str,
) -> None:  # fmt: skip
    found = free_slots(day, day, patterns=own, exceptions=other, away=away, taken=busy, now=moment(now))
    assert [slot.starts_at for slot in found] == by_counting(day, own, other, away, busy, moment(now))
    assert all(one.ends_at <= then.starts_at for one, then in itertools.pairwise(found))
    assert all(within_hours(slot.starts_at, slot.ends_at, own, other) for slot in found)


def test_the_night_in_which_an_hour_is_missing_and_the_one_in_which_it_comes_twice() -> None:
    def starts(day: date) -> list[str]:
        own = [
            SlotPattern(staff_id=ME, weekday=6, starts=time(1), ends=time(4), minutes=60, first_day=date(2026, 1, 1))
        ]
        found = free_slots(day, day, patterns=own, exceptions=[], away=(), taken=[], now=moment("2026-01-01 10:00"))
        return [clock.clock_words(slot.starts_at) for slot in found]

    assert starts(SPRING) == ["01:00", "03:00"]
    assert starts(AUTUMN) == ["01:00", "02:00", "02:00", "03:00"]


def slots_at(*written: str) -> list[FreeSlot]:
    return [FreeSlot(starts_at=moment(at).astimezone(UTC), minutes=45) for at in written]


def test_a_choice_is_spread_over_days_and_the_nearest_are_nearest() -> None:
    many = slots_at("2026-11-26 09:00", "2026-11-26 10:00", "2026-11-26 11:00", "2026-11-27 09:00", "2026-11-30 09:00")
    assert spread(many, 3) == [many[0], many[3], many[4]]
    assert spread(many[:3], 2) == [many[0], many[2]]
    assert spread(many[:1], 3) == many[:1]
    assert nearest(many, moment("2026-11-26 10:20"), 2) == many[1:3]
