"""What Stapje says reads easily: short sentences, common words, no blame, no jargon (rules: plain_texts.yml).

The real Fluent parser takes the files apart; every variant of every message is read, with a sample in each gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from fluent.syntax import ast as ftl
from fluent.syntax import parse

from actions.step_library import LIBRARY
from tests.unit.actions.test_texts import LABEL, LANGUAGES, SAMPLES, files, for_staff, sentences, stands_in

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("plain_texts.yml").read_text(encoding="utf-8"))
GAP = "…"
EASE = {"nl": (206.84, 0.93, 77.0), "en": (206.835, 1.015, 84.6)}
"""Douma's and Flesch's weights: what is taken off for each word a sentence and each syllable a word."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One way in which a message can read; `bare` has a gap where `filled` has a sample."""

    file: str
    key: str
    bare: str
    filled: str

    @property
    def for_staff(self) -> bool:
        """Whether professionals read it, not the people they work for."""
        return for_staff(self.file, self.key)


# ---------------------------------------------------------------- taking the files apart


class Reader:
    """Reads the patterns of one language; terms and messages inside others are read where they stand."""

    def __init__(self, language: str) -> None:
        self.messages: dict[str, tuple[str, ftl.Pattern]] = {}
        self._terms: dict[str, ftl.Pattern] = {}
        for file, entries in files(language).items():
            for entry in entries:
                if isinstance(entry, ftl.Message) and entry.value is not None:
                    self.messages[entry.id.name] = (file, entry.value)
                elif isinstance(entry, ftl.Term):
                    self._terms[entry.id.name] = entry.value

    def variants(self, pattern: ftl.Pattern, *, fill: bool) -> Iterator[str]:
        """Every way in which a pattern can read."""
        for parts in product(*(list(self._part(element, fill)) for element in pattern.elements)):
            yield "".join(parts)

    def _part(self, element: ftl.TextElement | ftl.Placeable, fill: bool) -> Iterator[str]:
        if isinstance(element, ftl.TextElement):
            yield element.value
        else:
            yield from self._expression(element.expression, fill)

    def _expression(self, node: Any, fill: bool) -> Iterator[str]:
        match node:
            case ftl.SelectExpression():
                for variant in node.variants:
                    yield from self.variants(variant.value, fill=fill)
            case ftl.VariableReference():
                yield str(SAMPLES.get(node.id.name, "12")) if fill else GAP
            case ftl.StringLiteral() | ftl.NumberLiteral():
                yield node.value
            case ftl.MessageReference():
                yield from self.variants(self.messages[node.id.name][1], fill=fill)
            case ftl.TermReference():
                yield from self.variants(self._terms[node.id.name], fill=fill)
            case ftl.FunctionReference():
                yield from self._expression(node.arguments.positional[0], fill)
            case ftl.Placeable():
                yield from self._expression(node.expression, fill)
            case _:
                raise TypeError(f"nobody told how to read a {type(node).__name__}")


@cache
def everything(language: str) -> tuple[Said, ...]:
    """All that can be said in a language."""
    reader = Reader(language)
    return tuple(
        Said(file=file, key=key, bare=bare, filled=filled)
        for key, (file, pattern) in reader.messages.items()
        for bare, filled in zip(
            reader.variants(pattern, fill=False), reader.variants(pattern, fill=True), strict=True
        )
    )  # fmt: skip


def for_clients(language: str) -> list[Said]:
    """What clients and visitors read."""
    return [said for said in everything(language) if not said.for_staff]


def lengths(said: list[Said]) -> dict[tuple[str, str], int]:
    """How many words each different sentence has; what stands on a button is no sentence."""
    told = [one for one in said if not LABEL.match(one.key)]
    return {(one.key, part): words(part) for one in told for part in sentences(one.filled)}


def words(sentence: str) -> int:
    """How many words a sentence has."""
    return len(re.findall(r"[\w'’:/.-]*\w", sentence))


# ---------------------------------------------------------------- words


@cache
def _pattern(language: str, everybody: bool) -> re.Pattern[str]:
    """One pattern of all forbidden words; `everybody`: only those that staff are not told either."""
    rules = [rule for rule in RULES["forbidden"][language] if not everybody or rule.get("to") == "everybody"]
    return re.compile("|".join(_word(word) for rule in rules for word in rule["words"]))


def _word(word: str) -> str:
    plain = re.escape(word.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return rf"(?<![\w.]){plain}(?!\w)"


def forbidden_in(language: str, said: str, *, everybody: bool = False) -> list[str]:
    """The words in a text that Stapje does not say."""
    return [found[0] for found in _pattern(language, everybody).finditer(said.lower().replace("’", "'"))]


def long_words(said: str) -> set[str]:
    """The words that are too long to be read in one look; a name, with a capital inside a sentence, is none."""
    told = [part.lstrip("•✓ ") for part in sentences(said)]
    found = {word for part in told for word in re.findall(r"\b[^\W\d_A-Z]+\b", part[:1].lower() + part[1:])}
    return {word for word in found if len(word) > RULES["letters"]}


def syllables(language: str, word: str) -> int:
    """How many syllables a word has, by its groups of vowels; an English e at the end is not heard."""
    heard = re.sub(r"(?<=[^aeiouyl])e$", "", word.lower()) if language == "en" else word.lower()
    return max(1, len(re.findall("[aeiouyáéíóúèëïöü]+", heard)))


def ease(language: str, said: list[str]) -> float:
    """How easily sentences read together: 0 is hard, 100 easy."""
    read = [word for one in said for word in re.findall(r"\w+", one)]
    base, by_length, by_syllables = EASE[language]
    heard = sum(syllables(language, word) for word in read)
    return base - by_length * len(read) / len(said) - by_syllables * heard / len(read)


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_for_clients_is_long(language: str) -> None:
    most = RULES["sentence"]["clients"]["most"]
    assert {key: part for (key, part), n in lengths(for_clients(language)).items() if n > most} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_average_sentences_are_short_in_every_file(language: str) -> None:
    for file in sorted({one.file for one in everything(language)}):
        said = [one for one in everything(language) if one.file == file]
        counted = lengths(said)
        mean = RULES["sentence"]["staff" if file in RULES["staff_files"] else "clients"]["mean"]
        assert not counted or sum(counted.values()) / len(counted) <= mean, file


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_staff_read_is_short_as_well(language: str) -> None:
    most = RULES["sentence"]["staff"]["most"]
    counted = lengths([one for one in everything(language) if one.for_staff])
    assert {key: part for (key, part), n in counted.items() if n > most} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_blames_presses_or_talks_like_an_office(language: str) -> None:
    found = [(one.key, forbidden_in(language, one.bare, everybody=one.for_staff)) for one in everything(language)]
    assert sorted({(key, *bad) for key, bad in found if bad}) == []
    assert [one.key for one in everything(language) if "!" in one.bare] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_no_longer_than_one_look(language: str) -> None:
    known = RULES["long_words"][language]
    found = {(one.key, word) for one in for_clients(language) for word in long_words(one.bare)}
    assert sorted((key, word) for key, word in found if word not in known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_easily_as_a_whole(language: str) -> None:
    told = [one for one in for_clients(language) if not LABEL.match(one.key)]
    assert ease(language, sorted({part for one in told for part in sentences(one.filled)})) >= RULES["reading_ease"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_steps_to_choose_from_are_said_as_kindly(language: str) -> None:
    said = [(idea.key, one) for idea in LIBRARY.ideas for one in (idea.what[language], idea.first[language])]
    assert [(key, one, bad) for key, one in said if (bad := forbidden_in(language, one))] == []


def test_every_rule_is_used_and_says_what_to_say_instead() -> None:
    rules = [rule for language in LANGUAGES for rule in RULES["forbidden"][language]]
    assert all(rule["words"] and rule["why"] and rule["say"] for rule in rules)
    for language in LANGUAGES:
        every = [word.lower() for rule in RULES["forbidden"][language] for word in rule["words"]]
        assert len(every) == len(set(every))
    assert set(RULES["staff_files"]) <= set(files("nl"))
    keys = {one.key for one in everything("nl")}
    assert [part for part in RULES["staff_keys"] if not any(stands_in(key, part) for key in keys)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Helaas moet ik je verplichte traject stoppen."), ("nl", "Je bent niet gekomen."),
        ("nl", "U heeft niet gereageerd."), ("nl", "Dien de aanvraag in bij de instantie."),
        ("nl", "Er wordt contact gezocht i.v.m. uw dossier."), ("nl", "Je cliënten verzuimden vaak."),
        ("en", "Unfortunately you didn’t come."), ("en", "You must submit the form."),
    ],
)  # fmt: skip
def test_what_must_not_be_said_is_found(language: str, said: str) -> None:
    assert forbidden_in(language, said)


def test_each_variant_is_read_and_a_gap_counts_as_what_fills_it() -> None:
    reader = Reader("nl")
    [message] = parse(
        "some = { $count ->\n    [one] Eén plek\n   *[other] { $count } plekken\n} op { moment }."
    ).body  # fmt: skip
    assert isinstance(message, ftl.Message) and message.value is not None
    assert list(reader.variants(message.value, fill=False)) == ["Eén plek op … om ….", "… plekken op … om …."]
    assert {words(one) for one in reader.variants(message.value, fill=True)} == {8}


def test_hard_text_is_told_from_easy_text() -> None:
    hard = ["De beschikking omtrent de uitkeringsaanvraag geschiedt conform de verordening ondersteuning."]
    assert ease("nl", hard) < 30 < 80 < ease("nl", ["Je kunt hier slapen.", "De deur gaat om 17:00 open."])
    assert long_words("Spoedaanvraag? Vraag het in Rijssen-Holten of Nieuwstraatkwartier.") == {"spoedaanvraag"}
    assert [syllables("nl", word) for word in ("slaapplek", "huis", "meekijken")] == [2, 1, 3]
    assert [syllables("en", word) for word in ("place", "money", "little")] == [1, 2, 2]
