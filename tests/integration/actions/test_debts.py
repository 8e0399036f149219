"""Debt help: a referral with a clock and a consent; nothing is passed on without a yes."""

from datetime import date

import pytest
from sqlmodel import select

from storage import debts
from storage.audit import AuditEntry
from storage.database import Database
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.people import Person
from storage.tasks import Task
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def referrals(sam: talk.Talk) -> list[DebtReferral]:
    async with sam.db.begin() as session:
        return await debts.of_conversation(session, sam.conversation_id)


async def intake(sam: talk.Talk, threat: str, municipality: str = "almelo") -> talk.Answer:
    await sam.says("ik heb schulden", "debt_help")
    await sam.presses("debt-type-huur")
    await sam.presses(f"debt-threat-{threat}")
    await sam.presses(f"municipality-{municipality}")
    return await sam.presses("button-yes-pass-on")


@pytest.mark.parametrize(
    ("threat", "urgent", "due", "priority"),
    [
        ("none", False, date(2026, 12, 24), 1),
        ("unknown", False, date(2026, 12, 24), 0),
        ("eviction", True, date(2026, 12, 1), 0),
        ("cut-off", True, date(2026, 12, 1), 0),
        ("insurance", True, date(2026, 12, 1), 0),
        ("bailiff", True, date(2026, 12, 1), 0),
    ],
)
async def test_a_referral_has_its_legal_term(
    db: Database, town: Town, threat: str, urgent: bool, due: date, priority: int
) -> None:
    sam = await talk.client(db, town.contact)
    answer = await intake(sam, threat)
    assert answer.has("debt-passed-on-urgent" if urgent else "debt-passed-on", municipality="Almelo")
    [made] = await referrals(sam)
    assert (made.urgent, made.due_on, made.debt_types) == (urgent, due, ["huur"])
    assert (made.requested_on, made.consent_at, made.words) == (date(2026, 11, 26), sam.now, "ik heb schulden")
    assert await sam.tasks() == {"debt_referral": priority}


async def test_an_urgent_referral_warns_staff_on_the_morning_it_is_due(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await intake(sam, "eviction")
    async with db.begin() as session:
        [nudge] = (await session.exec(select(Nudge))).all()
        [task] = (await session.exec(select(Task))).all()
        [entry] = (await session.exec(select(AuditEntry))).all()
    assert nudge.due_at == moment("2026-12-01 09:00")
    assert task.due_at == moment("2026-12-01 17:00")
    assert entry.action == "referral.consented" and entry.details["to"] == "debt_help_municipality"


async def test_without_consent_nothing_is_kept(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden huur, deurwaarder in Wierden", "debt_help", debt_type="huur", municipality="Wierden")
    answer = await sam.says("nee", "deny")
    assert answer.has("debt-not-passed-on") and answer.has("debt-geldfit") and answer.offers("button-human")
    assert await referrals(sam) == [] and await sam.tasks() == {}


@pytest.mark.parametrize("said", ["ja hoor", "is goed", "Prima", "yes please"])
async def test_a_yes_in_ones_own_words_is_consent(db: Database, town: Town, said: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("huur, deurwaarder in Wierden", "debt_help", debt_type="huur", municipality="Wierden")
    await sam.says(said)
    assert len(await referrals(sam)) == 1


async def test_the_municipality_that_was_named_is_remembered(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await intake(sam, "none", "twenterand")
    async with db.begin() as session:
        person = (await session.exec(select(Person))).one()
    assert person.municipality == "Twenterand"


@pytest.mark.parametrize(
    ("said", "intent", "threat"),
    [
        ("ja", "affirm", "bailiff"),
        ("nee", "deny", None),
        ("dat weet ik niet", None, "unknown"),
        ("alleen een aanmaning", None, None),
        ("ze sluiten morgen af", "debt_urgent", "bailiff"),
        ("ik moet uit huis", None, "eviction"),
    ],
)
async def test_the_letter_in_ones_own_words(
    db: Database, town: Town, said: str, intent: str | None, threat: str | None
) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden in Almelo", "debt_help", debt_type="huur", municipality="Almelo")
    assert (await sam.says(said, intent, 0.6)).has("debt-consent", kinds="huur", municipality="Almelo")
    await sam.presses("button-yes-pass-on")
    [made] = await referrals(sam)
    assert made.threat == threat


async def test_a_letter_that_was_not_denied_is_not_taken_as_none(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden in Almelo", "debt_help", debt_type="huur", municipality="Almelo")
    answer = await sam.says("nog een brief van de rechtbank", None)
    assert not answer.has("debt-consent", kinds="huur", municipality="Almelo")


async def test_urgent_words_go_faster_and_skip_what_is_known(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("morgen ontruiming", "debt_urgent")
    assert answer.has("debt-urgent-first") and answer.has("debt-which-municipality")
    assert (await sam.says("ik slaap in almelo")).has("debt-consent", kinds="een andere schuld", municipality="Almelo")


async def test_a_place_that_is_no_municipality_is_asked_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("morgen ontruiming", "debt_urgent")
    assert (await sam.says("bij mijn broer")).has("debt-which-municipality-again")


async def test_nobody_is_asked_twice_while_a_request_runs(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await intake(sam, "none")
    answer = await sam.says("nu ook nog de energie", "debt_help", debt_type="energie")
    assert answer.has("debt-running", day="donderdag 24 december") and not answer.has("debt-first")
    assert len(await referrals(sam)) == 1 and await sam.tasks() == {"debt_referral": 1}


async def test_an_urgent_message_about_a_running_request_is_not_less_pressing(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await intake(sam, "eviction")
    await sam.says("er is nog een brief", "debt_help")
    assert await sam.tasks() == {"debt_referral": 0}


async def test_a_visitor_gets_a_free_number_and_a_human(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await anyone.says("ik heb schulden", "debt_help")
    assert answer.has("debt-geldfit") and answer.has("debt-visitor")
    assert (await anyone.says("ja", "affirm")).has("human-write-here")
