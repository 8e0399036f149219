"""How it goes, in three buttons or one's own words; what it is about, and a human who hears it."""

from __future__ import annotations

import pytest

from storage import tasks
from storage.checkins import CheckIn
from storage.database import Database
from tests import talk
from tests.silence import asked, check_ins, every_task
from tests.town import Town

pytest_plugins = ("tests.database",)


async def only(sam: talk.Talk) -> CheckIn:
    [one] = await check_ins(sam)
    return one


async def test_the_question_has_five_answers(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert list(sam.last.buttons) == ["Goed", "Gaat wel", "Niet goed", "Iets anders", "Nu niet"]


async def test_bad_asks_what_it_is_about_with_the_other_topics_behind_a_button(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.presses("button-mood-bad")
    assert answer.offers("domain-wonen") and answer.offers("button-want-to-talk") and not answer.offers("domain-werk")
    answer = await sam.presses("button-something-else")
    assert answer.has("checkin-other-topics") and answer.offers("domain-werk") and answer.offers("button-want-to-talk")
    assert (await sam.presses("domain-schulden")).offers("button-debt-help")
    kept = await only(sam)
    assert (kept.mood, kept.topic, kept.words) == ("bad", "schulden", "Niet goed")


async def test_why_in_ones_own_words_is_kept_and_reaches_the_human(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-bad")
    answer = await sam.says("ruzie met mijn broer", "checkin_negative", life_domain="familie")
    assert answer.has("checkin-topic-heard")
    kept = await only(sam)
    assert (kept.mood, kept.topic, kept.words) == ("bad", "familie", "ruzie met mijn broer")
    [task] = await every_task(sam)
    assert (task.kind, task.words, task.priority) == ("check_in_bad", "ruzie met mijn broer", tasks.SOON)
    assert (await sam.says("ja", "affirm")).has("human-write-here")


async def test_words_are_added_to_words(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("niet zo best", "checkin_negative")
    await sam.says("ik slaap slecht", "out_of_scope", 0.3)
    assert (await only(sam)).words == "niet zo best\nik slaap slecht"


async def test_why_that_asks_for_something_is_kept_and_answered(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-bad")
    answer = await sam.says("ik heb geen eten meer", "need_basics")
    assert answer.text and not answer.has("checkin-topic-heard")
    assert (await only(sam)).words == "ik heb geen eten meer"


async def test_a_topic_may_be_typed_whatever_else_it_could_mean(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-bad")
    answer = await sam.says("geld", "need_basics")
    assert answer.has("checkin-topic-heard") and answer.offers("button-debt-help")
    assert (await only(sam)).topic == "geld"


@pytest.mark.parametrize(("thumb", "mood"), [("👍", "good"), ("👍🏽", "good"), ("👎", "bad")])
async def test_a_thumb_right_after_the_question_is_a_mood(db: Database, town: Town, thumb: str, mood: str) -> None:
    sam = await asked(db, town)
    await sam.says(thumb, "affirm")
    assert (await only(sam)).mood == mood
    await sam.says(thumb, "affirm")
    assert len(await check_ins(sam)) == 1


async def test_a_story_that_may_be_danger_is_kept_and_asked_about(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-something-else")
    felt = [("out_of_scope", 0.8), ("crisis_self_harm", 0.12)]
    assert (await sam.says("mijn hond is dood", "out_of_scope", 0.8, ranking=felt)).has("crisis-are-you-safe")
    assert (await only(sam)).words == "mijn hond is dood" and await sam.tasks() == {"not_understood": tasks.NORMAL}


async def test_no_is_no_story(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-bad")
    assert (await sam.says("nee", "deny")).has("fine")
    assert (await only(sam)).words == "Niet goed"


async def test_something_else_keeps_what_is_told_and_a_human_reads_it(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.presses("button-something-else")).has("checkin-tell")
    answer = await sam.says("de hond is weggelopen", "out_of_scope")
    assert answer.has("checkin-told") and answer.offers("button-want-to-talk")
    kept = await only(sam)
    assert (kept.mood, kept.closed_as, kept.words) == (None, "answered", "de hond is weggelopen")
    assert await sam.tasks() == {"not_understood": tasks.NORMAL}


@pytest.mark.parametrize(
    ("said", "intent", "mood"),
    [("eigenlijk best goed", "checkin_positive", "good"), ("nou slecht", "checkin_negative", "bad")],
)
async def test_something_else_that_is_a_mood_after_all_is_one_answer(
    db: Database, town: Town, said: str, intent: str, mood: str
) -> None:
    sam = await asked(db, town)
    await sam.presses("button-something-else")
    await sam.says(said, intent)
    kept = await only(sam)
    assert (kept.mood, kept.words) == (mood, said)


async def test_something_else_that_is_a_question_is_answered(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-something-else")
    assert (await sam.says("wat zijn mijn stappen", "ask_steps")).has("steps-none-yet")
    assert (await only(sam)).words == "wat zijn mijn stappen"


async def test_what_nobody_understands_right_after_the_question_is_its_answer(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("tja de wasmachine weer", "out_of_scope", 0.2)).has("checkin-told")
    assert (await only(sam)).words == "tja de wasmachine weer"


async def test_what_may_be_a_mood_is_asked_back_as_ever(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says(
        "mwah", "checkin_neutral", 0.3, ranking=[("checkin_neutral", 0.3), ("checkin_negative", 0.2)]
    )
    assert answer.has("fallback-did-you-mean")


async def test_danger_comes_before_any_story(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.presses("button-mood-bad")
    answer = await sam.says("ik wil niet meer leven", "out_of_scope")
    assert "113" in answer.text and (await sam.tasks())["crisis"] == tasks.URGENT
    assert (await only(sam)).closed_as == "answered"


async def test_a_visitor_may_tell_and_nothing_is_kept(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("niet goed", "checkin_negative")).has("checkin-bad")
    assert (await anyone.presses("button-something-else")).has("checkin-other-topics")
