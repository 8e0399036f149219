"""The order of a turn: crisis, human at work, button, open form, route."""

from sqlalchemy import text

from actions import human
from storage.database import Database
from storage.staff import Role
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def take_over(sam: talk.Talk, town: Town) -> None:
    async with sam.db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, sam.now)


async def test_a_crisis_comes_before_everything_and_ends_the_form(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik heb schulden", "debt_help")
    assert (await sam.state()).form is not None
    answer = await sam.says("ik wil er niet meer zijn", "debt_help")
    assert answer.has("crisis-self-harm")
    assert (await sam.state()).form is None
    assert await sam.tasks() == {"crisis": 0}


async def test_a_human_silences_the_bot_but_not_a_crisis(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await take_over(sam, town)
    assert (await sam.says("is er een bed vrij?", "ask_bed_availability")).text == ""
    waiting = (await sam.state()).waiting_since
    assert waiting == sam.now
    sam.passes(minutes=5)
    assert (await sam.says("hallo?", "greet")).text == ""
    assert (await sam.state()).waiting_since == waiting
    assert (await sam.says("mijn vriend slaat me", "greet")).has("crisis-violence")
    assert (await sam.state()).mode == "human"
    assert (await sam.tasks())["crisis"] == 0


async def test_after_a_crisis_a_human_in_the_chat_is_not_talked_through(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil er niet meer zijn")
    await take_over(sam, town)
    assert (await sam.says("nee", "deny")).text == ""


async def test_a_button_comes_before_the_open_form(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hoi", "greet")
    await sam.says("ik heb schulden", "debt_help")
    answer = await sam.presses("button-my-steps")
    assert answer.has("steps-none-yet")
    state = await sam.state()
    assert state.form is not None and state.form["asking"] == "kinds"


async def test_an_open_form_comes_before_the_route(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("de post openmaken", "step_set")
    answer = await sam.says("morgen", "checkin_positive", 0.4)
    assert answer.has("step-first")


async def test_a_strange_button_is_answered_kindly(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.presses_payload("onbekend")).has("button-is-old")


async def test_a_button_of_somebody_else_does_nothing(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    await sam.says("stop", "opt_out")
    payload = sam.last.buttons["Weer berichten krijgen"]
    assert (await kim.presses_payload(payload)).has("button-is-old")


async def test_a_button_whose_action_is_gone_is_old(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hoi", "greet")
    async with db.begin() as session:
        await session.execute(text("UPDATE button SET action = 'dance'"))
    assert (await sam.presses("button-my-steps")).has("button-is-old")


async def test_the_language_of_the_message_is_the_language_of_the_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("taal")
    await sam.presses("language-en")
    assert (await sam.state()).language == "en"
    sam.language = "en"
    assert (await sam.says("hello", "greet")).has("greet-known", name="Sam")


async def test_small_talk_keeps_what_was_talked_about_but_not_its_yes(db: Database, town: Town) -> None:
    sam = await talk.visitor(db)
    await sam.says("is er plek voor een man?", "ask_bed_availability", target_group="man")
    await sam.says("dank je", "thank")
    context = (await sam.state()).context
    assert context["topic"] == "beds" and "yes" not in context
    assert (await sam.says("ja", "affirm")).has("affirm-nothing-asked")


async def test_an_effect_needs_more_certainty_than_an_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    guess = (("opt_out", 0.5), ("complaint", 0.2))
    assert (await sam.says("laat me met rust", "opt_out", 0.5, ranking=guess)).has("fallback-did-you-mean")
    assert (await sam.says("wat kost het?", "ask_shelter_info", 0.5)).has("shelter-name", place="Nachtopvang")


async def test_what_a_role_may_not_ask_is_refused_kindly(db: Database, town: Town) -> None:
    anyone, nina = await talk.visitor(db), await talk.colleague(db, Role.NIGHT_STAFF)
    assert (await anyone.says("mijn stappen", "ask_steps")).has("not-for-visitor")
    assert (await nina.says("wie wacht er?", "ask_caseload")).has("not-for-you")
    sam = await talk.client(db, town.contact)
    assert (await sam.says("2 mannen erbij", "update_bed_occupancy", person_count="2")).has("not-for-you")


async def test_what_cannot_be_read_as_words_has_its_own_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("", attachment="photo")).has("attachment-received", kind="photo")
    assert (await sam.says("  ")).has("empty-message")
    assert (await sam.says("een lange brief " * 200, "debt_help")).has("too-long")
    assert (await sam.says("kan ik iets vragen")).has("nlu-away")
    assert await sam.tasks() == {"attachment": 2, "not_understood": 1}


async def test_with_the_model_away_the_words_that_always_work_still_work(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("mens spreken")).has("human-write-here")
    assert (await sam.says("stop")).has("opted-out")
    assert (await sam.says("ik maak er een einde aan")).has("crisis-self-harm")


async def test_an_unknown_intent_is_out_of_scope(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("zing een lied", "sing_song")).has("out-of-scope")
    assert (await sam.says("wie wint de cup", "out_of_scope")).has("out-of-scope")


async def test_the_truth_about_who_reads_at_night_and_by_day(db: Database, town: Town) -> None:
    by_night = await talk.client(db, town.contact)
    answer = await by_night.says("mens spreken", "talk_to_human")
    assert answer.has("human-reads-later", day="vrijdag 27 november", clock="09:00")
    by_day = await talk.client(db, town.contact, now=moment("2026-11-26 11:00"))
    assert (await by_day.says("mens spreken", "talk_to_human")).has("human-reads-today")
    assert (await by_day.says("ik wil er niet meer zijn")).has("crisis-someone-warned")
