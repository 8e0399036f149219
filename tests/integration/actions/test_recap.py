"""The look back on Friday: short, only for who wishes it, and only when there is something to tell."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from actions import human
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import checkins, messages, people, steps
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.steps import Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
MONDAY, FRIDAY = moment("2026-11-23 03:10"), moment("2026-11-27 16:00")


async def plan(db: Database, now: datetime = MONDAY) -> None:
    await Clockwork(db, Bell(), lambda: now).plan_praise()


async def ring(db: Database, now: datetime = FRIDAY) -> None:
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def wisher(db: Database, town: Town, **more: Any) -> talk.Talk:
    """Somebody who wants a look back each week."""
    sam = await talk.client(db, town.contact, now=MONDAY)
    assert sam.person is not None
    async with db.begin() as session:
        session.add(CheckInPlan(person_id=sam.person.id, began_on=date(2026, 11, 2), **{"recap": True, **more}))
    await plan(db)
    return sam


async def did(sam: talk.Talk, what: str, at: datetime, state: str = "done") -> None:
    assert sam.person is not None
    async with sam.db.begin() as session:
        await steps.add(session, Step(person_id=sam.person.id, what=what, state=state, ended_at=at))


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def nudges_of(db: Database) -> list[Nudge]:
    async with db.begin() as session:
        return list((await session.exec(select(Nudge).where(Nudge.kind == "weekly_recap"))).all())


async def test_a_week_with_steps_and_an_answer_is_told(db: Database, town: Town) -> None:
    sam = await wisher(db, town)
    assert sam.person is not None
    await did(sam, "de huisarts bellen", FRIDAY - timedelta(days=1), "partly")
    await did(sam, "een brief openen", FRIDAY - timedelta(days=6))
    await did(sam, "lang geleden", FRIDAY - timedelta(days=8))
    async with db.begin() as session:
        await checkins.answer(session, sam.person.id, mood="bad", words="moe", now=FRIDAY - timedelta(days=2))
        session.add(Milestone(person_id=sam.person.id, kind="own_home", reached_on=date(2026, 11, 24)))
    await ring(db)
    [said] = await heard(sam)
    assert said == (
        "Hoi Sam. Zo was je week:\n\nDit heb je gedaan:\n• de huisarts bellen\n• een brief openen\n\n"
        "En dit was er te vieren: eigen woning.\n\n"
        "Je vertelde ook hoe het met je gaat. Fijn dat ik dat mag weten.\n\nEen goed weekend."
    )
    assert (await sam.hears()).offers("button-recap-off")


async def test_a_quiet_week_is_passed_over_in_silence(db: Database, town: Town) -> None:
    sam = await wisher(db, town)
    await ring(db)
    assert await heard(sam) == []
    assert [n.state for n in await nudges_of(db)] == ["cancelled"]


async def test_after_five_steps_there_is_more(db: Database, town: Town) -> None:
    sam = await wisher(db, town)
    for number in range(6):
        await did(sam, f"stap {'abcdef'[number]}", FRIDAY - timedelta(hours=number + 1))
    await ring(db)
    [said] = await heard(sam)
    assert "en nog meer" in said and "stap e" in said and "stap f" not in said


async def test_planning_it_by_many_at_once_plans_it_once(db: Database, town: Town) -> None:
    await wisher(db, town)
    await asyncio.gather(*(plan(db, MONDAY + timedelta(days=n % 3)) for n in range(6)))
    assert [n.due_at for n in await nudges_of(db)] == [FRIDAY]


async def test_next_friday_it_comes_again(db: Database, town: Town) -> None:
    sam = await wisher(db, town)
    await did(sam, "de huisarts bellen", FRIDAY - timedelta(days=1))
    await ring(db)
    await plan(db, FRIDAY + timedelta(hours=1))
    await did(sam, "weer iets", FRIDAY + timedelta(days=3))
    await ring(db, FRIDAY + timedelta(days=7))
    assert len(await heard(sam)) == 2 and "de huisarts" not in (await heard(sam))[1]


@pytest.mark.parametrize("late", [timedelta(hours=4, minutes=1), timedelta(days=1)])
async def test_too_late_in_the_evening_it_is_let_go(db: Database, town: Town, late: timedelta) -> None:
    sam = await wisher(db, town)
    await did(sam, "de huisarts bellen", FRIDAY - timedelta(days=1))
    await ring(db, FRIDAY + late)
    assert await heard(sam) == []


async def test_who_does_not_want_it_any_more_is_left_in_peace(db: Database, town: Town) -> None:
    out, off, busy = [await wisher(db, town) for _ in range(3)]
    for one in (out, off, busy):
        await did(one, "de huisarts bellen", FRIDAY - timedelta(days=1))
        assert one.person is not None
    async with db.begin() as session:
        assert out.person is not None and off.person is not None
        await people.opt_out(session, await session.merge(out.person), MONDAY)
        found = await checkins.plan_of(session, off.person.id)
        assert found is not None
        found.recap = False
        await human.take_over(session, busy.conversation_id, town.contact, MONDAY)
    await ring(db)
    assert await heard(out) == await heard(off) == []
    assert len(await heard(busy)) == 1  # that a human took over
    await plan(db, FRIDAY + timedelta(hours=1))
    assert sum(n.state == "planned" for n in await nudges_of(db)) == 1


async def test_it_comes_beside_another_message_of_the_day_because_it_was_wished_for(db: Database, town: Town) -> None:
    sam = await wisher(db, town)
    assert sam.person is not None
    await did(sam, "de huisarts bellen", FRIDAY - timedelta(days=1))
    async with db.begin() as session:
        session.add(Nudge(kind="check_in", person_id=sam.person.id, due_at=FRIDAY, dedupe_key="x"))
    await ring(db)
    assert len(await heard(sam)) == 2
