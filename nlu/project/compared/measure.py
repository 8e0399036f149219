"""Compare pipelines by cross-validation: `cd nlu/project && python -m nlu.project.compared.measure config.yml …`.

Runs in Rasa's environment with the repository on PYTHONPATH. Takes every ninth sentence, for a transformer needs ten
minutes for these already; prints a line of JSON for each configuration.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.utils.log_utils import configure_structlog

FOLDS = 5
EVERY = 9
SEED = 1
Spans = set[tuple[str, int, int]]


def main() -> None:
    """Measure every configuration that is named, one after the other."""
    configure_structlog(logging.ERROR)
    data = training_data_from_paths(["data"], "nl")
    examples = [e for e in data.intent_examples if e.get(TEXT)]
    random.Random(SEED).shuffle(examples)  # noqa: S311 (the same order every time)
    for config in sys.argv[1:]:
        print(json.dumps({"config": config, **_measure(config, data, examples[::EVERY])}), flush=True)  # noqa: T201


def _measure(config: str, data: TrainingData, examples: Sequence[Message]) -> dict[str, float]:
    right = both = found = wanted = 0
    training, parsing = [], []
    for fold in range(FOLDS):
        tested = examples[fold::FOLDS]
        held_out = set(map(id, tested))
        began = time.perf_counter()
        agent = _trained(config, data, [e for e in examples if id(e) not in held_out])
        training.append(time.perf_counter() - began)
        for example in tested:
            began = time.perf_counter()
            parsed = asyncio.run(agent.parse_message(example.get(TEXT)))
            parsing.append(time.perf_counter() - began)
            right += parsed[INTENT]["name"] == example.get(INTENT)
            got, should_be = _spans(parsed[ENTITIES]), _spans(example.get(ENTITIES, []))
            both, found, wanted = both + len(got & should_be), found + len(got), wanted + len(should_be)
    return {
        "examples": len(examples),
        "intentAccuracy": round(right / len(examples), 4),
        "entityF1": round(2 * both / (found + wanted), 4),
        "trainingSeconds": round(statistics.median(training), 1),
        "parseMilliseconds": round(statistics.median(parsing) * 1000, 2),
        "mostMemoryMegabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
    }


def _trained(config: str, data: TrainingData, examples: Sequence[Message]) -> Agent:
    part = TrainingData(list(examples), data.entity_synonyms, data.regex_features, data.lookup_tables)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "examples.yml"
        file.write_text(part.nlu_as_yaml(), encoding="utf-8")
        return Agent.load(str(train_nlu(config, str(file), folder)))


def _spans(entities: Sequence[dict[str, Any]]) -> Spans:
    return {(e["entity"], e["start"], e["end"]) for e in entities}


if __name__ == "__main__":
    main()
