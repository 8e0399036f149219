"""When a colleague is free for a talk, worked out from the hours they publish; nothing of it is stored.

Free is: the weekly pattern and extra hours, without hours off, days away, general holidays (extra hours stay then),
what takes the colleague's time already, and what has begun. A proposal takes no time until it is accepted.

Slots follow each other in real time: in the night in which the clock goes forward the hours that do not exist hold
none, and in the one in which it goes back the hour that comes twice holds twice as many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from actions import clock
from actions.terms import is_holiday
from storage.slots import SlotException, SlotPattern

DAY = timedelta(days=1)
Taken = tuple[datetime, datetime]
"""From when until when something takes the colleague's time."""


@dataclass(frozen=True, kw_only=True)
class FreeSlot:
    """A stretch of time in which somebody may have a talk; `starts_at` is in UTC."""

    starts_at: datetime
    minutes: int
    place: str | None = None
    route_url: str | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def free_slots(
    first: date, last: date, *, patterns: Sequence[SlotPattern], exceptions: Sequence[SlotException],
    away: Collection[date], taken: Sequence[Taken], now: datetime,
) -> list[FreeSlot]:  # fmt: skip
    """What is free on the local days from `first` up to and including `last`, soonest first; none overlap."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    published = (slot for day in days if day not in away for slot in published_on(day, patterns, exceptions))
    return [slot for slot in published if slot.starts_at > now and not _meets(slot, taken)]


def published_on(day: date, patterns: Iterable[SlotPattern], exceptions: Iterable[SlotException]) -> list[FreeSlot]:
    """The slots of one day as published, whether they are taken or not; where two overlap, the earlier one."""
    own = [one for one in exceptions if one.day == day]
    off = [_hours(day, one) for one in own if one.kind == "off"]
    hours: list[SlotPattern | SlotException] = [one for one in own if one.kind == "extra"]
    if not is_holiday(day):
        hours += [pattern for pattern in patterns if holds_on(pattern, day)]
    slots = sorted((slot for one in hours for slot in _cut(day, one)), key=lambda slot: (slot.starts_at, slot.minutes))
    return _apart(slot for slot in slots if not _meets(slot, off))


def within_hours(
    start: datetime, end: datetime, patterns: Iterable[SlotPattern], exceptions: Iterable[SlotException]
) -> bool:
    """Whether a stretch of time lies within the published hours of its day, however those are cut into slots."""
    day = clock.local(start).date()
    own = [one for one in exceptions if one.day == day]
    hours = [_hours(day, one) for one in own if one.kind == "extra"]
    if not is_holiday(day):
        hours += [_hours(day, one) for one in patterns if holds_on(one, day)]
    free = any(first <= start and end <= last for first, last in hours)
    return free and not any(
        start < last and end > first for first, last in (_hours(day, o) for o in own if o.kind == "off")
    )


def holds_on(pattern: SlotPattern, day: date) -> bool:
    """Whether these weekly hours are meant for this day."""
    begun = pattern.first_day <= day
    return pattern.weekday == day.weekday() and begun and (pattern.last_day is None or day <= pattern.last_day)


def _hours(day: date, one: SlotPattern | SlotException) -> Taken:
    """From when until when, in UTC: local times of two passes of one hour look alike to Python."""
    return clock.at(day, one.starts).astimezone(UTC), clock.at(day, one.ends).astimezone(UTC)


def _cut(day: date, one: SlotPattern | SlotException) -> Iterator[FreeSlot]:
    """Stretches of `minutes` one after another, as many as fit."""
    start, end = _hours(day, one)
    length = timedelta(minutes=one.minutes)
    while start + length <= end:
        yield FreeSlot(starts_at=start, minutes=one.minutes, place=one.place, route_url=one.route_url)
        start += length


def _meets(slot: FreeSlot, taken: Iterable[Taken]) -> bool:
    return any(slot.starts_at < end and slot.ends_at > start for start, end in taken)


def _apart(slots: Iterable[FreeSlot]) -> list[FreeSlot]:
    kept: list[FreeSlot] = []
    for slot in slots:
        if not kept or kept[-1].ends_at <= slot.starts_at:
            kept.append(slot)
    return kept


def nearest(slots: Sequence[FreeSlot], to: datetime, most: int) -> list[FreeSlot]:
    """The slots that begin nearest to a moment, soonest first."""
    chosen = sorted(slots, key=lambda slot: abs(slot.starts_at - to))[:most]
    return sorted(chosen, key=lambda slot: slot.starts_at)


def spread(slots: Sequence[FreeSlot], most: int) -> list[FreeSlot]:
    """A choice from many: on days apart where there are days enough, else over the day, soonest first."""
    by_day: dict[date, list[FreeSlot]] = {}
    for slot in slots:
        by_day.setdefault(clock.local(slot.starts_at).date(), []).append(slot)
    if len(by_day) == 1:
        step = max(1, (len(slots) - 1) // max(1, most - 1))
        return list(slots[::step][:most])
    firsts = [own[0] for own in by_day.values()]
    rest = [slot for slot in slots if slot not in firsts]
    return sorted([*firsts, *rest][:most], key=lambda slot: slot.starts_at)
