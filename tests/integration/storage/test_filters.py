"""The list narrowed down: each filter, several together, and views that are kept."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlmodel import select

from storage import conversations, filters, labels, views
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.database import Database
from storage.debts import DebtReferral
from storage.filters import NOBODY, Filter
from storage.inbox import Reader, View
from storage.messages import Message
from storage.names import FindablePerson
from storage.people import ChannelAddress, Person
from storage.staff import Role
from storage.tasks import Task
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
LONG_AGO = NOW - timedelta(days=60)


async def two(db: Database, town: Town) -> tuple[Conversation, Conversation, Person]:
    """Sam, of whom there is something to filter on, and Kim, of whom there is nothing."""
    async with db.begin() as session:
        sam, kim = await add_person(session, town.contact, "Sam"), await add_person(session, town.contact, "Kim")
        sam.municipality = "Wierden"
        talk, other = [await conversations.ensure_for_person(session, person) for person in (sam, kim)]
        talk.created_at = other.created_at = LONG_AGO
        talk.assigned_to = town.contact.id
        for one, at in ((talk, LONG_AGO), (other, NOW)):
            one.last_message_at = at
            session.add(
                Message(conversation_id=one.id, direction="in", sender="person", text="hallo", created_at=at)
            )  # fmt: skip
        session.add(CheckIn(person_id=sam.id, mood="bad", created_at=NOW, closed_at=NOW, closed_as="answered"))
        session.add(Task(kind="money", conversation_id=talk.id, dedupe_key="m"))
        session.add(ChannelAddress(channel="telegram", bot="1", address="7", conversation_id=talk.id))
        session.add(
            DebtReferral(
                person_id=sam.id, conversation_id=talk.id, consent_at=NOW, consent_to="desk", requested_on=NOW.date(),
                due_on=NOW.date() + timedelta(days=5),
            )
        )  # fmt: skip
        label = await labels.make(session, "schulden", town.team.id, NOW)
        await labels.put_on(session, talk.id, label.id, town.contact.id, NOW)
    return talk, other, sam


async def shown(db: Database, reader: Reader, wanted: Filter, view: View = View.ALL) -> list[uuid.UUID]:
    async with db.begin() as session:
        found = await filters.ids(session, reader, wanted, now=NOW, today=NOW.date(), most=50, view=view)
        number = await filters.count(session, reader, wanted, now=NOW, today=NOW.date(), most=100, view=view)
    assert number == len(found)
    return found


async def test_each_filter_finds_the_one_it_is_about(db: Database, town: Town) -> None:
    talk, other, _ = await two(db, town)
    noor = Reader(staff_id=town.contact.id, team_id=town.team.id, everywhere=False)
    async with db.begin() as session:
        label = (await session.exec(select(labels.Label))).one()
    sought = [
        Filter(municipality="Wierden"), Filter(label=label.id), Filter(mood="bad"), Filter(silent=30), Filter(term=7),
        Filter(assigned=str(town.contact.id)), Filter(channel="telegram"), Filter(task="money"),
        Filter(mood="bad", silent=30, term=7, municipality="Wierden"),
    ]  # fmt: skip
    for wanted in sought:
        assert await shown(db, noor, wanted) == [talk.id], wanted
    assert await shown(db, noor, Filter(assigned=NOBODY)) == [other.id]
    assert await shown(db, noor, Filter(mood="good")) == await shown(db, noor, Filter(term=3)) == []
    assert await shown(db, noor, Filter(team=town.team.id)) == [other.id, talk.id]
    assert await shown(db, noor, Filter(mood="bad"), View.MINE) == [talk.id]
    assert await shown(db, noor, Filter(mood="bad"), View.RESOLVED) == []


async def test_another_team_sees_none_of_it(db: Database, town: Town) -> None:
    await two(db, town)
    async with db.begin() as session:
        stranger = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    reader = Reader(staff_id=stranger.id, team_id=stranger.team_id, everywhere=False)
    assert await shown(db, reader, Filter(team=town.team.id)) == []


async def test_the_last_answer_is_the_one_that_counts(db: Database, town: Town) -> None:
    _, _, sam = await two(db, town)

    async def mood() -> str | None:
        async with db.begin() as session:
            return (await session.get_one(FindablePerson, sam.id)).mood

    assert await mood() == "bad"
    async with db.begin() as session:
        later = CheckIn(
            person_id=sam.id, mood="good", created_at=NOW + timedelta(days=1), closed_at=NOW, closed_as="answered"
        )
        session.add(later)
    assert await mood() == "good"
    async with db.begin() as session:
        await session.delete(await session.get_one(CheckIn, later.id))
    assert await mood() == "bad"


async def test_views_are_ones_own_or_the_teams(db: Database, town: Town) -> None:
    noor = Reader(staff_id=town.contact.id, team_id=town.team.id, everywhere=False)
    async with db.begin() as session:
        colleague = await add_staff(session, Role.CONTACT_PERSON, town.team)
        stranger = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    async with db.begin() as session:
        await views.keep(session, noor, name="Slecht", choice={"mood": "bad"}, for_team=False)
        await views.keep(session, noor, name="Stil", choice={"silent": "30"}, for_team=True)
        again = await views.keep(session, noor, name="slecht", choice={"mood": "so_so"}, for_team=False)
        assert again is not None and again.choice == {"mood": "so_so"}
        assert [kept.name for kept in await views.of(session, noor)] == ["Slecht", "Stil"]
        await views.move_up(session, noor, (await views.of(session, noor))[1])
        assert [kept.name for kept in await views.of(session, noor)] == ["Stil", "Slecht"]
        theirs = Reader(staff_id=colleague.id, team_id=town.team.id, everywhere=False)
        assert [kept.name for kept in await views.of(session, theirs)] == ["Stil"]
        nobodys = Reader(staff_id=stranger.id, team_id=stranger.team_id, everywhere=False)
        assert await views.of(session, nobodys) == []
        assert await views.one(session, nobodys, again.id) is None
        await views.drop(session, again)
        for number in range(views.MOST):
            await views.keep(session, noor, name=f"nr {number}", choice={"term": "7"}, for_team=False)
        assert await views.keep(session, noor, name="te veel", choice={"term": "7"}, for_team=False) is None
