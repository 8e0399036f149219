"""The audit trail as a page: search by person, colleague, action and day, in sentences; emergencies first."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.audit_words import did
from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.sheets import Cell, Sheet, as_csv
from storage import audit, audit_search, emergencies
from storage.audit import CLIENT, STAPJE, TOKEN
from storage.audit_search import Choice, Told
from storage.people import Person

router = APIRouter(prefix="/admin/audit", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_AUDIT))]
PAGE, MOST_FILED, MOST_NAMES = 50, 20_000, 8
LATELY = timedelta(days=30)
"""So long an emergency access stays on top of the page."""


class Asked(BaseModel):
    """What was asked in the address: `name` is typed, `person` chosen; everything may be empty or nonsense."""

    name: str = Field("", max_length=80)
    person: str = Field("", max_length=40)
    colleague: str = Field("", max_length=40)
    action: str = Field("", max_length=60)
    first: str = Field("", max_length=10)
    last: str = Field("", max_length=10)
    only: str = Field("", max_length=10)
    before: int | None = Field(None, ge=1, lt=2**63)

    def address(self, **other: object) -> str:
        """The address of the same question, changed in this."""
        values = self.model_dump(exclude={"before"}) | other
        return urlencode({key: value for key, value in values.items() if value not in ("", None)})


Question = Annotated[Asked, Query()]


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _id(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None


async def _choice(session: AsyncSession, asked: Asked) -> tuple[Choice, list[Person]]:
    """What to look for, and the people whose names fit when it is not one."""
    people: list[Person] = []
    person_id = _id(asked.person)
    if asked.name.strip() and person_id is None:
        people = await emergencies.find_person(session, asked.name.strip(), most=MOST_NAMES)
        person_id = people[0].id if len(people) == 1 else None
    choice = Choice(
        person_id=person_id, staff_id=_id(asked.colleague), action=asked.action or None, first=_day(asked.first),
        last=_day(asked.last), emergencies=asked.only == "emergency", before=asked.before,
    )  # fmt: skip
    return choice, people if person_id is None else []


async def _note(session: AsyncSession, visit: Visit, choice: Choice, action: str) -> None:
    sought: dict[str, Any] = {
        "colleague": str(choice.staff_id or ""), "sought": choice.action or "", "first": str(choice.first or ""),
        "last": str(choice.last or ""), "only": "emergency" if choice.emergencies else "",
    }  # fmt: skip
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=choice.person_id,
        **{key: value for key, value in sought.items() if value},
    )  # fmt: skip


@router.get("")
async def show(visit: Sees, asked: Question) -> Response:
    """One page of what fits, newest first; that somebody searched is an entry itself."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        choice, people = await _choice(session, asked)
        nobody = bool(asked.name.strip()) and choice.person_id is None
        rows = [] if nobody else await audit_search.search(session, choice, most=PAGE + 1)
        urgent = []
        if choice.before is None and not choice.emergencies and not nobody:
            since = choice.first or clock.local(now - LATELY).date()
            urgent = await audit_search.search(
                session, replace(choice, emergencies=True, action="emergency.begun", first=since), most=10
            )
        staff = await audit_search.everybody(session)
        known = await audit_search.actions(session)
        person = await session.get(Person, choice.person_id) if choice.person_id else None
        await _note(session, visit, choice, "audit.searched")
    words = sorted(((did(visit.account.language, action), action) for action in known), key=lambda pair: pair[0])
    return visit.render(
        "trail/page.html", page="audit", asked=asked, people=people, person=person, nobody=nobody and not people,
        rows=[_row(visit, told) for told in rows[:PAGE]], urgent=[_row(visit, told) for told in urgent],
        more=asked.address(before=rows[PAGE - 1].entry.id) if len(rows) > PAGE else "", everybody=staff,
        actions=words, file=asked.address(),
    )  # fmt: skip


def _row(visit: Visit, told: Told) -> dict[str, Any]:
    """An entry as it is read: who did what, of whom, for whom, from where and why."""
    entry, language = told.entry, visit.account.language
    role = visit.say(f"role-{entry.role.replace('_', '-')}") if entry.role else None
    return {
        "at": entry.at, "who": who(visit, told), "role": role, "organisation": entry.organisation,
        "did": did(language, entry.action), "person": told.person, "person_id": entry.person_id,
        "forgotten": entry.person_id is not None and told.person is None, "absent": told.absent,
        "channel": entry.channel if entry.channel in ("page", "api", "chat") else None, "place": entry.place,
        "token": entry.actor == TOKEN, "reason": entry.reason, "red": entry.reason is not None,
    }  # fmt: skip


def who(visit: Visit, told: Told) -> str:
    """Who acted, by name or by what they are."""
    if told.staff is not None:
        return told.staff
    return visit.say({CLIENT: "trail-client", STAPJE: "trail-stapje"}.get(told.entry.actor, "trail-somebody"))


# ---------------------------------------------------------------- a file

COLUMNS = ("at", "who", "role", "organisation", "did", "person", "absent", "channel", "place", "reason", "number")


@router.get(".csv")
async def as_file(visit: Sees, asked: Question) -> Response:
    """What fits as a file for a spreadsheet; that it was taken out is an entry."""
    async with visit.parts.database.begin() as session:
        choice, _ = await _choice(session, asked)
        rows = await audit_search.search(session, choice, most=MOST_FILED)
        await _note(session, visit, choice, "audit.exported")
    sheet = Sheet(
        key="audit", columns=[visit.say(f"trail-column-{name}") for name in COLUMNS],
        rows=[_line(visit, told) for told in rows],
    )  # fmt: skip
    return as_csv(sheet, f"logboek-{clock.local(visit.parts.now()).date().isoformat()}", "")


def _line(visit: Visit, told: Told) -> list[Cell]:
    entry = told.entry
    row = _row(visit, told)
    return [
        clock.local(entry.at).isoformat(timespec="seconds"), row["who"], row["role"], entry.organisation, row["did"],
        told.person or (str(entry.person_id) if entry.person_id else None), told.absent, entry.channel, entry.place,
        entry.reason, entry.id,
    ]  # fmt: skip
