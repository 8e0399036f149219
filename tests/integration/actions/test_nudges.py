"""Composing what is due: the world is looked at again, lateness has a meaning, and two schedulers say it once."""

import asyncio
import uuid
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from actions import human, reminders
from actions.nudges import next_check_in
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import appointments, conversations, messages, nudges, people, steps
from storage.appointments import Appointment
from storage.checkins import CheckIn, CheckInPlan
from storage.database import Database
from storage.nudges import Nudge
from storage.people import ChannelAddress
from storage.steps import Step
from storage.tasks import Task
from tests import talk
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOON = moment("2026-11-26 12:00")


async def ring(db: Database, now: datetime) -> None:
    """What the clock does every few seconds."""
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def every(db: Database) -> list[Nudge]:
    async with db.begin() as session:
        return list((await session.exec(select(Nudge).order_by(Nudge.due_at))).all())  # type: ignore[arg-type]


async def plan(sam: talk.Talk, kind: str = "check_in", due_at: datetime = NOON, **more: Any) -> Nudge:
    assert sam.person is not None
    nudge = Nudge(kind=kind, person_id=sam.person.id, due_at=due_at, dedupe_key=uuid.uuid4().hex, **more)
    async with sam.db.begin() as session:
        await nudges.plan(session, [nudge])
    return nudge


async def weekly(sam: talk.Talk, due_at: datetime = NOON) -> None:
    assert sam.person is not None
    async with sam.db.begin() as session:
        session.add(CheckInPlan(person_id=sam.person.id, every_days=7, at=time(10, 30)))
    await plan(sam, due_at=due_at)


async def test_nothing_is_said_before_it_is_due(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await weekly(sam)
    await ring(db, NOON - timedelta(seconds=1))
    assert await heard(sam) == []


async def test_a_check_in_is_asked_remembered_and_answered_by_a_button(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=NOON)
    await weekly(sam)
    await ring(db, NOON)
    assert await heard(sam) == ["Hoi Sam. Hoe gaat het met je?"]
    await sam.hears()
    assert (await sam.presses("button-mood-so-so")).has("checkin-so-so")
    async with db.begin() as session:
        [kept] = (await session.exec(select(CheckIn))).all()
    assert (kept.asked_at, kept.mood, kept.words) == (NOON, "so_so", "Gaat wel")


async def test_the_next_check_in_is_planned_once_at_the_plans_own_hour(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await weekly(sam)
    await asyncio.gather(*(ring(db, NOON) for _ in range(4)))
    await Clockwork(db, Bell(), lambda: NOON).plan_check_ins()
    assert [(n.state, n.due_at) for n in await every(db) if n.kind == "check_in"] == [
        ("sent", NOON),
        ("planned", moment("2026-12-03 10:30")),
    ]


async def test_many_schedulers_at_once_say_everything_once(db: Database, town: Town) -> None:
    everyone = [await talk.client(db, town.contact, name=f"C{n}") for n in range(20)]
    for sam in everyone:
        await plan(sam)
    await asyncio.gather(*(ring(db, NOON) for _ in range(6)))
    assert [len(await heard(sam)) for sam in everyone] == [1] * 20


async def test_an_hour_on_the_clock_survives_both_clock_changes(db: Database, town: Town) -> None:
    plan = CheckInPlan(person_id=town.team.id, every_days=7, at=time(10, 30))
    key = f"check_in:{town.team.id}"
    assert next_check_in(plan, moment("2027-03-25 10:30")) == (moment("2027-04-01 10:30"), f"{key}:2027-04-01")
    assert next_check_in(plan, moment("2027-10-28 10:30")) == (moment("2027-11-04 10:30"), f"{key}:2027-11-04")
    plan.at = time(2, 30)
    plan.weekday = 6
    assert next_check_in(plan, moment("2026-03-22 12:00")) == (moment("2026-03-29 03:30"), f"{key}:2026-03-29")


async def test_who_opted_out_hears_no_check_in(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await weekly(sam)
    await sam.says("stop")
    await ring(db, NOON)
    assert len(await heard(sam)) == 1
    assert [(n.state, n.reason) for n in await every(db)] == [("cancelled", "opted out")]


async def test_who_opted_out_still_gets_the_reminder_that_was_wished_for(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    await sam.says("stop")
    async with db.begin() as session:
        step = await steps.add(session, Step(person_id=sam.person.id, what="bellen", created_at=NOON))
    await plan(sam, "step_reminder", moment("2026-11-26 22:00"), subject_id=step.id)
    await ring(db, moment("2026-11-26 22:00"))
    assert "bellen" in (await heard(sam))[-1]


@pytest.mark.parametrize(
    ("due", "said_at"),
    [
        ("2026-11-26 23:00", "2026-11-27 08:00"),
        ("2026-11-26 21:00", "2026-11-27 08:00"),
        ("2027-03-27 22:00", "2027-03-28 08:00"),
        ("2027-10-31 02:30", "2027-10-31 08:00"),
    ],
)
async def test_a_check_in_waits_for_the_end_of_quiet_hours(db: Database, town: Town, due: str, said_at: str) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, due_at=moment(due))
    await ring(db, moment(due))
    assert await heard(sam) == [] and [n.due_at for n in await every(db)] == [moment(said_at)]
    await ring(db, moment(said_at))
    assert len(await heard(sam)) == 1


async def test_a_human_in_the_chat_is_not_interrupted_by_a_check_in(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam)
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, NOON)
    await ring(db, NOON)
    assert len(await heard(sam)) == 1 and [n.due_at for n in await every(db)] == [NOON + timedelta(days=1)]


async def test_a_check_in_two_days_late_is_missed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam)
    await ring(db, NOON + timedelta(days=2, seconds=1))
    assert [(n.state, n.reason) for n in await every(db)] == [("missed", "too late")]
    assert await heard(sam) == []


async def visit(sam: talk.Talk, town: Town, starts_at: datetime) -> Appointment:
    assert sam.person is not None
    async with sam.db.begin() as session:
        made = Appointment(person_id=sam.person.id, staff_id=town.contact.id, starts_at=starts_at, place="Inloop")
        await appointments.add(session, made)
        await reminders.plan_for(session, made, NOON)
    return made


async def beforehand(db: Database) -> list[Nudge]:
    return [n for n in await every(db) if n.kind in ("appointment_day_before", "appointment_two_hours")]


async def test_an_appointment_is_reminded_of_the_day_before_and_two_hours_before(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await visit(sam, town, moment("2026-11-30 14:30"))
    await ring(db, moment("2026-11-29 14:30"))
    await ring(db, moment("2026-11-30 12:30"))
    first, second = await heard(sam)
    assert "maandag 30 november om 14:30, met Noor, Inloop" in first and "om 14:30, met Noor" in second


async def test_a_reminder_of_an_appointment_that_moved_or_ended_is_not_said(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    moved, gone = await visit(sam, town, moment("2026-11-30 14:30")), await visit(sam, town, moment("2026-12-01 10:00"))
    async with db.begin() as session:
        (await session.get_one(Appointment, moved.id)).starts_at = moment("2026-12-02 14:30")
        await appointments.change(session, await session.get_one(Appointment, gone.id), state="cancelled", now=NOON)
    for due in ("2026-11-29 14:30", "2026-11-30 10:00", "2026-11-30 12:30", "2026-12-01 08:00"):
        await ring(db, moment(due))
    assert await heard(sam) == []
    assert {(n.state, n.reason) for n in await beforehand(db)} == {("cancelled", "over")}


@pytest.mark.parametrize(
    ("now", "state"),
    [("2026-11-30 14:00", "sent"), ("2026-11-30 14:01", "missed")],
)
async def test_a_two_hour_reminder_that_comes_too_late_is_missed(
    db: Database, town: Town, now: str, state: str
) -> None:
    sam = await talk.client(db, town.contact)
    await visit(sam, town, moment("2026-11-30 14:30"))
    await ring(db, moment(now))
    assert [n.state for n in await beforehand(db)] == ["missed", state]


async def test_who_cannot_be_reached_becomes_work_for_a_human(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam)
    async with db.begin() as session:
        (await session.get_one(ChannelAddress, sam.address_id)).unreachable_since = NOON
    await ring(db, NOON)
    assert await sam.tasks() == {"unreachable": 1}
    assert [(n.state, n.reason) for n in await every(db)] == [("missed", "unreachable")]


async def test_somebody_who_never_wrote_cannot_be_reached_either(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        await conversations.ensure_for_person(session, person)
        nobody = await add_person(session, town.contact, "Kim")
        await nudges.plan(
            session,
            [Nudge(kind="check_in", person_id=p.id, due_at=NOON, dedupe_key=p.display_name) for p in (person, nobody)],
        )
    await ring(db, NOON)
    async with db.begin() as session:
        assert [t.kind for t in (await session.exec(select(Task))).all()] == ["unreachable", "unreachable"]
    assert {n.state for n in await every(db)} == {"missed"}


async def test_the_channel_used_last_is_the_one_that_is_used(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    other = await talk.visitor(db, channel="webchat")
    async with db.begin() as session:
        address = await session.get_one(ChannelAddress, other.address_id)
        await conversations.tie(session, address, person=sam.person, staff=None)
    sam.now = NOON
    await sam.says("hoi", "greet")
    async with db.begin() as session:
        reached = await people.reachable_address(session, sam.conversation_id)
        assert reached is not None and reached.id == sam.address_id
        reached.unreachable_since = NOON
    async with db.begin() as session:
        reached = await people.reachable_address(session, sam.conversation_id)
        assert reached is not None and reached.id == other.address_id


async def test_a_step_that_is_done_is_not_reminded_of(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    async with db.begin() as session:
        step = await steps.add(session, Step(person_id=sam.person.id, what="bellen", state="partly"))
    await plan(sam, "step_reminder", subject_id=step.id)
    await plan(sam, "step_reminder", subject_id=uuid.uuid4())
    await ring(db, NOON)
    assert await heard(sam) == [] and {n.state for n in await every(db)} == {"cancelled"}


async def test_nudges_are_planned_once_for_a_key(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    first = await plan(sam)
    again = Nudge(kind="check_in", person_id=first.person_id, due_at=NOON, dedupe_key=first.dedupe_key)
    async with db.begin() as session:
        await nudges.plan(session, [again])
        await nudges.plan(session, [])
    assert [n.id for n in await every(db)] == [first.id]
