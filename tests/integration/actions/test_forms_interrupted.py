"""A reminder comes while a form waits for a moment: what is typed goes to the right one."""

import pytest
from sqlmodel import select

from bot.bell import Bell
from bot.schedule import Clockwork
from storage import steps
from storage.appointments import Appointment
from storage.beds import BedNight
from storage.database import Database
from storage.steps import Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def doctor_at_ten(db: Database, town: Town) -> talk.Talk:
    """It is just before ten, and at ten comes the reminder that was asked for of a step."""
    sam = await talk.client(db, town.contact)
    await sam.says("morgen om 10:00 de huisarts bellen", "step_set")
    await sam.presses("button-skip")
    await sam.presses("button-remind")
    sam.now = moment("2026-11-27 09:58")
    return sam


async def reminded(sam: talk.Talk) -> None:
    sam.now = moment("2026-11-27 10:00")
    await Clockwork(sam.db, Bell(), lambda: sam.now).compose_due()
    assert (await sam.hears()).has("nudge-step-reminder", what="de huisarts bellen")
    sam.passes(minutes=2)


async def asked_when_and_reminded(db: Database, town: Town) -> talk.Talk:
    """Asked when to do the washing, and then reminded of the doctor."""
    sam = await doctor_at_ten(db, town)
    assert (await sam.says("de was doen", "step_set")).has("step-when")
    await reminded(sam)
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


async def test_the_day_and_the_hour_of_an_appointment_are_not_those_of_a_step(db: Database, town: Town) -> None:
    sam = await doctor_at_ten(db, town)
    assert (await sam.says("kan ik een afspraak maken", "make_appointment")).has("appointment-which-day")
    await reminded(sam)
    assert "dinsdag 1 december" in (await sam.says("1-12-2026")).text
    assert "dinsdag 1 december om 11:30" in (await sam.says("11:30")).text
    await sam.says("ja", "affirm")
    async with db.begin() as session:
        [asked] = (await session.exec(select(Appointment))).all()
    assert asked.starts_at == moment("2026-12-01 11:30")
    assert (await open_steps(sam))["de huisarts bellen"].planned_at == moment("2026-11-27 10:00")


async def test_when_somebody_comes_to_a_kept_place_is_not_when_they_take_a_step(db: Database, town: Town) -> None:
    sam = await doctor_at_ten(db, town)
    assert (await sam.says("hou een plek vast", "reserve_bed", target_group="man")).has("beds-what-time")
    await reminded(sam)
    assert "11:00" in (await sam.says("om 11:00")).text
    async with db.begin() as session:
        [place] = (await session.exec(select(BedNight))).all()
    assert place.expected_at == moment("2026-11-27 11:00")
    assert (await open_steps(sam))["de huisarts bellen"].planned_at == moment("2026-11-27 10:00")
