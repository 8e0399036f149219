"""The library of small steps: enough of them, kind and plain in both languages, and chosen without chance."""

from __future__ import annotations

import copy
import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.errors import LibraryMistake
from actions.step_library import FILE, LIBRARY, MOST_CHARACTERS, MOST_FIRST_WORDS, MOST_WORDS, choose, read
from actions.step_words import any_will_do, asks_for_ideas, none_fits, wants_others, wants_own
from nlu.crisis import find_crisis
from storage.steps import LIFE_DOMAINS
from tests.unit.actions.test_texts import LANGUAGES

CONTENT = yaml.safe_load(FILE.read_text(encoding="utf-8"))
KEYS = [idea.key for idea in LIBRARY.ideas]
SAID = [(idea.key, language, words) for idea in LIBRARY.ideas for language in LANGUAGES
        for words in (idea.what[language], idea.first[language])]  # fmt: skip
FORBIDDEN = {
    "nl": r"\d|€|\beuro|\bauto\b|\bkopen\b|\bbestellen\b|\btaxi|\bgewoon\b|\beindelijk\b|\bproberen\b|\bbent verplicht"
    r"|\balmelo|\bhellendoorn|\brijssen|\bholten|\btubbergen|\btwenterand|\bwierden|\btwente\b|\bdokter zegt",
    "en": r"\d|€|\beuro|\bcar\b|\bbuy\b|\border\b|\btaxi|\bjust\b|\bfinally\b|\btry to\b"
    r"|\balmelo|\bhellendoorn|\brijssen|\bholten|\btubbergen|\btwenterand|\bwierden|\btwente\b",
}
"""Numbers and amounts, things that cost, names of places, and words that make light of what is hard."""
SMALL = {
    "nl": r"\b(?:de|het|een|één|naar|van|voor|op|met|bij|in|en|om|te|is|aan|over|iemand|vragen)\b",
    "en": r"\b(?:the|a|an|one|to|of|for|on|with|at|in|and|is|about|someone|ask|it)\b",
}


def content_words(words: str, language: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", re.sub(SMALL[language], "", words.casefold())))


def test_there_are_enough_and_each_life_domain_has_its_share() -> None:
    counts = Counter(idea.domain for idea in LIBRARY.ideas)
    assert len(LIBRARY.ideas) >= 120 and set(counts) == set(LIFE_DOMAINS)
    assert min(counts.values()) >= 14 and max(counts.values()) - min(counts.values()) <= 4


def test_keys_are_unique_and_plain() -> None:
    assert len(set(KEYS)) == len(KEYS)
    assert not [key for key in KEYS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key)]


def test_words_fit_on_a_button_and_in_a_sentence() -> None:
    for idea in LIBRARY.ideas:
        for language in LANGUAGES:
            assert len(idea.what[language].split()) <= MOST_WORDS and len(idea.what[language]) <= MOST_CHARACTERS
            assert 3 <= len(idea.first[language].split()) <= MOST_FIRST_WORDS, idea.key


def test_no_amounts_no_places_no_shouting() -> None:
    assert not [
        (key, said) for key, language, said in SAID
        if "!" in said or "?" in said or re.search(FORBIDDEN[language], said.casefold())
    ]  # fmt: skip


def test_no_full_stop_and_no_capital_at_the_beginning() -> None:
    begins = re.compile(r"(?:[a-zé]|DigiD|UWV)")
    assert not [said for _, _, said in SAID if said.endswith((".", ",")) or said != said.strip() or "  " in said]
    assert not [said for _, _, said in SAID if not begins.match(said)]


def test_no_step_sets_off_an_alarm_or_reads_as_another_answer() -> None:
    heard = (asks_for_ideas, any_will_do, none_fits, wants_others, wants_own)
    assert not [said for _, _, said in SAID if find_crisis(said) or any(reads(said) for reads in heard)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_steps_are_nearly_the_same(language: str) -> None:
    sets = {idea.key: content_words(idea.what[language], language) for idea in LIBRARY.ideas}
    assert all(sets.values())
    near = [
        (a, b) for a, b in combinations(sets, 2)
        if len(sets[a] & sets[b]) > 0.6 * len(sets[a] | sets[b])
    ]  # fmt: skip
    assert near == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_steps_begin_in_the_same_way(language: str) -> None:
    assert [w for w, n in Counter(idea.first[language] for idea in LIBRARY.ideas).items() if n > 1] == []


def test_a_topic_word_means_one_life_domain() -> None:
    words = {(w, domain) for domain, some in CONTENT["topics"].items() for lists in some.values() for w in lists}
    assert [word for word, times in Counter(word for word, _ in words).items() if times > 1] == []
    assert (LIBRARY.topics["huis"], LIBRARY.topics["debts"]) == ("wonen", "schulden")


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"domain": "vrije tijd"}, "step spare-key: 'vrije tijd' is no life domain"),
        ({"nl": " ".join("abcdefghi")}, "step spare-key: nl is longer"),
        ({"en": "x" * 46}, "step spare-key: en is longer"),
        ({"first_en": "a " * 15}, "step spare-key: first_en is longer"),
        ({"first_nl": {"schrijf": "hoi"}}, "step spare-key: first_nl has to be a text"),
        ({"en": " "}, "step spare-key: en has to be a text"),
        ({"fr": "une clé"}, "step spare-key: needs exactly"),
        ({"key": "bin-day"}, "step bin-day: this key is there twice"),
        ({"key": ""}, "step number 1: key has to be a text"),
    ],
)
def test_a_mistake_is_told_with_the_key(change: dict[str, Any], names: str) -> None:
    content = copy.deepcopy(CONTENT)
    content["steps"][0] |= change
    with pytest.raises(LibraryMistake, match=re.escape(names)):
        read(content)


def test_a_library_without_its_parts_is_refused() -> None:
    contents: list[Any] = [[], {"steps": []}, {"topics": {}, "steps": []}]
    for content in contents:
        with pytest.raises(LibraryMistake):
            read(content)


def test_a_step_is_recognised_in_either_language_and_whatever_the_capitals() -> None:
    assert LIBRARY.same_as(["Eén brief openmaken.", "say hello to a neighbour", "iets heel anders"]) == {
        "open-letter",
        "greet-neighbour",
    }


def test_the_same_seed_gives_the_same_three_and_another_day_others() -> None:
    first = choose(LIBRARY.ideas, seed="p:2026-11-26")
    assert first == choose(tuple(reversed(LIBRARY.ideas)), seed="p:2026-11-26") and len(first) == 3
    others = {tuple(i.key for i in choose(LIBRARY.ideas, seed=f"p:2026-11-{day}")) for day in range(10, 25)}
    assert len(others) > 10


def test_when_it_does_not_matter_the_three_are_about_different_things() -> None:
    for day in range(20):
        assert len({idea.domain for idea in choose(LIBRARY.ideas, seed=str(day))}) == 3


def test_a_life_domain_is_kept_to_until_it_is_seen_whole() -> None:
    shown: list[str] = []
    for _ in range(6):
        shown += [idea.key for idea in choose(LIBRARY.ideas, seed="s", domain="geld", shown=shown)]
    assert {LIBRARY.find(key).domain for key in shown} == {"geld"} and len(set(shown)) == 18  # type: ignore[union-attr]
    assert "geld" not in {idea.domain for idea in choose(LIBRARY.ideas, seed="s", domain="geld", shown=shown)}


def test_with_everything_taken_there_is_nothing_to_offer() -> None:
    assert choose(LIBRARY.ideas, seed="s", taken=KEYS) == ()
    assert [i.key for i in choose(LIBRARY.ideas, seed="s", taken=KEYS[2:], shown=["bin-day"])] != []
    assert choose(LIBRARY.ideas, seed="s", taken=KEYS[2:], shown=KEYS[:2]) == ()


@settings(max_examples=60, deadline=None)
@given(
    seed=st.text(max_size=8),
    domain=st.sampled_from([None, *LIFE_DOMAINS]),
    taken=st.sets(st.sampled_from(KEYS)),
    looks=st.integers(1, 12),
)
def test_what_is_done_never_returns_and_no_three_come_twice_in_a_row(
    seed: str, domain: str | None, taken: set[str], looks: int
) -> None:
    shown: list[str] = []
    before: set[str] = set()
    for _ in range(looks):
        now = {idea.key for idea in choose(LIBRARY.ideas, seed=seed, domain=domain, taken=taken, shown=shown)}
        left = set(KEYS) - taken
        assert not now & taken
        assert len(now) == min(3, len(left)) or now == set()
        assert now or len(left) <= 3
        assert not now or now != before
        if fresh := left - set(shown):
            assert len(now & fresh) >= min(3, len(fresh)) or not now
        shown += sorted(now)
        before = now
        taken = taken | ({min(now)} if now else set())
