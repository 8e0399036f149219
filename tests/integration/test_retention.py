"""Terms for keeping data over two simulated years: nothing older than its term stays, nothing younger goes."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import retention as rounds
from bot.web.parts import Parts
from storage import audit, audit_chain, conversations, messages, retention, rights, tasks
from storage.audit import AuditEntry
from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.database import Database
from storage.messages import Message
from storage.notes import Note
from storage.nudges import Nudge
from storage.people import Person
from storage.retention import BY_KEY, KINDS, RetentionRun
from storage.staff import Role
from storage.tasks import Task
from tests.conftest import Clock
from tests.desk import audited, browser
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
START = moment("2026-11-26 03:40")


@pytest.fixture(autouse=True)
def _no_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "BREATH", 0)


async def say(session: AsyncSession, thread: Conversation, at: datetime) -> int:
    return await messages.say(
        session, conversation_id=thread.id, address_id=None, said="Dag", now=at,
        buttons=[{"token": conversations.new_button_token(), "label": "Ja", "action": "x", "arguments": {}}],
    )  # fmt: skip


async def client(session: AsyncSession, town: Town, name: str) -> tuple[Person, Conversation]:
    person = await add_person(session, town.contact, name)
    return person, await conversations.ensure_for_person(session, person)


async def test_two_years_in_which_every_night_keeps_the_terms(db: Database, town: Town) -> None:
    days = {"chat": 90, "notes": 365, "tasks": 365, "nudges": 365}
    async with db.begin() as session:
        person, thread = await client(session, town, "Sam")
    for week in range(0, 105, 3):
        now = START + timedelta(weeks=week)
        async with db.begin() as session:
            await say(session, thread, now)
            session.add(Note(conversation_id=thread.id, staff_id=town.contact.id, text="x", created_at=now))
            await tasks.raise_task(session, kind="request", conversation_id=thread.id, now=now)
            [task] = await tasks.open_tasks(session, thread.id)
            await tasks.finish(session, task.id, town.contact.id, now)
            session.add(
                Nudge(
                    kind="check_in", person_id=person.id, due_at=now, dedupe_key=uuid.uuid4().hex, state="sent",
                    ended_at=now, said_on=now.date(),
                )
            )  # fmt: skip
        await rounds.keep_terms(db, Clock(now))
        async with db.begin() as session:
            for key, at in (
                ("chat", col(Message.created_at)), ("notes", col(Note.created_at)), ("tasks", col(Task.done_at)),
                ("nudges", col(Nudge.ended_at)),
            ):  # fmt: skip
                left = sorted(when for when in (await session.exec(select(at))).all() if when)
                made = [START + timedelta(weeks=each) for each in range(0, week + 1, 3)]
                assert left == [one for one in made if one >= now - timedelta(days=days[key])], (week, key)
    async with db.begin() as session:
        runs = await retention.runs(session, most=99)
    assert len(runs) == 35 and sum(run.gone.get("chat", 0) for run in runs) == 30
    assert all(run.ended_at for run in runs)


@pytest.mark.parametrize("why", ["task", "hold", "referral"])
async def test_what_is_still_needed_stays_however_old(db: Database, town: Town, why: str) -> None:
    old, now = START - timedelta(days=400), START
    async with db.begin() as session:
        person, thread = await client(session, town, "Sam")
        _, other = await client(session, town, "Robin")
        for one in (thread, other):
            await say(session, one, old)
        session.add(CheckIn(person_id=person.id, created_at=START - timedelta(days=3000)))
        if why == "task":
            await tasks.raise_task(session, kind="request", conversation_id=thread.id, now=old)
        elif why == "hold":
            session.add(rights.LegalHold(person_id=person.id, reason="rechter", staff_id=town.contact.id))
        else:
            await session.execute(
                text(
                    "INSERT INTO debt_referral (id, created_at, person_id, conversation_id, debt_types, words, urgent, "
                    "letters, stage, consent_at, consent_to, consent_purpose, consent_what, requested_on, due_on) "
                    "VALUES (gen_random_uuid(), now(), :p, :c, '[]', '', false, '{}', 'intake', now(), 'x', "
                    "'debt_help', '[]', '2026-01-01', '2026-01-29')"
                ),
                {"p": person.id, "c": thread.id},
            )
    await rounds.keep_terms(db, lambda: now)
    async with db.begin() as session:
        assert (await session.exec(select(Message.conversation_id))).all() == [thread.id]
        assert len((await session.exec(select(CheckIn))).all()) == 1
        [run] = await retention.runs(session)
    assert (run.gone, run.kept) == ({"chat": 1}, {"chat": 1, "moods": 1})


async def test_a_stranger_who_was_long_silent_is_gone_altogether(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for days in (100, 80):
            at = START - timedelta(days=days)
            address = await conversations.open_for_address(session, channel="webchat", bot="", address=str(days))
            thread = await session.get_one(Conversation, address.conversation_id)
            thread.created_at = at
            await say(session, thread, at)
    await rounds.keep_terms(db, lambda: START)
    async with db.begin() as session:
        assert len((await session.exec(select(Conversation))).all()) == 1
        [run] = await retention.runs(session)
    assert run.gone == {"chat": 1, "visitors": 1}


async def test_the_oldest_of_the_trail_goes_after_five_years_and_the_chain_stays_whole(db: Database) -> None:
    async with db.begin() as session:
        for at in (moment("2015-01-01 12:00"), moment("2015-01-02 12:00"), START):
            await audit.record(session, "x.y", now=at)
        await audit_chain.chain(session, START)
    await rounds.keep_terms(db, lambda: START)
    async with db.begin() as session:
        await audit_chain.chain(session, START)
        found = await audit_chain.verify(session)
        actions = (await session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id)))).all()
        [run] = await retention.runs(session)
    assert list(actions) == ["x.y", "audit.cut", "retention.ran"] and run.gone == {"audit": 2}
    assert (found.broken, found.cut, found.links) == (None, 2, 3)
    async with db.engine.begin() as connection:
        await connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        await connection.exec_driver_sql("DELETE FROM audit_entry WHERE action = 'x.y'")
        await connection.exec_driver_sql("DELETE FROM audit_link WHERE number = 3")
    async with db.begin() as session:
        assert "up to 3 are missing" in str((await audit_chain.verify(session)).broken)


async def test_two_rounds_in_one_night_are_one(db: Database) -> None:
    for _ in range(2):
        await rounds.keep_terms(db, lambda: START)
    async with db.begin() as session:
        assert len((await session.exec(select(RetentionRun))).all()) == 1


async def test_every_term_can_be_counted_and_swept(db: Database, town: Town) -> None:
    async with db.begin() as session:
        for kind in KINDS:
            assert await retention.over(session, kind, START) == (0, 0) or kind.key in {"guests"}
            assert (await retention.sweep(session, kind, START, None))[0] == 0
    assert town.team


async def test_a_term_is_changed_in_the_browser_after_seeing_what_it_does(parts: Parts, tell_time: Clock) -> None:
    async with parts.database.begin() as session:
        coordinator = await add_staff(session, Role.COORDINATOR, await add_team(session), name="Coor")
        person = await add_person(session)
        thread = await conversations.ensure_for_person(session, person)
        for days in (70, 71, 10):
            await say(session, thread, tell_time() - timedelta(days=days))
    async with browser(parts, coordinator) as web:
        assert "90 dagen" in (await web.get("/admin/retention")).text
        assert (await web.send("/admin/retention/chat", days="3")).status_code == 400
        assert (await web.send("/admin/retention/audit", days="60")).status_code == 400
        unseen = await web.send("/admin/retention/chat", days="60", do="keep")
        assert "Met 60 dagen gaan er vannacht 2 weg." in unseen.text
        assert (await web.send("/admin/retention/chat", days="60", do="keep", seen="60")).status_code == 303
        page = (await web.get("/admin/retention/chat")).text
        assert "90 dagen" in page and "60 dagen" in page and "Coor" in page
    assert [e.details["changed"] for e in await audited(parts, "retention.changed")] == [{"days": ["90", "60"]}]
    async with parts.database.begin() as session:
        assert (await retention.terms(session))["chat"] == 60
    assert BY_KEY["chat"].days == 90
