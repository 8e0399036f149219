"""What a request for debt help is called, how long there is, and which parts of it may be shown."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.referral_queue import AGREED_BEFORE, agreed, reader_of, reference, working_days_left
from actions.terms import after_working_days, is_working_day
from storage.debts import DebtReferral
from storage.staff import Role, StaffMember
from tests.town import moment

THURSDAY = date(2026, 11, 26)


def asked(**about: Any) -> DebtReferral:
    """A request of which nothing is known but what a test says."""
    return DebtReferral(
        conversation_id=uuid.uuid4(), consent_at=moment("2026-11-26 10:00"), consent_to="Schuldhulp",
        requested_on=THURSDAY, due_on=THURSDAY, **about,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2026, 11, 26), 0),
        (date(2026, 11, 27), 1),
        (date(2026, 11, 29), 1),
        (date(2026, 11, 30), 2),
        (date(2026, 12, 28), 21),
        (date(2026, 11, 1), 0),
    ],
)
def test_only_working_days_count(until: date, days: int) -> None:
    assert working_days_left(THURSDAY, until) == days


@given(start=st.dates(date(2026, 1, 1), date(2030, 1, 1)), days=st.integers(1, 40))
def test_so_many_days_later_there_were_so_many_left(start: date, days: int) -> None:
    until = after_working_days(start, days)
    assert working_days_left(start, until) == days
    assert working_days_left(start, until - timedelta(days=1)) == days - 1
    assert is_working_day(until)


def test_a_reference_can_be_told_on_the_telephone() -> None:
    assert reference(uuid.UUID("3f2a91bc-0000-4000-8000-000000000000")) == "3F2A-91BC"


def test_what_was_agreed_decides_what_is_shown() -> None:
    assert agreed(asked(consent_what=["threat"])) == ["threat"]
    assert agreed(asked(consent_what=[])) == AGREED_BEFORE


def test_nothing_is_shown_of_a_consent_that_was_taken_back() -> None:
    assert agreed(asked(consent_what=["threat"], closed_as="withdrawn")) == ()


@pytest.mark.parametrize(
    ("role", "everywhere", "follows"),
    [
        (Role.DEBT_SPECIALIST, False, False),
        (Role.CONTACT_PERSON, False, True),
        (Role.COORDINATOR, True, False),
        (Role.ADMIN, True, False),
    ],
)
def test_who_sees_how_far(role: Role, everywhere: bool, follows: bool) -> None:
    reader = reader_of(StaffMember(username="iemand", display_name="Iemand", role=role))
    assert (reader.everywhere, reader.follows) == (everywhere, follows)
