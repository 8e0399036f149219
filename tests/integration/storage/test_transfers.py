"""Who answers for a client: the rules about handing over, being away and leaving, also at the same moment."""

from __future__ import annotations

import asyncio
import uuid
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from storage import conversations, transfers
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.database import Database
from storage.errors import NobodyLeft, NotFound
from storage.people import Person
from storage.staff import Role, StaffMember
from storage.transfers import Absence, Transfer
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
TODAY = date(2026, 11, 26)
IDS = [uuid.UUID(int=n) for n in range(6)]


async def colleague(db: Database, town: Town, name: str = "Kim", role: Role = Role.CONTACT_PERSON) -> StaffMember:
    async with db.begin() as session:
        return await add_staff(session, role, town.team, name=name)


async def sam_of(db: Database, contact: StaffMember) -> Person:
    async with db.begin() as session:
        sam = await add_person(session, contact)
        await conversations.ensure_for_person(session, sam)
        return sam


async def moves(db: Database, sam: Person, to: uuid.UUID, by: StaffMember, note: str = "") -> list[Transfer]:
    async with db.begin() as session:
        await transfers.one_at_a_time(session)
        return await transfers.hand_over(session, [sam.id], to_id=to, by_id=by.id, note=note, now=NOW)


async def away(db: Database, who: StaffMember, cover: StaffMember, first: int = 0, last: int = 7) -> Absence:
    """Away from so many days after today to so many days after today."""
    absence = Absence(
        staff_id=who.id, cover_id=cover.id, first_day=TODAY + timedelta(first), last_day=TODAY + timedelta(last)
    )
    async with db.begin() as session:
        await transfers.one_at_a_time(session)
        return await transfers.be_away(session, absence, TODAY)


# ---------------------------------------------------------------- who is responsible


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS)), st.sampled_from(IDS))
def test_somebody_is_always_responsible_whatever_the_absences_say(
    gone: dict[uuid.UUID, uuid.UUID], who: uuid.UUID
) -> None:
    found = transfers.responsible(gone, who)
    circle = found in gone  # refused when written; if it were there, it ends in the circle and not with nobody
    assert found in IDS and (not circle or transfers.responsible(gone, gone[found]) in gone)


def test_a_cover_who_is_away_too_is_covered_by_theirs() -> None:
    chain = dict(pairwise(IDS))
    assert transfers.responsible(chain, IDS[0]) == IDS[-1]
    assert transfers.responsible({}, IDS[0]) == IDS[0]


async def test_who_stands_in_answers_for_both_and_who_is_away_for_nobody(db: Database, town: Town) -> None:
    kim, bo = await colleague(db, town), await colleague(db, town, "Bo")
    await away(db, town.contact, kim)
    await away(db, kim, bo, 3, 4)
    async with db.begin() as session:
        all_three = [town.contact.id, kim.id, bo.id]
        answers = [
            {one: await transfers.answers_for(session, one, TODAY + timedelta(day)) for one in all_three}
            for day in (0, 3, 8)
        ]
    assert [len(one[town.contact.id]) for one in answers] == [0, 0, 1]
    assert set(answers[0][kim.id]) == {kim.id, town.contact.id} and answers[0][bo.id] == [bo.id]
    assert set(answers[1][bo.id]) == {bo.id, kim.id, town.contact.id} and answers[1][kim.id] == []


# ---------------------------------------------------------------- handing over


async def test_contactperson_team_and_conversation_change_together(db: Database, town: Town) -> None:
    async with db.begin() as session:
        west = await add_team(session)
        kim = await add_staff(session, Role.CONTACT_PERSON, west, name="Kim")
    sam = await sam_of(db, town.contact)
    [made] = await moves(db, sam, kim.id, town.contact, "Graag rustig bellen.")
    assert (made.from_id, made.to_id, made.note, made.told_at) == (
        town.contact.id,
        kim.id,
        "Graag rustig bellen.",
        None,
    )
    async with db.begin() as session:
        after = await session.get_one(Person, sam.id)
        talk = (await session.exec(select(Conversation).where(Conversation.person_id == sam.id))).one()
    assert (after.contact_person_id, after.team_id, talk.team_id) == (kim.id, west.id, west.id)


async def test_to_whom_has_the_client_already_nothing_happens(db: Database, town: Town) -> None:
    sam = await sam_of(db, town.contact)
    assert await moves(db, sam, town.contact.id, town.contact) == []


async def test_what_a_client_proposed_waits_for_the_new_one_what_was_agreed_stays(db: Database, town: Town) -> None:
    kim, sam = await colleague(db, town), await sam_of(db, town.contact)
    async with db.begin() as session:
        for hours, state in ((1, "proposed"), (2, "planned")):
            at = NOW + timedelta(hours=hours)
            session.add(Appointment(person_id=sam.id, staff_id=town.contact.id, starts_at=at, state=state))
    await moves(db, sam, kim.id, town.contact)
    async with db.begin() as session:
        found = {a.state: a.staff_id for a in (await session.exec(select(Appointment))).all()}
    assert found == {"proposed": kim.id, "planned": town.contact.id}


@pytest.mark.parametrize("why", ["inactive", "without a team", "night shift"])
async def test_nobody_gets_a_contactperson_who_cannot_answer(db: Database, town: Town, why: str) -> None:
    sam = await sam_of(db, town.contact)
    async with db.begin() as session:
        role = Role.NIGHT_STAFF if why == "night shift" else Role.CONTACT_PERSON
        kim = await add_staff(session, role, None if why == "without a team" else town.team)
        kim.active = why != "inactive"
    with pytest.raises(NobodyLeft, match="cannot answer"):
        await moves(db, sam, kim.id, town.contact)
    with pytest.raises(NotFound):
        await moves(db, sam, uuid.uuid4(), town.contact)


# ---------------------------------------------------------------- being away


async def test_two_colleagues_cannot_stand_in_for_each_other(db: Database, town: Town) -> None:
    kim, bo = await colleague(db, town), await colleague(db, town, "Bo")
    await away(db, town.contact, kim, 0, 3)
    await away(db, kim, bo, 2, 6)
    with pytest.raises(NobodyLeft, match="circle"):
        await away(db, bo, town.contact, 3, 3)
    await away(db, bo, town.contact, 4, 4)  # by then the first one is back


async def test_the_same_colleague_is_away_once(db: Database, town: Town) -> None:
    kim, bo = await colleague(db, town), await colleague(db, town, "Bo")
    first = await away(db, town.contact, kim, 0, 3)
    with pytest.raises(NobodyLeft, match="overlaps"):
        await away(db, town.contact, bo, 3, 9)
    async with db.begin() as session:
        await transfers.be_back(session, first.id, NOW)
        assert (await transfers.be_back(session, first.id, NOW + timedelta(hours=1))).ended_at == NOW
    await away(db, town.contact, bo, 3, 9)


async def test_two_at_the_same_moment_leave_no_circle(db: Database, town: Town) -> None:
    kim = await colleague(db, town)
    done = await asyncio.gather(
        away(db, town.contact, kim), away(db, kim, town.contact), away(db, town.contact, kim), return_exceptions=True
    )
    assert sum(isinstance(one, Absence) for one in done) == 1
    assert all(isinstance(one, Absence | NobodyLeft) for one in done)


async def test_who_stands_in_can_read_the_conversations(db: Database, town: Town) -> None:
    async with db.begin() as session:
        kim = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
    with pytest.raises(NobodyLeft, match="other team"):
        await away(db, town.contact, kim)


async def test_days_that_cannot_be(db: Database, town: Town) -> None:
    kim = await colleague(db, town)
    with pytest.raises(NobodyLeft, match="past"):
        await away(db, town.contact, kim, -9, -1)
    with pytest.raises(NobodyLeft, match="in order"):
        await away(db, town.contact, kim, 3, 2)
    with pytest.raises(NobodyLeft, match="in order"):
        await away(db, town.contact, town.contact)
    with pytest.raises(NotFound):
        async with db.begin() as session:
            await transfers.be_back(session, uuid.uuid4(), NOW)


# ---------------------------------------------------------------- leaving


async def test_who_has_clients_or_stands_in_stays_active(db: Database, town: Town) -> None:
    kim, bo = await colleague(db, town), await colleague(db, town, "Bo")
    sam = await sam_of(db, town.contact)
    await away(db, bo, kim, 5, 6)
    for who, why in ((town.contact, "has clients"), (kim, "stands in")):
        with pytest.raises(NobodyLeft, match=why):
            async with db.begin() as session:
                await transfers.deactivate(session, who.id, TODAY)
    await moves(db, sam, bo.id, town.contact)
    async with db.begin() as session:
        assert not (await transfers.deactivate(session, town.contact.id, TODAY)).active
        assert not (await transfers.deactivate(session, kim.id, TODAY + timedelta(7))).active


async def test_handing_over_to_a_colleague_who_is_leaving_at_that_moment(db: Database, town: Town) -> None:
    kim, sam = await colleague(db, town), await sam_of(db, town.contact)

    async def leaves() -> None:
        async with db.begin() as session:
            await transfers.deactivate(session, kim.id, TODAY)

    await asyncio.gather(leaves(), moves(db, sam, kim.id, town.contact), return_exceptions=True)
    async with db.begin() as session:
        contact = (await session.get_one(Person, sam.id)).contact_person_id
        assert (await session.get_one(StaffMember, contact)).active
