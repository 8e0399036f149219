"""From a message to its intents: what the words, their pieces and their concepts weigh, added up.

A linear model: each feature has a weight for each intent, so that it trains in seconds, answers in half a millisecond
and can say why. The decisions of a support vector machine become confidences by a softmax with one temperature.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.svm import LinearSVC

from nlu.project.components.tokens import Thesaurus, pieces, runs, spoken

LONGEST_PIECE = 5
FOLDS = 4
TEMPERATURES = np.geomspace(0.05, 2.0, 60)
BLOCKS = {"word": 1.0, "piece": 1.0, "concept": 0.8, "pattern": 0.5}
"""The kinds of features and how much each counts; every kind has length one before that."""


@dataclass(frozen=True)
class Reading:
    """What the model looks at in a message."""

    thesaurus: Thesaurus
    patterns: Mapping[str, re.Pattern[str]]

    def features(self, text: str) -> dict[str, Iterator[str]]:
        """The features of each kind, with repeats."""
        heard = spoken(text)
        framed = ["^", *heard, "$"]
        meant = self.thesaurus.meant(heard)
        return {
            "word": itertools.chain(heard, runs(framed, 2, 3)),
            "piece": pieces(heard, LONGEST_PIECE),
            "concept": itertools.chain(meant, runs(["^", *meant, "$"], 2, 3)),
            "pattern": self._patterns(text),
        }

    def _patterns(self, text: str) -> Iterator[str]:
        found = [name for name, pattern in self.patterns.items() if pattern.search(text)]
        yield from found
        yield from (f"{one}+{other}" for one, other in itertools.combinations(found, 2))


@dataclass
class Vocabulary:
    """The known features of one kind: where their weights stand, and how rare each is."""

    places: dict[str, int]
    rarity: np.ndarray

    @classmethod
    def learn(cls, counted: Sequence[Counter[str]], first: int) -> Vocabulary:
        """All features that were seen; their places begin at `first`."""
        seen: Counter[str] = Counter()
        for counts in counted:
            seen.update(counts.keys())
        rarity = np.array([log((1 + len(counted)) / (1 + times)) + 1 for times in seen.values()])
        return cls({name: first + at for at, name in enumerate(seen)}, rarity)

    def weigh(self, counts: Counter[str], first: int) -> tuple[list[int], np.ndarray]:
        """Places and values of the features, of length one together."""
        places = [place for name in counts if (place := self.places.get(name)) is not None]
        times = np.array([times for name, times in counts.items() if name in self.places], dtype=float)
        if not places:
            return [], times
        values = (1 + np.log(times)) * self.rarity[np.array(places) - first]
        return places, values / np.linalg.norm(values)


class SentenceModel:
    """Train it with `fit` or get it with `restore`; then `rank`."""

    def __init__(self, reading: Reading, penalty: float) -> None:
        self.reading, self._penalty = reading, penalty
        self.intents: list[str] = []
        self._vocabularies: dict[str, Vocabulary] = {}
        self._firsts: dict[str, int] = {}
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)
        self._temperature = 1.0

    def fit(self, texts: Sequence[str], intents: Sequence[str]) -> None:
        """Learn from examples, and from a cross-validation how sure to be."""
        counted = [{kind: Counter(found) for kind, found in self.reading.features(t).items()} for t in texts]
        first = 0
        for kind in BLOCKS:
            self._vocabularies[kind] = Vocabulary.learn([counts[kind] for counts in counted], first)
            self._firsts[kind] = first
            first += len(self._vocabularies[kind].places)
        rows = [self._row(counts) for counts in counted]
        matrix = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([places for places, _ in rows]),
                np.cumsum([0, *(len(places) for places, _ in rows)]),
            ),
            shape=(len(rows), first),
        )
        self._train(matrix, np.array(intents))

    def _train(self, matrix: csr_matrix, intents: np.ndarray) -> None:
        machine = LinearSVC(C=self._penalty, random_state=1)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
        decisions = cross_val_predict(machine, matrix, intents, cv=folds, method="decision_function")
        machine.fit(matrix, intents)
        self.intents = [str(name) for name in machine.classes_]
        self._weights = machine.coef_.T.astype(np.float32).copy()
        self._bias = machine.intercept_.astype(np.float32)
        right = np.searchsorted(machine.classes_, intents)
        self._temperature = float(min(TEMPERATURES, key=lambda t: _surprise(decisions / t, right)))

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its confidence, the likeliest first."""
        places, values = self._row({kind: Counter(f) for kind, f in self.reading.features(text).items()})
        decision = self._bias + values.astype(np.float32) @ self._weights[places]
        confidence = np.exp(_log_softmax(decision[None, :] / self._temperature)[0])
        return [(self.intents[at], float(confidence[at])) for at in np.argsort(-confidence)]

    def _row(self, counts: Mapping[str, Counter[str]]) -> tuple[np.ndarray, np.ndarray]:
        places: list[int] = []
        values = [np.zeros(0)]
        for kind, weight in BLOCKS.items():
            found, weighed = self._vocabularies[kind].weigh(counts[kind], self._firsts[kind])
            places += found
            values.append(weighed * weight)
        return np.array(places, dtype=np.int64), np.concatenate(values)

    def save(self, folder: Path) -> None:
        """Write everything that was learnt into a folder; numbers and names only, nothing that could run."""
        known = {
            "intents": self.intents,
            "temperature": self._temperature,
            "places": {kind: list(v.places) for kind, v in self._vocabularies.items()},
        }
        (folder / "model.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        rarity = {kind: v.rarity for kind, v in self._vocabularies.items()}
        np.savez(folder / "model.npz", weights=self._weights, bias=self._bias, **rarity)  # type: ignore[arg-type]

    def restore(self, folder: Path) -> None:
        """Read back what `save` wrote."""
        known: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        numbers = np.load(folder / "model.npz")
        self.intents, self._temperature = known["intents"], known["temperature"]
        self._weights, self._bias = numbers["weights"], numbers["bias"]
        first = 0
        for kind in BLOCKS:
            names = known["places"][kind]
            self._vocabularies[kind] = Vocabulary({name: first + at for at, name in enumerate(names)}, numbers[kind])
            self._firsts[kind] = first
            first += len(names)


def _log_softmax(decisions: np.ndarray) -> np.ndarray:
    highest = decisions.max(axis=1, keepdims=True)
    shares: np.ndarray = decisions - highest - np.log(np.exp(decisions - highest).sum(axis=1, keepdims=True))
    return shares


def _surprise(decisions: np.ndarray, right: np.ndarray) -> float:
    return -float(np.mean(_log_softmax(decisions)[np.arange(len(right)), right]))
