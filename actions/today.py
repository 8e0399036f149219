"""The lines of the day for one colleague: the page "Vandaag" and the morning's digest both tell these.

A line that somebody has seen, or moved to another day, is no line of theirs until then. A crisis cannot be put aside.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import caseload as questions
from actions import clock
from storage import caseload, put_aside
from storage.caseload import Fact, Window
from storage.staff import Role, StaffMember

BESIDES = ("tasks", "unspoken", "stopped")
"""Lists on the page that the digest does not tell: they are of no day."""
TOLD = frozenset({"crisis", "waiting", "due"})
"""Whoever stands under one of these is not shown again for the open work that comes with it."""
STAYS = frozenset({"crisis"})
Aside = Mapping[str, date | None]
"""What somebody put aside: until which local day (None: seen), by the name of the line."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A fact of the day, the question that it answers, and (once put aside) the local day on which it comes back."""

    question: str
    fact: Fact
    until: date | None = None

    @property
    def about(self) -> str:
        """The name of this line, also when the page is asked for again: another fact has another name."""
        what = self.fact.subject_id or (self.fact.at.isoformat() if self.fact.at else self.fact.day)
        return f"{self.question}:{self.fact.person_id}:{what}"


@dataclass(frozen=True, kw_only=True)
class Day:
    """What there is today by question, and what was put aside."""

    lines: Mapping[str, Sequence[Line]]
    aside: Sequence[Line]

    def find(self, about: str) -> Line | None:
        """The line with this name, put aside or not; None when it holds no longer."""
        everything = [line for lines in self.lines.values() for line in lines]
        return next((line for line in (*everything, *self.aside) if line.about == about), None)


def window(now: datetime) -> Window:
    """What is news today is what came since the last working morning."""
    return questions.window(now, since=questions.since_last_morning(now))


def next_morning(now: datetime) -> date:
    """The next local day after today on which somebody reads along."""
    tomorrow = clock.local(now).date() + timedelta(days=1)
    return clock.local(clock.next_reading(clock.day_start(tomorrow))).date()


def is_aside(line: Line, aside: Aside, today: date) -> bool:
    """Whether somebody has put this line aside, and it does not come back today."""
    if line.question in STAYS or line.about not in aside:
        return False
    until = aside[line.about]
    return until is None or until > today


async def day(session: AsyncSession, staff: StaffMember, contacts: Sequence[uuid.UUID], now: datetime) -> Day:
    """The lines of this colleague about the clients of these contactpersons."""
    when = window(now)
    found = await questions.day_facts(session, contacts, Role(staff.role), when)
    for question in BESIDES:
        found[question] = await caseload.ask(session, question, contacts, when)
    told = {fact.person_id for question in TOLD for fact in found[question]}
    found["tasks"] = [fact for fact in found["tasks"] if fact.person_id not in told]
    aside = (await put_aside.of_staff(session, [staff.id]))[staff.id]
    lines = {question: [Line(question=question, fact=fact) for fact in facts] for question, facts in found.items()}
    return split(lines, aside, clock.local(now).date())


def split(lines: Mapping[str, Sequence[Line]], aside: Aside, today: date) -> Day:
    """The lines of today, and those that were put aside."""
    away = [
        Line(question=line.question, fact=line.fact, until=aside[line.about])
        for some in lines.values() for line in some if is_aside(line, aside, today)
    ]  # fmt: skip
    return Day(
        lines={q: [line for line in some if not is_aside(line, aside, today)] for q, some in lines.items()}, aside=away
    )
