"""The moments of messages for later: presets, and the nearest one outside quiet hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import clock, later
from tests.town import moment


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-26 10:02", ["2026-11-27 09:00", "2026-11-30 09:00", "2026-12-03 10:00"]),
        ("2026-11-29 22:40", ["2026-11-30 09:00", "2026-12-07 08:00"]),  # tomorrow is Monday; not in the evening
        ("2026-11-30 07:00", ["2026-12-01 09:00", "2026-12-07 09:00", "2026-12-07 08:00"]),
        ("2027-03-27 12:00", ["2027-03-28 09:00", "2027-03-29 09:00", "2027-04-03 12:00"]),  # the clock goes forward
    ],
)
def test_presets(now: str, expected: list[str]) -> None:
    assert [preset.moment for preset in later.presets(moment(now))] == [moment(one) for one in expected]


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("2026-11-30 22:00", "2026-11-30 20:55"),
        ("2026-12-01 06:30", "2026-12-01 08:00"),
        ("2026-11-26 23:00", "2026-11-27 08:00"),  # at 22:00 this evening is over
    ],
)
def test_the_nearest_moment(wanted: str, nearest: str) -> None:
    assert later.nearest_allowed(moment(wanted), moment("2026-11-26 22:00")) == moment(nearest)


@given(st.integers(120, 600_000))
def test_what_is_offered_is_always_allowed(minutes: int) -> None:
    now = moment("2026-11-26 22:00")
    wanted = now + timedelta(minutes=minutes)
    offered = later.nearest_allowed(wanted, now)
    assert offered > now and not clock.is_quiet(offered)
