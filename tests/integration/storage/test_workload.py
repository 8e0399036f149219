"""Who has how much: a conversation counts for whose name it has, else for the contactperson, else for nobody."""

from __future__ import annotations

from datetime import timedelta

from storage import waits
from storage.colleagues import ANSWERING
from storage.conversations import Conversation
from storage.database import Database
from storage.people import Person
from storage.staff import Role, StaffMember
from storage.tasks import Task
from storage.workload import Load, loads, open_work
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")


async def talk(
    db: Database, contact: StaffMember, name: str, *, given: StaffMember | None = None, waits_hours: int = 0
) -> tuple[Person, Conversation]:
    async with db.begin() as session:
        person = await add_person(session, contact, name)
        one = Conversation(person_id=person.id, team_id=contact.team_id, last_message_at=NOW)
        one.assigned_to = given.id if given else None
        session.add(one)
        await session.flush()
        if waits_hours:
            await waits.begin(session, one, NOW - timedelta(hours=waits_hours))
    return person, one


async def of(db: Database, staff: StaffMember | None, town: Town) -> Load:
    async with db.begin() as session:
        found = await loads(session, roles=list(ANSWERING), team_id=town.team.id, now=NOW)
    return next(one for one in found if one.staff_id == (staff.id if staff else None))


async def test_what_stapje_does_alone_is_nobodys_work(db: Database, town: Town) -> None:
    await talk(db, town.contact, "Sam")
    load = await of(db, town.contact, town)
    assert (load.clients, load.conversations, load.waiting, load.due) == (1, 0, 0, 0)


async def test_who_waits_counts_for_the_contactperson_until_it_is_given_to_somebody(db: Database, town: Town) -> None:
    async with db.begin() as session:
        kim = await add_staff(session, Role.CONTACT_PERSON, town.team, name="Kim")
    await talk(db, town.contact, "Sam", waits_hours=3)
    await talk(db, town.contact, "Bo", waits_hours=1, given=kim)
    own, others = await of(db, town.contact, town), await of(db, kim, town)
    assert (own.conversations, own.given, own.waiting) == (1, 0, 1)
    assert own.waiting_since == NOW - timedelta(hours=3)
    assert (others.clients, others.conversations, others.given, others.waiting) == (0, 1, 1, 1)
    async with db.begin() as session:
        assert [one.name for one in await open_work(session, town.contact.id, most=9)] == ["Sam"]
        assert [(one.name, one.given) for one in await open_work(session, kim.id, most=9)] == [("Bo", True)]


async def test_tasks_over_their_moment_count_and_a_crisis_comes_first(db: Database, town: Town) -> None:
    _, first = await talk(db, town.contact, "Sam", waits_hours=9)
    _, second = await talk(db, town.contact, "Bo")
    async with db.begin() as session:
        late, soon = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
        for n, (one, kind, due) in enumerate(
            [(first, "post", late), (first, "housing", soon), (second, "crisis", None)]
        ):
            session.add(Task(kind=kind, conversation_id=one.id, due_at=due, dedupe_key=str(n), created_at=NOW))
    assert (await of(db, town.contact, town)).due == 1
    async with db.begin() as session:
        work = await open_work(session, town.contact.id, most=9)
    assert [(one.name, one.crisis, one.tasks) for one in work] == [("Bo", True, 1), ("Sam", False, 2)]


async def test_a_visitor_who_waits_is_nobodys_and_another_team_is_not_seen(db: Database, town: Town) -> None:
    async with db.begin() as session:
        visitor = Conversation(team_id=town.team.id, last_message_at=NOW)
        session.add(visitor)
        await session.flush()
        await waits.begin(session, visitor, NOW)
        away = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    assert (await of(db, None, town)).waiting == 1
    async with db.begin() as session:
        found = await loads(session, roles=list(ANSWERING), team_id=town.team.id, now=NOW)
        assert away.id not in {one.staff_id for one in found}
        assert away.id in {one.staff_id for one in await loads(session, roles=list(ANSWERING), team_id=None, now=NOW)}
