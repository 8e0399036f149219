"""Sentences in the region's own words: how one is shown to who edits it, and what it may not lose.

An own text is the pattern of a Fluent message: `{ $name }` is filled in. It has the same gaps as ours, and keeps every
telephone number, because people in need ring what they read (DOMAIN.md section 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.serializer import FluentSerializer
from fluent.syntax.visitor import Visitor

from actions import texts

LONGEST, LONGEST_LABEL = 2000, 40
WORDS_A_SENTENCE = 15
"""A longer sentence is hard to read for who is tired (DOMAIN.md section 7: B1, A2 where possible)."""
MOST_VARIANTS = 12
_NUMBER = re.compile(r"\b\d[\d\- ]{1,}\d\b")
_LABEL = re.compile(r"button-|.*-field-")
_KEY = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, kw_only=True)
class Ours:
    """A sentence as Stapje brings it along: in which file, its pattern, and what that fills in."""

    subject: str
    key: str
    pattern: str
    gaps: frozenset[str]


class _Gaps(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:
        self.names.add(node.id.name)


@cache
def ours(language: str) -> dict[str, Ours]:
    """Every sentence of a language by its key, in the order of the files."""
    found = {}
    for file in sorted((texts.FOLDER / language).glob("*.ftl")):
        for entry in parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and entry.value is not None:
                key = entry.id.name
                found[key] = Ours(subject=file.stem, key=key, pattern=_pattern(entry), gaps=_gaps(entry))
    return found


def _pattern(message: Any) -> str:
    """What stands after the "=", as it would be typed."""
    message.comment = None
    written = FluentSerializer().serialize_entry(message).split("=", 1)[1]
    lines = written.strip("\n").split("\n")
    return "\n".join([lines[0].strip(), *(line.removeprefix("    ") for line in lines[1:])]).strip()


def _gaps(message: Any) -> frozenset[str]:
    visitor = _Gaps()
    visitor.visit(message)
    return frozenset(visitor.names)


def _message(key: str, pattern: str) -> Any | None:
    body = parse(texts.entry(key, pattern)).body
    fine = len(body) == 1 and isinstance(body[0], ftl.Message) and body[0].value is not None and not body[0].attributes
    return body[0] if fine else None


def wrong(language: str, key: str, pattern: str) -> str | None:
    """Why this cannot be said instead of ours, as a text key; None when it can. Raises KeyError for an unknown key."""
    brought = ours(language)[key]
    message = _message(key, pattern) if pattern.strip() else None
    if message is None:
        return "own-text-broken" if pattern.strip() else "edit-needed"
    most = max(LONGEST_LABEL, len(brought.pattern)) if _LABEL.match(key) else LONGEST
    troubles = {
        "own-text-long": len(pattern) > most,
        "own-text-unknown-gap": bool(_gaps(message) - brought.gaps),
        "own-text-lost-gap": bool(brought.gaps - _gaps(message)),
        "own-text-lost-number": bool(_numbers(brought.pattern) - _numbers(pattern)),
        "own-text-broken": not _can_be_read(message),
    }
    return next((trouble for trouble, there in troubles.items() if there), None)


def _can_be_read(message: Any) -> bool:
    try:
        return all(said.strip() for said in _variants(message.value))
    except LookupError:
        return False


def _numbers(pattern: str) -> set[str]:
    return {re.sub(r"\D", "", found) for found in _NUMBER.findall(pattern)}


def read_as(language: str, key: str, pattern: str) -> list[str]:
    """Every way in which a pattern can read, some at most; a gap shows its name between ‹ ›. Raises LookupError."""
    message = _message(key, pattern)
    if message is None:
        raise LookupError(f"{key} in texts/{language} is no Fluent pattern")
    return list(dict.fromkeys(_variants(message.value)))[:MOST_VARIANTS]


def _variants(pattern: Any) -> Iterator[str]:
    for parts in product(*(list(_read(element)) for element in pattern.elements)):
        yield "".join(parts)


def _read(element: Any) -> Iterator[str]:
    node = element.expression if isinstance(element, ftl.Placeable) else element
    match node:
        case ftl.TextElement():
            yield node.value
        case ftl.SelectExpression():
            for variant in node.variants:
                yield from _variants(variant.value)
        case ftl.VariableReference():
            yield f"‹{node.id.name}›"
        case ftl.StringLiteral() | ftl.NumberLiteral():
            yield node.value
        case ftl.MessageReference() if node.id.name in texts.keys("nl"):
            yield f"‹{node.id.name}›"
        case _:
            raise LookupError("an own text holds words, gaps, choices and other texts that there are")


def long_sentences(said: str) -> list[str]:
    """The sentences that are too long to read easily."""
    parts = [part.strip() for line in said.split("\n") for part in re.split(r"(?<=[.!?])\s+", line)]
    return [part for part in parts if len(part.split()) > WORDS_A_SENTENCE]


def matching(language: str, words: str, subject: str) -> list[Ours]:
    """The sentences of a subject ("": of all) in which all of these words stand, or whose key has them."""
    wanted = words.lower().split()
    return [
        one for one in ours(language).values()
        if (not subject or one.subject == subject)
        and all(word in one.pattern.lower() or word in one.key for word in wanted)
    ]  # fmt: skip


def subjects() -> list[str]:
    """The files, each about one subject."""
    return list(dict.fromkeys(one.subject for one in ours("nl").values()))


def is_key(key: str) -> bool:
    """Whether this is the key of a sentence that there is in every language."""
    return bool(_KEY.fullmatch(key)) and all(key in ours(language) for language in texts.LANGUAGES)
