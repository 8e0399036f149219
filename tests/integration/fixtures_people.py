"""Somebody's browser for the pages about people."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.app import create_app
from bot.web.parts import Parts
from tests.people_page import HEADERS, Browser


@pytest.fixture
async def browser(parts: Parts) -> AsyncIterator[Browser]:
    """A browser in which nobody is signed in yet."""
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=HEADERS) as web:
        yield Browser(web)
