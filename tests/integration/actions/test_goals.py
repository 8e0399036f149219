"""Goals in the client's own words: told, kept with a part of life, linked to steps, reached or let go."""

import pytest
from sqlmodel import select

from actions.goals import TONES
from storage.database import Database
from storage.goals import Goal
from storage.steps import Step
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)


async def all_goals(sam: talk.Talk) -> list[Goal]:
    async with sam.db.begin() as session:
        return list((await session.exec(select(Goal).order_by(Goal.created_at))).all())  # type: ignore[arg-type]


async def last_step(sam: talk.Talk) -> Step:
    async with sam.db.begin() as session:
        return list((await session.exec(select(Step).order_by(Step.created_at))).all())[-1]  # type: ignore[arg-type]


async def with_goal(db: Database, town: Town, said: str = "mijn doel is een eigen huis") -> talk.Talk:
    sam = await talk.client(db, town.contact)
    await sam.says(said, "step_set")
    sam.passes(minutes=1)
    return sam


async def test_a_goal_is_kept_in_own_words_and_a_small_step_is_offered(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    assert sam.last.has("goal-kept", goal="een eigen huis") and sam.last.has("goal-step-question")
    [goal] = await all_goals(sam)
    assert (goal.words, goal.life_domain, goal.made_by) == ("een eigen huis", "wonen", "client")
    assert (await sam.says("ja", "affirm")).has("step-what")
    await sam.says("de post op een stapel leggen")
    await sam.presses("button-tomorrow")
    assert (await sam.presses("button-skip")).has("step-goal", goal="een eigen huis")
    step = await last_step(sam)
    assert (step.goal_id, step.life_domain) == (goal.id, "wonen")


@pytest.mark.parametrize("intent", [None, "ask_housing", "out_of_scope"])
async def test_a_goal_that_names_itself_is_heard_whatever_the_model_thinks(
    db: Database, town: Town, intent: str | None
) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("mijn doel is een eigen huis", intent)).has("goal-kept", goal="een eigen huis")


async def test_out_of_debt_is_help_and_a_goal(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik wil van mijn schulden af", "debt_help")
    assert answer.has("goal-kept", goal="van mijn schulden af") and len(answer.text) > 100
    assert [g.life_domain for g in await all_goals(sam)] == ["schulden"]


async def test_asked_for_a_step_somebody_names_a_goal(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("nieuwe stap", "step_set")
    await sam.says("eh")
    answer = await sam.says("ik wil van mijn schulden af")
    assert answer.has("goal-kept", goal="van mijn schulden af") and answer.has("step-what")
    await sam.says("alle brieven op een stapel leggen")
    await sam.presses("button-no-time")
    await sam.presses("button-skip")
    assert (await last_step(sam)).goal_id == (await all_goals(sam))[0].id


async def test_a_goal_for_tomorrow_is_a_step(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("mijn doel voor morgen is een wasje draaien", "step_set")).has("step-first")
    assert await all_goals(sam) == []


async def test_a_part_of_life_that_is_not_clear_is_asked_once_and_may_be_skipped(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("mijn doel is weer rust in mijn hoofd", "step_set")
    assert answer.has("goal-domain") and answer.offers("domain-wonen") and answer.offers("button-skip")
    assert (await sam.presses("button-other-topics")).offers("domain-werk")
    assert (await sam.presses("button-skip")).has("goal-kept", goal="weer rust in mijn hoofd")
    assert [g.life_domain for g in await all_goals(sam)] == [None]


async def test_a_new_goal_is_asked_for_in_own_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("ik wil een doel stellen", "step_set")).has("goal-what")
    assert (await sam.says("weer contact met mijn dochter")).has("goal-kept", goal="weer contact met mijn dochter")
    assert [g.life_domain for g in await all_goals(sam)] == ["familie"]


async def test_the_same_goal_is_kept_once(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    assert (await sam.says("Mijn doel is een eigen huis.")).has("goal-there-already", goal="een eigen huis")
    assert len(await all_goals(sam)) == 1


async def test_what_are_my_goals(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("wat zijn mijn doelen", "ask_steps")).has("goals-none")
    await sam.says("mijn doel is een eigen huis")
    assert (await sam.says("mijn doelen", "ask_steps")).has("goal-one", goal="een eigen huis")
    sam.passes(minutes=1)
    await sam.says("mijn doel is een vaste baan")
    answer = await sam.says("wat zijn mijn doelen")
    assert answer.has("goals-open", goals="• een eigen huis (Wonen)\n• een vaste baan (Werk en dagbesteding)")
    assert (await sam.presses("button-named-step", name="een vaste baan")).has("goal-one", goal="een vaste baan")


async def test_a_step_joins_the_only_goal_of_its_part_of_life_in_silence(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    await sam.says("morgen om 10:00 op een woningsite rondkijken", "step_set")
    assert sam.last.has("step-goal", goal="een eigen huis") and not sam.last.offers("button-for-goal")


async def test_a_step_of_another_part_of_life_may_be_put_with_a_goal(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    await sam.says("morgen om 10:00 mijn cv schrijven", "step_set")
    await sam.presses("button-skip")
    assert (await last_step(sam)).goal_id is None
    assert (await sam.presses("button-for-goal")).has("step-goal", goal="een eigen huis")
    assert (await last_step(sam)).goal_id == (await all_goals(sam))[0].id


async def test_a_goal_reached_is_congratulated(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    [goal] = await all_goals(sam)
    answer = await sam.says("mijn doel is bereikt", "step_done")
    assert answer.has("goal-reached", goal="een eigen huis", tone=goal.id.int % TONES + 1)
    assert [g.state for g in await all_goals(sam)] == ["reached"]
    await sam.says("mijn doelen", "ask_steps")
    assert sam.last.has("goals-none")


async def test_a_goal_let_go_may_be_kept_after_all(db: Database, town: Town) -> None:
    sam = await with_goal(db, town)
    await sam.says("mijn doelen", "ask_steps")
    assert (await sam.presses("button-goal-drop")).has("goal-dropped", goal="een eigen huis")
    assert (await sam.presses("button-goal-keep")).has("goal-one", goal="een eigen huis")
    assert (await sam.presses("button-goal-keep")).has("button-is-old")


async def test_danger_in_a_goal_is_danger(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("mijn doel is dood zijn", "crisis_self_harm")
    assert await all_goals(sam) == [] and "crisis" in await sam.tasks()
    await sam.says(
        "mijn doel is er niet meer zijn", "step_set", 0.6, ranking=[("step_set", 0.6), ("crisis_self_harm", 0.3)]
    )
    assert await all_goals(sam) == []


async def test_a_visitor_has_no_goals(db: Database, town: Town) -> None:
    someone = await talk.visitor(db)
    await someone.says("mijn doel is een eigen huis", "step_set")
    assert await all_goals(someone) == [] and town.contact
