"""The gaps of ready replies: which there are, what fills them, and what stays to be filled by hand."""

from __future__ import annotations

import pytest
import yaml

from actions import replies
from bot.demo_replies import FILE
from storage.replies import Known
from tests.town import moment
from tests.unit.actions.test_texts import sentences

SAM = Known(
    name="Sam", contact_person="Noor", municipality=None, appointment=moment("2026-12-01 14:30"), shelter=None,
    me="Jan", team="Team Oost",
)  # fmt: skip
EXAMPLES = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_what_is_known_is_filled_in() -> None:
    text = "Hoi {naam}, we zien elkaar op {afspraak}. Groet, {ik} ({team})"
    assert replies.filled(text, SAM, "nl") == (
        "Hoi Sam, we zien elkaar op dinsdag 1 december om 14:30. Groet, Jan (Team Oost)"
    )
    assert "Tuesday 1 December" in replies.filled("{afspraak}", SAM, "en")


def test_what_nobody_knows_is_a_gap_that_must_be_filled() -> None:
    filled = replies.filled("Kom naar {opvang} in { gemeente }", SAM, "nl")
    assert filled == "Kom naar [vul in: opvang] in [vul in: gemeente]"
    assert replies.gaps_in(filled) == ["[vul in: opvang]", "[vul in: gemeente]"]
    assert replies.gaps_in(replies.filled("{opvang}", SAM, "en")) == ["[fill in: shelter]"]
    assert replies.gaps_in("Hoi {naam}") == ["{naam}"] and replies.gaps_in("Kom om [12:00] of {zo}") == []


def test_a_name_that_looks_like_a_gap_is_filled_in_once() -> None:
    odd = Known(**{**vars(SAM), "name": "{ik}"})
    assert replies.filled("Hoi {naam}", odd, "nl") == "Hoi {ik}"


def test_an_unknown_gap_is_named() -> None:
    assert replies.unknown_in("Hoi {naam}, {wie}, {}, {wie} en { team }") == ["{wie}", "{}"]


@pytest.mark.parametrize("shortcut", sorted(EXAMPLES))
def test_the_examples_read_easily(shortcut: str) -> None:
    one = EXAMPLES[shortcut]
    assert len(EXAMPLES) >= 12 and set(one) == {"name", "nl", "en"}
    for text in (one["nl"], one["en"]):
        assert replies.unknown_in(text) == [] and text.count("?") <= 1
        assert all(len(sentence.split()) <= 12 for sentence in sentences(text)), text
