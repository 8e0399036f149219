"""Asking how far a request for debt help is: found in every collected sentence, and in no neighbour of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.referrals import LONGEST, find_status_question

FILE = Path(__file__).parents[2] / "sentences" / "referrals.yml"
COLLECTED: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
DATA = Path(__file__).parents[3] / "nlu" / "project" / "data"


@pytest.mark.parametrize(("said", "about"), COLLECTED["asked"].items())
def test_a_question_about_a_request_is_heard(said: str, about: str) -> None:
    assert find_status_question(said) == about


@pytest.mark.parametrize("said", COLLECTED["nothing"])
def test_a_neighbour_is_left_alone(said: str) -> None:
    assert find_status_question(said) is None


def test_no_sentence_the_model_learned_is_taken_from_it() -> None:
    """Whatever people ask of housing, beds, funds and appointments stays what it is."""
    found = {}
    for file in DATA.glob("*/*.yml"):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                said = line.removeprefix("- ").strip()
                if find_status_question(said) is not None:
                    found[said] = block["intent"]
    assert set(found.values()) <= {"debt_help", "debt_urgent"}, found


def test_a_story_is_no_question() -> None:
    assert find_status_question("waar staat mijn aanvraag " + "x" * LONGEST) is None


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    find_status_question(text)
