"""Small steps: set, reminded of, done, partly, not yet, another time."""

from sqlmodel import select

from storage import messages, nudges, steps
from storage.database import Database
from storage.nudges import Nudge
from storage.steps import Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def all_steps(sam: talk.Talk) -> list[Step]:
    async with sam.db.begin() as session:
        return list((await session.exec(select(Step).order_by(Step.created_at))).all())  # type: ignore[arg-type]


async def planned(sam: talk.Talk) -> list[Nudge]:
    assert sam.person is not None
    async with sam.db.begin() as session:
        return await nudges.planned_for(session, sam.person.id)


async def set_step(sam: talk.Talk, what: str = "de huisarts bellen") -> None:
    await sam.says(f"morgen om 10:00 {what}", "step_set")
    sam.passes(minutes=1)


async def test_a_step_in_one_sentence_and_a_wished_reminder(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik ga morgen om 10:00 de huisarts bellen", "step_set", life_domain="gezondheid")
    assert answer.has("step-set", what="de huisarts bellen", when="vrijdag 27 november om 10:00")
    assert (await sam.says("ja", "affirm")).has("step-will-remind", day="vrijdag 27 november", clock="10:00")
    [step], [nudge] = await all_steps(sam), await planned(sam)
    assert (step.life_domain, step.remind, nudge.due_at) == ("gezondheid", True, moment("2026-11-27 10:00"))


async def test_a_step_question_by_question(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hoe gaat het", "checkin_positive")
    assert (await sam.presses("button-set-step")).has("step-what")
    assert (await sam.says("de post openmaken")).has("step-when")
    assert (await sam.says("eh")).has("step-when-again")
    assert (await sam.presses("button-no-time")).has("step-set", what="de post openmaken", when="als het jou past")
    assert not sam.last.offers("button-remind") and await planned(sam) == []


async def test_when_may_be_left_open_in_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("de post openmaken", "step_set")
    assert (await sam.says("ik zie wel")).has("step-set", what="de post openmaken", when="als het jou past")


async def test_a_day_without_an_hour_is_reminded_of_when_the_office_opens(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("zaterdag de post openmaken", "step_set")).has(
        "step-set", what="de post openmaken", when="zaterdag 28 november"
    )
    await sam.presses("button-remind")
    assert [n.due_at for n in await planned(sam)] == [moment("2026-11-28 09:00")]


async def test_a_reminder_across_the_clock_change_is_at_the_hour_on_the_clock(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2027-03-27 12:00"))
    await sam.says("morgen om 10:00 de post openmaken", "step_set")
    await sam.presses("button-remind")
    assert [n.due_at for n in await planned(sam)] == [moment("2027-03-28 10:00")]


async def test_a_reminder_asked_for_too_late_is_not_promised(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    sam.passes(days=1)
    assert (await sam.presses("button-remind")).has("step-remind-too-late")
    assert await planned(sam) == []


async def test_no_reminder_is_fine(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    assert (await sam.says("nee", "deny")).has("fine")
    assert await planned(sam) == []


async def test_done_is_celebrated_and_the_reminder_goes(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await sam.presses("button-remind")
    assert (await sam.says("gelukt!", "step_done")).has("step-done", what="de huisarts bellen")
    [step] = await all_steps(sam)
    assert (step.state, step.words_after) == ("done", "gelukt!")
    assert await planned(sam) == []


async def test_partly_and_not_done_are_kept_without_blame(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    assert (await sam.says("niet gelukt", "step_not_done")).has("step-not-done", what="de huisarts bellen")
    assert [s.state for s in await all_steps(sam)] == ["open"]
    assert (await sam.presses("button-new-time")).has("step-when")
    assert (await sam.says("maandag om 9:30")).has(
        "step-set", what="de huisarts bellen", when="maandag 30 november om 09:30"
    )
    assert [s.state for s in await all_steps(sam)] == ["dropped", "open"]
    assert (await sam.presses("button-new-time")).has("button-is-old")


async def test_which_step_is_named_by_its_words_or_asked_with_buttons(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await set_step(sam, "de post openmaken")
    assert (await sam.says("de huisarts gedaan", "step_done")).has("step-done", what="de huisarts bellen")
    await set_step(sam, "een fiets kopen")
    assert (await sam.says("gelukt", "step_done")).has("step-which")
    assert (await sam.presses("button-named-step", name="een fiets kopen")).has("step-done", what="een fiets kopen")


async def test_pressing_done_again_when_one_other_step_is_open_leaves_that_one_alone(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await set_step(sam, "de post openmaken")
    await sam.says("mijn stappen", "ask_steps")
    await sam.presses("button-step-done", name="de huisarts bellen")
    assert (await sam.presses("button-step-done", name="de huisarts bellen")).has("button-is-old")
    assert {s.what: s.state for s in await all_steps(sam)} == {
        "de huisarts bellen": "done",
        "de post openmaken": "open",
    }


async def test_what_was_not_written_down_still_counts(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("ik heb mijn kamer opgeruimd", "step_done")).has("step-done-unplanned")
    assert [s.state for s in await all_steps(sam)] == ["done"]
    assert (await sam.says("niet gelukt", "step_not_done")).has("step-none-to-miss")


async def test_what_is_open_and_what_is_done(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("mijn stappen", "ask_steps")).has("steps-none-yet")
    await set_step(sam)
    answer = await sam.says("mijn stappen", "ask_steps")
    assert answer.has("steps-open", count=1, steps="• de huisarts bellen (vrijdag 27 november)")
    await sam.presses("button-step-done", name="de huisarts bellen")
    answer = await sam.says("mijn stappen", "ask_steps")
    assert answer.has("steps-done", count=1, steps="• de huisarts bellen") and answer.has("steps-none-open")


async def test_partly_from_a_reminder(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    [step] = await all_steps(sam)
    async with db.begin() as session:
        buttons = [{"token": "t1", "label": "Een deel", "action": "step.partly", "arguments": {"step": str(step.id)}}]
        await messages.say(
            session, conversation_id=sam.conversation_id, address_id=sam.address_id, said="?", now=sam.now,
            buttons=buttons,
        )  # fmt: skip
    assert (await sam.presses_payload("t1")).has("step-partly", what="de huisarts bellen")
    async with db.begin() as session:
        assert sam.person is not None
        assert [s.state for s in await steps.done_steps(session, sam.person.id)] == ["partly"]
