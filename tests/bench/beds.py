"""Beds at the size of a country: looking, holding and checking in, in the database layer and over HTTP."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import date

import httpx

from actions.clock import night_of
from bot.house import House
from bot.rasa_child import free_port
from storage import availability, holds, staff, stays
from storage.database import Database, now_utc
from storage.errors import NoneFree
from storage.staff import Role, StaffMember
from tests.bench.country import Country, made
from tests.bench.figures import Figure, latencies
from tests.processes import NOBODY_THERE, started

LOOKS = 400
WARM_UP = 40
AT_ONCE = 8
HOLDS = 800
YEARS = (1, 10)
BEDS_FOR_YEARS = 2_000
"""In ten years 20,000 beds have 58 million nights; a tenth of the beds tells as well whether a query reads them."""
SEED = 7

Deed = Callable[[], Awaitable[object]]


async def country(house: House, beds: int) -> list[Figure]:
    """A year of nights in the shelters of a country, and what becomes of a look in ten years."""
    began = time.perf_counter()
    size = Country(beds=beds, years=1)
    async with made(house, size) as database:
        filled = time.perf_counter() - began
        subject = f"{size.shelters:,} shelters, {size.beds:,} beds, a year"
        figures = [Figure(subject=subject, name="made up in", value=filled, unit="s")]
        figures += await _layer(database, subject, size)
        figures += await _over_http(house, database, subject, size)
    return figures + await _flatness(house, min(beds, BEDS_FOR_YEARS))


async def _layer(database: Database, subject: str, size: Country) -> list[Figure]:
    night, some = night_of(now_utc()), _shelters(size)

    async def look(group: str | None = None, facility: str | None = None) -> None:
        async with database.single() as session:
            await availability.availability(session, night=night, now=now_utc(), group=group, facility=facility)

    async def board() -> None:
        async with database.single() as session:
            await availability.tonight(session, night=night, now=now_utc(), facility=next(some))

    looks: list[tuple[str, Deed, str]] = [
        ("what is free in one shelter", lambda: look(facility=next(some)), "p99 <= 20"),
        ("what is free for one group", lambda: look(group="vrouw"), "p99 <= 20"),
        ("what is free everywhere", look, "p99 <= 20"),
        ("the board of one shelter", board, ""),
    ]
    figures = [f for name, deed, aim in looks for f in latencies(subject, name, await _timed(deed), aim=aim)]
    figures += latencies(subject, "check-in", await _check_ins(database, night, some), aim="p99 <= 30")
    return figures + await _holds(database, subject, night, some)


async def _timed(deed: Deed, times: int = LOOKS) -> list[float]:
    """The seconds of one deed after the other, when it has been done a few times."""
    seconds = []
    for _ in range(WARM_UP + times):
        began = time.perf_counter()
        await deed()
        seconds.append(time.perf_counter() - began)
    return seconds[WARM_UP:]


async def _check_ins(database: Database, night: date, some: Iterator[str]) -> list[float]:
    seconds: list[float] = []
    while len(seconds) < LOOKS:
        began = time.perf_counter()
        try:
            async with database.begin() as session:
                place = await stays.check_in(
                    session, night=night, group="man", facility=next(some), now=now_utc()
                )  # fmt: skip
        except NoneFree:  # a closed shelter, or a full one
            continue
        seconds.append(time.perf_counter() - began)
        async with database.begin() as session:
            await stays.check_out(session, place.id, now_utc(), "mistake")
    return seconds


async def _holds(database: Database, subject: str, night: date, some: Iterator[str]) -> list[Figure]:
    """Many who want a bed for the same night, anywhere or in one shelter by turns; each gives it back at once."""
    seconds: list[float] = []

    async def several(wanted: Iterator[tuple[str, ...] | None]) -> None:
        for facilities in wanted:
            began = time.perf_counter()
            try:
                async with database.begin() as session:
                    place = await holds.hold(
                        session, night=night, group="man", now=now_utc(), facilities=facilities
                    )  # fmt: skip
            except NoneFree:
                continue
            seconds.append(time.perf_counter() - began)
            async with database.begin() as session:
                await holds.release(session, place.id, now_utc())

    wanted = itertools.islice(zip(some, itertools.count(), strict=False), HOLDS)
    each = iter([None if number % 2 else (shelter,) for shelter, number in wanted])
    began = time.perf_counter()
    await asyncio.gather(*(several(each) for _ in range(AT_ONCE)))
    rate = len(seconds) / (time.perf_counter() - began)
    return [
        *latencies(subject, f"hold, {AT_ONCE} at once for one night", seconds),
        Figure(subject=subject, name="held and given back", value=rate, unit="/s"),
    ]


def _shelters(size: Country) -> Iterator[str]:
    """One shelter after the other, mixed, the same in every run."""
    mix = random.Random(SEED)
    while True:
        yield f"opvang-{mix.randint(1, size.shelters)}"


# ---------------------------------------------------------------- over HTTP


async def _over_http(house: House, database: Database, subject: str, size: Country) -> list[Figure]:
    """The same through a `stapje web` of its own, one request after the other."""
    async with database.begin() as session:
        member = StaffMember(username="meter", display_name="Meter", role=Role.NIGHT_STAFF)
        session.add(member)
        await session.flush()
        token = await staff.make_api_token(session, member, now_utc())
    settings = {
        "DATABASE_URL": database.url, "RASA_URL": NOBODY_THERE, "VAR": str(house.settings.var),
        "PORT": str(free_port()), "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    headers = {"authorization": f"Bearer {token}"}
    async with started("web", settings=settings, log=house.settings.var / "web.log") as process:
        await process.healthy()
        async with httpx.AsyncClient(base_url=f"{process.base_url}/api/v1", headers=headers, timeout=30) as client:
            return await _asked(client, subject, _shelters(size))


async def _asked(client: httpx.AsyncClient, subject: str, some: Iterator[str]) -> list[Figure]:
    night = night_of(now_utc()).isoformat()

    async def look(**query: str) -> None:
        (await client.get("/availability", params={"night": night} | query)).raise_for_status()

    everywhere, group = await _timed(look), await _timed(lambda: look(group="vrouw"))
    seconds: list[float] = []
    while len(seconds) < WARM_UP + LOOKS:
        wanted = {"night": night, "facility": next(some), "group": "man"}
        began = time.perf_counter()
        answer = await client.post("/stays", json=wanted)
        took = time.perf_counter() - began
        if answer.status_code == httpx.codes.CONFLICT:
            continue
        seconds.append(took)
        (await client.post(f"/stays/{answer.raise_for_status().json()['id']}/checkout")).raise_for_status()
    return [
        *latencies(subject, "GET /availability", everywhere, aim="p99 <= 60"),
        *latencies(subject, "GET /availability of a group", group, aim="p99 <= 60"),
        *latencies(subject, "POST /stays", seconds[WARM_UP:], aim="p99 <= 30"),
    ]


# ---------------------------------------------------------------- year after year


async def _flatness(house: House, beds: int) -> list[Figure]:
    """What a look and a check-in cost with one year behind them and with ten."""
    costs: list[dict[str, float]] = []
    for years in YEARS:
        size = Country(beds=beds, years=years)
        async with made(house, size) as database:
            costs.append({f.name: f.value for f in await _layer(database, "", size) if f.unit == "ms"})
    subject = f"{beds:,} beds, {YEARS[1]} years against {YEARS[0]}"
    return [
        Figure(subject=subject, name=name, value=costs[1][name] / costs[0][name], unit="times", aim="about 1")
        for name in costs[0]
        if name.endswith("p50")
    ]
