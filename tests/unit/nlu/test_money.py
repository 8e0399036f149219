"""What people say of the week's money: read right, and nothing taken for it that is about something else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu import money
from nlu.numbers import HIDDEN, has_number, without_numbers

ROOT = Path(__file__).parents[3]
SAID: dict[str, Any] = yaml.safe_load((ROOT / "tests/sentences/money.yml").read_text(encoding="utf-8"))


def each(part: str) -> list[tuple[str, str]]:
    """Every sentence of a part with what it should mean."""
    return [(text, meant) for meant, sentences in SAID[part].items() for text in sentences]


@pytest.mark.parametrize(("text", "meant"), each("answers"))
def test_an_answer_is_heard(text: str, meant: str) -> None:
    assert (money.answer_in(text) or "none") == meant


@pytest.mark.parametrize(("text", "meant"), each("wishes"))
def test_a_wish_is_heard(text: str, meant: str) -> None:
    wish = money.wish_in(text)
    assert (wish.action if wish else "none") == meant


@pytest.mark.parametrize(("text", "own"), SAID["asked"].items())
def test_what_is_asked_stays_in_the_clients_words(text: str, own: str) -> None:
    assert money.wish_in(text) == money.MoneyWish(action="money.draft", own=own)


@pytest.mark.parametrize(("text", "meant"), each("letters"))
def test_a_letter_is_set_aside(text: str, meant: str) -> None:
    assert money.sets_aside(text) is (meant == "aside")


def test_what_names_the_money_is_taken_off_a_wish() -> None:
    assert money.without_money("Vraag liever op vrijdag naar mijn leefgeld") == "vraag liever op vrijdag"
    assert money.names_money("mijn weekgeld") and not money.names_money("mijn fiets")


@pytest.mark.parametrize(
    "text",
    [
        "NL91ABNA0417164300",
        "mijn rekening is NL91 ABNA 0417 1643 00",
        "bsn 111222333",
        "4111 1111 1111 1111",
        "123456782",
    ],
)
def test_an_account_a_card_and_a_bsn_are_known(text: str) -> None:
    assert has_number(text)
    assert not has_number(without_numbers(text)) and HIDDEN in without_numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "06 12345678",
        "+31612345678",
        "0800-8115",
        "€ 50",
        "ik kom om 14:30",
        "123456789",
        "12-11-2026 om 10:30",
        "000000000",
    ],
)
def test_a_telephone_number_an_amount_and_a_date_are_left_alone(text: str) -> None:
    assert not has_number(text) and without_numbers(text) == text


def examples() -> list[tuple[str, str]]:
    """Every example the model learns from: (intent, text without marks)."""
    marked = re.compile(r"\[([^\]]+)\](?:\{[^}]*\}|\([^)]*\))")
    found = []
    for file in sorted((ROOT / "nlu/project/data").glob("*/*.yml")):
        lines = re.findall(r"^\s+- (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        found += [(file.stem, marked.sub(r"\1", line)) for line in lines]
    return found


def test_what_is_about_something_else_is_left_alone() -> None:
    learnt = examples()
    assert len(learnt) > 20_000
    assert [text for _, text in learnt if money.wish_in(text) is not None] == []
    aside = {intent for intent, text in learnt if money.sets_aside(text)}
    assert aside <= {"debt_help", "step_not_done", "step_done", "report_signal"}
    assert [text for _, text in learnt if has_number(text)] == []
