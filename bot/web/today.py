"""The page "Vandaag": the facts of the day about one's own clients, as lists that lead to the conversations."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from actions import caseload as questions
from actions.caseload_words import Words
from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash
from storage import caseload, colleagues, transfers
from storage.caseload import Fact
from storage.staff import Role
from storage.transfers import Absence

router = APIRouter(prefix="/inbox/today", include_in_schema=False)
Asks = Annotated[Visit, Depends(who_may(May.ASK_CASELOAD))]
SHOWN = (*questions.DAY[:-2], "tasks", "new", "celebrate", "unspoken", "stopped")
MOST = 50
TOLD = frozenset({"crisis", "waiting"})
"""Whoever stands under one of these is not shown again for the open work that comes with it."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One list on the page, and how many more there are than it shows."""

    question: str
    facts: list[Fact]
    more: int


@dataclass(frozen=True, kw_only=True)
class StandsIn:
    """Whose work somebody does besides their own, until when, and what that colleague left as a note."""

    name: str
    until: date
    note: str


@router.get("")
async def show(visit: Asks, team: bool = False, moved: int | None = None) -> Response:
    """What there is today; `team` shows a coordinator the clients of the whole team."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        scope = await questions.scope_of(session, visit.staff, now, team=team)
        when = questions.window(now)
        found = await questions.day_facts(session, scope.contacts, Role(visit.staff.role), when)
        for question in ("tasks", "unspoken", "stopped"):
            found[question] = await caseload.ask(session, question, scope.contacts, when)
        absences = await transfers.absences_from(session, when.today)
        about = questions.about([fact for facts in found.values() for fact in facts])
        gone = {one for absence in absences for one in (absence.staff_id, absence.cover_id)}
        people = await colleagues.names(session, about | gone)
    empty = [question for question in SHOWN if question in found and not found[question]]
    told = {fact.person_id for question in TOLD for fact in found[question]}
    found["tasks"] = [fact for fact in found["tasks"] if fact.person_id not in told]
    flashes = [Flash("ok", visit.say("transfer-note-done", count=moved))] if moved is not None else []
    return visit.render(
        "inbox/today.html", flashes=flashes, now=now, today=when.today, scope=scope,
        may_see_team=visit.account.may(May.SEE_ALL_TEAMS),
        parts=[_part(question, found[question]) for question in SHOWN if found.get(question)],
        empty=empty,
        words=Words(language=visit.account.language, now=now, staff_id=visit.staff.id, names=people),
        stands_in=_stands_in(absences, visit.staff.id, when.today, people),
        away_for=None if scope.contacts else people[_cover(absences, visit.staff.id, when.today)],
    )  # fmt: skip


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


def _part(question: str, facts: list[Fact]) -> Part:
    return Part(question=question, facts=facts[:MOST], more=max(0, len(facts) - MOST))
