"""Clients at the other end of the inbox, as fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.parts import Parts
from storage import people
from tests.acceptance.inbox_people import Client, first_client


@pytest.fixture
async def api(server: str) -> AsyncIterator[httpx.AsyncClient]:
    """A program that calls the API."""
    async with httpx.AsyncClient(base_url=f"{server}/api/v1", timeout=20) as api:
        yield api


@pytest.fixture
async def client(api: httpx.AsyncClient, parts: Parts) -> Client:
    """The first example client, in a web chat."""
    person = await first_client(parts)
    async with parts.database.begin() as session:
        token = await people.invite(session, now=parts.now(), person_id=person.id)
    return Client(api, (await api.post("/chat/sessions", json={"inviteToken": token})).json())


@pytest.fixture
async def visitor(api: httpx.AsyncClient) -> Client:
    """Somebody nobody knows, in a web chat."""
    return Client(api, (await api.post("/chat/sessions", json={})).json())
