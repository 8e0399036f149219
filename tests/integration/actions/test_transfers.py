"""Handing over and being away, as clients and colleagues meet it: nobody is lost, and only what is true is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import select

from actions import human, transfers
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages
from storage import transfers as stored
from storage.audit import AuditEntry
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import Role, StaffMember
from storage.transfers import Absence, Transfer
from tests import talk
from tests.town import Town, add_staff, moment

pytest_plugins = ("tests.database",)
NOON = moment("2026-11-26 12:00")


async def kim_of(db: Database, town: Town, name: str = "Kim") -> StaffMember:
    async with db.begin() as session:
        return await add_staff(session, Role.CONTACT_PERSON, town.team, name=name)


async def moves(sam: talk.Talk, to: StaffMember, by: StaffMember, note: str = "", now: datetime = NOON) -> Transfer:
    assert sam.person is not None
    async with sam.db.begin() as session:
        [made] = await transfers.hand_over(session, [sam.person.id], to_id=to.id, by=by, note=note, now=now)
    return made


async def ring(db: Database, now: datetime = NOON) -> None:
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def told_at(sam: talk.Talk, made: Transfer) -> datetime | None:
    async with sam.db.begin() as session:
        return (await session.get_one(Transfer, made.id)).told_at


async def test_the_client_hears_who_it_is_now(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await kim_of(db, town)
    made = await moves(sam, kim, town.contact, "Sam belt liever dan appt.")
    await ring(db)
    assert await heard(sam) == [
        "Hoi Sam, Kim is nu je contactpersoon.\nNoor heeft Kim bijgepraat. Je kunt hier gewoon blijven schrijven."
    ]
    assert "liever" not in (await heard(sam))[0] and await told_at(sam, made) == NOON
    async with db.begin() as session:
        [entry] = (await session.exec(select(AuditEntry).where(AuditEntry.action == "person.handed_over"))).all()
    assert (entry.staff_id, entry.details["to"]) == (town.contact.id, str(kim.id)) and "note" not in entry.details


async def test_that_somebody_was_filled_in_is_only_said_when_it_is_true(db: Database, town: Town) -> None:
    sam, kim, lee = await talk.client(db, town.contact), await kim_of(db, town), await kim_of(db, town, "Lee")
    await moves(sam, kim, lee, "Noor is ziek.")
    await ring(db)
    assert await heard(sam) == ["Hoi Sam, Kim is nu je contactpersoon.\nJe kunt hier gewoon blijven schrijven."]


async def test_at_night_it_waits_for_the_morning_and_it_is_one_thing_a_day(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await kim_of(db, town)
    assert sam.person is not None
    night = moment("2026-11-26 22:00")
    async with db.begin() as session:
        session.add(CheckInPlan(person_id=sam.person.id, every_days=7))
        session.add(
            Nudge(kind="check_in", person_id=sam.person.id, due_at=moment("2026-11-27 08:00"), dedupe_key="asked")
        )
    made = await moves(sam, kim, town.contact, now=night)
    await ring(db, night)
    await ring(db, moment("2026-11-27 07:59"))
    assert await heard(sam) == []
    await ring(db, moment("2026-11-27 08:00"))
    await ring(db, moment("2026-11-27 12:00"))
    assert len(await heard(sam)) == 1
    await ring(db, moment("2026-11-30 08:00"))  # not in the weekend
    assert len(await heard(sam)) == 2 and await told_at(sam, made) is not None


async def test_handed_on_before_it_was_said_only_the_last_is_said(db: Database, town: Town) -> None:
    sam, kim, lee = await talk.client(db, town.contact), await kim_of(db, town), await kim_of(db, town, "Lee")
    first = await moves(sam, kim, town.contact)
    second = await moves(sam, lee, kim, now=NOON + timedelta(seconds=1))
    await ring(db, NOON + timedelta(minutes=1))
    assert [said.split("\n")[0] for said in await heard(sam)] == ["Hoi Sam, Lee is nu je contactpersoon."]
    assert await told_at(sam, first) is None and await told_at(sam, second) is not None


async def test_who_opted_out_is_not_told_and_the_record_says_so(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await kim_of(db, town)
    await sam.says("stop")
    before = await heard(sam)
    made = await moves(sam, kim, town.contact)
    await ring(db)
    assert await heard(sam) == before and await told_at(sam, made) is None


async def test_who_waits_goes_on_waiting_and_open_tasks_stay(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await kim_of(db, town)
    await sam.says("mens spreken")
    since = (await sam.state()).waiting_since
    await moves(sam, kim, town.contact)
    assert (await sam.state()).waiting_since == since is not None
    assert await sam.tasks() == {"talk_to_human": 1}


async def test_a_colleague_in_the_chat_lets_go_kindly_and_the_new_one_stays(db: Database, town: Town) -> None:
    for taker, mode in ((town.contact, "bot"), (await kim_of(db, town), "human")):
        sam, kim = await talk.client(db, town.contact), await kim_of(db, town)
        by = town.contact if taker is town.contact else kim
        async with db.begin() as session:
            await human.take_over(session, sam.conversation_id, by, NOON)
        await sam.says("ben je er nog")
        await moves(sam, kim, town.contact)
        state = await sam.state()
        assert (state.mode, state.waiting_since is not None) == (mode, True)
        assert ("Hier is Stapje weer, de computer. Waar kan ik bij helpen?" in await heard(sam)) == (mode == "bot")


async def test_who_asks_for_a_human_hears_who_stands_in(db: Database, town: Town) -> None:
    kim = await kim_of(db, town)
    sam = await talk.client(db, town.contact, now=NOON)
    async with db.begin() as session:
        absence = Absence(
            staff_id=town.contact.id, cover_id=kim.id, first_day=date(2026, 11, 26), last_day=date(2026, 11, 27)
        )  # fmt: skip
        kept = await transfers.be_away(session, absence, by=town.contact, now=NOON)
    await ring(db)
    assert await heard(sam) == [], "nobody is bothered with a holiday"
    assert (await sam.says("mens spreken")).has("human-stands-in", away="Noor", name="Kim")
    async with db.begin() as session:
        await transfers.be_back(session, kept.id, by=town.contact, now=NOON)
    assert not (await sam.says("mens spreken")).has("human-stands-in", away="Noor", name="Kim")
    async with db.begin() as session:
        actions = (await session.exec(select(AuditEntry.action))).all()
    assert {"absence.planned", "absence.ended"} <= set(actions)


async def test_all_of_one_colleague_at_once_and_then_they_may_leave(db: Database, town: Town) -> None:
    kim = await kim_of(db, town)
    sams = [await talk.client(db, town.contact, name=f"C{n}") for n in range(4)]
    people = [sam.person.id for sam in sams if sam.person]
    async with db.begin() as session:
        made = await transfers.hand_over(session, people, to_id=kim.id, by=town.contact, note="", now=NOON)
    assert {one.person_id for one in made} == set(people)
    await ring(db)
    assert all(len(said) == 1 for said in [await heard(sam) for sam in sams])
    async with db.begin() as session:
        await stored.deactivate(session, town.contact.id, date(2026, 11, 26))
        assert {p.contact_person_id for p in (await session.exec(select(Person))).all()} == {kim.id}
