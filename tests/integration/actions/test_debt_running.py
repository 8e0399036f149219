"""A request for debt help that runs: nobody is asked twice, what is added goes with it, and a yes can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from storage.database import Database
from tests import talk
from tests.debt_desks import answer_all, open_desk, open_line, referrals, tasks_of
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def asked(db: Database, town: Town) -> talk.Talk:
    await open_line(db)
    await open_desk(db, town)
    sam = await talk.client(db, town.contact)
    await sam.says("schulden bij de huur", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none", "button-yes-pass-on")
    return sam


async def test_nobody_is_asked_twice(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("nu ook nog de energie", "debt_help", debt_type="energie")
    assert answer.has("debt-added") and answer.has("debt-due-first-talk", day="donderdag 24 december")
    assert not answer.has("debt-first") and (await sam.state()).form is None
    [made] = await referrals(sam)
    assert made.debt_types == ["huur", "energie"] and made.words.endswith("nu ook nog de energie")
    assert await sam.tasks() == {"debt_referral": 1}


async def test_a_new_threat_makes_it_urgent_and_the_day_is_never_later(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    sam.now = moment("2026-12-21 10:00")
    answer = await sam.says("er ligt een brief: ontruiming op 28 december", "debt_urgent")
    assert answer.has("debt-added-urgent") and answer.has("first-aid-eviction-calm")
    [made] = await referrals(sam)
    assert (made.urgent, made.threat, made.threat_on) == (True, "eviction", date(2026, 12, 28))
    assert made.due_on == date(2026, 12, 24), "three working days from now would be later"
    assert [(t.priority, t.due_at) for t in await tasks_of(sam)] == [(0, moment("2026-12-22 17:00"))]


async def test_what_is_for_tomorrow_calls_a_human_at_once(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("morgen komen ze het gas afsluiten", "debt_urgent")
    assert answer.has("debt-human-today") and answer.has("debt-reads-later", day="vrijdag 27 november", clock="09:00")
    assert [made.due_on for made in await referrals(sam)] == [date(2026, 12, 1)]


async def test_a_lesser_threat_does_not_hide_a_worse_one(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("er komt een ontruiming", "debt_urgent")
    await sam.says("en de deurwaarder belde", "debt_urgent")
    [made] = await referrals(sam)
    assert made.threat == "eviction" and await sam.tasks() == {"debt_referral": 0}


async def test_a_letter_that_is_sent_later_goes_with_it(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("deze brief kwam ook nog", "debt_help", attachment="photo")
    answer = await sam.says("", attachment="photo")
    assert answer.offers("button-add-letter"), "without words it may be about anything"
    assert [len(made.letters) for made in await referrals(sam)] == [1]
    assert (await sam.presses("button-add-letter")).has("debt-added")
    await sam.presses("button-add-letter")
    [made] = await referrals(sam)
    assert len(made.letters) == 2 and "letters" in made.consent_what


async def test_the_button_of_the_menu_shows_how_it_stands(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    before = (await referrals(sam))[0].words
    await sam.says("menu")
    answer = await sam.presses("button-debt-help")
    assert answer.offers("button-referral-withdraw") and (await referrals(sam))[0].words == before


@pytest.mark.parametrize(
    "said", ["trek mijn toestemming in", "ik wil toch niet dat jullie dit doorgeven", "I withdraw my consent"]
)
async def test_a_yes_can_be_taken_back(db: Database, town: Town, said: str) -> None:
    sam = await asked(db, town)
    await sam.says(said, "privacy_request", 0.4)
    assert [made.closed_at for made in await referrals(sam)] == [None], "not before the button"
    await sam.presses("button-referral-stop")
    [made] = await referrals(sam)
    assert (made.closed_as, made.stage) == ("withdrawn", "closed")


async def test_taking_back_nothing_is_an_ordinary_question(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("trek mijn toestemming in", "privacy_request")).has("privacy-choose")


async def test_who_is_asked_for_a_yes_and_takes_it_back_has_said_no(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("schulden", "debt_help", debt_type="huur")
    await answer_all(sam, "debt-threat-none", "debt-money-none")
    assert (await sam.says("ik wil niet dat jullie dit doorgeven", "deny")).has("debt-not-passed-on")
    assert await referrals(sam) == []


async def test_after_that_one_may_ask_again(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("trek mijn toestemming in", "privacy_request")
    await sam.presses("button-referral-stop")
    assert (await sam.says("ik heb toch hulp nodig met schulden", "debt_help")).has("debt-which-kind")
