"""Telephone numbers: what people write is read kindly, and what is kept can be called and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import phones


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0612345678", "+31612345678", "06 1234 5678"),
        ("06 - 12 34 56 78", "+31612345678", "06 1234 5678"),
        ("+31 (0)6 1234 5678", "+31612345678", "06 1234 5678"),
        ("0031612345678", "+31612345678", "06 1234 5678"),
        ("(0546) 12 34 56", "+31546123456", "0546 123 456"),
        ("053-1234567", "+31531234567", "053 123 4567"),
        ("020.1234567", "+31201234567", "020 123 4567"),
        ("088 123 45 67", "+31881234567", "088 123 4567"),
        ("0800-2000", "08002000", "08002000"),
        ("0900 1234567", "09001234567", "09001234567"),
        ("14 0546", "140546", "140546"),
        ("112", "112", "112"),
        ("+49 30 123456", "+4930123456", "+4930123456"),
    ],
)
def test_a_number_is_read_kept_and_shown(typed: str, kept: str, shown: str) -> None:
    assert phones.read(typed) == kept
    assert phones.shown(kept) == shown


@pytest.mark.parametrize(
    "typed", ["", "06-1234", "061234567890", "bel me", "0012", "06123४5678", "+0612345678", "0012345678<script>"]
)
def test_what_cannot_be_a_number_is_no_number(typed: str) -> None:
    assert phones.read(typed) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_what_is_kept_is_safe_in_a_link_and_reads_back_as_itself(typed: str) -> None:
    kept = phones.read(typed)
    if kept is not None:
        assert set(kept) <= set("+0123456789")
        assert phones.read(phones.shown(kept)) == kept


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_every_dutch_number_of_ten_digits_is_one(typed: str) -> None:
    kept = phones.read(typed)
    assert kept is not None and phones.shown(kept).replace(" ", "") == typed
