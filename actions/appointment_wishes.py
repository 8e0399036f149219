"""When somebody would like to come, as read from what they said: moments, days, a stretch of days, hours of a day.

"Donderdag half drie" is a moment; "om 8 uur" may be two. "Donderdagmiddag" is a day with hours, "na vieren" hours of
any day, "niet maandag" a weekday that is left out, and "liever bellen" says how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from actions import clock
from actions.free_times import FreeSlot
from nlu.understanding import Grain, TimeSpan

DAY_FROM, DAY_UNTIL = 7, 21
"""Local hours in which a talk can be; what lies outside them is night, and is not offered."""
_LATE, _EARLY = time(15), time(11)
_ANY_DAY = re.compile(
    r"(maan|dins|woens|donder|vrij|zater|zon)d?a?g|\b(ma|di|wo|do|vr|za|zo|morgen|overmorgen|vandaag)\b|\bvan(middag|"
    r"avond|ochtend|morgen|nacht)|today|tomorrow|tonight|this (morning|afternoon|evening)|(mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|\d ?(jan|feb|maa|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)|\d-\d|\d ?(e|ste|de|th)\b|"
    r"\bover\b|\bweek\b|\bin \w+ (dag|day|uur|hour)", re.IGNORECASE,
)  # fmt: skip
"""Words that name a day, in a time as it was written."""
_BETWEEN = re.compile(r"^(tussen|van|from|between)\b", re.IGNORECASE)
_REFUSED_BEFORE = re.compile(r"\b(niet|geen|behalve|not|no|except)( op| on)?\s*$", re.IGNORECASE)
_REFUSED_AFTER = re.compile(r"^\s*((kan|lukt|past|gaat|komt)( ik| het| dat| me| mij)? )?(niet|not)\b", re.IGNORECASE)
_PHONE = re.compile(r"\b(bellen|gebeld|bel (me|mij)|telefonisch|telefoon|belafspraak|by phone|call)\b", re.IGNORECASE)
_DURATION = re.compile(r"\b(uurtje|hour)$", re.IGNORECASE)
_PARTS: tuple[tuple[re.Pattern[str], time | None, time | None], ...] = (
    (re.compile(r"(later?|laat|eind(e)?) (op|van) de (mid)?dag|late[r]? in the day", re.IGNORECASE), _LATE, None),
    (re.compile(r"(vroeg(er)?|begin) (op|van) de dag|early in the day", re.IGNORECASE), None, _EARLY),
    (re.compile(r"\b(ochtend|morning)(en|s)?\b", re.IGNORECASE), None, time(12)),
    (re.compile(r"\b(middag|afternoon)(en|s)?\b", re.IGNORECASE), time(12), time(18)),
    (re.compile(r"\b(avond|evening)(en|s)?\b", re.IGNORECASE), time(18), None),
)
"""Hours of a day that are no time by themselves: what is said, the earliest and the latest."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """When somebody would like to come, as far as they said it; all local.

    `moments` are the readings of one moment, the likeliest first. More than one in `days` means that two were named.
    `first` to `last` is a stretch of days. `latest` is exclusive. `not_on` are weekdays that do not suit. `night`: what
    was said is at night.
    """

    moments: tuple[datetime, ...] = ()
    days: tuple[date, ...] = ()
    first: date | None = None
    last: date | None = None
    earliest: time | None = None
    latest: time | None = None
    not_on: tuple[int, ...] = ()
    by_phone: bool = False
    night: bool = False

    @property
    def begins(self) -> date | None:
        """The first day it is about; None when any will do."""
        named = [clock.local(m).date() for m in self.moments] + list(self.days) + ([self.first] if self.first else [])
        return min(named, default=None)

    def is_over(self, now: datetime) -> bool:
        """Whether all that was named has passed."""
        today = clock.local(now).date()
        if self.moments:
            return all(moment <= now for moment in self.moments)
        if self.days:
            return max(self.days) < today
        return self.last is not None and self.last < today

    def fits(self, slot: FreeSlot) -> bool:
        """Whether somebody who said this could come then."""
        here = clock.local(slot.starts_at)
        day, at = here.date(), here.time()
        return (
            day.weekday() not in self.not_on
            and (not self.days or day in self.days)
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
            and (self.earliest is None or at >= self.earliest)
            and (self.latest is None or at < self.latest)
        )

    def with_known(self, known: dict[str, Any]) -> Wish:
        """With the hours, the weekdays and the way that were said earlier, where this says nothing of them."""
        said = self.earliest is not None or self.latest is not None
        return replace(
            self,
            earliest=self.earliest if said else _time(known.get("earliest")),
            latest=self.latest if said else _time(known.get("latest")),
            not_on=tuple(sorted({*self.not_on, *known.get("not_on", ())} - {d.weekday() for d in self.days})),
            by_phone=self.by_phone or bool(known.get("by_phone")),
        )

    def kept(self) -> dict[str, Any]:
        """What of this is worth knowing at the next question, as JSON values."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "not_on": list(self.not_on), "by_phone": self.by_phone,
        }  # fmt: skip


def _time(written: str | None) -> time | None:
    return time.fromisoformat(written) if written else None


# ---------------------------------------------------------------- reading


def wish_in(text: str, spans: Sequence[TimeSpan], now: datetime, day: date | None = None) -> Wish | None:
    """The wish in a message; None when it has none. A time without a day is meant on `day`, if that is known."""
    refused = [span for span in spans if _is_refused(text, span)]
    kept = [span for span in spans if span not in refused and not _DURATION.search(span.text)]
    wish = Wish(
        not_on=tuple({clock.local(s.start).weekday() for s in refused if s.start and s.grain is Grain.DAY}),
        by_phone=bool(_PHONE.search(text)),
    )
    stretches = [span for span in kept if not _is_exact(span)]
    for span in stretches:
        wish = _with_stretch(wish, span, now)
    exact = [span for span in kept if _is_exact(span)]
    if exact:
        wish = _with_moments(wish, exact, now, day)
    elif not stretches:
        wish = _with_part(wish, text)
    return wish if wish != Wish() else None


def _is_refused(text: str, span: TimeSpan) -> bool:
    after = text[span.position + len(span.text) :]
    return bool(_REFUSED_BEFORE.search(text[: span.position]) or _REFUSED_AFTER.search(after))


def _is_exact(span: TimeSpan) -> bool:
    """A clock time, not a stretch between two or from one on."""
    if span.grain not in (Grain.MINUTE, Grain.HOUR) or span.start is None or span.end is None:
        return False
    long = timedelta(minutes=1) if span.grain is Grain.MINUTE else timedelta(hours=1)
    return span.end - span.start == long and not _BETWEEN.search(span.text)


def _names_day(span: TimeSpan, now: datetime) -> bool:
    """Whether a clock time came with a day; without one it is the next time that the clock shows it."""
    at = span.start or span.end
    assert at is not None
    if _ANY_DAY.search(span.text):
        return True
    if span.grain is Grain.DAYPART:  # one that runs already began before now
        return clock.local(at).date() > clock.local(now).date() + timedelta(days=1)
    return not now - timedelta(minutes=1) <= at <= now + timedelta(days=1)


def _with_stretch(wish: Wish, span: TimeSpan, now: datetime) -> Wish:
    clocked = span.grain in (Grain.MINUTE, Grain.HOUR, Grain.DAYPART)
    if clocked:
        wish = _with_hours(wish, span)
        if not _names_day(span, now) or span.start is None or span.end is None:
            return wish
    first = clock.local(span.start).date() if span.start else None
    last = clock.local(span.end - timedelta(microseconds=1)).date() if span.end else None
    if clocked:
        last = first
    if span.grain is Grain.WEEKEND and first is not None:  # it begins on Friday evening
        first += timedelta(days=1)
    if first is not None and first == last:
        return replace(wish, days=tuple(dict.fromkeys((*wish.days, first))))
    return replace(wish, first=wish.first or first, last=wish.last or last)


def _with_hours(wish: Wish, span: TimeSpan) -> Wish:
    earliest, latest = _clock(span.start), _clock(span.end)
    if earliest is not None and not DAY_FROM - 1 <= earliest.hour < DAY_UNTIL:
        return replace(wish, night=True)
    return replace(wish, earliest=earliest, latest=latest)


def _clock(moment: datetime | None) -> time | None:
    """The local time of day; None for midnight, where a day begins and ends."""
    return clock.local(moment).time() if moment is not None and clock.local(moment).time() != time() else None


def _with_moments(wish: Wish, exact: Sequence[TimeSpan], now: datetime, day: date | None) -> Wish:
    named = [span for span in exact if _names_day(span, now)]
    days = {*wish.days, *(clock.local(s.start).date() for s in named if s.start)}
    if len(days) > 1:
        return replace(wish, days=tuple(sorted(days)))
    target = next(iter(days), day)
    readings = [m for span in exact for m in _readings(span, None if span in named else target)]
    in_daytime = [m for m in readings if DAY_FROM <= clock.local(m).hour < DAY_UNTIL]
    on = (target,) if target else ()
    if not in_daytime:
        return replace(wish, days=on, night=True)
    if len(exact) > 1 or (target is None and wish.first is not None):  # two hours of a day, or an hour in some week
        hours = sorted(clock.local(m).time() for m in in_daytime)
        until = (datetime.combine(date.min, hours[-1]) + timedelta(hours=1)).time()
        return replace(wish, days=on, earliest=hours[0], latest=until)
    return replace(wish, moments=tuple(in_daytime), days=())


def _readings(span: TimeSpan, day: date | None) -> list[datetime]:
    """What a clock time can mean; on `day`, where that is not None."""
    found = [clock.local(one.start) for one in (span, *span.alternatives) if one.start is not None]
    return [clock.at(day, moment.time()) for moment in found] if day is not None else found


def _with_part(wish: Wish, text: str) -> Wish:
    for pattern, earliest, latest in _PARTS:
        if pattern.search(text):
            return replace(wish, earliest=earliest, latest=latest)
    return wish
