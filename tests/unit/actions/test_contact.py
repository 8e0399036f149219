"""What counts as a report of contact with a client, and who may be meant."""

from __future__ import annotations

import uuid

import pytest

from actions.contact import fitting, named_in
from storage.contact import Client


@pytest.mark.parametrize(
    "said",
    [
        "heb contact gehad met Voorbeeldcliënt 1", "Ik heb contact met voorbeeldclient 1 gehad",
        "contact gehad met Voorbeeldcliënt 1.", "voorbeeldcliënt 1 gesproken", "heb voorbeeldcliënt 1 gesproken",
        "Vandaag contact gehad met Voorbeeldcliënt 1", "heb net met voorbeeldclient 1 gesproken",
        "met Voorbeeldcliënt 1 gebeld", "gebeld met voorbeeldclient 1", "voorbeeldclient 1 gezien vandaag",
        "ben bij voorbeeldcliënt 1 langs geweest", "bij voorbeeldcliënt 1 langsgeweest",
        "voorbeeldcliënt 1 aan de telefoon gehad", "had contact with Voorbeeldcliënt 1",
        "I spoke to voorbeeldclient 1", "I have seen Voorbeeldcliënt 1 today", "met with voorbeeldclient 1",
    ],
)  # fmt: skip
def test_contact_is_heard_in_several_spellings(said: str) -> None:
    assert named_in(said) == "voorbeeldclient 1"


@pytest.mark.parametrize("said", ["heb contact gehad", "contact gehad", "Ik heb vandaag contact gehad", "had contact"])
def test_contact_with_nobody_in_particular(said: str) -> None:
    assert named_in(said) == ""


@pytest.mark.parametrize(
    "said",
    [
        "sam niet gesproken", "heb sam nog niet gezien", "geen contact gehad met sam", "heb je sam gesproken?",
        "kon sam niet bereiken", "sam gebeld", "wie heeft sam gesproken?", "i haven't seen sam", "2 mannen binnen",
        "wie wacht er", "sam komt morgen", "ik wil een mens spreken", "",
    ],
)  # fmt: skip
def test_what_is_no_contact(said: str) -> None:
    assert named_in(said) is None


def client(name: str) -> Client:
    return Client(person_id=uuid.uuid4(), conversation_id=uuid.uuid4(), name=name, silent=True)


def test_every_word_that_was_said_is_a_word_of_the_name() -> None:
    one, twelve, sam = client("Voorbeeldcliënt 1"), client("Voorbeeldcliënt 12"), client("Sam")
    everyone = [one, twelve, sam]
    assert fitting("voorbeeldclient 1", everyone) == [one]
    assert fitting("voorbeeldclient", everyone) == [one, twelve]
    assert fitting("SAM", everyone) == [sam]
    assert fitting("sa", everyone) == [] and fitting("", everyone) == []
