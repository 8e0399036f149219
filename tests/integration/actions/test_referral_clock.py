"""The clock of a request for debt help at work: warnings climb, a breach is noted once, the client hears nothing."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from actions import referral_clock, referrals
from actions.nudges import compose
from storage import nudges, referral_events, tasks
from storage.database import Database
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.nudges import Nudge
from storage.referral_events import ReferralEvent
from storage.tasks import Task
from tests import referrals as world
from tests import talk
from tests.referrals import Desk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")


@pytest.fixture
async def sam(db: Database, town: Town) -> talk.Talk:
    return await talk.client(db, town.contact, now=NOW)


@pytest.fixture
async def desk(db: Database, town: Town) -> Desk:
    async with db.begin() as session:
        return await world.add_desk(session)


async def ask(db: Database, sam: talk.Talk, desk: Desk, *, urgent: bool = False) -> DebtReferral:
    async with db.begin() as session:
        return await world.asked(session, sam, desk, urgent=urgent)


async def work(db: Database, sam: talk.Talk) -> Task:
    """The one open task."""
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
        return task


async def events(db: Database, made: DebtReferral, kind: str) -> list[ReferralEvent]:
    async with db.begin() as session:
        return [e for e in await referral_events.of_referral(session, made.id) if e.kind == kind]


async def test_a_calm_request_climbs_rung_by_rung(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    for at, level, priority, words in (
        ("2026-11-30 09:00", 1, 1, "nog niet opgepakt"),
        ("2026-12-17 09:00", 1, 1, "over een week"),
        ("2026-12-22 09:00", 1, 1, "nog 2 werkdagen"),
        ("2026-12-24 09:00", 1, 0, "vandaag laatste dag"),
        ("2026-12-28 09:00", 1, 0, "te laat"),
        ("2026-12-29 09:00", 2, 0, "nog steeds te laat"),
    ):
        for late in (0, 1):  # a second round at once repeats nothing
            await world.ring(db, moment(at) + timedelta(seconds=late))
        task = await work(db, sam)
        assert (task.level, task.priority) == (level, priority) and words in task.words
    assert len(await events(db, made, "warned")) == 6
    [breach] = await events(db, made, "breach")
    assert (breach.happened_on, breach.words) == (date(2026, 12, 25), "first_talk")
    async with db.begin() as session:
        assert await world.planned(session, "referral_deadline") == []
        assert await world.heard(session, sam) == [], "the client hears none of it"


async def test_an_urgent_one_is_with_the_team_after_its_last_day(db: Database, sam: talk.Talk, desk: Desk) -> None:
    await ask(db, sam, desk, urgent=True)
    assert (await work(db, sam)).priority == tasks.URGENT, "at once"
    await world.ring(db, moment("2026-11-30 23:00"))
    assert (await work(db, sam)).words == "de huur loopt achter", "nothing yet"
    await world.ring(db, moment("2026-12-01 09:00"))
    assert (await work(db, sam)).level == tasks.CONTACT_PERSON and "vandaag" in (await work(db, sam)).words
    await world.ring(db, moment("2026-12-02 09:00"))
    assert (await work(db, sam)).level == tasks.TEAM
    await world.ring(db, moment("2026-12-03 09:00"))
    assert (await work(db, sam)).level == tasks.COORDINATOR


async def test_who_took_it_up_is_not_asked_to(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    async with db.begin() as session:
        await referrals.accept(session, await session.get_one(DebtReferral, made.id), desk.first, NOW)
        [nudge] = await world.planned(session, "referral_deadline")
    assert nudge.details["rung"] == "week"
    await world.ring(db, moment("2026-11-30 09:00"))
    async with db.begin() as session:
        assert await tasks.open_tasks(session, sam.conversation_id) == []


async def test_a_clock_that_slept_for_a_month_wakes_up_at_the_top(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    await world.ring(db, moment("2027-01-15 10:00"))
    assert (await work(db, sam)).level == tasks.COORDINATOR
    assert len(await events(db, made, "breach")) == 1 and len(await events(db, made, "warned")) == 1


async def test_a_change_at_the_very_moment_of_a_warning_does_not_lose_it(
    db: Database, sam: talk.Talk, desk: Desk
) -> None:
    made = await ask(db, sam, desk, urgent=True)
    at = moment("2026-12-02 09:00")
    async with db.begin() as session:  # the morning of the last day and the breach are both not given yet
        await referrals.accept(session, await session.get_one(DebtReferral, made.id), desk.first, at)
    await world.ring(db, at)
    assert "te laat" in (await work(db, sam)).words and len(await events(db, made, "breach")) == 1


async def test_a_worker_that_is_killed_and_two_at_once_repeat_nothing(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk, urgent=True)
    at = moment("2026-12-02 09:00")
    with pytest.raises(RuntimeError, match="killed"):
        async with db.begin() as session:
            await compose(session, at)
            raise RuntimeError("killed")
    assert await events(db, made, "warned") == []
    await asyncio.gather(world.ring(db, at), world.ring(db, at))
    await world.ring(db, at)
    assert len(await events(db, made, "warned")) == 1 and len(await events(db, made, "breach")) == 1
    async with db.begin() as session:
        assert [n.details["rung"] for n in await world.planned(session, "referral_deadline")] == ["coordinator"]


async def test_a_warning_that_is_being_given_while_somebody_takes_it_up_comes_to_nothing(
    db: Database, sam: talk.Talk, desk: Desk
) -> None:
    made = await ask(db, sam, desk)
    at = moment("2026-11-30 09:00")
    async with db.begin() as session:
        await sam.locked(session)
        ringing = asyncio.create_task(world.ring(db, at))
        await asyncio.sleep(0.3)  # it holds the warning and waits for the conversation
        await referrals.accept(session, await session.get_one(DebtReferral, made.id), desk.first, at)
    await ringing
    assert await events(db, made, "warned") == []
    async with db.begin() as session:
        first = select(Nudge).where(Nudge.kind == "referral_deadline").order_by(col(Nudge.due_at))
        assert [(n.details["rung"], n.state) for n in (await session.exec(first)).all()] == [
            ("unaccepted", "cancelled"), ("week", "planned"),
        ]  # fmt: skip


async def test_a_late_talk_is_a_breach_even_if_no_clock_rang(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk, urgent=True)
    later = moment("2026-12-04 10:00")
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await referrals.enter(session, referral, "intake", date(2026, 12, 3), desk.first, later)
    [breach] = await events(db, made, "breach")
    assert breach.happened_on == date(2026, 12, 2)
    await world.ring(db, later)
    assert len(await events(db, made, "breach")) == 1


async def test_a_talk_in_time_that_is_noted_late_is_no_breach(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk, urgent=True)
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        at = moment("2026-12-02 08:30")
        await referrals.enter(session, referral, "intake", date(2026, 12, 1), desk.first, at)
    await world.ring(db, moment("2026-12-02 09:00"))
    assert await events(db, made, "breach") == []


async def test_a_late_request_never_lies_still(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk, urgent=True)
    for day in ("02", "03"):
        await world.ring(db, moment(f"2026-12-{day} 09:00"))
    late = moment("2026-12-04 10:00")
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await referrals.accept(session, referral, desk.first, late)
        assert (await tasks.open_tasks(session, sam.conversation_id))[0].level == tasks.COORDINATOR
        await referrals.enter(session, referral, "crisis", late.date(), desk.first, late)
        assert (await tasks.open_tasks(session, sam.conversation_id))[0].level == tasks.COORDINATOR
        await referrals.enter(session, referral, "intake", late.date(), desk.first, late)
        assert await tasks.open_tasks(session, sam.conversation_id) == []
    assert len(await events(db, made, "breach")) == 1


async def test_a_calm_request_that_comes_back_late_is_still_too_late(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    await world.ring(db, moment("2026-12-29 09:00"))
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await referrals.hand_back(session, referral, desk.first, "verhuisd", moment("2026-12-29 10:00"))
    assert (await work(db, sam)).words.endswith("Reden: verhuisd") and (await work(db, sam)).level == 2
    await world.ring(db, moment("2026-12-31 09:00"))
    task = await work(db, sam)
    assert "nog steeds te laat" in task.words and (task.level, task.priority) == (2, 0)


async def test_a_talk_entered_so_late_that_the_decision_is_late_too(db: Database, town: Town, sam: talk.Talk) -> None:
    async with db.begin() as session:
        desk = await world.add_desk(session, decision_weeks=1)
        made = await world.asked(session, sam, desk)
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        at = moment("2026-12-14 10:00")
        await referrals.enter(session, referral, "intake", date(2026, 11, 27), desk.first, at)
    assert [(e.words, e.happened_on) for e in await events(db, made, "breach")] == [("decision", date(2026, 12, 5))]
    assert (await work(db, sam)).level == tasks.COORDINATOR


async def test_a_late_decision_is_a_breach_of_its_own(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await referrals.enter(session, referral, "intake", date(2026, 11, 26), desk.first, NOW)
    await world.ring(db, moment("2027-01-22 09:00"))
    [breach] = await events(db, made, "breach")
    assert (breach.words, breach.happened_on) == ("decision", date(2027, 1, 22))
    assert "besluit" in (await work(db, sam)).words


async def test_a_warning_from_before_the_rungs_still_warns(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    async with db.begin() as session:
        await nudges.cancel_kind(session, "referral_deadline", made.id, now=NOW, reason="test")
        old = Nudge(
            kind="referral_deadline", person_id=made.person_id, conversation_id=made.conversation_id,
            subject_id=made.id, due_at=moment("2026-12-24 17:00"), dedupe_key=f"referral_deadline:{made.id}",
        )  # fmt: skip
        await nudges.plan(session, [old])
    await world.ring(db, moment("2026-12-24 17:00"))
    assert (await work(db, sam)).priority == tasks.URGENT
    async with db.begin() as session:
        [then] = await world.planned(session, "referral_deadline")
    assert then.details["rung"] == "breach"


async def test_a_request_without_a_warning_gets_one_at_night(db: Database, sam: talk.Talk, desk: Desk) -> None:
    made = await ask(db, sam, desk)
    async with db.begin() as session:
        await nudges.cancel_kind(session, "referral_deadline", made.id, now=NOW, reason="lost")
    for planned in (1, 0):
        async with db.begin() as session:
            assert await referral_clock.plan_missing(session, NOW) == planned
    async with db.begin() as session:
        assert len(await world.planned(session, "referral_deadline")) == 1


async def test_a_term_that_the_desk_tells_later_starts_the_clock_the_night_after(
    db: Database, town: Town, sam: talk.Talk
) -> None:
    async with db.begin() as session:
        desk = await world.add_desk(session, decision_weeks=None)
        made = await world.asked(session, sam, desk)
        await referrals.enter(session, made, "intake", date(2026, 11, 26), desk.first, NOW)
    async with db.begin() as session:
        assert await referral_clock.plan_missing(session, NOW) == 0
        (await session.get_one(DebtDesk, desk.row.id)).decision_weeks = 8
    async with db.begin() as session:
        assert await referral_clock.plan_missing(session, NOW) == 1
        assert (await session.get_one(DebtReferral, made.id)).decision_due_on == date(2027, 1, 21)
        [nudge] = await world.planned(session, "referral_deadline")
    assert nudge.details["clock"] == "decision"


async def test_many_are_warned_of_in_as_many_statements_as_a_few(db: Database, town: Town, desk: Desk) -> None:
    few = await statements(db, town, desk, 2, "2026-11-26 10:00")
    assert await statements(db, town, desk, 12, "2027-01-07 10:00") == few


async def statements(db: Database, town: Town, desk: Desk, people: int, asked_at: str) -> int:
    """How much a round says to the database in which so many requests get their first warning."""
    now = moment(asked_at)
    for number in range(people):
        made = await ask(db, await talk.client(db, town.contact, now=now, name=f"Voorbeeldcliënt {number}"), desk)
    spoken: list[str] = []

    def listen(*given: object) -> None:
        spoken.append(str(given[2]))

    event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
    await world.ring(db, now + timedelta(days=6))
    event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
    async with db.begin() as session:  # nothing of these is due in a later round
        for nudge in await world.planned(session, "referral_deadline"):
            await nudges.end(session, [nudge.id], state="cancelled", now=now)
    assert len(await events(db, made, "warned")) == 1
    return len(spoken)
