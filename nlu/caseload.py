"""Which question a colleague asks about their clients, and whether they want the overview of the day.

The model only knows that it is about clients (`ask_caseload`); the words say what of them: see `caseload.yml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

LEXICON_FILE: Final = Path(__file__).with_name("caseload.yml")
DAY: Final = "day"
LONGEST_FOLLOW_UP: Final = 5
"""More words than this are a question of their own."""
LONGEST_WISH: Final = 8
_DIGEST = {"digest_off": False, "digest_on": True}
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_JOINED: Final = re.compile(r"(?<=\w)['’‘`´-](?=\w)")


@dataclass(frozen=True, kw_only=True)
class CaseloadQuestion:
    """What is asked: a key of `questions` in the file. `team` when it is about everybody's clients.

    `days`: how long ago or ahead somebody wrote ("al twee weken", "4 weken"), None when they did not.
    """

    ask: str
    team: bool = False
    days: int | None = None


def find_question(text: str) -> CaseloadQuestion:
    """The question in `text`; a message that fits none is the overview of the day. Never raises."""
    return _lexicon().find(_words(text))


def find_follow_up(text: str) -> bool | None:
    """True for "en het team?", False for "en van mij?" (one's own clients), None for anything else."""
    words = _words(text)
    if len(words) > LONGEST_FOLLOW_UP or not _lexicon().follows(words):
        return None
    return _lexicon().find(words).team


def find_digest_wish(text: str) -> bool | None:
    """Whether somebody wants the overview each morning or not; None when the text is about something else."""
    words = _words(text)
    return _DIGEST.get(_lexicon().find(words, wishes=True).ask) if len(words) <= LONGEST_WISH else None


@dataclass(frozen=True)
class _Item:
    """One of these words, or one that begins with one of these; `absent`: none of them."""

    words: frozenset[str]
    starts: tuple[str, ...]
    absent: bool

    def fits(self, words: Iterable[str]) -> bool:
        found = any(word in self.words or (bool(self.starts) and word.startswith(self.starts)) for word in words)
        return found is not self.absent


class _Lexicon:
    """The compiled `caseload.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        self._questions = {ask: _lines(said) for ask, said in source["questions"].items()}
        self._team, self._follow = _lines(source["team"]), _lines(source["follow"])
        self._units: dict[str, int] = {unit: days for days, units in source["units"].items() for unit in units.split()}
        self._numbers = {word: number for number, word in enumerate(source["numbers"].split())}

    def find(self, words: list[str], *, wishes: bool = False) -> CaseloadQuestion:
        asked = (ask for ask, lines in self._questions.items() if (ask in _DIGEST) is wishes and _any(lines, words))
        return CaseloadQuestion(ask=next(asked, DAY), team=_any(self._team, words), days=self._days(words))

    def follows(self, words: list[str]) -> bool:
        return _any(self._follow, words)

    def _days(self, words: list[str]) -> int | None:
        for before, unit in pairwise(words):
            number = int(before[:4]) if before.isdigit() else self._numbers.get(before)
            if number is not None and unit in self._units:
                return number * self._units[unit]
        return None


def _lines(said: Iterable[str]) -> tuple[tuple[_Item, ...], ...]:
    return tuple(tuple(_item(item) for item in line.split()) for line in said)


def _item(item: str) -> _Item:
    choices = item.removeprefix("!").split("|")
    return _Item(
        words=frozenset(word for word in choices if not word.endswith("*")),
        starts=tuple(word[:-1] for word in choices if word.endswith("*")),
        absent=item.startswith("!"),
    )


def _any(lines: Iterable[tuple[_Item, ...]], words: list[str]) -> bool:
    return any(all(item.fits(words) for item in line) for line in lines)


def _words(text: str) -> list[str]:
    """The words in lower case, without accents; "check-in" and "collega's" are one word."""
    plain = unicodedata.normalize("NFKD", _JOINED.sub("", text.casefold()))
    return _TOKEN.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")))
