"""What night staff mean at the door, from a few words."""

import pytest

from actions.occupancy import direction


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("2 mannen binnen", "in"),
        ("1 vrouw erbij op de crisis", "in"),
        ("bed 4 bezet", "in"),
        ("man ingecheckt nachtopvang", "in"),
        ("two men arrived", "in"),
        ("1 man vertrokken", "out"),
        ("bed 3 is vrij", "out"),
        ("die 2 zijn weer weg", "out"),
        ("bed 2 leeg", "out"),
        ("one guest left", "out"),
        ("bed 5 kapot", "broken"),
        ("bed 1 buiten gebruik wegens lekkage", "broken"),
        ("bed 1 out of order", "broken"),
        ("bed 5 weer in gebruik", "mended"),
        ("bed 5 is gemaakt", "mended"),
        ("stand nachtopvang: 18 binnen", None),
        ("telling 12 binnen", None),
        ("we zitten vol", None),
        ("hoi", None),
    ],
)
def test_direction(said: str, means: str | None) -> None:
    assert direction(said) == means
    assert direction(said.upper()) == means
