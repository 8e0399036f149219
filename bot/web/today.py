"""The page "Vandaag": the day's work as lists that lead to the conversations (to do it right there: today_deeds.py)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import caseload as questions
from actions import clock
from actions import today as days
from actions.caseload import Scope
from actions.caseload_words import Words
from actions.office_hours import passed
from actions.permissions import May
from actions.today import Day, Line
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash
from storage import colleagues, transfers
from storage.transfers import Absence

router = APIRouter(prefix="/inbox/today", include_in_schema=False)
Asks = Annotated[Visit, Depends(who_may(May.ASK_CASELOAD))]
SHOWN = (
    "crisis", "waiting", "silent", "bad_mood", "terms", "appointments", "steps_today", "due", "unrecorded",
    "unreachable", "new", "celebrate", "tasks", "unspoken", "stopped",
)  # fmt: skip
MOST = 50
DEEDS: Mapping[str, Sequence[str]] = {
    "crisis": ("done", "take"), "waiting": ("take", "done", "later"), "silent": ("contact", "later"),
    "bad_mood": ("seen", "later"), "terms": ("later",), "due": ("done", "take", "later"), "steps_today": ("seen",),
    "unrecorded": ("came", "missed", "later"), "unreachable": ("contact", "later"), "new": ("seen",),
    "celebrate": ("seen",), "tasks": ("later",), "unspoken": ("contact", "later"), "stopped": ("seen",),
}  # fmt: skip
"""What can be done with a line without opening the conversation, the most usual first."""
NOTES = ("done", "take", "contact", "later", "seen", "came", "missed", "back", "gone")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One list on the page, how many clients it is about, and how many more lines there are than it shows."""

    question: str
    lines: list[Line]
    people: int
    more: int


@dataclass(frozen=True, kw_only=True)
class StandsIn:
    """Whose work somebody does besides their own, until when, and what that colleague left as a note."""

    name: str
    until: date
    note: str


@router.get("")
async def show(visit: Asks, team: bool = False, moved: int | None = None, note: str = "") -> Response:
    """What there is today; `team` shows a coordinator the clients of the whole team."""
    flashes = [Flash("ok", visit.say("transfer-note-done", count=moved))] if moved is not None else []
    if note in NOTES:
        flashes.append(Flash("ok", visit.say(f"work-note-{note}")))
    now = visit.parts.now()
    today = clock.local(now).date()
    async with visit.parts.database.begin() as session:
        scope, day = await day_of(session, visit, now, team=team)
        absences = await transfers.absences_from(session, today)
        lines = [*(line for some in day.lines.values() for line in some), *day.aside]
        about = questions.about([line.fact for line in lines])
        gone = {one for absence in absences for one in (absence.staff_id, absence.cover_id)}
        people = await colleagues.names(session, about | gone)
    return visit.render(
        "work/today.html", flashes=flashes, now=now, today=today, scope=scope, aside=day.aside,
        may_see_team=visit.account.may(May.SEE_ALL_TEAMS), deeds=DEEDS,
        may_do=visit.account.may(May.ANSWER_CLIENTS),
        parts=[_part(question, day.lines[question]) for question in SHOWN if day.lines.get(question)],
        empty=[question for question in SHOWN if question in day.lines and not day.lines[question]],
        words=Words(language=visit.account.language, now=now, staff_id=visit.staff.id, names=people),
        worked=lambda since: passed(since, now),
        stands_in=_stands_in(absences, visit.staff.id, today, people),
        away_for=None if scope.contacts else people[_cover(absences, visit.staff.id, today)],
    )  # fmt: skip


async def day_of(session: AsyncSession, visit: Visit, now: datetime, *, team: bool) -> tuple[Scope, Day]:
    """Whose lines who looks may have, and those lines."""
    scope = await questions.scope_of(session, visit.staff, now, team=team)
    return scope, await days.day(session, visit.staff, scope.contacts, now)


def line_of(visit: Visit, day: Day) -> Line | None:
    """The line that the form is about; None when it holds no longer."""
    about = visit.form.get("about", "")
    if not about:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return day.find(about)


def _stands_in(
    absences: Sequence[Absence], staff_id: uuid.UUID, today: date, people: Mapping[uuid.UUID, str]
) -> list[StandsIn]:
    return [
        StandsIn(name=people[a.staff_id], until=a.last_day, note=a.note)
        for a in absences
        if a.first_day <= today and _cover(absences, a.staff_id, today) == staff_id
    ]


def _cover(absences: Sequence[Absence], staff_id: uuid.UUID, today: date) -> uuid.UUID:
    return transfers.responsible(transfers.away_on(absences, today), staff_id)


def _part(question: str, lines: Sequence[Line]) -> Part:
    people = len({line.fact.person_id for line in lines})
    return Part(question=question, lines=list(lines[:MOST]), people=people, more=max(0, len(lines) - MOST))
