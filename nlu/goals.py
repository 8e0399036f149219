"""What somebody says of a goal: which one, that they want one, that they ask for theirs, or that it is reached.

Rules in `goals.yml`, no model: a message must be such a sentence wholly. The words of the goal stay the person's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from nlu.phrases import compiled, own_words

FILE: Final = Path(__file__).with_name("goals.yml")
LONGEST: Final = 200
"""A longer message is a story, and has its own answer."""


class GoalTalk(StrEnum):
    """What a message does with a goal; a WISH is one only where a step or a goal was being spoken of."""

    NAMED = "named"
    WISH = "wish"
    WITHOUT_WORDS = "without_words"
    ASKING = "asking"
    REACHED = "reached"


@dataclass(frozen=True, kw_only=True)
class GoalSaid:
    """What was said; `words` are those of the goal, "" where none were said."""

    talk: GoalTalk
    words: str = ""


def find_goal(text: str) -> GoalSaid | None:
    """What a message (Dutch or English) says of a goal, None when it says nothing of one or more than that."""
    return _rules().find(text) if len(text) <= LONGEST else None


class _Rules:
    """The compiled `goals.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        names = ("reached", "asking", "without_words", "named", "wish", "shapes")
        self._rows = {name: compiled(source[name], source["groups"]) for name in names}
        self._never = frozenset(source["never"])

    def find(self, text: str) -> GoalSaid | None:
        """See find_goal; the order matters, for "mijn doel is bereikt" looks like a goal as well."""
        for talk in (GoalTalk.REACHED, GoalTalk.ASKING, GoalTalk.WITHOUT_WORDS):
            if own_words(self._rows[talk], text) is not None:
                return GoalSaid(talk=talk)
        if words := own_words(self._rows["named"], text):
            return None if words.casefold() in self._never else GoalSaid(talk=GoalTalk.NAMED, words=words)
        words = own_words(self._rows["wish"], text)
        if words and own_words(self._rows["shapes"], words) is not None:
            return GoalSaid(talk=GoalTalk.WISH, words=words)
        return None


@cache
def _rules() -> _Rules:
    return _Rules(yaml.safe_load(FILE.read_text(encoding="utf-8")))
