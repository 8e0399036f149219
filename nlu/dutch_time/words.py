"""From text to tokens: which kinds of word of `lexicon.yml` stand where, through typos and joined spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

Kinds = Mapping[str, object]

_PIECE = re.compile(r"\d+(?:[-/.:,]\d+)*|[^\W\d_]+|[^\w\s'’‘`´]")
_UNITS = """nul een twee drie vier vijf zes zeven acht negen tien
elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"""
_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}


@dataclass(frozen=True)
class Token:
    """A word, number or sign with its place in the text and what it may be."""

    start: int
    end: int
    kinds: Kinds


def _plain(word: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _numbers() -> Iterator[tuple[str, int]]:
    """The number words from nul to negenenvijftig."""
    yield from ((word, number) for number, word in enumerate(_UNITS.split()))
    for ten, tens in _TENS.items():
        yield tens, ten
        yield from ((f"{word}en{tens}", ten + n) for n, word in enumerate(_UNITS.split()[:10]) if n)


def _ordinal(word: str, number: int) -> str:
    irregular = {1: "eerste", 3: "derde", 8: "achtste"}
    return irregular.get(number) or word + ("ste" if number >= 20 else "de")


class _Lexicon:
    """`lexicon.yml` turned round: from a word, a joined spelling or a row of words to what it may be."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.words: dict[str, dict[str, object]] = {}
        self.phrases: dict[str, list[tuple[str, ...]]] = {}
        for kind, values in data["values"].items():
            for value, written in values.items():
                self._add(kind, value, written)
        for kind, written in data["keywords"].items():
            self._add(kind, True, written)
        for word, number in _numbers():
            self._add("NUMBER", number, [word])
            if 1 <= number <= 31:
                self._add("ORDINAL", number, [_ordinal(word, number)])
        self.joined = {a + b: (a, b) for one, other in data["joined"] for a in self._of(one) for b in self._of(other)}
        self.joined = {word: parts for word, parts in self.joined.items() if word not in self.words}
        self.ordinary = frozenset(data["ordinary"])
        self.fuzzy = [w for w in (*self.words, *self.joined) if self._tolerant(w, set(data["typos"]))]

    def _add(self, kind: str, value: object, written: list[str]) -> None:
        for words in written:
            pieces = tuple(_plain(p) for p in _PIECE.findall(str(words)))
            self.words.setdefault(" ".join(pieces), {})[kind] = value
            if len(pieces) > 1:
                self.phrases.setdefault(pieces[0], []).append(pieces)
                self.phrases[pieces[0]].sort(key=len, reverse=True)

    def _tolerant(self, word: str, kinds: set[str]) -> bool:
        """Whether typos of it are understood: long enough not to be mistaken for another word."""
        first = self.joined[word][0] if word in self.joined else word
        return len(first) >= 5 and len(word) >= 6 and " " not in word and not kinds.isdisjoint(self.words[first])

    def _of(self, kind: str) -> list[str]:
        return [word for word, kinds in self.words.items() if kind in kinds and " " not in word and len(word) > 2]


_lexicon = _Lexicon(yaml.safe_load((Path(__file__).parent / "lexicon.yml").read_text(encoding="utf-8")))


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[Kinds, ...]:
    """What a written word may be; two entries for a joined spelling, one empty entry for a word without time."""
    if word in _lexicon.words:
        return (_lexicon.words[word],)
    if word in _lexicon.joined:
        return tuple(_lexicon.words[part] for part in _lexicon.joined[word])
    meant = _meant(word)
    return _word(meant) if meant else ({},)


def _meant(word: str) -> str | None:
    """The time word of which this is a typo: one slip, in long ones two, and never in the first letter."""
    if len(word) < 5 or word in _lexicon.ordinary:
        return None
    slips = 1 if len(word) < 10 else 2
    near = extract(word, _lexicon.fuzzy, scorer=OSA.distance, score_cutoff=slips, limit=4)
    return next((found for found, _, _ in near if found[0] == word[0]), None)


def tokens(text: str) -> tuple[Token, ...]:
    """All words, numbers and signs of the text in order; those without a meaning have no kinds."""
    pieces = [(_plain(m.group()), m.start(), m.end()) for m in _PIECE.finditer(text)]
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        length = _phrase_length(pieces, at)
        word, start, end = pieces[at][0], pieces[at][1], pieces[at + length - 1][2]
        if length > 1:
            word = " ".join(p[0] for p in pieces[at : at + length])
        entries = (_number(word),) if length == 1 and word[:1].isdecimal() else _word(word)
        found.extend(Token(start, end, kinds) for kinds in entries)
        at += length
    return tuple(found)


def _phrase_length(pieces: list[tuple[str, int, int]], at: int) -> int:
    for phrase in _lexicon.phrases.get(pieces[at][0], ()):
        if all(at + i < len(pieces) and pieces[at + i][0] == word for i, word in enumerate(phrase)):
            return len(phrase)
    return 1


_FORMS = {
    "ISO": re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    "DMY": re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})"),
    "DM": re.compile(r"(\d{1,2})[-/](\d{1,2})"),
    "HM": re.compile(r"(\d{1,2})[:](\d{2})"),
    "DOTTED": re.compile(r"(\d{1,2})[.](\d{2})"),
    "HYPHENED": re.compile(r"(\d{1,2})-(\d{1,2})"),
    "DECIMAL": re.compile(r"(\d{1,3})[.,](\d)"),
    "NUMBER": re.compile(r"(\d{1,4})"),
    "CLOCKS4": re.compile(r"(\d{1,2})[:.](\d{2})-(\d{1,2})[:.](\d{2})"),
}


@lru_cache(maxsize=20_000)
def _number(written: str) -> Kinds:
    """The forms a written number may have; a long one (a phone number, an account) has none."""
    kinds: dict[str, object] = {}
    for kind, form in _FORMS.items():
        if match := form.fullmatch(written):
            kinds[kind] = match.groups()
    if "NUMBER" in kinds:
        if len(written) == 2 and written[0] == "0":
            kinds["ZERO"] = int(written)
        kinds["NUMBER"] = int(written)
    if "DECIMAL" in kinds:
        kinds["DECIMAL"] = float(written.replace(",", "."))
    return kinds
