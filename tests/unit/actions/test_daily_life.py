"""What somebody lacks, read from their own words."""

import pytest

from actions.daily_life import is_hungry, needs_in


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        ("voedselbank", ["food"]),
        ("mijn schoenen zijn kapot", ["clothes"]),
        ("ik heb een fornuis nodig, ik kan niet koken", ["furniture"]),
        ("heb nog 3 euro tot eind van de maand", ["emergency_money"]),
        ("geen geld voor boodschappen", ["food", "emergency_money"]),
        ("blut", ["emergency_money"]),
        ("ik heb een matras en een deken nodig", ["clothes", "furniture"]),
        ("I need a coat", ["clothes"]),
        ("alles", ["food", "emergency_money", "clothes", "furniture"]),
        ("ik heb hulp nodig", []),
        ("de spoorbank en het jasmijn", []),
    ],
)
def test_needs_are_read_most_pressing_first(said: str, needs: list[str]) -> None:
    assert needs_in(said) == needs


@pytest.mark.parametrize(
    ("said", "hungry"),
    [
        ("ik heb honger", True),
        ("al de hele dag niks gegeten", True),
        ("heb niks meer te eten", True),
        ("mijn kinderen hebben geen eten", True),
        ("babymelk, mijn baby heeft melk nodig", True),
        ("we have no food", True),
        ("waar is de voedselbank", False),
        ("mijn kind heeft geen winterjas", False),
        ("ik heb lekker gegeten", False),
    ],
)
def test_hunger_is_heard(said: str, hungry: bool) -> None:
    assert is_hungry(said) is hungry
