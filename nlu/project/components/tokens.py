"""A message as a list of words, and the thesaurus that says which words mean about the same. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?=[^\W\d_]))?|[^\w\s]")
_NUMBER = re.compile(r"\d")
_APOSTROPHE = re.compile(r"['’`´]")


@dataclass(frozen=True)
class Word:
    """A word, a number or a sign as written, and where it stands in the message."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words, numbers and signs of a message, in order."""
    return [Word(found.group(), found.start(), found.end()) for found in WORD.finditer(text)]


def spoken(text: str) -> list[str]:
    """The words of a message as the model compares them: lower case, every number alike, of all signs only ! and ?."""
    found = (word.text.lower() for word in words(text))
    kept = (_APOSTROPHE.sub("", word) for word in found)
    return ["0" if _NUMBER.match(word) else word for word in kept if word and (word[0].isalnum() or _tells(word))]


def _tells(sign: str) -> bool:
    """Question marks, exclamation marks and emoji say something; commas and full stops come and go."""
    return sign in "?!" or ord(sign[0]) > 0x2190


def runs(items: Sequence[str], shortest: int, longest: int) -> Iterator[str]:
    """All rows of `shortest` to `longest` items that stand next to each other."""
    for length in range(shortest, longest + 1):
        for start in range(len(items) - length + 1):
            yield " ".join(items[start : start + length])


def pieces(items: Iterable[str], longest: int) -> Iterator[str]:
    """All pieces of one to `longest` letters of each word, its beginning and end marked by a space."""
    for item in items:
        word = f" {item} "
        for length in range(1, min(longest, len(word)) + 1):
            for start in range(len(word) - length + 1):
                yield word[start : start + length]


@dataclass(frozen=True)
class Thesaurus:
    """Which concept a word, or a row of words, stands for. `phrases` is keyed by the first word."""

    concepts: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, source: Mapping[str, str]) -> Thesaurus:
        """From the file's mapping of a concept to its words, separated by spaces; parts of a phrase by underscores."""
        single: dict[str, str] = {}
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for concept, entries in source.items():
            for entry in entries.lower().split():
                parts = tuple(spoken(entry.replace("_", " ")))
                if len(parts) == 1:
                    single.setdefault(parts[0], concept)
                elif parts:
                    phrases.setdefault(parts[0], []).append((parts, concept))
        longest_first = {
            first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in sorted(phrases.items())
        }
        return cls(single, longest_first)

    def meant(self, heard: Sequence[str]) -> list[str]:
        """The words with every known one replaced by its concept, in capitals."""
        meant: list[str] = []
        at = 0
        while at < len(heard):
            for parts, concept in self.phrases.get(heard[at], ()):
                if tuple(heard[at : at + len(parts)]) == parts:
                    meant.append(concept.upper())
                    at += len(parts)
                    break
            else:
                concept = self.concepts.get(heard[at], "")
                meant.append(concept.upper() or heard[at])
                at += 1
        return meant
