"""When a silent check-in is tried again and whose turn it is: working days, other hours, never a day off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock, rungs
from actions.terms import is_working_day
from tests.town import moment

MOMENTS = st.datetimes(
    min_value=moment("2026-01-01 08:00").replace(tzinfo=None), max_value=moment("2029-01-01 20:30").replace(tzinfo=None)
).map(lambda m: m.replace(tzinfo=clock.ZONE))


@pytest.mark.parametrize(
    ("asked", "second", "third", "handed_over"),
    [
        ("2026-11-23 10:30", "2026-11-24 16:00", "2026-11-26 10:30", "2026-11-27 09:00"),  # Monday
        ("2026-11-26 19:00", "2026-11-27 10:00", "2026-11-30 19:00", "2026-12-01 09:00"),  # over a weekend
        ("2026-11-27 10:30", "2026-11-30 16:00", "2026-12-02 10:30", "2026-12-03 09:00"),  # Friday
        ("2026-12-24 10:30", "2026-12-28 16:00", "2026-12-30 10:30", "2026-12-31 09:00"),  # Christmas
        ("2027-03-25 14:00", "2027-03-30 10:00", "2027-04-01 14:00", "2027-04-02 09:00"),  # Easter, and the clock
    ],
)  # fmt: skip
def test_the_tries_and_the_hand_over(asked: str, second: str, third: str, handed_over: str) -> None:
    first = moment(asked)
    again = rungs.try_at(2, asked_at=first, before=first)
    last = rungs.try_at(3, asked_at=first, before=again)
    assert (again, last, rungs.handed_over_at(last)) == (moment(second), moment(third), moment(handed_over))
    assert rungs.ends_at(1, asked_at=first, last_asked_at=first) == moment(handed_over)
    assert rungs.ends_at(3, asked_at=first, last_asked_at=last) == moment(handed_over)


@given(first=MOMENTS)
def test_a_try_is_never_on_a_day_off_nor_in_quiet_hours_and_never_twice_a_day(first: object) -> None:
    asked = first
    again = rungs.try_at(2, asked_at=asked, before=asked)  # type: ignore[arg-type]
    last = rungs.try_at(3, asked_at=asked, before=again)  # type: ignore[arg-type]
    days = [clock.local(m).date() for m in (asked, again, last, rungs.handed_over_at(last))]  # type: ignore[arg-type]
    assert days == sorted(set(days)) and all(is_working_day(day) for day in days[1:])
    assert not clock.is_quiet(again) and not clock.is_quiet(last)
    assert clock.local(again).time() != clock.local(asked).time()  # type: ignore[arg-type]


def test_each_has_until_the_end_of_the_next_working_day() -> None:
    assert rungs.due_after(moment("2026-11-27 09:00")) == moment("2026-11-30 17:00")
    assert rungs.due_after(moment("2026-11-30 17:00")) == moment("2026-12-01 17:00")
    assert rungs.due_after(moment("2026-12-24 17:00")) == moment("2026-12-28 17:00")


def test_the_turns_climb() -> None:
    assert [rungs.after(rung) for rung in rungs.STAFF] == ["team", "coordinator", None]
    turns = list(rungs.TURNS.values())
    assert [t.level for t in turns] == [0, 1, 2] and [t.priority for t in turns] == [2, 1, 0]
    assert {2: timedelta(days=1), 3: timedelta(days=2)} == rungs.DAYS_AFTER
