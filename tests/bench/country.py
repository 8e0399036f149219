"""Shelters of a whole country with years of nights, made up by the database itself and thrown away with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.clock import night_of
from bot.house import House
from storage import embedded, schema
from storage.database import Database, now_utc

BEDS_EACH = 40
"""How many beds a shelter has: 24 for men, 6 for women, 4 for families, 4 for youngsters, 2 extra ones."""


@dataclass(frozen=True, kw_only=True)
class Country:
    """So many beds, and every night of so many years four in five of them slept in."""

    beds: int
    years: int

    @property
    def shelters(self) -> int:
        """How many shelters there are."""
        return self.beds // BEDS_EACH


@asynccontextmanager
async def made(house: House, country: Country) -> AsyncIterator[Database]:
    """The country in a database of its own; the last night is the one of the real clock, which `stapje web` reads."""
    name = f"country_{country.beds}_{country.years}"
    url = await embedded.url_of(embedded.start((house.settings.var / "postgres").resolve()), name)
    database = Database(url)
    try:
        await schema.upgrade(database)
        await _fill(database, country, now_utc())
        yield database
    finally:
        await database.close()
        async with house.database.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


async def _fill(database: Database, country: Country, now: datetime) -> None:
    tonight = night_of(now)
    nights = [tonight - timedelta(days=ago) for ago in reversed(range(365 * country.years + 1))]
    async with database.engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))  # made right: nothing to check
        await connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
        indexes = await _without_indexes(connection)
        values = {"now": now, "shelters": country.shelters, "each": BEDS_EACH, "tonight": tonight}
        for statement in _SHELTERS:
            await _run(connection, statement, values)
        for number, night in enumerate(nights):
            for statement in _A_NIGHT:
                await _run(connection, statement, values | {"night": night, "number": number})
        for definition in indexes:
            await connection.execute(text(definition))
    async with database.engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.exec_driver_sql("VACUUM ANALYZE")


async def _run(connection: AsyncConnection, statement: str, values: dict[str, Any]) -> None:
    await connection.execute(
        text(statement), {name: value for name, value in values.items() if f":{name}" in statement}
    )


async def _without_indexes(connection: AsyncConnection) -> list[str]:
    """Drop the indexes of the nights, which is quicker than keeping them; returns how to make them again."""
    found = await connection.execute(
        text("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'bed_night' AND indexname !~ '^pk_'")
    )
    indexes = {row.indexname: row.indexdef for row in found}
    for name in indexes:
        await connection.execute(text(f"DROP INDEX {name}"))
    return list(indexes.values())


_SHELTERS = (
    """
    INSERT INTO facility (id, created_at, key, name, kind, municipality, closes_at, referral_needed, hold_minutes,
                          counted_at, is_example, position)
    SELECT gen_random_uuid(), :now, 'opvang-' || n, 'Opvang ' || n, 'nachtopvang', 'Gemeente ' || n % 40, '09:00',
           false, 90, CAST(:now AS timestamptz) - n % 600 * interval '1 minute', false, n
    FROM generate_series(1, :shelters) n
    """,
    """
    INSERT INTO room (id, created_at, facility_id, label)
    SELECT gen_random_uuid(), :now, f.id, 'K' || r FROM facility f, generate_series(1, :each / 4) r
    """,
    """
    INSERT INTO bed (id, created_at, facility_id, label, room_id, target_group, is_extra, position)
    SELECT gen_random_uuid(), :now, f.id, n::text, r.id,
           CASE WHEN n <= 24 THEN 'man' WHEN n <= 30 THEN 'vrouw' WHEN n <= 34 THEN 'gezin' WHEN n <= 38 THEN 'jongere'
                ELSE 'man' END, n > 38, n
    FROM facility f, generate_series(1, :each) n, room r
    WHERE r.facility_id = f.id AND r.label = 'K' || (n - 1) / 4 + 1
    """,
    """
    INSERT INTO guest (id, created_at, name, head)
    SELECT gen_random_uuid(), :now, 'Gast ' || n, 'man'
    FROM generate_series(1, CAST(:shelters AS int) * CAST(:each AS int) * 6 / 5) n
    """,
    """
    INSERT INTO outage (id, created_at, bed_id, reason, ended_at)
    SELECT gen_random_uuid(), CAST(:now AS timestamptz) - interval '3 days', id, 'kapot',
           CASE WHEN hashtext(id::text) % 3 <> 0 THEN CAST(:now AS timestamptz) END
    FROM bed WHERE hashtext(id::text) % 10 = 0
    """,
    """
    INSERT INTO closure (id, created_at, facility_id, first_night, last_night, reason)
    SELECT gen_random_uuid(), :now, id, :tonight, :tonight, 'verbouwing' FROM facility WHERE position % 100 = 0
    """,
    """
    INSERT INTO cold_spell (id, created_at, first_night, last_night)
    VALUES (gen_random_uuid(), :now, :tonight, :tonight)
    """,
    "CREATE TEMPORARY TABLE numbered_bed ON COMMIT DROP AS SELECT id, row_number() OVER (ORDER BY id) AS n FROM bed",
    "CREATE TEMPORARY TABLE numbered_guest ON COMMIT DROP AS SELECT id, row_number() OVER (ORDER BY id) n FROM guest",
    "ANALYZE",
)
_A_NIGHT = (
    # Four in five beds, guests in another bed each night. One in ten was never checked out; tonight one in ten is
    # on its way.
    """
    INSERT INTO bed_night (id, created_at, bed_id, night, held_until, arrived_at, ended_at, end_reason, guest_id,
                           extensions)
    SELECT gen_random_uuid(), at.evening, b.id, at.night,
           CASE WHEN at.is_last AND b.n % 10 = 0 THEN at.evening + interval '1 day' END,
           CASE WHEN NOT at.is_last OR b.n % 10 <> 0 THEN at.evening END,
           CASE WHEN NOT at.is_last AND b.n % 10 <> 0 THEN at.evening + interval '11 hours' END,
           CASE WHEN NOT at.is_last AND b.n % 10 <> 0 THEN 'left' END, g.id, 0
    FROM (SELECT d.night, d.night = :tonight AS is_last, (d.night + time '20:00') AT TIME ZONE 'UTC' AS evening
          FROM (SELECT CAST(:night AS date) AS night) d) at
    CROSS JOIN numbered_bed b
    JOIN numbered_guest g ON g.n = (b.n + CAST(:number AS int) * 7) % (SELECT count(*) FROM guest) + 1
    WHERE (b.n * 31 + CAST(:number AS int) * 17) % 100 < 80
    """,
    # Some came too late for a bed that was kept for them; somebody else slept in it.
    """
    INSERT INTO bed_night (id, created_at, bed_id, night, held_until, ended_at, end_reason, extensions)
    SELECT gen_random_uuid(), at.evening - interval '3 hours', b.id, :night, at.evening, at.evening, 'expired', 0
    FROM numbered_bed b, (SELECT (CAST(:night AS date) + time '18:00') AT TIME ZONE 'UTC' AS evening) at
    WHERE (b.n * 7 + CAST(:number AS int)) % 20 = 0
    """,
)
