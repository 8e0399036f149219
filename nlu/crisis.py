"""The rule layer that hears danger in a message, with or without the NLU model.

A message becomes a list of plain words: spelling is folded (case, accents, doubled letters, d/t, v/f, z/s), joined
words are taken apart and long words may carry typos. Idioms that only sound dangerous are then blanked out, and what
remains is held against the patterns of `crisis_lexicon.yml`, which says how to read and extend it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.patterns import Pattern, PatternSet, by_first_letter, pattern_of, variants
from nlu.understanding import CrisisKind

LEXICON_FILE: Final = Path(__file__).with_name("crisis_lexicon.yml")
SENTENCE_END: Final = "."
BLANK: Final = "_"  # stands where a harmless idiom was

# Where two kinds match, the first one here is answered: its help line is the one that must not be missing.
ORDER: Final = (CrisisKind.SELF_HARM, CrisisKind.MEDICAL, CrisisKind.VIOLENCE)

_TOKEN: Final = re.compile(r"[^\W_]+|[.!?;]")
_ELLIPSIS: Final = re.compile(r"\.{2,}|…")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’`´](?=\w)")
_IK: Final = re.compile(r"(?<=\w)['’`´]k\b|\bk(?=[bdfghjmpstvz][a-z]{0,2}?[aeiou])")  # da'k, ksnij
_EN: Final = re.compile(r"(?<=\w[bcdfgklmprstvwz])['’`´]n\b")  # loop'n
_LEET: Final = str.maketrans("01345", "oieas")
_LONGER_THAN_TWO: Final = re.compile(r"(.)\1{2,}")
_DOUBLE: Final = re.compile(r"(.)\1+")
_DOUBLE_CONSONANT: Final = re.compile(r"([b-df-hj-np-tv-z])\1+")
_SOUNDS: Final = (("sch", "sg"), ("ch", "g"), ("ph", "f"), ("c", "k"), ("ij", "ei"), ("y", "ei"), ("au", "ou"))
_LETTERS: Final = str.maketrans({"v": "f", "z": "s", "x": "ks"})
_MIN_FUZZY: Final = 7
_TWO_TYPOS_FROM: Final = 11
_MIN_JOINED: Final = 5
_LONGEST_JOINED: Final = 40


def find_crisis(text: str) -> CrisisKind | None:
    """The kind of danger that `text` (Dutch or English, any spelling) speaks of, or None.

    When in doubt it says yes: a needless kind message is cheaper than a missed cry for help. Never raises, and takes
    time in proportion to the length of the text.
    """
    return _lexicon().find(text)


def fold(token: str) -> str:
    """A word as it sounds, so that `doodt`, `DOOD` and `d00d` are one; lexicon and message are folded alike."""
    if not token.isalpha() and not token.isdigit():
        token = token.translate(_LEET)
    word = _DOUBLE_CONSONANT.sub(r"\1", _LONGER_THAN_TWO.sub(r"\1\1", token))
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return _final_t(word.translate(_LETTERS))


def _final_t(word: str) -> str:
    """A final d sounds like t; words of three letters keep theirs, or the English dad would be the Dutch dat."""
    return word.removesuffix("t").removesuffix("d") + "t" if len(word) > 3 and word.endswith(("d", "dt")) else word


def _plain(text: str) -> str:
    """Lower case without accents, apostrophes and ellipses; other scripts and signs stay as they are."""
    text = _EN.sub("en", _IK.sub(" ik ", text.lower()))
    text = _ELLIPSIS.sub(" ", _APOSTROPHE.sub("", text))
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


class Lexicon:
    """The compiled lexicon. Build it once: compiling takes a tenth of a second, finding a fraction of a millisecond."""

    def __init__(self, source: dict[str, dict[str, str] | dict[str, list[str]] | str | list[str]]) -> None:
        self._fillers = _folded(_text(source["fillers"]))
        self._groups = {name: _folded(words) for name, words in _texts(source["groups"]).items()}
        self._respelt = {
            fold(word): tuple(fold(part) for part in meant.split())
            for word, meant in _texts(source["spellings"]).items()
        }
        self._stops = _folded(_text(source["negations"])) | {SENTENCE_END}
        self._self_stops = self._stops | _folded(_text(source["others"]))
        self._harmless_stops = self._stops | _folded(_text(source["speakers"]))
        self._harmless = PatternSet(self._compile(_lines(source["harmless"])))
        patterns = source["patterns"]
        assert isinstance(patterns, dict)
        self._patterns = [(kind, PatternSet(self._compile(_lines(patterns[kind.value])))) for kind in ORDER]
        self._never_typos = _folded(_text(source["never_typos"]))
        self._vocabulary = self._collect_words()
        self._long_words = by_first_letter(word for word in self._vocabulary if len(word) >= _MIN_FUZZY)
        self._pieces = {word: fold(word) for word in _text(source["splits"]).split()}
        self._pieces |= {word: word for word in self._vocabulary if len(word) > 2}
        self._read = lru_cache(maxsize=20_000)(self._read_uncached)

    def find(self, text: str) -> CrisisKind | None:
        """The first kind in `ORDER` of which a pattern stands in `text`."""
        words = self._without_idioms(self.words(text))
        for kind, patterns in self._patterns:
            stops = self._self_stops if kind is CrisisKind.SELF_HARM else self._stops
            if next(patterns.places(words, stops), None):
                return kind
        return None

    def words(self, text: str) -> list[str]:
        """The folded, corrected words of `text` without fillers; a sentence end is a word of its own."""
        words: list[str] = []
        for token in _TOKEN.findall(_plain(text)):
            for word in self._read(token):
                if words and min(len(words[-1]), len(word)) > 3 and words[-1] + word in self._vocabulary:
                    words[-1] += word  # "zelf moord"
                else:
                    words.append(word)
        words.append(SENTENCE_END)
        return words

    def _without_idioms(self, words: list[str]) -> list[str]:
        blank = {at for path in self._harmless.places(words, self._harmless_stops) for at in path}
        return [BLANK if at in blank and word != SENTENCE_END else word for at, word in enumerate(words)]

    def _read_uncached(self, token: str) -> tuple[str, ...]:
        if not token.isalnum():
            return (SENTENCE_END,)
        word = fold(token)
        if word in self._fillers:
            return ()
        if _LONGER_THAN_TWO.search(token) and (short := fold(_DOUBLE.sub(r"\1", token))) in self._pieces:
            word = short
        parts = (
            self._respelt.get(word)
            or self._known(word)
            or self._split(token)
            or (word != token and self._split(word))
            or (self._corrected(word),)
        )
        return tuple(part for part in parts if part not in self._fillers)

    def _known(self, word: str) -> tuple[str, ...]:
        if word in self._vocabulary or word in self._never_typos:
            return (word,)
        return (f"{word}n",) if word.endswith("e") and f"{word}n" in self._vocabulary else ()  # the n is seldom spoken

    def _split(self, word: str) -> tuple[str, ...]:
        """The words that were written as one ("ikwildood"), as few as possible; nothing when a piece is no known word.

        Two words must both have some length, or half of all Dutch verbs would fall apart into a stem and "en".
        """
        if not _MIN_JOINED <= len(word) <= _LONGEST_JOINED:
            return ()
        best: dict[int, tuple[str, ...]] = {0: ()}
        for end in range(1, len(word) + 1):
            starts = [start for start in range(max(0, end - 20), end) if start in best]
            pieces = [
                (start, self._pieces.get(word[start:end]) or self._pieces.get(_final_t(word[start:end])))
                for start in starts
            ]
            found = [(*best[start], piece) for start, piece in pieces if piece is not None]
            if found:
                best[end] = min(found, key=len)
        parts = best.get(len(word), ())
        return parts if len(parts) > 2 or parts[:1] == ("ik",) or all(len(part) > 2 for part in parts) else ()

    def _corrected(self, word: str) -> str:
        """The key word of which `word` is a likely typo, else `word` itself; short words must be right."""
        if not _MIN_FUZZY - 1 <= len(word) <= 2 * _LONGEST_JOINED:
            return word
        allowed = 2 if len(word) >= _TWO_TYPOS_FROM else 1
        best = process.extractOne(word, self._long_words.get(word[0], ()), scorer=OSA.distance, score_cutoff=allowed)
        return best[0] if best else word

    def _compile(self, lines: Iterable[str]) -> Iterator[Pattern]:
        for line in lines:
            for items in variants(line):
                yield pattern_of(items, self._element)

    def _element(self, item: str) -> frozenset[str]:
        """The words an item stands for, without fillers: those never reach the patterns."""
        words: frozenset[str] = frozenset()
        for name in item.split("|"):
            if name.startswith("<"):
                words |= self._groups[name.strip("<>")]
            else:
                words |= {SENTENCE_END if name == "$" else fold(name)}
        return words - self._fillers

    def _collect_words(self) -> frozenset[str]:
        return self._harmless.words().union(*(patterns.words() for _, patterns in self._patterns))


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _text(value: object) -> str:
    assert isinstance(value, str)
    return value


def _texts(value: object) -> dict[str, str]:
    assert isinstance(value, dict)
    return value


def _lines(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


@cache
def _lexicon() -> Lexicon:
    return Lexicon(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")))
