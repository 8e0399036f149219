"""The queue of requests for debt help: for whom which exist, and what comes first."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import referral_clock
from actions.referral_queue import reader_of
from storage import referral_queue
from storage.database import Database
from storage.debts import STAGES, DebtReferral
from storage.desks import DebtDesk
from storage.referral_queue import Choice, Reader
from storage.staff import Role
from tests.desk import ask, make_desk
from tests.town import add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
TODAY = date(2026, 11, 26)
LATER = date(2026, 12, 24)
EVERYWHERE = Reader(staff_id=uuid.uuid4(), team_id=None, everywhere=True)


async def shown(session: AsyncSession, reader: Reader, choice: Choice | None = None) -> list[str | None]:
    """The words of the requests somebody sees, in order: tests tell them apart by these."""
    rows = await referral_queue.rows(session, reader, choice or Choice(), today=TODAY, most=50)
    return [row.referral.words for row in rows]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("decision", [None, date(2027, 1, 20)])
async def test_the_clock_is_the_one_that_warns(db: Database, stage: str, decision: date | None) -> None:
    """Two places know which term runs, a query and the code that warns; they never disagree."""
    async with db.begin() as session:
        world = await make_desk(session)
        over = {"closed_at": moment("2026-11-26 12:00"), "closed_as": "done"} if stage == "closed" else {}
        made = await ask(session, world.person, world.desk, stage=stage, decision_due_on=decision, **over)
        found = await referral_queue.one(session, EVERYWHERE, made.id)
    runs = referral_clock.running(made)
    assert found is not None
    assert (found.clock, found.due_on) == ((runs.name, runs.due_on) if runs else (None, None))


async def test_urgent_and_late_come_first_then_what_is_due_soonest(db: Database) -> None:
    async with db.begin() as session:
        world = await make_desk(session)
        asked: dict[str, dict[str, Any]] = {
            "calm": {"due_on": LATER},
            "sooner": {"due_on": TODAY + timedelta(days=1)},
            "late": {"due_on": TODAY - timedelta(days=1)},
            "urgent": {"due_on": TODAY + timedelta(days=2), "urgent": True, "threat": "eviction"},
            "urgent, threat first": {
                "due_on": TODAY + timedelta(days=4), "urgent": True, "threat_on": TODAY + timedelta(days=1),
            },
            "helped": {"stage": "solution", "urgent": True},
            "talk was": {"stage": "intake", "decision_due_on": TODAY + timedelta(days=5), "due_on": TODAY},
        }  # fmt: skip
        for words, about in asked.items():
            person = await add_person(session, world.contact)
            await ask(session, person, world.desk, words=words, **about)
        assert await shown(session, reader_of(world.specialist)) == [
            "late", "urgent, threat first", "urgent", "sooner", "talk was", "calm", "helped",
        ]  # fmt: skip


async def test_filters_narrow_it_down(db: Database) -> None:
    async with db.begin() as session:
        world = await make_desk(session)
        asked: dict[str, dict[str, Any]] = {
            "new": {},
            "mine": {"staff_id": world.specialist.id, "municipality": "Wierden"},
            "talk was": {"staff_id": world.specialist.id, "stage": "intake", "decision_due_on": LATER},
            "over": {"stage": "closed", "closed_at": moment("2026-11-26 12:00"), "closed_as": "done"},
        }
        for words, about in asked.items():
            await ask(session, await add_person(session, world.contact), world.desk, words=words, **about)
        reader = reader_of(world.specialist)
        assert await shown(session, reader, Choice(show="new")) == ["new"]
        assert set(await shown(session, reader, Choice(show="mine"))) == {"mine", "talk was"}
        assert await shown(session, reader, Choice(show="closed")) == ["over"]
        assert await shown(session, reader, Choice(municipality="Wierden")) == ["mine"]
        assert await shown(session, reader, Choice(clock="decision")) == ["talk was"]
        assert await referral_queue.municipalities(session, reader) == ["Almelo", "Wierden"]


async def test_everybody_sees_what_is_theirs(db: Database) -> None:
    async with db.begin() as session:
        here, there = await make_desk(session), await make_desk(session, "Schuldhulp West")
        await ask(session, here.person, here.desk, words="at my team's desk")
        await ask(session, there.person, there.desk, words="at another desk")
        own = DebtDesk(name="Eigen loket", staff_id=here.specialist.id)
        outside = DebtDesk(name="Buiten Stapje")
        session.add_all([own, outside])
        await session.flush()
        beside = await add_staff(session, Role.DEBT_SPECIALIST, here.team, name="Bo")
        for words, desk, contact in (
            ("at my own desk", own, there.contact),
            ("at nobody's desk, my team", None, await add_staff(session, Role.CONTACT_PERSON, here.team)),
            ("at nobody's desk, another team", None, there.contact),
            ("at another desk, my team", there.desk, await add_staff(session, Role.CONTACT_PERSON, here.team)),
            ("outside, my team", outside, await add_staff(session, Role.CONTACT_PERSON, here.team)),
        ):
            await ask(session, await add_person(session, contact), desk, words=words)
        team = {"at my team's desk", "at nobody's desk, my team", "outside, my team"}
        assert set(await shown(session, reader_of(here.specialist))) == team | {"at my own desk"}
        assert set(await shown(session, reader_of(beside))) == team
        assert set(await shown(session, reader_of(there.specialist))) == {"at another desk", "at another desk, my team"}
        assert set(await shown(session, reader_of(here.contact))) == {"at my team's desk"}
        coordinator = await add_staff(session, Role.COORDINATOR, await add_team(session))
        assert len(await shown(session, reader_of(coordinator))) == 7
        loner = await add_staff(session, Role.DEBT_SPECIALIST, None)
        assert await shown(session, reader_of(loner)) == []


async def test_who_took_it_up_keeps_seeing_it(db: Database) -> None:
    async with db.begin() as session:
        here, there = await make_desk(session), await make_desk(session, "Schuldhulp West")
        made = await ask(session, here.person, here.desk, words="mine", staff_id=there.specialist.id)
        assert await shown(session, reader_of(there.specialist)) == ["mine"]
        found = await referral_queue.one(session, reader_of(there.specialist), made.id)
    assert found is not None and found.taken_by == "Sjoerd" and found.name == "Sam"
    assert found.desk is not None and found.desk.name == "Schuldhulp Oost"


async def test_a_letter_is_found_only_with_a_request_that_exists_for_you(db: Database) -> None:
    async with db.begin() as session:
        here, there = await make_desk(session), await make_desk(session, "Schuldhulp West")
        made: DebtReferral = await ask(session, here.person, here.desk, letters=[41, 42])
        assert await referral_queue.with_letter(session, reader_of(here.specialist), 42) == [made]
        assert await referral_queue.with_letter(session, reader_of(there.specialist), 42) == []
        assert await referral_queue.with_letter(session, reader_of(here.specialist), 43) == []
