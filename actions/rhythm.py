"""On which day somebody is asked how it goes: pure reckoning with local days, from a plan and a template.

A check-in is never earlier than its template says; it may be later, because days off are avoided. A weekday that the
client chose wins over the weekend, not over a holiday. The templates are data: rhythms.yml.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from actions import clock
from actions.terms import is_holiday, is_working_day
from storage.checkins import CheckInPlan

FILE = Path(__file__).with_name("rhythms.yml")
EARLIEST, LAST = time(8, 0), time(20, 30)
"""The first and last time of day at which a check-in may be wished for; after it the quiet hours begin."""
DISPLACED = timedelta(days=3)
"""A check-in so shortly after the chosen weekday was moved from it; the next one is reckoned from that weekday."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """So many days and calendar months; a day that a month does not have becomes its last."""

    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        """The day that lies so much later."""
        years, month = divmod(day.month - 1 + self.months, 12)
        year, month = day.year + years, month + 1
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)

    @property
    def is_short(self) -> bool:
        """Whether it is less than a week."""
        return self.months == 0 and self.days < 7


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A stretch of a template: the gap between check-ins, and when it ends, reckoned from the beginning (None: never).

    `asked_first`: it begins only when the client wishes it.
    """

    every: Gap
    until: Gap | None = None
    asked_first: bool = False


WEEK, MONTH = Gap(days=7), Gap(months=1)


Rows = list[dict[str, Any]]
"""A template as rhythms.yml has it."""
_OWN: dict[str, Rows] = {}
"""Templates of the region's own, by name; see `use`."""


def use(own: Mapping[str, Rows]) -> None:
    """From now on these templates count instead of those of the same name in rhythms.yml."""
    _OWN.clear()
    _OWN.update(own)
    templates.cache_clear()


@cache
def brought_along() -> dict[str, Rows]:
    """The templates of rhythms.yml."""
    written: dict[str, Rows] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return written


@cache
def templates() -> dict[str, tuple[Phase, ...]]:
    """The phases of each template, by its name."""
    return {name: phases_of(rows) for name, rows in {**brought_along(), **_OWN}.items()}


def phases_of(rows: Rows) -> tuple[Phase, ...]:
    """The phases that were written down like this."""
    return tuple(_phase(row) for row in rows)


def _phase(row: dict[str, Any]) -> Phase:
    until = Gap(**row["until"]) if "until" in row else None
    return Phase(every=Gap(**row["every"]), until=until, asked_first=row.get("asked_first", False))


def next_day(plan: CheckInPlan, after: date, today: date) -> date | None:
    """The local day of the next check-in after the one on `after`; always later than `today`.

    None when the year is over and the client did not say that they want to be asked on.
    """
    base = _base(plan, after)
    gap = _gap(plan, base)
    if gap is None:
        return None
    day = allowed_day(plan, max(gap.after(base), after + timedelta(days=1), today + timedelta(days=1)))
    return allowed_day(plan, plan.paused_until) if plan.paused_until is not None and is_paused(plan, day) else day


def is_paused(plan: CheckInPlan, day: date) -> bool:
    """Whether the client wants to be asked nothing on this day."""
    return plan.paused_until is not None and (plan.paused_from or day) <= day < plan.paused_until


def allowed_day(plan: CheckInPlan | None, earliest: date) -> date:
    """The first day from `earliest` on which this client may be asked: no holiday; their weekday or a working day."""
    weekday = plan.weekday if plan is not None else None
    if weekday is None:
        day = earliest
    else:
        day = earliest + timedelta(days=(weekday - earliest.weekday()) % 7)
        if not is_holiday(day):
            return day
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def _base(plan: CheckInPlan, after: date) -> date:
    """From which day the next one is reckoned: a check-in that was moved from its weekday does not move the rest."""
    if plan.weekday is None:
        return after
    chosen = after - timedelta(days=(after.weekday() - plan.weekday) % 7)
    return chosen if after - chosen <= DISPLACED or allowed_day(plan, chosen) == after else after


def _gap(plan: CheckInPlan, base: date) -> Gap | None:
    """How long until the next one; a chosen weekday makes it a week at least."""
    if plan.every_days is not None:
        gap: Gap | None = Gap(days=plan.every_days)
    else:
        phase = _phase_of_next(plan, base)
        gap = _wished(plan, phase) if phase.asked_first else phase.every
    return WEEK if gap is not None and gap.is_short and plan.weekday is not None else gap


def _phase_of_next(plan: CheckInPlan, base: date) -> Phase:
    """The first phase in which a next check-in still fits."""
    phases = templates()[plan.template]
    return next(p for p in phases if p.until is None or p.every.after(base) < p.until.after(plan.began_on))


def _wished(plan: CheckInPlan, phase: Phase) -> Gap | None:
    """What the client said about the time after the year; not asked yet: the question comes a month after the last."""
    return {None: MONTH, "quarterly": phase.every, "monthly": MONTH}.get(plan.after_year)


def asks_on(plan: CheckInPlan, today: date) -> bool:
    """Whether today's check-in is the one question that decides about the time after the year."""
    if plan.every_days is not None or plan.after_year is not None:
        return False
    phases = templates()[plan.template]
    begins = next((p.until for p, then in pairwise(phases) if then.asked_first), None)
    return begins is not None and today >= begins.after(plan.began_on)


def gap_on(plan: CheckInPlan, day: date) -> Gap | None:
    """The gap that holds from a day on; None when nothing is asked any more."""
    return _gap(plan, day)


def phase_ends(plan: CheckInPlan, day: date) -> tuple[date, Gap | None] | None:
    """When the phase of this day ends and the gap after it; None when it has no end or the client chose their own."""
    if plan.every_days is not None:
        return None
    phase = _phase_of_next(plan, day)
    if phase.until is None:
        return None
    phases = templates()[plan.template]
    then = phases[phases.index(phase) + 1]
    return phase.until.after(plan.began_on), None if then.asked_first else then.every


def next_moment(plan: CheckInPlan, last: datetime | None, now: datetime) -> datetime | None:
    """When the next check-in is, in local time, after the last one (None: there was none); None when there is none."""
    after = plan.began_on if last is None else clock.local(last).date()
    day = next_day(plan, after, clock.local(now).date())
    return None if day is None else clock.at(day, plan.at)
