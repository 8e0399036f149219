"""Messages are answered one after the other without waiting for the slow look, however they come in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlmodel import col, func, select

from bot import converse
from bot.bell import Bell
from bot.converse import AT_ONCE, Converser
from bot.receive import Incoming, Receiver
from storage.database import Database
from storage.inbound import Inbound
from storage.messages import Message
from tests import talk

pytest_plugins = ("tests.database",)
PATIENCE = 20.0
NEVER = 3600.0


def update(who: talk.Talk, number: int) -> Incoming:
    return Incoming(channel=who.channel, bot="7", address=who.address, update_id=f"{who.address}:{number}", text="hoi")


async def unhandled(db: Database) -> int:
    async with db.single() as session:
        return (await session.exec(select(func.count()).where(col(Inbound.handled_at).is_(None)))).one()


async def all_answered(db: Database) -> None:
    async with asyncio.timeout(PATIENCE):
        while await unhandled(db):
            await asyncio.sleep(0.05)


@asynccontextmanager
async def answering(db: Database, monkeypatch: pytest.MonkeyPatch, *, handed_over: bool) -> AsyncIterator[Receiver]:
    """A receiver, and a converser that would look of its own accord once an hour."""
    monkeypatch.setattr(converse, "SLOW_POLL_SECONDS", NEVER)
    bell, now = Bell(), lambda: talk.EVENING
    converser = Converser(db, talk.Meaning(intent="greet"), bell, now)
    receiver = Receiver(db, bell, now, answering=converser if handed_over else None)
    working = asyncio.create_task(converser.run())
    await asyncio.sleep(0.1)
    yield receiver
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)


@pytest.mark.parametrize("handed_over", [True, False])
@pytest.mark.parametrize("chats", [1, 3 * AT_ONCE])
async def test_a_burst_is_answered_at_once(
    db: Database, monkeypatch: pytest.MonkeyPatch, *, handed_over: bool, chats: int
) -> None:
    people = [await talk.visitor(db) for _ in range(chats)]
    async with answering(db, monkeypatch, handed_over=handed_over) as receiver:
        await asyncio.gather(*(receiver.store(update(who, n)) for n in range(6) for who in people))
        await all_answered(db)
    async with db.single() as session:
        said = (await session.exec(select(Message.direction).order_by(col(Message.id)))).all()
    assert said.count("out") == said.count("in") == 6 * chats


async def test_what_was_waiting_before_the_start_is_answered(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    who = await talk.visitor(db)
    for number in range(4):
        await Receiver(db, Bell(), lambda: talk.EVENING).store(update(who, number))
    async with answering(db, monkeypatch, handed_over=True) as receiver:
        await receiver.store(update(who, 9))
        await all_answered(db)
