"""Several web processes on one database, and many who want a bed through them at the same moment."""

from __future__ import annotations

import asyncio
import contextlib
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text

from actions import clock
from bot.rasa_child import free_port
from storage import staff
from storage.database import Database
from storage.facilities import Facility
from storage.rooms import Bed
from storage.staff import Role
from tests.processes import Stapje, started
from tests.town import add_staff

CONNECTIONS = 100
"""To each process; more requests than that wait for one."""
KEPT_SECONDS = 2.0
"""How long an idle connection is used again: well below the 5 s after which the server closes it."""


@dataclass(frozen=True, kw_only=True)
class Round:
    """What came of many who asked at once."""

    statuses: Counter[int]
    seconds: float
    holds: int


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Web processes side by side, and a client of each."""

    database: Database
    processes: list[Stapje]
    clients: list[httpx.AsyncClient]
    night: date

    async def hold(self, number: int, group: str, key: str = "") -> httpx.Response:
        """Ask for a bed at one of the doors; each number goes to the next."""
        client = self.clients[number % len(self.clients)]
        body = {"night": self.night.isoformat(), "group": group}
        return await client.post("/bed-holds", json=body, headers={"Idempotency-Key": key or str(uuid.uuid4())})

    async def rush(self, many: int, group: str, key: str = "") -> Round:
        """So many ask at the same moment, turn by turn at each door; with a key all ask for the same hold."""
        began = time.perf_counter()
        answers = await asyncio.gather(*(self.hold(n, group, key) for n in range(many)))
        seconds = time.perf_counter() - began
        return Round(
            statuses=Counter(a.status_code for a in answers), seconds=seconds,
            holds=len({a.json()["id"] for a in answers if a.status_code < 300}),
        )  # fmt: skip

    async def queue(self, many: int, group: str, at_once: int) -> Round:
        """So many ask, but only a few at the same moment: how quick holding is."""
        left = iter(range(many))
        statuses: Counter[int] = Counter()

        async def ask() -> None:
            for number in left:
                statuses[(await self.hold(number, group)).status_code] += 1

        began = time.perf_counter()
        await asyncio.gather(*(ask() for _ in range(at_once)))
        return Round(statuses=statuses, seconds=time.perf_counter() - began, holds=await self.held())

    async def held(self) -> int:
        """How many beds are held, by the database itself."""
        return int(await self.value("SELECT count(*) FROM bed_night WHERE ended_at IS NULL"))

    async def free(self, group: str, door: int = 0) -> int:
        """How many beds are free, as one of the doors says."""
        query = {"night": self.night.isoformat(), "group": group}
        rows = (await self.clients[door].get("/availability", params=query)).raise_for_status().json()["facilities"]
        return sum(row["free"] for row in rows)

    async def value(self, query: str) -> Any:
        """The one value a query finds."""
        async with self.database.engine.connect() as connection:
            return (await connection.execute(text(query))).scalar_one()

    async def give_back(self) -> None:
        """All beds are free again."""
        async with self.database.engine.begin() as connection:
            await connection.execute(text("DELETE FROM bed_night"))
            await connection.execute(text("DELETE FROM repeat"))


@contextlib.asynccontextmanager
async def open_door(doors: Doors, folder: Path) -> AsyncIterator[Doors]:
    """One more process on the same database; what is returned has this door only."""
    token = doors.clients[0].headers["Authorization"].removeprefix("Bearer ")
    async with open_doors(doors.database, token, folder, settings={}, doors=1) as more:
        yield more


async def furnish(database: Database, beds: Mapping[str, int]) -> str:
    """One shelter with so many beds for each group; returns a token of its night staff."""
    async with database.begin() as session:
        shelter = Facility(key="nachtopvang", name="Nachtopvang", kind="nachtopvang", municipality="Almelo")
        session.add(shelter)
        await session.flush()
        wanted = [group for group, count in beds.items() for _ in range(count)]
        session.add_all(
            Bed(facility_id=shelter.id, label=str(n), target_group=group, position=n)
            for n, group in enumerate(wanted, 1)
        )
        member = await add_staff(session, Role.NIGHT_STAFF)
        return await staff.make_api_token(session, member, datetime.now(UTC))


@contextlib.asynccontextmanager
async def open_doors(
    database: Database, token: str, folder: Path, *, settings: Mapping[str, str], doors: int = 2
) -> AsyncIterator[Doors]:
    """So many `stapje web`, each a process of its own, until the block ends."""
    async with contextlib.AsyncExitStack() as stack:
        processes, clients = [], []
        for number in range(doors):
            mine = {**settings, "DATABASE_URL": database.url, "PORT": str(free_port()), "VAR": str(folder)}
            log = folder / f"web-{number}.log"
            processes.append(await stack.enter_async_context(started("web", settings=mine, log=log)))
        for process in processes:
            await process.healthy()
            client = httpx.AsyncClient(
                base_url=f"{process.base_url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60,
                limits=httpx.Limits(max_connections=CONNECTIONS, keepalive_expiry=KEPT_SECONDS),
            )  # fmt: skip
            clients.append(await stack.enter_async_context(client))
        night = clock.night_of(datetime.now(UTC))
        yield Doors(database=database, processes=processes, clients=clients, night=night)
