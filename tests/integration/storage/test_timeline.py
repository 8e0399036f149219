"""The stream of a person: everything once, newest first, page by page, and nothing of anybody else."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import audit, conversations, messages, timeline
from storage.appointments import Appointment
from storage.beds import BedNight
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.database import Database
from storage.debts import DebtReferral
from storage.goals import Goal
from storage.milestones import Milestone
from storage.money import MoneyCheckIn, PostItem
from storage.notes import Note
from storage.people import Person
from storage.person_changes import PersonChange
from storage.referral_events import ReferralEvent
from storage.steps import Step
from storage.tasks import Task
from storage.timeline import FIRST, KINDS, Event
from storage.transfers import Transfer
from tests.town import Town, add_person, find_beds, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
HOUR = timedelta(hours=1)


async def everything(session: AsyncSession, town: Town) -> tuple[Person, Conversation]:
    """A client to whom one thing of each sort happened, an hour apart."""
    person = await add_person(session, town.contact)
    talk = await conversations.ensure_for_person(session, person)
    staff, at = town.contact.id, [NOW - HOUR * n for n in range(40)]
    await messages.say(session, conversation_id=talk.id, address_id=None, said="Hoi Sam", now=at[39])
    await audit.record(session, "conversation.read", now=at[38], staff_id=staff, person_id=person.id)
    await audit.record(session, "person.merged", now=at[5], staff_id=staff, person_id=person.id)
    await audit.record(session, "step.made", now=at[38], staff_id=staff, person_id=person.id)
    [bed] = await find_beds(session, facility="nachtopvang", labels=["1"])
    referral = DebtReferral(
        person_id=person.id, conversation_id=talk.id, consent_at=at[20], consent_to="Loket", created_at=at[20],
        requested_on=date(2026, 11, 25), due_on=date(2026, 12, 20),
    )  # fmt: skip
    session.add_all([
        CheckIn(person_id=person.id, created_at=at[37], asked_at=at[37], answered_at=at[36], mood="bad", words="moe",
                closed_at=at[36], closed_as="answered"),
        Step(person_id=person.id, what="bellen", created_at=at[35], state="done", ended_at=at[34]),
        Goal(person_id=person.id, words="een huis", created_at=at[33], state="reached", ended_at=at[32]),
        Milestone(person_id=person.id, kind="own_home", reached_on=date(2026, 11, 25), created_at=at[31]),
        referral,
        MoneyCheckIn(person_id=person.id, asked_at=at[19], answered_at=at[18], answer="tight", words="krap"),
        PostItem(person_id=person.id, words="blauw", created_at=at[17], done_at=at[16], done_by=staff),
        Appointment(person_id=person.id, staff_id=staff, starts_at=at[14], state="missed", created_at=at[15]),
        Appointment(person_id=person.id, staff_id=staff, starts_at=NOW + HOUR, created_at=at[13]),
        BedNight(bed_id=bed.id, night=date(2026, 11, 25), arrived_at=at[12], created_at=at[12], ended_at=at[2],
                 end_reason="left", person_id=person.id),
        Note(conversation_id=talk.id, staff_id=staff, text="belt laat", created_at=at[11]),
        Task(kind="post", conversation_id=talk.id, words="brief", dedupe_key="x", created_at=at[10], done_at=at[9],
             done_by=staff),
        Transfer(person_id=person.id, from_id=staff, to_id=staff, by_id=staff, note="dag", created_at=at[8]),
        PersonChange(person_id=person.id, staff_id=staff, field="name", before="Sem", after="Sam", created_at=at[7]),
    ])  # fmt: skip
    await session.flush()
    session.add(
        ReferralEvent(
            referral_id=referral.id, kind="accepted", happened_on=date(2026, 11, 26), by_role="staff", staff_id=staff,
            created_at=at[6],
        )
    )  # fmt: skip
    await session.flush()
    return person, talk


async def read(
    session: AsyncSession, person: Person, talk: Conversation, most: int, kinds: tuple[str, ...] = KINDS
) -> list[Event]:
    """The whole stream, page by page."""
    found: list[Event] = []
    before = FIRST
    while True:
        page = await timeline.page(session, person.id, talk.id, kinds, before=before, most=most, now=NOW)
        found += page
        if len(page) < most:
            return found
        before = (page[-1].at, page[-1].key)


EXPECTED = [
    ("nights", "left"), ("record", "person.merged"), ("debts", "accepted"), ("record", "name"),
    ("record", "handed_over"), ("tasks", "done"),
    ("tasks", "raised"), ("notes", "note"), ("nights", "stayed"), ("appointments", "made-by-staff"),
    ("appointments", "missed"), ("appointments", "made-by-staff"), ("money", "post-done"), ("money", "post"),
    ("money", "tight"), ("debts", "asked"), ("steps", "milestone-own_home"), ("steps", "goal-reached"),
    ("steps", "goal-made"), ("steps", "step-done"), ("steps", "step-made"), ("moods", "bad"),
    ("looks", "conversation.read"), ("messages", "bot"),
]  # fmt: skip


@pytest.mark.parametrize("most", [1, 2, 5, 60])
async def test_everything_stands_there_once_and_in_order(db: Database, town: Town, most: int) -> None:
    async with db.begin() as session:
        person, talk = await everything(session, town)
        found = await read(session, person, talk, most)
    assert [(one.kind, one.what) for one in found] == EXPECTED
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)


@pytest.mark.parametrize("kind", KINDS)
async def test_it_can_be_narrowed_to_a_kind(db: Database, town: Town, kind: str) -> None:
    async with db.begin() as session:
        person, talk = await everything(session, town)
        found = await read(session, person, talk, 2, (kind,))
    assert [(one.kind, one.what) for one in found] == [pair for pair in EXPECTED if pair[0] == kind]


async def test_who_did_it_and_in_which_words(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person, talk = await everything(session, town)
        found = {(one.kind, one.what): one for one in await read(session, person, talk, 60)}
    assert (found["notes", "note"].who, found["notes", "note"].words) == ("Noor", "belt laat")
    assert (found["record", "name"].words, found["record", "name"].more) == ("Sem", "Sam")
    assert (found["looks", "conversation.read"].who, found["tasks", "done"].more) == ("Noor", "post")
    assert found["appointments", "missed"].moment == NOW - HOUR * 14


async def test_nothing_of_somebody_else(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await everything(session, town)
        other = await add_person(session, town.contact, name="Kim")
        talk = await conversations.ensure_for_person(session, other)
        assert await read(session, other, talk, 60) == []


async def test_many_at_the_same_moment_are_neither_lost_nor_shown_twice(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        talk = await conversations.ensure_for_person(session, person)
        for number in range(7):
            await messages.say(session, conversation_id=talk.id, address_id=None, said=str(number), now=NOW)
            session.add(Step(person_id=person.id, what=str(number), created_at=NOW))
        found = await read(session, person, talk, 3)
    assert len({one.key for one in found}) == len(found) == 14
    assert [one.words for one in found if one.kind == "messages"] == list("6543210")


async def test_a_long_history_is_read_by_its_indexes(db: Database, town: Town) -> None:
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        talk = await conversations.ensure_for_person(session, person)
        await many(session, person.id, talk.id, NOW)
    async with db.begin() as session:
        await session.execute(text("ANALYZE message"))
        query = str(timeline._statement(frozenset({"messages"})).element)
        values = {
            "conversation": talk.id, "at": NOW, "key": "", "now": NOW, "most": 61,
        }  # fmt: skip
        plan = "\n".join(row[0] for row in await session.execute(text(f"EXPLAIN (ANALYZE, COSTS OFF) {query}"), values))
    assert "ix_message_when" in plan and "Seq Scan on message" not in plan


async def many(session: AsyncSession, person_id: uuid.UUID, conversation_id: uuid.UUID, now: datetime) -> None:
    """A history of 5,000 messages."""
    await session.execute(
        text(
            "INSERT INTO message (conversation_id, direction, sender, text, buttons, attachments, created_at) "
            "SELECT :talk, 'out', 'bot', 'x', '[]', '[]', CAST(:now AS timestamptz) - n * interval '1 minute' "
            "FROM generate_series(1, 5000) n"
        ),
        {"talk": conversation_id, "now": now},
    )
