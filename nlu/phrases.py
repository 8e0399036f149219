"""Short phrases written as rows of items, for rules that must give back what somebody said in their own words.

A row is held against the whole of a message, spaces and `: = , –` between its items being alike:
  wil|zou      one of these words; `een_eigen` is two words that belong together
  graag?       may be missing
  <people>     one of a named group of words
  ...          any words: the person's own, and what the phrase gives back (at most once in a row)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_BETWEEN = r"[\s,;:=–-]+"
_OWN = "..."


def phrase(row: str, groups: Mapping[str, Iterable[str]] | None = None) -> str:
    """The regular expression of a row, for `own_words`; what stands for `...` is called `own`."""
    return "".join(_item(item, groups or {}) for item in row.split())


def _item(item: str, groups: Mapping[str, Iterable[str]]) -> str:
    if item == _OWN:
        return rf"{_BETWEEN}(?P<own>.+?)"
    name = item.removesuffix("?")
    words = [word for part in name.split("|") for word in (groups[part[1:-1]] if part.startswith("<") else (part,))]
    listed = "|".join(r"\s+".join(map(re.escape, word.split("_"))) for word in words)
    return rf"(?:{_BETWEEN}(?:{listed}))" + ("?" if item.endswith("?") else "")


def compiled(rows: Iterable[str], groups: Mapping[str, Iterable[str]] | None = None) -> tuple[re.Pattern[str], ...]:
    """Rows to hold against whole messages."""
    return tuple(re.compile(phrase(row, groups), re.IGNORECASE) for row in rows)


def own_words(rows: Iterable[re.Pattern[str]], text: str) -> str | None:
    """What stands for `...` in the first row that the whole text is; "" where that row has none; None without a row."""
    said = " " + " ".join(text.replace("’", "'").split()).strip(" .!?…,;")
    found = next((match for row in rows if (match := row.fullmatch(said))), None)
    if found is None:
        return None
    return (found.groupdict().get("own") or "").strip(" ,;:=–-")
