"""From "ik kom" to how it went: reminders as wished, a plan to leave, no-shows without blame, a file for a calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from actions import appointment_after, reminders
from bot.bell import Bell
from bot.enclosures import calendar_attachment
from bot.schedule import Clockwork
from storage import appointments, messages, people, tasks
from storage.appointments import Appointment
from storage.database import Database
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import Role
from tests import talk
from tests.town import Town, add_staff, moment

pytest_plugins = ("tests.database",)
MADE = moment("2026-11-26 10:00")
STARTS = moment("2026-11-30 14:30")


async def planned(sam: talk.Talk, town: Town, starts_at: datetime = STARTS, **more: Any) -> Appointment:
    """An appointment with Noor that was planned on Thursday."""
    assert sam.person is not None
    values: dict[str, Any] = {"staff_id": town.contact.id, "place": "Inloop", **more}
    async with sam.db.begin() as session:
        made = await appointments.add(
            session, Appointment(person_id=sam.person.id, starts_at=starts_at, created_at=MADE, **values)
        )
        await reminders.plan_for(session, made, MADE)
    return made


async def ring(sam: talk.Talk, at: datetime | str) -> talk.Answer:
    """The clock strikes; what Sam hears then, empty when nothing new."""
    sam.now = moment(at) if isinstance(at, str) else at
    async with sam.db.begin() as session:
        before = await messages.latest(session, sam.conversation_id, most=1)
    await Clockwork(sam.db, Bell(), lambda: sam.now).compose_due()
    return await sam._heard(before[-1].id or 0 if before else 0)


async def every(db: Database, *states: str) -> dict[str, datetime]:
    async with db.begin() as session:
        found = (await session.exec(select(Nudge))).all()
    return {n.kind.removeprefix("appointment_"): n.due_at for n in found if n.state in (states or ("planned",))}


async def kept(db: Database, made: Appointment) -> Appointment:
    async with db.begin() as session:
        return await session.get_one(Appointment, made.id)


async def staff_note(sam: talk.Talk, made: Appointment, by: Any, *, came: bool) -> bool:
    async with sam.db.begin() as session:
        found = await session.get_one(Appointment, made.id)
        return await appointment_after.note(session, found, came=came, by=by, now=sam.now)


# ---------------------------------------------------------------- before it


async def test_the_usual_reminders_say_when_with_whom_where_what_to_bring_and_the_way(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town, bring="je ID.", route_url="https://kaart.example/1", topic="schulden")
    first = await ring(sam, "2026-11-29 14:30")
    assert first.text == (
        "Je hebt een afspraak:\nmaandag 30 november om 14:30, met Noor, Inloop.\nNeem mee: je ID.\n"
        "Route: https://kaart.example/1\nKom je?"
    )
    assert list(first.buttons) == ["Ik kom", "Andere tijd", "Ik kan niet"]
    assert "Straks" in (await ring(sam, "2026-11-30 12:30")).text


async def test_a_place_that_tells_what_it_is_about_is_one_tap_away(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town, place="Nachtopvang, Dorpsstraat 1", bring="de brief van de deurwaarder")
    said = await ring(sam, "2026-11-29 14:30")
    assert "opvang" not in said.text and "Dorpsstraat" not in said.text and "deurwaarder" not in said.text
    more = await sam.presses("button-know-more")
    assert "Nachtopvang, Dorpsstraat 1" in more.text and "deurwaarder" in more.text and more.offers("button-coming")


async def test_who_has_others_reading_along_hears_only_that_there_is_a_message(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=MADE)
    await planned(sam, town)
    await sam.says("herinneringen")
    assert (await sam.presses("button-discreet")).has("remind-how-discreet")
    said = await ring(sam, "2026-11-29 14:30")
    assert said.text == "Stapje: er staat een bericht voor je klaar." and list(said.buttons) == ["Lezen"]
    assert "maandag 30 november om 14:30, met Noor, Inloop" in (await sam.presses("button-read")).text


async def test_a_client_changes_in_words_how_they_are_reminded(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=MADE)
    await planned(sam, town)
    answer = await sam.says("stuur me maar een dag van tevoren", "step_set", 0.4)
    assert answer.text == "Ik stuur je één bericht: de dag ervoor." and "two_hours" not in await every(db)
    await sam.presses("button-undo-rhythm")
    assert (await every(db))["two_hours"] == STARTS - timedelta(hours=2)
    await ring(sam, "2026-11-29 14:30")
    answer = await sam.says("2 uur is te laat, liever 3 uur", "reschedule_appointment", 0.9)
    assert answer.has("remind-how", which="both", time="3 uur")
    assert (await every(db))["two_hours"] == moment("2026-11-30 11:30")
    assert "3 uur" not in (await sam.says("geen berichtje meer de dag ervoor", "opt_out", 0.9)).text[:20]
    async with db.begin() as session:
        person = await session.get_one(Person, sam.person.id if sam.person else None)
        assert person.reminders == {"day_before": False, "minutes_before": 180} and person.opted_out_at is None


async def test_buttons_change_how_somebody_is_reminded(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=MADE)
    await planned(sam, town)
    await sam.says("wanneer is mijn afspraak", "ask_appointment")
    assert (await sam.presses("button-reminders")).has("remind-how", which="both", time="2 uur")
    await sam.presses("button-no-day-before")
    assert set(await every(db)) == {"two_hours", "after"}
    await sam.presses("button-change-more")
    await sam.presses("button-no-time-before")
    assert set(await every(db)) == {"after"}


async def test_liever_3_uur_about_the_appointment_itself_moves_the_appointment(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    await sam.says("liever om 3 uur", "reschedule_appointment")
    assert (await every(db))["two_hours"] == STARTS - timedelta(hours=2)


# ---------------------------------------------------------------- leaving


async def test_after_ja_a_plan_to_leave_is_made_and_said_at_that_moment(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town, route_url="https://kaart.example/1")
    await ring(sam, "2026-11-29 14:30")
    answer = await sam.presses("button-coming")
    assert answer.has("leave-when")
    assert list(answer.buttons)[:4] == ["Ik ga om 14:00", "Ik ga om 13:45", "Ik ga om 13:30", "Weet ik nog niet"]
    answer = await sam.says("half 2", "out_of_scope", 0.5)
    assert answer.has("leave-kept", day="maandag 30 november", clock="13:30")
    assert (await kept(db, made)).leaves_at == moment("2026-11-30 13:30")
    await ring(sam, "2026-11-30 12:30")
    assert (await sam.presses("button-coming")).has("leave-known", clock="13:30")
    leave = await ring(sam, "2026-11-30 13:30")
    assert leave.text == (
        "Het is 13:30. Tijd om te gaan.\nOm 14:30 heb je een afspraak met Noor, Inloop.\nRoute: https://kaart.example/1"
    )
    assert (await sam.presses("button-leave-now")).has("leave-going", clock="14:30")


async def test_not_knowing_when_to_leave_is_fine(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    for answer in ("weet ik nog niet", "nee"):
        await ring(sam, "2026-11-29 14:30")
        sam.passes(minutes=1)
        await sam.says("ik kom", "confirm_appointment")
        said = await sam.says(answer, "deny" if answer == "nee" else "out_of_scope")
        assert said.has("leave-unsure")
    assert (await kept(db, made)).leaves_at is None


async def test_a_typed_ja_after_a_reminder_is_coming_and_a_nee_is_asked_back(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    sam.passes(minutes=20)
    assert (await sam.says("ja", "affirm")).has("leave-when")
    await ring(sam, "2026-11-30 12:30")
    sam.passes(minutes=3)
    assert (await sam.says("nee", "deny")).has("appointment-cancel-sure", moment="maandag 30 november om 14:30")
    assert (await kept(db, made)).state == "confirmed"


@pytest.mark.parametrize("said", ["om 3 uur", "over een uurtje", "7 uur ervoor"])
async def test_a_time_to_leave_that_makes_no_sense_is_asked_back(db: Database, town: Town, said: str) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    await sam.presses("button-coming")
    assert (await sam.says(said, "out_of_scope", 0.5)).has("leave-again", clock="14:30")


async def test_another_question_after_the_one_about_leaving_gets_its_own_answer(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    await sam.presses("button-coming")
    assert not (await sam.says("kan het om 4 uur", "reschedule_appointment")).has("leave-again", clock="14:30")


async def test_another_moment_to_leave_takes_the_place_of_the_first(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    await sam.presses("button-coming")
    await sam.says("kwartier ervoor")
    await sam.presses("button-leave-otherwise")
    await sam.says("om 13.30")
    assert (await every(db))["leave"] == moment("2026-11-30 13:30")
    await ring(sam, "2026-11-30 12:30")
    assert (await ring(sam, "2026-11-30 13:30")).text.count("Het is 13:30") == 1
    assert (await ring(sam, "2026-11-30 14:15")).text == ""


async def test_a_moved_appointment_is_asked_anew_when_to_leave(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    await ring(sam, "2026-11-29 14:30")
    await sam.presses("button-coming")
    await sam.says("half 2")
    async with db.begin() as session:
        old = await session.get_one(Appointment, made.id)
        new = Appointment(person_id=old.person_id, staff_id=old.staff_id, starts_at=STARTS + timedelta(days=1))
        await appointments.replace(session, old, new, state="planned", now=sam.now)
        await reminders.drop_for(session, old, sam.now, "moved")
        await reminders.plan_for(session, new, sam.now)
    assert (await ring(sam, "2026-11-30 13:30")).text == ""
    assert "leave" not in await every(db)
    assert "Je hebt een afspraak" in (await ring(sam, "2026-11-30 14:30")).text
    assert (await sam.presses("button-coming")).has("leave-when")


@pytest.mark.parametrize(("at", "said"), [("2026-11-30 14:00", True), ("2026-11-30 14:01", False)])
async def test_time_to_go_that_comes_too_late_is_not_said(db: Database, town: Town, at: str, said: bool) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town, leaves_at=moment("2026-11-30 13:30"))
    await ring(sam, "2026-11-30 12:30")
    assert bool((await ring(sam, at)).text) is said


# ---------------------------------------------------------------- afterwards


async def test_how_it_went_in_one_tap_and_in_ones_own_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    await ring(sam, "2026-11-30 12:30")
    assert (await ring(sam, "2026-11-30 16:15")).has("nudge-appointment-after", who="Noor")
    assert (await sam.presses("button-went-good")).has("after-good")
    assert (await sam.says("Noor was aardig", "out_of_scope", 0.4)).has("after-words-kept")
    found = await kept(db, made)
    assert (found.went, found.went_words) == ("good", "Noor was aardig") and await sam.tasks() == {}


async def test_a_bad_talk_goes_to_a_human_with_the_words(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    await ring(sam, "2026-11-30 16:15")
    answer = await sam.says("niet zo best, ze luisterde niet", "checkin_negative")
    assert answer.has("after-bad") and answer.offers("button-want-to-talk")
    assert await sam.tasks() == {"appointment": tasks.SOON}
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
    assert "ze luisterde niet" in task.words and (await kept(db, made)).went == "bad"


async def test_who_was_not_there_hears_no_blame_and_staff_hear_it_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    made = await planned(sam, town)
    await ring(sam, "2026-11-30 16:15")
    answer = await sam.presses("button-was-not-there")
    assert answer.has("after-absent") and answer.offers("button-new-time")
    assert await sam.tasks() == {"appointment": tasks.NORMAL}
    assert not await staff_note(sam, made, town.contact, came=False)
    assert (await ring(sam, "2026-11-30 17:00")).text == ""
    assert (await kept(db, made)).state == "missed"


async def test_after_a_no_show_that_staff_note_comes_a_kind_word_and_no_question(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-30 14:50"))
    made = await planned(sam, town)
    assert await staff_note(sam, made, town.contact, came=False)
    assert not await staff_note(sam, made, town.contact, came=False)
    assert (await ring(sam, "2026-11-30 14:59")).text == ""
    said = await ring(sam, "2026-11-30 15:00")
    assert said.text == "Het liep anders vandaag. Dat kan. Wil je een nieuwe tijd kiezen?"
    await ring(sam, "2026-11-30 16:15")
    assert await every(db) == {} and await sam.tasks() == {}
    assert (await sam.presses("button-new-time")).text


async def test_a_no_show_noted_in_the_evening_is_told_in_the_morning_with_its_day(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-30 21:30"))
    made = await planned(sam, town)
    await staff_note(sam, made, town.contact, came=False)
    assert (await ring(sam, "2026-11-30 21:40")).text == ""
    assert (await ring(sam, "2026-12-01 08:00")).has("nudge-appointment-missed", today="no", day="maandag 30 november")


async def test_a_no_show_that_is_taken_back_is_not_told(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-30 14:50"))
    made = await planned(sam, town)
    await staff_note(sam, made, town.contact, came=False)
    async with db.begin() as session:
        assert await appointment_after.take_back(session, await session.get_one(Appointment, made.id), sam.now)
    assert (await ring(sam, "2026-11-30 15:00")).text == ""
    await staff_note(sam, made, town.contact, came=True)
    assert (await ring(sam, "2026-11-30 16:15")).has("nudge-appointment-after", who="Noor")


async def test_a_contactperson_hears_of_a_no_show_with_a_colleague(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-30 14:50"))
    async with db.begin() as session:
        other = await add_staff(session, Role.HOUSING_OFFICER, town.team, name="Bo")
    made = await planned(sam, town, staff_id=other.id)
    await staff_note(sam, made, other, came=False)
    async with db.begin() as session:
        [task] = await tasks.open_tasks(session, sam.conversation_id)
    assert task.words == "Afspraak maandag 30 november met Bo: niet gekomen"


async def test_who_wants_no_messages_is_not_asked_how_it_went(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await planned(sam, town)
    async with db.begin() as session:
        await people.opt_out(session, await session.get_one(Person, sam.person.id if sam.person else None), MADE)
    assert (await ring(sam, "2026-11-30 12:30")).text
    assert (await ring(sam, "2026-11-30 16:15")).text == ""


async def test_an_old_button_about_an_appointment_of_somebody_else_does_nothing(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    made = await planned(kim, town)
    await planned(sam, town, STARTS + timedelta(hours=1))
    await ring(sam, "2026-11-30 17:30")
    button = next(payload for label, payload in sam.last.buttons.items() if label == "Ik was er niet")
    async with db.begin() as session:
        from storage.conversations import Button  # noqa: PLC0415

        pressed = (await session.exec(select(Button).where(Button.token == button))).one()
        pressed.arguments = {"appointment": str(made.id)}
        session.add(pressed)
    await sam.presses("button-was-not-there")
    assert (await kept(db, made)).state == "planned"


async def test_by_button_the_newest_of_a_moved_appointment_comes(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-26 10:00"))
    assert sam.person is not None
    async with db.begin() as session:
        old = Appointment(person_id=sam.person.id, starts_at=moment("2026-11-30 14:30"))
        await appointments.add(session, old)
    await sam.says("wanneer is mijn afspraak", "ask_appointment")
    button = sam.last.buttons["In mijn agenda"]
    async with db.begin() as session:
        old = await session.get_one(Appointment, old.id)
        new = Appointment(person_id=old.person_id, starts_at=old.starts_at + timedelta(days=1))
        await appointments.replace(session, old, new, state="planned", now=sam.now)
    assert (await sam.presses_payload(button)).has("calendar-file")
    async with db.begin() as session:
        [last] = await messages.latest(session, sam.conversation_id, most=1)
    assert last.attachments == [calendar_attachment(new.id, "nl")]
