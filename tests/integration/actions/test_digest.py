"""The start of the day: on working mornings, for who wants it, only when there is something, and without names."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages
from storage.checkins import CheckIn
from storage.database import Database
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.staff import Role, StaffMember
from storage.transfers import Absence
from tests import talk
from tests.town import Town, add_person, add_staff, moment

pytest_plugins = ("tests.database",)
NIGHT, MORNING = moment("2026-11-26 03:10"), moment("2026-11-26 08:30")


async def night(db: Database, at: datetime = NIGHT) -> None:
    await Clockwork(db, Bell(), lambda: at).plan_check_ins()


async def ring(db: Database, at: datetime = MORNING) -> None:
    await Clockwork(db, Bell(), lambda: at).compose_due()


async def heard(noor: talk.Talk) -> list[str]:
    async with noor.db.begin() as session:
        return [m.text for m in await messages.latest(session, noor.conversation_id) if m.direction == "out"]


async def ends(db: Database) -> list[tuple[str, str | None]]:
    async with db.begin() as session:
        digests = select(Nudge).where(Nudge.kind == "digest")
        return [(n.state, n.reason) for n in (await session.exec(digests)).all()]


async def silent(db: Database, contact: StaffMember, name: str = "Sam") -> None:
    async with db.begin() as session:
        person = await add_person(session, contact, name)
        asked = MORNING - timedelta(days=2)
        session.add(CheckIn(person_id=person.id, asked_at=asked, last_asked_at=asked, created_at=asked))


async def test_numbers_in_the_morning_and_names_when_asked_for(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact, now=MORNING).begin()
    await silent(db, town.contact)
    async with db.begin() as session:
        kim = await add_person(session, town.contact, "Kim")
        made = MORNING - timedelta(hours=20)
        session.add(Milestone(person_id=kim.id, kind="own_home", reached_on=made.date(), created_at=made))
    await night(db)
    await ring(db, MORNING - timedelta(seconds=1))
    assert await heard(noor) == []
    await ring(db)
    assert await heard(noor) == ["Goedemorgen Noor. Vandaag voor jou:\n• 1 is stil\n• 1 heeft iets te vieren"]
    await noor.hears()
    assert "Nog geen antwoord (1): Sam" in (await noor.presses("button-show")).text
    assert (await noor.presses("button-call-first")).has("caseload-head-call", count=1)


async def test_nothing_to_say_is_not_said(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact).begin()
    await night(db)
    await ring(db)
    assert await heard(noor) == [] and await ends(db) == [("cancelled", "over")]


async def test_planning_twice_plans_once_and_only_on_working_days(db: Database, town: Town) -> None:
    await talk.Talk(db, staff=town.contact).begin()
    await talk.colleague(db, Role.NIGHT_STAFF)
    for at in ("2026-11-28 03:10", "2026-12-25 03:10", "2026-11-26 10:00"):  # Saturday, Christmas, too late
        await night(db, moment(at))
    assert await ends(db) == []
    await night(db)
    await night(db)
    assert await ends(db) == [("planned", None)]


@pytest.mark.parametrize("how", ["typed", "pressed"])
async def test_who_does_not_want_it_gets_none_and_can_have_it_back(db: Database, town: Town, how: str) -> None:
    noor = await talk.Talk(db, staff=town.contact, now=NIGHT).begin()
    await silent(db, town.contact)
    await night(db)
    if how == "typed":
        assert (await noor.says("geen dagstart meer", "opt_out")).has("digest-is-off")
        await ring(db)
        assert await ends(db) == [("cancelled", "over")]
    else:
        await ring(db)
        await noor.hears()
        assert (await noor.presses("button-no-digest")).has("digest-is-off")
    await night(db, NIGHT + timedelta(days=1))
    assert "planned" not in {state for state, _ in await ends(db)}
    assert (await noor.says("mag ik weer een dagstart", "out_of_scope")).has("digest-is-on")
    await night(db, NIGHT + timedelta(days=4))
    assert "planned" in {state for state, _ in await ends(db)}


async def test_who_is_away_gets_none_and_who_stands_in_gets_both(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact).begin()
    async with db.begin() as session:
        member = await add_staff(session, Role.CONTACT_PERSON, town.team, name="Kim van Dam")
        day = MORNING.date()
        session.add(Absence(staff_id=town.contact.id, cover_id=member.id, first_day=day, last_day=day))
    kim = await talk.Talk(db, staff=member).begin()
    await silent(db, town.contact)
    await silent(db, member, "Bo")
    await night(db)
    await ring(db)
    assert await heard(noor) == []
    assert await heard(kim) == ["Goedemorgen Kim. Vandaag voor jou:\n• 2 zijn stil"]


async def test_it_comes_late_but_not_in_the_afternoon(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact).begin()
    await silent(db, town.contact)
    await night(db)
    await ring(db, MORNING + timedelta(hours=4))
    assert await heard(noor) == [] and await ends(db) == [("missed", "too late")]


async def test_on_monday_the_weekend_is_news(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact).begin()
    async with db.begin() as session:
        kim = await add_person(session, town.contact, "Kim")
        for kind, at in (("own_home", "2026-11-27 08:00"), ("half_year", "2026-11-26 20:00")):
            made = moment(at)
            session.add(Milestone(person_id=kim.id, kind=kind, reached_on=made.date(), created_at=made))
    await night(db, moment("2026-11-30 03:10"))
    await ring(db, moment("2026-11-30 08:30"))
    assert await heard(noor) == ["Goedemorgen Noor. Vandaag voor jou:\n• 1 heeft iets te vieren"]


async def test_many_colleagues_take_no_more_statements_than_one(db: Database, town: Town) -> None:
    counts = []
    for day, number in ((0, 2), (1, 20)):
        for n in range(number):
            async with db.begin() as session:
                member = await add_staff(session, Role.CONTACT_PERSON, town.team, name=f"Kim{n}")
            await talk.Talk(db, staff=member).begin()
            await silent(db, member)
        said: list[str] = []
        listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
        event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
        await night(db, NIGHT + timedelta(days=day))
        await ring(db, MORNING + timedelta(days=day))
        event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
        counts.append(len(said))
    assert counts[0] == counts[1] <= 40


async def test_where_crisis_comes_first_a_wish_waits(db: Database, town: Town) -> None:
    noor = await talk.Talk(db, staff=town.contact, now=MORNING).begin()
    assert not (await noor.says("geen dagstart meer ik wil dood", "opt_out")).has("digest-is-off")


async def test_a_colleague_who_wants_no_messages_at_all_gets_no_start_of_the_day_either(
    db: Database, town: Town
) -> None:
    noor = await talk.Talk(db, staff=town.contact, now=NIGHT).begin()
    await noor.says("stop")
    await night(db)
    assert await ends(db) == []
    await noor.presses("button-opt-in")
    await night(db)
    assert await ends(db) == [("planned", None)]
