"""How passwords are kept."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher, Type, extract_parameters

from actions import passwords

CORRECT = "paraplu in één regenbui"


def test_keeping_one_takes_the_work_that_rfc_9106_asks(own_hasher: PasswordHasher) -> None:
    """Section 4: the second recommended option, for where memory is short. Tests keep theirs with far less."""
    kept = extract_parameters(own_hasher.hash(CORRECT))
    assert kept.type is Type.ID
    assert (kept.time_cost, kept.memory_cost, kept.parallelism) == (3, 64 * 1024, 4)
    assert (kept.salt_len, kept.hash_len) == (16, 32)


def test_what_was_kept_matches_and_nothing_else_does() -> None:
    kept = passwords.keep(CORRECT)
    assert CORRECT not in kept
    assert passwords.keep(CORRECT) != kept, "salted"
    assert passwords.matches(kept, CORRECT)
    assert passwords.matches(kept, unicodedata.normalize("NFD", CORRECT)), "another keyboard"
    assert not passwords.matches(kept, CORRECT.upper())
    assert not passwords.matches("not a hash", CORRECT)
    assert not passwords.matches(None, "nobody's password")
