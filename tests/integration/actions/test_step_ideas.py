"""Ideas for who has no step in mind: a topic, three to choose from, the first five minutes, and on with the step."""

from __future__ import annotations

import pytest
from sqlmodel import select

from actions import texts
from actions.step_library import LIBRARY, Idea
from storage import nudges, steps
from storage.database import Database
from storage.steps import LIFE_DOMAINS, Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
BY_WORDS = {idea.what[language]: idea for idea in LIBRARY.ideas for language in texts.LANGUAGES}


def offered(answer: talk.Answer) -> list[Idea]:
    """The ideas on the buttons of an answer."""
    return [BY_WORDS[label] for label in answer.buttons if label in BY_WORDS]


def topics(answer: talk.Answer) -> list[str]:
    """The life domains on the buttons of an answer, in order."""
    names = {texts.say(answer.language, f"domain-{name}"): name for name in LIFE_DOMAINS}
    return [names[label] for label in answer.buttons if label in names]


async def all_steps(sam: talk.Talk) -> list[Step]:
    async with sam.db.begin() as session:
        return list((await session.exec(select(Step).order_by(Step.created_at))).all())  # type: ignore[arg-type]


async def has_step(sam: talk.Talk, what: str, *, state: str = "open", domain: str | None = None) -> None:
    assert sam.person is not None
    async with sam.db.begin() as session:
        await steps.add(session, Step(person_id=sam.person.id, what=what, state=state, life_domain=domain))


async def asked_what(db: Database, town: Town) -> talk.Talk:
    """A client who was just asked which step it will be."""
    sam = await talk.client(db, town.contact)
    await sam.says("hoe gaat het", "checkin_positive")
    assert (await sam.presses("button-set-step")).has("step-what")
    return sam


async def no_time(sam: talk.Talk) -> talk.Answer:
    """The two last questions about a step, passed over."""
    await sam.presses("button-no-time")
    return await sam.presses("button-skip")


async def three(db: Database, town: Town, topic: str = "geld") -> talk.Talk:
    """A client who looks at three ideas."""
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    assert len(offered(await sam.says(topic))) == 3
    return sam


async def test_from_no_idea_to_a_step_with_a_reminder(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    assert sam.last.offers("button-ideas")
    assert (await sam.presses("button-ideas")).has("idea-about")
    answer = await sam.presses("domain-wonen")
    assert answer.has("idea-which") and {idea.domain for idea in offered(answer)} == {"wonen"}
    idea = offered(answer)[1]
    answer = await sam.presses("button-named-step", name=idea.what["nl"])
    assert answer.has("idea-first", what=idea.what["nl"], first=idea.first["nl"]) and answer.has("step-when")
    answer = await sam.says("morgen om 10:00")
    assert answer.has("step-set", what=idea.what["nl"], when="vrijdag 27 november om 10:00")
    assert answer.has("step-begin", first=idea.first["nl"])
    assert (await sam.presses("button-remind")).has("step-will-remind", moment="vrijdag 27 november om 10:00")
    [step] = await all_steps(sam)
    assert (step.what, step.life_domain, step.state, step.remind) == (idea.what["nl"], "wonen", "open", True)
    assert step.first_action == idea.first["nl"]
    async with db.begin() as session:
        reminder, _ = await nudges.planned_for(session, step.person_id)
    assert reminder.due_at == moment("2026-11-27 10:00")


@pytest.mark.parametrize(
    "said",
    [
        "weet niet", "Weet ik niet", "ik weet het niet", "ik weet het even niet meer", "geen idee", "Geen idee hoor",
        "help me kiezen", "idk", "IDK.", "ik weet niet waar ik moet beginnen", "kies jij maar",
        "heb je een idee", "no idea", "i don't know", "help me choose", "ideeën", "nee, geen idee",
    ],
)  # fmt: skip
async def test_not_knowing_is_answered_with_ideas(db: Database, town: Town, said: str) -> None:
    sam = await asked_what(db, town)
    assert (await sam.says(said, "ask_help")).has("idea-about")
    assert await all_steps(sam) == []


@pytest.mark.parametrize(
    "said", ["ik weet niet hoe laat de bus gaat vragen aan de buurman", "idee opschrijven voor werk"]
)
async def test_a_step_that_holds_such_words_stays_a_step(db: Database, town: Town, said: str) -> None:
    sam = await asked_what(db, town)
    assert (await sam.says(said)).has("step-when")


async def test_help_me_think_of_a_step_begins_with_ideas(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("help me met een stap bedenken", "step_set")).has("idea-about")
    assert (await sam.says("weet jij een kleine stap voor mij", "step_set")).has("idea-which")


async def test_a_topic_that_was_named_already_is_not_asked_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("help me een stapje te kiezen", "step_set", life_domain="werk")
    assert answer.has("idea-which") and {idea.domain for idea in offered(answer)} == {"werk"}


async def test_at_most_five_topics_at_a_time_and_all_in_two_looks(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    first = await sam.presses("button-ideas")
    assert len(topics(first)) == 4 and first.offers("button-any-topic") and first.offers("button-human")
    second = await sam.presses("button-other-topics")
    assert set(topics(first)) | set(topics(second)) == set(LIFE_DOMAINS) and second.has("idea-about")
    assert topics(await sam.says("andere onderwerpen")) == topics(first)


async def test_what_somebody_is_busy_with_comes_first(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await has_step(sam, "op tijd opstaan", domain="werk")
    await sam.says("niet goed", "checkin_negative")
    await sam.presses("domain-mensen")
    await sam.says("nieuwe stap: eh", "step_set")
    await sam.says("stop")
    await sam.says("geef me een idee", "step_set")
    assert topics(sam.last)[:3] == ["werk", "mensen", "wonen"]


async def test_when_it_does_not_matter_three_different_topics(db: Database, town: Town) -> None:
    sam = await three(db, town, "maakt niet uit")
    assert len({idea.domain for idea in offered(sam.last)}) == 3


@pytest.mark.parametrize(
    ("said", "domain"),
    [("geld", "geld"), ("iets met werk", "werk"), ("Over school", "leren"), ("family", "familie"), ("huis", "wonen")],
)
async def test_a_topic_may_be_typed(db: Database, town: Town, said: str, domain: str) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    assert {idea.domain for idea in offered(await sam.says(said, "need_basics"))} == {domain}


@pytest.mark.parametrize("said", ["maakt niet uit", "maakt me niet uit", "weet niet", "whatever", "alles"])
async def test_it_does_not_matter_may_be_typed(db: Database, town: Town, said: str) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    assert len(offered(await sam.says(said, "deny"))) == 3


async def test_a_topic_that_is_not_understood_is_asked_again_and_then_a_human_looks(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    assert (await sam.says("hmhm brr")).has("idea-about-again")
    answer = await sam.says("hmhm brr")
    assert answer.has("form-human") and answer.has("idea-about") and "not_understood" in await sam.tasks()


async def test_a_whole_step_typed_at_the_topic_is_the_step(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    assert (await sam.says("ik ga mijn zus bellen", "step_set")).has("step-when")
    assert (await no_time(sam)).has("step-set", what="mijn zus bellen", when="als het jou past")


async def test_an_urgent_debt_is_never_taken_for_a_topic(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    answer = await sam.says("deurwaarder staat voor schulden", "debt_urgent", life_domain="schulden")
    assert not offered(answer)


@pytest.mark.parametrize("said", ["andere ideeën", "nog een paar", "nee", "geen van deze", "weet niet", "other ideas"])
async def test_other_ideas_may_be_typed_and_are_others(db: Database, town: Town, said: str) -> None:
    sam = await three(db, town)
    before = {idea.key for idea in offered(sam.last)}
    after = {idea.key for idea in offered(await sam.says(said, "deny"))}
    assert len(after) == 3 and not before & after


async def test_six_looks_show_all_of_a_topic_and_the_next_goes_on_elsewhere(db: Database, town: Town) -> None:
    sam = await three(db, town)
    seen = [idea.key for idea in offered(sam.last)]
    for _ in range(5):
        seen += [idea.key for idea in offered(await sam.presses("button-other-ideas"))]
    assert set(seen) == {idea.key for idea in LIBRARY.ideas if idea.domain == "geld"}
    assert "geld" not in {idea.domain for idea in offered(await sam.presses("button-other-ideas"))}


async def test_after_stopping_the_same_three_do_not_come_back(db: Database, town: Town) -> None:
    sam = await three(db, town)
    before = {idea.key for idea in offered(sam.last)}
    assert (await sam.says("laat maar")).has("form-stopped")
    await sam.says("geef me een idee", "step_set")
    assert not before & {idea.key for idea in offered(await sam.says("geld"))}


@pytest.mark.parametrize("state", ["open", "done", "partly"])
async def test_what_is_open_or_done_is_not_offered(db: Database, town: Town, state: str) -> None:
    sam = await talk.client(db, town.contact)
    money = [idea for idea in LIBRARY.ideas if idea.domain == "geld"]
    for idea in money[2:]:
        await has_step(sam, idea.what["en"].upper() + ".", state=state)
    answer = await sam.says("geef me een idee", "step_set", life_domain="geld")
    shown = offered(answer)
    assert {idea.key for idea in shown if idea.domain == "geld"} == {idea.key for idea in money[:2]} and len(shown) == 3


async def test_with_nothing_left_ones_own_step_is_asked(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    for idea in LIBRARY.ideas:
        await has_step(sam, idea.what["nl"], state="done")
    answer = await sam.says("geef me een idee", "step_set", life_domain="geld")
    assert answer.has("idea-no-more") and answer.has("step-what")
    assert (await sam.says("de ramen wassen")).has("step-when")


@pytest.mark.parametrize("said", ["2", "de tweede", "nummer 2", "the second one"])
async def test_an_idea_may_be_named_by_its_number(db: Database, town: Town, said: str) -> None:
    sam = await three(db, town)
    idea = offered(sam.last)[1]
    assert (await sam.says(said)).has("idea-first", what=idea.what["nl"], first=idea.first["nl"])


async def test_an_idea_may_be_named_by_its_words(db: Database, town: Town) -> None:
    sam = await three(db, town)
    idea = offered(sam.last)[2]
    assert (await sam.says(idea.what["nl"].upper())).has("idea-first", what=idea.what["nl"], first=idea.first["nl"])


async def test_ones_own_words_are_always_good(db: Database, town: Town) -> None:
    sam = await three(db, town)
    assert (await sam.says("ik ga mijn broer mailen")).has("step-when")
    await no_time(sam)
    [step] = await all_steps(sam)
    assert (step.what, step.life_domain) == ("mijn broer mailen", "familie")


@pytest.mark.parametrize("where", ["about", "which"])
async def test_something_else_goes_back_to_writing(db: Database, town: Town, where: str) -> None:
    sam = await asked_what(db, town)
    await sam.presses("button-ideas")
    if where == "which":
        await sam.presses("domain-wonen")
    assert (await sam.says("iets anders")).has("step-what")
    await sam.presses("button-ideas")
    assert (await sam.presses("button-something-else")).has("step-what")
    assert (await sam.says("de post openmaken")).has("step-when")


async def test_a_time_named_before_is_kept(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("morgen om 10:00", "step_set")).has("step-what")
    await sam.says("geen idee")
    idea = offered(await sam.presses("domain-wonen"))[0]
    answer = await sam.presses("button-named-step", name=idea.what["nl"])
    assert answer.has("step-set", what=idea.what["nl"], when="vrijdag 27 november om 10:00")
    assert answer.text.count(idea.first["nl"]) == 1


async def test_a_question_in_between_is_answered_and_the_same_three_come_back(db: Database, town: Town) -> None:
    sam = await three(db, town)
    before = offered(sam.last)
    answer = await sam.says("welke stappen heb ik", "ask_steps")
    assert answer.has("steps-none-yet") and answer.has("form-resume") and offered(answer) == before


async def test_how_somebody_feels_is_never_written_down_as_a_step(db: Database, town: Town) -> None:
    sam = await three(db, town)
    answer = await sam.says("ik voel me echt rot", "checkin_negative")
    assert answer.has("checkin-bad") and "check_in_bad" in await sam.tasks()
    assert await all_steps(sam) == []


async def test_a_human_and_a_crisis_never_wait(db: Database, town: Town) -> None:
    sam = await three(db, town)
    assert sam.last.offers("button-human")
    await sam.presses("button-human")
    assert (await sam.state()).waiting_since is not None
    other = await three(db, town)
    answer = await other.says("ik wil niet meer leven")
    assert "113" in answer.text and not offered(answer)


async def test_old_buttons_answer_kindly(db: Database, town: Town) -> None:
    sam = await three(db, town)
    idea = offered(sam.last)[0]
    await sam.presses("button-named-step", name=idea.what["nl"])
    await sam.presses("button-no-time")
    for key, name in (
        ("button-named-step", idea.what["nl"]), ("button-other-ideas", ""), ("domain-wonen", ""),
        ("button-other-topics", ""), ("button-something-else", ""),
    ):  # fmt: skip
        assert (await sam.presses(key, name=name)).has("button-is-old"), key
    assert len(await all_steps(sam)) == 1
    assert (await sam.presses("button-ideas")).has("idea-about")


async def test_an_idea_of_an_earlier_look_can_still_be_chosen(db: Database, town: Town) -> None:
    sam = await three(db, town)
    idea = offered(sam.last)[0]
    await sam.presses("button-other-ideas")
    answer = await sam.presses("button-named-step", name=idea.what["nl"])
    assert answer.has("idea-first", what=idea.what["nl"], first=idea.first["nl"])


async def test_the_old_ideas_button_does_not_end_another_form(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    await sam.says("laat maar")
    await sam.says("ik heb schulden", "debt_help")
    assert (form := (await sam.state()).form) is not None
    assert (await sam.presses("button-ideas")).has("button-is-old")
    assert (await sam.state()).form == form


async def test_an_idea_that_left_the_library_leads_to_ones_own_step(db: Database, town: Town) -> None:
    sam = await three(db, town)
    async with db.begin() as session:
        conversation = (await sam.locked(session)).conversation
        slots = dict(conversation.form or {})["slots"]
        gone = [["een oud idee", {"idea": "gone"}], *slots["offered"][1:]]
        conversation.form = {**(conversation.form or {}), "slots": {**slots, "offered": gone}}
        session.add(conversation)
    assert (await sam.says("1")).has("step-what")


async def test_the_ideas_are_in_the_language_that_is_spoken(db: Database, town: Town) -> None:
    sam = await asked_what(db, town)
    sam.language = "en"
    assert (await sam.says("no idea", written_in="en")).has("idea-about")
    answer = await sam.says("money", written_in="en")
    idea = offered(answer)[0]
    assert {i.what["en"] for i in offered(answer)} <= set(answer.buttons)
    answer = await sam.presses("button-named-step", name=idea.what["en"])
    assert answer.has("idea-first", what=idea.what["en"], first=idea.first["en"])


async def test_a_moved_step_keeps_its_life_domain(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await has_step(sam, "de huisarts bellen", domain="gezondheid")
    await sam.says("niet gelukt", "step_not_done")
    await sam.presses("button-other-moment")
    await sam.presses("button-no-time")
    assert [(s.state, s.life_domain) for s in await all_steps(sam)] == [("open", "gezondheid")]
