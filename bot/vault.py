"""Sealing small secrets before they are stored, with keys that are derived from STAPJE_SECRET_KEY."""

from __future__ import annotations

import base64
import hmac
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class Unreadable(Exception):
    """What was sealed cannot be opened: another key, too old, or not ours."""


class Vault:
    """Seals for one purpose: what was sealed for another is unreadable here."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        self._mark_key = _derived(secret_key, f"stapje mark {purpose}")
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(secret_key, f"stapje seal {purpose}")))

    def seal(self, text: str, now: datetime) -> str:
        """A text that only we can read."""
        return self._fernet.encrypt_at_time(text.encode(), int(now.timestamp())).decode()

    def open(self, sealed: str, now: datetime | None = None, lasts: timedelta | None = None) -> str:
        """The text; raises Unreadable, also when it was sealed longer ago than `lasts`."""
        try:
            if now is None or lasts is None:
                return self._fernet.decrypt(sealed).decode()
            seconds = int(lasts.total_seconds())
            return self._fernet.decrypt_at_time(sealed, seconds, int(now.timestamp())).decode()
        except (InvalidToken, ValueError) as error:
            raise Unreadable("sealed with another key, or too long ago") from error

    def mark(self, text: str) -> str:
        """The same for the same text, and telling nothing about it to who lacks our key."""
        return hmac.digest(self._mark_key, text.encode(), "sha256").hex()


def _derived(secret_key: str, info: str) -> bytes:
    """A key of 256 bits for one use (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info.encode()).derive(secret_key.encode())
