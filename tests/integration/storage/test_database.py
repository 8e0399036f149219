"""Transactions, moments, and small tables: appointments, tasks, debts, steps, gauges, the inbox list."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import human
from storage import appointments, audit, checkins, debts, facilities, gauges, inbox, steps, tasks
from storage.appointments import Appointment
from storage.checkins import CheckIn, CheckInPlan
from storage.database import Database
from storage.debts import DebtReferral
from storage.errors import DoubleBooked
from storage.inbox import View
from storage.messages import Message
from storage.staff import Team
from storage.steps import Step
from storage.tasks import Task
from tests import talk
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOW = talk.EVENING
FRIDAY = moment("2026-11-27 14:30")


async def test_a_transaction_that_raises_leaves_nothing(db: Database) -> None:
    with pytest.raises(RuntimeError):
        async with db.begin() as session:
            session.add(Team(name="half", organisation="x", municipality="y"))
            await session.flush()
            raise RuntimeError
    async with db.begin() as session:
        assert (await session.exec(select(Team))).all() == []
    await db.ping()


async def test_a_moment_without_a_zone_is_refused(db: Database, town: Town) -> None:
    with pytest.raises(StatementError, match="no time zone"):
        async with db.begin() as session:
            person = await add_person(session)
            person.opted_out_at = datetime(2026, 11, 26, 20, 0)  # noqa: DTZ001
            session.add(person)


async def test_a_moment_comes_back_as_the_same_moment_in_utc(db: Database) -> None:
    async with db.begin() as session:
        person = await add_person(session)
        person.opted_out_at = moment("2027-10-31 02:30")
    async with db.begin() as session:
        found = (await session.get_one(type(person), person.id)).opted_out_at
    assert found == datetime(2027, 10, 31, 0, 30, tzinfo=UTC) and found.utcoffset() == timedelta(0)


async def visit(session: AsyncSession, town: Town, **more: Any) -> Appointment:
    person = await add_person(session, town.contact)
    values: dict[str, Any] = {"person_id": person.id, "staff_id": town.contact.id, "starts_at": FRIDAY} | more
    return await appointments.add(session, Appointment(**values))


async def test_a_professional_is_in_one_place_at_a_time(db: Database, town: Town) -> None:
    async with db.begin() as session:
        first = await visit(session, town)
    for state in ("planned", "confirmed"):
        with pytest.raises(DoubleBooked):
            async with db.begin() as session:
                await visit(session, town, state=state)
    async with db.begin() as session:
        await visit(session, town, state="proposed")
        await visit(session, town, starts_at=FRIDAY + timedelta(hours=1))
        await appointments.change(session, await session.get_one(Appointment, first.id), state="cancelled", now=NOW)
    async with db.begin() as session:
        await visit(session, town)


async def test_two_who_plan_the_same_moment_at_once_and_one_wins(db: Database, town: Town) -> None:
    async def plan() -> None:
        async with db.begin() as session:
            await visit(session, town)

    found = await asyncio.gather(*(plan() for _ in range(5)), return_exceptions=True)
    assert [type(f) for f in found if f is not None] == [DoubleBooked] * 4


async def test_upcoming_is_what_lives_and_still_comes(db: Database, town: Town) -> None:
    async with db.begin() as session:
        coming = await visit(session, town)
        for state, starts in (("cancelled", FRIDAY), ("done", FRIDAY), ("planned", NOW)):
            await visit(session, town, person_id=coming.person_id, staff_id=None, state=state, starts_at=starts)
    async with db.begin() as session:
        assert [a.id for a in await appointments.upcoming(session, coming.person_id, NOW)] == [coming.id]
        assert await appointments.by_id(session, coming.person_id) is None


async def test_one_open_task_for_one_cause_and_a_new_one_after_it_is_done(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)

    async def ask(words: str, priority: int) -> None:
        async with db.begin() as session:
            await tasks.raise_task(
                session, kind="request", conversation_id=sam.conversation_id, now=NOW, words=words, priority=priority
            )

    for words, priority in (("een", tasks.NORMAL), ("twee", tasks.URGENT), ("drie", tasks.SOON)):
        await ask(words, priority)
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        assert (task.words, task.priority) == ("drie", tasks.URGENT)
        await tasks.finish(session, task.id, town.contact.id, NOW)
        await tasks.finish(session, task.id, town.contact.id, NOW + timedelta(hours=1))
    await ask("vier", tasks.NORMAL)
    async with db.begin() as session:
        assert [(t.words, t.done_at) for t in (await session.exec(select(Task))).all()] == [
            ("drie", NOW),
            ("vier", None),
        ]


async def test_many_at_once_raise_one_task(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)

    async def ask() -> None:
        async with db.begin() as session:
            await tasks.raise_task(session, kind="crisis", conversation_id=sam.conversation_id, now=NOW)

    await asyncio.gather(*(ask() for _ in range(10)))
    assert await sam.tasks() == {"crisis": tasks.NORMAL}


async def test_the_schema_refuses_what_it_does_not_know(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    for wrong in (
        Step(person_id=sam.person.id, what="x", state="lost"),
        CheckIn(person_id=sam.person.id, mood="angry"),
        CheckInPlan(person_id=sam.person.id, every_days=0),
        CheckInPlan(person_id=sam.person.id, template="often"),
        CheckInPlan(person_id=sam.person.id, weekday=7),
        CheckInPlan(person_id=sam.person.id, after_year="perhaps"),
        Message(conversation_id=sam.conversation_id, direction="in", sender="bot", text="x", created_at=NOW),
        Appointment(person_id=sam.person.id, starts_at=NOW, state="lost"),
    ):
        with pytest.raises(IntegrityError, match="ck_"):
            async with db.begin() as session:
                session.add(wrong)


async def test_the_running_referral_is_the_newest_that_is_not_closed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    day = NOW.date()
    async with db.begin() as session:
        for number, closed in enumerate((None, NOW)):
            await debts.add(
                session,
                DebtReferral(
                    conversation_id=sam.conversation_id, consent_at=NOW, consent_to="x", requested_on=day, due_on=day,
                    words=str(number), closed_at=closed, created_at=NOW + timedelta(minutes=number),
                ),
            )  # fmt: skip
    async with db.begin() as session:
        found = await debts.open_one(session, sam.conversation_id)
        assert found is not None and found.words == "0"


async def test_a_step_that_did_not_work_out_stays_open_with_its_words(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session)
        step = await steps.add(session, Step(person_id=person.id, what="bellen"))
        await steps.end(session, step, state="not_done", words="te druk", now=NOW)
    async with db.begin() as session:
        [found] = await steps.open_steps(session, person.id)
        assert (found.words_after, found.ended_at) == ("te druk", None)
        assert await steps.done_steps(session, person.id) == []
        assert await steps.by_id(session, person.id) is None


async def test_check_in_plans_and_answers_of_several_people(db: Database, town: Town) -> None:
    async with db.begin() as session:
        one, two = await add_person(session), await add_person(session)
        session.add_all([CheckInPlan(person_id=p.id) for p in (one, two)])
        for minute in range(3):
            at = NOW + timedelta(minutes=minute)
            session.add(CheckIn(person_id=one.id, words=str(minute), created_at=at, closed_at=at, closed_as="answered"))
    async with db.begin() as session:
        assert len(await checkins.plans_of(session, [one.id, two.id])) == 2
        assert [c.words for c in await checkins.recent(session, one.id, most=2)] == ["2", "1"]
        assert await checkins.plan_of(session, town.team.id) is None


async def test_a_facility_by_its_key_or_name(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for name in ("nachtopvang", "Nachtopvang"):
            found = await facilities.by_key(session, name)
            assert found is not None and found.key == "nachtopvang"
        assert await facilities.by_key(session, "hotel") is None


async def test_gauges_count_what_waits(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    await sam.says("mens spreken")
    async with db.begin() as session:
        counted = {name: count for name, (_, count) in (await gauges.counts(session, NOW)).items()}
    assert counted == {
        "inbound_unhandled": 0, "outbound_due": 2, "outbound_failed": 0, "nudges_overdue": 0, "tasks_open": 2,
        "tasks_urgent_open": 1,
    }  # fmt: skip


async def test_the_inbox_shows_red_first_then_who_waits_longest_then_the_newest(db: Database, town: Town) -> None:
    quiet, waits, longest, red, silent = [await talk.client(db, town.contact, name=n) for n in "QWLRS"]
    await quiet.says("hoi", "greet")
    for minutes, who in ((10, waits), (5, longest), (20, red)):
        who.passes(minutes=minutes)
        await who.says("mens spreken" if who is not red else "ik wil er niet meer zijn")
    async with db.begin() as session:
        shown = await inbox.rows(session, town.reader, View.TEAM, 9)
    assert [r.name for r in shown] == ["R", "L", "W", "Q", "S"]
    assert [r.urgent for r in shown] == [True, False, False, False, False]
    assert (shown[0].tasks, shown[0].unread, shown[4].unread) == (["crisis"], 1, 0)
    assert silent.conversation_id == shown[4].id


async def test_a_team_sees_its_own_and_those_of_nobody(db: Database, town: Town) -> None:
    sam, anyone = await talk.client(db, town.contact), await talk.visitor(db)
    for who in (sam, anyone):
        await who.says("hoi", "greet")
    async with db.begin() as session:
        other = Team(name="Team West", organisation="x", municipality="y")
        session.add(other)
        await session.flush()
        theirs = await inbox.rows(session, replace(town.reader, team_id=other.id), View.TEAM, 9)
        every = await inbox.rows(session, replace(town.reader, team_id=other.id, everywhere=True), View.TEAM, 9)
    assert [r.id for r in theirs] == [anyone.conversation_id]
    assert {r.id for r in every} == {anyone.conversation_id, sam.conversation_id}


async def test_a_thread_shows_who_wrote_and_whether_it_arrived(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("mens spreken")
    async with db.begin() as session:
        await human.answer(session, sam.conversation_id, town.contact, "Hoi", NOW)
        said = await inbox.thread(session, sam.conversation_id, most=9)
    assert [(s.sender, s.staff_name, s.delivery) for s in said] == [
        ("person", None, None),
        ("bot", None, "due"),
        ("human", "Noor", "due"),
    ]
    async with db.begin() as session:
        assert [s.sender for s in await inbox.thread(session, sam.conversation_id, most=1)] == ["human"]


async def test_a_look_is_known_from_its_moment_on(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    talked = await sam.state()
    async with db.begin() as session:
        await audit.record(
            session, "conversation.read", now=NOW, staff_id=town.contact.id, conversation_id=sam.conversation_id,
            person_id=talked.person_id,
        )  # fmt: skip
    async with db.begin() as session:
        for ago, known in ((1, True), (0, False)):
            since = NOW - timedelta(minutes=ago)
            assert await inbox.read_since(session, town.contact.id, talked, since) is known
