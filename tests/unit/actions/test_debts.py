"""What a letter threatens with, from the words people use."""

import pytest

from actions.debts import threat_in


@pytest.mark.parametrize(
    ("said", "threat"),
    [
        ("ik heb een ontruiming op vrijdag", "eviction"),
        ("ze willen me uit huis zetten", "eviction"),
        ("I am being evicted", "eviction"),
        ("de stroom wordt afgesloten", "cut_off"),
        ("my power gets cut off", "cut_off"),
        ("mijn verzekering gestopt", "insurance"),
        ("er kwam een deurwaarder", "bailiff"),
        ("ik heb een dwangbevel", "bailiff"),
        ("beslag op mijn loon", "bailiff"),
        ("Een VONNIS van de rechter", "bailiff"),
        ("geen deurwaarder", None),
        ("no bailiff", None),
        ("een aanmaning van de sportschool", None),
        ("", None),
    ],
)
def test_threat(said: str, threat: str | None) -> None:
    assert threat_in(said) == threat


def test_one_threat_denied_and_another_named_is_heard() -> None:
    assert threat_in("geen deurwaarder maar wel een ontruiming") == "eviction"
