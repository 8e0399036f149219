"""A colleague's appointments as a calendar file: right on the clock, and silent about who a client is."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from actions import calendars
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
