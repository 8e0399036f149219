"""The lines of the day: the page and the digest tell the same, and what somebody put aside is gone from theirs only."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from actions import digest, today
from actions.today import Day
from storage import conversations, put_aside, transfers
from storage.checkins import CheckIn
from storage.database import Database
from storage.nudges import Nudge
from storage.people import Person
from storage.put_aside import PutAside
from storage.staff import Role, StaffMember
from storage.tasks import Task
from storage.transfers import Absence
from tests.emptying import empty
from tests.town import Town, add_person, add_staff, make_town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-27 08:30")
"""A Friday: what is put off comes back on Monday."""


async def silent(db: Database, contact: StaffMember, name: str, days: int = 2) -> Person:
    async with db.begin() as session:
        person = await add_person(session, contact, name)
        await conversations.ensure_for_person(session, person)
        asked = NOW - timedelta(days=days)
        session.add(CheckIn(person_id=person.id, asked_at=asked, last_asked_at=asked, created_at=asked))
    return person


async def task(db: Database, person: Person, kind: str, **more: Any) -> None:
    async with db.begin() as session:
        talk = await conversations.ensure_for_person(session, person)
        session.add(Task(kind=kind, conversation_id=talk.id, dedupe_key=f"{kind}{person.id}", created_at=NOW, **more))


async def day(db: Database, staff: StaffMember, at: Any = NOW) -> Day:
    async with db.begin() as session:
        contacts = await transfers.answers_for(session, staff.id, at.date())
        return await today.day(session, staff, contacts, at)


async def put(db: Database, staff: StaffMember, about: str, until: date | None) -> None:
    async with db.begin() as session:
        person = (await session.exec(select(Person))).first()
        assert person is not None
        await put_aside.put(session, staff_id=staff.id, person_id=person.id, about=about, until=until, now=NOW)


def names(found: Day, question: str) -> list[str]:
    return [line.fact.name for line in found.lines[question]]


async def test_what_is_put_off_comes_back_on_the_next_working_day(db: Database, town: Town) -> None:
    await silent(db, town.contact, "Sam")
    [line] = (await day(db, town.contact)).lines["silent"]
    assert today.next_morning(NOW) == date(2026, 11, 30)
    await put(db, town.contact, line.about, today.next_morning(NOW))
    found = await day(db, town.contact)
    assert names(found, "silent") == [] and [line.until for line in found.aside] == [date(2026, 11, 30)]
    assert names(await day(db, town.contact, NOW + timedelta(days=2)), "silent") == []
    assert names(await day(db, town.contact, NOW + timedelta(days=3)), "silent") == ["Sam"]


async def test_another_fact_is_another_line(db: Database, town: Town) -> None:
    sam = await silent(db, town.contact, "Sam")
    [line] = (await day(db, town.contact)).lines["silent"]
    await put(db, town.contact, line.about, None)
    assert names(await day(db, town.contact), "silent") == []
    async with db.begin() as session:
        known = (await session.exec(select(CheckIn))).one()
        known.closed_at, known.closed_as = NOW, "unanswered"
        session.add(known)
        await session.flush()
        session.add(CheckIn(person_id=sam.id, asked_at=NOW, last_asked_at=NOW, created_at=NOW))
    assert names(await day(db, town.contact), "silent") == ["Sam"]


async def test_a_crisis_stays_whatever_was_put_aside(db: Database, town: Town) -> None:
    sam = await silent(db, town.contact, "Sam")
    await task(db, sam, "crisis", priority=0)
    [line] = (await day(db, town.contact)).lines["crisis"]
    await put(db, town.contact, line.about, None)
    assert names(await day(db, town.contact), "crisis") == ["Sam"]


async def test_a_colleague_who_stands_in_has_a_list_of_their_own(db: Database, town: Town) -> None:
    async with db.begin() as session:
        kim = await add_staff(session, Role.CONTACT_PERSON, town.team, name="Kim")
        on = NOW.date()
        session.add(Absence(staff_id=town.contact.id, cover_id=kim.id, first_day=on, last_day=on))
    await silent(db, town.contact, "Sam")
    [line] = (await day(db, kim)).lines["silent"]
    await put(db, town.contact, line.about, None)
    assert names(await day(db, kim), "silent") == ["Sam"]


async def test_a_task_for_today_is_a_line_and_one_for_next_week_is_not(db: Database, town: Town) -> None:
    sam, bo = await silent(db, town.contact, "Sam"), await silent(db, town.contact, "Bo")
    await task(db, sam, "post", due_at=NOW + timedelta(hours=6))
    await task(db, bo, "post", due_at=NOW + timedelta(days=4))
    found = await day(db, town.contact)
    assert names(found, "due") == ["Sam"] and names(found, "tasks") == ["Bo"]


async def test_what_was_put_aside_long_ago_is_forgotten(db: Database, town: Town) -> None:
    await silent(db, town.contact, "Sam")
    await put(db, town.contact, "silent:old", None)
    async with db.begin() as session:
        (await session.exec(select(PutAside))).one().created_at = NOW - timedelta(days=61)
    await put(db, town.contact, "silent:new", None)
    async with db.begin() as session:
        assert [one.about for one in (await session.exec(select(PutAside))).all()] == ["silent:new"]


# ---------------------------------------------------------------- whatever there is, both tell the same

facts = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["silent", "crisis", "post", "waiting"]), st.booleans()), max_size=10
)


async def agree(db: Database, some: list[tuple[int, str, bool]]) -> None:
    await empty(db)
    async with db.begin() as session:
        town = await make_town(session, NOW)
        people = [await add_person(session, town.contact, f"C{n}") for n in range(4)]
        for person, kind, _ in dict.fromkeys((n, k, True) for n, k, _ in some):
            talk = await conversations.ensure_for_person(session, people[person])
            if kind == "waiting":
                talk.waiting_since = NOW
            elif kind == "silent":
                session.add(CheckIn(person_id=people[person].id, asked_at=NOW, last_asked_at=NOW, created_at=NOW))
            else:
                key = f"{kind}{person}"
                session.add(Task(kind=kind, conversation_id=talk.id, dedupe_key=key, created_at=NOW, due_at=NOW))
    whole = await day(db, town.contact)
    lines = [line for part in whole.lines.values() for line in part]
    for line, (_, _, aside) in zip(lines, some, strict=False):
        if aside:
            await put(db, town.contact, line.about, None)
    shown = await day(db, town.contact)
    async with db.begin() as session:
        nudge = Nudge(kind="digest", subject_id=town.contact.id, due_at=NOW, dedupe_key="d")
        [morning] = (await digest.mornings(session, [nudge], NOW)).values()
    assert isinstance(morning, digest.Morning)
    on_page = {
        question: len({line.fact.person_id for line in part})
        for question, part in shown.lines.items() if part and question not in today.BESIDES
    }  # fmt: skip
    assert dict(morning.counts) == on_page


def test_page_and_digest_tell_the_same(migrated_url: str) -> None:
    with asyncio.Runner() as runner:
        db = Database(migrated_url, pool_size=2)

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(facts)
        def check(some: list[tuple[int, str, bool]]) -> None:
            runner.run(agree(db, some))

        try:
            check()
        finally:
            runner.run(db.close())
