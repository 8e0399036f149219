"""A colleague says in the chat that they had contact: the silence is over, of the right client and of nobody else."""

from __future__ import annotations

from sqlmodel import col, select

from storage.audit import AuditEntry
from storage.database import Database
from storage.staff import Role, StaffMember
from tests import talk
from tests.silence import MONDAY, asked, check_ins, every_task, planned, ring_at
from tests.town import Town, add_person, add_staff, moment

pytest_plugins = ("tests.database",)
LADDER = ("2026-11-24 16:00", "2026-11-26 10:30", "2026-11-27 09:00")
FRIDAY = moment("2026-11-27 11:00")


async def noor(db: Database, staff: StaffMember) -> talk.Talk:
    """The chat of a colleague."""
    return await talk.Talk(db, staff=staff, now=FRIDAY).begin()


async def audited(db: Database) -> list[AuditEntry]:
    async with db.begin() as session:
        return list((await session.exec(select(AuditEntry).where(col(AuditEntry.action) == "contact.had"))).all())


async def test_contact_in_a_sentence_ends_the_silence(db: Database, town: Town) -> None:
    sam = await asked(db, town, name="Voorbeeldcliënt 1")
    await ring_at(db, *LADDER)
    colleague = await noor(db, town.contact)
    answer = await colleague.says("heb contact gehad met voorbeeldclient 1", "out_of_scope")
    assert answer.has("contact-noted", name="Voorbeeldcliënt 1")
    assert [c.closed_as for c in await check_ins(sam)] == ["contact"]
    [task] = await every_task(sam)
    assert (task.done_at, task.done_by) == (FRIDAY, town.contact.id) and "Contact gehad met Noor" in task.words
    assert await planned(sam, "silence") == []
    [entry] = await audited(db)
    assert (entry.staff_id, entry.person_id) == (town.contact.id, sam.person.id)  # type: ignore[union-attr]


async def test_contact_while_tries_are_still_to_come_ends_those(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await (await noor(db, town.contact)).says("sam gesproken", "talk_to_human")).has(
        "contact-noted", name="Sam"
    )
    assert await planned(sam, "check_in_again") == []


async def test_of_two_who_may_be_meant_it_asks_which(db: Database, town: Town) -> None:
    sam, other = await asked(db, town, name="Sam de Vries"), await asked(db, town, name="Sam Bakker")
    colleague = await noor(db, town.contact)
    assert (await colleague.says("sam gesproken", "out_of_scope")).has("contact-which")
    assert [c.closed_at for c in [*await check_ins(sam), *await check_ins(other)]] == [None, None]
    assert (await colleague.presses("button-named-step", name="Sam Bakker")).has("contact-noted", name="Sam Bakker")
    assert [c.closed_as for c in [*await check_ins(sam), *await check_ins(other)]] == [None, "contact"]


async def test_without_a_name_it_offers_who_is_silent_and_takes_a_typed_name(db: Database, town: Town) -> None:
    await asked(db, town)
    kim = await asked(db, town, name="Kim")
    colleague = await noor(db, town.contact)
    answer = await colleague.says("ik heb contact gehad", "out_of_scope")
    assert answer.has("contact-which") and set(answer.buttons) == {"Kim", "Sam"}
    assert (await colleague.says("Kim", "out_of_scope")).has("contact-noted", name="Kim")
    assert [c.closed_as for c in await check_ins(kim)] == ["contact"]


async def test_contact_with_who_was_not_silent_is_only_noted(db: Database, town: Town) -> None:
    await talk.client(db, town.contact, now=MONDAY)
    colleague = await noor(db, town.contact)
    assert (await colleague.says("sam gezien", "out_of_scope")).has("contact-noted-only", name="Sam")
    assert len(await audited(db)) == 1


async def test_clients_of_another_team_stay_theirs(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        other = await add_person(session, name="Robin")  # in a team of their own
        stranger = await session.get_one(StaffMember, other.contact_person_id)
    colleague = await noor(db, stranger)
    assert (await colleague.says("contact gehad met sam", "out_of_scope")).has("contact-unknown", name="sam")
    assert not (await colleague.says("sam gesproken", "thank")).has("contact-noted", name="Sam")
    assert [c.closed_at for c in await check_ins(sam)] == [None]


async def test_no_contact_and_questions_change_nothing(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    colleague = await noor(db, town.contact)
    for said in ("sam niet gesproken", "heb je sam gesproken?", "geen contact gehad met sam"):
        await colleague.says(said, "out_of_scope")
    assert [c.closed_at for c in await check_ins(sam)] == [None]


async def test_who_may_not_answer_clients_reports_nothing(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        night = await add_staff(session, Role.NIGHT_STAFF, town.team)
    await (await noor(db, night)).says("sam gezien", "out_of_scope")
    await sam.says("sam gesproken", "thank")
    assert await audited(db) == []
