"""The data that a simulated town is made of: temperaments.yml, read and checked once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions import clock
from bot.simulate.channel import Trouble

FILE = Path(__file__).with_name("temperaments.yml")


@dataclass(frozen=True, kw_only=True)
class Temperament:
    """How somebody is: chances per try, minutes until an answer, weights of moods, wishes with days between them."""

    name: str
    share: int
    answers: tuple[float, ...]
    after: tuple[int, int]
    moods: dict[str, int]
    in_words: float
    now_and_then: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Something somebody types, and the intent a trained model would find in it (None: nothing)."""

    text: str
    intent: str | None = None


@dataclass(frozen=True, kw_only=True)
class TownData:
    """All of the file."""

    temperaments: tuple[Temperament, ...]
    wishes: dict[str, tuple[Sentence, ...]]
    moods: dict[str, tuple[Sentence, ...]]
    thanks: Sentence
    steps: tuple[str, ...]
    troubles: tuple[Trouble, ...]

    @property
    def meanings(self) -> dict[str, str]:
        """The intent of each sentence that has one."""
        said = [self.thanks, *(s for some in (*self.wishes.values(), *self.moods.values()) for s in some)]
        return {s.text: s.intent for s in said if s.intent is not None}


@cache
def read() -> TownData:
    """The file as values."""
    written: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    temperaments = tuple(_temperament(name, row) for name, row in written["temperaments"].items())
    assert sum(t.share for t in temperaments) == 100, "the shares in temperaments.yml are out of 100"
    return TownData(
        temperaments=temperaments,
        wishes=_sentences(written["wishes"]),
        moods=_sentences(written["moods"]),
        thanks=Sentence(**written["thanks"]),
        steps=tuple(written["steps"]),
        troubles=tuple(_trouble(row) for row in written["troubles"]),
    )


def _temperament(name: str, row: dict[str, Any]) -> Temperament:
    shortest, longest = row["after"]
    return Temperament(name=name, **{**row, "answers": tuple(row["answers"]), "after": (shortest, longest)})


def _sentences(written: dict[str, list[dict[str, str]]]) -> dict[str, tuple[Sentence, ...]]:
    return {name: tuple(Sentence(**row) for row in rows) for name, rows in written.items()}


def _trouble(row: dict[str, Any]) -> Trouble:
    begins = datetime.fromisoformat(row["begins"]).replace(tzinfo=clock.ZONE)
    return Trouble(begins=begins, lasts=timedelta(minutes=row["minutes"]), what=row["what"])
