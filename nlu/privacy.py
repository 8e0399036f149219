"""Somebody asks who looked at their data: read by rule, so that a right never depends on a guess."""

from __future__ import annotations

import re
from typing import Final

_WHO: Final = r"\b(?:wie|welke|hoeveel|wanneer|who|which|how many|when)\b"
_LOOKED: Final = (
    r"\b(?:bekeken|gekeken|ingezien|geopend|opengemaakt|gelezen|gezien|keek|keken|las|lazen|neuzen|snuffelen|gesnuffeld|"
    r"looked|looking|viewed|opened|accessed|seen|read|snooped|snooping)\b"
)
_MINE: Final = (
    r"\b(?:gegevens|dossier|informatie|info|gesprek|gesprekken|chat|chats|berichten|account|"
    r"data|file|files|records?|information|details|messages|conversations?)\b"
)
_PAST: Final = re.compile(rf"(?=.*{_WHO})(?=.*{_LOOKED})(?=.*{_MINE})", re.IGNORECASE | re.DOTALL)
_MAY: Final = re.compile(r"\b(?:mag|mogen|kan|kunnen|can|could|may|might|does|will|gaat|zal)\b", re.IGNORECASE)
LONGEST: Final = 140
"""A longer message is a story with a question in it: that is for the model, and for a human."""


def asks_who_looked(text: str) -> bool:
    """Whether somebody asks who has looked at what is kept of them; not who might or may."""
    return len(text) <= LONGEST and bool(_PAST.search(text)) and not _MAY.search(text)
