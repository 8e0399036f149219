"""The file with plans, and that numbers stand in configured data only."""

import re
from typing import Any

import pytest

from actions import first_aid, texts
from actions.errors import LibraryMistake
from nlu.letters import THREATS
from tests.unit.actions.test_texts import LANGUAGES, files

NUMBER = re.compile(r"\b(0\d{3}[- ]\d{3,}|0\d{2,3}[- ]\d{2,}|\d{10})\b")


def test_every_threat_that_can_be_told_has_a_plan() -> None:
    assert set(THREATS) | {"unknown"} <= set(first_aid.PLANS)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ([], "a plan for each threat"),
        ({"eviction": {"call": ["food"], "parts": ["calm"]}}, "called unknown"),
        ({"unknown": {"call": ["food"]}}, "first aid unknown: needs exactly call and parts"),
        ({"unknown": {"call": [], "parts": ["calm"]}}, "neither empty"),
        ({"unknown": {"call": ["gold"], "parts": ["calm"]}}, "'gold' is no kind of place"),
        ({"unknown": {"call": ["food"], "parts": ["sing"]}}, "first-aid-unknown-sing has no text"),
    ],
)
def test_a_mistake_in_the_file_is_named(content: Any, says: str) -> None:
    with pytest.raises(LibraryMistake, match=says):
        first_aid.read(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_but_those_of_a_crisis_has_a_telephone_number(language: str) -> None:
    """Numbers change: they are configured data with a day of checking (DOMAIN.md)."""
    found = {file for file in files(language) if NUMBER.search((texts.FOLDER / language / f"{file}.ftl").read_text())}
    assert found == {"crisis"}
