"""What tests of the running application share: a database with example data, the parts, and a server on a free port."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import uvicorn

from bot import demo
from bot.bell import Bell
from bot.converse import Converser
from bot.receive import Receiver
from bot.web.app import create_app
from bot.web.parts import Parts
from storage.database import Database
from tests.talk import Meaning
from tests.town import moment

pytest_plugins = ("tests.database",)


@dataclass
class Clock:
    """A clock that a test can move; calling it tells the time."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, span: timedelta) -> None:
        """Let time pass."""
        self.moment += span


@pytest.fixture
def tell_time() -> Clock:
    """Thursday 26 November 2026, 10:00: somebody reads along."""
    return Clock(moment("2026-11-26 10:00"))


@pytest.fixture
async def database(db: Database, tell_time: Clock, tmp_path: Path) -> Database:
    """A migrated database with the example data in it."""
    async with db.begin() as session:
        await demo.seed(session, tell_time(), tmp_path / "logins.json")
    return db


@pytest.fixture
def parts(database: Database, tell_time: Clock, tmp_path: Path) -> Parts:
    """What the application is handed. Rings stay in this process."""
    bell = Bell()
    return Parts(
        database=database,
        bell=bell,
        receiver=Receiver(database, bell, tell_time),
        now=tell_time,
        secret_key="a key for tests only",
        nlu_state=lambda: "ready",
        demo_logins=demo.logins(tmp_path / "logins.json"),
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
