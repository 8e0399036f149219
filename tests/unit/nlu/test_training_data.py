"""The sentences Stapje learns from: enough of them, each in one place, with names the code knows."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[3] / "nlu" / "project"
SENTENCES = Path(__file__).parents[2] / "sentences"
PROFESSIONAL = {"request_fast_fund", "put_on_case_table", "report_signal", "ask_caseload", "update_bed_occupancy"}
FEWEST = {"nl": (80, 40), "en": (25, 15)}  # examples of an intent that clients use, and of a professional one
MUNICIPALITIES = (
    "Almelo, Borne, Dinkelland, Enschede, Haaksbergen, Hellendoorn, Hengelo, Hof van Twente, Losser, Oldenzaal, "
    "Rijssen-Holten, Tubbergen, Twenterand, Wierden"
)
AREAS = (
    "Sluitersveld, De Riet, Ossenkoppelerhoek, Kerkelanden, Nieuwstraatkwartier, Windmolenbroek, Schelfhorst, "
    "Aalderinkshoek, Noorderkwartier, Wierdensehoek"
)
DEBTS = "huur, energie, water, zorgverzekering, boetes, belasting, telefoon, lening, alimentatie, webwinkel, overig"
CANONICAL = {
    "facility": {"nachtopvang", "crisisopvang", "24-uursopvang", "jongerenopvang", "gezinskamer"},
    "target_group": {"man", "vrouw", "gezin", "jongere", "kind"},
    "municipality": set(MUNICIPALITIES.split(", ")),
    "neighbourhood": set(AREAS.split(", ")),
    "debt_type": set(DEBTS.split(", ")),
    "life_domain": {"wonen", "familie", "gezondheid", "mensen", "geld", "schulden", "leren", "werk"},
}
FORM = {"person_count": r"\d{1,3}", "bed": r"\d{1,3}[a-z]?", "amount": r".*\d.*"}  # any value of this form will do
ANNOTATION = re.compile(r"\[(?P<text>[^\]]+)\](?:\((?P<name>\w+)\)|(?P<json>\{[^}]*\}))")
PERSONAL_NUMBER = re.compile(r"\b\d{8,9}\b|\b06[- ]?\d{2}|\+31")


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence as it stands in a file, annotations and all."""

    language: str
    file: str
    intent: str
    marked: str

    @property
    def text(self) -> str:
        return ANNOTATION.sub(r"\g<text>", self.marked)

    @property
    def entities(self) -> Iterator[tuple[str, str, str]]:
        """(entity, value, text) of every annotation."""
        for match in ANNOTATION.finditer(self.marked):
            told = json.loads(match["json"] or "{}")
            yield match["name"] or told["entity"], told.get("value", match["text"]), match["text"]


def read(path: Path, language: str) -> Iterator[Example]:
    for block in yaml.safe_load(path.read_text())["nlu"]:
        for line in block["examples"].splitlines():
            yield Example(language=language, file=path.stem, intent=block["intent"], marked=line.removeprefix("- "))


@cache
def examples() -> tuple[Example, ...]:
    return tuple(
        example
        for language in FEWEST
        for path in sorted((PROJECT / "data" / language).glob("*.yml"))
        for example in read(path, language)
    )


@cache
def development() -> tuple[Example, ...]:
    """The sentences understanding is measured on."""
    return tuple(
        example for language in FEWEST for example in read(SENTENCES / f"development_{language}.yml", language)
    )


def domain() -> dict[str, list[str]]:
    return dict(yaml.safe_load((PROJECT / "domain.yml").read_text()).items())


def normalised(text: str) -> str:
    """Case, punctuation and spaces make no other sentence; a message of only signs stays as it is."""
    return re.sub(r"[\W_]", "", text.lower()) or text


def synonyms() -> Iterator[tuple[str, str]]:
    """(value, what somebody writes) of every line in the synonym file."""
    for block in yaml.safe_load((PROJECT / "data" / "synonyms.yml").read_text())["nlu"]:
        for line in block["examples"].splitlines():
            yield str(block["synonym"]), line.removeprefix("- ")


@pytest.mark.parametrize("language", FEWEST)
def test_every_intent_has_enough_examples(language: str) -> None:
    of_client, professional = FEWEST[language]
    counted = Counter(example.intent for example in examples() if example.language == language)
    few = {
        intent: counted[intent]
        for intent in domain()["intents"]
        if counted[intent] < (professional if intent in PROFESSIONAL else of_client)
    }
    assert few == {} and counted["out_of_scope"] >= (150 if language == "nl" else of_client)


def test_no_file_teaches_an_unknown_intent() -> None:
    assert {example.intent for example in examples()} <= set(domain()["intents"])


def test_a_file_holds_the_intent_it_is_named_after() -> None:
    assert [example for example in examples() if example.file != example.intent] == []


def test_no_sentence_stands_twice() -> None:
    places = defaultdict(list)
    for example in examples():
        places[normalised(example.text)].append(f"{example.language}/{example.file}: {example.text}")
    assert [found for found in places.values() if len(found) > 1] == []


def test_no_sentence_of_the_development_set_is_learnt() -> None:
    learnt = {normalised(example.text) for example in examples()}
    assert [example.text for example in development() if normalised(example.text) in learnt] == []


def test_the_development_set_asks_for_every_intent() -> None:
    assert {example.intent for example in development()} == set(domain()["intents"])


def test_only_known_entities_with_known_values() -> None:
    unknown = [
        f"{example.file}: {name}={value}"
        for example in examples()
        for name, value, _ in example.entities
        if value not in CANONICAL.get(name, ()) and not re.fullmatch(FORM.get(name, "(?!)"), value)
    ]
    assert unknown == []


def test_the_domain_lists_the_same_entities() -> None:
    assert set(domain()["entities"]) == CANONICAL.keys() | FORM.keys()


def test_every_annotation_is_closed() -> None:
    assert [example for example in examples() if re.search(r"[\[\]{}]", example.text)] == []


def test_a_synonym_leads_to_a_known_value() -> None:
    known = set[str]().union(*CANONICAL.values())
    assert {value for value, _ in synonyms() if value not in known and not value.isdigit()} == set()


def test_a_written_word_means_one_thing() -> None:
    """Rasa keeps one synonym table for all entities together: a second meaning would overwrite the first."""
    meanings = defaultdict(set)
    for value, written in synonyms():
        meanings[written.lower()].add(value)
    for example in examples():
        for _, value, written in example.entities:
            meanings[written.lower()].add(value)
    assert {written: values for written, values in meanings.items() if len(values) > 1} == {}


def test_no_personal_numbers() -> None:
    assert [example for example in examples() if PERSONAL_NUMBER.search(example.text)] == []
