"""How colleagues sign in, by role; an organisation may decide otherwise (storage/organisations.py).

The reasons stand beside the numbers. Whoever sees clients shows a second factor: that is what access with two factors
asks for in Dutch care (NEN 7513 and BIO2, see docs/decisions/0036).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from actions.permissions import May, may
from storage.organisations import LoginRule
from storage.staff import Role

LASTS = timedelta(hours=12)
"""No session is older: a shift and the way home."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How a role signs in. Fields as in storage.organisations.LoginRule."""

    second_factor: bool
    remember_days: int
    idle_minutes: int
    quick_switch: bool = False


_OWN_COMPUTER = Rule(second_factor=True, remember_days=30, idle_minutes=60)
"""Somebody's own laptop or telephone, which locks itself; an hour is a home visit."""
RULES: dict[Role, Rule] = {
    Role.CONTACT_PERSON: _OWN_COMPUTER,
    Role.DEBT_SPECIALIST: _OWN_COMPUTER,
    Role.HOUSING_OFFICER: _OWN_COMPUTER,
    Role.COORDINATOR: _OWN_COMPUTER,
    # May let others in: never remembered, and a desk that was left alone closes soon.
    Role.ADMIN: Rule(second_factor=True, remember_days=0, idle_minutes=30),
    # One tablet at the door for a whole shift, with guests beside it; sees beds, no clients, so a password is enough.
    Role.NIGHT_STAFF: Rule(second_factor=False, remember_days=0, idle_minutes=30, quick_switch=True),
}


def rule_of(role: str, decided: LoginRule | None) -> Rule:
    """What holds for a role: what the organisation decided, or else our own rule."""
    if decided is None:
        return RULES[Role(role)]
    return Rule(
        second_factor=decided.second_factor,
        remember_days=decided.remember_days,
        idle_minutes=decided.idle_minutes,
        quick_switch=decided.quick_switch,
    )


def sees_clients(role: Role) -> bool:
    """Whether a role sees people, and not beds alone."""
    return may(role, May.SEE_CLIENTS) or may(role, May.SEE_REFERRALS)
