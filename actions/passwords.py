"""What a password may be (NIST SP 800-63B, section 3.1.1.2), and keeping it with Argon2.

Long enough, not one that everybody tries first, not one's own name; no rules about kinds of characters, no expiry.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST, MOST = 12, 1000
_HASHER = PasswordHasher()
_NOBODYS = _HASHER.hash("nobody's password")
"""Made at the start: the first name that nobody has takes no longer than the next."""
_SWAPS = str.maketrans("013457@$!", "oieastasi")


def why_not(password: str, names: Iterable[str]) -> str | None:
    """Why this cannot be a password, as the end of a text key; None when it can. `names` are those of its owner."""
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    bare = _bare(password)
    if any(len(word) > 3 and word in bare and len(bare.replace(word, "")) < 6 for word in _words(names)):
        return "name"
    return "common" if len(set(password)) < 5 or _walks(password) or _is_common(bare) else None


def keep(password: str) -> str:
    """The form in which a password is stored."""
    return _HASHER.hash(_same(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password; takes as long when there is none to compare with."""
    try:
        return _HASHER.verify(password_hash or _NOBODYS, _same(password)[:MOST]) and password_hash is not None
    except (Argon2Error, InvalidHashError):
        return False


def _same(password: str) -> str:
    """One form for what looks the same, however a keyboard makes it."""
    return unicodedata.normalize("NFKC", password)


def _bare(text: str) -> str:
    """Letters only, small, with the usual swaps undone: W3lk0m-2026! is welkom."""
    plain = unicodedata.normalize("NFKD", text.lower()).translate(_SWAPS)
    return re.sub(r"[^a-z]", "", plain)


def _walks(password: str) -> bool:
    """Whether it walks along the alphabet or the digits, as 123456789012 does."""
    beside = sum(abs(ord(one) - ord(other)) <= 1 for one, other in pairwise(password))
    return beside >= 0.8 * (len(password) - 1)


def _is_common(bare: str) -> bool:
    """Whether nothing of weight is left without the words that are tried first."""
    left = bare
    for word in sorted(_common(), key=len, reverse=True):
        left = left.replace(word, "")
    return left != bare and len(left) < 5


def _words(names: Iterable[str]) -> set[str]:
    return {_bare(part) for name in names for part in re.split(r"[\s._@-]+", name)} | {_bare(name) for name in names}


@cache
def _common() -> frozenset[str]:
    listed = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    return frozenset(_bare(str(word)) for words in listed.values() for word in words) - {""}
