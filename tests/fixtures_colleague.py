"""Fixtures for tests of what a colleague writes: a client in the web chat, and a colleague at the inbox."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from bot.receive import Incoming
from bot.web.parts import Parts
from storage import conversations
from storage.people import ChannelAddress, Person
from tests.colleague import Colleague, Says, signed_in

_updates = itertools.count(1)


@pytest.fixture
async def noor(parts: Parts) -> AsyncIterator[Colleague]:
    """The contactperson of the example data, at the inbox."""
    async with signed_in(parts) as colleague:
        yield colleague


@pytest.fixture
async def address(parts: Parts) -> ChannelAddress:
    """Where the first example client chats: the web chat."""
    async with parts.database.begin() as session:
        found = await conversations.open_for_address(session, channel="webchat", bot="", address=str(uuid.uuid4()))
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 1"))).one()
        await conversations.tie(session, found, person=person, staff=None)
        return await session.get_one(ChannelAddress, found.id)


@pytest.fixture
def here(address: ChannelAddress) -> uuid.UUID:
    """The client's conversation."""
    return address.conversation_id


@pytest.fixture
def sam_says(parts: Parts, address: ChannelAddress) -> Says:
    """Let the client say something; nobody answers by itself here."""

    async def say(text: str) -> int:
        update = Incoming(channel="webchat", bot="", address=address.address, update_id=str(next(_updates)), text=text)
        return (await parts.receiver.store(update)).message_id

    return say
