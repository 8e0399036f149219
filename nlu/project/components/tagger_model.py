"""From the words of a message to its entities: a conditional random field over the words, their neighbours, the lists
of known names and the message's intent ("vrouw" is a target group where beds are talked about, not in a greeting).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pycrfsuite import Tagger
from sklearn_crfsuite import CRF

from nlu.project.components.tokens import Word, words

OUTSIDE = "O"
PREFIXES = (2, 3, 4)
SUFFIXES = (2, 3, 5)
REACH = (-2, -1, 1, 2)
_SHAPES = ((re.compile(r"\d"), "9"), (re.compile(r"[A-ZÀ-Þ]"), "X"), (re.compile(r"[^\W\d_X]"), "x"))
_REPEATED = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Span:
    """An entity and where it stands in the text."""

    entity: str
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """Lists of known names: which kinds begin with a word, longest name first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> Names:
        """From names of each kind."""
        found: dict[str, set[tuple[tuple[str, ...], str]]] = {}
        for kind, names in lists.items():
            for name in names:
                parts = tuple(word.text.lower() for word in words(name))
                found.setdefault(parts[0], set()).add((parts, kind))
        return cls({first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in found.items()})

    def kinds(self, lower: Sequence[str]) -> list[str]:
        """For each word the kind of the name it is in, and whether it begins it; an empty string for none."""
        kinds = [""] * len(lower)
        for at in range(len(lower)):
            for parts, kind in self.by_first.get(lower[at], ()):
                if not kinds[at] and tuple(lower[at : at + len(parts)]) == parts:
                    kinds[at : at + len(parts)] = [f"B-{kind}", *[f"I-{kind}"] * (len(parts) - 1)]
        return kinds


class TaggerModel:
    """Train it with `fit` or get it with `restore`; then `find`.

    `sure` are names that are an entity in any sentence, `hints` words that often are.
    """

    def __init__(self, sure: Names, hints: Names) -> None:
        self._sure, self._hints = sure, hints
        self._learnt = b""
        self._tagger = Tagger()

    def fit(self, texts: Sequence[str], intents: Sequence[str], spans: Sequence[Sequence[Span]]) -> None:
        """Learn from marked examples."""
        split = [words(text) for text in texts]
        rows = [self._features(found, intent) for found, intent in zip(split, intents, strict=True)]
        tags = [list(_tags(found, marked)) for found, marked in zip(split, spans, strict=True)]
        field = CRF(algorithm="lbfgs", c1=0.05, c2=0.05, max_iterations=100)
        field.fit(rows, tags)
        self.restore(Path(field.modelfile.name).read_bytes())

    def find(self, text: str, intent: str) -> list[Span]:
        """The entities of a text that probably has this intent."""
        found = words(text)
        if not found:
            return []
        learnt = list(_spans(found, self._tagger.tag(self._features(found, intent))))
        known = _spans(found, [kind or OUTSIDE for kind in self._sure.kinds([word.text.lower() for word in found])])
        taken = [span for span in known if not any(span.start < s.end and s.start < span.end for s in learnt)]
        return sorted(learnt + taken, key=lambda span: span.start)

    def _features(self, found: Sequence[Word], intent: str) -> list[dict[str, float]]:
        lower = [word.text.lower() for word in found]
        kinds = [f"{sure}/{hint}" for sure, hint in zip(self._sure.kinds(lower), self._hints.kinds(lower), strict=True)]
        near = [[f"low={low}", f"kind={kind}"] for low, kind in zip(lower, kinds, strict=True)]
        return [
            dict.fromkeys((*own, *_around(near, at)), 1.0)
            for at, own in enumerate(
                (
                    *near[i],
                    *_looks(word.text, lower[i]),
                    f"intent={intent}",
                    f"{intent}:{lower[i]}",
                    f"{intent}:{kinds[i]}",
                )
                for i, word in enumerate(found)
            )
        ]

    def restore(self, learnt: bytes) -> None:
        """Go on with what was learnt before; see `learnt`."""
        self._learnt = learnt
        self._tagger.open_inmemory(learnt)

    @property
    def learnt(self) -> bytes:
        """What was learnt, for keeping."""
        return self._learnt


def _looks(text: str, lower: str) -> Iterator[str]:
    yield from (f"begins={lower[:n]}" for n in PREFIXES if len(lower) > n)
    yield from (f"ends={lower[-n:]}" for n in SUFFIXES if len(lower) > n)
    shape = text[:8]
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    yield "shape=" + _REPEATED.sub(r"\1", shape)
    yield f"length={min(len(text), 6)}" if text.isdigit() else "word"


def _around(near: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    for step in REACH:
        if 0 <= at + step < len(near):
            yield from (f"{step}:{feature}" for feature in near[at + step])
        else:
            yield f"{step}:edge"


def _tags(found: Sequence[Word], marked: Sequence[Span]) -> Iterator[str]:
    for word in found:
        span = next((s for s in marked if s.start <= word.start and word.end <= s.end), None)
        yield OUTSIDE if span is None else f"{'B' if span.start == word.start else 'I'}-{span.entity}"


def _spans(found: Sequence[Word], tags: Sequence[str]) -> Iterator[Span]:
    """Words with one entity that stand next to each other are one span."""
    open_span: Span | None = None
    for word, tag in zip(found, tags, strict=True):
        entity = tag[2:]
        if open_span is not None and tag[:1] == "I" and open_span.entity == entity:
            open_span = Span(entity, open_span.start, word.end)
            continue
        if open_span is not None:
            yield open_span
        open_span = Span(entity, word.start, word.end) if tag != OUTSIDE else None
    if open_span is not None:
        yield open_span
