"""Danger: the numbers at once, a red task, an audit row, and staying near afterwards."""

import pytest
from sqlmodel import select

from storage.audit import AuditEntry
from storage.database import Database
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


@pytest.mark.parametrize(
    ("said", "key", "number"),
    [
        ("ik wil er niet meer zijn", "crisis-self-harm", "113"),
        ("mijn vriend slaat me", "crisis-violence", "0800-2000"),
        ("ik heb pijn op mijn borst", "crisis-medical", "112"),
        ("i want to kill myself", "crisis-self-harm", "113"),
    ],
)
async def test_the_rules_need_no_model(db: Database, town: Town, said: str, key: str, number: str) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says(said)
    assert answer.has(key) and number in answer.text
    assert answer.has("crisis-nobody-reads", day="vrijdag 27 november", clock="09:00")
    assert await sam.tasks() == {"crisis": 0}
    async with db.begin() as session:
        [entry] = (await session.exec(select(AuditEntry))).all()
    assert (entry.action, entry.person_id) == ("crisis.heard", sam.person.id if sam.person else None)
    assert said not in str(entry.details)


async def test_a_sure_model_is_enough(db: Database, town: Town) -> None:
    sam = await talk.visitor(db)
    assert (await sam.says("het is op", "crisis_self_harm", 0.6)).has("crisis-self-harm")
    assert await sam.tasks() == {"crisis": 0}


async def test_short_answers_after_a_crisis_are_still_about_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    sam.passes(minutes=59)
    assert (await sam.says("nee", "deny")).has("crisis-still-here")
    sam.passes(minutes=59)
    assert (await sam.says("weet ik niet", "step_set", 0.5)).has("crisis-still-here")
    sam.passes(minutes=61)
    assert not (await sam.says("nee", "deny")).has("crisis-still-here")


async def test_a_clear_other_question_after_a_crisis_is_answered(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    assert (await sam.says("is er plek", "ask_bed_availability", 0.9)).has("beds-total", free=4)


async def test_safe_again_is_believed_and_a_human_still_looks(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    await sam.says("tja", "out_of_scope")
    assert (await sam.presses("button-safe-now")).has("crisis-glad-safe")
    assert await sam.tasks() == {"crisis": 0}
    assert not (await sam.says("nee", "deny")).has("crisis-still-here")


async def test_an_answer_in_a_form_that_was_begun_after_a_crisis_is_heard_as_that(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    sam.passes(minutes=10)
    assert (await sam.says("ik wil hulp met schulden", "debt_help", 0.9)).has("debt-which-kind")
    assert (await sam.says("huur", "debt_help", 0.6, debt_type="huur")).has("debt-which-letter")
    assert (await sam.says("ik wil er niet meer zijn", "debt_help")).has("crisis-self-harm")


async def test_not_safe_after_all_rings_the_bell(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-26 10:00"))
    await sam.says("ik voel me zo raar", "crisis_medical", 0.2)
    answer = await sam.presses("button-not-safe")
    assert answer.has("crisis-still-here") and answer.has("crisis-someone-warned")
    assert await sam.tasks() == {"crisis": 0}


async def test_an_unsure_crisis_that_is_none_leaves_no_alarm(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik voel me zo raar", "crisis_medical", 0.2)
    assert (await sam.says("nee", "deny")).has("fine")
    assert await sam.tasks() == {}


async def test_the_model_may_waver_between_dangers_and_still_raise_the_alarm(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    wavering = (("report_housing_problem", 0.5), ("crisis_violence", 0.2), ("crisis_self_harm", 0.15))
    answer = await sam.says("er ligt iets in mijn kamer", "report_housing_problem", 0.5, ranking=wavering)
    assert await sam.tasks() == {"crisis": 0} and answer.has("crisis-violence")
