"""Files that people sent: shown to who may read the conversation, and never as something that runs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select

from bot.errors import ChannelError
from bot.receive import Incoming
from bot.web.app import create_app
from bot.web.parts import Parts
from storage.audit import AuditEntry

JPEG = b"\xff\xd8\xff\xe0 a picture"
FILES = {"photo": JPEG, "page": b"<script>alert(1)</script>"}


class Folder:
    """Files as a channel would give them."""

    async def fetch(self, file_id: str) -> bytes:
        """The bytes; raises ChannelError for a file that is gone."""
        if file_id not in FILES:
            raise ChannelError("gone")
        return FILES[file_id]


@pytest.fixture
async def web(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """A contactperson's browser."""
    parts.files = Folder()
    transport = httpx.ASGITransport(app=create_app(parts))
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=headers) as web:
        yield web


async def sent(parts: Parts, file_id: str, name: str) -> int:
    """Somebody sends a file; returns the message's id."""
    attachment = {"kind": "document", "file_id": file_id, "name": name}
    update = Incoming(channel="telegram", bot="7", address="1", update_id=file_id, attachments=(attachment,))
    return (await parts.receiver.store(update)).message_id


async def log_in(web: httpx.AsyncClient, parts: Parts, username: str) -> None:
    """Sign in."""
    password = next(login["password"] for login in parts.demo_logins if login["username"] == username)
    await web.post("/login", data={"username": username, "password": password})


async def test_an_image_is_shown_and_looking_is_written_down(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "contactpersoon")
    answer = await web.get(f"/attachments/{await sent(parts, 'photo', 'brief van één.jpg')}/0")
    assert answer.content == JPEG
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("inline")
    async with parts.database.begin() as session:
        looked = (await session.exec(select(AuditEntry).where(AuditEntry.action == "attachment.read"))).all()
    assert len(looked) == 1


async def test_anything_else_is_saved_whatever_it_is_called(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "contactpersoon")
    answer = await web.get(f"/attachments/{await sent(parts, 'page', 'foto.jpg')}/0")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_a_file_that_is_gone_says_so(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "contactpersoon")
    answer = await web.get(f"/attachments/{await sent(parts, 'lost', 'brief.pdf')}/0")
    assert answer.status_code == 502
    assert "niet meer op te halen" in answer.text


async def test_night_staff_and_strangers_get_nothing(web: httpx.AsyncClient, parts: Parts) -> None:
    path = f"/attachments/{await sent(parts, 'photo', 'foto.jpg')}/0"
    assert (await web.get(path)).status_code == 303
    await log_in(web, parts, "nachtdienst")
    assert (await web.get(path)).status_code == 403


@pytest.mark.parametrize("path", ["/attachments/999/0", "/attachments/x/0", "/attachments/99999999999999999999/0"])
async def test_what_does_not_exist_is_not_found(web: httpx.AsyncClient, parts: Parts, path: str) -> None:
    await log_in(web, parts, "contactpersoon")
    assert (await web.get(path)).status_code == 404
