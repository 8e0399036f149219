"""On which day somebody is asked: written down by hand, and true of every plan."""

from __future__ import annotations

import uuid
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import rhythm, rhythm_words
from actions.rhythm import Gap, allowed_day, asks_on, is_paused, next_day, templates
from actions.rhythm_changes import Wish, apply, kept, put_back
from actions.terms import is_holiday, is_working_day
from storage.checkins import TEMPLATES, CheckInPlan
from tests.town import moment

DAYS = st.dates(date(2026, 1, 1), date(2031, 12, 31))
LONGEST_REST = 5
"""From Good Friday to the Tuesday after Easter, and a day more."""


def plan(began: date = date(2026, 11, 23), **more: Any) -> CheckInPlan:
    return CheckInPlan(person_id=uuid.UUID(int=1), began_on=began, **more)


@st.composite
def plans(draw: st.DrawFn) -> CheckInPlan:
    began = draw(DAYS)
    until = draw(st.none() | st.dates(began, began + timedelta(days=500)))
    first = draw(st.none() | st.dates(began, until - timedelta(days=1))) if until and until > began else None
    return plan(
        began,
        template=draw(st.sampled_from(TEMPLATES)),
        every_days=draw(st.none() | st.integers(1, 366)),
        weekday=draw(st.none() | st.integers(0, 6)),
        paused_from=first,
        paused_until=until,
        after_year=draw(st.sampled_from((None, "asked", "quarterly", "monthly", "never"))),
    )


def days(one: CheckInPlan, most: int = 40) -> list[date]:
    """The days on which somebody is asked from the beginning on, each asked on the day itself."""
    found: list[date] = []
    after = one.began_on
    while len(found) < most:
        day = next_day(one, after, after)
        if day is None:
            break
        found.append(day)
        after = day
    return found


def test_a_year_after_shelter() -> None:
    asked = days(plan(after_year="never"))
    weeks = [(day - date(2026, 11, 23)).days for day in asked]
    assert weeks[:3] == [3, 7, 14]
    assert sum(day < 56 for day in weeks) == 8
    gaps = {56: 14, 190: 28}
    for start, least in gaps.items():
        between = [b - a for a, b in pairwise(weeks) if a >= start]
        assert between and min(between) >= least
    assert asked[-1] < date(2027, 11, 23) and next_day(plan(after_year="never"), asked[-1], asked[-1]) is None


@pytest.mark.parametrize("began", [date(2026, 11, 23) + timedelta(days=n) for n in range(7)])
def test_the_first_week_is_twice_whatever_day_it_begins_on(began: date) -> None:
    assert sum(day < began + timedelta(days=9) for day in days(plan(began), 5)) == 2


def test_at_month_twelve_it_is_asked_once_and_silence_is_an_answer() -> None:
    one = plan()
    asked = days(one, 60)
    about = [day for day in asked if asks_on(one, day)]
    assert about[0] >= date(2027, 11, 23) and not asks_on(one, asked[asked.index(about[0]) - 1])
    one.after_year = "asked"
    assert next_day(one, about[0], about[0]) is None and not asks_on(one, about[0])
    one.after_year = "quarterly"
    assert next_day(one, date(2027, 12, 1), date(2027, 12, 1)) == date(2028, 3, 1)
    one.after_year = "monthly"
    assert next_day(one, date(2027, 12, 1), date(2027, 12, 1)) == date(2028, 1, 3)


@given(plans())
def test_days_go_on_and_are_stable_when_asked_again(one: CheckInPlan) -> None:
    asked = days(one)
    assert asked == sorted(set(asked)) and asked == days(one)


@given(plans())
def test_never_on_a_holiday_nor_before_a_pause_ends_nor_in_a_weekend_that_was_not_chosen(one: CheckInPlan) -> None:
    for day in days(one, 15):
        assert not is_holiday(day)
        assert is_working_day(day) or day.weekday() == one.weekday
        assert not is_paused(one, day)


@given(plans())
def test_never_more_often_than_the_template_and_not_much_less(one: CheckInPlan) -> None:
    one.weekday = one.paused_from = one.paused_until = None
    after = one.began_on
    for day in days(one, 30):
        gap = rhythm.gap_on(one, after)
        assert gap is not None
        assert gap.after(after) <= day <= gap.after(after) + timedelta(days=LONGEST_REST)
        after = day


@given(plans(), st.integers(0, 6))
def test_a_chosen_weekday_is_kept_and_costs_no_week(one: CheckInPlan, weekday: int) -> None:
    one.weekday, one.paused_from, one.paused_until, one.every_days = weekday, None, None, 7
    asked = days(one, 30)
    for day in asked:
        moved = allowed_day(one, day - timedelta(days=(day.weekday() - weekday) % 7))
        assert day.weekday() == weekday or day == moved
    weeks = [day - timedelta(days=(day.weekday() - weekday) % 7) for day in asked]
    assert {b - a for a, b in pairwise(weeks)} == {timedelta(days=7)}


@given(plans(), DAYS, DAYS)
def test_the_next_day_is_later_than_today_and_than_the_last(one: CheckInPlan, after: date, today: date) -> None:
    day = next_day(one, after, today)
    assert day is None or day > max(after, today)


@given(plans(), st.integers(-1, 1), st.none() | st.integers(0, 6), DAYS)
def test_what_a_wish_changed_is_put_back(one: CheckInPlan, step: int, weekday: int | None, today: date) -> None:
    before, asked = kept(one), days(one, 5)
    apply(one, Wish(step=step, weekday=weekday, at=time(19), pause=14), today)
    put_back(one, before)
    assert kept(one) == before and days(one, 5) == asked


@pytest.mark.parametrize(("step", "from_days", "to_days"), [(1, 7, 14), (1, 91, 91), (-1, 14, 7), (-1, 3, 3)])
def test_one_step_oftener_or_less_often(step: int, from_days: int, to_days: int) -> None:
    one = plan(every_days=from_days)
    apply(one, Wish(step=step), date(2026, 12, 1))
    assert one.every_days == to_days


def test_a_month_is_a_calendar_month() -> None:
    assert Gap(months=1).after(date(2027, 1, 31)) == date(2027, 2, 28)
    assert Gap(months=12).after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert Gap(months=1).after(date(2026, 12, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize("on", ["2027-03-25 10:30", "2026-10-22 10:30"])
def test_the_wall_clock_stays_whatever_the_clock_change_does(on: str) -> None:
    at = rhythm.next_moment(plan(every_days=7), moment(on), moment(on))
    assert at is not None and (at.hour, at.minute) == (10, 30)
    assert at.date() == moment(on).date() + timedelta(days=7)


def test_the_templates_of_the_file_are_those_of_the_schema() -> None:
    assert tuple(templates()) == TEMPLATES
    for phases in templates().values():
        ends = [p.until.after(date(2026, 1, 1)) for p in phases if p.until]
        assert ends == sorted(ends) and phases[-1].until is None and len(ends) == len(phases) - 1


def test_a_plan_in_words() -> None:
    one = plan(weekday=1)
    today = date(2026, 12, 28)
    assert rhythm_words.plan_words(one, today, "nl") == "elke week op dinsdag om 10:30"
    assert rhythm_words.change_words(one, today, "nl") == "nog 3 weken; daarna elke 2 weken"
    assert rhythm_words.plan_words(one, today, "en") == "every week on Tuesday at 10:30"
    assert rhythm_words.plan_words(plan(every_days=3), today, "nl") == "twee keer per week om 10:30"
    assert rhythm_words.change_words(plan(every_days=3), today, "nl") is None
