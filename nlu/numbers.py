"""Numbers that are not needed in a chat: bank accounts, bank cards, and the BSN of a person."""

from __future__ import annotations

import re
from typing import Final

HIDDEN: Final = "•••"
_IBAN: Final = re.compile(r"\b[A-Za-z]{2}\d{2} ?[A-Za-z]{4}(?: ?\d){7,}\b")
_LONG: Final = re.compile(r"(?<![\d+])\d(?:[ .-]?\d){7,18}(?!\d)")


def has_number(text: str) -> bool:
    """Whether a message has an account number, a BSN or the number of a bank card."""
    return _IBAN.search(text) is not None or any(_is_personal(found[0]) for found in _LONG.finditer(text))


def without_numbers(text: str) -> str:
    """A text without such numbers, so that they are neither kept a second time nor said back."""
    hidden = _IBAN.sub(HIDDEN, text)
    return _LONG.sub(lambda found: HIDDEN if _is_personal(found[0]) else found[0], hidden)


def _is_personal(written: str) -> bool:
    digits = [int(sign) for sign in written if sign.isdigit()]
    if len(digits) == 9:  # a BSN: a weighted sum that eleven divides
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        return sum(d * w for d, w in zip(digits, weights, strict=True)) % 11 == 0 and any(digits)
    if 13 <= len(digits) <= 19:  # a bank card: Luhn's sum
        doubled = (d if place % 2 == 0 else sum(divmod(d * 2, 10)) for place, d in enumerate(reversed(digits)))
        return sum(doubled) % 10 == 0
    return False
