"""The rule layer hears danger in every collected message, and none in everyday trouble."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.crisis import find_crisis, fold
from nlu.understanding import CrisisKind

SENTENCES = Path(__file__).parents[2] / "sentences"
AROUND = ["😭😭", "hallo", "eh", "luister", "💔", "...", "sorry hoor", "hey", "\n", "🙏"]


def collected(pattern: str) -> list[tuple[str, str]]:
    """All (heading, message) pairs of the sentence files that match `pattern`."""
    pairs: list[tuple[str, str]] = []
    for file in sorted(SENTENCES.glob(pattern)):
        for heading, lines in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            pairs += [(heading, line) for line in lines.splitlines() if line.strip()]
    return pairs


HEARD = collected("crisis_heard*.yml")
NOT_HEARD = collected("crisis_not_heard*.yml")


def test_the_collections_are_large_enough_to_mean_something() -> None:
    assert len(HEARD) >= 300
    assert len(NOT_HEARD) >= 1000


@pytest.mark.parametrize(("kind", "text"), HEARD)
def test_danger_is_heard(kind: str, text: str) -> None:
    assert find_crisis(text) == CrisisKind(kind)


@pytest.mark.parametrize("text", [text for _, text in NOT_HEARD])
def test_everyday_trouble_is_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert find_crisis(text) in (None, *CrisisKind)


@given(
    message=st.sampled_from([text for _, text in HEARD]),
    before=st.sampled_from(AROUND),
    after=st.sampled_from(AROUND),
)
def test_harmless_words_around_it_do_not_hide_danger(message: str, before: str, after: str) -> None:
    assert find_crisis(f"{before} {message} {after}") is not None


@given(message=st.sampled_from([text for _, text in HEARD]))
def test_shouting_does_not_hide_danger(message: str) -> None:
    assert find_crisis(f"{message.upper()}!!!") == find_crisis(message)


def test_a_long_message_is_read_to_its_end() -> None:
    assert find_crisis("de wasmachine op zaal twee lekt. " * 150 + "ik wil dood") is CrisisKind.SELF_HARM


@pytest.mark.parametrize("text", ["ik wil niet dood", "nee ik heb geen zelfmoordgedachten"])
def test_a_denial_is_no_crisis(text: str) -> None:
    assert find_crisis(text) is None


def test_self_harm_comes_before_the_overdose_it_is_done_with() -> None:
    assert find_crisis("ik wil dood en heb een overdosis genomen") is CrisisKind.SELF_HARM


def test_a_medical_emergency_comes_before_the_violence_that_caused_it() -> None:
    assert find_crisis("hij heeft me geslagen en ze ademt niet meer") is CrisisKind.MEDICAL


@pytest.mark.parametrize(
    ("written", "same"), [("D00D".lower(), "dood"), ("zelfmoort", "zelfmoord"), ("doooood", "dood")]
)
def test_spellings_that_sound_alike_are_one_word(written: str, same: str) -> None:
    assert fold(written) == fold(same)
