"""A colleague asks about their clients in the chat: short, with since when, five names at most, and only their own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from storage import checkins, conversations, transfers
from storage.checkins import CheckIn
from storage.database import Database
from storage.debts import DebtReferral
from storage.staff import Role, StaffMember
from storage.steps import Step
from storage.transfers import Absence
from tests import talk
from tests.town import Town, add_person, add_staff, add_team, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")


async def colleague(db: Database, town: Town, role: Role, name: str) -> talk.Talk:
    async with db.begin() as session:
        member = await add_staff(session, role, town.team, name=name)
    return await talk.Talk(db, staff=member, now=NOW).begin()


async def noor_of(db: Database, town: Town) -> talk.Talk:
    return await talk.Talk(db, staff=town.contact, now=NOW).begin()


async def silent(db: Database, contact: StaffMember, name: str, days: int, **more: Any) -> None:
    async with db.begin() as session:
        person = await add_person(session, contact, name)
        asked = NOW - timedelta(days=days)
        session.add(CheckIn(person_id=person.id, asked_at=asked, last_asked_at=asked, created_at=asked, **more))


async def test_who_did_not_answer_longest_first_with_since_when(db: Database, town: Town) -> None:
    noor = await noor_of(db, town)
    assert (await noor.says("wie heeft er niet gereageerd", "ask_caseload")).has("caseload-none-silent")
    await silent(db, town.contact, "Sam", 2, tries=2)
    await silent(db, town.contact, "Kim", 5, tries=3, given_up_at=NOW)
    answer = await noor.says("wie heeft er niet gereageerd", "ask_caseload")
    assert answer.text.splitlines() == [
        "Nog geen antwoord (2):",
        "• Kim: al 5 dagen, 3 keer gevraagd, bel liever",
        "• Sam: al 2 dagen, 2 keer gevraagd",
    ]
    assert answer.offers("button-call-first") and answer.offers("button-day") and not answer.offers("button-team")


async def test_five_names_at_most_and_how_many_more(db: Database, town: Town) -> None:
    noor = await noor_of(db, town)
    for number in range(7):
        await silent(db, town.contact, f"C{number}", 9 - number)
    answer = await noor.says("wie is stil", "ask_caseload")
    assert answer.text.count("•") == 5 and answer.has("caseload-more-page", count=2, page="/inbox/today")
    assert "C0: al 9 dagen" in answer.text and "C5" not in answer.text


async def test_whom_to_call_first_and_why(db: Database, town: Town) -> None:
    noor = await noor_of(db, town)
    await silent(db, town.contact, "Kim", 5)
    bo = await talk.client(db, town.contact, name="Bo", now=NOW - timedelta(hours=3))
    await bo.says("mens spreken")
    sam = await talk.client(db, town.contact, name="Sam", now=NOW - timedelta(minutes=2))
    await sam.says("ik wil dood")
    jo = await talk.client(db, town.contact, name="Jo", now=NOW - timedelta(hours=1))
    assert jo.person is not None
    async with db.begin() as session:
        await checkins.answer(session, jo.person.id, mood="bad", words="heel slecht", now=jo.now)
        person = await add_person(session, town.contact, "Pat")
        talked = (await conversations.ensure_for_person(session, person)).id
        session.add(
            DebtReferral(
                person_id=person.id, conversation_id=talked, consent_at=NOW, consent_to="x",
                requested_on=date(2026, 11, 20), due_on=date(2026, 11, 27),
            )
        )  # fmt: skip
    answer = await noor.says("wie moet ik bellen?", "ask_caseload")
    assert answer.text.splitlines()[0] == "Eerst contact (5):"
    assert [line.split(": ")[0] for line in answer.text.splitlines()[1:]] == [
        "1. Sam",
        "2. Bo",
        "3. Kim",
        "4. Jo",
        "5. Pat",
    ]
    assert "2. Bo: wacht al 3 uur" in answer.text and "5. Pat: termijn vrijdag 27 november" in answer.text
    assert "slecht" not in answer.text, "a client's words stay in the inbox"


async def test_the_words_of_a_step_stay_in_the_inbox(db: Database, town: Town) -> None:
    noor = await noor_of(db, town)
    async with db.begin() as session:
        person = await add_person(session, town.contact, "Sam")
        session.add(Step(person_id=person.id, what="naar de verslavingszorg"))
    answer = await noor.says("welke stappen staan nog open", "ask_caseload")
    assert "• Sam: 1 open" in answer.text and "verslaving" not in answer.text


async def test_only_ones_own_clients_and_those_of_whom_one_stands_in_for(db: Database, town: Town) -> None:
    noor, kim = await noor_of(db, town), await colleague(db, town, Role.CONTACT_PERSON, "Kim")
    await silent(db, town.contact, "Sam", 3)
    assert (await kim.says("wie is stil", "ask_caseload")).has("caseload-none-silent")
    assert kim.staff is not None
    async with db.begin() as session:
        first, last = date(2026, 11, 26), date(2026, 11, 27)
        session.add(Absence(staff_id=town.contact.id, cover_id=kim.staff.id, first_day=first, last_day=last))
    assert "Sam" in (await kim.says("wie is stil", "ask_caseload")).text
    assert (await noor.says("wie is stil", "ask_caseload")).has("caseload-you-are-away", name="Kim")
    kim.passes(days=2)
    assert (await kim.says("wie is stil", "ask_caseload")).has("caseload-none-silent")


async def test_the_team_is_for_coordinators(db: Database, town: Town) -> None:
    await silent(db, town.contact, "Sam", 3)
    noor, lead = await noor_of(db, town), await colleague(db, town, Role.COORDINATOR, "Lee")
    assert (await lead.says("wie is stil", "ask_caseload")).has("caseload-none-silent")
    assert "• Sam (Noor): al 3 dagen" in (await lead.says("en het team?", "out_of_scope")).text
    assert (await lead.says("en van mij?", "out_of_scope")).has("caseload-none-silent")
    assert "• Sam (Noor)" in (await lead.presses("button-team")).text
    answer = await noor.says("wie is stil van het team", "ask_caseload")
    assert answer.has("caseload-own-only") and "• Sam: " in answer.text


async def test_of_another_team_even_a_coordinator_sees_nothing_unless_without_a_team(db: Database, town: Town) -> None:
    async with db.begin() as session:
        other = await add_staff(session, Role.CONTACT_PERSON, await add_team(session), name="Wil")
        everywhere = await add_staff(session, Role.ADMIN, None, name="Adé")
    await silent(db, other, "Ver", 3)
    lead = await colleague(db, town, Role.COORDINATOR, "Lee")
    assert (await lead.says("wie is stil van het team", "ask_caseload")).has("caseload-none-silent")
    ade = await talk.Talk(db, staff=everywhere, now=NOW).begin()
    assert "Ver (Wil)" in (await ade.says("wie is stil van het team", "ask_caseload")).text


async def test_terms_are_for_who_may_see_referrals(db: Database, town: Town) -> None:
    housing = await colleague(db, town, Role.HOUSING_OFFICER, "Ho")
    assert (await housing.says("welke termijnen lopen af", "ask_caseload")).has("not-for-you")


async def test_the_overview_names_who_belongs_to_what(db: Database, town: Town) -> None:
    noor = await noor_of(db, town)
    assert (await noor.says("dagstart", "ask_caseload")).has("caseload-none-day")
    await silent(db, town.contact, "Sam", 3)
    async with db.begin() as session:
        person = await add_person(session, town.contact, "Kim")
        session.add(Step(person_id=person.id, what="post", state="done", ended_at=NOW - timedelta(hours=2)))
    answer = await noor.says("dagstart", "ask_caseload")
    assert answer.text.splitlines() == [
        "Dagstart, donderdag 26 november", "Nog geen antwoord (1): Sam", "Te vieren (1): Kim",
        "Alles op een rij: /inbox/today",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "wie wacht er", "wie heeft een afspraak vandaag", "welke termijnen naderen", "wie had het slecht",
        "welke stappen staan open", "wat valt er te vieren", "wie heb ik een maand niet gesproken",
        "wie is onbereikbaar", "hoeveel cliënten heb ik", "wie heeft stop gezegd", "nieuw toegewezen?", "mijn taken",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_question_has_an_answer_in_both_languages(
    db: Database, town: Town, said: str, language: str
) -> None:
    noor = await noor_of(db, town)
    await silent(db, town.contact, "Sam", 3)
    noor.language = language
    answer = await noor.says(said, "ask_caseload", written_in=language)
    assert answer.text and "{" not in answer.text


async def test_a_cover_of_a_cover_hears_of_all_of_them(db: Database, town: Town) -> None:
    kim, bo = (
        await colleague(db, town, Role.CONTACT_PERSON, "Kim"),
        await colleague(db, town, Role.CONTACT_PERSON, "Bo"),
    )
    assert kim.staff is not None and bo.staff is not None
    await silent(db, town.contact, "Sam", 3)
    for away, cover in ((town.contact.id, kim.staff.id), (kim.staff.id, bo.staff.id)):
        async with db.begin() as session:
            day = date(2026, 11, 26)
            absence = Absence(staff_id=away, cover_id=cover, first_day=day, last_day=day)
            await transfers.be_away(session, absence, day)
    assert "Sam" in (await bo.says("wie is stil", "ask_caseload")).text
