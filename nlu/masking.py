"""Taking out of a text what could point at a person, before it may be learnt from. Careful rather than complete:
whoever adds a sentence to the examples still reads it (nlu/README.md)."""

from __future__ import annotations

import re
from collections.abc import Collection

NAME, NUMBER, ADDRESS = "NAAM", "NUMMER", "ADRES"
_SHORTEST_NAME = 3
_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\S+", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){7,}\b", re.IGNORECASE)
_STREET = re.compile(
    r"\b[\w'-]+(?:straat|laan|weg|plein|hof|kade|singel|dijk|steeg|gracht|pad|park)\s+\d+\s?[a-z]?\b", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ./-]?\d){4,}")
_INTRODUCED = re.compile(
    r"(?P<before>\b(?:ik ben|ik heet|mijn naam is|mn naam is|my name is|i am|i'm|dit is|this is|mevrouw|meneer"
    r"|mw|dhr|mr|mrs)\.? )(?P<name>[A-ZÀ-Þ][\w'-]+(?: (?:van |de |der |den |el |al )*[A-ZÀ-Þ][\w'-]+)*)",
)


def mask(text: str, names: Collection[str]) -> str:
    """The text without links, addresses, long numbers, names we know and names somebody introduces.

    Amounts, clock times, ages and bed numbers stay: they are part of what is meant.
    """
    for pattern, word in ((_LINK, ADDRESS), (_IBAN, NUMBER), (_STREET, ADDRESS), (_POSTCODE, ADDRESS)):
        text = pattern.sub(word, text)
    text = _LONG_NUMBER.sub(NUMBER, text)
    text = _INTRODUCED.sub(lambda found: found["before"] + NAME, text)
    known = {name.lower() for name in names if len(name) >= _SHORTEST_NAME and not name.isdigit()}
    return re.sub(r"[\w'-]+", lambda found: NAME if found.group().lower() in known else found.group(), text)
