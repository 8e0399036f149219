"""A small grammar: rules that turn a row of tokens into meanings.

A rule has a kind (what it makes), patterns and a function. A pattern is a row of items:

- `WEEKDAY`, `CLOCK`: a word of that kind, or what other rules make of that kind; its value goes to the function;
- `on`, `the`: a keyword of the lexicon, matched but not handed on;
- `item?`: may be absent (an absent capital item is handed on as None);
- `!counted`, `<!every`: the next, the previous token must not be of that kind; `^`, `$`: start, end of the text.

A function gets the present local moment first, then the values; it returns None where the pattern means nothing after
all, and a ValueError (31 June) says the same.
All readings are kept (each kind, place and length once, earlier rules first), so no rule needs to know of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from nlu.dutch_time.words import Token

Make = Callable[..., object]
F = TypeVar("F", bound=Make)


@dataclass(frozen=True)
class _Item:
    name: str
    look: str = ""  # "!" ahead, "<" behind, "^" and "$" the borders of the text
    optional: bool = False
    silent: bool = False


@dataclass(frozen=True)
class _Rule:
    items: tuple[_Item, ...]
    make: Make


_rules: dict[str, list[_Rule]] = {}


def rule(kind: str, *patterns: str) -> Callable[[F], F]:
    """Make the decorated function a rule of `kind` for each of the patterns."""

    def register(make: F) -> F:
        _rules.setdefault(kind, []).extend(_Rule(tuple(map(_item, p.split())), make) for p in patterns)
        return make

    return register


def _item(written: str) -> _Item:
    if written in "^$":
        return _Item(written, look=written)
    if written.startswith("!"):
        return _Item(written[1:], look="!")
    if written.startswith("<!"):
        return _Item(written[2:], look="<")
    name = written.removesuffix("?")
    return _Item(name, optional=written.endswith("?"), silent=name.islower())


@cache
def _openings(kind: str) -> tuple[tuple[_Rule, frozenset[str]], ...]:
    """The rules of a kind, each with the kinds of word it can begin with."""
    return tuple((r, frozenset(_first(r))) for r in _rules[kind])


def _first(one: _Rule) -> Iterator[str]:
    for item in one.items:
        if item.look:
            continue
        if item.name in _rules:
            for _, openings in _openings(item.name):
                yield from openings
        yield item.name
        if not item.optional:
            return


class Parser:
    """Reads one row of tokens, remembering what it found where."""

    def __init__(self, tokens: tuple[Token, ...], now: datetime) -> None:
        self._tokens = tokens
        self._now = now
        self._known: dict[tuple[str, int], dict[int, object]] = {}

    def readings(self, kind: str, position: int) -> dict[int, object]:
        """Everything of that kind that begins at a token: where it ends (exclusive) and what it means."""
        key = (kind, position)
        if key not in self._known:
            self._known[key] = self._read(kind, position)
        return self._known[key]

    def _read(self, kind: str, position: int) -> dict[int, object]:
        if position >= len(self._tokens):
            return {}
        kinds = self._tokens[position].kinds
        found: dict[int, object] = {position + 1: kinds[kind]} if kind in kinds else {}
        for one, openings in _openings(kind) if kind in _rules else ():
            if openings.isdisjoint(kinds):
                continue
            for end, values in self._match(one.items, 0, position):
                if end > position and end not in found and (meaning := self._make(one, values)) is not None:
                    found[end] = meaning
        return found

    def _make(self, one: _Rule, values: tuple[object, ...]) -> object | None:
        try:
            return one.make(self._now, *values)
        except (ValueError, OverflowError):  # 31 June, the year 10000: no such day
            return None

    def _match(self, items: tuple[_Item, ...], index: int, at: int) -> Iterator[tuple[int, tuple[object, ...]]]:
        if index == len(items):
            yield at, ()
            return
        item = items[index]
        if item.look:
            if self._allowed(item, at):
                yield from self._match(items, index + 1, at)
            return
        for end, value in self.readings(item.name, at).items():
            for last, values in self._match(items, index + 1, end):
                yield last, values if item.silent else (value, *values)
        if item.optional:
            for last, values in self._match(items, index + 1, at):
                yield last, values if item.silent else (None, *values)

    def _allowed(self, item: _Item, at: int) -> bool:
        if item.look in "^$":
            return at == (0 if item.look == "^" else len(self._tokens))
        place = at if item.look == "!" else at - 1
        return not (0 <= place < len(self._tokens) and item.name in self._tokens[place].kinds)
