"""Rasa's side of the tagger model: training, keeping, finding."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.project.components.tagger_model import Names, Span, TaggerModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityTagger(EntityExtractorMixin, GraphComponent):
    """Finds the entities of a message; stands behind the intent classifier, whose answer it uses."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._model: TaggerModel | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 (Rasa's signature)
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's signature)
    ) -> EntityTagger:
        """An untrained one."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003 (Rasa's signature)
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 (Rasa's signature)
        **kwargs: Any,  # noqa: ARG003 (Rasa's signature)
    ) -> EntityTagger:
        """A trained one."""
        component = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = _model(**json.loads((folder / "names.json").read_text(encoding="utf-8")))
            component._model.restore((folder / "field.crfsuite").read_bytes())
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the marked examples and the lists in the data, and keep it."""
        names = _lists(training_data)
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._model = _model(**names)
        self._model.fit(
            [e.get(TEXT) for e in examples],
            [e.get(INTENT) for e in examples],
            [[Span(m["entity"], m["start"], m["end"]) for m in e.get(ENTITIES, [])] for e in examples],
        )
        with self._storage.write_to(self._resource) as folder:
            (folder / "names.json").write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")
            (folder / "field.crfsuite").write_bytes(self._model.learnt)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what is found to what others found."""
        assert self._model is not None
        for message in messages:
            text, intent = message.get(TEXT) or "", (message.get(INTENT) or {}).get("name", "")
            found = [
                {"entity": s.entity, "start": s.start, "end": s.end, "value": text[s.start : s.end]}
                for s in self._model.find(text, intent)
            ]
            marked = self.add_extractor_name(found)
            message.set(ENTITIES, message.get(ENTITIES, []) + marked, add_to_output=True)
        return messages


def _model(sure: dict[str, list[str]], hints: dict[str, list[str]]) -> TaggerModel:
    return TaggerModel(Names.of(sure), Names.of(hints))


def _lists(training_data: TrainingData) -> dict[str, dict[str, list[str]]]:
    """Names that are an entity wherever they stand, and words that hint at one: other lists, and what has a synonym."""
    names = {table["name"]: list(table["elements"]) for table in training_data.lookup_tables}
    sure = {kind: words for kind, words in names.items() if kind in training_data.entities}
    hints = {kind: words for kind, words in names.items() if kind not in training_data.entities}
    for written, value in training_data.entity_synonyms.items():
        hints.setdefault(value, []).append(written)
    return {"sure": sure, "hints": hints}
