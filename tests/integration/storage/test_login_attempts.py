"""Who guesses is slowed down, by name and by address; a browser that is known has a budget of its own."""

import asyncio
from datetime import timedelta

from storage import login_attempts
from storage.database import Database
from storage.login_attempts import From
from tests import talk

pytest_plugins = ("tests.database",)
NOW = talk.EVENING
HOUR = timedelta(hours=1)
STRANGER = From(username="noor", address="192.0.2.1")
OWN_LAPTOP = From(username="noor", address="198.51.100.7", device_hash="laptop")


async def on_name(db: Database, who: From) -> int:
    async with db.begin() as session:
        return (await login_attempts.on_name(session, who, NOW - HOUR)).count


async def test_failures_count_for_a_name_whatever_its_case_and_for_an_hour(db: Database) -> None:
    async with db.begin() as session:
        for name, ago in (("noor", 1), (" NOOR ", 5), ("noor", 61), ("kim", 1)):
            who = From(username=login_attempts.name_of(name), address="192.0.2.1")
            await login_attempts.record(session, who, NOW - timedelta(minutes=ago))
    assert await on_name(db, STRANGER) == 2
    async with db.begin() as session:
        failures = await login_attempts.on_address(session, STRANGER, NOW - HOUR)
        assert (failures.count, failures.last) == (3, NOW - timedelta(minutes=1))
        await login_attempts.forget(session, "noor")
    assert await on_name(db, STRANGER) == 0


async def test_a_known_browser_and_a_stranger_do_not_pay_for_each_other(db: Database) -> None:
    async with db.begin() as session:
        for _ in range(3):
            await login_attempts.record(session, STRANGER, NOW)
        await login_attempts.record(session, OWN_LAPTOP, NOW)
    assert (await on_name(db, STRANGER), await on_name(db, OWN_LAPTOP)) == (3, 1)
    async with db.begin() as session:
        assert (await login_attempts.on_address(session, OWN_LAPTOP, NOW - HOUR)).count == 0
        await login_attempts.forget(session, "noor", device_hash="laptop")
    assert (await on_name(db, STRANGER), await on_name(db, OWN_LAPTOP)) == (3, 0)


async def test_what_went_well_after_all_is_taken_back(db: Database) -> None:
    async with db.begin() as session:
        number = await login_attempts.record(session, STRANGER, NOW)
        await login_attempts.take_back(session, number)
    assert await on_name(db, STRANGER) == 0


async def test_guessing_many_at_once_is_counted_one_by_one(db: Database) -> None:
    counts: list[int] = []

    async def guess() -> None:
        async with db.begin() as session:
            await login_attempts.one_at_a_time(session, STRANGER)
            counts.append((await login_attempts.on_name(session, STRANGER, NOW - HOUR)).count)
            await login_attempts.record(session, STRANGER, NOW)

    await asyncio.gather(*(guess() for _ in range(8)))
    assert counts == list(range(8))
