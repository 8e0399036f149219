"""Booking by chat with published times: an echo and yes, a choice of free times, moving, and who was first."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlmodel import select

from actions import booking, clock
from actions.free_times import FreeSlot
from storage import appointments, conversations, tasks
from storage.appointments import Appointment
from storage.database import Database
from storage.nudges import Nudge
from storage.staff import Role
from storage.tasks import Task
from storage.transfers import Absence
from tests import agenda, talk
from tests.agenda import FRIDAY, THURSDAY, booked, day_and_clock, publish
from tests.town import Town, add_staff, moment

pytest_plugins = ("tests.database",)
TUESDAY_MORNING = moment("2026-11-24 10:00")
HALF_PAST_TWO = "donderdag 26 november om 14:30"


async def open_hours(db: Database, town: Town) -> None:
    """Thursdays from 13:00 to 16:00 and Fridays from 9:00 to 10:30."""
    await publish(db, town.contact, THURSDAY, "13:00", "16:00", place="Inloop")
    await publish(db, town.contact, FRIDAY, "09:00", "10:30")


async def sam_on_tuesday(db: Database, town: Town, name: str = "Sam") -> talk.Talk:
    return await talk.client(db, town.contact, now=TUESDAY_MORNING, name=name)


def times(answer: talk.Answer) -> list[str]:
    """The times that are offered as buttons."""
    return [label for label in answer.buttons if ":" in label]


# ---------------------------------------------------------------- a wish that fits


async def test_a_wish_that_is_free_is_said_back_and_planned_at_once(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik donderdag half drie langskomen", "make_appointment")
    assert answer.has("appointment-right-with", moment=HALF_PAST_TWO, who="Noor", where=", Inloop")
    assert await booked(db) == []
    answer = await sam.says("ja graag", "affirm")
    assert answer.has("appointment-booked", moment=HALF_PAST_TWO, who="Noor", where=", Inloop")
    [made] = await booked(db)
    assert (made.state, made.place, made.made_by_role) == ("planned", "Inloop", "client")
    assert day_and_clock(made.starts_at) == "2026-11-26 14:30"
    assert await sam.tasks() == {}


async def test_saying_no_to_the_echo_asks_for_another_time(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("kan ik donderdag half drie langskomen", "make_appointment")
    assert (await sam.says("nee", "deny")).has("appointment-which-day")
    assert await booked(db) == []


async def test_another_time_at_the_echo_is_taken_at_once(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("kan ik donderdag half drie langskomen", "make_appointment")
    answer = await sam.says("nee liever vrijdag 9 uur", "deny")
    assert answer.has("appointment-right-with", moment="vrijdag 27 november om 09:00", who="Noor", where="")
    assert (await sam.says("09:00")).has(
        "appointment-booked", moment="vrijdag 27 november om 09:00", who="Noor", where=""
    )


async def test_i_want_an_appointment_gets_free_times_and_a_tap_books(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("ik wil een afspraak", "make_appointment")
    assert answer.has("appointment-which-time", who="Noor")
    assert times(answer) == ["donderdag 26 november 13:00", "vrijdag 27 november 09:00", "donderdag 3 december 13:00"]
    answer = await sam.presses_payload(answer.buttons["vrijdag 27 november 09:00"])
    assert answer.has("appointment-booked", moment="vrijdag 27 november om 09:00", who="Noor", where="")


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("donderdagmiddag", ["26 november 13:00", "26 november 13:45", "26 november 14:30"]),
        ("donderdag na vieren", ["26 november 13:45", "26 november 14:30", "26 november 15:15"]),
        ("volgende week", ["3 december 13:00", "3 december 13:45", "4 december 09:00"]),
        ("vrijdag", ["27 november 09:00", "27 november 09:45"]),
        ("heb je vrijdag ergens tijd", ["27 november 09:00", "27 november 09:45"]),
        ("donderdag om 17:00", ["26 november 13:45", "26 november 14:30", "26 november 15:15"]),
        ("later op de dag", ["26 november 15:15", "3 december 15:15", "10 december 15:15"]),
        ("niet donderdag", ["27 november 09:00", "4 december 09:00", "11 december 09:00"]),
        ("liever bellen", ["26 november 13:00", "27 november 09:00", "3 december 13:00"]),
        ("maandag", ["26 november 15:15", "27 november 09:00", "27 november 09:45"]),
        ("morgen?", ["26 november 13:00", "26 november 13:45", "26 november 14:30"]),
        ("zo snel mogelijk", ["26 november 13:00", "27 november 09:00", "3 december 13:00"]),
        ("'s middags", ["26 november 13:00", "3 december 13:00", "10 december 13:00"]),
    ],
)
async def test_what_is_offered_for_what_is_said(db: Database, town: Town, said: str, offered: list[str]) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says(f"kan ik een afspraak? {said}", "make_appointment")
    assert [label.split(" ", 1)[1] for label in times(answer)] == offered
    assert answer.offers("button-something-else")


async def test_in_the_questions_wishes_do_not_break_it(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("ik wil een afspraak", "make_appointment")
    assert times(await sam.says("liever niet donderdag", "deny")) == [
        "vrijdag 27 november 09:00", "vrijdag 4 december 09:00", "vrijdag 11 december 09:00",
    ]  # fmt: skip
    await sam.says("liever bellen")
    answer = await sam.says("de tweede")
    assert answer.has("appointment-booked", moment="vrijdag 4 december om 09:00", who="Noor", where=", aan de telefoon")
    [made] = await booked(db)
    assert made.place == "aan de telefoon" and made.route_url is None


async def test_something_else_becomes_a_proposal(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("ik wil een afspraak", "make_appointment")
    assert (await sam.presses("button-something-else")).has("appointment-which-day")
    assert (await sam.says("maandag")).has("appointment-what-time", day="maandag 30 november")
    assert (await sam.says("half elf")).has("appointment-right", moment="maandag 30 november om 10:30")
    assert (await sam.says("ja")).has("appointment-proposed", moment="maandag 30 november om 10:30")
    assert [made.state for made in await booked(db)] == ["proposed"]
    assert await sam.tasks() == {"appointment": tasks.SOON}


async def test_in_english(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("taal")
    await sam.presses("language-en")
    sam.language = "en"
    answer = await sam.says("can I come on thursday at half past two", "make_appointment")
    assert answer.has("appointment-right-with", moment="Thursday 26 November at 14:30", who="Noor", where=", Inloop")
    assert (await sam.says("yes please", "affirm")).has(
        "appointment-booked", moment="Thursday 26 November at 14:30", who="Noor", where=", Inloop"
    )


# ---------------------------------------------------------------- asked back


async def test_a_past_date_is_asked_back_with_a_suggestion(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik vorige week donderdag om 14:30", "make_appointment")
    assert answer.has("appointment-did-you-mean", moment=HALF_PAST_TWO)
    assert (await sam.says("ja", "affirm")).has(
        "appointment-right-with", moment=HALF_PAST_TWO, who="Noor", where=", Inloop"
    )


async def test_two_days_are_asked_apart(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik donderdag of vrijdag komen", "make_appointment")
    assert answer.has("appointment-which-of-days")
    answer = await sam.presses_payload(answer.buttons["vrijdag 27 november"])
    assert times(answer) == ["vrijdag 27 november 09:00", "vrijdag 27 november 09:45"]


async def test_an_hour_that_may_be_two_is_asked(db: Database, town: Town) -> None:
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik donderdag om 8 uur komen", "make_appointment")
    assert answer.has("appointment-which-part")
    assert answer.offers("button-part-morning", clock="08:00") and answer.offers("button-part-evening", clock="20:00")
    assert (await sam.says("in de ochtend")).has("appointment-right", moment="donderdag 26 november om 08:00")


async def test_the_night_is_not_offered(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik donderdag om 3 uur 's nachts komen", "make_appointment")
    assert answer.has("appointment-night")
    assert times(answer)[0] == "donderdag 26 november 13:00"


async def test_a_day_far_away_is_asked_back(db: Database, town: Town) -> None:
    sam = await sam_on_tuesday(db, town)
    answer = await sam.says("kan ik 15 april komen", "make_appointment")
    assert answer.has("appointment-so-far", day="donderdag 15 april 2027")
    assert (await sam.says("ja", "affirm")).has("appointment-what-time", day="donderdag 15 april")


# ---------------------------------------------------------------- who is first


async def test_a_button_of_a_time_that_is_gone_says_what_is_free_now(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam, kim = await sam_on_tuesday(db, town), await sam_on_tuesday(db, town, "Kim")
    first = await sam.says("ik wil een afspraak", "make_appointment")
    await kim.says("ik wil een afspraak donderdag 13:00", "make_appointment")
    await kim.says("ja", "affirm")
    answer = await sam.presses_payload(first.buttons["donderdag 26 november 13:00"])
    assert answer.has("appointment-just-gone") and answer.has("appointment-still-free")
    assert times(answer) == [
        "donderdag 26 november 13:45", "donderdag 26 november 14:30", "donderdag 26 november 15:15",
    ]  # fmt: skip
    assert (await sam.presses_payload(answer.buttons["donderdag 26 november 13:45"])).has(
        "appointment-booked", moment="donderdag 26 november om 13:45", who="Noor", where=", Inloop"
    )


async def test_the_same_button_twice_books_once(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    first = await sam.says("ik wil een afspraak", "make_appointment")
    for key in ("appointment-booked", "appointment-stands"):
        answer = await sam.presses_payload(first.buttons["vrijdag 27 november 09:00"])
        assert answer.has(key, moment="vrijdag 27 november om 09:00", who="Noor", where="")
    assert len(await booked(db)) == 1


async def test_a_button_is_old_when_the_hours_changed(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    first = await sam.says("ik wil een afspraak", "make_appointment")
    await agenda.otherwise(db, town.contact, "2026-11-27", "off", "00:00", "23:59")
    answer = await sam.presses_payload(first.buttons["vrijdag 27 november 09:00"])
    assert answer.has("appointment-just-gone")
    sam.now = moment("2026-11-26 20:00")
    assert (await sam.presses_payload(first.buttons["donderdag 26 november 13:00"])).has("appointment-past")
    assert await booked(db) == []


async def test_of_fifty_who_tap_at_the_same_moment_one_has_it(db: Database, town: Town) -> None:
    """Twenty times. The lengths overlap: half of them tap 13:00 for 45 minutes, the others 13:30 for an hour."""
    people = [await sam_on_tuesday(db, town, f"Sam {n}") for n in range(50)]
    for week in range(20):
        noon = moment("2026-11-26 13:00") + timedelta(weeks=week)
        slots = [
            FreeSlot(starts_at=noon, minutes=45),
            FreeSlot(starts_at=noon + timedelta(minutes=30), minutes=60),
        ]
        answers = await asyncio.gather(*(tap(one, town, slots[n % 2]) for n, one in enumerate(people)))
        assert sum("Je afspraak staat" in answer.text for answer in answers) == 1
        assert sum(answer.has("appointment-just-gone") for answer in answers) == 49
    standing = [made for made in await booked(db) if made.state == "planned"]
    assert len(standing) == 20 == len(await booked(db))


async def tap(one: talk.Talk, town: Town, slot: FreeSlot) -> talk.Answer:
    """A colleague offers this time by hand, and the client takes it."""
    async with one.db.begin() as session:
        conversation = await conversations.lock(session, one.conversation_id)
        await booking.offer_times(session, conversation, town.contact, [slot], one.now)
    return await one.presses_payload(next(iter((await one.hears()).buttons.values())))


async def test_two_colleagues_at_one_time_and_times_that_touch_are_fine(db: Database, town: Town) -> None:
    await open_hours(db, town)
    async with db.begin() as session:
        other = await add_staff(session, Role.CONTACT_PERSON, town.team, name="Bo")
    await publish(db, other, THURSDAY, "13:00", "16:00")
    sam, kim = await sam_on_tuesday(db, town), await sam_on_tuesday(db, town, "Kim")
    lou = await talk.client(db, other, now=TUESDAY_MORNING, name="Lou")
    for one, at in ((sam, "13:00"), (kim, "13:45"), (lou, "13:00")):
        await one.says(f"donderdag {at}", "make_appointment")
        assert "Je afspraak staat" in (await one.says("ja", "affirm")).text
    assert len(await booked(db)) == 3


async def test_two_at_one_time_for_a_client_is_warned_not_refused(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        other = await add_staff(session, Role.DEBT_SPECIALIST, town.team, name="Bo")
        await appointments.add(
            session, Appointment(person_id=sam.person.id, staff_id=other.id, starts_at=moment("2026-11-26 14:00"))
        )
    warned = {"moment": "donderdag 26 november om 14:00", "who": "Bo"}
    assert (await sam.says("donderdag half drie", "make_appointment")).has("appointment-also-then", **warned)
    answer = await sam.says("ja", "affirm")
    assert answer.has("appointment-also-then", **warned) and "Je afspraak staat" in answer.text


# ---------------------------------------------------------------- moving


async def test_moving_keeps_the_old_one_until_the_new_one_stands(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    await sam.says("donderdag 13:00", "make_appointment")
    await sam.says("ja", "affirm")
    answer = await sam.says("kan mijn afspraak naar vrijdag 9 uur", "reschedule_appointment")
    assert answer.has("appointment-right-with", moment="vrijdag 27 november om 09:00", who="Noor", where="")
    assert [made.state for made in await booked(db)] == ["planned"]
    answer = await sam.says("ja", "affirm")
    assert answer.has("appointment-moved", moment="vrijdag 27 november om 09:00", who="Noor", where="")
    old, new = await booked(db)
    assert (old.state, old.sequence, new.state, new.follows_id) == ("cancelled", 1, "planned", old.id)
    async with db.begin() as session:
        planned = (await session.exec(select(Nudge.subject_id).where(Nudge.state == "planned"))).all()
    assert set(planned) == {new.id}


async def test_moving_to_a_time_that_is_just_gone_keeps_the_old_one(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam, kim = await sam_on_tuesday(db, town), await sam_on_tuesday(db, town, "Kim")
    await sam.says("donderdag 13:00", "make_appointment")
    await sam.says("ja", "affirm")
    await sam.says("kan mijn afspraak naar vrijdag 9 uur", "reschedule_appointment")
    await kim.says("vrijdag 9 uur", "make_appointment")
    await kim.says("ja", "affirm")
    answer = await sam.says("ja", "affirm")
    assert answer.has("appointment-just-gone")
    assert [made.state for made in await booked(db)] == ["planned", "planned"]
    answer = await sam.presses_payload(answer.buttons["vrijdag 27 november 09:45"])
    assert answer.has("appointment-moved", moment="vrijdag 27 november om 09:45", who="Noor", where="")
    assert sorted(made.state for made in await booked(db)) == ["cancelled", "planned", "planned"]


async def test_a_proposal_lies_two_working_days_and_climbs(db: Database, town: Town) -> None:
    sam = await sam_on_tuesday(db, town)
    await sam.says("maandag 7 december 10:00", "make_appointment")
    await sam.says("ja", "affirm")
    async with db.begin() as session:
        [task] = (await session.exec(select(Task))).all()
        assert task.due_at == moment("2026-11-26 17:00")
        assert await booking.climb(session, moment("2026-11-26 16:59")) == 0
        assert await booking.climb(session, moment("2026-11-27 03:10")) == 1
    async with db.begin() as session:
        [task] = (await session.exec(select(Task))).all()
        assert (task.level, task.priority, task.due_at) == (tasks.TEAM, tasks.SOON, moment("2026-12-01 17:00"))


# ---------------------------------------------------------------- what counts as free


async def free_clocks(db: Database, town: Town, day: str) -> list[str]:
    async with db.begin() as session:
        found = await booking.free(
            session, town.contact.id, date.fromisoformat(day), date.fromisoformat(day), TUESDAY_MORNING
        )
    return [clock.clock_words(slot.starts_at) for slot in found]


async def test_whoever_is_away_or_has_a_holiday_has_no_time(db: Database, town: Town) -> None:
    await open_hours(db, town)
    assert await free_clocks(db, town, "2026-12-25") == []  # a Friday
    await agenda.otherwise(db, town.contact, "2026-12-25", "extra", "11:00", "11:45")
    assert await free_clocks(db, town, "2026-12-25") == ["11:00"]
    async with db.begin() as session:
        cover = await add_staff(session, Role.CONTACT_PERSON, town.team)
        session.add(
            Absence(
                staff_id=town.contact.id, cover_id=cover.id, first_day=date(2026, 12, 3), last_day=date(2026, 12, 3)
            )
        )
    assert await free_clocks(db, town, "2026-12-03") == []
    assert await free_clocks(db, town, "2026-12-10") == ["13:00", "13:45", "14:30", "15:15"]


async def test_a_proposal_takes_no_time_and_hours_off_do(db: Database, town: Town) -> None:
    await open_hours(db, town)
    sam = await sam_on_tuesday(db, town)
    assert sam.person is not None
    async with db.begin() as session:
        made = Appointment(
            person_id=sam.person.id, staff_id=town.contact.id, starts_at=moment("2026-11-26 13:00"), state="proposed"
        )
        await booking.propose(session, made, TUESDAY_MORNING)
    await agenda.otherwise(db, town.contact, "2026-11-26", "off", "14:00", "15:00")
    assert await free_clocks(db, town, "2026-11-26") == ["13:00", "15:15"]


async def test_a_time_that_somebody_offers_can_be_any(db: Database, town: Town) -> None:
    sam = await sam_on_tuesday(db, town)
    slots = [FreeSlot(starts_at=moment("2026-11-25 18:00") + timedelta(hours=n), minutes=30) for n in range(2)]
    async with db.begin() as session:
        conversation = await conversations.lock(session, sam.conversation_id)
        await conversations.take_over(session, conversation, town.contact)
        await booking.offer_times(session, conversation, town.contact, slots, sam.now)
    answer = await sam.hears()
    assert answer.has("appointment-offered", who="Noor") and len(times(answer)) == 2
    answer = await sam.presses_payload(answer.buttons["woensdag 25 november 19:00"])
    assert answer.has("appointment-booked", moment="woensdag 25 november om 19:00", who="Noor", where="")
    assert [(made.minutes, made.state) for made in await booked(db)] == [(30, "planned")]
    assert await sam.says("dank je", "thank") == talk.Answer(text="", buttons={}, language="nl"), "a human is there"
