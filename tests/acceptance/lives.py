"""What the life of a request or an appointment is told with: the weeks of one client, and workers that are killed.

Stapje asks this client nothing else: what is said of its own accord is about the request or the appointment.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.rasa_child import free_port
from bot.web.parts import Parts
from storage.nudges import Nudge
from tests.acceptance.weeks import Weeks, first_weeks
from tests.browser import OpenPage
from tests.conftest import Clock
from tests.processes import NOBODY_THERE, started
from tests.talk import Meaning
from tests.town import moment

POINTS = ("composing", "composed", "delivered")
"""Where a worker is killed over a reminder: while it is being said, before it is sent, and when Telegram has it."""

LATER = timedelta(minutes=10)
"""Until somebody has started a worker again; what the dead one had claimed is free by then."""


@contextlib.asynccontextmanager
async def one_life(
    parts: Parts, tell_time: Clock, reader: Meaning, open_page: OpenPage, *, begin: str
) -> AsyncIterator[Weeks]:
    """A client who has left shelter, without check-ins."""
    async with first_weeks(parts, tell_time, reader, open_page, begin=begin) as weeks:
        async with parts.database.begin() as session:
            await session.execute(text("DELETE FROM check_in_plan"))
            weeks.person.municipality = "Almelo"
            session.add(weeks.person)
        yield weeks


async def it_is_and_a_worker_dies(weeks: Weeks, said: str, point: str) -> None:
    """Time passes until a moment at which something is due; the worker that has it in hand is killed with -9.

    Ten minutes later another worker goes on. Only what Telegram had when the first one died may come twice, and is
    taken for one.
    """
    await weeks.it_is_nearly(said)
    before = len(weeks.talk.lines())
    await weeks.chatting.end()
    weeks.clock.moment = moment(said).astimezone(UTC)
    ahead = (weeks.clock.moment - datetime.now(UTC)).total_seconds()
    with tempfile.TemporaryDirectory(prefix="stapje-tests-") as folder:
        settings = {
            "DATABASE_URL": weeks.parts.database.url, "TELEGRAM_TOKEN": weeks.talk.telegram.token,
            "TELEGRAM_API": weeks.talk.telegram.base_url, "RASA_URL": NOBODY_THERE, "VAR": folder,
            "PORT": str(free_port()),
        }  # fmt: skip
        killer = ("-m", "tests.killing")
        async with started(
            point, "1", str(ahead), settings=settings, log=Path(folder) / "killed.log", program=killer
        ) as doomed:
            await doomed.wait_killed(seconds=240)  # a busy machine loads Python slowly
    weeks.clock.moment += LATER
    await weeks.chatting.begin()
    await weeks.work()
    await weeks.all_sent()
    came = [line.text for line in weeks.talk.lines()[before:]]
    assert len(set(came)) == 1, f"one message, not lost: {came}"
    assert len(came) == 1 or (point == "delivered" and len(came) == 2), f"and not said twice: {came}"
    weeks.talk.answers += len(came) - 1


async def said_once_each(weeks: Weeks) -> None:
    """Every message of our own accord was said once: each nudge that is sent has one, and no two are about the same."""
    async with weeks.parts.database.begin() as session:
        rows = await session.execute(
            text(
                "SELECT kind, subject_id, due_at, count(*) FROM nudge WHERE state = 'sent' "
                "GROUP BY kind, subject_id, due_at HAVING count(*) > 1"
            )
        )
        assert rows.all() == [], f"planned twice ({Nudge.__tablename__})"
