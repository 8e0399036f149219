"""Who sees which requests for debt help, what of a request may be shown, and what it is called."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from actions.permissions import May, may
from actions.terms import is_working_day
from storage.debts import DebtReferral
from storage.referral_queue import Reader
from storage.staff import Role, StaffMember

AGREED_BEFORE = ("name", "debt_types", "threat", "words", "municipality")
"""What a request was about when its consent did not name the parts yet."""


def reader_of(staff: StaffMember) -> Reader:
    """A colleague as the queue knows them. Who does not handle requests follows those of their team's clients."""
    role = Role(staff.role)
    return Reader(
        staff_id=staff.id,
        team_id=staff.team_id,
        everywhere=may(role, May.SEE_ALL_TEAMS),
        follows=not may(role, May.HANDLE_REFERRALS),
    )


def is_withdrawn(referral: DebtReferral) -> bool:
    """Whether the request, and with it the consent, was taken back."""
    return referral.closed_as == "withdrawn"


def agreed(referral: DebtReferral) -> Sequence[str]:
    """Which parts may be shown: those the client agreed to pass on; none once the consent was taken back."""
    return () if is_withdrawn(referral) else referral.consent_what or AGREED_BEFORE


def reference(referral_id: uuid.UUID) -> str:
    """What a request is called in a talk and in another system: the first 8 characters of its id, "3F2A-91BC"."""
    return f"{referral_id.hex[:4]}-{referral_id.hex[4:8]}".upper()


def working_days_left(today: date, until: date) -> int:
    """How many working days there are after `today` up to and including `until`; 0 when that is today or past."""
    days = (today + timedelta(days=n) for n in range(1, (until - today).days + 1))
    return sum(is_working_day(day) for day in days)
