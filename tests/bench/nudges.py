"""Nudges that are due, alone and among a million that are not; the floor under them; a scheduler with jobs instead."""

from __future__ import annotations

import asyncio
import logging
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import text

from bot.house import House
from bot.schedule import Clockwork
from tests.bench.figures import Figure

DUE = 10_000
PLANNED = 1_000_000
ROUNDS = 3
"""Each measurement is made so often, by turns; the median counts."""
CLAIMED_AT_ONCE = 500
AIM_RATIO, AIM_RATE = "<= 1.3", ">= 3,000"

_EMPTY = "TRUNCATE nudge, check_in, outbound, message CASCADE"
_DUE = """
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'check_in', c.person_id, c.id, :now, 'bench due ' || c.id, 'planned', '{}'
    FROM check_in_plan c JOIN person p ON p.id = c.person_id WHERE NOT p.is_example
"""
_LATER = """
    INSERT INTO nudge (id, created_at, kind, person_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), CAST(:now AS timestamptz), 'step_reminder', p.id,
           CAST(:now AS timestamptz) + random() * interval '364 days' + interval '1 day',
           'bench:' || p.id || ':' || n, 'planned', '{}'
    FROM person p, generate_series(1, CAST(:each AS int)) n WHERE NOT p.is_example
"""


async def nudges_due(house: House) -> list[Figure]:
    """Ten thousand check-ins due at once, alone in their table and among a million planned ones."""
    alone, among, floor = [], [], []
    for _ in range(ROUNDS):
        await _plan(house, among=0)
        alone.append(await _composed(house))
        await _plan(house, among=PLANNED - DUE)
        floor.append(await _timed(lambda: _claim_only(house)))
        await _plan(house, among=PLANNED - DUE)
        among.append(await _composed(house))
    await _run(house, _EMPTY)
    seconds = statistics.median(among)
    subject = f"{DUE:,} nudges due"
    return [
        Figure(subject=subject, name="found, composed and written, alone", value=statistics.median(alone), unit="s"),
        Figure(subject=subject, name=f"the same among {PLANNED:,}", value=seconds, unit="s", aim="<= 3"),
        Figure(
            subject=subject, name="among a million against alone", value=seconds / statistics.median(alone),
            unit="times", aim=AIM_RATIO,
        ),
        Figure(subject=subject, name="composed", value=DUE / seconds, unit="/s", aim=AIM_RATE),
        Figure(subject=subject, name="the floor: rows claimed and ended", value=DUE / min(floor), unit="/s"),
    ]  # fmt: skip


async def _plan(house: House, *, among: int) -> None:
    """The table as it is at half past ten: everybody's check-in is due, and so much else is planned for the year."""
    await _run(house, _EMPTY)
    await _run(house, _DUE, now=house.now())
    if among:
        await _run(house, _LATER, now=house.now(), each=among // DUE)
    await _run(house, "VACUUM ANALYZE")
    await _run(house, "CHECKPOINT")  # what was planned long ago is on the disk by now


async def _composed(house: House) -> float:
    clockwork = Clockwork(house.database, house.bell, house.now)

    async def compose() -> None:
        composed = await clockwork.compose_due()
        assert composed == DUE, f"{composed} were due"

    return await _timed(compose)


async def _timed(deed: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await deed()
    return time.perf_counter() - began


async def _claim_only(house: House) -> None:
    """What nothing can be quicker than: taking due rows and marking them, without a look at what they are about."""
    while True:
        async with house.database.begin() as session:
            claimed = await session.execute(_CLAIM, {"now": house.now(), "most": CLAIMED_AT_ONCE})
            if claimed.rowcount == 0:  # type: ignore[attr-defined]  # the result of an UPDATE has it
                return


_CLAIM = text(
    """
    UPDATE nudge SET state = 'sent', ended_at = :now FROM (
        SELECT id FROM nudge WHERE state = 'planned' AND due_at <= :now ORDER BY due_at LIMIT :most
        FOR UPDATE SKIP LOCKED) AS due WHERE nudge.id = due.id
    """
)


async def _run(house: House, statement: str, **values: object) -> None:
    async with house.database.engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text(statement), values)


# ---------------------------------------------------------------- the peer


_rung: list[datetime] = []
SLOWEST_ADDED = 400
"""Jobs a second: by the time that they are due, all of them have been added."""


async def _ring() -> None:
    """What a job does: next to nothing, so that only keeping and finding it is measured."""
    _rung.append(datetime.now(UTC))


async def a_job_each(house: House) -> list[Figure]:
    """APScheduler's own store in the same database, with a job for each of ten thousand reminders due at once."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it says of each job that it was missed
    url = house.database.url.replace("+asyncpg", "+psycopg", 1)
    scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(url, tablename="bench_jobs")})
    scheduler.start(paused=True)
    due_at = datetime.now(UTC) + timedelta(seconds=DUE / SLOWEST_ADDED)
    began = time.perf_counter()
    for number in range(DUE):
        scheduler.add_job(_ring, "date", run_date=due_at, id=str(number))  # how late it may be: as when nobody says
    added = time.perf_counter() - began
    await asyncio.sleep((due_at - datetime.now(UTC)).total_seconds())
    began = time.perf_counter()
    scheduler.resume()
    while scheduler.get_jobs():
        await asyncio.sleep(0.05)
    begun = time.perf_counter() - began
    await asyncio.sleep(0.5)
    scheduler.shutdown(wait=False)
    subject = "APScheduler, a job a reminder"
    return [
        Figure(subject=subject, name="jobs added", value=DUE / added, unit="/s"),
        Figure(subject=subject, name=f"{DUE:,} due at once, gone through", value=DUE / begun, unit="/s"),
        Figure(subject=subject, name="of those missed", value=DUE - len(_rung), unit=""),
    ]
