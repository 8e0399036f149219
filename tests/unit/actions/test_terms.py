"""Legal terms: the Dutch days off of four years, written down by hand, and where terms end."""

from datetime import date

import pytest

from actions.terms import after_working_days, first_talk_by, is_working_day, on_working_day

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
