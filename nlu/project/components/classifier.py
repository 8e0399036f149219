"""Rasa's side of the sentence model: training, keeping, answering."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.project.components.sentence_model import Reading, SentenceModel
from nlu.project.components.tokens import Thesaurus

RANKED = 10
"""So many intents are told; the others are hardly ever meant."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SentenceClassifier(IntentClassifier, GraphComponent):
    """Gives a message its intent and the ranking of all intents, straight from its text."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource
        self._model: SentenceModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`penalty`: how hard the machine tries to get every example right. `thesaurus`: a file beside config.yml."""
        return {"penalty": 0.7, "thesaurus": "thesaurus.yml"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's signature)
    ) -> SentenceClassifier:
        """An untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's signature)
        **kwargs: Any,  # noqa: ARG003 (Rasa's signature)
    ) -> SentenceClassifier:
        """A trained one."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            known = json.loads((folder / "reading.json").read_text(encoding="utf-8"))
            component._model = SentenceModel(_reading(**known), config["penalty"])
            component._model.restore(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, the patterns in the data and the thesaurus, and keep it."""
        known = {
            "thesaurus": yaml.safe_load(Path(self._config["thesaurus"]).read_text(encoding="utf-8")),
            "patterns": {found["name"]: found["pattern"] for found in training_data.regex_features},
        }
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model = SentenceModel(_reading(**known), self._config["penalty"])
        self._model.fit([e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples])
        with self._storage.write_to(self._resource) as folder:
            (folder / "reading.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the intent and the ranking."""
        assert self._model is not None
        for message in messages:
            likeliest = self._model.rank(message.get(TEXT) or "")[:RANKED]
            ranking = [{"name": name, "confidence": sure} for name, sure in likeliest]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages


def _reading(thesaurus: dict[str, str], patterns: dict[str, str]) -> Reading:
    return Reading(
        Thesaurus.read(thesaurus), {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}
    )
