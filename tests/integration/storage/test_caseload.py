"""The facts of a contactperson's clients: each question finds whom it should and nobody else, in one statement."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from actions.caseload import window
from storage import caseload, conversations, messages, tasks
from storage.appointments import Appointment
from storage.caseload import QUESTIONS, Fact
from storage.checkins import CheckIn, CheckInPlan
from storage.conversations import Conversation
from storage.database import Database
from storage.debts import DebtReferral
from storage.milestones import Milestone
from storage.people import ChannelAddress, Person
from storage.staff import Role, StaffMember
from storage.steps import Step
from storage.transfers import Transfer
from tests.town import Town, add_person, add_staff, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
TODAY = date(2026, 11, 26)


def ago(**span: float) -> Any:
    return NOW - timedelta(**span)


async def ask(db: Database, question: str, *contacts: StaffMember, **more: Any) -> list[Fact]:
    async with db.begin() as session:
        return await caseload.ask(session, question, [one.id for one in contacts], window(NOW, **more))


async def client(db: Database, contact: StaffMember, name: str, *rows: Callable[[Person, Conversation], Any]) -> Person:
    """A client with a conversation and an address that works, and what the rows make."""
    async with db.begin() as session:
        person = await add_person(session, contact, name)
        person.created_at = ago(days=60)
        talk = await conversations.ensure_for_person(session, person)
        session.add(
            ChannelAddress(channel="telegram", bot="7", address=uuid.uuid4().hex, conversation_id=talk.id)
        )  # fmt: skip
        for row in rows:
            made = row(person, talk)
            if isinstance(made, Awaitable):
                await made
            elif made is not None:
                session.add(made)
    return person


def names(facts: list[Fact]) -> list[str]:
    return [fact.name for fact in facts]


def row(table: Any, **values: Any) -> Callable[[Person, Conversation], Any]:
    return lambda person, talk: table(person_id=person.id, **values)


def checked(**values: Any) -> Callable[[Person, Conversation], Any]:
    asked = values.pop("asked", ago(days=1))
    closed = {"closed_at": ago(hours=1), "closed_as": "answered"} if "mood" in values or values.pop("closed", 0) else {}
    return row(CheckIn, asked_at=asked, last_asked_at=asked, created_at=asked, **closed, **values)


async def test_who_waits_longest_first(db: Database, town: Town) -> None:
    def waits(**span: float) -> Callable[[Person, Conversation], Any]:
        return lambda person, talk: setattr(talk, "waiting_since", ago(**span))

    await client(db, town.contact, "Kim", waits(minutes=5))
    await client(db, town.contact, "Sam", waits(hours=3))
    await client(db, town.contact, "Bo")
    facts = await ask(db, "waiting", town.contact)
    assert names(facts) == ["Sam", "Kim"] and facts[0].at == ago(hours=3)


async def test_who_is_silent_is_whose_check_in_is_open(db: Database, town: Town) -> None:
    await client(db, town.contact, "Sam", checked(asked=ago(days=2), tries=2))
    await client(db, town.contact, "Kim", checked(asked=ago(days=6), tries=3, given_up_at=ago(hours=2)))
    await client(db, town.contact, "Bo", checked(closed=True))
    facts = await ask(db, "silent", town.contact)
    assert [(f.name, f.number, f.kind) for f in facts] == [("Kim", 3, "given_up"), ("Sam", 2, "")]
    assert facts[1].at == ago(days=2)


async def test_a_bad_mood_counts_until_a_better_one(db: Database, town: Town) -> None:
    bad, good = {"mood": "bad", "words": "rot"}, {"mood": "good", "words": "top"}
    await client(db, town.contact, "Sam", checked(asked=ago(days=3), answered_at=ago(days=2), **bad))
    await client(
        db, town.contact, "Kim", checked(asked=ago(days=3), answered_at=ago(days=2), **bad),
        checked(asked=ago(days=1), answered_at=ago(hours=20), **good),
    )  # fmt: skip
    await client(db, town.contact, "Bo", checked(asked=ago(days=30), answered_at=ago(days=29), **bad))
    facts = await ask(db, "bad_mood", town.contact)
    assert [(f.name, f.words) for f in facts] == [("Sam", "rot")]


async def test_appointments_of_today_and_ones_own_with_others_clients(db: Database, town: Town) -> None:
    async with db.begin() as session:
        debts = await add_staff(session, Role.DEBT_SPECIALIST, town.team, name="Dea")
    at = moment("2026-11-26 14:30")
    await client(db, town.contact, "Sam", row(Appointment, staff_id=debts.id, starts_at=at, place="Inloop"))
    await client(db, town.contact, "Kim", row(Appointment, starts_at=at + timedelta(days=1)))
    await client(db, town.contact, "Bo", row(Appointment, starts_at=at, state="cancelled"))
    await client(db, town.contact, "Jo", row(Appointment, starts_at=moment("2026-11-26 00:00"), state="proposed"))
    assert [(f.name, f.kind) for f in await ask(db, "appointments", town.contact)] == [
        ("Jo", "proposed"),
        ("Sam", "planned"),
    ]
    [fact] = await ask(db, "appointments", debts)
    assert (fact.name, fact.with_id, fact.contact_id, fact.words) == ("Sam", debts.id, town.contact.id, "Inloop")


async def test_steps_of_today_and_open_ones(db: Database, town: Town) -> None:
    at = moment("2026-11-26 23:59")
    await client(
        db, town.contact, "Sam", row(Step, what="post", planned_at=at, created_at=ago(days=9)),
        row(Step, what="bellen", created_at=ago(days=2)), row(Step, what="oud", state="dropped"),
    )  # fmt: skip
    assert [(f.name, f.words, f.at) for f in await ask(db, "steps_today", town.contact)] == [("Sam", "post", at)]
    assert [(f.name, f.number, f.words) for f in await ask(db, "steps", town.contact)] == [("Sam", 2, "post")]


async def test_a_term_is_near_by_law_or_by_threat(db: Database, town: Town) -> None:
    def referral(due: int, threat: int | None = None, **more: Any) -> Callable[[Person, Conversation], Any]:
        return lambda person, talk: DebtReferral(
            person_id=person.id, conversation_id=talk.id, consent_at=NOW, consent_to="x", requested_on=TODAY,
            due_on=TODAY + timedelta(due), threat_on=None if threat is None else TODAY + timedelta(threat), **more,
        )  # fmt: skip

    await client(db, town.contact, "Sam", referral(5))
    await client(db, town.contact, "Kim", referral(20, 2, urgent=True))
    await client(db, town.contact, "Bo", referral(9))
    await client(db, town.contact, "Jo", referral(1, closed_at=NOW))
    facts = await ask(db, "terms", town.contact)
    assert [(f.name, f.kind, f.day, f.number) for f in facts] == [
        ("Kim", "threat", date(2026, 11, 28), 1), ("Sam", "first_talk", date(2026, 12, 1), 0),
    ]  # fmt: skip
    assert names(await ask(db, "terms", town.contact, days=10)) == ["Kim", "Sam", "Bo"]


async def test_who_cannot_be_reached(db: Database, town: Town) -> None:
    await client(db, town.contact, "Sam")
    kim = await client(db, town.contact, "Kim")
    async with db.begin() as session:
        talk = (await session.exec(select(Conversation.id).where(Conversation.person_id == kim.id))).one()
        [address] = (await session.exec(select(ChannelAddress).where(ChannelAddress.conversation_id == talk))).all()
        address.unreachable_since = ago(days=3)
        await add_person(session, town.contact, "Bo")
    facts = await ask(db, "unreachable", town.contact)
    assert [(f.name, f.kind) for f in facts] == [("Kim", ""), ("Bo", "never")] and facts[0].at == ago(days=3)


async def test_crises_and_other_open_work(db: Database, town: Town) -> None:
    sam, kim = await client(db, town.contact, "Sam"), await client(db, town.contact, "Kim")
    async with db.begin() as session:
        for person, kind in ((sam, "crisis"), (kim, "request"), (kim, "check_in_bad")):
            talk = await conversations.of_person(session, person.id)
            assert talk is not None
            await tasks.raise_task(session, kind=kind, conversation_id=talk.id, now=NOW, words="help",
                                   priority=tasks.SOON if kind == "check_in_bad" else tasks.NORMAL)  # fmt: skip
    assert [(f.name, f.words) for f in await ask(db, "crisis", town.contact)] == [("Sam", "help")]
    assert [(f.name, f.number, f.kind) for f in await ask(db, "tasks", town.contact)] == [("Kim", 2, "check_in_bad")]


async def test_what_there_is_to_celebrate(db: Database, town: Town) -> None:
    await client(db, town.contact, "Sam", row(Step, what="post", state="done", ended_at=ago(days=1)))
    await client(db, town.contact, "Kim", row(Step, what="post", state="partly", ended_at=ago(days=9)))
    await client(db, town.contact, "Bo", row(Milestone, kind="own_home", reached_on=TODAY, created_at=ago(hours=3)))
    facts = await ask(db, "celebrate", town.contact)
    assert [(f.name, f.kind, f.words) for f in facts] == [("Bo", "milestone", "own_home"), ("Sam", "done", "post")]


async def test_who_was_not_spoken_to_for_long(db: Database, town: Town) -> None:
    people = {name: await client(db, town.contact, name) for name in ("Sam", "Kim", "Bo")}
    async with db.begin() as session:
        for name, days in (("Sam", 20), ("Kim", 3)):
            talk = await conversations.of_person(session, people[name].id)
            assert talk is not None
            await messages.say(
                session, conversation_id=talk.id, address_id=None, said="hoi", now=ago(days=days), sender="human",
                staff_id=town.contact.id,
            )  # fmt: skip
    facts = await ask(db, "unspoken", town.contact)
    assert [(f.name, f.kind, f.at) for f in facts] == [("Bo", "never", ago(days=60)), ("Sam", "", ago(days=20))]
    assert names(await ask(db, "unspoken", town.contact, days=30)) == ["Bo"]


async def test_who_wants_no_messages_or_a_pause(db: Database, town: Town) -> None:
    await client(db, town.contact, "Sam", lambda person, talk: setattr(person, "opted_out_at", ago(days=3)))
    await client(db, town.contact, "Kim", row(CheckInPlan, paused_until=TODAY + timedelta(3)))
    await client(db, town.contact, "Bo", row(CheckInPlan, paused_until=TODAY))
    found = await ask(db, "stopped", town.contact)
    assert [(f.name, f.kind, f.day) for f in found] == [
        ("Sam", "opted_out", None),
        ("Kim", "paused", date(2026, 11, 29)),
    ]


async def test_who_came_from_a_colleague(db: Database, town: Town) -> None:
    async with db.begin() as session:
        kim = await add_staff(session, Role.CONTACT_PERSON, town.team)
    moved = {"from_id": kim.id, "by_id": kim.id, "note": "rustig bellen"}
    await client(db, town.contact, "Sam", row(Transfer, to_id=town.contact.id, created_at=ago(days=1), **moved))
    await client(db, town.contact, "Bo", row(Transfer, to_id=town.contact.id, created_at=ago(days=9), **moved))
    [fact] = await ask(db, "new", town.contact)
    assert (fact.name, fact.with_id, fact.words) == ("Sam", kim.id, "rustig bellen")


@pytest.mark.parametrize("question", sorted(QUESTIONS))
async def test_nobody_sees_anothers_clients_and_no_contacts_give_no_rows(
    db: Database, town: Town, question: str
) -> None:
    async with db.begin() as session:
        other = await add_staff(session, Role.CONTACT_PERSON, town.team)

    def busy(person: Person, talk: Conversation) -> None:
        person.opted_out_at, talk.waiting_since = ago(days=9), ago(hours=1)

    await client(
        db, town.contact, "Sam", busy, checked(asked=ago(days=9), answered_at=ago(days=1), mood="bad"), checked(),
        row(Step, what="post", planned_at=NOW), row(Step, what="post", state="done", ended_at=NOW),
        row(Appointment, starts_at=NOW),
    )  # fmt: skip
    assert await ask(db, question, other) == [] == await ask(db, question)


async def test_two_hundred_clients_take_no_more_statements_than_five(db: Database, town: Town) -> None:
    counts = []
    for number in (5, 200):
        async with db.begin() as session:
            session.add_all(
                Person(display_name=f"C{n}", team_id=town.team.id, contact_person_id=town.contact.id)
                for n in range(number)
            )  # fmt: skip
        said: list[str] = []
        listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
        event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
        async with db.begin() as session:
            for question in QUESTIONS:
                await caseload.ask(session, question, [town.contact.id], window(NOW))
        event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
        counts.append(len(said))
    assert counts == [len(QUESTIONS)] * 2


async def test_sizes_count_clients_per_colleague(db: Database, town: Town) -> None:
    await client(db, town.contact, "Sam")
    await client(db, town.contact, "Kim")
    async with db.begin() as session:
        kim = await add_staff(session, Role.CONTACT_PERSON, town.team)
        assert await caseload.sizes(session, [town.contact.id, kim.id]) == [("Noor", 2)]
        assert set(await caseload.team(session, town.team.id)) == {town.contact.id, kim.id}
