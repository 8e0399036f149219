"""What people say about themselves is found in every collected message, and nothing in what only sounds like it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.needs import LEXICON_FILE, Needs, find_needs

SENTENCES = Path(__file__).parents[2] / "sentences"


def collected() -> list[tuple[str, Needs]]:
    """All (message, needs) pairs of the sentence files."""
    pairs: list[tuple[str, Needs]] = []
    for file in sorted(SENTENCES.glob("needs*.yml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            values: dict[str, Any] = entry["needs"]
            needs = Needs(**values | {"groups": tuple(values.get("groups", ()))})
            pairs += [(line, needs) for line in entry["said"].splitlines()]
    return pairs


COLLECTED = collected()
TOLD = [(text, needs) for text, needs in COLLECTED if needs != Needs()]


def test_the_collections_are_large_enough_to_mean_something() -> None:
    assert len(TOLD) >= 250
    assert len(COLLECTED) - len(TOLD) >= 200
    assert len({text for text, _ in COLLECTED}) == len(COLLECTED)


@pytest.mark.parametrize(("text", "needs"), COLLECTED)
def test_needs_are_found_and_nothing_else(text: str, needs: Needs) -> None:
    assert find_needs(text) == needs


@pytest.mark.parametrize(("text", "needs"), TOLD[::3])
def test_capitals_greetings_and_emoji_change_nothing(text: str, needs: Needs) -> None:
    assert find_needs(f"hoi, {text.upper()} 🙏") == needs


@pytest.mark.parametrize(("text", "needs"), TOLD[::3])
def test_another_sentence_around_it_changes_nothing(text: str, needs: Needs) -> None:
    assert find_needs(f"goedenavond. {text}. ik hoor het wel") == needs


def test_needs_from_several_sentences_come_together() -> None:
    found = find_needs("Ik ben 29. Ik heb mijn dochter bij me.\nIk ben zwanger! En ik slaap in de auto; met mijn hond.")
    assert found == Needs(
        age=29, with_children=1, pet=True, groups=("vrouw", "gezin"), sleeps_outside=True, pregnant=True
    )


def test_the_first_age_counts() -> None:
    assert find_needs("ik ben 19. ik ben 20 volgende week").age == 19


@pytest.mark.parametrize("text", ["voor mijn zusje", "plek voor mijn zusje van 17", "mijn broer van 34 zoekt een bed"])
def test_somebody_else_is_not_the_writer(text: str) -> None:
    assert find_needs(text) == Needs()


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("wij zijn met z'n drieën, ik en 2 kinderen", None),
        ("met zn vieren, met 2 kinderen", 2),
        ("met zn tweeen en 3 kinderen", 2),
    ],
)
def test_children_are_not_counted_among_the_adults(text: str, together: int | None) -> None:
    assert find_needs(text).together == together


def test_a_denial_yields_to_what_is_said_after_all() -> None:
    assert find_needs("ik heb geen kinderen. nou ja ik ben met mijn zoon") == replace(
        Needs(), with_children=1, groups=("gezin",)
    )


def test_every_spelling_stands_in_the_lexicon_once() -> None:
    source: dict[str, Any] = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    spellings = Counter(word for written in source["words"].values() for word in written.split())
    spellings.update(set(source["fillers"].split()))
    assert [word for word, times in spellings.items() if times > 1] == []


def test_no_pattern_waits_for_a_word_that_never_comes() -> None:
    source: dict[str, Any] = yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8"))
    canonical = {word for meant in source["words"] for word in meant.split()}
    replaced = {word for written in source["words"].values() for word in written.split()} - canonical
    items = [item for rule in source["rules"] for line in rule["said"] for item in line.split()]
    names = {name for item in items for name in item.removesuffix("?").split("|")}
    names |= {word for words in source["groups"].values() for word in words.split()}
    assert names & (replaced | set(source["fillers"].split())) == set()


@given(st.text())
def test_no_text_raises(text: str) -> None:
    find_needs(text)


@given(st.lists(st.sampled_from([word for text, _ in COLLECTED for word in text.split()]), max_size=40))
def test_no_shuffled_words_raise_or_give_impossible_needs(words: list[str]) -> None:
    found = find_needs(" ".join(words))
    assert found.age is None or 11 <= found.age <= 99
    assert found.with_children is None or found.with_children >= 0
    assert found.together is None or found.together >= 2
    assert bool(found.with_children) <= ("gezin" in found.groups)
