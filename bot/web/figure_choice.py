"""What somebody chose to see figures of: which nights, which shelters. What makes no sense becomes this month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from actions import clock
from actions.figures import REGULAR_NIGHTS, REGULAR_OF, SPANS, Period, period
from storage.figures.scope import Scope

FILTERS = ("facility", "kind", "municipality")
MOST_NIGHTS = 1000
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The form above the figures. `tonight` is the night that runs; `least` of `of` nights make a regular."""

    period: Period
    tonight: date
    least: int
    of: int
    facility: str | None = None
    kind: str | None = None
    municipality: str | None = None

    @property
    def scope(self) -> Scope:
        """The nights up to tonight in the shelters that were chosen; later nights have nothing to count."""
        return Scope(
            first=self.period.first, last=min(self.period.last, self.tonight), zone=clock.ZONE.key,
            facility=self.facility, kind=self.kind, municipality=self.municipality,
        )  # fmt: skip

    @property
    def lately(self) -> Scope:
        """The last `of` nights of the period."""
        last = self.scope.last
        return replace(self.scope, first=last - timedelta(days=self.of - 1))

    @property
    def by_month(self) -> bool:
        """Whether the nights are too many to show one by one."""
        return self.period.nights > 62

    @property
    def running(self) -> bool:
        """Whether the night that runs is among them, so that its numbers may still change."""
        return self.period.first <= self.tonight <= self.period.last

    def query(self, **other: object) -> str:
        """This choice, with something else in its place, as the end of an address."""
        span = self.period.span
        values: dict[str, object] = {"span": span, "day": self.period.first.isoformat()}
        if span == "between":
            values["until"] = self.period.last.isoformat()
        if (self.least, self.of) != (REGULAR_NIGHTS, REGULAR_OF):
            values |= {"least": self.least, "of": self.of}
        values |= {name: getattr(self, name) for name in FILTERS if getattr(self, name)}
        return urlencode(values | other)

    @property
    def earlier(self) -> str:
        """The address of the period before this one."""
        step = self.period.nights if self.period.span == "between" else 1
        return self._moved(self.period.first - timedelta(days=step))

    @property
    def later(self) -> str | None:
        """The address of the period after this one, unless it has not begun."""
        after = self.period.last + timedelta(days=1)
        return self._moved(after) if after <= self.tonight else None

    def _moved(self, day: date) -> str:
        until = day + timedelta(days=self.period.nights - 1)
        other = {"until": until.isoformat()} if self.period.span == "between" else {}
        return self.query(day=day.isoformat(), **other)


def chosen(query: Mapping[str, str], tonight: date) -> Choice:
    """The choice in an address."""
    span = query.get("span", "")
    of = _number(query.get("of"), REGULAR_OF)
    return Choice(
        period=period(
            span if span in SPANS else "month", _day(query.get("day")) or tonight, _day(query.get("until"))
        ),
        tonight=tonight,
        least=min(_number(query.get("least"), REGULAR_NIGHTS), of),
        of=of,
        **{name: query.get(name, "").replace("\x00", "")[:100] or None for name in FILTERS},
    )  # fmt: skip


def _day(written: str | None) -> date | None:
    try:
        return max(EARLIEST, min(date.fromisoformat(written or ""), date(2199, 12, 31)))
    except ValueError:
        return None


def _number(written: str | None, usual: int) -> int:
    text = (written or "").strip()
    return max(1, min(int(text), MOST_NIGHTS)) if text.isascii() and text.isdigit() and len(text) < 6 else usual
