"""What is a wish about being asked, and what only looks like one (data: tests/sentences/rhythm.yml)."""

from __future__ import annotations

import re
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


TRAINING = Path(__file__).parents[3] / "nlu" / "project" / "data"
ABOUT_MESSAGES = {"opt_out", "opt_in"}
"""Intents that are about being asked themselves: "vraag maar niet meer" stands there on purpose."""


def heard(text: str, *, how_long: bool = False) -> Wish | None:
    return wish_in(text, find_times(text, NOW), how_long=how_long)


def examples(language: str) -> list[tuple[str, str]]:
    """What people say about everything else, without the marks: (intent, text)."""
    found = []
    for file in sorted((TRAINING / language).glob("*.yml")):
        for group in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = [line.removeprefix("- ") for line in group["examples"].splitlines()]
            found += [(group["intent"], re.sub(r"\[([^\]]+)\](?:\(\w+\)|\{[^}]*\})", r"\1", line)) for line in lines]
    return found


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


@pytest.mark.parametrize(("text", "fields"), SENTENCES["how_long"])
def test_how_long_it_was_asked_is_answered_in_fewer_words(text: str, fields: dict[str, Any]) -> None:
    assert heard(text, how_long=True) == wish(fields)


@pytest.mark.parametrize("text", SENTENCES["how_long_nothing"])
def test_something_else_is_no_answer_to_how_long(text: str) -> None:
    assert heard(text, how_long=True) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_that_people_say_about_something_else_is_a_wish(language: str) -> None:
    near = [text for intent, text in examples(language) if intent not in ABOUT_MESSAGES]
    assert len(near) > 900
    wishes = [text for text in near if heard(text) is not None]
    assert [text for text in wishes if names_asking(text)] == []
    assert sorted(wishes) == sorted(SENTENCES["after_a_check_in_only"][language])


def test_there_are_many_sentences_and_none_is_a_crisis() -> None:
    assert len(SENTENCES["wishes"]) >= 40 and len(SENTENCES["nothing"]) >= 60
    assert not [text for text, _ in SENTENCES["wishes"] if find_crisis(text)]
