"""Time as an office counts it, the aims for an answer, moments to sleep until, and who gets what waits."""

import uuid
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import aims, office_hours, snoozes
from actions.sharing import shared_out
from storage.queue import Taker, Waiter
from tests.town import moment

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda m: moment(m.isoformat()))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-26 10:00", "2026-11-26 12:00", 2),
        ("2026-11-26 16:00", "2026-11-27 10:00", 2),
        ("2026-11-27 16:50", "2026-11-30 09:10", 1 / 3),  # over a weekend
        ("2026-11-26 20:00", "2026-11-27 08:00", 0),
        ("2026-12-24 16:00", "2026-12-28 10:00", 2),  # over Christmas
        ("2026-11-26 12:00", "2026-11-26 10:00", 0),
    ],
)
def test_only_the_hours_count_in_which_somebody_reads(since: str, until: str, hours: float) -> None:
    assert office_hours.passed(moment(since), moment(until)) == timedelta(hours=hours)


@given(since=MOMENTS, minutes=st.integers(1, 3000))
def test_so_much_later_so_much_has_passed(since: datetime, minutes: int) -> None:
    span = timedelta(minutes=minutes)
    assert office_hours.passed(since, office_hours.after(since, span)) == span


def test_four_office_hours_from_friday_afternoon_end_on_monday() -> None:
    since = moment("2026-11-27 15:00")
    progress = aims.progress(since, moment("2026-11-29 12:00"), crisis=False)
    assert (progress.due_at, progress.waited, progress.state) == (
        moment("2026-11-30 11:00"), timedelta(hours=2), "well",
    )  # fmt: skip
    later = [moment(f"2026-11-30 {clock}") for clock in ("10:00", "11:00", "11:01")]
    states = [aims.progress(since, now, crisis=False).state for now in later]
    assert states == ["near", "near", "past"]


def test_a_crisis_counts_by_the_clock_at_night_too() -> None:
    since = moment("2026-11-28 03:00")
    progress = aims.progress(since, moment("2026-11-28 03:16"), crisis=True)
    assert (progress.due_at, progress.state) == (moment("2026-11-28 03:15"), "past")


@pytest.mark.parametrize(
    ("now", "choices"),
    [
        ("2026-11-26 10:07", {"later": "2026-11-26 12:15", "tomorrow": "2026-11-27 09:00",
                              "monday": "2026-11-30 09:00", "week": "2026-12-03 09:00"}),
        ("2026-11-27 16:00", {"monday": "2026-11-30 09:00", "week": "2026-12-04 09:00"}),  # a Friday
        ("2026-11-29 12:00", {"tomorrow": "2026-11-30 09:00", "week": "2026-12-07 09:00"}),  # tomorrow is Monday
        ("2026-12-18 10:00", {"later": "2026-12-18 12:00", "monday": "2026-12-21 09:00",
                              "week": "2026-12-28 09:00"}),  # in a week it is Christmas
    ],
)  # fmt: skip
def test_what_sleeps_wakes_when_somebody_works(now: str, choices: dict[str, str]) -> None:
    found = {one.name: one.until for one in snoozes.choices(moment(now))}
    assert found == {name: moment(until) for name, until in choices.items()}


# ---------------------------------------------------------------- who gets what waits

NOW = moment("2026-11-26 10:00")
EAST, WEST = uuid.UUID(int=1), uuid.UUID(int=2)


def taker(number: int, *, team: uuid.UUID = EAST, load: int = 0, at_most: int | None = None, ago: int = 0) -> Taker:
    given_at = NOW - timedelta(minutes=ago) if ago else None
    return Taker(staff_id=uuid.UUID(int=10 + number), team_id=team, load=load, at_most=at_most, last_given_at=given_at)


def waiter(number: int, team: uuid.UUID | None = EAST, contact: Taker | None = None) -> Waiter:
    return Waiter(
        conversation_id=uuid.UUID(int=100 + number), team_id=team, contact_id=contact.staff_id if contact else None
    )


def test_the_own_contactperson_comes_first_then_whose_turn_it_is() -> None:
    own, first, last = taker(1, ago=1), taker(2, ago=60), taker(3, ago=5)
    waiting = [waiter(1, contact=own), waiter(2), waiter(3), waiter(4)]
    given = shared_out(waiting, [own, first, last], {}, NOW)
    assert list(given.values()) == [own.staff_id, first.staff_id, last.staff_id, own.staff_id]


def test_who_stands_in_gets_what_was_for_who_is_away() -> None:
    away, cover, other = taker(1), taker(2, load=9), taker(3)
    given = shared_out([waiter(1, contact=away)], [cover, other], {away.staff_id: cover.staff_id}, NOW)
    assert list(given.values()) == [cover.staff_id]


def test_a_full_team_leaves_it_in_the_queue_and_another_team_gets_nothing_of_it() -> None:
    full, elsewhere = taker(1, load=3, at_most=3), taker(2, team=WEST)
    assert shared_out([waiter(1), waiter(2)], [full, elsewhere], {}, NOW) == {}
    assert list(shared_out([waiter(1, team=None)], [full, elsewhere], {}, NOW).values()) == [elsewhere.staff_id]


def test_a_maximum_holds_within_one_round() -> None:
    one, other = taker(1, at_most=2), taker(2, at_most=1)
    given = shared_out([waiter(number) for number in range(5)], [one, other], {}, NOW)
    assert sorted(map(str, given.values())) == sorted(map(str, [one.staff_id, one.staff_id, other.staff_id]))
