"""How long before something, as people write it: "kwartier ervoor", "anderhalf uur van tevoren", "2,5 uur"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_NUMBERS: Final[Mapping[str, float]] = {
    "een": 1, "één": 1, "1e": 1, "anderhalf": 1.5, "anderhalve": 1.5, "twee": 2, "drie": 3, "vier": 4, "vijf": 5,
    "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "vijftien": 15, "twintig": 20, "dertig": 30,
    "veertig": 40, "vijfenveertig": 45, "zestig": 60, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:[.,]\d)?|" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_HALF_HOUR = r"(?P<half>\b(?:(?:een|half an|a half) )?(?:half ?uur(?:tje)?|half an hour|halfuur(?:tje)?|half hour)\b)"
_QUARTERS = rf"(?P<quarters>\b(?:(?P<how_many>{_NUMBER}) ?)?(?:kwartier(?:tje)?|quarters? of an hour)\b)"
_AND_HALF = rf"(?P<and_half>\b(?P<whole>{_NUMBER}) (?:en een half|and a half) (?:uur|hours?)\b)"
_SOME = rf"(?P<some>\b(?P<count>{_NUMBER}) ?(?P<unit>uurtje|uren|uur|hours?|u|minuten|minuut|minutes?|mins?)\b)"
_LENGTH = re.compile("|".join((_AND_HALF, _HALF_HOUR, _QUARTERS, _SOME)))
_BEFORE = re.compile(
    r"\b(ervoor|er voor|van te ?voren|te ?voren|vooraf|eerder|daarvoor|before|beforehand|earlier|ahead)\b"
)


def minutes_in(text: str) -> list[int]:
    """The lengths of time that a text names, in minutes, in their order; "drie uur" may be a time of day as well."""
    return [_minutes(found) for found in _LENGTH.finditer(text.lower())]


def says_before(text: str) -> bool:
    """Whether it is about before something: "ervoor", "van tevoren", "eerder"."""
    return _BEFORE.search(text.lower()) is not None


def _minutes(found: re.Match[str]) -> int:
    if found["and_half"]:
        return round(_number(found["whole"]) * 60 + 30)
    if found["half"]:
        return 30
    if found["quarters"]:
        return round(_number(found["how_many"] or "een") * 15)
    return round(_number(found["count"]) * (60 if found["unit"][0] in "uh" else 1))


def _number(said: str) -> float:
    return _NUMBERS[said] if said in _NUMBERS else float(said.replace(",", "."))
