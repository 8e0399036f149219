"""The list of clients: in the order that was asked, page by page, of one's own team only."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import audit, clients, conversations, messages, waits
from storage.appointments import Appointment
from storage.checkins import CheckIn
from storage.clients import ORDERS, ClientRow, Whose
from storage.database import Database
from storage.debts import DebtReferral
from storage.people import Person
from storage.steps import Step
from storage.tasks import Task
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
SINCE = NOW - timedelta(days=60)


async def three(session: AsyncSession, town: Town) -> list[Person]:
    """Anna was spoken to an hour ago, Bo never, Cor a week ago; Cor comes tomorrow."""
    made = [await add_person(session, town.contact, name=name) for name in ("anna", "Bo", "Cor 100%")]
    for person, ago in ((made[0], timedelta(hours=1)), (made[2], timedelta(days=7))):
        talk = await conversations.ensure_for_person(session, person)
        await messages.say(
            session,
            conversation_id=talk.id,
            address_id=None,
            said="dag",
            sender="human",
            staff_id=town.contact.id,
            now=NOW - ago,
        )
        await messages.say(session, conversation_id=talk.id, address_id=None, said="Hoe gaat het?", now=NOW)
    session.add(Appointment(person_id=made[2].id, staff_id=town.contact.id, starts_at=NOW + timedelta(days=1)))
    await session.flush()
    return made


async def names(session: AsyncSession, whose: Whose, order: str, most: int = 50) -> list[str]:
    """Everybody in the list, page by page."""
    found: list[str] = []
    after: uuid.UUID | None = None
    while True:
        rows = await clients.rows(session, whose, order=order, after=after, most=most, now=NOW, since=SINCE)
        found += [row.name for row in rows]
        if len(rows) < most:
            return found
        after = rows[-1].id


@pytest.mark.parametrize("most", [1, 2, 50])
@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["anna", "Bo", "Cor 100%"]),
        ("contact", ["Bo", "Cor 100%", "anna"]),
    ],
)
async def test_every_order_pages_without_losing_anybody(
    db: Database, town: Town, order: str, expected: list[str], most: int
) -> None:
    async with db.begin() as session:
        await three(session, town)
        assert await names(session, Whose(team_id=town.team.id, everywhere=False), order, most) == expected


async def test_who_comes_first_stands_first(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await three(session, town)
        found = await names(session, Whose(team_id=town.team.id, everywhere=False), "appointment", 1)
    assert found[0] == "Cor 100%" and sorted(found) == ["Bo", "Cor 100%", "anna"]


async def test_another_team_is_not_there(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await three(session, town)
        elsewhere = await add_person(session, name="Wim")
        for order in ORDERS:
            assert "Wim" not in await names(session, Whose(team_id=town.team.id, everywhere=False), order)
            assert "Wim" in await names(session, Whose(team_id=None, everywhere=True), order)
        mine = Whose(team_id=town.team.id, everywhere=True, contacts=[elsewhere.contact_person_id])
        assert await names(session, mine, "name") == ["Wim"]


async def test_ones_own_are_with_those_of_another_team_that_one_stands_in_for(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await three(session, town)
        elsewhere = await add_person(session, name="Wim")
        both = [town.contact.id, elsewhere.contact_person_id]
        whose = Whose(team_id=town.team.id, everywhere=False, contacts=both)
        assert await names(session, whose, "name") == ["anna", "Bo", "Cor 100%", "Wim"]
        assert await names(session, Whose(team_id=town.team.id, everywhere=True, contacts=[]), "name") == []


async def test_who_turned_out_to_be_somebody_else_is_not_there(db: Database, town: Town) -> None:
    async with db.begin() as session:
        anna, bo, _ = await three(session, town)
        bo.merged_into = anna.id
        assert "Bo" not in await names(session, Whose(team_id=town.team.id, everywhere=False), "name")


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ("waiting", ["Bo"]), ("silent", ["Cor 100%"]), ("bad", ["anna"]), ("unspoken", ["Bo"]), ("steps", ["anna"]),
        ("no_appointment", ["anna", "Bo"]), ("term", ["Bo"]), ("stopped", ["Cor 100%"]),
    ],
)  # fmt: skip
async def test_the_list_is_narrowed_down_in_every_order(db: Database, town: Town, only: str, found: list[str]) -> None:
    async with db.begin() as session:
        anna, bo, cor = await three(session, town)
        await waits.begin(session, await conversations.ensure_for_person(session, bo), NOW)
        cor.opted_out_at = NOW
        session.add_all(
            [
                CheckIn(person_id=cor.id, created_at=NOW, asked_at=NOW, last_asked_at=NOW),
                CheckIn(
                    person_id=anna.id, mood="bad", created_at=NOW, asked_at=NOW, last_asked_at=NOW, answered_at=NOW,
                    closed_at=NOW, closed_as="answered",
                ),
            ]
        )  # fmt: skip
        session.add(Step(person_id=anna.id, what="bellen", created_at=NOW))
        talk = await conversations.ensure_for_person(session, bo)
        session.add(
            DebtReferral(
                person_id=bo.id, conversation_id=talk.id, stage="registration", requested_on=NOW.date(),
                due_on=NOW.date(), consent_at=NOW, consent_to="x", consent_purpose="x", consent_what=[],
            )
        )  # fmt: skip
        await session.flush()
        whose = Whose(
            team_id=town.team.id, everywhere=False, only=only, unspoken=NOW - timedelta(days=14),
            near=NOW.date() + timedelta(days=7),
        )  # fmt: skip
        for order in ORDERS:
            assert sorted(await names(session, whose, order), key=str.casefold) == found


@pytest.mark.parametrize(
    ("typed", "found"), [("ANN", ["anna"]), ("100%", ["Cor 100%"]), ("%", ["Cor 100%"]), ("_", []), ("\\", [])]
)
async def test_a_name_is_found_as_it_was_typed(db: Database, town: Town, typed: str, found: list[str]) -> None:
    async with db.begin() as session:
        await three(session, town)
        whose = Whose(team_id=town.team.id, everywhere=False, name=typed)
        assert await names(session, whose, "name") == found


async def row_of(session: AsyncSession, town: Town, name: str) -> ClientRow:
    whose = Whose(team_id=town.team.id, everywhere=False, name=name)
    [row] = await clients.rows(session, whose, order="name", after=None, most=9, now=NOW, since=SINCE)
    return row


async def test_a_row_tells_contact_moods_and_tasks(db: Database, town: Town) -> None:
    async with db.begin() as session:
        anna = (await three(session, town))[0]
        talk = await conversations.ensure_for_person(session, anna)
        for days, mood in ((1, "bad"), (9, "good"), (90, "so_so")):
            at = NOW - timedelta(days=days)
            session.add(
                CheckIn(person_id=anna.id, answered_at=at, created_at=at, mood=mood, closed_at=at, closed_as="answered")
            )
        session.add(Task(kind="crisis", conversation_id=talk.id, priority=0, dedupe_key="1"))
        session.add(Task(kind="post", conversation_id=talk.id, dedupe_key="2", done_at=NOW))
        await session.flush()
        row = await row_of(session, town, "anna")
    assert (row.moods, row.tasks, row.urgent, row.contact) == (["bad", "good"], 1, True, "Noor")
    assert row.last_contact == NOW - timedelta(hours=1), "what Stapje said of its own accord is no contact"


async def test_a_look_at_page_or_thread_is_known(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        me, since = town.contact.id, NOW - timedelta(minutes=30)
        assert not await clients.looked_since(session, me, person.id, since)
        await audit.record(session, "person.read", now=NOW, staff_id=me, person_id=person.id)
        assert await clients.looked_since(session, me, person.id, since)
        assert not await clients.looked_since(session, me, person.id, NOW)
