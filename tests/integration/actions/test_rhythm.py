"""Check-in plans at work: one unasked message a day, changed in the chat, planned again, and left in peace."""

from __future__ import annotations

import asyncio
import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from actions.rhythm_changes import plan_missing
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import messages, nudges, people
from storage.audit import AuditEntry
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.nudges import Nudge
from storage.people import Person
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NOON = moment("2026-11-26 12:00")
BEGAN = date(2026, 11, 2)


async def ring(db: Database, now: datetime) -> None:
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def with_plan(sam: talk.Talk, **more: Any) -> CheckInPlan:
    assert sam.person is not None
    async with sam.db.begin() as session:
        plan = CheckInPlan(person_id=sam.person.id, **{"began_on": BEGAN, **more})
        session.add(plan)
    return plan


async def due(sam: talk.Talk, plan: CheckInPlan | None = None, at: datetime = NOON, **more: Any) -> None:
    assert sam.person is not None
    nudge = Nudge(
        kind="check_in", person_id=sam.person.id, subject_id=plan.id if plan else None, due_at=at,
        dedupe_key=uuid.uuid4().hex, **more,
    )  # fmt: skip
    async with sam.db.begin() as session:
        await nudges.plan(session, [nudge])


async def planned(db: Database) -> list[datetime]:
    async with db.begin() as session:
        query = select(Nudge.due_at).where(Nudge.state == "planned", Nudge.kind == "check_in")
        return sorted((await session.exec(query)).all())


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def asked(db: Database, town: Town, **more: Any) -> talk.Talk:
    """Somebody who was just asked how it goes, on Thursday at noon."""
    sam = await talk.client(db, town.contact, now=NOON + timedelta(minutes=1))
    await due(sam, await with_plan(sam, **more))
    await ring(db, NOON)
    await sam.hears()
    return sam


# ---------------------------------------------------------------- one a day


async def test_of_two_unasked_messages_the_second_waits_for_the_next_day_at_its_hour(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await due(sam, at=NOON)
    await due(sam, at=NOON + timedelta(minutes=5))
    await asyncio.gather(*(ring(db, NOON + timedelta(hours=1)) for _ in range(4)))
    assert len(await heard(sam)) == 1
    assert await planned(db) == [moment("2026-11-27 12:05")]
    await sam.says("dank je", "thank")  # who stays silent is asked again first: test_ladder.py
    await ring(db, moment("2026-11-27 12:05"))
    assert len(await heard(sam)) == 3


async def test_two_schedulers_with_one_each_say_one(db: Database, town: Town) -> None:
    everyone = [await talk.client(db, town.contact, name=f"C{n}") for n in range(12)]
    for sam in everyone:
        await due(sam)
        await due(sam)
    one, two = Clockwork(db, Bell(), lambda: NOON), Clockwork(db, Bell(), lambda: NOON)
    await asyncio.gather(one.compose_due(), two.compose_due())
    assert [len(await heard(sam)) for sam in everyone] == [1] * 12
    next_day, after_the_ladder = moment("2026-11-27 12:00"), moment("2026-12-02 10:00")
    later = await planned(db)  # who comes a moment too late sees that the other has asked, and waits for the answer
    assert len(later) == 12
    assert set(later) <= {next_day, after_the_ladder}


async def test_what_was_wished_for_comes_besides(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await due(sam)
    await due(sam, details={"wished": True})
    await ring(db, NOON)
    assert len(await heard(sam)) == 2


async def test_a_second_one_never_moves_into_a_weekend(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    friday = moment("2026-11-27 12:00")
    await due(sam, at=friday)
    await due(sam, at=friday)
    await ring(db, friday)
    assert await planned(db) == [moment("2026-11-30 12:00")]


async def test_the_schema_refuses_a_second_one_on_a_day(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await due(sam, said_on=NOON.date())
    with pytest.raises(IntegrityError, match="uq_nudge_one_a_day"):
        await due(sam, said_on=NOON.date())


async def test_many_due_at_once_take_no_more_statements_than_few(db: Database, town: Town) -> None:
    counts = []
    for number in (5, 60):
        for n in range(number):
            sam = await talk.client(db, town.contact, name=f"C{number}-{n}")
            await due(sam, await with_plan(sam, every_days=7))
            await due(sam)
        said: list[str] = []
        listen = lambda *args, said=said: said.append(args[2])  # noqa: E731
        event.listen(db.engine.sync_engine, "before_cursor_execute", listen)
        await ring(db, NOON)
        event.remove(db.engine.sync_engine, "before_cursor_execute", listen)
        counts.append(len(said))
    assert counts[0] == counts[1] <= 20


# ---------------------------------------------------------------- planning


async def test_who_opted_out_gets_none_planned_and_comes_back_in_the_same_rhythm(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert await planned(db) == [moment("2026-12-03 10:30")]
    await sam.says("stop")
    assert await planned(db) == []
    async with db.begin() as session:
        assert await plan_missing(session, NOON) == 0
    await sam.presses("button-opt-in")
    assert await planned(db) == [moment("2026-12-03 10:30")]


async def test_the_night_plans_for_everybody_who_has_nothing_planned(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    for one in (sam, kim):
        await with_plan(one)
    assert kim.person is not None
    async with db.begin() as session:
        await people.opt_out(session, await session.get_one(Person, kim.person.id), NOON)
    for _ in range(2):
        await Clockwork(db, Bell(), lambda: moment("2026-11-26 03:10")).plan_check_ins()
    assert await planned(db) == [moment("2026-11-27 10:30")]


async def test_what_staff_called_off_does_not_come_back_the_night_after(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    async with db.begin() as session:
        planned_for = await nudges.planned_for(session, sam.person.id)  # type: ignore[union-attr]
        [coming] = [n for n in planned_for if n.kind == "check_in"]
        await nudges.end(session, [coming.id], state="cancelled", now=NOON, reason="staff")
    await Clockwork(db, Bell(), lambda: moment("2026-11-27 03:10")).plan_check_ins()
    assert await planned(db) == [moment("2026-12-10 10:30")]


@pytest.mark.parametrize(
    ("at", "then"), [("2027-03-22 10:30", "2027-03-30 10:30"), ("2027-10-28 10:30", "2027-11-04 10:30")]
)
async def test_the_next_one_is_at_the_same_hour_after_a_clock_change(
    db: Database, town: Town, at: str, then: str
) -> None:
    sam = await talk.client(db, town.contact)
    await due(sam, await with_plan(sam, every_days=7), at=moment(at))
    await ring(db, moment(at))
    assert await planned(db) == [moment(then)]  # the first would be Easter Monday


# ---------------------------------------------------------------- in the chat


async def test_another_day_is_echoed_planned_and_taken_back(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("liever op dinsdag", "reschedule_appointment")
    assert answer.text == "Ik vraag het je voortaan op dinsdag om 10:30. De eerste keer: dinsdag 1 december."
    assert await planned(db) == [moment("2026-12-01 10:30")]
    assert (await sam.presses("button-undo-rhythm")).has("rhythm-as-it-was")
    assert await planned(db) == [moment("2026-12-03 10:30")]
    async with db.begin() as session:
        entries = (await session.exec(select(AuditEntry).where(AuditEntry.action == "rhythm.changed"))).all()
    assert len(entries) == 2


async def test_less_often_later_and_a_rest(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert "elke 2 weken om 10:30" in (await sam.says("minder vaak graag", "out_of_scope")).text
    assert "om 19:00. De eerste keer: donderdag 10 december" in (await sam.says("liever om 19 uur")).text
    await sam.says("drie weken even niet")
    assert await planned(db) == [moment("2026-12-17 19:00")]


async def test_quiet_hours_are_refused_with_the_first_and_last_hour(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("liever om 22 uur")).has("rhythm-quiet")
    await sam.presses("button-named-step", name="20:30")
    assert await planned(db) == [moment("2026-12-03 20:30")]


async def test_next_week_not_is_echoed_with_the_day_it_goes_on_and_taken_back(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("volgende week niet", "deny")
    assert "niets van maandag 30 november tot en met zondag 6 december. De volgende keer: maandag 7" in answer.text
    assert await planned(db) == [moment("2026-12-07 10:30")]
    assert (await sam.presses("button-undo-rhythm")).has("rhythm-as-it-was")
    assert await planned(db) == [moment("2026-12-03 10:30")]


async def test_days_that_are_far_off_are_left_out_and_the_weeks_before_are_not(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    answer = await sam.says("van 10 tot en met 24 december niet", "deny")
    assert "van donderdag 10 december tot en met donderdag 24 december" in answer.text
    assert await planned(db) == [moment("2026-12-03 10:30")]
    await ring(db, moment("2026-12-03 10:30"))
    assert await planned(db) == [moment("2026-12-28 10:30")]


async def test_this_week_not_and_again_after_christmas(db: Database, town: Town) -> None:
    sam = await asked(db, town, template="close")
    assert (await sam.says("deze week even niet")).has("rhythm-paused", day="maandag 30 november")
    assert (await sam.says("na de kerst weer")).has("rhythm-paused", day="maandag 28 december")
    assert (await sam.says("tot 5 december niet")).has("rhythm-paused", day="maandag 7 december")
    assert await planned(db) == [moment("2026-12-07 10:30")]


async def test_a_holiday_without_days_is_asked_after(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("in de vakantie niet")).has("rhythm-which-pause") and sam.last.offers("button-pause-week")
    assert (await sam.says("tot 5 januari", "reschedule_appointment")).has("rhythm-paused", day="dinsdag 5 januari")
    assert (await sam.says("twee weken geleden", "out_of_scope")).has("out-of-scope")


async def test_only_at_the_weekend_and_never_then(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert "op zaterdag om 10:30. De eerste keer: zaterdag 5 december" in (await sam.says("alleen in het weekend")).text
    assert "op zondag" in (await sam.presses("button-named-step", name="Zondag")).text
    await sam.says("niet in het weekend")
    assert await planned(db) == [moment("2026-12-03 10:30")]


async def test_ask_no_more_is_the_known_opting_out(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("vraag maar niet meer", "deny")).has("opted-out")


async def test_the_button_shows_the_rhythm(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    await sam.says("menu")
    assert "elke week om 10:30" in (await sam.presses("button-how-often")).text
    await sam.presses("button-other-day")
    assert "op vrijdag" in (await sam.presses("button-named-step", name="vrijdag")).text


async def test_without_a_check_in_such_words_go_to_the_model(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await with_plan(sam)
    assert (await sam.says("minder vaak", "out_of_scope")).has("out-of-scope")
    assert "elke 2 weken" in (await sam.says("wil je minder vaak vragen hoe het gaat?", "out_of_scope")).text


async def test_danger_an_open_form_and_a_plain_no_are_never_taken(db: Database, town: Town) -> None:
    sam = await asked(db, town)
    assert (await sam.says("nee", "deny")).has("fine")
    worried = await sam.says(
        "liever op dinsdag", "out_of_scope", 0.4, ranking=[("out_of_scope", 0.4), ("crisis_self_harm", 0.35)]
    )
    assert "voortaan" not in worried.text
    kim = await asked(db, town)
    await kim.says("ik wil een afspraak", "make_appointment")
    form = (await kim.state()).form
    await kim.says("liever op dinsdag", "reschedule_appointment")
    assert form is not None and await planned(db) == [moment("2026-12-03 10:30")] * 2


# ---------------------------------------------------------------- after a year


async def test_after_a_year_it_is_asked_once_whether_to_go_on(db: Database, town: Town) -> None:
    sam = await asked(db, town, began_on=date(2025, 11, 1))
    assert sam.last.has("nudge-after-year") and await planned(db) == []
    await Clockwork(db, Bell(), lambda: moment("2026-11-27 03:10")).plan_check_ins()
    assert await planned(db) == []
    assert "elke 3 maanden om 10:30" in (await sam.says("ja")).text
    assert await planned(db) == [moment("2027-02-26 10:30")]


@pytest.mark.parametrize(("button", "then"), [("button-monthly", ["2026-12-28 10:30"]), ("button-never", [])])
async def test_the_other_answers_to_that(db: Database, town: Town, button: str, then: list[str]) -> None:
    sam = await asked(db, town, began_on=date(2025, 11, 1), at=time(10, 30))
    await sam.presses(button)
    assert await planned(db) == [moment(at) for at in then]
