"""On which day and at what time the weekly question comes."""

from __future__ import annotations

import uuid
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock, money_plan
from actions.terms import is_holiday
from storage.money import MoneyPlan
from tests.town import moment


def plan(weekday: int = 3, at: time = time(10, 0), began_on: date = date(2026, 1, 1)) -> MoneyPlan:
    return MoneyPlan(person_id=uuid.UUID(int=1), weekday=weekday, at=at, began_on=began_on)


@pytest.mark.parametrize(
    ("weekday", "week", "day"),
    [
        (3, "2026-11-23", "2026-11-26"),  # an ordinary Thursday
        (4, "2026-12-21", "2026-12-24"),  # Christmas Day: the day before
        (0, "2027-03-29", "2027-03-30"),  # Easter Monday: no working day before it in that week
        (3, "2027-05-03", "2027-05-04"),  # Ascension Day, after Liberation Day
        (5, "2026-12-21", "2026-12-24"),  # a Saturday that is a holiday
        (6, "2026-11-23", "2026-11-29"),  # a Sunday that somebody chose
    ],
)
def test_the_day_in_a_week(weekday: int, week: str, day: str) -> None:
    assert money_plan.day_in_week(plan(weekday), date.fromisoformat(week)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("last", "now", "then"),
    [
        (None, "2026-11-24 12:00", "2026-11-26 10:00"),
        (None, "2026-11-26 10:00", "2026-12-03 10:00"),
        ("2026-11-26 10:00", "2026-11-26 10:00", "2026-12-03 10:00"),
        ("2026-11-27 08:00", "2026-11-27 08:00", "2026-12-03 10:00"),  # it was late
        ("2027-03-25 10:00", "2027-03-25 10:00", "2027-04-01 10:00"),  # the clocks went forward
        ("2026-10-22 10:00", "2026-10-22 10:00", "2026-10-29 10:00"),  # and back
    ],
)
def test_the_next_moment(last: str | None, now: str, then: str) -> None:
    assert money_plan.next_moment(plan(), moment(last) if last else None, moment(now)) == moment(then)


def test_a_rest_moves_the_first_day() -> None:
    resting = plan(began_on=date(2026, 12, 11))
    assert money_plan.next_moment(resting, None, moment("2026-11-24 12:00")) == moment("2026-12-17 10:00")


def test_another_day_in_a_week_that_was_asked_waits_for_the_next() -> None:
    asked = moment("2026-11-23 10:00")
    assert money_plan.next_moment(plan(weekday=4), asked, asked) == moment("2026-12-04 10:00")


@given(weekday=st.integers(0, 6), day=st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_a_year_of_questions_is_one_a_week_and_never_on_a_holiday(weekday: int, day: date) -> None:
    days, last = [], None
    for _ in range(53):
        last = money_plan.next_moment(plan(weekday), last, last or clock.at(day, time(12)))
        days.append(clock.local(last).date())
    weeks = [one.isocalendar()[:2] for one in days]
    assert len(set(weeks)) == 53 and weeks == sorted(weeks)
    assert not any(is_holiday(one) for one in days)
    assert all(0 < (then - one).days <= 14 for one, then in pairwise(days))
