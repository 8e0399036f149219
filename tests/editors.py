"""Colleagues who keep desks and places that help, each with a browser of their own, without a network in between."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import AsyncIterator, Mapping

import httpx
from sqlmodel import select

from bot.web.app import create_app
from bot.web.parts import Parts
from storage import desks
from storage.audit import AuditEntry
from storage.desks import DebtDesk
from storage.help_places import HelpPlace

PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
NEW = uuid.UUID("11111111-2222-3333-4444-555555555555")
OFFICE = "Geldloket (voorbeeld)"


class Browser:
    """A colleague's browser, without a network in between."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self.web = web
        self.fields: dict[str, str] = {}

    async def opens(self, path: str) -> str:
        """Open a page and remember the fields of its biggest form; returns the page."""
        answer = await self.web.get(path, follow_redirects=True)
        assert answer.status_code == 200, answer.status_code
        return self.reads(answer)

    def reads(self, answer: httpx.Response) -> str:
        """Remember the fields that a page shows."""
        self.fields = fields(answer.text)
        return html.unescape(answer.text)

    async def sends(self, path: str, changes: Mapping[str, str] | None = None) -> httpx.Response:
        """Send the form with some fields changed."""
        return await self.web.post(path, data=self.fields | dict(changes or {}))


def fields(page: str) -> dict[str, str]:
    """The fields of the form that sends most of them, as a browser would."""
    found: list[dict[str, str]] = []
    for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
        values = {}
        for tag in re.findall(r"<input[^>]*>", form):
            named = re.search(r'name="([^"]*)"', tag)
            if named and ('type="checkbox"' not in tag or " checked" in tag):
                value = re.search(r'value="([^"]*)"', tag)
                values[named[1]] = html.unescape(value[1]) if value else ""
        for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
            values[name] = html.unescape(chosen[1]) if chosen else ""
        for name, typed in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
            values[name] = html.unescape(typed)
        found.append(values)
    return max(found, key=len)


async def signed_in(parts: Parts, username: str) -> AsyncIterator[Browser]:
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE) as web:
        password = next(login["password"] for login in parts.demo_logins if login["username"] == username)
        await web.post("/login", data={"username": username, "password": password})
        yield Browser(web)


async def desk(parts: Parts, name: str) -> DebtDesk:
    async with parts.database.begin() as session:
        return (await session.exec(select(DebtDesk).where(DebtDesk.name == name))).one()


async def place(parts: Parts, name: str) -> HelpPlace:
    async with parts.database.begin() as session:
        return (await session.exec(select(HelpPlace).where(HelpPlace.name == name))).one()


async def changes(parts: Parts, action: str) -> list[AuditEntry]:
    async with parts.database.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)  # type: ignore[arg-type]
        return list((await session.exec(query)).all())


async def goes_to(parts: Parts, municipality: str, part: str | None = None, *, urgent: bool = False) -> str | None:
    async with parts.database.begin() as session:
        found = await desks.desk_for(session, municipality, part, urgent=urgent)
        return found.name if found else None
