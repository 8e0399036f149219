"""What is a wish about being asked, and what only looks like one (data: tests/sentences/rhythm.yml)."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.rhythm_changes import Wish
from actions.rhythm_said import names_asking, wish_in
from nlu.crisis import find_crisis
from nlu.dutch_time import find_times
from tests.town import moment

SENTENCES = yaml.safe_load((Path(__file__).parents[2] / "sentences" / "rhythm.yml").read_text(encoding="utf-8"))
NOW = moment("2026-11-26 12:00")


def heard(text: str) -> Wish | None:
    return wish_in(text, find_times(text, NOW))


def wish(fields: dict[str, Any]) -> Wish:
    at = time.fromisoformat(fields["at"]) if "at" in fields else None
    return Wish(**{**fields, "at": at})


@pytest.mark.parametrize(("text", "fields"), SENTENCES["wishes"])
def test_a_wish_is_heard(text: str, fields: dict[str, Any]) -> None:
    assert heard(text) == wish(fields)


@pytest.mark.parametrize("text", SENTENCES["nothing"])
def test_what_only_looks_like_a_wish_is_none(text: str) -> None:
    assert heard(str(text)) is None


@pytest.mark.parametrize("text", SENTENCES["names_asking"])
def test_what_names_the_asking_means_it_at_any_moment(text: str) -> None:
    assert heard(text) is not None and names_asking(text)


@pytest.mark.parametrize("text", SENTENCES["needs_a_check_in"])
def test_the_rest_means_it_only_after_a_check_in(text: str) -> None:
    assert heard(text) is not None and not names_asking(text)


def test_there_are_many_sentences_and_none_is_a_crisis() -> None:
    assert len(SENTENCES["wishes"]) >= 40 and len(SENTENCES["nothing"]) >= 60
    assert not [text for text, _ in SENTENCES["wishes"] if find_crisis(text)]
