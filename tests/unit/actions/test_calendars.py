"""Appointments as calendar files: right on the clock, and silent about who a client is and what a talk is about."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from actions import calendars, clock
from storage.appointments import Appointment
from tests.town import moment

NOW = moment("2026-11-24 12:00")
PERSON = uuid.UUID(int=1)


def planned(at: str, **more: Any) -> Appointment:
    values: dict[str, Any] = {"person_id": PERSON, "starts_at": moment(at), "created_at": NOW} | more
    return Appointment(**values)


def read(*appointments: Appointment, language: str = "nl") -> list[Any]:
    """What a calendar program finds in the file."""
    body = calendars.feed(appointments, {PERSON: "http://stapje.example/inbox/1"}, language=language, now=NOW)
    return list(Calendar.from_ical(body).walk("VEVENT"))


@pytest.mark.parametrize(
    ("at", "utc"),
    [
        ("2026-11-26 14:30", "13:30"),
        ("2027-03-27 14:30", "13:30"),  # the day before the clock goes forward
        ("2027-03-28 14:30", "12:30"),
        ("2027-10-31 14:30", "13:30"),  # the day it went back
        ("2027-12-31 23:30", "22:30"),
    ],
)
def test_the_time_is_local_and_right_around_clock_changes(at: str, utc: str) -> None:
    [event] = read(planned(at))
    starts = event["DTSTART"].dt
    assert f"{starts:%Y-%m-%d %H:%M}" == at and event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert f"{starts - starts.utcoffset():%H:%M}" == utc
    assert event["DURATION"].dt == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("proposed", "TENTATIVE"), ("planned", "CONFIRMED"), ("confirmed", "CONFIRMED"), ("cancelled", "CANCELLED"),
        ("done", "CONFIRMED"), ("missed", "CONFIRMED"),
    ],
)  # fmt: skip
def test_what_became_of_it_is_told(state: str, status: str) -> None:
    [event] = read(planned("2026-11-26 14:30", state=state, sequence=3))
    assert (event["STATUS"], event["SEQUENCE"]) == (status, 3)


def test_it_keeps_its_id_so_that_a_change_is_no_second_appointment() -> None:
    one = planned("2026-11-26 14:30")
    before = read(one)[0]["UID"]
    one.starts_at, one.sequence = moment("2026-11-27 09:00"), 1
    assert read(one)[0]["UID"] == before


def test_nothing_says_who_it_is_or_what_about() -> None:
    one = planned("2026-11-26 14:30", topic="schulden bij de bank", place="Voorbeeldplein 1, Almelo; kamer 2")
    body = calendars.feed([one], {}, language="nl", now=NOW).decode()
    assert "schulden" not in body and str(PERSON) not in body
    [event] = read(one)
    assert event["SUMMARY"] == "Afspraak" and event["LOCATION"] == "Voorbeeldplein 1, Almelo; kamer 2"
    assert event["URL"] == "http://stapje.example/inbox/1"


def test_the_zone_is_in_the_file_and_lines_are_as_the_standard_wants() -> None:
    body = calendars.feed([planned("2026-11-26 14:30")], {}, language="en", now=NOW)
    [zone] = Calendar.from_ical(body).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    assert all(len(line) <= 75 for line in body.split(b"\r\n")) and b"\n" not in body.replace(b"\r\n", b"")
    assert read(language="en") == []


# ---------------------------------------------------------------- one appointment, for the client's own telephone


def invited(appointment: Appointment, *replaced: Appointment, place: str | None = None, language: str = "nl") -> Any:
    """The file of one appointment, and the calendar that a telephone reads in it."""
    body = calendars.invitation(appointment, replaced=replaced, place=place, language=language, now=NOW)
    return body, Calendar.from_ical(body)


NIGHTS = st.sampled_from([date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31)])
"""The days around both nights in which the clock is moved."""


@given(NIGHTS, st.integers(0, 24 * 60 - 1), st.integers(5, 600))
def test_a_telephone_finds_the_moment_right_over_both_clock_changes(day: date, minute: int, minutes: int) -> None:
    starts = clock.at(day, time(minute // 60, minute % 60))
    _, calendar = invited(Appointment(person_id=PERSON, starts_at=starts, minutes=minutes, created_at=NOW))
    [event] = calendar.walk("VEVENT")
    found = event["DTSTART"].dt
    assert found.timestamp() == starts.timestamp() and found.utcoffset() == timedelta(0)
    assert event["DURATION"].dt == timedelta(minutes=minutes)
    assert clock.clock_words(found) == clock.clock_words(starts)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_place_is_escaped_and_folded(place: str) -> None:
    body, calendar = invited(planned("2026-11-26 14:30"), place=place)
    [event] = calendar.walk("VEVENT")
    assert str(event.get("LOCATION", "")) == place
    assert all(len(line) <= 75 for line in body.split(b"\r\n")) and b"\n" not in body.replace(b"\r\n", b"")


def test_the_file_says_nothing_of_with_whom_or_about_what() -> None:
    body, calendar = invited(planned("2026-11-26 14:30", topic="schulden", place="Stadsbank"))
    assert calendar["METHOD"] == "PUBLISH"
    assert b"schulden" not in body and b"Stadsbank" not in body and str(PERSON).encode() not in body
    [event] = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Afspraak" and "ORGANIZER" not in event and "ATTENDEE" not in event


def test_a_moved_appointment_stays_one_entry_with_a_higher_sequence() -> None:
    first = planned("2026-11-26 14:30", sequence=1)
    _, before = invited(first)
    first.state, first.sequence = "cancelled", 2
    second = planned("2026-11-27 10:00", follows_id=first.id, state="cancelled", sequence=1)
    third = planned("2026-11-30 10:00", follows_id=second.id)
    _, after = invited(third, second, first)
    [old], [new] = before.walk("VEVENT"), after.walk("VEVENT")
    assert new["UID"] == old["UID"] and new["SEQUENCE"] > old["SEQUENCE"]
    assert new["STATUS"] == "CONFIRMED" and new["DTSTART"].dt == third.starts_at


def test_one_that_was_called_off_is_taken_out() -> None:
    _, calendar = invited(planned("2026-11-26 14:30", state="cancelled", sequence=4), place="Inloop")
    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 4)
    assert "LOCATION" not in event
