"""The conversation follows a clear change of language and nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.language import detect_language

FILE = Path(__file__).parents[2] / "sentences" / "language.yml"
EXAMPLES = [
    (language, text)
    for language, lines in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for text in lines.splitlines()
    if text.strip()
]


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 60


@pytest.mark.parametrize("expected", ["nl", "en"])
@pytest.mark.parametrize(("language", "text"), EXAMPLES)
def test_only_a_clear_message_changes_the_language(language: str, text: str, expected: str) -> None:
    assert detect_language(text, expected) == (expected if language == "unclear" else language)


@settings(deadline=None)  # the first call loads the models
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert len(detect_language(text, "nl")) == 2
