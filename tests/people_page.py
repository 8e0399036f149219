"""What tests of the page of a person share: somebody's browser, and a client of another team."""

from __future__ import annotations

import re

import httpx
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations
from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.people import Person
from tests.town import add_person

HEADERS = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}


class Browser:
    """A browser of a colleague who is signed in, without a network in between."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self.web = web
        self._token = ""

    async def signs_in(self, parts: Parts, username: str) -> None:
        """Sign in as a colleague of the example data."""
        password = next(login["password"] for login in parts.demo_logins if login["username"] == username)
        answer = await self.web.post("/login", data={"username": username, "password": password})
        assert answer.status_code == 303
        page = await self.web.get("/inbox" if username != "nachtdienst" else "/beds")
        found = re.search(r'name="csrf-token" content="([0-9a-f]{64})"', page.text)
        assert found is not None
        self._token = found.group(1)

    async def sees(self, path: str) -> httpx.Response:
        """Look at a page."""
        return await self.web.get(path)

    async def sends(self, path: str, **form: str) -> httpx.Response:
        """Send a form of one of our pages."""
        return await self.web.post(path, data={"csrf_token": self._token, **form})


async def client(parts: Parts, name: str = "Voorbeeldcliënt 1") -> tuple[Person, Conversation]:
    """A client of the example data, with their conversation."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == name))).one()
        return person, await conversations.ensure_for_person(session, person)


async def stranger(parts: Parts, name: str = "Iemand van elders") -> tuple[Person, Conversation]:
    """A client of another team."""
    async with parts.database.begin() as session:
        person = await add_person(session, name=name)
        return person, await conversations.ensure_for_person(session, person)


async def rows_about(parts: Parts, person: Person, action: str) -> list[AuditEntry]:
    """What the audit trail has of this action with this client."""
    async with parts.database.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == action, AuditEntry.person_id == person.id)
        return list((await session.exec(query.order_by(AuditEntry.id))).all())  # type: ignore[arg-type]
