"""Fixtures for tests that speak with the stand-in; a test module asks for them with `pytest_plugins`."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.telegram.control import GROUP, SAM
from tests.telegram.server import TelegramStandIn


@pytest.fixture(scope="session")
async def bot_session() -> AsyncIterator[AiohttpSession]:
    """One HTTP session for all tests: closing one takes aiogram a quarter of a second."""
    async with AiohttpSession() as session:
        yield session


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    """A fresh stand-in that knows one person and one group."""
    async with TelegramStandIn() as telegram:
        telegram.add_chat(SAM)
        telegram.add_chat(GROUP, name="Team", forum=True)
        yield telegram


@pytest.fixture
async def bot(telegram: TelegramStandIn, bot_session: AiohttpSession) -> Bot:
    """The real aiogram client, pointed at the stand-in."""
    bot_session.api = TelegramAPIServer.from_base(telegram.base_url)
    return Bot(telegram.token, session=bot_session)
