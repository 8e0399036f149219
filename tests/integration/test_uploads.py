"""Files of colleagues and of clients in the web chat: kept, shown to who may, and never more than agreed."""

from __future__ import annotations

import asyncio
import io
import uuid
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from PIL import Image
from sqlmodel import select

from bot.bell import Bell
from bot.channels.telegram import Telegram
from bot.enclosures import enclosed
from bot.schedule import Clockwork
from bot.send import Sender
from bot.web import limits
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import conversations
from storage.audit import AuditEntry
from storage.database import Database
from storage.files import StoredFile
from storage.messages import Message
from tests.colleague import Colleague, Says, signed_in
from tests.conftest import Clock
from tests.telegram import SAM, TelegramStandIn

pytest_plugins = ("tests.fixtures_colleague", "tests.telegram.fixtures")


def photo(colour: str = "red") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(written, "JPEG")
    return written.getvalue()


def some(number: int, content: bytes | None = None, name: str = "foto.jpg") -> list[tuple[str, tuple[str, bytes, str]]]:
    """So many files of a form; what kind they say to be is never believed."""
    return [("file", (name, content or photo(), "text/html")) for _ in range(number)]


async def messages_of(parts: Parts, here: uuid.UUID, direction: str = "out") -> list[Message]:
    async with parts.database.begin() as session:
        query = select(Message).where(Message.conversation_id == here, Message.direction == direction)
        rows = (await session.exec(query.order_by(Message.id))).all()  # type: ignore[arg-type]
        return [row for row in rows if row.sender != "bot"]


async def attaches(noor: Colleague, here: uuid.UUID, text: str, attached: object, **fields: str) -> httpx.Response:
    """Open the thread and answer with files."""
    await noor.opens(f"/inbox/{here}")
    return await noor.sends(f"/inbox/{here}/reply", {"text": text, **fields}, form="/reply", files=attached)


# ---------------------------------------------------------------- a colleague


async def test_each_file_goes_with_a_message_of_its_own(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    pdf = [("file", ("<script>.pdf", b"%PDF-1.4 x", "text/html"))]
    assert (await attaches(noor, here, "Kijk.", [*some(1), *pdf])).status_code == 200
    first, second = await messages_of(parts, here)
    assert (first.text, first.attachments[0]["kind"]) == ("Kijk.", "photo")
    assert (second.text, second.attachments[0]["name"]) == ("", "script.pdf")
    shown = await noor.web.get(f"/attachments/{first.id}/0")
    assert shown.headers["Content-Type"] == "image/jpeg" and shown.headers["Content-Disposition"].startswith("inline")
    small = await noor.web.get(f"/attachments/{first.id}/0/small")
    assert small.status_code == 200 and "sandbox" in small.headers["Content-Security-Policy"]
    saved = await noor.web.get(f"/attachments/{second.id}/0")
    assert saved.headers["Content-Disposition"].startswith("attachment")
    assert saved.headers["Content-Type"] == "application/octet-stream"
    async with parts.database.begin() as session:
        looked = (await session.exec(select(AuditEntry).where(AuditEntry.action == "attachment.read"))).all()
    assert len(looked) == 2
    async with signed_in(parts, "nachtdienst") as night:
        assert (await night.web.get(f"/attachments/{first.id}/0/small")).status_code == 403


async def test_a_long_text_goes_ahead_of_its_files(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await attaches(noor, here, "é" * 1500, some(1))
    assert [(len(one.text), len(one.attachments)) for one in await messages_of(parts, here)] == [(1500, 0), (0, 1)]


async def test_what_is_refused_keeps_its_words_and_files(
    noor: Colleague, here: uuid.UUID, parts: Parts, sam_says: Says
) -> None:
    await noor.opens(f"/inbox/{here}")
    await sam_says("Wacht even")
    answer = await noor.sends(f"/inbox/{here}/reply", {"text": "Kijk"}, form="/reply", files=some(2))
    assert answer.status_code == 409 and noor.page.count('class="write__file"') == 2
    async with parts.database.begin() as session:
        [waiting, _] = (await session.exec(select(StoredFile))).all()
    await noor.sends(f"/inbox/{here}/reply", {"text": "Kijk", f"drop-{waiting.id}": "1"}, form="/reply")
    assert [one.text for one in await messages_of(parts, here)] == ["Kijk"]


async def test_the_same_form_twice_sends_its_file_once(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    form = noor.hidden("/reply") | {"text": "Kijk"}
    for _ in range(2):
        assert (await noor.web.post(f"/inbox/{here}/reply", data=form, files=some(1))).status_code == 303
    assert len(await messages_of(parts, here)) == 1
    async with parts.database.begin() as session:
        assert len((await session.exec(select(StoredFile))).all()) == 1


@pytest.mark.parametrize(
    ("attached", "words"),
    [
        (some(6), "te veel bestanden"),
        (some(1, b"%PDF-" + bytes(10_000_001)), "te groot"),
        (some(1, b"<html>", "foto.jpg"), "kan niet mee"),
        (some(1, photo()[:100]), "is stuk"),
        (some(1, b"<html>", "x\u202e<b>gpj.exe"), "xbgpj"),
    ],
)
async def test_what_is_not_taken_is_said_and_the_words_stay(
    noor: Colleague, here: uuid.UUID, parts: Parts, attached: object, words: str
) -> None:
    answer = await attaches(noor, here, "Lees dit", attached)
    assert answer.status_code == 409 and words.replace("xbgpj", "x b gpj") in noor.page
    assert "Lees dit</textarea>" in noor.page and await messages_of(parts, here) == []


async def test_files_are_not_sent_later(noor: Colleague, here: uuid.UUID) -> None:
    later = {"deed": "later", "later_when": "own", "later_date": "2026-11-30", "later_time": "09:00"}
    answer = await attaches(noor, here, "Morgen", some(1), **later)
    assert answer.status_code == 409 and "Een bestand gaat meteen mee." in noor.page


async def test_what_was_never_sent_is_forgotten(
    noor: Colleague, here: uuid.UUID, parts: Parts, tell_time: Clock
) -> None:
    await attaches(noor, here, "[vul in: naam]", some(1))
    tell_time.pass_by(timedelta(days=8))
    async with parts.database.begin() as session:
        row = (await session.exec(select(StoredFile))).one()
        row.created_at = tell_time.moment - timedelta(days=8)
    await Clockwork(parts.database, Bell(), tell_time).forget()
    async with parts.database.begin() as session:
        assert (await session.exec(select(StoredFile.id))).all() == []


async def test_without_the_token_of_our_page_nothing_is_taken(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    answer = await noor.web.post(f"/inbox/{here}/reply", data={"text": "x", "csrf_token": "no"}, files=some(1))
    assert answer.status_code == 403 and await messages_of(parts, here) == []


# ---------------------------------------------------------------- the limits


async def test_a_large_form_is_for_files_only(noor: Colleague, here: uuid.UUID) -> None:
    large = "a" * 300_000
    await noor.opens(f"/inbox/{here}")
    csrf = noor.hidden("/notes")["csrf_token"]
    plain = await noor.web.post(f"/inbox/{here}/reply", data={"text": large, "csrf_token": csrf})
    note = await noor.web.post(f"/inbox/{here}/notes", data={"note": large, "csrf_token": csrf})
    assert {plain.status_code, note.status_code} == {413}


async def test_more_than_all_files_together_is_cut_off(noor: Colleague, here: uuid.UUID) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-'
        for _ in range(60):
            yield bytes(1_000_000)

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await noor.web.post(f"/inbox/{here}/reply", content=endless(), headers=kind)
    assert answer.status_code == 413


async def test_more_parts_than_any_form_has_are_refused(noor: Colleague, here: uuid.UUID, parts: Parts) -> None:
    await noor.opens(f"/inbox/{here}")
    form = noor.hidden("/reply") | {"text": "Kijk"}
    fields = form | {f"veld-{number}": "x" for number in range(200)}
    for sent, attached in (
        (form, some(200, b"%PDF-1.4 x")),
        (fields, some(1)),
        (form | {"text": "x" * 150_000}, some(1)),
    ):
        answer = await noor.web.post(f"/inbox/{here}/reply", data=sent, files=attached)
        assert answer.status_code in (400, 404), answer.status_code
    assert await messages_of(parts, here) == []


async def test_one_who_is_too_slow_is_let_go(noor: Colleague, here: uuid.UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        await asyncio.sleep(30)
        yield b""

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await noor.web.post(f"/inbox/{here}/reply", content=slow(), headers=kind)
    assert answer.status_code == 408


# ---------------------------------------------------------------- a client in the web chat


@pytest.fixture
async def chat(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor in the web chat, as a program."""
    transport = httpx.ASGITransport(app=create_app(parts))
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test/api/v1") as api:
        opened = (await api.post("/chat/sessions", json={})).json()
        api.headers["Authorization"] = f"Bearer {opened['token']}"
        api.headers["X-Conversation"] = opened["conversationId"]
        yield api


async def test_a_client_sends_a_letter_once(chat: httpx.AsyncClient, parts: Parts, noor: Colleague) -> None:
    form = {"clientMessageId": "1", "text": "mijn brief"}
    sent = await chat.post("/chat/files", data=form, files=some(2))
    again = await chat.post("/chat/files", data=form, files=some(2))
    assert (sent.status_code, again.status_code) == (202, 200) and sent.json() == again.json()
    here = uuid.UUID(chat.headers["X-Conversation"])
    [message] = await messages_of(parts, here, "in")
    assert message.text == "mijn brief" and len(message.attachments) == 2
    listed = (await chat.get("/chat/messages")).json()["messages"][-1]
    url = listed["attachments"][0]["url"].removeprefix("/api/v1")
    got = await chat.get(url)
    assert got.headers["Content-Type"] == "image/jpeg" and "sandbox" in got.headers["Content-Security-Policy"]
    assert (await chat.get(url, headers={"Authorization": "Bearer no"})).status_code == 401
    stranger = (await chat.post("/chat/sessions", json={})).json()["token"]
    assert (await chat.get(url, headers={"Authorization": f"Bearer {stranger}"})).status_code == 404
    async with parts.database.begin() as session:
        assert len((await session.exec(select(StoredFile))).all()) == 2
    await noor.opens(f"/inbox/{here}")
    assert f"/attachments/{message.id}/1/small" in noor.page


async def test_what_a_client_cannot_send_is_said_kindly(chat: httpx.AsyncClient, parts: Parts) -> None:
    for attached, status in ((some(6), 422), (some(1, b"<html>"), 422), ([], 400)):
        answer = await chat.post("/chat/files", data={"clientMessageId": "1"}, files=attached or {"x": ("", b"")})
        assert answer.status_code == status, answer.text
    assert (await chat.post("/chat/files", files=some(1))).status_code == 400
    broken = await chat.post("/chat/files", content=b"x", headers={"Content-Type": "multipart/form-data"})
    assert broken.status_code == 400
    assert await messages_of(parts, uuid.UUID(chat.headers["X-Conversation"]), "in") == []


async def test_the_document_tells_how_to_send_files(chat: httpx.AsyncClient) -> None:
    document = (await chat.get("/openapi.json")).json()
    form = document["paths"]["/api/v1/chat/files"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form["properties"]["file"]["maxItems"] == 5


# ---------------------------------------------------------------- Telegram


async def test_telegram_gets_the_colleagues_file(
    database: Database, parts: Parts, telegram: TelegramStandIn, noor: Colleague, tell_time: Clock
) -> None:
    channel = Telegram(telegram.token, telegram.base_url)
    async with database.begin() as session:
        address = await conversations.open_for_address(session, channel="telegram", bot=channel.bot, address=str(SAM))
    await attaches(noor, address.conversation_id, "Dit is de brief.", some(1))
    try:
        while await Sender(database, channel, Bell(), tell_time).send_some():
            pass
    finally:
        await channel.close()
    [line] = telegram.transcript(SAM)
    assert line.text == "Dit is de brief."
    assert "Verstuurd om 10:00" in await noor.opens(f"/inbox/{address.conversation_id}")
    async with database.begin() as session:
        kept = (await session.exec(select(StoredFile))).one()
        with_it = await enclosed(session, [kept.attachment], tell_time.moment)
        assert with_it is not None and with_it.is_picture and with_it.content == kept.content
        kept.width, kept.height = 4000, 20
        thin = await enclosed(session, [kept.attachment], tell_time.moment)
        assert thin is not None and not thin.is_picture
