"""When something is said about an appointment, and how people say how they want it and when they leave."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock, leaving, reminders
from actions.errors import NotAWish
from actions.minutes_said import minutes_in, says_before
from actions.reminders import USUAL, Reminding, planned, reminding
from actions.reminders_said import asks_how, names_reminding, wish_in
from nlu.dutch_time import find_times
from storage.appointments import Appointment
from tests.town import moment

SOME = uuid.UUID(int=7)
LONG_AGO = moment("2026-01-01 10:00")


def made(starts_at: datetime, **more: Any) -> Appointment:
    return Appointment(person_id=SOME, starts_at=starts_at, **more)


def due(appointment: Appointment, how: Reminding = USUAL, now: datetime = LONG_AGO) -> dict[str, datetime]:
    return {n.kind: n.due_at for n in planned(appointment, how, now)}


@pytest.mark.parametrize(
    ("day", "before", "hours"), [("2027-03-28", "2027-03-27", 23), ("2027-10-31", "2027-10-30", 25)]
)
def test_the_day_before_keeps_the_hour_on_the_clock_when_it_changes(day: str, before: str, hours: int) -> None:
    starts = moment(f"{day} 10:00")
    found = due(made(starts))
    assert found["appointment_day_before"] == moment(f"{before} 10:00")
    assert (starts.timestamp() - found["appointment_day_before"].timestamp()) / 3600 == hours
    assert starts.timestamp() - found["appointment_two_hours"].timestamp() == 2 * 3600


def test_a_wish_for_this_one_goes_before_the_clients_and_that_before_the_usual() -> None:
    assert reminding(None, None) == USUAL
    theirs = {"day_before": False, "minutes_before": 180}
    assert reminding(theirs, None) == Reminding(day_before=False, minutes_before=180, discreet=False)
    assert reminding(theirs, {"minutes_before": 60}) == Reminding(day_before=False, minutes_before=60, discreet=False)


@pytest.mark.parametrize(
    "wish",
    [{"minutes_before": 14}, {"minutes_before": 721}, {"minutes_before": True}, {"day_before": 1}, {"colour": 3}],
)
def test_a_wish_that_makes_no_sense_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(NotAWish):
        reminding(wish)


def test_what_is_not_wished_for_is_not_planned() -> None:
    starts = moment("2026-11-30 14:30")
    only_day = Reminding(day_before=True, minutes_before=0, discreet=False)
    assert set(due(made(starts), only_day)) == {"appointment_day_before", "appointment_after"}
    hours = Reminding(day_before=False, minutes_before=180, discreet=False)
    assert due(made(starts), hours)["appointment_two_hours"] == moment("2026-11-30 11:30")


@pytest.mark.parametrize(
    ("starts", "asked"), [("2026-11-30 14:30", "2026-11-30 16:15"), ("2026-11-30 19:30", "2026-12-01 09:00")]
)
def test_how_it_went_is_asked_an_hour_after_its_end_or_the_next_morning(starts: str, asked: str) -> None:
    assert due(made(moment(starts)))["appointment_after"] == moment(asked)


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("proposed", set()), ("cancelled", set()), ("done", {"appointment_after"}), ("missed", {"appointment_missed"}),
    ],
)  # fmt: skip
def test_only_what_fits_the_state_is_planned(state: str, kinds: set[str]) -> None:
    assert set(due(made(moment("2026-11-30 14:30"), state=state))) == kinds


def test_who_says_so_themselves_is_not_told_that_they_missed_it() -> None:
    assert due(made(moment("2026-11-30 14:30"), state="missed", went_words="Ik was er niet")) == {}


# ---------------------------------------------------------------- how they want it


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("stuur me maar een dag van tevoren", {"day_before": True, "minutes_before": 0}),
        ("Stuur maar 1 dag van te voren een bericht", {"day_before": True, "minutes_before": 0}),
        ("2 uur is te laat, liever 3 uur", {"minutes_before": 180}),
        ("geen berichtje meer de dag ervoor", {"day_before": False}),
        ("ook een dag van tevoren een berichtje", {"day_before": True}),
        ("alleen een uur van tevoren", {"day_before": False, "minutes_before": 60}),
        ("herinner me anderhalf uur van tevoren aan mijn afspraak", {"minutes_before": 90}),
        ("een dag van tevoren en 1 uur ervoor", {"day_before": True, "minutes_before": 60}),
        ("berichtje 2 uur ervoor hoeft niet", {"minutes_before": 0}),
        ("geen herinneringen meer", {"day_before": False, "minutes_before": 0}),
        ("remind me three hours before", {"minutes_before": 180}),
        ("don't message me the day before", {"day_before": False}),
        ("anderen lezen mee op mijn telefoon", {"discreet": True}),
    ],
)
def test_how_somebody_wants_to_be_reminded(said: str, wish: dict[str, Any]) -> None:
    assert wish_in(said, minutes_now=120, asked=False) == wish
    assert reminding(wish)


@pytest.mark.parametrize(
    "said",
    [
        "liever 3 uur", "kan het om 3 uur", "hoe laat is mijn afspraak", "ik heb 2 uur geslapen",
        "ik wil geen berichten meer", "stop", "2 uur is te kort", "een dag", "het duurt 2 uur",
        "3 uur is te laat, liever 1 uur",
    ],
)  # fmt: skip
def test_what_may_be_about_the_appointment_itself_or_anything_else_is_no_wish(said: str) -> None:
    assert wish_in(said, minutes_now=120, asked=False) is None


def test_liever_3_uur_is_a_wish_when_reminders_are_talked_about() -> None:
    assert wish_in("liever 3 uur", minutes_now=120, asked=True) == {"minutes_before": 180}


def test_what_surely_is_about_reminders_of_appointments() -> None:
    assert names_reminding("geen berichtje meer de dag ervoor") and names_reminding("herinner me aan mijn afspraak")
    assert asks_how("welke herinneringen krijg ik?") and asks_how("Herinneringen")
    assert not names_reminding("ik wil geen berichten meer")


# ---------------------------------------------------------------- when they leave


@pytest.mark.parametrize(
    ("said", "leaves"),
    [
        ("half 2", "13:30"), ("om 13.30", "13:30"), ("13:30", "13:30"), ("kwartier ervoor", "14:15"),
        ("een half uur van tevoren", "14:00"), ("drie kwartier", "13:45"), ("twee uur ervoor", "12:30"),
        ("rond 1 uur denk ik", "13:00"), ("20 min ervoor", "14:10"), ("an hour before", "13:30"),
        ("at half past one", "13:30"), ("anderhalf uur eerder", "13:00"), ("kwart over 1", "13:15"),
        ("ik ga om 2 uur weg", "14:00"),
    ],
)  # fmt: skip
def test_when_somebody_leaves_as_they_say_it(said: str, leaves: str) -> None:
    starts, now = moment("2026-11-30 14:30"), moment("2026-11-29 20:00")
    found = leaving.moment_said(said, find_times(said, now), starts)
    assert found is not None and f"{clock.local(found):%Y-%m-%d %H:%M}" == f"2026-11-30 {leaves}"


@pytest.mark.parametrize(
    "said", ["weet ik nog niet", "om 3 uur", "half 4", "morgen", "7 uur ervoor", "0 min ervoor", ""]
)
def test_a_time_that_makes_no_sense_is_no_plan(said: str) -> None:
    starts, now = moment("2026-11-30 14:30"), moment("2026-11-29 20:00")
    assert leaving.moment_said(said, find_times(said, now), starts) is None


@given(
    st.integers(0, 2 * 365 * 24 * 60), st.integers(0, 23), st.integers(0, 59),
    st.sampled_from(["{}:{:02d}", "om {}.{:02d}", "ik ga om {}:{:02d} weg"]),
)  # fmt: skip
def test_whatever_time_is_said_the_plan_lies_before_the_appointment(
    minutes: int, hour: int, minute: int, form: str
) -> None:
    begins = moment("2026-01-01 00:00") + timedelta(minutes=minutes)
    said = form.format(hour, minute)
    found = leaving.moment_said(said, find_times(said, begins - timedelta(hours=10)), begins)
    assert found is None or timedelta(0) < begins - found <= leaving.LONGEST


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("kwartier", [15]), ("3 kwartier", [45]), ("half uurtje", [30]), ("2,5 uur", [150]), ("anderhalf uur", [90]),
        ("twee en een half uur", [150]), ("half an hour", [30]), ("2 uur is te laat, liever 3 uur", [120, 180]),
        ("three quarters of an hour", [45]), ("hoe laat", []),
    ],
)  # fmt: skip
def test_lengths_of_time_as_people_write_them(said: str, minutes: list[int]) -> None:
    assert minutes_in(said) == minutes


def test_before_is_said_in_many_ways() -> None:
    assert all(says_before(f"een uur {word}") for word in ("ervoor", "van tevoren", "eerder", "vooraf", "van te voren"))
    assert not says_before("over een uur")


def test_the_keys_of_reminders_name_the_moment_they_are_about() -> None:
    one = made(moment("2026-11-30 14:30"), leaves_at=moment("2026-11-30 13:30"))
    [leave] = [n for n in planned(one, USUAL, LONG_AGO) if n.kind == "appointment_leave"]
    assert reminders.still_means(leave, one)
    one.leaves_at = moment("2026-11-30 13:45")
    assert not reminders.still_means(leave, one)
