"""Telegrams from the door: hand-written ones as data, and what must hold for any text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nlu.door import DoorKind, DoorReport, People, Refusal, understand_door

SENTENCES = Path(__file__).parents[2] / "sentences"
DATA = yaml.safe_load((SENTENCES / "door.yml").read_text(encoding="utf-8"))


def _people(written: list[list[Any]]) -> tuple[People, ...]:
    return tuple(People(count=count, group=group, persons=next(iter(size), None)) for count, group, *size in written)


READ: dict[str, Callable[[Any], Any]] = {
    "people": _people,
    "free": _people,
    "beds": tuple,
    "rooms": tuple,
    "refusal": Refusal,
    "or_kind": DoorKind,
}


def _expected(kind: str, fields: dict[str, Any]) -> DoorReport:
    return DoorReport(
        kind=DoorKind(kind), **{name: READ[name](value) if name in READ else value for name, value in fields.items()}
    )


def _telegrams() -> Iterator[Any]:
    for kind, lines in DATA["telegrams"].items():
        for text, fields in lines:
            yield pytest.param(text, _expected(kind, fields), id=f"{kind}: {text}")


@pytest.mark.parametrize(("text", "expected"), list(_telegrams()))
def test_telegram(text: str, expected: DoorReport) -> None:
    assert understand_door(text) == expected


@pytest.mark.parametrize("text", [*DATA["nothing"].splitlines(), *DATA["too_loose"].splitlines()])
def test_no_telegram(text: str) -> None:
    assert understand_door(text) is None


WORDS = [
    "bed",
    "kamer",
    "4",
    "t/m",
    "2m",
    "mannen",
    "vrouw",
    "binnen",
    "weg",
    "vrij",
    "vol",
    "stand",
    "geweigerd",
    "jan",
    "naar",
    "niet",
    "gekomen",
    "overdracht",
    ":",
    ",",
    "?",
    "koudweer",
    "aan",
    "kapot",
    "wegens",
    "nachtopvang",
    "dicht",
    "naam",
    "check",
    "in",
    "van",
    "een",
    "gezin",
    "hoeveel",
    "nog",
    "om",
    "half",
    "uur",
    "/",
    "+",
    "99999999",
    "B.",
    "²",
]


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_no_text_raises_and_free_words_are_the_writers_own(text: str) -> None:
    report = understand_door(text)
    for written in (report.guest, report.reason) if report else ():
        assert written is None or written in text


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_who_speaks_of_oneself_sends_no_telegram(text: str) -> None:
    report = understand_door("ik ben " + text)
    assert report is None


@pytest.mark.parametrize(
    "text",
    [
        text
        for kind in ("arrived", "left", "full", "undo")
        for text, said in DATA["telegrams"][kind]
        if "guest" not in said
    ],
)
def test_capitals_points_and_emoji_change_nothing(text: str) -> None:
    plain, loud = understand_door(text.lower()), understand_door(f"{text.upper()} 👍🙏")
    assert plain and loud
    assert (plain.kind, plain.people, plain.beds, plain.rooms) == (loud.kind, loud.people, loud.beds, loud.rooms)


def test_configured_names_of_facilities_are_known() -> None:
    names = {"nachtopvang": ["Het Kompas"], "pauluskerk": ["Pauluskerk", "de Paulus"]}
    assert understand_door("het kompas vol") is None
    assert understand_door("de paulus vol", names) == DoorReport(kind=DoorKind.FULL, facility="pauluskerk")
    assert understand_door("het kompas vol", names) == DoorReport(kind=DoorKind.FULL, facility="nachtopvang")


def test_only_what_can_be_read_twice_is_ambiguous() -> None:
    twice, once = understand_door("18 binnen"), understand_door("stand 18 binnen")
    assert twice and once
    assert (twice.ambiguous, once.ambiguous) == (True, False)
