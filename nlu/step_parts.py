"""Where a step is taken and who comes along, where somebody says so: "bij het wijkteam", "samen met mijn zus"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import yaml

FILE: Final = Path(__file__).with_name("step_parts.yml")
MOST_NAME_WORDS: Final = 2


def place_in(text: str) -> str | None:
    """The place that `text` (Dutch or English) names, in its own words and without "bij" or "in"; None without one."""
    return _first(_rules()["place"], text)


def helper_in(text: str) -> str | None:
    """Who comes along or helps, in the words of `text`; None when it says so of nobody."""
    return _first(_rules()["helper"], text)


def nothing_more(text: str, *said: str | None) -> bool:
    """Whether `text` says these words (a place, a person, moments) and nothing else."""
    rest = text.casefold()
    for words in filter(None, said):
        rest = rest.replace(words.casefold(), " ")
    return all(word in _around() for word in re.findall(r"[^\W_]+", rest))


def _first(rule: re.Pattern[str], text: str) -> str | None:
    found = rule.search(" ".join(text.replace("’", "'").split()))
    return next((words for words in found.groups() if words), None) if found else None


@cache
def _source() -> dict[str, str]:
    source: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return source


@cache
def _around() -> frozenset[str]:
    return frozenset(_source()["around"].split())


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    word = {name: _one_of(words) for name, words in _source().items()}
    name = rf"[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,{MOST_NAME_WORDS - 1}}}"
    somebody = rf"(?i:(?:{word['some']} )?(?:{word['people']})|{word['unnamed']})|{name}"
    place = rf"(?i:\b{word['at']} ((?:{word['some']} )?{word['places']})\b|\b({word['alone']})\b)"
    helper = rf"\b(?i:{word['with']}) ({somebody})\b|\b({somebody}) (?i:{word['comes']})\b"
    return {"place": re.compile(place), "helper": re.compile(helper)}


def _one_of(words: str) -> str:
    listed = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("_", " ") for word in listed) + ")"
