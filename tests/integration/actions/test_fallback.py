"""When it is not clear what was meant: two guesses, then other words, then a human."""

from storage.database import Database
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)
UNSURE = (("ask_steps", 0.25), ("greet", 0.2), ("debt_help", 0.18), ("ask_housing", 0.1))


async def test_the_two_likeliest_meanings_are_offered_and_never_small_talk(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("hoe zit dat nou", "ask_steps", 0.25, ranking=UNSURE)
    assert answer.has("fallback-did-you-mean")
    assert answer.offers("meaning-ask_steps") and answer.offers("meaning-debt_help")
    assert len(answer.buttons) == 3


async def test_choosing_a_meaning_acts_on_what_was_said(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    guesses = (("step_set", 0.4), ("ask_steps", 0.3))
    await sam.says("morgen de huisarts bellen", "step_set", 0.4, ranking=guesses)
    answer = await sam.presses("meaning-step_set")
    assert answer.has("step-first")
    answer = await sam.presses("button-skip")
    assert answer.has("step-set", what="de huisarts bellen", when="vrijdag 27 november")
    assert (await sam.state()).stumbles == 0


async def test_three_stages_end_with_a_human_and_no_dead_end(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("bla", "ask_steps", 0.2, ranking=UNSURE)).has("fallback-did-you-mean")
    answer = await sam.says("blabla", "ask_steps", 0.2, ranking=UNSURE)
    assert answer.has("fallback-say-differently") and answer.offers("button-human")
    answer = await sam.says("blablabla", "ask_steps", 0.2, ranking=UNSURE)
    assert answer.has("fallback-human")
    assert await sam.tasks() == {"not_understood": 1}
    assert (await sam.says("ja", "affirm")).has("human-write-here")


async def test_an_understood_message_begins_the_count_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bla", "ask_steps", 0.2, ranking=UNSURE)
    await sam.says("hoi", "greet")
    assert (await sam.state()).stumbles == 0
    assert (await sam.says("bla", "ask_steps", 0.2, ranking=UNSURE)).has("fallback-did-you-mean")


async def test_neither_meaning_asks_for_other_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("bla", "ask_steps", 0.2, ranking=UNSURE)
    assert (await sam.presses("button-something-else")).has("fallback-say-differently")


async def test_without_guesses_the_first_stage_asks_for_other_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("bla", "out_of_scope", 0.2, ranking=(("out_of_scope", 0.2), ("greet", 0.1)))
    assert answer.has("fallback-say-differently")


async def test_a_crisis_that_was_only_guessed_is_asked_about_and_can_be_confirmed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik weet het niet meer", "crisis_self_harm", 0.2)
    assert answer.has("crisis-are-you-safe") and answer.offers("button-human")
    assert (await sam.says("ja", "affirm")).has("crisis-still-here")
    assert await sam.tasks() == {"crisis": 0}


async def test_another_language_is_answered_in_two_and_a_human_looks_at_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("czy jest wolne łóżko na dzisiaj", "out_of_scope", 0.4, written_in="pl")
    assert answer.has("language-other") and answer.offers("language-nl") and answer.offers("button-human")
    assert await sam.tasks() == {"not_understood": 1}
    assert (await sam.state()).language == "nl"
    answer = await sam.presses("language-en")
    assert (await sam.state()).language == "en"


async def test_what_is_surely_none_of_ours_in_another_language_goes_to_a_human_too(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("мне нужна кровать сегодня ночью", "out_of_scope", 0.9, written_in="ru")
    assert answer.has("language-other")
    assert await sam.tasks() == {"not_understood": 1}


async def test_a_clear_message_is_answered_whatever_language_it_looks_like(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("dzien dobry", "greet", 0.95, written_in="pl")
    assert answer.text and not answer.has("language-other")


async def test_danger_is_heard_in_a_message_of_two_languages(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("nie chce zyc, ik wil dood", "out_of_scope", 0.4, written_in="pl")
    assert await sam.tasks() == {"crisis": 0}
