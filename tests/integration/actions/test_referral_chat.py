"""What a client sees of their request: news in a neutral line, all of it after a tap, something more, and a way out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions import referrals, texts
from storage import debts, referral_events
from storage.database import Database
from storage.debts import EXITS, STAGES, DebtReferral
from storage.nudges import Nudge
from storage.tasks import Task
from tests import referrals as world
from tests import talk
from tests.referrals import Desk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 10:00")
NEWS = "Er is nieuws over je aanvraag. Wil je het lezen?"


@pytest.fixture
async def sam(db: Database, town: Town) -> talk.Talk:
    return await talk.client(db, town.contact, now=NOW)


@pytest.fixture
async def desk(db: Database, town: Town) -> Desk:
    async with db.begin() as session:
        return await world.add_desk(session)


@pytest.fixture
async def made(db: Database, sam: talk.Talk, desk: Desk) -> DebtReferral:
    async with db.begin() as session:
        return await world.asked(session, sam, desk)


async def accepted(db: Database, made: DebtReferral, desk: Desk) -> None:
    async with db.begin() as session:
        await referrals.accept(session, await session.get_one(DebtReferral, made.id), desk.first, NOW)


async def said(db: Database, sam: talk.Talk) -> list[str]:
    async with db.begin() as session:
        return [message.text for message in await world.heard(session, sam)]


# ---------------------------------------------------------------- asking


async def test_where_it_is_with_whom_until_when_and_what_was_passed_on(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    answer = await sam.says("waar staat mijn aanvraag", "out_of_scope", 0.4)
    assert answer.has("referral-with-desk", desk="Schuldhulp Almelo")
    assert answer.has("referral-by", day="donderdag 24 december")
    assert answer.has("referral-call", phone="0546 000000", open="")
    assert "Doorgegeven op donderdag 26 november: je soort schulden, wat je hierover schreef." in answer.text
    assert list(answer.buttons) == ["Iets erbij zetten", "Toestemming intrekken", "Mens spreken"]
    await accepted(db, made, desk)
    answer = await sam.says("hoe staat het met mijn schuldhulp", "debt_help")
    assert answer.has("referral-with-colleague", name="Ilse", desk="Schuldhulp Almelo")


@pytest.mark.parametrize("asked", ["where is my request?", "any news?"])
async def test_it_is_asked_in_english_too(db: Database, sam: talk.Talk, made: DebtReferral, asked: str) -> None:
    sam.language = "en"
    answer = await sam.says(asked, "out_of_scope", 0.4, written_in="en")
    assert answer.has("referral-by", day="Thursday 24 December") and answer.offers("button-referral-more")


async def test_a_day_that_went_by_is_not_hidden(db: Database, sam: talk.Talk, made: DebtReferral) -> None:
    sam.now = moment("2027-01-04 10:00")
    answer = await sam.says("waar staat mijn aanvraag")
    assert answer.has("referral-late", day="donderdag 24 december")


@pytest.mark.parametrize("stage", [s for s in STAGES if s != "closed"])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_stage_has_its_words(
    db: Database, sam: talk.Talk, made: DebtReferral, stage: str, language: str
) -> None:
    async with db.begin() as session:
        (await session.get_one(DebtReferral, made.id)).stage = stage
        (await sam.locked(session)).conversation.language = sam.language = language
    assert (await sam.says("waar staat mijn aanvraag", written_in=language)).has(f"referral-in-{stage}")


@pytest.mark.parametrize("exit", EXITS)
async def test_every_end_has_its_words_and_a_way_to_begin_again(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral, exit: str
) -> None:
    async with db.begin() as session:
        await referrals.close(session, await session.get_one(DebtReferral, made.id), exit, desk.first, NOW)
    answer = await sam.says("hoe staat het met mijn schuldhulp", "debt_help")
    assert answer.has(f"referral-closed-{exit}".replace("_", "-"))
    assert list(answer.buttons) == ["Hulp bij schulden", "Mens spreken"]


async def test_without_a_request_only_debt_help_by_name_is_meant(db: Database, sam: talk.Talk) -> None:
    assert (await sam.says("hoe staat het met mijn schuldhulp", "debt_help")).has("referral-none")
    assert not (await sam.says("waar staat mijn aanvraag", "ask_housing")).has("referral-none")


async def test_neighbours_go_where_the_model_says(db: Database, sam: talk.Talk, made: DebtReferral) -> None:
    for text in ("waar staat mijn fiets", "hoe ver is mijn aanvraag voor een huis"):
        answer = await sam.says(text, "ask_housing")
        assert not answer.offers("button-referral-more")


async def test_an_open_form_waits_and_asks_again(db: Database, sam: talk.Talk, made: DebtReferral) -> None:
    await sam.says("ik wil een stap zetten", "step_set")
    before = sam.last
    answer = await sam.says("heb ik al bericht")
    assert answer.has("form-resume") and set(before.buttons) <= set(answer.buttons) | {"Mens spreken"}


async def test_a_visitor_has_no_request(db: Database) -> None:
    anyone = await talk.visitor(db)
    assert not (await anyone.says("hoe staat het met mijn schuldhulp", "debt_help")).has("referral-none")


# ---------------------------------------------------------------- news


async def test_news_is_neutral_and_a_tap_shows_the_rest(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    await accepted(db, made, desk)
    await world.ring(db, NOW + timedelta(minutes=1))
    assert (await sam.hears()).text == NEWS
    answer = await sam.presses("button-referral-news")
    assert answer.has("referral-with-colleague", name="Ilse", desk="Schuldhulp Almelo")
    async with db.begin() as session:
        told = [e for e in await referral_events.of_referral(session, made.id) if e.kind == "told"]
    assert [e.by_role for e in told] == ["stapje"]


def test_nothing_of_our_own_accord_names_debts() -> None:
    for language, never in (("nl", "schuld"), ("en", "debt")):
        assert never not in texts.say(language, "referral-news").lower()
        assert never not in texts.say(language, "button-referral-news").lower()


async def test_several_changes_give_one_message(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    await accepted(db, made, desk)
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        await referrals.enter(session, referral, "crisis", date(2026, 11, 26), desk.first, NOW)
        await referrals.enter(session, referral, "intake", date(2026, 11, 26), desk.first, NOW)
    for days in range(4):
        await world.ring(db, NOW + timedelta(days=days, minutes=1))
    assert (await said(db, sam)).count(NEWS) == 1


async def test_news_waits_for_the_morning_and_for_the_next_day_with_humans(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    evening = moment("2026-11-26 21:30")
    async with db.begin() as session:
        await referrals.accept(session, await session.get_one(DebtReferral, made.id), desk.first, evening)
    await world.ring(db, evening)
    assert await said(db, sam) == []
    await world.ring(db, moment("2026-11-27 08:00"))
    assert await said(db, sam) == [NEWS]
    async with db.begin() as session:
        referral = await session.get_one(DebtReferral, made.id)
        at = moment("2026-11-27 11:00")
        await referrals.enter(session, referral, "intake", date(2026, 11, 27), desk.first, at)
    await world.ring(db, at)
    assert await said(db, sam) == [NEWS]
    await world.ring(db, moment("2026-11-30 11:00"))  # Monday
    assert await said(db, sam) == [NEWS, NEWS]


async def test_who_asked_meanwhile_needs_no_message(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    await accepted(db, made, desk)
    await sam.says("waar staat mijn aanvraag")
    await world.ring(db, NOW + timedelta(minutes=1))
    assert NEWS not in await said(db, sam)


async def test_who_wants_no_messages_gets_none(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    await sam.says("stop")
    await accepted(db, made, desk)
    await world.ring(db, NOW + timedelta(minutes=1))
    assert NEWS not in await said(db, sam)


async def test_news_of_a_long_silence_of_the_clock_is_still_told(
    db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral
) -> None:
    await accepted(db, made, desk)
    await world.ring(db, NOW + timedelta(days=5))
    assert await said(db, sam) == [NEWS]


# ---------------------------------------------------------------- something more, and out


async def test_something_more_goes_to_who_has_it(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    await sam.says("waar staat mijn aanvraag")
    assert (await sam.presses("button-referral-more")).has("referral-more-ask")
    assert (await sam.says("ik kan alleen op dinsdag", "make_appointment")).has("referral-more-kept")
    async with db.begin() as session:
        events = await referral_events.of_referral(session, made.id)
        [task] = (await session.exec(select(Task))).all()
    assert [(e.kind, e.by_role, e.words) for e in events][1:] == [("told", "client", "ik kan alleen op dinsdag")]
    assert task.words == "ik kan alleen op dinsdag"


async def test_a_threat_that_comes_later_makes_it_urgent(db: Database, sam: talk.Talk, made: DebtReferral) -> None:
    await sam.says("waar staat mijn aanvraag")
    await sam.presses("button-referral-more")
    await sam.says("nu is er een ontruiming op vrijdag", "debt_urgent")
    async with db.begin() as session:
        now_urgent = await debts.open_one(session, sam.conversation_id)
        [nudge] = await world.planned(session, "referral_deadline")
    assert now_urgent is not None and (now_urgent.urgent, now_urgent.due_on) == (True, date(2026, 12, 1))
    assert nudge.due_at == moment("2026-12-01 09:00")
    assert await sam.tasks() == {"debt_referral": 0}


async def test_stopping_halfway_adds_nothing(db: Database, sam: talk.Talk, made: DebtReferral) -> None:
    await sam.says("waar staat mijn aanvraag")
    await sam.presses("button-referral-more")
    assert (await sam.says("laat maar")).has("referral-more-stopped")


async def test_taking_the_consent_back_says_what_it_cannot_undo(
    db: Database, sam: talk.Talk, made: DebtReferral
) -> None:
    await sam.says("waar staat mijn aanvraag")
    answer = await sam.presses("button-referral-withdraw")
    assert answer.has("referral-withdraw-means") and "je soort schulden" in answer.text
    assert (await sam.says("nee", "deny")).has("referral-goes-on")
    await sam.says("waar staat mijn aanvraag")
    await sam.presses("button-referral-withdraw")
    assert (await sam.says("ja", "affirm")).has("referral-withdrawn")
    async with db.begin() as session:
        gone = await session.get_one(DebtReferral, made.id)
        assert gone.closed_as == "withdrawn"
        assert (await session.exec(select(Nudge).where(Nudge.state == "planned"))).all() == []


async def test_an_old_button_shows_how_it_ended(db: Database, sam: talk.Talk, desk: Desk, made: DebtReferral) -> None:
    await sam.says("waar staat mijn aanvraag")
    async with db.begin() as session:
        await referrals.close(session, await session.get_one(DebtReferral, made.id), "done", desk.first, NOW)
    assert (await sam.presses("button-referral-more")).has("referral-closed-done")
    assert (await sam.says("waar staat mijn schuldhulp")).has("referral-closed-done")
