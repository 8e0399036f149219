"""One simulated town from beginning to end: a fresh database, its time, and what was found."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from actions import clock
from bot.simulate import record, temperaments
from bot.simulate.channel import Chat, Here
from bot.simulate.client import Client
from bot.simulate.deeds import Notes
from bot.simulate.killing import Mortal
from bot.simulate.record import Record
from bot.simulate.town import conversation_id, empty_database, people_of, settle
from bot.simulate.virtual import VirtualClock
from bot.simulate.work import Work
from bot.simulate.world import Progress, Worker, World
from nlu.reader import warm_up
from storage.database import Database

BEGINS_ON = date(2026, 10, 15)
"""Ten days before the clocks go back; with 180 days the time is past 28 March, when they go forward."""
NUMBERS_A_TOWN = 100_000_000
"""A town has fewer deliveries than that."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to simulate: so many clients and days, with these dice, and whether workers are killed.

    `town_size`: so many clients live in one town at most (see towns.py).
    """

    clients: int = 1000
    days: int = 180
    seed: int = 1
    kill: bool = False
    town_size: int = 500

    @property
    def begins(self) -> datetime:
        """The first moment."""
        return clock.at(BEGINS_ON, time(0))

    @property
    def ends(self) -> datetime:
        """The moment after the last one: so many days later on the calendar."""
        return clock.at(BEGINS_ON + timedelta(days=self.days), time(0))

    @property
    def towns(self) -> list[range]:
        """The numbers of the clients of each town."""
        end = self.clients + 1
        return [range(first, min(first + self.town_size, end)) for first in range(1, end, self.town_size)]


async def live(plan: Plan, town: int, progress: Progress = lambda _: None) -> Record:
    """Let one of the towns live, and read back what happened."""
    data, notes = temperaments.read(), Notes()
    warm_up()
    clients = people_of(data, plan.towns[town], plan.seed, notes)
    chat = Chat(data.troubles, first_number=town * NUMBERS_A_TOWN)
    now = VirtualClock(plan.begins)
    async with empty_database() as url, _open(url) as database:
        await settle(database, clients, plan.seed, plan.begins)
        async with _worker(plan, town, database, (chat, now, notes)) as worker:
            world = World(
                database=database, chat=chat, notes=notes, clients=clients, seed=plan.seed, worker=worker, now=now
            )
            await world.live(plan.begins, plan.ends, progress)
        return await record.read(
            database, begins=plan.begins, ends=plan.ends, deliveries=chat.deliveries, troubles=chat.troubles,
            notes=notes, clients=_whose(plan.seed, clients),
        )  # fmt: skip


def _whose(seed: int, clients: list[Client]) -> dict[uuid.UUID, int]:
    return {conversation_id(seed, client.number): client.number for client in clients}


@asynccontextmanager
async def _open(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _worker(
    plan: Plan, town: int, database: Database, world: tuple[Chat, VirtualClock, Notes]
) -> AsyncIterator[Worker]:
    chat, now, notes = world
    if not plan.kill:
        async with database.single() as looks:
            yield Work(database, looks, Here(chat, now), now, temperaments.read().meanings)
        return
    mortal = Mortal(database.url, chat, notes, (plan.seed, "kill", town), plan.begins)
    try:
        yield mortal
    finally:
        await mortal.close()
