"""Telephone numbers as people write them: read kindly, kept in one form (E.164), shown as they are known here.

Dutch numbers have ten digits with the 0 in front; service numbers (0800, 0900 and such) eight or eleven too, 14 with an
area code five or six, and 112 and 113 are three (Dutch numbering plan, Nummerplan telefoon- en ISDN-diensten).
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\s().\-/\u2010-\u2015]+")
_SERVICE = re.compile(r"0(?:800|90[069])(?:\d{4}|\d{7})")
_SHORT = re.compile(r"11[23]|14(?:0\d{2,3})|116\d{3}")
_DUTCH = re.compile(r"0[1-9]\d{8}")
_ABROAD = re.compile(r"\+[1-9]\d{7,14}")
_THREE = ("10", "13", "15", "20", "23", "24", "26", "30", "33", "35", "36", "38", "40", "43", "45", "46", "50", "53",
          "55", "58", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79", "85", "88")  # fmt: skip
"""Area codes of two digits after the 0; the others have three."""


def read(typed: str) -> str | None:
    """The number that was typed, in the form that is kept; None when it cannot be one.

    A Dutch number becomes "+31…"; a service number stays as it is, because it cannot be called from abroad.
    """
    bare = _SIGNS.sub("", typed.strip().replace("(0)", ""))
    bare = re.sub(r"^00", "+", bare)
    if bare.startswith("+31"):
        bare = "0" + bare[3:].removeprefix("0")
    if not bare.isascii():
        return None
    if _SERVICE.fullmatch(bare) or _SHORT.fullmatch(bare):
        return bare
    if _DUTCH.fullmatch(bare):
        return "+31" + bare[1:]
    return bare if _ABROAD.fullmatch(bare) else None


def shown(number: str) -> str:
    """A kept number as people here read it: "06 1234 5678", "0546 123 456", "020 123 4567"."""
    if not number.startswith("+31"):
        return number
    digits = number[3:]
    if digits.startswith("6"):
        return f"06 {digits[1:5]} {digits[5:]}"
    if digits.startswith(_THREE):
        return f"0{digits[:2]} {digits[2:5]} {digits[5:]}"
    return f"0{digits[:3]} {digits[3:6]} {digits[6:]}"
