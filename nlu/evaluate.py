"""How well we understand: the figures of the NLU contract, over examples nobody trained on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from nlu.confidence import LIKELY
from nlu.errors import NluError
from nlu.reader import Reader
from nlu.understanding import CrisisKind, Understanding

_MARKED = re.compile(r"\[(?P<text>[^\]]+)\](?:\((?P<short>[^)]+)\)|(?P<json>\{[^}]+\}))")
CRISES = frozenset(CrisisKind)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence of a file, with the intent and the entities (name, value) it should be understood as."""

    text: str
    intent: str
    entities: frozenset[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class IntentFigures:
    """How well one intent is understood: of what was taken for it, and of what should have been."""

    intent: str
    examples: int
    precision: float
    recall: float


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was found, counted."""

    total: int
    right: int
    entities_right: int
    entities_found: int
    entities_wanted: int
    crises: int
    crises_heard: int
    calm: int
    false_alarms: int
    outside: int
    outside_heard: int
    inside: int
    inside_refused: int
    pairs: Counter[tuple[str, str]]
    """How often an intent (first) was understood as another or itself (second)."""

    def figures(self) -> dict[str, float]:
        """The figures under the names of the NLU contract."""
        found, wanted = self.entities_found, self.entities_wanted
        return {
            "intentAccuracy": _share(self.right, self.total),
            "entityF1": _share(2 * self.entities_right, found + wanted),
            "crisisRecall": _share(self.crises_heard, self.crises),
            "crisisFalseAlarmRate": _share(self.false_alarms, self.calm, empty=0.0),
            "outOfScopeRecall": _share(self.outside_heard, self.outside),
            "inScopeRefusedRate": _share(self.inside_refused, self.inside, empty=0.0),
        }

    def intents(self) -> list[IntentFigures]:
        """Precision and recall of every intent, the worst understood first."""
        wanted, got = Counter[str](), Counter[str]()
        for (should_be, understood), times in self.pairs.items():
            wanted[should_be] += times
            got[understood] += times
        found = [
            IntentFigures(
                intent=intent,
                examples=times,
                precision=_share(self.pairs[intent, intent], got[intent], empty=0.0),
                recall=_share(self.pairs[intent, intent], times),
            )
            for intent, times in wanted.items()
        ]
        return sorted(found, key=lambda one: (one.recall + one.precision, one.intent))

    def confusions(self) -> list[tuple[str, str, int]]:
        """(should be, understood as, times), the commonest first."""
        return [(*pair, times) for pair, times in self.pairs.most_common() if pair[0] != pair[1]]

    def print(self, console: Console) -> None:
        """Tables for people: the figures, every intent, and the confusions that happen most."""
        figures = Table("figure", "value", title=f"{self.total} examples")
        for name, value in self.figures().items():
            figures.add_row(name, f"{value:.3f}")
        each = Table("intent", "examples", "precision", "recall", title="intents, the worst understood first")
        for one in self.intents():
            each.add_row(one.intent, str(one.examples), f"{one.precision:.2f}", f"{one.recall:.2f}")
        mixed = Table("should be", "understood as", "times", title="confusions")
        for wanted, got, times in self.confusions()[:20]:
            mixed.add_row(wanted, got, str(times))
        for table in (figures, each, mixed):
            console.print(table)


def _share(part: float, whole: float, empty: float = 1.0) -> float:
    return round(part / whole, 4) if whole else empty


def read_examples(file: Path) -> list[Example]:
    """The examples of a file in Rasa's NLU format; raises NluError when it is none."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        groups = [g for g in content["nlu"] if "intent" in g]
        return [_example(line, str(group["intent"])) for group in groups for line in _lines(group["examples"])]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise NluError(f"{file} is no file of examples in Rasa's format: {error}") from error


def _lines(block: str) -> list[str]:
    return [line[2:].strip() for line in block.splitlines() if line.startswith("- ") and line[2:].strip()]


def _example(line: str, intent: str) -> Example:
    entities = set()
    for mark in _MARKED.finditer(line):
        if mark["short"]:
            entities.add((mark["short"], mark["text"]))
        else:
            facts: dict[str, Any] = yaml.safe_load(mark["json"])
            entities.add((facts["entity"], str(facts.get("value", mark["text"]))))
    return Example(text=_MARKED.sub(lambda m: m["text"], line), intent=intent, entities=frozenset(entities))


async def evaluate(files: Sequence[Path], reader: Reader, now: datetime) -> Report:
    """Read every example of the files as the product would, and count. Raises NluError for a file that is none."""
    examples = [example for file in files for example in read_examples(file)]
    pairs = [(e, await reader.read(e.text, language="nl", now=now)) for e in examples]
    return _count(pairs)


def _count(pairs: list[tuple[Example, Understanding]]) -> Report:
    crises = [(e, u) for e, u in pairs if e.intent in CRISES]
    calm = [(e, u) for e, u in pairs if e.intent not in CRISES]
    outside = [(e, u) for e, u in pairs if e.intent == "out_of_scope"]
    inside = [(e, u) for e, u in pairs if e.intent != "out_of_scope"]
    found = [(e.entities, {(x.name, x.value) for x in u.entities}) for e, u in pairs]
    return Report(
        total=len(pairs),
        right=sum(_intent(u) == e.intent for e, u in pairs),
        entities_right=sum(len(wanted & got) for wanted, got in found),
        entities_found=sum(len(got) for _, got in found),
        entities_wanted=sum(len(wanted) for wanted, _ in found),
        crises=len(crises),
        crises_heard=sum(u.danger is not None for _, u in crises),
        calm=len(calm),
        false_alarms=sum(u.danger is not None for _, u in calm),
        outside=len(outside),
        outside_heard=sum(_refused(u) for _, u in outside),
        inside=len(inside),
        inside_refused=sum(_refused(u) for _, u in inside),
        pairs=Counter((e.intent, _intent(u)) for e, u in pairs),
    )


def _intent(understood: Understanding) -> str:
    """The intent as the product takes it: danger comes first."""
    return str(understood.danger or understood.intent)


def _refused(understood: Understanding) -> bool:
    if understood.danger is not None:
        return False
    return understood.intent in (None, "out_of_scope") or understood.confidence < LIKELY
