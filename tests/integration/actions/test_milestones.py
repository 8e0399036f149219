"""Milestones: each congratulated once for ever, at its own moment, with a colleague's line if there is one."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import select

from actions import milestones as congratulating
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages, people, steps
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.people import Person
from storage.steps import Step
from storage.tasks import Task
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
BEGAN = date(2026, 10, 30)
NIGHT, THE_DAY = moment("2026-11-26 03:10"), moment("2026-11-30 10:00")
FIRST_MONTH = "We schrijven elkaar nu een maand. Fijn dat je er bent. Gefeliciteerd met je eerste maand."


async def plan(db: Database, now: datetime = NIGHT) -> None:
    await Clockwork(db, Bell(), lambda: now).plan_praise()


async def ring(db: Database, now: datetime) -> None:
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def beginner(db: Database, town: Town, began_on: date = BEGAN, **more: Any) -> talk.Talk:
    sam = await talk.client(db, town.contact, now=NIGHT)
    assert sam.person is not None
    async with db.begin() as session:
        session.add(CheckInPlan(person_id=sam.person.id, began_on=began_on, **more))
    return sam


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def reached(db: Database) -> list[tuple[str, date, bool]]:
    async with db.begin() as session:
        found = (await session.exec(select(Milestone).order_by(Milestone.reached_on))).all()  # type: ignore[arg-type]
        return [(m.kind, m.reached_on, m.congratulated_at is not None) for m in found]


async def planned(db: Database) -> list[datetime]:
    async with db.begin() as session:
        return list((await session.exec(select(Nudge.due_at).where(Nudge.state == "planned"))).all())


async def take_steps(sam: talk.Talk, count: int) -> None:
    assert sam.person is not None
    async with sam.db.begin() as session:
        for number in range(count):
            state = "done" if number % 2 else "partly"
            await steps.add(session, Step(person_id=sam.person.id, what="iets", state=state, ended_at=sam.now))


# ---------------------------------------------------------------- by time


async def test_the_first_month_is_known_a_week_ahead_and_said_on_the_day(db: Database, town: Town) -> None:
    sam = await beginner(db, town)
    await asyncio.gather(*(plan(db) for _ in range(4)))
    assert await reached(db) == [("first_month", date(2026, 11, 30), False)]
    assert await planned(db) == [THE_DAY]
    await ring(db, THE_DAY - timedelta(minutes=1))
    assert await heard(sam) == []
    await asyncio.gather(*(ring(db, THE_DAY) for _ in range(3)))
    assert await heard(sam) == [FIRST_MONTH]
    await plan(db, THE_DAY + timedelta(days=1))
    await ring(db, THE_DAY + timedelta(days=2))
    assert len(await heard(sam)) == 1 and await reached(db) == [("first_month", date(2026, 11, 30), True)]


async def test_the_line_of_a_colleague_goes_along_and_a_button_shows_the_bridge(db: Database, town: Town) -> None:
    sam = await beginner(db, town)
    await plan(db)
    async with db.begin() as session:
        found = (await session.exec(select(Milestone))).one()
        found.line, found.line_by = "Wat fijn dat je er bent!", town.contact.id
    await ring(db, THE_DAY)
    assert await heard(sam) == [f"{FIRST_MONTH}\n\nNoor schrijft: “Wat fijn dat je er bent!”"]
    assert (await sam.hears()).offers("button-show-bridge")


async def test_who_has_been_here_for_long_is_not_congratulated_with_the_past(db: Database, town: Town) -> None:
    sam = await beginner(db, town, date(2025, 11, 2))
    await plan(db)
    assert [kind for kind, _, _ in await reached(db)] == ["first_month", "half_year"]
    assert await planned(db) == []
    await ring(db, THE_DAY)
    assert await heard(sam) == []


async def test_who_wants_no_messages_gets_none(db: Database, town: Town) -> None:
    before, after = await beginner(db, town), await beginner(db, town)
    assert before.person is not None and after.person is not None
    async with db.begin() as session:
        await people.opt_out(session, await session.merge(before.person), NIGHT)
    await plan(db)
    assert len(await planned(db)) == 1
    async with db.begin() as session:
        await people.opt_out(session, await session.get_one(Person, after.person.id), NIGHT)
    await ring(db, THE_DAY)
    assert await heard(before) == await heard(after) == []


async def test_it_is_unasked_so_a_check_in_of_that_day_moves_it_to_another(db: Database, town: Town) -> None:
    sam = await beginner(db, town)
    assert sam.person is not None
    await plan(db)
    async with db.begin() as session:
        due = THE_DAY - timedelta(minutes=5)
        session.add(Nudge(kind="check_in", person_id=sam.person.id, due_at=due, dedupe_key="x"))
    await ring(db, THE_DAY)
    assert len(await heard(sam)) == 1
    await ring(db, THE_DAY + timedelta(days=1))
    assert (await heard(sam))[-1] == FIRST_MONTH


# ---------------------------------------------------------------- the tenth step


async def test_the_tenth_step_is_celebrated_in_the_same_answer_and_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await take_steps(sam, 8)
    assert not (await sam.says("ik heb de huisarts gebeld", "step_done")).has("milestone-tenth-step")
    tenth = await sam.says("ik heb de brief geopend", "step_done")
    assert tenth.has("step-done-unplanned") and tenth.has("milestone-tenth-step")
    assert tenth.offers("button-show-bridge")
    assert not (await sam.says("ik heb gewandeld", "step_done")).has("milestone-tenth-step")
    assert await reached(db) == [("tenth_step", date(2026, 11, 26), True)]
    assert await planned(db) == []


async def test_a_tenth_step_that_was_taken_partly_counts_as_well(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    await take_steps(sam, 9)
    async with db.begin() as session:
        step = await steps.add(session, Step(person_id=sam.person.id, what="de huisarts bellen"))
        session.add(
            Nudge(
                kind="step_reminder", person_id=sam.person.id, subject_id=step.id, due_at=sam.now, dedupe_key="x"
            )
        )  # fmt: skip
    await ring(db, sam.now)
    await sam.hears()
    assert (await sam.presses("button-partly")).has("milestone-tenth-step")


# ---------------------------------------------------------------- a home


async def own_home(sam: talk.Talk, town: Town, now: datetime, line: str | None = None) -> bool:
    assert sam.person is not None
    async with sam.db.begin() as session:
        person = await session.get_one(Person, sam.person.id)
        return await congratulating.own_home(
            session, person, day=date(2026, 11, 20), line=line, by=town.contact.id, now=now
        )


async def test_a_home_is_congratulated_when_the_night_is_over_and_only_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    late = moment("2026-11-26 22:00")
    assert await own_home(sam, town, late, "Ik kom koffie drinken")
    assert not await own_home(sam, town, late)
    await ring(db, late + timedelta(minutes=1))
    assert await heard(sam) == []
    await ring(db, moment("2026-11-27 08:00"))
    [said] = await heard(sam)
    assert said.startswith("Je hebt een eigen plek") and said.endswith("Noor schrijft: “Ik kom koffie drinken”")


async def test_nobody_is_congratulated_while_a_call_for_help_is_open(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-26 13:00"))
    await sam.says("ik wil dood")
    assert await own_home(sam, town, moment("2026-11-26 14:00"))
    before = len(await heard(sam))
    await ring(db, moment("2026-11-26 14:01"))
    assert len(await heard(sam)) == before
    async with db.begin() as session:
        for task in (await session.exec(select(Task))).all():
            task.done_at = NIGHT
    await ring(db, moment("2026-11-27 14:01"))
    assert (await heard(sam))[-1].startswith("Je hebt een eigen plek")
