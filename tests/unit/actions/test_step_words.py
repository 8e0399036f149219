"""The step in a sentence, without what was said around it and without the time."""

from collections.abc import Callable
from datetime import datetime

import pytest

from actions.step_words import (
    says_later,
    says_partly,
    step_in,
    wants_another,
    wants_company,
    wants_reminder,
    wants_smaller,
)
from nlu.dutch_time import find_times
from nlu.understanding import Understanding
from tests.town import moment

NOW = moment("2026-11-26 11:00")


def meaning(text: str, now: datetime = NOW) -> Understanding:
    return Understanding(text=text, language="nl", intent="step_set", confidence=1.0, times=find_times(text, now))


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("ik ga morgen de huisarts bellen", "de huisarts bellen"),
        ("ik ga de huisarts bellen, zet maar neer", "de huisarts bellen"),
        ("mijn stap voor vandaag is de post openmaken", "de post openmaken"),
        ("nieuwe stap: DigiD aanvragen", "DigiD aanvragen"),
        ("Ik wil graag om 14:30 naar het wijkteam", "naar het wijkteam"),
        ("i'm going to call my landlord tomorrow", "call my landlord"),
        ("my next step is to open the letters", "open the letters"),
        ("solliciteren", "solliciteren"),
        ("mijn doel voor morgen is een wasje draaien", "een wasje draaien"),
        ("zwemmen", "zwemmen"),
        ("een uur wandelen", "een uur wandelen"),
        ("ik ga 1 uur sporten", "1 uur sporten"),
        ("om een uur de post openmaken", "de post openmaken"),
    ],
)
def test_the_step_is_in_the_persons_own_words(said: str, step: str) -> None:
    assert step_in(meaning(said)) == step


@pytest.mark.parametrize("said", ["", "ok", "morgen", "...", "ja"])
def test_nothing_left_is_no_step(said: str) -> None:
    assert step_in(meaning(said)) is None


@pytest.mark.parametrize("said", ["half gelukt", "Een begin gemaakt", "deels", "a part of it", "ik ben begonnen"])
def test_a_part_is_heard(said: str) -> None:
    assert says_partly(said)


@pytest.mark.parametrize("said", ["gelukt", "om half drie gebeld", "helemaal af"])
def test_the_whole_of_it_is_no_part(said: str) -> None:
    assert not says_partly(said)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("herinner mij graag", wants_reminder), ("een seintje graag", wants_reminder),
        ("ik doe het later", says_later), ("iets kleiner", wants_smaller), ("als er iemand meegaat", wants_company),
        ("liever iets anders", wants_another),
    ],
)  # fmt: skip
def test_what_would_help_may_be_typed(said: str, meant: Callable[[str], bool]) -> None:
    assert meant(said) and not meant("het regende")
