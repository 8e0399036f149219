"""What is said of goals, parts of life, places and helpers, in every collected sentence and in nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.goals import LONGEST, find_goal
from nlu.life_domains import FILE, life_domain_in
from nlu.step_parts import helper_in, nothing_more, place_in
from storage.steps import LIFE_DOMAINS

SENTENCES = Path(__file__).parents[2] / "sentences"


def collected(name: str) -> Any:
    return yaml.safe_load((SENTENCES / f"{name}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("said", "meant"), collected("goals")["said"].items())
def test_a_goal_is_found_in_its_own_words(said: str, meant: list[str]) -> None:
    found = find_goal(said)
    assert found is not None and [str(found.talk), found.words] == meant


@pytest.mark.parametrize("said", collected("goals")["nothing"])
def test_what_is_no_goal_is_left_alone(said: str) -> None:
    assert find_goal(said) is None


@pytest.mark.parametrize(("said", "domain"), collected("life_domains").items())
def test_the_part_of_life_is_told_by_the_words(said: str, domain: str) -> None:
    assert (life_domain_in(said) or "") == domain


@pytest.mark.parametrize(("said", "parts"), collected("step_parts").items())
def test_where_and_with_whom(said: str, parts: list[str]) -> None:
    assert [place_in(said) or "", helper_in(said) or ""] == parts


@given(st.text(max_size=LONGEST + 50))
def test_nothing_that_is_written_breaks_a_reader(text: str) -> None:
    find_goal(text), life_domain_in(text), place_in(text), helper_in(text)


def test_a_word_tells_of_one_part_of_life_only() -> None:
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    words = [word for listed in known.values() for word in listed.split()]
    assert len(words) == len(set(words)) and tuple(known) == LIFE_DOMAINS


def test_more_than_the_parts_is_more() -> None:
    assert nothing_more("liever zaterdag, samen met mijn zus", "mijn zus", "zaterdag", None)
    assert not nothing_more("morgen de huisarts bellen", "morgen")
