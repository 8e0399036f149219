"""How figures are told: periods, honest per cents, and small numbers that nobody can compute."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.figures import FEWEST, LENGTHS, at_quantile, by_length, enough, percent, period, shown


@pytest.mark.parametrize(
    ("span", "day", "first", "last"),
    [
        ("night", "2026-11-26", "2026-11-26", "2026-11-26"),
        ("week", "2026-11-26", "2026-11-23", "2026-11-29"),
        ("week", "2027-01-01", "2026-12-28", "2027-01-03"),
        ("month", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("month", "2026-12-31", "2026-12-01", "2026-12-31"),
        ("year", "2026-11-26", "2026-01-01", "2026-12-31"),
        ("between", "2026-11-26", "2026-11-26", "2026-11-26"),
    ],
)
def test_a_period_holds_the_nights_one_expects(span: str, day: str, first: str, last: str) -> None:
    found = period(span, date.fromisoformat(day))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_from_and_to_may_not_be_turned_round_nor_go_on_for_ever() -> None:
    day = date(2026, 11, 26)
    assert period("between", day, date(2026, 11, 1)).nights == 1
    assert period("between", day, date(2026, 11, 30)).nights == 5
    assert period("between", day, date(2199, 1, 1)).nights < 1200


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (20, 41, "49%"), (21, 41, "51%"), (1, 8, "13%"), (0, 41, "0%"), (41, 41, "100%"), (1, 1000, "< 1%"),
        (999, 1000, "> 99%"), (5, 1000, "1%"), (0, 0, "–"), (1, 2, "50%"),
    ],
)  # fmt: skip
def test_per_cents_are_whole_and_never_say_nobody_or_all_when_it_is_not_so(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([20, 15, 6], [20, None, None]),  # the 41 of the 24-hour shelter: with women told, 41 - 20 - 15 = 6
        ([87, 22], [87, 22]),
        ([19, 8], [None, None]),
        ([5, 5, 30], [None, None, 30]),
        ([1, 2, 30, 40], [None, None, 30, None]),  # 1 and 2 together are 3: too few to hide among
        ([10, 9, 9], [None, None, None]),  # 18 of two small numbers is nine each
        ([10, 10, 9], [10, None, None]),
        ([0, 12, 30], [0, 12, 30]),
        ([0, 4, 0], [None, None, None]),  # of a small total nothing is told
        ([4, 0, 30], [None, 0, None]),
        ([], []),
        ([0, 0], [0, 0]),
    ],
)
def test_small_numbers_are_kept_back_and_so_are_those_that_give_them_away(
    parts: list[int], told: list[int | None]
) -> None:
    assert shown(parts) == told


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=6))
def test_no_small_number_is_told_nor_left_over(parts: list[int]) -> None:
    told = shown(parts)
    total = sum(parts)
    kept = [n for n, t in zip(parts, told, strict=True) if t is None]
    assert all(t is None or t == n for t, n in zip(told, parts, strict=True))
    assert not [t for t in told if t is not None and 0 < t < FEWEST]
    if total >= FEWEST and kept:
        assert len(kept) > 1 and sum(kept) >= FEWEST


@settings(deadline=None)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=3).filter(lambda parts: sum(parts) >= FEWEST))
def test_from_the_total_no_hidden_number_can_be_computed(parts: list[int]) -> None:
    """Who knows the rule tries every division that looks the same: each hidden part could be more than one number."""
    told = shown(parts)
    alike = [p for p in product(range(sum(parts) + 1), repeat=len(parts)) if sum(p) == sum(parts) and shown(p) == told]
    for place, number in enumerate(told):
        if number is None:
            assert len({p[place] for p in alike}) > 1


def test_alone_a_number_is_told_when_it_is_nought_or_large_enough() -> None:
    assert [n for n in range(12) if enough(n)] == [0, 10, 11]


def test_quartiles_are_lengths_that_somebody_stayed() -> None:
    counts = {1: 2, 3: 1, 7: 1}  # 1, 1, 3, 7
    assert [at_quantile(counts, share) for share in (0.25, 0.5, 0.75, 1)] == [1, 1, 3, 7]
    with pytest.raises(ValueError, match="no stays"):
        at_quantile({}, 0.5)


def test_every_length_is_in_one_of_the_groups() -> None:
    assert by_length(dict.fromkeys(range(1, 400), 1)) == [1, 2, 4, 7, 16, 60, 309]
    assert LENGTHS[-1][1] is None
