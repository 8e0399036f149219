"""Fixtures of the pipeline's acceptance tests; a test module asks for them with `pytest_plugins`."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage import embedded, schema
from storage.database import Database
from tests.acceptance.place import Place
from tests.telegram import TelegramStandIn

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
async def pipeline_server(tmp_path_factory: pytest.TempPathFactory) -> embedded.PostgresServer:
    """One PostgreSQL for all tests of this run, with a template that the migrations made. It ends with this process."""
    server = embedded.start(tmp_path_factory.mktemp("pipeline-postgres"))
    template = Database(await embedded.url_of(server, "pipeline_template"))
    await schema.upgrade(template)
    await template.close()
    return server


@pytest.fixture
async def place(pipeline_server: embedded.PostgresServer, tmp_path: Path) -> AsyncIterator[Place]:
    """A fresh, migrated, empty database and a fresh stand-in."""
    name = f"pipeline_{next(_numbers)}"
    await _make(pipeline_server, name)
    database = Database(await embedded.url_of(pipeline_server, name), pool_size=4)
    async with TelegramStandIn() as telegram:
        yield Place(database=database, telegram=telegram, folder=tmp_path)
    await database.close()


async def _make(server: embedded.PostgresServer, name: str) -> None:
    host = str(server.get_postmaster_info().socket_dir)
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE pipeline_template')
    finally:
        await connection.close()
