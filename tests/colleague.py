"""A colleague at the inbox without a browser: forms are filled in as the page gave them, with scripts switched off."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bot.web.app import create_app
from bot.web.parts import Parts

Says = Callable[[str], Awaitable[int]]
"""Lets a client say something; returns the message's id."""


class Colleague:
    """Somebody who is signed in. What a page said last is in `page`."""

    def __init__(self, web: httpx.AsyncClient, login: dict[str, str]) -> None:
        self.web, self._login = web, login
        self.page = ""

    async def signs_in(self) -> None:
        """Sign in; a session lasts half a day."""
        await self.web.post("/login", data=self._login)

    async def opens(self, path: str) -> str:
        """Look at a page; sign in again when that is asked."""
        answer = await self.web.get(path)
        if answer.headers.get("Location", "").startswith("/login"):
            await self.signs_in()
            answer = await self.web.get(path)
        self.page = answer.text
        return self.page

    def hidden(self, form: str) -> dict[str, str]:
        """The hidden fields of a form on the page, by a word in its address."""
        found = re.search(rf'<form[^>]*action="[^"]*{form}"[^>]*>(.*?)</form>', self.page, re.DOTALL)
        assert found, f"no form {form!r} on this page"
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[1])
        return {name: html.unescape(value) for name, value in fields}

    async def sends(
        self, path: str, fields: Mapping[str, str], *, form: str, files: Any = None, follow: bool = True
    ) -> httpx.Response:
        """Send a form of the page as it is, with these fields."""
        data = self.hidden(form) | dict(fields)
        answer = await self.web.post(path, data=data, files=files, follow_redirects=follow)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            self.page = answer.text
        return answer

    async def replies(self, here: uuid.UUID, text: str, **fields: str) -> httpx.Response:
        """Open the thread and answer."""
        await self.opens(f"/inbox/{here}")
        return await self.sends(f"/inbox/{here}/reply", {"text": text, **fields}, form="/reply")

    async def notes(self, here: uuid.UUID, text: str, **fields: str) -> httpx.Response:
        """Open the thread and write a note."""
        await self.opens(f"/inbox/{here}")
        return await self.sends(f"/inbox/{here}/notes", {"note": text, **fields}, form="/notes")


@asynccontextmanager
async def signed_in(parts: Parts, username: str = "contactpersoon") -> AsyncIterator[Colleague]:
    """A colleague of the example data who is signed in."""
    transport = httpx.ASGITransport(app=create_app(parts))
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=headers) as web:
        password = next(login["password"] for login in parts.demo_logins if login["username"] == username)
        colleague = Colleague(web, {"username": username, "password": password})
        await colleague.signs_in()
        yield colleague
