"""Whether somebody asks how far their request for debt help is: rules in `referrals.yml`, no model.

A message must be such a question wholly, so that "mijn aanvraag voor een huis" stays a question about housing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from nlu.phrases import compiled, own_words

FILE: Final = Path(__file__).with_name("referrals.yml")
LONGEST: Final = 120
"""A longer message tells more than it asks, and has its own answer."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MIN_FUZZY: Final = 5
_MIN_TWO_SLIPS: Final = 9
_LONGEST_WORD: Final = 30


class StatusQuestion(StrEnum):
    """What is asked about: debt help by name, a request of some kind, or just news."""

    DEBT_HELP = "debt_help"
    REQUEST = "request"
    NEWS = "news"


def find_status_question(text: str) -> StatusQuestion | None:
    """What a message (Dutch or English, with typos) asks about; None when it is not such a question and no more."""
    return _rules().find(text) if len(text) <= LONGEST else None


class _Rules:
    """The compiled `referrals.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        groups = source["groups"]
        self._rows = {
            StatusQuestion.DEBT_HELP: compiled(source["about"], {**groups, "it": groups["debts"]}),
            StatusQuestion.REQUEST: compiled(source["about"], {**groups, "it": groups["request"]}),
            StatusQuestion.NEWS: compiled(source["bare"], groups),
        }
        polite = [phrase.strip() for line in source["polite"] for phrase in line.split(",")]
        self._fillers = _any_of(one for one in polite if " " not in one)
        self._before = _any_of(one for one in polite if " " in one)
        self._ordinary = frozenset(source["ordinary"])
        rows = [*source["about"], *source["bare"]]
        self._words = tuple(sorted(_vocabulary(rows, groups) | _vocabulary(polite, {})))

    def find(self, text: str) -> StatusQuestion | None:
        """See find_status_question."""
        spelled = re.sub(r"'s\b", " is", text.casefold().replace("’", "'"))
        words = [self._corrected(word) for word in _WORD.findall(spelled)]
        plain = " ".join(self._fillers.sub(" ", " ".join(words)).split())
        leading = self._before.sub(" ", plain)  # "weet je iets" asks by itself, "weet je waar …" only leads to it
        return self._asked(plain) or self._asked(leading)

    def _asked(self, said: str) -> StatusQuestion | None:
        return next((asked for asked, rows in self._rows.items() if own_words(rows, said) is not None), None)

    def _corrected(self, word: str) -> str:
        """The known word of which this is a likely typo, else the word itself; short words must be right."""
        if not _MIN_FUZZY <= len(word) <= _LONGEST_WORD or word in self._ordinary:
            return word
        slips = 2 if len(word) >= _MIN_TWO_SLIPS else 1
        same_start = [known for known in self._words if known[0] == word[0]]
        best = process.extractOne(word, same_start, scorer=OSA.distance, score_cutoff=slips)
        return best[0] if best else word


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=len, reverse=True))})\b")


def _vocabulary(rows: Iterable[str], groups: dict[str, list[str]]) -> set[str]:
    """All words that rows and groups are made of, long enough to be put right."""
    written = [*rows, *(phrase for phrases in groups.values() for phrase in phrases)]
    found = {word for one in written for word in re.findall(r"[^\W\d_]+", one.replace("_", " "))}
    return {word for word in found if len(word) >= _MIN_FUZZY}


@cache
def _rules() -> _Rules:
    return _Rules(yaml.safe_load(FILE.read_text(encoding="utf-8")))
