"""From text to tokens: the words of `lexicon.yml`, through typos, with their place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

_PIECE = re.compile(
    r"\d{1,2}[:.]\d{2}(?!\w)|\d+[A-Za-z](?![A-Za-z])|\d+|[^\W\d_]+(?:['’`´][^\W\d_]+)?"
    r"|(?<=\s)[-–](?=\s)|(?<=\w)[-–](?=\s)|(?<=\d)[-–](?=\d)|[,.;:!?/+&()\n…]"
)
_LONG = 5  # letters from which one slip is forgiven
_DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "lexicon.yml").read_text(encoding="utf-8"))

Names: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
Phrase: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A word for people."""

    name: str | None
    many: bool = False
    title: bool = False
    sleeper: bool = False
    minor: bool = False
    pair: bool = False


@dataclass(frozen=True)
class Token:
    """A word, number or sign: as it was meant, and where it stands in the text."""

    plain: str
    start: int
    end: int


def plain(word: str) -> str:
    """Small letters without accents."""
    word = word.casefold().replace("’", "'").replace("`", "'").replace("´", "'").replace("–", "-")
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """All words, numbers and signs with their place; other signs (emoji) are left out."""
    for found in _PIECE.finditer(text):
        yield plain(found.group()), found.start(), found.end()


def _phrase(written: object) -> Phrase:
    return tuple(word for word, _, _ in pieces(str(written))) or (str(written),)


@dataclass
class Lexicon:
    """The data file turned round: from a phrase to its kind and value."""

    phrases: dict[Phrase, tuple[str, object]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # first word → words of the longest phrase
    words: set[str] = field(default_factory=set)
    long_words: list[str] = field(default_factory=list)
    abbreviations: dict[str, Group] = field(default_factory=dict)
    corrected: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, value: object, written: Iterable[object]) -> None:
        """Give phrases a meaning; what came first stays."""
        for one in written:
            phrase = _phrase(one)
            self.phrases.setdefault(phrase, (kind, value))
            self.longest[phrase[0]] = max(len(phrase), self.longest.get(phrase[0], 0))
            self.words.update(phrase)

    def meant(self, word: str) -> str:
        """The word itself, or the one of which it is a typo: one slip, never in the first letter."""
        if word in self.words or len(word) < _LONG - 1 or not word.isalpha():
            return word
        if word not in self.corrected:
            if len(self.corrected) > 20_000:
                self.corrected.clear()
            near = extractOne(word, self._candidates(word[0]), scorer=OSA.distance, score_cutoff=1)
            self.corrected[word] = near[0] if near else word
        return self.corrected[word]

    def _candidates(self, letter: str) -> list[str]:
        return [word for word in self.long_words if word[0] == letter]


def _groups(lexicon: Lexicon) -> None:
    lexicon.add("group", Group(name=None, pair=True), _DATA["pairs"])
    titles, sleepers, minors = (set(_DATA[name]) for name in ("titles", "sleepers", "minors"))
    for key, forms in _DATA["groups"].items():
        name = None if key == "anyone" else key
        for form in ("one", "many"):
            for word in forms[form]:
                group = Group(
                    name=name, many=form == "many", title=word in titles, sleeper=word in sleepers, minor=word in minors
                )
                lexicon.add("group", group, [word])
        for letter in forms.get("short", ()):
            lexicon.abbreviations[letter] = Group(name=name, many=True)


@lru_cache(maxsize=16)
def _built(facilities: Names) -> Lexicon:
    lexicon = Lexicon()
    for key, names in (*facilities, *_DATA["facilities"].items()):
        lexicon.add("facility", key, names)
    _groups(lexicon)
    for number, written in enumerate(_DATA["numbers"]):
        lexicon.add("number", number, written)
    for kind, written in _DATA["kinds"].items():
        for one in written:
            lexicon.add(kind, plain(str(one)), [one])
    for reason, written in _DATA["refusals"].items():
        lexicon.add("refusal", reason, written)
    alone = [phrase[0] for phrase in lexicon.phrases if len(phrase) == 1]  # the likelier ones when two are as near
    others = [word for phrase in lexicon.phrases for word in phrase]
    lexicon.long_words = [w for w in dict.fromkeys(alone + others) if len(w) >= _LONG and w.isalpha()]
    lexicon.words.update(_DATA["ordinary"])
    names = [name for name in _DATA["names"] if (name,) not in lexicon.phrases]
    lexicon.add("first_name", None, names)
    return lexicon


@cache
def _default() -> Lexicon:
    return _built(())


def lexicon_for(facilities: Mapping[str, Iterable[str]] | None) -> Lexicon:
    """The lexicon with these further names of facilities (canonical key → names)."""
    if not facilities:
        return _default()
    return _built(tuple((key, tuple(names)) for key, names in facilities.items()))


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The text as tokens, typos put right."""
    return [Token(lexicon.meant(word), start, end) for word, start, end in pieces(text)]
