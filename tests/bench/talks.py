"""Conversations of a whole country: words that are made up, some said often and most seldom, as in any language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.house import House
from storage import embedded, schema
from storage.database import Database, now_utc

SEED = 0.42
TEAMS = 100


@dataclass(frozen=True, kw_only=True)
class Talks:
    """So many conversations with so many messages together; half of the messages are the bot's."""

    conversations: int
    messages: int


def vocabulary() -> dict[str, list[str]]:
    """The words of talks.yml; `words` has all that can be said, the commonest first."""
    kept: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("talks.yml").read_text(encoding="utf-8"))
    seldom = [first + second for second, first in product(kept["second"], kept["first"])]
    return kept | {"words": [*dict.fromkeys(kept["common"] + seldom)]}


@asynccontextmanager
async def made(house: House, size: Talks) -> AsyncIterator[Database]:
    """The talks in a database of their own, thrown away at the end."""
    name = f"talks_{size.conversations}"
    url = await embedded.url_of(embedded.start((house.settings.var / "postgres").resolve()), name)
    database = Database(url)
    try:
        await schema.upgrade(database)
        await fill(database, size, now_utc())
        yield database
    finally:
        await database.close()
        async with house.database.engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


async def fill(database: Database, size: Talks, now: datetime) -> None:
    """Make everything up in one transaction, without triggers and with the indexes at the end: that is far quicker."""
    values: dict[str, Any] = vars(size) | {"now": now, "teams": TEAMS, "seed": SEED} | vocabulary()
    async with database.engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))  # made right: nothing to check
        await connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
        await connection.execute(text("SET LOCAL work_mem = '256MB'"))
        indexes = await _without_indexes(connection)
        for statement in _FILLING:
            await _run(connection, statement, values)
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
    """Drop the indexes of the great tables, which is quicker than keeping them; returns how to make them again."""
    found = await connection.execute(
        text(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('findable', 'findable_person', 'message')"
            " AND indexname !~ '^pk_'"
        )
    )
    indexes = {row.indexname: row.indexdef for row in found}
    for name in indexes:
        await connection.execute(text(f"DROP INDEX {name}"))
    return list(indexes.values())


# How often a word is said falls with its place (Zipf): with power(words, random()) each doubling of it is as likely.
_WORD = "(CAST(:words AS text[]))[floor(power(cardinality(CAST(:words AS text[])), random()))::int]"
# Teams are as unequal: the first has one in five conversations, the last ones a few hundred.
_TEAM = "floor(power(CAST(:teams AS int), random()))::int"
_SAID = f"""
    (SELECT string_agg({_WORD}, ' ') FROM generate_series(1, 4 + (n % 9)::int) words WHERE n > 0)
"""
_FILLING = (
    "SELECT setseed(:seed)",
    """
    INSERT INTO team (id, created_at, name, organisation, municipality)
    SELECT gen_random_uuid(), :now, 'Team ' || n, 'Opvang', 'Gemeente ' || n % 14 FROM generate_series(1, :teams) n
    """,
    """
    INSERT INTO staff_member (id, created_at, username, display_name, role, team_id, language, active, digest)
    SELECT gen_random_uuid(), :now, 'collega' || substr(name, 6) || '-' || n, 'Collega ' || n, 'contact_person', id,
           'nl', true, true
    FROM team, generate_series(1, 5) n
    """,
    "CREATE TEMPORARY TABLE numbered_team ON COMMIT DROP AS SELECT id, substr(name, 6)::int AS n FROM team",
    """
    CREATE TEMPORARY TABLE wanted_person ON COMMIT DROP AS
    SELECT n, """
    + _TEAM
    + """ AS team,
           (CAST(:names AS text[]))[1 + floor(random() * cardinality(CAST(:names AS text[])))::int] || ' '
           || (CAST(:surnames AS text[]))[1 + floor(random() * cardinality(CAST(:surnames AS text[])))::int] AS name,
           'Gemeente ' || floor(power(14, random()))::int - 1 AS municipality,
           (ARRAY['good', 'good', 'so_so', 'bad', NULL, NULL])[1 + floor(random() * 6)::int] AS mood
    FROM generate_series(1, :conversations) n
    """,
    """
    INSERT INTO person (id, created_at, display_name, municipality, team_id, contact_person_id, is_example)
    SELECT gen_random_uuid(), CAST(:now AS timestamptz) - w.n * interval '1 second', w.name || ' ' || w.n,
           w.municipality, t.id, s.id, false
    FROM wanted_person w JOIN numbered_team t ON t.n = w.team
    JOIN staff_member s ON s.username = 'collega' || t.n || '-' || 1 + w.n % 5
    """,
    """
    INSERT INTO conversation (id, created_at, person_id, team_id, language, mode, context, stumbles, status,
                              assigned_to, waiting_since)
    SELECT gen_random_uuid(), created_at, id, team_id, 'nl', 'bot', '{}', 0,
           CASE WHEN chance BETWEEN 0.1 AND 0.4 THEN 'resolved' ELSE 'open' END,
           CASE WHEN random() < 0.5 THEN contact_person_id END,
           CASE WHEN chance < 0.01 THEN CAST(:now AS timestamptz) - random() * interval '1 day' END
    FROM (SELECT *, random() AS chance FROM person) p
    """,
    """
    CREATE TEMPORARY TABLE numbered_talk ON COMMIT DROP AS
    SELECT id, team_id, row_number() OVER (ORDER BY created_at) AS n FROM conversation
    """,
    # Some talk much and some little; the newest are said last.
    """
    INSERT INTO message (id, conversation_id, direction, sender, text, buttons, attachments, created_at)
    SELECT n, t.id, CASE WHEN n % 8 < 3 THEN 'in' ELSE 'out' END,
           CASE WHEN n % 8 < 3 THEN 'person' WHEN n % 8 = 3 THEN 'human' ELSE 'bot' END,
           CASE WHEN n % 8 < 4 THEN """
    + _SAID
    + """ ELSE 'Hoe gaat het vandaag met je?' END, '[]', '[]',
           CAST(:now AS timestamptz) - (CAST(:messages AS bigint) - n) * interval '30 seconds'
    FROM (SELECT n, CASE WHEN n % 4 = 0 THEN 1 + floor(random() * CAST(:conversations AS int))::int
                    ELSE floor(power(CAST(:conversations AS int), random()))::int END AS talk
          FROM generate_series(1, CAST(:messages AS bigint)) n) wanted
    JOIN (SELECT id, n AS talk FROM numbered_talk) t USING (talk)
    ORDER BY n
    """,
    "SELECT setval('message_id_seq', CAST(:messages AS bigint))",
    """
    UPDATE conversation SET last_message_at = m.at
    FROM (SELECT conversation_id, max(created_at) AS at FROM message GROUP BY conversation_id) m
    WHERE m.conversation_id = conversation.id
    """,
    """
    INSERT INTO note (id, created_at, conversation_id, staff_id, text)
    SELECT gen_random_uuid(), CAST(:now AS timestamptz) - random() * interval '600 days', t.id, p.contact_person_id,
           """
    + _SAID
    + """
    FROM numbered_talk t JOIN conversation c ON c.id = t.id JOIN person p ON p.id = c.person_id WHERE n % 5 = 0
    """,
    """
    INSERT INTO channel_address (id, created_at, channel, bot, address, conversation_id)
    SELECT gen_random_uuid(), :now, CASE WHEN n % 3 = 0 THEN 'webchat' ELSE 'telegram' END, '1', n::text, id
    FROM numbered_talk
    """,
    """
    INSERT INTO task (id, created_at, kind, conversation_id, priority, level, words, dedupe_key)
    SELECT gen_random_uuid(), :now, (ARRAY['talk_to_human', 'request', 'silence', 'money'])[1 + n % 4], id, 2, 0, '',
           n::text FROM numbered_talk WHERE n % 40 = 0
    """,
    """
    INSERT INTO debt_referral (id, created_at, person_id, conversation_id, debt_types, words, urgent, letters, stage,
                               consent_at, consent_to, consent_purpose, consent_what, requested_on, due_on, closed_at,
                               closed_as)
    SELECT gen_random_uuid(), :now, person_id, id, '[]', '', false, '{}',
           CASE WHEN late THEN 'closed' ELSE 'registration' END, :now, 'desk', 'debt_help', '[]',
           current_date, current_date + (random() * 28)::int,
           CASE WHEN late THEN CAST(:now AS timestamptz) END, CASE WHEN late THEN 'done' END
    FROM (SELECT c.*, random() < 0.7 AS late FROM conversation c WHERE random() < 0.1) referred
    """,
    """
    INSERT INTO label (id, created_at, name) SELECT gen_random_uuid(), :now, 'label ' || n FROM generate_series(1, 12) n
    """,
    """
    INSERT INTO conversation_label (conversation_id, label_id, staff_id, created_at)
    SELECT t.id, l.id, (SELECT id FROM staff_member LIMIT 1), :now
    FROM numbered_talk t JOIN label l ON l.name = 'label ' || 1 + t.n % 60
    """,
    """
    INSERT INTO findable (conversation_id, team_id, kind, said_at, message_id, note_id, words)
    SELECT c.id, c.team_id, s.kind, s.said_at, s.message_id, s.note_id, to_tsvector('dutch', s.text)
    FROM (
        SELECT conversation_id, sender AS kind, created_at AS said_at, id AS message_id, NULL::uuid AS note_id, text
        FROM message WHERE sender <> 'bot'
        UNION ALL SELECT conversation_id, 'note', created_at, NULL, id, text FROM note
    ) s JOIN conversation c ON c.id = s.conversation_id
    ORDER BY s.said_at
    """,
    """
    INSERT INTO findable_person (person_id, team_id, words, near, mood)
    SELECT p.id, p.team_id, to_tsvector('simple', plain_letters(concat_ws(' ', p.display_name, p.municipality))),
           near_words(p.display_name), w.mood
    FROM person p JOIN wanted_person w ON p.display_name = w.name || ' ' || w.n
    """,
    """
    INSERT INTO last_heard (conversation_id, heard_at)
    SELECT conversation_id, max(created_at) FROM message WHERE sender = 'person' GROUP BY conversation_id
    """,
)
