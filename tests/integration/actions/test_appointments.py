"""Appointments by chat: what there is, a proposal, coming, not coming, another time, and their reminders."""

from datetime import datetime

from sqlmodel import select

from actions import reminders
from storage import appointments
from storage.appointments import Appointment
from storage.database import Database
from storage.nudges import Nudge
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
FRIDAY = moment("2026-11-27 14:30")


async def plan(sam: talk.Talk, town: Town, starts_at: datetime = FRIDAY, state: str = "planned") -> Appointment:
    assert sam.person is not None
    made = Appointment(
        person_id=sam.person.id, staff_id=town.contact.id, starts_at=starts_at, place="Inloop", state=state
    )
    async with sam.db.begin() as session:
        await appointments.add(session, made)
        await reminders.plan_for(session, made, sam.now)
    return made


async def every(db: Database) -> dict[datetime, str]:
    async with db.begin() as session:
        return {a.starts_at: a.state for a in (await session.exec(select(Appointment))).all()}


async def reminder_states(db: Database) -> set[str]:
    async with db.begin() as session:
        return {n.state for n in (await session.exec(select(Nudge))).all() if n.kind in reminders.KINDS}


async def test_what_is_planned_is_told_with_weekday_date_and_digits(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town)
    await plan(sam, town, moment("2026-11-30 10:00"), "proposed")
    answer = await sam.says("wanneer is mijn afspraak", "ask_appointment")
    assert answer.has("appointment-line", moment="vrijdag 27 november om 14:30", who="Noor", where=", Inloop")
    assert answer.has("appointment-line-proposed", moment="maandag 30 november om 10:00", who="Noor", where=", Inloop")


async def test_none_planned_offers_to_make_one(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("wanneer is mijn afspraak", "ask_appointment")).has("appointment-none")
    assert (await sam.says("ja", "affirm")).has("appointment-which-day")


async def test_a_proposal_question_by_question(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    assert (await sam.says("morgen")).has("appointment-what-time", day="vrijdag 27 november")
    assert (await sam.says("geen idee")).has("appointment-what-time-again", day="vrijdag 27 november")
    assert (await sam.says("half drie")).has("appointment-right", moment="vrijdag 27 november om 14:30")
    assert (await sam.says("ja", "affirm")).has("appointment-proposed", moment="vrijdag 27 november om 14:30")
    assert await every(db) == {FRIDAY: "proposed"}
    assert await sam.tasks() == {"appointment": 1}


async def test_a_proposal_in_one_sentence(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("kan ik vrijdag om kwart over tien langskomen", "make_appointment")
    assert answer.has("appointment-right", moment="vrijdag 27 november om 10:15")


async def test_a_wrong_moment_is_asked_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("afspraak morgen om 10:00", "make_appointment")
    assert (await sam.presses("button-something-else")).has("appointment-which-day")
    assert await every(db) == {}


async def test_a_moment_that_has_passed_is_not_proposed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("ik wil een afspraak", "make_appointment")
    await sam.says("vandaag")
    await sam.says("10:00")
    assert sam.last.has("appointment-did-you-mean", moment="vrijdag 27 november om 10:00")
    answer = await sam.says("klopt", "out_of_scope", 0.4)
    assert answer.has("appointment-right", moment="vrijdag 27 november om 10:00")
    assert await every(db) == {}


async def test_not_sure_is_heard_as_no(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("afspraak morgen om 10:00", "make_appointment")
    assert (await sam.says("nee", "deny")).has("appointment-which-day")


async def test_coming_confirms_a_planned_one_and_only_that(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("ik kom", "confirm_appointment")).has("appointment-none")
    made = await plan(sam, town)
    assert (await sam.says("ik kom", "confirm_appointment")).has(
        "appointment-confirmed", moment="vrijdag 27 november om 14:30"
    )
    assert await every(db) == {made.starts_at: "confirmed"}


async def test_coming_to_a_proposed_one_is_not_certain_yet(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town, state="proposed")
    assert (await sam.says("ik kom", "confirm_appointment")).has(
        "appointment-still-proposed", moment="vrijdag 27 november om 14:30"
    )
    assert await every(db) == {FRIDAY: "proposed"}


async def test_cancelling_in_words_is_asked_once_and_ends_the_reminders(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town)
    answer = await sam.says("ik kan niet komen", "cancel_appointment")
    assert answer.has("appointment-cancel-sure", moment="vrijdag 27 november om 14:30")
    assert await every(db) == {FRIDAY: "planned"}
    assert (await sam.presses("button-yes-cancel")).has("appointment-cancelled")
    assert await every(db) == {FRIDAY: "cancelled"} and await reminder_states(db) == {"cancelled"}
    assert await sam.tasks() == {"appointment": 2}
    assert (await sam.presses("button-yes-cancel")).has("appointment-none")


async def test_yes_in_words_cancels_as_well(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town)
    sam.passes(minutes=1)  # "ja" right after a message about the appointment would answer that
    await sam.says("ik kan niet komen", "cancel_appointment")
    assert (await sam.says("ja", "affirm")).has("appointment-cancelled")
    assert await every(db) == {FRIDAY: "cancelled"}


async def test_changing_ones_mind_keeps_it(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town)
    sam.passes(minutes=1)
    await sam.says("ik kan niet komen", "cancel_appointment")
    await sam.says("nee", "deny")
    assert await every(db) == {FRIDAY: "confirmed"} and await reminder_states(db) == {"planned"}


async def test_another_time_keeps_the_old_one_until_a_colleague_says_yes(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("andere tijd", "reschedule_appointment")).has("appointment-none")
    await plan(sam, town)
    answer = await sam.says("kan mijn afspraak anders", "reschedule_appointment")
    assert answer.has("appointment-other-time-fine") and answer.has("appointment-which-day")
    await sam.says("maandag")
    await sam.says("10:00")
    assert await every(db) == {FRIDAY: "planned"}
    await sam.says("ja", "affirm")
    assert sam.last.has("appointment-old-stays", moment="vrijdag 27 november om 14:30")
    assert await every(db) == {FRIDAY: "planned", moment("2026-11-30 10:00"): "proposed"}
    assert await reminder_states(db) == {"planned"}


async def test_stopping_a_move_keeps_the_appointment(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await plan(sam, town)
    await sam.says("kan mijn afspraak anders", "reschedule_appointment")
    await sam.says("stop")
    assert await every(db) == {FRIDAY: "planned"}


async def test_an_appointment_of_somebody_else_is_out_of_reach(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    await plan(kim, town)
    assert (await sam.says("ik kan niet komen", "cancel_appointment")).has("appointment-none")
    assert await every(db) == {FRIDAY: "planned"}


async def test_appointments_in_english(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("taal")
    await sam.presses("language-en")
    sam.language = "en"
    await plan(sam, town)
    answer = await sam.says("when is my appointment", "ask_appointment")
    assert "Friday 27 November" in answer.text and "14:30" in answer.text
    assert (await sam.presses("button-cannot-come")).has("appointment-cancelled")
