"""Where a process under test lives: its database, its Bot API, its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.rasa_child import free_port
from storage.database import Database
from tests.processes import NOBODY_THERE
from tests.telegram import TelegramStandIn


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a process under test is given: a database of its own, a Bot API, and a folder for what it makes."""

    database: Database
    telegram: TelegramStandIn
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """Settings of one process, with Rasa away: the words that always work are enough for most tests."""
        return {
            "DATABASE_URL": self.database.url,
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API": self.telegram.base_url,
            "RASA_URL": NOBODY_THERE,
            "VAR": str(self.folder),
            "PORT": str(free_port()),
        }

    async def value(self, query: str, **values: Any) -> Any:
        """The one value a query finds."""
        async with self.database.engine.connect() as connection:
            return (await connection.execute(text(query), values)).scalar_one()

    async def change(self, statement: str, **values: Any) -> None:
        """Change something behind the back of the processes, as time or a colleague would."""
        async with self.database.engine.begin() as connection:
            await connection.execute(text(statement), values)

    async def waiting(self) -> int:
        """How many messages are not answered or not sent yet."""
        unhandled = await self.value("SELECT count(*) FROM inbound WHERE handled_at IS NULL")
        return int(unhandled + await self.value("SELECT count(*) FROM outbound WHERE state = 'due'"))
