"""What a letter about money says, from the words people use for it: what threatens, who looks after the money already.

A message becomes a row of canonical words, Dutch for Dutch and English alike. What says that it is not so ("nog geen
vonnis") is taken out first; the rest is held against the rows of `letter_words.yml`, which says how to extend them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.patterns import PatternSet, by_first_letter, pattern_of, variants

LEXICON_FILE: Final = Path(__file__).with_name("letter_words.yml")
START: Final = "^"
END: Final = "."
BLANK: Final = "_"  # stands where something was taken out
THREATS: Final = ("eviction", "cut_off", "insurance", "attachment", "bailiff")
"""What may be about to happen, worst first: the home, then gas, water and light, then care, then money."""

_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[.!?;,\n]")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_MIN_FUZZY: Final = 6
_TWO_TYPOS_FROM: Final = 11
_LONGEST_WORD: Final = 40


@dataclass(frozen=True, kw_only=True)
class LetterWords:
    """What a message says of letters and of what they announce; whatever it leaves open is empty, never a guess.

    `threats`: of THREATS and in its order. `administration`: one of storage.debts.ADMINISTRATIONS.
    `unread`: there is post that nobody opened. `unsure`: the writer does not know, or does not dare to look.
    `calm`: they say that nothing of the kind is going on, or only name what comes long before it (a reminder).
    `withdraws`: they take back that their request is passed on.
    """

    threats: tuple[str, ...] = ()
    administration: str | None = None
    unread: bool = False
    unsure: bool = False
    calm: bool = False
    withdraws: bool = False

    @property
    def threat(self) -> str | None:
        """The worst that threatens, if anything does."""
        return next(iter(self.threats), None)


def find_letter_words(text: str) -> LetterWords:
    """What `text` (Dutch or English, any spelling) says of letters about money.

    Never raises, and takes time in proportion to the length of the text.
    """
    return _lexicon().find(text)


class _Lexicon:
    """The compiled `letter_words.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        self._words = {
            _plain(spelt): meant for meant, spellings in source["words"].items() for spelt in spellings.split()
        }
        self._stems: Mapping[str, str] = source["stems"]
        self._phrases = {tuple(_plain(said).split()): meant for said, meant in source["phrases"].items()}
        self._longest = max(map(len, self._phrases))
        self._fillers = frozenset(_plain(source["fillers"]).split())
        self._ordinary = frozenset(source["ordinary"].split())
        self._stops = frozenset(source["stops"].split())
        self._groups = {name: frozenset(words.split()) for name, words in source["groups"].items()}
        self._fuzzy = by_first_letter(word for word in self._words if len(word) >= _MIN_FUZZY)
        self._otherwise, self._denied = self._compile(source["otherwise"]), self._compile(source["denied"])
        self._threats = self._compile_all(source["threats"])
        self._minders = self._compile_all(source["administrations"])
        self._rows = self._compile_all(source["rows"])
        self._read = lru_cache(maxsize=20_000)(self._read_uncached)

    def find(self, text: str) -> LetterWords:
        """What the rows find; what one threat's row took ("de verzekering zet mij eruit") no other takes again."""
        words = self.words(text)
        left = self._without(words, self._places(self._otherwise, words))
        denied = self._places(self._denied, left)
        left = self._without(left, denied)
        found = {name for name, rows in self._rows.items() if self._places(rows, words)}
        threats = set()
        for name, rows in self._threats.items():
            if taken := self._places(rows, left):
                threats.add(name)
                left = self._without(left, taken)
        return LetterWords(
            threats=tuple(threat for threat in THREATS if threat in threats),
            administration=next((name for name in self._minders if self._places(self._minders[name], left)), None),
            unread="unread" in found, unsure="unsure" in found, withdraws="withdraws" in found,
            calm=not threats and (bool(denied) or "calm" in found),
        )  # fmt: skip

    def _places(self, rows: PatternSet, words: list[str]) -> set[int]:
        return {at for path in rows.places(words, self._stops) for at in path}

    def words(self, text: str) -> list[str]:
        """The canonical words of `text` without fillers, every sentence between a START and an END."""
        tokens = _TOKEN.findall(_plain(text))
        words, at = [START], 0
        while at < len(tokens):
            length, meant = self._phrase(tokens, at)
            words += meant
            at += length
        return [*words, END]

    def _phrase(self, tokens: list[str], at: int) -> tuple[int, tuple[str, ...]]:
        """How many tokens belong together, and what they mean."""
        for length in range(self._longest, 1, -1):
            if meant := self._phrases.get(tuple(tokens[at : at + length])):
                return length, (meant,)
        return 1, self._read(tokens[at])

    def _read_uncached(self, token: str) -> tuple[str, ...]:
        if not token.isalnum():
            return (token,) if token in self._stops else (END, START)
        if token in self._fillers:
            return ()
        return (self._words.get(token) or self._compound(token) or self._words.get(self._corrected(token), token),)

    def _compound(self, word: str) -> str | None:
        """The word that a longer one is about: "ontruimingsbrief" and "huurontruiming" are about an ontruiming."""
        return next((meant for stem, meant in self._stems.items() if stem in word), None)

    def _corrected(self, word: str) -> str:
        """The known word of which `word` is a likely typo, else `word` itself; short words must be right."""
        if not _MIN_FUZZY - 1 <= len(word) <= _LONGEST_WORD or word in self._ordinary:
            return word
        known = self._fuzzy.get(word[0], ())
        best = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=2)
        if best is None or best[1] > (2 if len(best[0]) >= _TWO_TYPOS_FROM else 1):
            return word
        return best[0]

    def _without(self, words: list[str], taken: Iterable[int]) -> list[str]:
        return [BLANK if at in taken and word not in (START, END) else word for at, word in enumerate(words)]

    def _compile_all(self, rows: Mapping[str, Iterable[str]]) -> dict[str, PatternSet]:
        return {name: self._compile(some) for name, some in rows.items()}

    def _compile(self, rows: Iterable[str]) -> PatternSet:
        return PatternSet(pattern_of(items, self._element) for row in rows for items in variants(row))

    def _element(self, item: str) -> frozenset[str]:
        return frozenset[str]().union(*(self._meant(name) for name in item.split("|")))

    def _meant(self, name: str) -> frozenset[str]:
        if name.startswith("<"):
            return self._groups[name.strip("<>")]
        return frozenset({END if name == "$" else name})


def _plain(text: str) -> str:
    """Lower case without accents and apostrophes."""
    text = _APOSTROPHE.sub("", text.casefold())
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")))
