"""Clients at the other end of the inbox, and a colleague who signs in."""

from __future__ import annotations

import uuid

import httpx
from playwright.async_api import Page
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations
from storage.audit import AuditEntry
from storage.people import Person
from tests.browser import OpenPage, log_in


class Client:
    """Somebody who chats, by way of the API."""

    def __init__(self, api: httpx.AsyncClient, session: dict[str, str]) -> None:
        self._api = api
        self.conversation_id = uuid.UUID(session["conversationId"])
        self._token = {"Authorization": f"Bearer {session['token']}"}

    async def says(self, text: str) -> None:
        """Say something."""
        body = {"clientMessageId": str(uuid.uuid4()), "text": text}
        (await self._api.post("/chat/messages", json=body, headers=self._token)).raise_for_status()

    async def hears(self, words: str) -> str:
        """Wait until a message with these words comes; returns it."""
        after = ""
        for _ in range(10):
            answer = await self._api.get("/chat/messages", params={"after": after, "wait": 3}, headers=self._token)
            for message in answer.json()["messages"]:
                after = str(message["id"])
                if message["direction"] == "out" and words in message["text"]:
                    return str(message["text"])
        raise AssertionError(f"never heard {words!r}")

    async def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        answer = await self._api.get("/chat/messages", headers=self._token)
        buttons = {b["label"]: b["payload"] for m in answer.json()["messages"] for b in m["buttons"]}
        body = {"clientMessageId": str(uuid.uuid4()), "payload": buttons[label]}
        (await self._api.post("/chat/messages", json=body, headers=self._token)).raise_for_status()

    async def heard(self) -> list[str]:
        """Everything that was said to them."""
        answer = await self._api.get("/chat/messages", headers=self._token)
        return [m["text"] for m in answer.json()["messages"] if m["direction"] == "out"]


async def first_client(parts: Parts) -> Person:
    """The example client that has an appointment and a step."""
    async with parts.database.begin() as session:
        return (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 1"))).one()


async def page_of(parts: Parts, section: str) -> str:
    """A section of the page of the first example client."""
    return f"/people/{(await first_client(parts)).id}/{section}"


async def go(page: Page, path: str) -> None:
    """Go to another page of ours."""
    await page.goto("/".join(page.url.split("/")[:3]) + path)


async def sign_in(open_page: OpenPage, parts: Parts, path: str = "/inbox", username: str = "contactpersoon") -> Page:
    """A browser in which this colleague is signed in and has this page open."""
    page = await open_page(f"/login?next={path}")
    await log_in(page, parts.demo_logins, username)
    return page


async def audited(parts: Parts, action: str) -> int:
    """How often the audit trail has this action."""
    async with parts.database.begin() as session:
        return len((await session.exec(select(AuditEntry).where(AuditEntry.action == action))).all())


async def many_clients(parts: Parts, number: int) -> None:
    """More clients of the same team, each with a conversation."""
    person = await first_client(parts)
    async with parts.database.begin() as session:
        for each in range(number):
            extra = Person(
                display_name=f"Iemand {each:02}", team_id=person.team_id, contact_person_id=person.contact_person_id
            )
            session.add(extra)
            await session.flush()
            await conversations.ensure_for_person(session, extra)
