"""Names of guests on the board: only for whom they are work, and each look is written down once."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select

from actions import clock
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import stays
from storage.audit import AuditEntry
from storage.beds import Sleeper
from tests.integration.test_accounts import PAGE, log_in


@pytest.fixture
async def web(parts: Parts) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's browser, without a network in between; Bo K. is in bed."""
    night = clock.night_of(parts.now())
    async with parts.database.begin() as session:
        await stays.check_in(
            session,
            night=night,
            group="man",
            facility="nachtopvang",
            now=parts.now(),
            whose=Sleeper(guest_name="Bo K."),
        )
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE) as web:
        yield web


async def looks(parts: Parts) -> int:
    """How many looks at names on the board are written down."""
    async with parts.database.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == "beds.seen")
        return len((await session.exec(query)).all())


async def test_a_look_at_names_is_written_down_and_its_refreshes_are_not(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "nachtdienst")
    before = await looks(parts)
    page = (await web.get("/beds")).text
    assert "Bo K." in page and await looks(parts) == before + 1
    mark = re.search(r'data-seen="(\w+)"', page)
    assert mark is not None
    assert "Bo K." in (await web.get("/beds", params={"seen": mark.group(1)})).text
    assert await looks(parts) == before + 1
    await web.get("/beds", params={"seen": mark.group(1)[::-1]})
    assert await looks(parts) == before + 2


async def test_who_only_looks_at_beds_sees_no_names(web: httpx.AsyncClient, parts: Parts) -> None:
    await log_in(web, parts, "contactpersoon")
    page = await web.get("/beds")
    assert page.status_code == 200 and "Bo K." not in page.text
    assert await looks(parts) == 0
