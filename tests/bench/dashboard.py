"""A year of conversations for the dashboard: how long its statements take, for a month, a quarter and a year."""

from __future__ import annotations

import time
from datetime import timedelta

from sqlalchemy import text

from actions import clock, dashboard
from actions import today as days
from bot.house import House
from storage import clients, embedded, message_counts, schema, workload
from storage.colleagues import ANSWERING
from storage.database import Database
from storage.staff import StaffMember
from tests.bench.figures import Figure

CONVERSATIONS, MESSAGES, TRIES = 20_000, 400_000, 5
AIM = "≤ 300"


async def a_year(house: House) -> list[Figure]:
    """20,000 conversations with 400,000 messages in a database of their own."""
    url = await embedded.url_of(embedded.start((house.settings.var / "postgres").resolve()), "a_year")
    database = Database(url)
    try:
        await schema.upgrade(database)
        await _fill(database, house)
        return await _measure(database, house)
    finally:
        await database.close()
        async with house.database.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.exec_driver_sql("DROP DATABASE a_year WITH (FORCE)")


async def _measure(database: Database, house: House) -> list[Figure]:
    now = house.now()
    today = clock.local(now).date()
    figures = []
    for name, length in (("month", 30), ("quarter", 91), ("year", 364)):
        took = []
        for _ in range(TRIES):
            async with database.begin() as session:
                began = time.perf_counter()
                of = dashboard.span(today - timedelta(days=length), today, now)
                before = dashboard.span(today - timedelta(days=2 * length), today - timedelta(days=length + 1), now)
                await dashboard.facts(session, of)
                await dashboard.facts(session, before)
                await dashboard.caseload(session, of)
                took.append(time.perf_counter() - began)
        figures.append(_figure(f"dashboard, a {name} beside the one before", min(took)))
    return [*figures, *await _lists(database, house)]


async def _lists(database: Database, house: House) -> list[Figure]:
    now = house.now()
    names = ("team, all colleagues", "Vandaag, one colleague", "my people, one colleague")
    took: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(TRIES):
        async with database.begin() as session:
            member = (await session.execute(text("SELECT id FROM staff_member ORDER BY username LIMIT 1"))).scalar_one()
            one = await session.get_one(StaffMember, member)
            began = time.perf_counter()
            await workload.loads(session, roles=list(ANSWERING), team_id=None, now=now)
            took["team, all colleagues"].append(time.perf_counter() - began)
            began = time.perf_counter()
            await days.day(session, one, [one.id], now)
            took["Vandaag, one colleague"].append(time.perf_counter() - began)
            began = time.perf_counter()
            whose = clients.Whose(team_id=one.team_id, everywhere=False, contacts=[one.id])
            await clients.rows(
                session, whose, order="name", after=None, most=51, now=now, since=now - timedelta(days=28)
            )
            took["my people, one colleague"].append(time.perf_counter() - began)
    return [_figure(name, min(each)) for name, each in took.items()]


def _figure(name: str, seconds: float) -> Figure:
    return Figure(subject="work", name=name, value=seconds * 1000, unit="ms", aim=AIM)


async def _fill(database: Database, house: House) -> None:
    async with database.engine.begin() as connection:
        for statement in _FILLING:
            values = {"now": house.now(), "talks": CONVERSATIONS, "messages": MESSAGES}
            wanted = {name: value for name, value in values.items() if f":{name}" in statement}
            await connection.execute(text(statement), wanted)
    async with database.begin() as session:
        await message_counts.count_days(session, clock.local(house.now()).date(), house.now())
    async with database.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("VACUUM ANALYZE")


_AT = "CAST(:now AS timestamptz) - (interval '1 year') * (1 - n::float8 / {most})"
_FILLING = (
    """
    INSERT INTO team (id, created_at, name, organisation, municipality)
    SELECT gen_random_uuid(), :now, 'Team ' || n, 'Opvang', 'Almelo' FROM generate_series(1, 20) n
    """,
    """
    INSERT INTO staff_member (id, created_at, username, display_name, role, team_id, language, active, digest)
    SELECT gen_random_uuid(), :now, 's' || n, 'Collega ' || n, 'contact_person', t.id, 'nl', true, true
    FROM generate_series(0, 799) n
    JOIN (SELECT id, row_number() OVER () - 1 AS no FROM team) t ON t.no = n % 20
    """,
    """
    INSERT INTO person (id, created_at, display_name, municipality, team_id, contact_person_id, is_example)
    SELECT gen_random_uuid(), :now, 'P' || n, 'Gemeente ' || n % 6, s.team_id, s.id, false
    FROM generate_series(0, :talks - 1) n
    JOIN (SELECT id, team_id, row_number() OVER () - 1 AS no FROM staff_member) s ON s.no = n % 800
    """,
    """
    INSERT INTO conversation (id, created_at, person_id, team_id, language, mode, context, stumbles, last_message_at)
    SELECT gen_random_uuid(), :now, id, team_id, 'nl', 'bot', '{}', 0, :now FROM person
    """,
    """
    INSERT INTO channel_address (id, created_at, channel, bot, address, conversation_id, last_used_at)
    SELECT gen_random_uuid(), :now, CASE WHEN row_number() OVER () % 2 = 0 THEN 'telegram' ELSE 'webchat' END, '',
           id::text, id, :now FROM conversation
    """,
    f"""
    INSERT INTO message (conversation_id, address_id, direction, sender, text, buttons, attachments, created_at)
    SELECT a.conversation_id, a.id, CASE n % 3 WHEN 0 THEN 'in' ELSE 'out' END,
           CASE n % 3 WHEN 0 THEN 'person' WHEN 1 THEN 'bot' ELSE 'human' END, repeat('een paar woorden ', 5), '[]',
           '[]', {_AT.format(most=":messages")}
    FROM generate_series(1, :messages) n
    JOIN (SELECT id, conversation_id, row_number() OVER () - 1 AS no FROM channel_address) a
      ON a.no = n::bigint * 7919 % :talks
    ORDER BY n
    """,
    f"""
    INSERT INTO wait (id, created_at, conversation_id, team_id, began_at, ended_at)
    SELECT gen_random_uuid(), :now, c.id, c.team_id, {_AT.format(most=60000)},
           {_AT.format(most=60000)} + interval '1 minute' * (n * 31 % 3000)
    FROM generate_series(1, 60000) n
    JOIN (SELECT id, team_id, row_number() OVER () - 1 AS no FROM conversation) c ON c.no = n % :talks
    """,
    f"""
    INSERT INTO check_in (id, created_at, person_id, asked_at, tries, closed_at, closed_as)
    SELECT gen_random_uuid(), :now, p.id, {_AT.format(most=200000)}, 1 + n % 3, {_AT.format(most=200000)},
           CASE WHEN n % 5 = 0 THEN 'unanswered' ELSE 'answered' END
    FROM generate_series(1, 200000) n
    JOIN (SELECT id, row_number() OVER () - 1 AS no FROM person) p ON p.no = n % :talks
    """,
    f"""
    INSERT INTO task (id, created_at, kind, conversation_id, priority, level, words, dedupe_key, done_at, done_by)
    SELECT gen_random_uuid(), {_AT.format(most=30000)}, CASE WHEN n % 20 = 0 THEN 'crisis' ELSE 'silence' END, c.id, 1,
           0, '', n::text, {_AT.format(most=30000)} + interval '1 hour', s.id
    FROM generate_series(1, 30000) n
    JOIN (SELECT id, row_number() OVER () - 1 AS no FROM conversation) c ON c.no = n % :talks
    JOIN (SELECT id, row_number() OVER () - 1 AS no FROM staff_member) s ON s.no = n % 800
    """,
    f"""
    INSERT INTO appointment (id, created_at, person_id, starts_at, minutes, state, made_by_role, sequence, went_words,
                             changed_at)
    SELECT gen_random_uuid(), :now, p.id, {_AT.format(most=80000)}, 45,
           CASE WHEN n % 9 = 0 THEN 'missed' WHEN n % 7 = 0 THEN 'cancelled' ELSE 'done' END, 'staff', 0, '', :now
    FROM generate_series(1, 80000) n
    JOIN (SELECT id, row_number() OVER () - 1 AS no FROM person) p ON p.no = n % :talks
    """,
)
