"""Which question about clients a colleague asks, in the words they use; and what is no such question."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.caseload import LEXICON_FILE, CaseloadQuestion, find_digest_wish, find_follow_up, find_question
from storage.caseload import QUESTIONS

SENTENCES = Path(__file__).parents[2] / "sentences" / "caseload.yml"


def collected() -> list[tuple[str, CaseloadQuestion]]:
    """All (message, question) pairs of the sentence file."""
    entries = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return [
        (line, CaseloadQuestion(ask=entry["ask"], team=entry.get("team", False), days=entry.get("days")))
        for entry in entries
        for line in entry["said"].splitlines()
    ]


@pytest.mark.parametrize(("text", "question"), collected())
def test_the_question_is_found(text: str, question: CaseloadQuestion) -> None:
    assert find_question(text) == question


@pytest.mark.parametrize(("text", "question"), collected()[::4])
def test_capitals_and_greetings_change_nothing(text: str, question: CaseloadQuestion) -> None:
    assert find_question(f"Goedemorgen! {text.upper()}") == question


def test_every_question_in_the_file_can_be_answered() -> None:
    asked = set(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))["questions"])
    assert asked - {"digest_off", "digest_on", "day", "call", "sizes"} <= set(QUESTIONS)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("en het team?", True), ("en van het hele team", True), ("en de collega's", True), ("and the team?", True),
        ("en van mij?", False), ("en alleen mijn mensen", False),
        ("en morgen?", None), ("team", None), ("en wie van het team moet ik dan als eerste bellen", None), ("", None),
    ],
)  # fmt: skip
def test_a_few_words_after_an_answer(text: str, team: bool | None) -> None:
    assert find_follow_up(text) is team


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("geen dagstart meer", False), ("stop de dagstart", False), ("zet de dagstart uit", False),
        ("ik wil de dagstart niet meer", False), ("no digest please", False), ("stuur geen ochtendbericht meer", False),
        ("weer een dagstart", True), ("zet de dagstart weer aan", True), ("mag ik weer dagstart", True),
        ("dagstart", None), ("dagstart graag", None), ("stop", None), ("geen berichten meer", None),
        ("geen idee wat er in de dagstart stond want ik was gisteren de hele dag op pad", None),
    ],
)  # fmt: skip
def test_wanting_the_start_of_the_day_or_not(text: str, wish: bool | None) -> None:
    assert find_digest_wish(text) is wish


@given(st.text(max_size=300))
def test_any_text_is_some_question(text: str) -> None:
    assert find_question(text).ask
    assert find_question(text).days is None or find_question(text).days >= 0  # type: ignore[operator]
