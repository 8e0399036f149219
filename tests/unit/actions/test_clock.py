"""Local time: nights, quiet hours, office hours, and the two nights on which the clock changes."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock
from tests.town import moment


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-26 20:00", "2026-11-26"),
        ("2026-11-26 23:59", "2026-11-26"),
        ("2026-11-27 00:00", "2026-11-26"),
        ("2026-11-27 08:59", "2026-11-26"),
        ("2026-11-27 09:00", "2026-11-27"),
        ("2027-01-01 02:00", "2026-12-31"),
        ("2027-03-28 04:00", "2027-03-27"),
        ("2026-10-25 02:30", "2026-10-24"),
    ],
)
def test_a_night_is_named_by_the_date_it_begins_on(now: str, night: str) -> None:
    assert clock.night_of(moment(now)) == date.fromisoformat(night)


def test_a_night_is_a_local_one_also_for_a_moment_in_utc() -> None:
    assert clock.night_of(datetime(2026, 7, 1, 7, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert clock.night_of(datetime(2026, 11, 27, 7, 30, tzinfo=UTC)) == date(2026, 11, 26)


def test_a_facility_may_end_its_nights_at_another_hour() -> None:
    assert clock.night_of(moment("2026-11-27 08:00"), time(7, 30)) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("now", "later"),
    [
        ("2026-11-26 20:59", "2026-11-26 20:59"),
        ("2026-11-26 21:00", "2026-11-27 08:00"),
        ("2026-11-27 07:59", "2026-11-27 08:00"),
        ("2026-11-27 08:00", "2026-11-27 08:00"),
        ("2027-03-27 23:00", "2027-03-28 08:00"),
        ("2027-03-28 03:30", "2027-03-28 08:00"),
        ("2027-10-30 22:00", "2027-10-31 08:00"),
        ("2027-10-31 02:30", "2027-10-31 08:00"),
        ("2026-12-31 23:59", "2027-01-01 08:00"),
    ],
)
def test_what_falls_in_quiet_hours_waits_until_eight(now: str, later: str) -> None:
    assert clock.after_quiet(moment(now)) == moment(later)
    assert clock.is_quiet(moment(now)) == (now != later)


def test_quiet_hours_last_as_long_as_the_night_really_does() -> None:
    spring = clock.after_quiet(moment("2027-03-27 21:00")).astimezone(UTC) - moment("2027-03-27 21:00").astimezone(UTC)
    autumn = clock.after_quiet(moment("2027-10-30 21:00")).astimezone(UTC) - moment("2027-10-30 21:00").astimezone(UTC)
    assert (spring.total_seconds() / 3600, autumn.total_seconds() / 3600) == (10, 12)


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_after_quiet_is_never_quiet_and_never_earlier(now: datetime) -> None:
    later = clock.after_quiet(now)
    assert not clock.is_quiet(later)
    assert 0 <= (later.astimezone(UTC) - now).total_seconds() <= 12 * 3600


def test_an_hour_that_the_spring_change_skips_becomes_the_hour_after_it() -> None:
    found = clock.at(date(2027, 3, 28), time(2, 30))
    assert clock.clock_words(found) == "03:30"
    assert found.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_an_hour_that_the_autumn_change_repeats_is_the_first_one() -> None:
    assert clock.at(date(2027, 10, 31), time(2, 30)).astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "reads"),
    [
        ("2026-11-26 09:00", True),
        ("2026-11-26 16:59", True),
        ("2026-11-26 17:00", False),
        ("2026-11-26 08:59", False),
        ("2026-11-28 11:00", False),
        ("2027-04-27 11:00", False),
        ("2028-04-14 11:00", False),
    ],
)
def test_somebody_reads_in_office_hours_of_working_days(now: str, reads: bool) -> None:
    assert clock.someone_reads(moment(now)) is reads


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2026-11-26 11:00", "2026-11-26 11:00"),
        ("2026-11-26 05:00", "2026-11-26 09:00"),
        ("2026-11-26 20:00", "2026-11-27 09:00"),
        ("2026-11-27 17:00", "2026-11-30 09:00"),
        ("2026-12-24 18:00", "2026-12-28 09:00"),
        ("2027-03-25 17:30", "2027-03-30 09:00"),
        ("2027-05-04 23:00", "2027-05-07 09:00"),
    ],
)
def test_the_next_reading_skips_nights_weekends_and_holidays(now: str, again: str) -> None:
    assert clock.next_reading(moment(now)) == moment(again)


def test_moments_in_words() -> None:
    assert clock.day_words(date(2026, 11, 26), "nl") == "donderdag 26 november"
    assert clock.day_words(date(2026, 11, 26), "en") == "Thursday 26 November"
    assert clock.day_words(date(2026, 11, 26), "pl") == "donderdag 26 november"
    assert clock.clock_words(datetime(2027, 7, 1, 12, 5, tzinfo=UTC)) == "14:05"
