"""A reminder of one step comes while another step waits for its moment: what is typed goes to the right one."""

import pytest

from bot.bell import Bell
from bot.schedule import Clockwork
from storage import steps
from storage.database import Database
from storage.steps import Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def asked_when_and_reminded(db: Database, town: Town) -> talk.Talk:
    """ "Wanneer wil je dat doen?" about the washing, and then the reminder that was asked for of the doctor."""
    sam = await talk.client(db, town.contact)
    await sam.says("morgen om 10:00 de huisarts bellen", "step_set")
    await sam.presses("button-skip")
    await sam.presses("button-remind")
    sam.now = moment("2026-11-27 09:58")
    assert (await sam.says("de was doen", "step_set")).has("step-when")
    sam.now = moment("2026-11-27 10:00")
    await Clockwork(sam.db, Bell(), lambda: sam.now).compose_due()
    assert (await sam.hears()).has("nudge-step-reminder", what="de huisarts bellen")
    sam.passes(minutes=2)
    return sam


async def open_steps(sam: talk.Talk) -> dict[str, Step]:
    assert sam.person is not None
    async with sam.db.begin() as session:
        return {step.what: step for step in await steps.open_steps(session, sam.person.id)}


@pytest.mark.parametrize("said", ["29-11-2026 om 11:00", "zondag om 11:00 dan", "doe maar zondag om 11:00"])
async def test_a_moment_alone_answers_the_question_that_was_asked(db: Database, town: Town, said: str) -> None:
    sam = await asked_when_and_reminded(db, town)
    await sam.says(said)
    await sam.presses("button-skip")
    found = await open_steps(sam)
    assert found["de was doen"].planned_at == moment("2026-11-29 11:00")
    assert found["de huisarts bellen"].planned_at == moment("2026-11-27 10:00")


async def test_other_words_are_about_the_reminder(db: Database, town: Town) -> None:
    sam = await asked_when_and_reminded(db, town)
    answer = await sam.says("gelukt", "step_done")
    assert "de huisarts bellen" in answer.text and "de was doen" not in answer.text


async def test_who_left_the_question_by_a_button_is_not_taken_back_to_it(db: Database, town: Town) -> None:
    sam = await asked_when_and_reminded(db, town)
    assert (await sam.presses("button-later")).has("step-when-new")
    await sam.says("zondag om 11:00")
    assert (await open_steps(sam))["de huisarts bellen"].planned_at == moment("2026-11-29 11:00")
