"""The example lives: the same ones every time, and something to see on every page of work."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, func, select

from actions import dashboard
from actions import today as days
from actions.mood_trend import LATELY
from bot import demo, demo_debts, demo_life
from bot.web.parts import Parts
from storage import clients
from storage.colleagues import ANSWERING
from storage.conversations import Conversation
from storage.messages import Message
from storage.people import Person
from storage.staff import StaffMember
from storage.waits import Wait
from storage.workload import loads
from tests.town import moment


async def live(parts: Parts, now: datetime) -> None:
    async with parts.database.begin() as session:
        await demo_debts.seed(session, now)
        await demo_life.seed(session, now)


async def test_there_is_something_to_see_for_who_begins(parts: Parts) -> None:
    now = parts.now()
    await live(parts, now)
    async with parts.database.begin() as session:
        own = (await session.exec(select(StaffMember).where(StaffMember.username == "contactpersoon"))).one()
        day = await days.day(session, own, [own.id], now)
        load = await loads(session, roles=list(ANSWERING), team_id=None, now=now)
        whose = clients.Whose(team_id=own.team_id, everywhere=False, contacts=[own.id])
        mine = await clients.rows(session, whose, order="name", after=None, most=50, now=now, since=now - LATELY)
        month = now.date().replace(day=1)
        facts = await dashboard.facts(session, dashboard.span(month, now.date(), now))
        first = await demo.first_client(session)
    for question in ("waiting", "silent", "due", "celebrate", "new"):
        assert day.lines[question], question
    assert len({one.team for one in load}) == 3 and sum(one.waiting for one in load) >= 5
    assert len(mine) >= 12 and any(one.moods for one in mine) and any(one.next_at for one in mine)
    assert facts.waited is not None and facts.waited.over > 10
    assert facts.appointments["kept"] and facts.appointments["moved"] and len(facts.said) > 20
    assert first is not None and first.display_name == "Voorbeeldcliënt 1"


async def test_a_new_example_client_gets_a_name_of_their_own(parts: Parts) -> None:
    await live(parts, parts.now())
    async with parts.database.begin() as session:
        await demo.new_client(session, parts.now())
        names = (await session.exec(select(Person.display_name))).all()
    assert len(names) == len(set(names)) == demo_life.LAST + 1


@pytest.mark.parametrize("at", ["2026-11-22 03:10", "2026-12-28 23:50", "2027-03-28 12:00", "2027-01-01 09:00"])
async def test_at_any_moment_it_is_the_past_and_always_the_same(parts: Parts, at: str) -> None:
    now = moment(at)
    await live(parts, now)
    async with parts.database.begin() as session:
        newest = (await session.exec(select(func.max(Message.created_at)))).one()
        late = await session.exec(select(Wait).where(col(Wait.ended_at) > now))
        running = (await session.exec(select(func.count()).where(col(Wait.ended_at).is_(None)))).one()
        waiting = (await session.exec(select(func.count()).where(col(Conversation.waiting_since).is_not(None)))).one()
    assert newest is not None and newest <= now + timedelta(seconds=1) and late.all() == []
    assert running == waiting >= 7
