"""What may not leave the database is masked; what is meant stays readable."""

import pytest

from nlu.masking import mask

NAMES = {"Voorbeeldcliënt", "1", "Femke", "Anna"}


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("ik ben Femke en ik zoek een bed", "ik ben NAAM en ik zoek een bed"),
        ("anna zei dat het mocht", "NAAM zei dat het mocht"),
        ("mijn naam is Piet van Dalen, bel me", "mijn naam is NAAM, bel me"),
        ("bel mevrouw Jansen maar", "bel mevrouw NAAM maar"),
        ("bel 06 1234 5678", "bel NUMMER"),
        ("mijn bsn is 123456782", "mijn bsn is NUMMER"),
        ("stort op NL91 ABNA 0417 1643 00", "stort op NUMMER"),
        ("mail me op iemand@voorbeeld.nl", "mail me op ADRES"),
        ("ik woon nu op Dorpsstraat 12b in Almelo", "ik woon nu op ADRES in Almelo"),
        ("7607 AB is mijn postcode", "ADRES is mijn postcode"),
    ],
)
def test_what_points_at_somebody_is_gone(said: str, masked: str) -> None:
    assert mask(said, NAMES) == masked


@pytest.mark.parametrize(
    "said",
    [
        "3000 euro schuld bij de bank", "bed 4 is vrij", "morgen om 14:30", "ik ben 19 jaar", "is er vannacht plek",
        "ik ben moe", "1 man binnen", "kamer 2 buiten gebruik", "donderdag 26 november 2026",
    ],
)  # fmt: skip
def test_what_is_meant_stays(said: str) -> None:
    assert mask(said, NAMES) == said
