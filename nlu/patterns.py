"""Words that follow each other, with gaps: what the rules for danger and for needs are written in.

A line is a row of items: words or `<groups>` with `|` between, `~n` for a gap of so many words, `?` for what
may be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Sets of words that must follow each other; `gaps[i]` other words at most may stand before element i."""

    elements: tuple[frozenset[str], ...]
    gaps: tuple[int, ...]

    def matches(self, words: list[str], present: set[str], stops: frozenset[str]) -> list[tuple[int, ...]]:
        """The places in `words` where the elements stand; a gap never reaches over one of the `stops`."""
        if any(element.isdisjoint(present) for element in self.elements):
            return []
        first = self.elements[0]
        paths: dict[int, tuple[int, ...]] = {at: (at,) for at, word in enumerate(words) if word in first}
        for element, gap in zip(self.elements[1:], self.gaps[1:], strict=True):
            paths = dict(_steps(paths, words, element, gap, stops))
            if not paths:
                return []
        return list(paths.values())


class PatternSet:
    """Patterns, found by their rarest word: most messages contain none, so that most patterns are never tried."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(dict.fromkeys(patterns))
        uses = Counter(word for pattern in self._patterns for element in pattern.elements for word in element)
        self._by_word: dict[str, list[Pattern]] = {}
        for pattern in self._patterns:
            for word in min(pattern.elements, key=lambda element: max(uses[word] for word in element)):
                self._by_word.setdefault(word, []).append(pattern)

    def places(self, words: list[str], stops: frozenset[str]) -> Iterator[tuple[int, ...]]:
        """Where any of the patterns stands in `words`: for each hit the positions of its elements."""
        present = set(words)
        for word in present & self._by_word.keys():
            for pattern in self._by_word[word]:
                yield from pattern.matches(words, present, stops)

    def words(self) -> frozenset[str]:
        """All words that occur in the patterns."""
        return frozenset(word for pattern in self._patterns for element in pattern.elements for word in element)


def _steps(
    paths: dict[int, tuple[int, ...]], words: list[str], element: frozenset[str], gap: int, stops: frozenset[str]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    for at, path in paths.items():
        for place in range(at + 1, min(at + gap + 2, len(words))):
            if words[place] in element:
                yield place, (*path, place)
            if words[place] in stops:
                break


def variants(line: str) -> Iterator[list[str]]:
    """The rows of items that a line stands for: with and without each item that may be missing."""
    for items in product(*(((item[:-1], "") if item.endswith("?") else (item,)) for item in line.split())):
        yield [item for item in items if item]


def pattern_of(items: Sequence[str], words_of: Callable[[str], frozenset[str]]) -> Pattern:
    """The pattern of a row of items; an item that stands for no words at all is left out."""
    elements: list[frozenset[str]] = []
    gaps: list[int] = []
    gap = 0
    for item in items:
        if item.startswith("~"):
            gap = int(item[1:])
        elif element := words_of(item):
            elements.append(element)
            gaps.append(gap)
            gap = 0
    return Pattern(elements=tuple(elements), gaps=tuple(gaps))


def by_first_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Typos seldom touch the first letter, and comparing with a few words instead of all keeps reading fast."""
    buckets: dict[str, list[str]] = {}
    for word in sorted(words):
        buckets.setdefault(word[0], []).append(word)
    return {letter: tuple(bucket) for letter, bucket in buckets.items()}
