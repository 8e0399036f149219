"""Small steps: made in four short turns, reminded of, asked after, and how they went."""

import itertools
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from actions.step_results import tone
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import nudges, steps
from storage.database import Database
from storage.nudges import Nudge
from storage.steps import Step
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def all_steps(sam: talk.Talk) -> list[Step]:
    assert sam.person is not None
    async with sam.db.begin() as session:
        mine = select(Step).where(Step.person_id == sam.person.id)
        return list((await session.exec(mine.order_by(Step.created_at))).all())  # type: ignore[arg-type]


async def planned(sam: talk.Talk) -> list[tuple[str, datetime]]:
    assert sam.person is not None
    async with sam.db.begin() as session:
        return [(n.kind, n.due_at) for n in await nudges.planned_for(session, sam.person.id)]


async def newest(sam: talk.Talk) -> Step:
    return (await all_steps(sam))[-1]


async def set_step(sam: talk.Talk, what: str = "de huisarts bellen", when: str = "morgen om 10:00") -> Step:
    await sam.says(f"{when} {what}", "step_set")
    await sam.presses("button-skip")
    sam.passes(minutes=1)
    return await newest(sam)


async def clock_rings(sam: talk.Talk, at: str) -> talk.Answer:
    """The clock rings at this moment; what Stapje said last."""
    sam.now = moment(at)
    await Clockwork(sam.db, Bell(), lambda: sam.now).compose_due()
    return await sam.hears()


async def test_a_step_in_one_sentence_and_a_wished_reminder(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik ga morgen om 10:00 de huisarts bellen", "step_set")
    assert answer.has("step-first") and answer.offers("button-skip")
    answer = await sam.says("het nummer opzoeken")
    assert answer.has("step-set", what="de huisarts bellen", when="vrijdag 27 november om 10:00")
    assert answer.has("step-begin", first="het nummer opzoeken") and answer.has("step-help-question")
    assert (await sam.says("ja", "affirm")).has("step-will-remind", moment="vrijdag 27 november om 10:00")
    [step] = await all_steps(sam)
    assert (step.life_domain, step.remind, step.first_action) == ("gezondheid", True, "het nummer opzoeken")
    assert await planned(sam) == [
        ("step_reminder", moment("2026-11-27 10:00")),
        ("step_after", moment("2026-11-27 12:00")),
    ]


async def test_a_step_question_by_question_takes_four_turns(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("hoe gaat het", "checkin_positive")
    assert (await sam.presses("button-set-step")).has("step-what")
    assert (await sam.says("de post openmaken")).has("step-when")
    assert (await sam.presses("button-no-time")).has("step-first")
    answer = await sam.says("weet niet")
    assert answer.has("step-set", what="de post openmaken", when="als het jou past")
    assert not answer.offers("button-remind") and answer.offers("button-step-ready") and await planned(sam) == []
    assert (await sam.presses("button-step-ready")).has("step-ready")


async def test_today_and_tomorrow_are_one_tap_away(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-26 11:00"))
    await sam.says("de post openmaken", "step_set")
    assert sam.last.offers("button-today")
    await sam.presses("button-tomorrow")
    await sam.presses("button-skip")
    assert sam.last.has("step-set", what="de post openmaken", when="vrijdag 27 november")
    await sam.presses("button-remind")
    assert await planned(sam) == [
        ("step_reminder", moment("2026-11-27 09:00")),
        ("step_after", moment("2026-11-27 19:00")),
    ]


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("morgenmiddag", "vrijdag 27 november om 14:00"),
        ("zaterdag", "zaterdag 28 november"),
        ("deze week", "zondag 29 november"),
        ("volgende week", "maandag 30 november"),
        ("half drie", "vrijdag 27 november om 14:30"),
        ("maandag om 9:30", "maandag 30 november om 09:30"),
    ],
)
async def test_any_way_to_say_a_moment_comes_back_in_digits(db: Database, town: Town, said: str, when: str) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("de post openmaken", "step_set")
    await sam.says(said)
    assert (await sam.presses("button-skip")).has("step-set", what="de post openmaken", when=when)


async def test_when_may_be_left_open_in_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("de post openmaken", "step_set")
    await sam.says("ik zie wel")
    assert (await sam.presses("button-skip")).has("step-set", what="de post openmaken", when="als het jou past")


async def test_where_and_who_are_read_and_not_asked(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("een formulier invullen", "step_set")
    await sam.says("morgen om 10:00 bij het wijkteam, samen met mijn zus")
    answer = await sam.presses("button-skip")
    assert answer.has("step-where", place="het wijkteam") and answer.has("step-with", helper="mijn zus")
    assert not answer.offers("button-company")
    step = await newest(sam)
    assert (step.place, step.helper) == ("het wijkteam", "mijn zus")


async def test_somebody_along_by_button_or_in_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    assert (await sam.presses("button-company")).has("step-who")
    assert (await sam.presses("button-contact-person")).has("step-comes-along", helper="mijn contactpersoon")
    assert "request" in await sam.tasks()
    await set_step(sam, "de post openmaken")
    await sam.presses("button-company")
    assert (await sam.presses("button-somebody-else")).has("step-who-else")
    assert (await sam.says("Ahmed")).has("step-comes-along", helper="Ahmed")
    await set_step(sam, "een fiets kopen")
    assert (await sam.says("samen met mijn broer")).has("step-comes-along", helper="mijn broer")
    assert [s.helper for s in await all_steps(sam)] == ["mijn contactpersoon", "Ahmed", "mijn broer"]


async def test_a_reminder_may_be_asked_for_in_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    assert (await sam.says("herinner mij")).has("step-will-remind", moment="vrijdag 27 november om 10:00")


async def test_a_reminder_across_the_clock_change_is_at_the_hour_on_the_clock(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2027-03-27 12:00"))
    await set_step(sam, "de post openmaken")
    await sam.presses("button-remind")
    assert (await planned(sam))[0] == ("step_reminder", moment("2027-03-28 10:00"))


async def test_a_reminder_asked_for_too_late_is_not_promised(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    sam.passes(days=1)
    assert (await sam.presses("button-remind")).has("step-remind-too-late")
    assert await planned(sam) == [] and not (await newest(sam)).remind


async def test_a_step_for_late_in_the_evening_is_asked_after_in_the_morning(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam, "de was doen", "morgen om 20:00")
    await sam.presses("button-remind")
    assert await planned(sam) == [
        ("step_reminder", moment("2026-11-27 20:00")),
        ("step_after", moment("2026-11-28 09:00")),
    ]


async def test_asked_afterwards_and_a_typed_answer_is_about_that_step(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam, "een fiets kopen", "zaterdag")
    step = await set_step(sam)
    await sam.presses("button-remind")
    assert (await clock_rings(sam, "2026-11-27 10:00")).has("nudge-step-reminder", what="de huisarts bellen")
    assert (await clock_rings(sam, "2026-11-27 12:00")).has("nudge-step-after", what="de huisarts bellen")
    answer = await sam.says("gelukt", "step_done")
    assert answer.has("step-done", what="de huisarts bellen", tone=tone(step))


async def test_the_reminder_says_how_to_begin(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("morgen om 10:00 de huisarts bellen", "step_set")
    await sam.says("het nummer opzoeken")
    await sam.presses("button-remind")
    assert (await clock_rings(sam, "2026-11-27 10:00")).has("step-begin", first="het nummer opzoeken")


async def test_done_is_celebrated_and_nothing_more_is_asked(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    await sam.presses("button-remind")
    assert (await sam.says("gelukt!", "step_done")).has("step-done", what="de huisarts bellen", tone=tone(step))
    [step] = await all_steps(sam)
    assert (step.state, step.words_after) == ("done", "gelukt!")
    assert await planned(sam) == []


async def test_partly_is_celebrated_and_the_rest_can_be_the_next_step(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    answer = await sam.says("ik heb een begin gemaakt", "step_done")
    assert answer.has("step-partly", what="de huisarts bellen", tone=tone(step)) and answer.has("step-partly-more")
    assert (await sam.presses("button-what-is-left")).has("step-what-left")
    await sam.says("de brief nog sturen")
    await sam.presses("button-no-time")
    await sam.presses("button-skip")
    first, second = await all_steps(sam)
    assert (first.state, second.state, second.life_domain) == ("partly", "open", "gezondheid")


async def test_not_done_is_met_with_what_would_make_it_easier(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    answer = await sam.says("niet gelukt", "step_not_done")
    assert answer.has("step-not-done", what="de huisarts bellen", tone=tone(step)) and answer.has("step-easier")
    assert (await sam.says("ik durf niet zo goed te bellen")).has("step-easier-heard")
    assert (await newest(sam)).words_after == "ik durf niet zo goed te bellen"
    assert (await newest(sam)).state == "open"


async def test_a_smaller_piece_takes_the_place_of_the_step(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("morgen om 10:00 de huisarts bellen voor een afspraak", "step_set")
    assert sam.last.has("step-begin", first="schrijf in één zin op waarvoor je belt")  # a step of the library
    sam.passes(minutes=1)
    await sam.says("niet gelukt", "step_not_done")
    answer = await sam.presses("button-smaller-step")
    assert answer.has("step-what-smaller")
    [piece] = [label for label in answer.buttons if label.startswith("schrijf in één zin op")]
    await sam.presses("button-named-step", name=piece)
    await sam.presses("button-tomorrow")
    first, second = await all_steps(sam)
    assert (first.state, second.state, second.what) == ("dropped", "open", "schrijf in één zin op waarvoor je belt")


async def test_a_smaller_step_that_is_not_made_leaves_the_step_as_it_was(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await sam.says("niet gelukt", "step_not_done")
    await sam.says("kleiner graag")
    await sam.says("laat maar")
    assert [s.state for s in await all_steps(sam)] == ["open"]


async def test_another_moment_keeps_the_row_and_the_reminder_moves_along(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    await sam.presses("button-remind")
    await clock_rings(sam, "2026-11-27 10:00")
    assert (await sam.presses("button-later")).has("step-when-new")
    answer = await sam.says("maandag om 9:30")
    assert answer.has("step-set", what="de huisarts bellen", when="maandag 30 november om 09:30")
    assert answer.has("step-reminder-moves-along")
    [moved] = await all_steps(sam)
    assert (moved.id, moved.moved_times, moved.planned_at) == (step.id, 1, moment("2026-11-30 09:30"))
    assert await planned(sam) == [
        ("step_reminder", moment("2026-11-30 09:30")),
        ("step_after", moment("2026-11-30 11:30")),
    ]


async def test_there_and_back_again_is_reminded_of_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await sam.presses("button-remind")
    before = await planned(sam)
    for when in ("maandag om 9:30", "morgen om 10:00"):
        await sam.says("ik doe het later", "step_not_done")
        await sam.says(when)
    assert await planned(sam) == before


async def test_a_moment_in_the_answer_moves_the_step_at_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    answer = await sam.says("lukt niet, ik doe het maandag om 9:30", "step_not_done")
    assert answer.has("step-set", what="de huisarts bellen", when="maandag 30 november om 09:30")


async def test_which_step_is_named_by_its_words_or_asked_with_buttons(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    first = await set_step(sam)
    await set_step(sam, "de post openmaken")
    answer = await sam.says("de huisarts gedaan", "step_done")
    assert answer.has("step-done", what="de huisarts bellen", tone=tone(first))
    third = await set_step(sam, "een fiets kopen")
    assert (await sam.says("gelukt", "step_done")).has("step-which")
    answer = await sam.presses("button-named-step", name="een fiets kopen")
    assert answer.has("step-done", what="een fiets kopen", tone=tone(third))


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
    assert [(s.state, s.life_domain) for s in await all_steps(sam)] == [("done", "wonen")]
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


async def test_nobody_is_asked_at_night_or_while_a_human_is_in_the_chat(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    assert sam.person is not None
    async with db.begin() as session:
        late = Nudge(
            kind="step_after", person_id=sam.person.id, subject_id=step.id, due_at=moment("2026-11-27 20:00"),
            dedupe_key="late",
        )  # fmt: skip
        await nudges.plan(session, [late])
    await clock_rings(sam, "2026-11-27 22:30")
    assert await planned(sam) == [("step_after", moment("2026-11-28 08:00"))]


async def test_every_appreciation_has_its_turn(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    tones = []
    for _ in range(4):
        tones.append(tone(step))
        async with db.begin() as session:
            step = await session.get_one(Step, step.id)
            await steps.move(session, step, planned_at=None, words=None)
    assert sorted(tones) == [1, 2, 3, 4]


async def test_a_moment_named_with_the_step_is_not_asked_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("ik wil een stap zetten", "step_set")).has("step-what")
    assert (await sam.says("morgen om 10:00 de post openmaken")).has("step-first")


async def test_a_short_answer_to_how_it_went_is_about_the_step(db: Database, town: Town) -> None:
    for said, intent, state in (
        ("een beetje", "checkin_neutral", "partly"), ("goed", "checkin_positive", "done"), ("mwah", None, "partly"),
        ("liever zaterdag", "reschedule_appointment", "open"), ("slecht", "checkin_negative", "open"),
    ):  # fmt: skip
        sam = await talk.client(db, town.contact)
        step = await set_step(sam)
        await sam.presses("button-remind")
        await clock_rings(sam, "2026-11-27 10:00")
        await clock_rings(sam, "2026-11-27 12:00")
        await sam.says(said, intent)
        async with db.begin() as session:
            assert (await session.get_one(Step, step.id)).state == state
    assert "check_in_bad" in await sam.tasks()


async def test_more_about_a_step_is_heard_only_right_after_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    assert sam.person is not None
    async with db.begin() as session:
        asked = Nudge(kind="check_in", person_id=sam.person.id, due_at=sam.now, dedupe_key="asked")
        await nudges.plan(session, [asked])
    await clock_rings(sam, "2026-11-26 20:05")
    await sam.says("liever zaterdag", "reschedule_appointment")
    async with db.begin() as session:
        assert (await session.get_one(Step, step.id)).planned_at == step.planned_at


async def test_after_what_would_help_it_may_still_be_said(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam)
    await sam.says("niet gelukt", "step_not_done")
    assert (await sam.says("te moe")).has("step-easier-heard")
    assert (await sam.says("iets kleiner misschien")).has("step-what-smaller")


async def test_another_step_right_after_one_moves_nothing(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    step = await set_step(sam)
    await sam.says("morgen de post doen met mijn zus", "step_set")
    assert sam.last.has("step-first")
    async with db.begin() as session:
        assert (await session.get_one(Step, step.id)).planned_at == step.planned_at


async def test_the_clock_ticks_between_saying_and_writing(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await set_step(sam, "een fiets kopen", "zaterdag")
    step = await set_step(sam)
    await sam.presses("button-remind")
    ticks = itertools.count()
    at = moment("2026-11-27 10:00")
    await Clockwork(db, Bell(), lambda: at + timedelta(milliseconds=next(ticks))).compose_due()
    sam.now = at + timedelta(minutes=5)
    await sam.hears()
    answer = await sam.says("gelukt", "step_done")
    assert answer.has("step-done", what="de huisarts bellen", tone=tone(step))
