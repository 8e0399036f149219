"""Which part of life some words are about, guessed from the words alone (`life_domains.yml`)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import yaml

FILE: Final = Path(__file__).with_name("life_domains.yml")
_WORD: Final = re.compile(r"[^\W_]+")


def life_domain_in(text: str) -> str | None:
    """The life domain that `text` (Dutch or English) names most words of; None when none or two are as likely."""
    words = _WORD.findall(_plain(text))
    likely = Counter(domain for domain, known in _known().items() for word in words if known.fullmatch(word))
    best = likely.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


@cache
def _known() -> dict[str, re.Pattern[str]]:
    source = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {domain: re.compile("|".join(map(_spelled, words.split()))) for domain, words in source.items()}


def _spelled(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


def _plain(text: str) -> str:
    """Lower case without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))
