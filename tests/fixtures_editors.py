"""A coordinator and an administrator at their browsers, as fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.web.parts import Parts
from tests.editors import Browser, signed_in


@pytest.fixture
async def coordinator(parts: Parts) -> AsyncIterator[Browser]:
    async for browser in signed_in(parts, "coordinator"):
        yield browser


@pytest.fixture
async def admin(parts: Parts) -> AsyncIterator[Browser]:
    async for browser in signed_in(parts, "beheer"):
        yield browser
