"""What every command needs, and nothing that is slow to load: settings, database, bell, receiver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import national_lines, own_data
from bot.bell import Bell
from bot.errors import BadSetting
from bot.receive import Receiver
from bot.settings import Settings
from storage import embedded, schema
from storage.database import Database, now_utc


@dataclass(frozen=True, kw_only=True)
class House:
    """The parts that every command shares."""

    settings: Settings
    database: Database
    bell: Bell
    receiver: Receiver
    now: Callable[[], datetime]

    @property
    def logins_file(self) -> Path:
        """Where the example logins are kept, for the owner of this machine."""
        return self.settings.var / "demo-logins.json"

    @property
    def models(self) -> Path:
        """Where trained models are kept."""
        return self.settings.var / "models"


async def database_url(settings: Settings) -> str:
    """The database that is set, or the embedded one."""
    if settings.database_url is not None:
        return settings.database_url
    server = await asyncio.to_thread(embedded.start, (settings.var / "postgres").resolve())
    return await embedded.url_of(server)


def _make_folder(var: Path) -> None:
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"The setting STAPJE_VAR is wrong: {var} cannot be made ({error.strerror}).") from error


@asynccontextmanager
async def open_house(settings: Settings, now: Callable[[], datetime] = now_utc) -> AsyncIterator[House]:
    """Database (brought up to date) and bell, given back at the end."""
    _make_folder(settings.var)
    database = Database(await database_url(settings))
    await database.ping()
    await schema.upgrade(database)
    async with database.begin() as session:
        await national_lines.ensure(session)
    try:
        async with Bell(database.url.replace("postgresql+asyncpg://", "postgresql://", 1)) as bell:
            receiver = Receiver(database, bell, now)
            async with own_data.followed(database, bell):
                yield House(settings=settings, database=database, bell=bell, receiver=receiver, now=now)
    finally:
        await database.close()
