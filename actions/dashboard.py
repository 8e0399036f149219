"""The dashboard's period, what it is compared with, and which small numbers it keeps back.

What is counted: storage/dashboard.py and storage/response_times.py. The rules and whose choice they are:
docs/work-lists.md.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import aims, clock
from actions.figures import Period, period, shown
from actions.terms import is_working_day
from storage import dashboard, response_times
from storage.dashboard import Asked, Caseload, OfficeDay, Said, Span
from storage.response_times import Crises, Waits

FEWEST = 5
"""Fewer people than this are not told where a figure could point at one of them (decision 35)."""
SPANS = ("week", "month", "quarter", "between")
DAYS_APART, WEEKS_APART = 35, 190
"""Up to so many days are shown one by one, then by week, then by month."""
DAY = timedelta(days=1)
ANSWERED = ("answered", "heard")
"""How a check-in ends that the client answered, by whatever they wrote."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What somebody wants to see. `today` is the local day; later days have nothing to count."""

    period: Period
    today: date
    team_id: uuid.UUID | None = None

    @property
    def last(self) -> date:
        """The last day that is counted."""
        return max(self.period.first, min(self.period.last, self.today))

    @property
    def running(self) -> bool:
        """Whether today is in it, so that the numbers may still change."""
        return self.period.first <= self.today <= self.period.last

    @property
    def before(self) -> tuple[date, date]:
        """The days that this period is compared with: the one before it, as far as this one has come."""
        length = (self.last - self.period.first).days
        if self.period.span == "between":
            first = self.period.first - (length + 1) * DAY
            return first, self.period.first - DAY
        earlier = period(self.period.span, self.period.first - DAY)
        last = min(earlier.last, earlier.first + length * DAY) if self.running else earlier.last
        return earlier.first, last


def parts(first: date, last: date) -> list[date]:
    """The local days on which the parts of a period begin: days, weeks from Monday, or months."""
    every = [first + n * DAY for n in range((last - first).days + 1)]
    if len(every) <= DAYS_APART:
        return every
    if len(every) <= WEEKS_APART:
        return [day for day in every if day == first or day.weekday() == 0]
    return [day for day in every if day == first or day.day == 1]


def calendar(first: date, last: date) -> list[OfficeDay]:
    """Every local day from the first up to and including the last; a day off opens and closes at once."""
    days, before = [], 0.0
    for number in range((last - first).days + 1):
        day = first + number * DAY
        opens = clock.at(day, clock.OFFICE_FROM)
        closes = clock.at(day, clock.OFFICE_UNTIL) if is_working_day(day) else opens
        days.append(OfficeDay(day=day, opens=opens, closes=closes, before=before))
        before += (closes - opens).total_seconds()
    return days


def span(first: date, last: date, now: datetime, team_id: uuid.UUID | None = None) -> Span:
    """The local days from the first up to and including the last, ready to be counted."""
    edges = [clock.day_start(day) for day in (*parts(first, last), last + DAY)]
    return Span(
        edges=edges, first=first, last=last, now=now, team_id=team_id, aim=aims.rules()["first_answer"].span,
        crisis_aim=aims.rules()["crisis"].span,
        calendar=calendar(first, max(last, clock.local(now).date())),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that was counted over one period."""

    waits: list[Waits]
    asked: list[Asked]
    silences: dict[str, int]
    terms: dict[tuple[str, str], int]
    appointments: dict[str, int]
    said: list[Said]
    crises: list[Crises]

    @property
    def waited(self) -> Waits | None:
        """All waits together; None when nobody waited."""
        return next((one for one in self.waits if one.of == "all" and one.over + one.running), None)


async def facts(session: AsyncSession, of: Span) -> Facts:
    """Seven statements, however long the period is and however many people there are."""
    await dashboard.with_room(session)
    return Facts(
        waits=await response_times.waits(session, of),
        asked=await dashboard.check_ins(session, of),
        silences=await dashboard.silences(session, of),
        terms=await dashboard.terms(session, of),
        appointments=await dashboard.appointments(session, of),
        said=await dashboard.messages(session, of),
        crises=await response_times.crises(session, of),
    )


async def caseload(session: AsyncSession, of: Span) -> list[Caseload]:
    """Who has how many clients now; one statement."""
    return await dashboard.caseload(session, of)


# ---------------------------------------------------------------- telling it


@dataclass(frozen=True, kw_only=True)
class Try:
    """The first, second or third time that was asked: of how many, and how many answered before the next."""

    number: int
    asked: int
    answered: int


def tries(asked: Sequence[Asked]) -> list[Try]:
    """How many answered each try. Who was asked a second time is asked twice, and may answer once."""
    return [
        Try(
            number=number,
            asked=sum(one.number for one in asked if one.tries >= number),
            answered=sum(one.number for one in asked if one.tries == number and one.closed_as in ANSWERED),
        )
        for number in (1, 2, 3)
    ]


def told(counts: Sequence[int]) -> list[int | str | None]:
    """Parts of a total as they may be told: a small one is "<5"; None goes with it, so that it cannot be computed."""
    few = f"<{FEWEST}"
    total = sum(counts)
    return [
        n if one is not None else few if total >= FEWEST and 0 < n < FEWEST else None
        for n, one in zip(counts, shown(counts, FEWEST), strict=True)
    ]


def together(count: int) -> int | str:
    """A number of people by itself, as it may be told."""
    return f"<{FEWEST}" if 0 < count < FEWEST else count
