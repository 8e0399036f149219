"""All tables, and nothing in them: what each test begins with.

Truncating makes new files for every table and every index, filled or not; deleting the few rows of a test is some ten
times quicker. Tests run without autovacuum (see tests/database.py), so that rows lie in the order they came.
"""

from __future__ import annotations

from storage import schema
from storage.database import Database

_TABLES = [name for name in schema.metadata.tables if name not in schema.STANDING]
_LOCK = f"LOCK TABLE {', '.join(_TABLES)} IN SHARE ROW EXCLUSIVE MODE"
"""Waits for whoever still writes."""
_DELETE = "WITH " + ", ".join(f"emptied_{name} AS (DELETE FROM {name})" for name in _TABLES) + " SELECT 1"
_COUNT_ANEW = "SELECT setval(seqrelid::regclass, seqstart, false) FROM pg_sequence"
_GROWN = (
    "SELECT oid::regclass::text FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 256 * 1024"
)


async def empty(database: Database) -> None:
    """Empty all tables. The audit trail refuses that, so triggers are off for this transaction."""
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in (_LOCK, _DELETE, _COUNT_ANEW):
            await connection.exec_driver_sql(statement)
        grown = (await connection.exec_driver_sql(_GROWN)).scalars().all()
    if grown:
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.exec_driver_sql(f"VACUUM {', '.join(grown)}")
