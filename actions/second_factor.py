"""Codes of an app (TOTP, RFC 6238) and codes on paper. What is kept of both is decided by who calls."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp

SECONDS = 30
BESIDE = 1
"""A code of the step before or after this one is taken too: clocks of telephones differ, and typing takes time."""
CODES = 10
_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
"""Without letters and digits that look like another."""
_GROUP, _GROUPS = 4, 3


def new_secret() -> str:
    """A secret for an app: 160 random bits, as the RFC advises."""
    return pyotp.random_base32()


def address(secret: str, username: str, issuer: str) -> str:
    """What a QR code holds so that an app knows the secret."""
    return pyotp.TOTP(secret, interval=SECONDS).provisioning_uri(name=username, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step of which this is the code, or None when it is none of those that are taken now.

    Spaces are fine. Whether the step was used before is for storage.second_factors.take_step.
    """
    typed = "".join(code.split())
    if len(typed) != 6 or not typed.isascii() or not typed.isdigit():
        return None
    totp, current = pyotp.TOTP(secret, interval=SECONDS), int(now.timestamp()) // SECONDS
    steps = range(current - BESIDE, current + BESIDE + 1)
    right = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), typed)]
    return right[-1] if right else None


def new_codes() -> list[str]:
    """Fresh recovery codes, such as "k7mp-2hvw-9qrt": 58 random bits each, in groups one can copy by hand."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        for _ in range(CODES)
    ]  # fmt: skip


def plain_code(typed: str) -> str:
    """A recovery code as it is compared, however somebody wrote it down."""
    return "".join(sign for sign in typed.lower() if sign in _LETTERS)[:100]
