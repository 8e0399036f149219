"""What a letter about money says, from the words people use. The sentences: tests/sentences/letters.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.letters import THREATS, find_letter_words

SAID: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "sentences" / "letters.yml").read_text(encoding="utf-8")
)


def pairs(told: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(said, what) for what, sentences in told.items() for said in sentences]


@pytest.mark.parametrize(("said", "threat"), pairs(SAID["threat"]))
def test_what_threatens(said: str, threat: str) -> None:
    assert (find_letter_words(said).threat or "none") == threat


@pytest.mark.parametrize(("said", "who"), pairs(SAID["administration"]))
def test_who_looks_after_the_money(said: str, who: str) -> None:
    assert (find_letter_words(said).administration or "none") == who


@pytest.mark.parametrize("what", ["calm", "unsure", "unread", "withdraws"])
def test_what_else_is_said(what: str) -> None:
    assert [said for said in SAID[what] if not getattr(find_letter_words(said), what)] == []


def test_who_takes_nothing_back() -> None:
    assert [said for said in SAID["keeps"] if find_letter_words(said).withdraws] == []


def test_of_several_threats_the_worst_comes_first() -> None:
    found = find_letter_words("vonnis, beslag op mijn loon, de stroom wordt afgesloten en een ontruiming")
    assert found.threats == ("eviction", "cut_off", "attachment", "bailiff")


def test_what_threatens_is_not_calm() -> None:
    assert not find_letter_words("eerst een aanmaning, nu een deurwaarder").calm


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert set(find_letter_words(text).threats) <= set(THREATS)
