"""Keeps this process saying and counting what the region wrote down (actions/own_data.py), as soon as it changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from actions import own_data
from bot import bell as bells
from bot.bell import Bell
from bot.logs import log
from storage.database import Database
from storage.errors import StorageError

TOPIC = "own-data"
LOOK_SECONDS = 60.0
"""A ring tells at once; without one (the database was away) it is looked so often."""


@asynccontextmanager
async def followed(database: Database, bell: Bell) -> AsyncIterator[None]:
    """While this is open, changes count in this process too; at the start what there is now."""
    await _put_in_force(database)
    following = asyncio.create_task(_follow(database, bell), name="own-data")
    try:
        yield
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following


async def _follow(database: Database, bell: Bell) -> None:
    with bell.listen(TOPIC) as changed:
        while True:
            await bells.wait(changed, LOOK_SECONDS)
            try:
                await _put_in_force(database)
            except StorageError as error:
                log().warning("own_data.not_read", error=repr(error))


async def _put_in_force(database: Database) -> None:
    async with database.begin() as session:
        await own_data.put_in_force(session)
