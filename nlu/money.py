"""What somebody says of their living money: an answer to the weekly question, a wish, a letter that is set aside.

Rules in `money.yml`, no model. A wish must be the whole of a short message. That there is enough must be all that is
said; that there is not is heard in a longer story too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from nlu.phrases import compiled, own_words

FILE: Final = Path(__file__).with_name("money.yml")
ENOUGH, TIGHT, OUT, OTHER, NOT_NOW = "enough", "tight", "out", "other", "not_now"
UNSURE, UNCLEAR = "unsure", "unclear"
"""What an answer may be. UNSURE is a plain no: tight or out. OTHER asks to tell it in own words. UNCLEAR asks what it
is, or does not know."""
LONGEST: Final = 140
"""A longer message is a story, and no wish."""
THUMBS: Final = {"👍": ENOUGH, "✅": ENOUGH, "👌": ENOUGH, "👎": UNSURE, "❌": UNSURE}
_END: Final = r"(?=\s*(?:$|[,.!?;]|(?:en|dus|want|maar|and|so|but|omdat|sinds|al)\b))"


@dataclass(frozen=True, kw_only=True)
class MoneyWish:
    """What a message asks for; `own` is what shall be asked of an administrator, in the client's words."""

    action: str
    own: str = ""


def answer_in(text: str) -> str | None:
    """The answer to "is there enough?" that a message is, or None; of two answers the more pressing one."""
    return _rules().answer(text)


def wish_in(text: str) -> MoneyWish | None:
    """What a message (Dutch or English) asks for and nothing else."""
    return _rules().wish(text) if len(text) <= LONGEST else None


def names_money(text: str) -> bool:
    """Whether a message names the living money, so that it is about that at any moment."""
    return _rules().named.search(_plain(text)) is not None


def without_money(text: str) -> str:
    """A message without what names the money: "liever op vrijdag over mijn leefgeld" → "liever op vrijdag"."""
    return " ".join(_rules().naming.sub(" ", _plain(text)).split())


def sets_aside(text: str) -> bool:
    """Whether somebody says that a letter lies there which they would rather not open alone."""
    return _rules().letter(text)


def _plain(text: str) -> str:
    said = text.lower().replace("’", "'").replace("‘", "'")
    said = re.sub(r"([^\W\d_])\1{2,}", r"\1", said)  # "jaaa" is a yes
    return " ".join(re.sub(r"[^\w\s',.!?;-]", " ", said).split())


def _any_of(words: Iterable[str], *, ends: bool = False) -> re.Pattern[str]:
    listed = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s+") for word in words), key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" + (_END if ends else ""))


class _Rules:
    """The compiled `money.yml`."""

    def __init__(self, source: dict[str, Any]) -> None:
        groups = source["groups"]
        self._polite = _any_of(source["polite"])
        self._whole = {name: compiled(source[name], groups) for name in (ENOUGH, NOT_NOW, OTHER, UNCLEAR)}
        self._words = dict.fromkeys(source["says_yes"], ENOUGH) | dict.fromkeys(source["says_no"], UNSURE)
        self._out_alone = frozenset(source["out_alone"])
        self._anywhere = {name: _any_of(source[name]) for name in ("nearly", "tight", "out", "fed_up")}
        self._out_at_end = _any_of(source["out_at_end"], ends=True)
        self._wishes = {action: compiled(rows, groups) for action, rows in source["wishes"].items()}
        names = ("letters", "lies", "closed", "put", "aside", "again", "no_letter")
        self._letter = {name: _any_of(source[name]) for name in names}
        money = "|".join(re.escape(word) for word in groups["money"])
        mine = "|".join(re.escape(word) for word in groups["my"])
        self.named = re.compile(rf"\b(?:{money})\b")
        self.naming = re.compile(rf"\b(?:(?:naar|over|about|met|with) )?(?:(?:{mine}) )?(?:{money}|geld|money)\b")

    def answer(self, text: str) -> str | None:
        """See answer_in."""
        said = _plain(text)
        bare = said.strip(" ,.!?;'-")
        rest = self._without_politeness(bare)
        plainly = THUMBS.get(text.strip()[:1]) or self._words.get(bare)
        return plainly or self._not_enough(said, rest) or self._calm(said, bare, rest)

    def _not_enough(self, said: str, rest: str) -> str | None:
        """What is said of too little, anywhere in the message; "bijna op" is not gone yet."""
        if self._anywhere["nearly"].search(said):
            return TIGHT
        if rest in self._out_alone or self._is_out(said):
            return OUT
        return TIGHT if self._anywhere["tight"].search(said) else None

    def _calm(self, said: str, bare: str, rest: str) -> str | None:
        """An answer that must be all that is said."""
        answers = (
            (OTHER, NOT_NOW, UNCLEAR) if self._anywhere["fed_up"].search(said) else (OTHER, ENOUGH, NOT_NOW, UNCLEAR)
        )
        means = (name for name in answers for one in (rest, bare) if own_words(self._whole[name], one) is not None)
        return next(means, None)

    def _is_out(self, said: str) -> bool:
        return self._anywhere["out"].search(said) is not None or self._out_at_end.search(said) is not None

    def wish(self, text: str) -> MoneyWish | None:
        """See wish_in; the words of the client stay as they were written."""
        said = " ".join(text.replace("’", "'").split()).strip(" .!?,;")
        for one in dict.fromkeys((said, self._without_politeness(said))):
            for action, rows in self._wishes.items():
                own = own_words(rows, one)
                if own is not None:
                    return MoneyWish(action=action, own=own)
        return None

    def letter(self, text: str) -> bool:
        """See sets_aside."""
        said, known = _plain(text), self._letter
        named = known["letters"].search(said)
        if named is None or known["no_letter"].search(said):
            return False
        if known["closed"].search(said) or (known["put"].search(said) and known["aside"].search(said)):
            return True
        lies = known["lies"].search(said)
        return lies is not None and lies.start() < named.start() and known["again"].search(said) is not None

    def _without_politeness(self, said: str) -> str:
        return " ".join(re.sub(self._polite.pattern, " ", said, flags=re.IGNORECASE).split()).strip(" ,.!?;")


@cache
def _rules() -> _Rules:
    return _Rules(yaml.safe_load(FILE.read_text(encoding="utf-8")))
