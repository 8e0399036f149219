"""The small steps Stapje offers to who has none in mind: read once from `step_library.yml`, chosen without chance."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from actions.errors import LibraryMistake
from actions.texts import LANGUAGES
from storage.steps import LIFE_DOMAINS

FILE: Final = Path(__file__).with_name("step_library.yml")
AT_ONCE: Final = 3
MOST_WORDS, MOST_FIRST_WORDS, MOST_CHARACTERS = 8, 14, 45
"""A step has to fit on a button of a small phone, its beginning in one sentence."""
TELLING = 5
"""Words of so many letters tell what a step is about."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One small step. `what` and `first` (the first five minutes) are words by language."""

    key: str
    domain: str
    what: Mapping[str, str]
    first: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Library:
    """All ideas in the order of the file, and which life domain a typed word means."""

    ideas: tuple[Idea, ...]
    topics: Mapping[str, str]

    def find(self, key: str) -> Idea | None:
        """The idea with this key; None when it has left the library."""
        return next((idea for idea in self.ideas if idea.key == key), None)

    def same_as(self, steps: Collection[str]) -> frozenset[str]:
        """The keys of the ideas that say what one of these steps says, in any language."""
        said = {plain(step) for step in steps}
        return frozenset(i.key for i in self.ideas if said & {plain(words) for words in i.what.values()})

    def firsts_like(self, step: str, language: str, domain: str | None = None) -> tuple[str, ...]:
        """The first five minutes of at most two ideas that name most of what a step names; of its life domain if known.

        One short word in common says nothing: at least one of so many letters must be the same.
        """
        named = _telling(step)
        alike = [(len(named & _telling(i.what[language])), i) for i in self.ideas if domain in (None, i.domain)]
        best = max((count for count, _ in alike), default=0)
        return tuple(idea.first[language] for count, idea in alike if count == best > 0)[:2]


def _telling(words: str) -> set[str]:
    return {word for word in plain(words).split() if len(word) >= TELLING}


def plain(words: str) -> str:
    """Words without capitals, accents, spare spaces and a full stop, to compare them."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
    return " ".join(letters.split()).strip(" .!?")


def read(content: Any) -> Library:
    """The library in the parsed content of the file; raises LibraryMistake that names the key."""
    if not isinstance(content, dict) or set(content) != {"topics", "steps"}:
        raise LibraryMistake("the library has two parts: topics and steps")
    ideas = tuple(_idea(number, entry) for number, entry in enumerate(content["steps"], start=1))
    if twice := [key for key, times in Counter(idea.key for idea in ideas).items() if times > 1]:
        raise LibraryMistake(f"step {twice[0]}: this key is there twice")
    return Library(ideas=ideas, topics=_topics(content["topics"]))


def _idea(number: int, entry: Any) -> Idea:
    fields = {"key", "domain", *LANGUAGES, *(f"first_{language}" for language in LANGUAGES)}
    name = f"step {entry['key']}" if isinstance(entry, dict) and entry.get("key") else f"step number {number}"
    if not isinstance(entry, dict) or set(entry) != fields:
        raise LibraryMistake(f"{name}: needs exactly {', '.join(sorted(fields))}")
    if wrong := [field for field in sorted(fields) if not isinstance(entry[field], str) or not entry[field].strip()]:
        raise LibraryMistake(f"{name}: {wrong[0]} has to be a text (quote it when it holds a colon)")
    if entry["domain"] not in LIFE_DOMAINS:
        raise LibraryMistake(f"{name}: {entry['domain']!r} is no life domain; there are {', '.join(LIFE_DOMAINS)}")
    idea = Idea(
        key=entry["key"], domain=entry["domain"], what={language: entry[language] for language in LANGUAGES},
        first={language: entry[f"first_{language}"] for language in LANGUAGES},
    )  # fmt: skip
    _check_lengths(name, idea)
    return idea


def _check_lengths(name: str, idea: Idea) -> None:
    for language in LANGUAGES:
        what, first = idea.what[language], idea.first[language]
        if len(what.split()) > MOST_WORDS or len(what) > MOST_CHARACTERS:
            raise LibraryMistake(f"{name}: {language} is longer than {MOST_WORDS} words or {MOST_CHARACTERS} signs")
        if len(first.split()) > MOST_FIRST_WORDS:
            raise LibraryMistake(f"{name}: first_{language} is longer than {MOST_FIRST_WORDS} words")


def _topics(content: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    if set(content) != set(LIFE_DOMAINS):
        raise LibraryMistake(f"topics: needs exactly {', '.join(LIFE_DOMAINS)}")
    return {plain(word): domain for domain, words in content.items() for some in words.values() for word in some}


def choose(
    ideas: Sequence[Idea], *, seed: str, domain: str | None = None, taken: Collection[str] = (),
    shown: Sequence[str] = (), most: int = AT_ONCE,
) -> tuple[Idea, ...]:  # fmt: skip
    """The ideas to offer now: the same for the same arguments, at most `most`, none when there is nothing new.

    Never one of the `taken`. Not shown before comes first, then what was shown longest ago (`shown`: keys, newest
    last); within that the wanted life domain, else one of each. The set shown last does not come twice in a row.
    """
    free = sorted((idea for idea in ideas if idea.key not in taken), key=lambda idea: _draw(seed, idea.key))
    so_far: Counter[str] = Counter()
    place: dict[str, int] = {}
    for idea in free:
        place[idea.key] = so_far[idea.domain]
        so_far[idea.domain] += 1
    last_shown = {key: when for when, key in enumerate(shown)}
    free.sort(key=lambda i: (last_shown.get(i.key, -1), domain not in (None, i.domain), place[i.key]))
    chosen = tuple(free[:most])
    return () if {idea.key for idea in chosen} <= set(shown[-most:]) else chosen


def _draw(seed: str, key: str) -> str:
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


LIBRARY: Final = read(yaml.safe_load(FILE.read_text(encoding="utf-8")))
"""The library that is offered; a mistake in it stops the start, not a conversation."""
