"""The webhook: only Telegram gets in, and only what was stored is acknowledged."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.app import create_app
from bot.web.parts import Parts

SECRET = "a secret for tests"


class Shelf:
    """Where updates are put; anything but JSON is no update."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.breaks = False

    async def take_json(self, body: bytes) -> None:
        """Keep the body, or break before it is kept."""
        if not body.startswith(b"{"):
            raise ValueError("no update")
        if self.breaks:
            raise ConnectionError("the database is away")
        self.bodies.append(body)


@pytest.fixture
def shelf(parts: Parts) -> Shelf:
    """Telegram is set up."""
    shelf = Shelf()
    parts.updates, parts.webhook_secret = shelf, SECRET
    return shelf


@pytest.fixture
async def telegram(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """Telegram, with the right secret."""
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=headers) as telegram:
        yield telegram


async def test_an_update_is_stored_and_then_acknowledged(telegram: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await telegram.post("/telegram/webhook", content=b'{"update_id": 1}')
    assert (answer.status_code, shelf.bodies) == (200, [b'{"update_id": 1}'])


async def test_what_could_not_be_stored_is_not_acknowledged(telegram: httpx.AsyncClient, shelf: Shelf) -> None:
    shelf.breaks = True
    assert (await telegram.post("/telegram/webhook", content=b"{}")).status_code == 500


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "é".encode().decode("latin-1")])
async def test_a_stranger_is_refused(telegram: httpx.AsyncClient, shelf: Shelf, secret: str) -> None:
    headers = {b"x-telegram-bot-api-secret-token": secret.encode("latin-1")}
    assert (await telegram.post("/telegram/webhook", content=b"{}", headers=headers)).status_code == 401
    assert shelf.bodies == []


async def test_nonsense_is_a_problem(telegram: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await telegram.post("/telegram/webhook", content=b"nonsense")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")


async def test_without_telegram_there_is_no_such_page(telegram: httpx.AsyncClient) -> None:
    assert (await telegram.post("/telegram/webhook", content=b"{}")).status_code == 404
