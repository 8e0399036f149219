"""Requests for debt help and the colleagues who handle them, for tests of the queue; and a browser for each of them."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import referrals
from bot.web.accounts import COOKIE, csrf_token
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import conversations, debts, staff
from storage.audit import AuditEntry
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.people import Person
from storage.staff import Role, StaffMember, Team
from tests.conftest import MORNING
from tests.town import add_person, add_staff, add_team

EVERYTHING = ["name", "debt_types", "threat", "words", "municipality", "administration", "letters"]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk with a specialist, a client of another team, and the client's contactperson."""

    desk: DebtDesk
    team: Team
    specialist: StaffMember
    contact: StaffMember
    person: Person


async def make_desk(session: AsyncSession, name: str = "Schuldhulp Oost", *, weeks: int | None = 8) -> Desk:
    """A desk of a team of its own."""
    team = await add_team(session)
    desk = DebtDesk(name=name, team_id=team.id, decision_weeks=weeks)
    session.add(desk)
    await session.flush()
    specialist = await add_staff(session, Role.DEBT_SPECIALIST, team, name="Sjoerd")
    contact = await add_staff(session, Role.CONTACT_PERSON, await add_team(session), name="Noor")
    person = await add_person(session, contact, name="Sam")
    return Desk(desk=desk, team=team, specialist=specialist, contact=contact, person=person)


async def ask(session: AsyncSession, person: Person, desk: DebtDesk | None, **about: Any) -> DebtReferral:
    """A request of this client that came in on Thursday 26 November 2026, the usual way."""
    conversation = await conversations.ensure_for_person(session, person)
    known: dict[str, Any] = {
        "municipality": "Almelo", "debt_types": ["huur"], "words": "Ik kom er niet uit.", "consent_at": MORNING,
        "consent_to": "Schuldhulp", "consent_what": EVERYTHING, "requested_on": date(2026, 11, 26),
        "due_on": date(2026, 12, 24), "created_at": MORNING, "desk_id": desk.id if desk else None,
    }  # fmt: skip
    made = DebtReferral(person_id=person.id, conversation_id=conversation.id, **known | about)
    await debts.add(session, made)
    await referrals.begin(session, made, made.created_at)
    return made


@dataclass(frozen=True, kw_only=True)
class Browser:
    """A browser in which a colleague is signed in."""

    web: httpx.AsyncClient
    token: str

    async def get(self, path: str) -> httpx.Response:
        """Look at a page."""
        return await self.web.get(path)

    async def send(self, path: str, key: str | None = None, **form: str) -> httpx.Response:
        """Send a form of a page of ours."""
        return await self.web.post(path, data={"csrf_token": self.token, "key": key or uuid.uuid4().hex} | form)


@asynccontextmanager
async def browser(parts: Parts, who: StaffMember) -> AsyncIterator[Browser]:
    """Somebody's browser, without a network in between."""
    async with parts.database.begin() as session:
        cookie = await staff.open_web_session(session, who, parts.now(), timedelta(days=30))
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://stapje.test", headers={"Accept": "text/html"}, cookies={COOKIE: cookie}
    ) as web:
        yield Browser(web=web, token=csrf_token(parts, cookie))


async def audited(parts: Parts, action: str) -> Sequence[AuditEntry]:
    """The entries of the audit trail with this action, oldest first."""
    async with parts.database.begin() as session:
        return (
            await session.exec(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id))  # type: ignore[arg-type]
        ).all()
