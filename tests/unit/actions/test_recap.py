"""When the look back of the week comes."""

from __future__ import annotations

import pytest

from actions import recap
from tests.town import moment


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-23 03:10", "2026-11-27 16:00"),
        ("2026-11-27 15:59", "2026-11-27 16:00"),
        ("2026-11-27 16:00", "2026-12-04 16:00"),
        ("2026-11-28 12:00", "2026-12-04 16:00"),
        ("2027-03-27 12:00", "2027-04-02 16:00"),  # summer time begins in between
    ],
)
def test_it_comes_on_friday_at_four(now: str, then: str) -> None:
    assert recap.next_moment(moment(now)) == moment(then)
