"""What somebody who looks for a place to sleep says about themselves that decides which shelter fits.

A message becomes a row of canonical words, Dutch for Dutch and English alike. What only sounds like a need is taken out
first; the rest is held against the rules of `needs.yml`, which says how to read and extend them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.patterns import Pattern, by_first_letter, pattern_of, variants

LEXICON_FILE: Final = Path(__file__).with_name("needs.yml")
START: Final = "^"
END: Final = "."
BLANK: Final = "_"  # stands where something was taken out
NOTHING: Final = "nothing"
GROUPS: Final = ("man", "vrouw", "gezin", "jongere", "kind")

_TOKEN: Final = re.compile(r"\d+(?:[.:,/-]\d+)*|[^\W\d_]+|[.!?;\n]")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’‘`´](?=\w)")
_MIN_FUZZY: Final = 5
_LONGEST_WORD: Final = 30
_LONGEST_PHRASE: Final = 3


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a message says about its writer; whatever it leaves open is None, False or empty, never a guess.

    `age`: in years, of the writer only; "bijna 18" is 17.
    `with_children`: how many children come along, at least: plural children without a number are 2. 0 only where
    somebody says that there are none.
    `pet`: an animal comes along, or somebody asks whether animals may.
    `step_free`: cannot climb stairs. A wheelchair is only one reason, and it is the stairs that rule a house out.
    `together`: how many adults, the writer included, want to sleep in the same place; never less than 2.
    `groups`: of the NLU contract and in its order, as the writer says of themselves. Children along make a gezin and
    being pregnant a vrouw; nothing follows from `age`, as limits differ by shelter. Somebody for whom the writer asks
    ("voor mijn zusje") is not the writer.
    `sleeps_outside`: sleeps, or will have to sleep, in the open, a car, a tent or a public place.
    `pregnant`: the writer, or the partner they speak of.
    """

    age: int | None = None
    with_children: int | None = None
    pet: bool = False
    step_free: bool = False
    together: int | None = None
    groups: tuple[str, ...] = ()
    sleeps_outside: bool = False
    pregnant: bool = False


def find_needs(text: str) -> Needs:
    """The needs that `text` (Dutch or English, any spelling) tells of its writer.

    Never raises, and takes time in proportion to the length of the text.
    """
    return _lexicon().find(text)


@dataclass(frozen=True, kw_only=True)
class _Rule:
    """A pattern that tells `need`: a fixed value, or the last number among the words plus `offset`."""

    need: str
    value: Any
    offset: int | None
    pattern: Pattern

    def told(self, words: list[str], path: tuple[int, ...]) -> Any:
        """The value that the words on `path` tell."""
        if self.offset is None:
            return self.value
        return self.offset + next(int(words[at]) for at in reversed(path) if words[at].isdigit())


class _Rules:
    """Rules, found by the rarest word of their pattern: most messages contain none, so that most are never tried."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self._by_word: dict[str, list[_Rule]] = {}
        all_rules = tuple(rules)
        uses = Counter(word for rule in all_rules for element in rule.pattern.elements for word in element)
        for rule in all_rules:
            for word in min(rule.pattern.elements, key=lambda element: sum(uses[word] for word in element)):
                self._by_word.setdefault(word, []).append(rule)

    def said(self, words: list[str], stops: frozenset[str]) -> dict[str, list[tuple[tuple[int, ...], Any]]]:
        """For each need where in `words` it is told and with which value, in the order of the words."""
        present = set(words)
        found: dict[str, list[tuple[tuple[int, ...], Any]]] = {}
        for word in present & self._by_word.keys():
            for rule in self._by_word[word]:
                for path in rule.pattern.matches(words, present, stops):
                    found.setdefault(rule.need, []).append((path, rule.told(words, path)))
        return {need: sorted(told) for need, told in found.items()}


class _Lexicon:
    """The compiled `needs.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        self._words: dict[str, tuple[str, ...]] = {}
        self._phrases = {tuple(written.split()): tuple(meant.split()) for written, meant in source["phrases"].items()}
        self._add_numbers(join="en", **source["numbers"]["dutch"])
        self._add_numbers(join="", **source["numbers"]["english"])
        for meant, spellings in source["words"].items():
            self._words |= {_plain(written): tuple(meant.split()) for written in spellings.split()}
        self._phrase_starts = frozenset(phrase[0] for phrase in self._phrases)
        self._fillers = frozenset(_plain(source["fillers"]).split())
        self._ordinary = frozenset(source["ordinary"].split())
        self._fuzzy = by_first_letter(word for word in self._words if len(word) >= _MIN_FUZZY)
        self._stops = frozenset(source["stops"].split())
        self._groups = {name: frozenset(words.split()) for name, words in source["groups"].items()}
        self._groups |= {
            "age": _numbers(12, 99),
            "count": _numbers(1, 9),
            "young": _numbers(0, 17),
            "number": _numbers(0, 99),
        }
        rules = [rule for entry in source["rules"] for rule in self._compile(**entry)]
        self._first = _Rules(rule for rule in rules if rule.value == 0 or rule.need == NOTHING)
        self._rules = _Rules(rule for rule in rules if rule.value != 0 and rule.need != NOTHING)
        self._read = lru_cache(maxsize=20_000)(self._read_uncached)

    def find(self, text: str) -> Needs:
        """The needs in `text`; "geen kinderen" is read together with what means nothing, before that is taken out."""
        words = self.words(text)
        first = self._first.said(words, self._stops)
        blank = {at for path, _ in first.pop(NOTHING, ()) for at in path}
        rest = [BLANK if at in blank and word not in (START, END) else word for at, word in enumerate(words)]
        said = first | self._rules.said(rest, self._stops)
        return _needs({need: [value for _, value in told] for need, told in said.items()})

    def words(self, text: str) -> list[str]:
        """The canonical words of `text` without fillers, every sentence between a START and an END."""
        tokens = _TOKEN.findall(_plain(text))
        words = [START]
        at = 0
        while at < len(tokens):
            length, meant = self._phrase(tokens, at)
            words += meant
            at += length
        return [*words, END]

    def _phrase(self, tokens: list[str], at: int) -> tuple[int, tuple[str, ...]]:
        """How many tokens belong together, and what they mean."""
        if tokens[at] in self._phrase_starts:
            for length in range(_LONGEST_PHRASE, 1, -1):
                if meant := self._phrases.get(tuple(tokens[at : at + length])):
                    return length, meant
        return 1, self._read(tokens[at])

    def _read_uncached(self, token: str) -> tuple[str, ...]:
        if not token[0].isalnum():
            return (END, START)
        if token in self._fillers:
            return ()
        return self._words.get(token) or self._words.get(self._corrected(token), (token,))

    def _corrected(self, word: str) -> str:
        """The known word of which `word` is a likely typo, else `word` itself; short words must be right."""
        if not _MIN_FUZZY <= len(word) <= _LONGEST_WORD or word in self._ordinary:
            return word
        best = process.extractOne(word, self._fuzzy.get(word[0], ()), scorer=OSA.distance, score_cutoff=1)
        return best[0] if best else word

    def _add_numbers(self, join: str, units: str, teens: str, tens: str) -> None:
        """The number words 1 to 99 of a language, written as one word or as several."""
        self._words |= {word: (str(number),) for number, word in enumerate(units.split() + teens.split(), 1)}
        for number, ten in enumerate(tens.split(), 2):
            self._words[ten] = (f"{number}0",)
            for more, unit in enumerate(units.split(), 1):
                self._words[unit + join + ten] = (f"{number}{more}",)
                self._phrases[(unit, join, ten) if join else (ten, unit)] = (f"{number}{more}",)

    def _compile(self, need: str, said: list[str], value: Any = True) -> Iterator[_Rule]:
        """The rules of an entry, a line with items that may be missing giving several."""
        offset = None
        if isinstance(value, str) and value.startswith("number"):
            offset = int(value.removeprefix("number").replace(" ", "") or 0)
        for line in said:
            for items in variants(line):
                yield _Rule(need=need, value=value, offset=offset, pattern=pattern_of(items, self._element))

    def _element(self, item: str) -> frozenset[str]:
        return frozenset[str]().union(*(self._meant(name) for name in item.split("|")))

    def _meant(self, name: str) -> frozenset[str]:
        if name.startswith("<"):
            return self._groups[name.strip("<>")]
        return frozenset({END if name == "$" else name})


def _needs(said: dict[str, list[Any]]) -> Needs:
    children = max(said.get("with_children", ()), default=None)
    groups = {*said.get("groups", ()), *(["gezin"] if children else [])}
    return Needs(
        age=next(iter(said.get("age", ())), None),
        with_children=children,
        pet="pet" in said,
        step_free="step_free" in said,
        together=_together(
            max(said.get("adults", ()), default=0), max(said.get("heads", ()), default=0), children or 0
        ),
        groups=tuple(group for group in GROUPS if group in groups),
        sleeps_outside="sleeps_outside" in said,
        pregnant="pregnant" in said,
    )


def _together(adults: int, heads: int, children: int) -> int | None:
    """Heads may count the children ("met z'n drieën, ik en mijn 2 kinderen") or not ("wij tweeën en 3 kinderen")."""
    found = adults or (heads - children if heads > children else heads)
    return found if found > 1 else None


def _plain(text: str) -> str:
    """Lower case without accents and apostrophes."""
    text = _APOSTROPHE.sub("", text.casefold())
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def _numbers(first: int, last: int) -> frozenset[str]:
    return frozenset(map(str, range(first, last + 1)))


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")))
