"""A fresh house for measuring: an embedded database built by the migrations, full of people who do not exist."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot import demo
from bot.house import House, open_house
from bot.settings import Settings
from storage import embedded

PEOPLE = 10_000
BOT = "1"
BEGINNING = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""A Tuesday, half past ten in the morning in Almelo: outside the quiet hours, whenever the bench is run."""

_started = time.monotonic()


def now() -> datetime:
    """The time in the bench: it begins at BEGINNING and runs on as clocks do."""
    return BEGINNING + timedelta(seconds=time.monotonic() - _started)


@asynccontextmanager
async def fresh_house() -> AsyncIterator[House]:
    """A house with example shelters and PEOPLE clients on Telegram, thrown away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="stapje-bench-"))
    folder.chmod(0o755)  # the embedded server may run as a user of its own, who has to come through
    try:
        async with open_house(Settings(var=folder, database_url=None), now) as house:
            await _fill(house)
            yield house
    finally:
        embedded.start((folder / "postgres").resolve()).cleanup()
        shutil.rmtree(folder)


async def _fill(house: House) -> None:
    async with house.database.begin() as session:
        await demo.seed(session, house.now(), house.logins_file)
        for statement in _FILLING:
            await session.execute(text(statement), {"people": PEOPLE, "bot": BOT, "now": house.now()})
    async with house.database.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).exec_driver_sql("VACUUM ANALYZE")


_FILLING = (
    """
    INSERT INTO person (id, created_at, display_name, team_id, contact_person_id, is_example)
    SELECT gen_random_uuid(), :now, 'Voorbeeld ' || n, s.team_id, s.id, false
    FROM generate_series(1, :people) n, staff_member s WHERE s.username = 'contactpersoon'
    """,
    """
    INSERT INTO conversation (id, created_at, person_id, team_id, language, mode, context, stumbles)
    SELECT gen_random_uuid(), :now, id, team_id, 'nl', 'bot', '{}', 0 FROM person WHERE NOT is_example
    """,
    """
    INSERT INTO channel_address (id, created_at, channel, bot, address, conversation_id, last_used_at)
    SELECT gen_random_uuid(), :now, 'telegram', :bot, (row_number() OVER (ORDER BY p.display_name))::text, c.id, :now
    FROM conversation c JOIN person p ON p.id = c.person_id WHERE NOT p.is_example
    """,
    """
    INSERT INTO check_in_plan (id, created_at, person_id, template, began_on, every_days, at)
    SELECT gen_random_uuid(), :now, id, 'after_shelter', current_date, 7, '10:30' FROM person WHERE NOT is_example
    """,
)
