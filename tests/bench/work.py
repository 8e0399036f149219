"""Everything but turns and nudges: the floor under them, bed holds and the inbox."""

from __future__ import annotations

import asyncio
import time

from actions.clock import night_of
from bot.house import House
from storage import holds, inbox, staff
from storage.inbox import Reader, View
from tests.bench.figures import Figure, latencies

COMMITS = 1000
HOLDS = 400
AT_ONCE = 8
LOOKS = 300
PAGE = 50


async def two_commits(house: House) -> list[Figure]:
    """What no turn can be quicker than: one small commit for the update and one for the answer."""
    async with house.database.engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        await raw.execute("CREATE TABLE bench_commit (id bigserial PRIMARY KEY, said text)")
        seconds = []
        for _ in range(COMMITS):
            began = time.perf_counter()
            for _ in range(2):
                await raw.execute("INSERT INTO bench_commit (said) VALUES ($1)", "hallo")
            seconds.append(time.perf_counter() - began)
        await raw.execute("DROP TABLE bench_commit")
    return latencies("PostgreSQL", "two small commits", seconds)


async def bed_holds(house: House) -> list[Figure]:
    """Many who want a bed of the same kind for the same night; each gives it back at once, so there is always one."""
    began = time.perf_counter()
    everyone = await asyncio.gather(*(_hold_and_release(house) for _ in range(AT_ONCE)))
    rate = HOLDS / (time.perf_counter() - began)
    seconds = [one for several in everyone for one in several]
    return [
        *latencies("beds", f"hold, {AT_ONCE} at once for one night", seconds),
        Figure(subject="beds", name="held and given back", value=rate, unit="/s"),
    ]


async def _hold_and_release(house: House) -> list[float]:
    night = night_of(house.now())
    seconds = []
    for _ in range(HOLDS // AT_ONCE):
        began = time.perf_counter()
        async with house.database.begin() as session:
            place = await holds.hold(session, night=night, group="man", now=house.now())
        seconds.append(time.perf_counter() - began)
        async with house.database.begin() as session:
            await holds.release(session, place.id, house.now())
    return seconds


async def inbox_list(house: House) -> list[Figure]:
    """The first page of the inbox of a team that everybody belongs to."""
    seconds = []
    for _ in range(LOOKS):
        async with house.database.begin() as session:
            reader = await staff.by_username(session, "contactpersoon")
            assert reader is not None
            looks = Reader(staff_id=reader.id, team_id=reader.team_id, everywhere=False)
            began = time.perf_counter()
            await inbox.rows(session, looks, View.TEAM, PAGE)
            seconds.append(time.perf_counter() - began)
    return latencies("inbox", f"list of {PAGE}", seconds, tail=95)
