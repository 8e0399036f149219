"""The embedded server starts, is joined by a second process, and keeps what was written."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage import embedded
from storage.database import Database
from storage.errors import DatabaseUnreachable

ROOT = Path(__file__).parents[3]
JOIN = """
import asyncio, sys
from pathlib import Path
from sqlalchemy import text
from storage import embedded
from storage.database import Database

async def main():
    server = embedded.start(Path(sys.argv[1]))
    database = Database(await embedded.url_of(server))
    async with database.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS note (words text)"))
        await connection.execute(text("INSERT INTO note VALUES ('hoi')"))
    await database.close()
    server.cleanup()

asyncio.run(main())
"""


def join(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", JOIN, str(folder)], cwd=ROOT, check=True, timeout=120)


async def notes(url: str) -> int:
    database = Database(url)
    try:
        async with database.engine.connect() as connection:
            return int((await connection.exec_driver_sql("SELECT count(*) FROM note")).scalar_one())
    finally:
        await database.close()


async def test_started_twice_joined_by_another_process_and_started_again() -> None:
    with tempfile.TemporaryDirectory(prefix="stapje-tests-") as name:
        folder = Path(name)
        server, again = embedded.start(folder), embedded.start(folder)
        try:
            assert server.get_postmaster_info().pid == again.get_postmaster_info().pid
            join(folder)
            assert await notes(await embedded.url_of(server)) == 1, "it still runs after the other process left"
        finally:
            server.cleanup()
        join(folder)
        server = embedded.start(folder)
        try:
            assert await notes(await embedded.url_of(server)) == 2
        finally:
            server.cleanup()


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("3")
    with pytest.raises(DatabaseUnreachable, match="did not start"):
        embedded.start(tmp_path)


async def test_a_database_that_is_away_is_told_apart() -> None:
    database = Database("postgresql+asyncpg://nobody@localhost:1/none")
    with pytest.raises(DatabaseUnreachable, match="does not answer"):
        await database.ping()
    await database.close()
