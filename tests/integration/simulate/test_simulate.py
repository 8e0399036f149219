"""A small town lives with the real code: nothing that must never happen happens, also when workers are killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions import clock, ladder
from bot.simulate import report, temperaments
from bot.simulate.channel import Chat, Here, Trouble
from bot.simulate.deeds import Notes
from bot.simulate.report import Report
from bot.simulate.run import Plan, live
from bot.simulate.town import people_of, settle
from bot.simulate.towns import simulate, together
from bot.simulate.virtual import VirtualClock
from bot.simulate.work import Work
from storage.database import Database
from tests.town import moment

pytest_plugins = ("tests.database",)


async def lived(**what: int | bool) -> Report:
    plan = Plan(**what)  # type: ignore[arg-type]  # numbers and one yes or no, by their names
    return report.make(plan, await simulate(plan))


async def test_forty_people_live_for_two_months_through_the_end_of_summer_time() -> None:
    found = await lived(clients=40, days=60, seed=1)
    assert not found.broken, found.found
    assert found.figures["promisedReminders"] > 20 and found.figures["crises"] > 0
    assert found.figures["tasksByKind"]["silence"] > 0, "somebody was silent, and it was noticed"
    assert found.figures["answeredShareByTry"]["1"] < found.figures["answeredShareByTry"]["3"]
    assert found.values()["latenessP99"] <= 60


async def test_the_same_seed_tells_the_same_story_and_another_one_another() -> None:
    first, again, other = [(await lived(clients=8, days=25, seed=seed)).values() for seed in (3, 3, 4)]
    assert first == again
    assert first != other | {"seed": 3}


async def test_two_towns_side_by_side_are_told_of_as_one() -> None:
    plan = Plan(clients=7, days=25, seed=3, town_size=4)
    both = await simulate(plan)
    apart = [await live(plan, town) for town in range(2)]
    assert [report.make(plan, together(apart)).values()] == [report.make(plan, both).values()]
    heard = [{arrived.client for arrived in town.arrived} for town in apart]
    assert heard[0] and heard[0] <= set(range(1, 5))
    assert heard[1] and heard[1] <= set(range(5, 8))
    assert len({delivery.number for delivery in both.deliveries}) == len(both.deliveries)
    assert len(both.arrived) == sum(len(town.arrived) for town in apart)


async def test_killed_workers_change_nothing_that_anybody_notices() -> None:
    alive, killed = [await lived(clients=10, days=25, seed=2, kill=kill) for kill in (False, True)]
    assert killed.figures["kills"] > 0
    assert not killed.broken, killed.found
    for name in ("messagesByKind", "messagesIn", "tasksByKind", "answeredShareByTry", "promisedReminders"):
        assert killed.figures[name] == alive.figures[name], name


async def test_without_the_ladder_silences_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object, **__: object) -> int:
        return 0

    monkeypatch.setattr(ladder, "go_on", nothing)
    monkeypatch.setattr(ladder, "plan_missing", nothing)
    found = await lived(clients=12, days=30, seed=1)
    assert found.values()["unnoticedSilences"] > 0


async def test_what_a_busy_channel_holds_up_until_night_comes_in_the_morning_and_takes_that_day(db: Database) -> None:
    evening = moment("2026-11-03 20:30")
    chat = Chat([Trouble(begins=evening, lasts=timedelta(hours=1), what="busy")])
    clients = people_of(temperaments.read(), [1], 1, Notes())
    await settle(db, clients, 1, evening - timedelta(days=30))
    now = VirtualClock(evening)
    async with db.begin() as session:
        await session.execute(
            text(
                "INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details) "
                "SELECT gen_random_uuid(), :at, 'check_in', person_id, id, :at, 'evening', 'planned', '{}' "
                "FROM check_in_plan"
            ),
            {"at": evening},
        )
    async with db.single() as looks:
        work = Work(db, looks, Here(chat, now), now, {})
        agenda = await work.step(evening + timedelta(seconds=1))
        while not chat.deliveries:
            assert agenda.outbound is not None
            agenda = await work.step(agenda.outbound)
    assert clock.local(chat.deliveries[0].at).isoformat(timespec="minutes") == "2026-11-04T08:00+01:00"
    async with db.begin() as session:
        said_on = (await session.execute(text("SELECT said_on FROM nudge WHERE dedupe_key = 'evening'"))).scalar_one()
    assert said_on.isoformat() == "2026-11-04"
