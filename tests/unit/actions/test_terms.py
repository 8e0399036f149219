"""Legal terms: the Dutch days off of four years, written down by hand, and where terms end."""

from datetime import UTC, date

import pytest

from actions import clock
from actions.terms import (
    after_working_days,
    before_working_days,
    decision_by,
    first_talk_by,
    is_working_day,
    on_working_day,
    rules,
)
from tests.town import moment

DAYS_OFF = """
2026-01-01 2026-04-03 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-25 2026-12-25
2027-01-01 2027-03-26 2027-03-29 2027-04-27 2027-05-05 2027-05-06 2027-05-17
2028-04-14 2028-04-17 2028-04-27 2028-05-05 2028-05-25 2028-06-05 2028-12-25 2028-12-26
2029-01-01 2029-03-30 2029-04-02 2029-04-27 2029-05-10 2029-05-21 2029-12-25 2029-12-26
"""
"""Those that fall on Monday to Friday: New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension, Whit Monday
and Christmas."""
WORKING = """
2026-01-02 2026-04-02 2026-04-07 2026-04-28 2026-05-04 2026-05-15 2026-12-24 2026-12-31 2027-03-25 2027-03-30
2027-12-24 2027-12-27 2028-04-18 2028-12-27 2029-01-02 2029-05-04 2029-05-22 2029-12-24
"""


@pytest.mark.parametrize("day", DAYS_OFF.split())
def test_a_general_holiday_is_no_working_day(day: str) -> None:
    assert date.fromisoformat(day).weekday() < 5, "a case that says something"
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKING.split())
def test_the_days_around_holidays_are_working_days(day: str) -> None:
    assert is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029])
def test_no_other_weekday_is_off(year: int) -> None:
    every = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    off = [str(d) for d in every if d.weekday() < 5 and not is_working_day(d)]
    assert off == [day for day in DAYS_OFF.split() if day.startswith(str(year))]


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29", "2028-01-01", "2027-12-25"])
def test_a_weekend_is_off(day: str) -> None:
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("ends", "moves_to"),
    [
        ("2026-11-26", "2026-11-26"),
        ("2026-11-28", "2026-11-30"),
        ("2026-04-03", "2026-04-07"),
        ("2026-12-25", "2026-12-28"),
        ("2027-05-05", "2027-05-07"),
        ("2028-12-23", "2028-12-27"),
    ],
)
def test_a_term_that_ends_on_a_day_off_moves_on(ends: str, moves_to: str) -> None:
    assert on_working_day(date.fromisoformat(ends)) == date.fromisoformat(moves_to)


@pytest.mark.parametrize(
    ("requested", "urgent", "by"),
    [
        ("2026-11-26", True, "2026-12-01"),
        ("2026-11-28", True, "2026-12-02"),
        ("2026-04-02", True, "2026-04-09"),
        ("2026-12-31", True, "2027-01-06"),
        ("2027-05-04", True, "2027-05-11"),
        ("2028-12-22", True, "2028-12-29"),
        ("2026-11-26", False, "2026-12-24"),
        ("2026-11-27", False, "2026-12-28"),
        ("2026-10-05", False, "2026-11-02"),
        ("2027-02-26", False, "2027-03-30"),
    ],
)
def test_the_first_talk_is_within_three_working_days_or_four_weeks(requested: str, urgent: bool, by: str) -> None:
    assert first_talk_by(date.fromisoformat(requested), urgent=urgent) == date.fromisoformat(by)


def test_the_first_day_does_not_count() -> None:
    assert after_working_days(date(2026, 11, 23), 1) == date(2026, 11, 24)
    assert after_working_days(date(2026, 11, 23), 0) == date(2026, 11, 23)


TABLE = """
# requested    last day urgent  last day normal
2026-01-01     2026-01-06       2026-01-29
2026-01-02     2026-01-07       2026-01-30
2026-01-03     2026-01-07       2026-02-02
2026-02-27     2026-03-04       2026-03-27
2026-03-06     2026-03-11       2026-04-07
2026-03-09     2026-03-12       2026-04-07
2026-03-28     2026-04-01       2026-04-28
2026-03-29     2026-04-01       2026-04-28
2026-03-30     2026-04-02       2026-04-28
2026-04-01     2026-04-08       2026-04-29
2026-04-03     2026-04-09       2026-05-01
2026-04-06     2026-04-09       2026-05-04
2026-04-07     2026-04-10       2026-05-06
2026-04-16     2026-04-21       2026-05-15
2026-04-24     2026-04-30       2026-05-22
2026-04-27     2026-04-30       2026-05-26
2026-04-30     2026-05-06       2026-05-28
2026-05-12     2026-05-18       2026-06-09
2026-05-14     2026-05-19       2026-06-11
2026-05-22     2026-05-28       2026-06-19
2026-10-23     2026-10-28       2026-11-20
2026-10-24     2026-10-28       2026-11-23
2026-10-25     2026-10-28       2026-11-23
2026-11-27     2026-12-02       2026-12-28
2026-12-04     2026-12-09       2027-01-04
2026-12-22     2026-12-28       2027-01-19
2026-12-24     2026-12-30       2027-01-21
2026-12-25     2026-12-30       2027-01-22
2026-12-26     2026-12-30       2027-01-25
2026-12-30     2027-01-05       2027-01-27
2027-02-26     2027-03-03       2027-03-30
2027-03-01     2027-03-04       2027-03-30
2027-03-24     2027-03-31       2027-04-21
2027-03-26     2027-04-01       2027-04-23
2027-03-28     2027-04-01       2027-04-26
2027-03-30     2027-04-02       2027-04-28
2027-04-07     2027-04-12       2027-05-07
2027-04-08     2027-04-13       2027-05-07
2027-04-19     2027-04-22       2027-05-18
2027-04-26     2027-04-30       2027-05-24
2027-05-04     2027-05-11       2027-06-01
2027-05-14     2027-05-20       2027-06-11
2027-10-30     2027-11-03       2027-11-29
2027-10-31     2027-11-03       2027-11-29
2027-11-27     2027-12-01       2027-12-27
2027-12-23     2027-12-28       2028-01-20
2027-12-31     2028-01-05       2028-01-28
2028-01-01     2028-01-05       2028-01-31
2028-02-01     2028-02-04       2028-02-29
2028-02-28     2028-03-02       2028-03-27
2028-03-17     2028-03-22       2028-04-18
2028-03-20     2028-03-23       2028-04-18
2028-03-26     2028-03-29       2028-04-24
2028-04-12     2028-04-19       2028-05-10
2028-04-26     2028-05-02       2028-05-24
2028-05-04     2028-05-10       2028-06-01
2028-05-08     2028-05-11       2028-06-06
2028-05-24     2028-05-30       2028-06-21
2028-06-02     2028-06-08       2028-06-30
2028-10-29     2028-11-01       2028-11-27
2028-11-27     2028-11-30       2028-12-27
2028-12-22     2028-12-29       2029-01-19
2028-12-29     2029-01-04       2029-01-26
2029-01-01     2029-01-04       2029-01-29
2029-03-02     2029-03-07       2029-04-03
2029-03-25     2029-03-28       2029-04-23
2029-03-29     2029-04-05       2029-04-26
2029-03-30     2029-04-05       2029-04-30
2029-04-12     2029-04-17       2029-05-11
2029-04-23     2029-04-26       2029-05-22
2029-04-26     2029-05-02       2029-05-24
2029-05-04     2029-05-09       2029-06-01
2029-05-09     2029-05-15       2029-06-06
2029-05-18     2029-05-24       2029-06-15
2029-10-28     2029-10-31       2029-11-26
2029-11-27     2029-11-30       2029-12-27
2029-11-28     2029-12-03       2029-12-27
2029-12-24     2029-12-31       2030-01-21
2029-12-31     2030-01-04       2030-01-28
"""
"""Worked out by hand with a calendar: days before, on and after every holiday of 2026 to 2029, weekends, year ends, the
days on which the clock changes, and a leap day."""
CASES = [row.split() for row in TABLE.splitlines() if row and not row.startswith("#")]


@pytest.mark.parametrize(("requested", "urgent", "normal"), CASES)
def test_the_last_day_of_a_first_talk(requested: str, urgent: str, normal: str) -> None:
    day = date.fromisoformat(requested)
    assert str(first_talk_by(day, urgent=True)) == urgent
    assert str(first_talk_by(day, urgent=False)) == normal


@pytest.mark.parametrize(
    ("asked_at", "urgent_by"),
    [
        ("2026-11-26 00:00", "2026-12-01"),
        ("2026-11-26 23:59", "2026-12-01"),
        ("2026-11-27 00:00", "2026-12-02"),
        ("2027-03-27 23:59", "2027-04-01"),  # the night in which the clock goes forward; Monday is Easter Monday
        ("2027-03-28 01:59", "2027-04-01"),
        ("2027-03-28 03:00", "2027-04-01"),
        ("2026-10-25 02:30", "2026-10-28"),  # an hour that comes twice
        ("2026-12-31 23:59", "2027-01-06"),
    ],
)
def test_the_day_of_a_request_is_the_local_one(asked_at: str, urgent_by: str) -> None:
    local = clock.local(moment(asked_at).astimezone(UTC)).date()
    assert str(first_talk_by(local, urgent=True)) == urgent_by


@pytest.mark.parametrize(
    ("held_on", "weeks", "by"),
    [
        ("2026-11-26", 8, "2027-01-21"),
        ("2026-11-06", 7, "2026-12-28"),
        ("2026-10-30", 8, "2026-12-28"),
        ("2026-12-03", 4, "2026-12-31"),
        ("2026-12-04", 4, "2027-01-04"),
        ("2027-03-10", 8, "2027-05-07"),
        ("2027-03-22", 8, "2027-05-18"),
        ("2028-02-22", 1, "2028-02-29"),
        ("2029-03-30", 26, "2029-09-28"),
    ],
)
def test_a_decision_has_the_term_of_its_desk(held_on: str, weeks: int, by: str) -> None:
    assert str(decision_by(date.fromisoformat(held_on), weeks)) == by


def test_no_term_is_made_up_for_a_decision() -> None:
    with pytest.raises(ValueError, match="desk"):
        rules()["decision"].ends(date(2026, 11, 26))


def test_each_term_says_where_it_is_written_and_what_we_read_into_it() -> None:
    assert set(rules()) == {"first_talk", "first_talk_urgent", "decision"}
    assert all(term.source and term.unit in ("weeks", "working_days") for term in rules().values())
    assert all(term.assumption for term in rules().values() if not term.verified)
    assert "working days" in rules()["first_talk_urgent"].assumption


@pytest.mark.parametrize(
    ("end", "days", "day"),
    [("2026-12-28", 2, "2026-12-23"), ("2027-03-30", 1, "2027-03-25"), ("2026-11-30", 0, "2026-11-30")],
)
def test_working_days_before_a_day(end: str, days: int, day: str) -> None:
    assert str(before_working_days(date.fromisoformat(end), days)) == day
