"""From a whole sentence to the step in it: "ik ga morgen de huisarts bellen, zet maar neer" → "de huisarts bellen".

The words stay the person's own; only what is said around the step is taken off.
"""

from __future__ import annotations

import re

from nlu.understanding import Understanding

LEAD_INS = (
    r"(?:ok(?:e|é)?|hoi|hey|hallo|nou|ja|yes|dan|dus|so)[,\s]+",
    r"mijn (?:volgende )?stap(?:je)?(?: voor)?(?:\s+(?:is|wordt))?:?\s*(?:dat ik )?",
    r"(?:nieuwe?|volgende) stap(?:je)?:?\s*",
    r"(?:ik|k|we) (?:ga|wil|zal|moet|kan|neem me voor om|heb me voorgenomen om|ben van plan om)"
    r"(?: graag| nog| eens| ook| maar| echt)*\s+",
    r"(?:i(?:'m| am)? (?:going to|gonna|want to|will|have to|need to|plan to)|i'll|my (?:next )?step is(?: to)?:?)\s+",
    r"(?:graag|als stap|om te|om|to)\s+",
)
LEAD_OUTS = (
    r"[,.;]?\s*(?:dus |en )?(?:zet|schrijf|noteer|sla)\b.*$",
    r"[,.;]?\s*(?:is|wordt) mijn (?:volgende )?stap(?:je)?.*$",
    r"[,.;]?\s*(?:als|voor) (?:mijn )?(?:volgende )?stap(?:je)?.*$",
    r"[,.;]?\s*(?:put|write) (?:it|that) down.*$",
    r"[\s,.;!]+$",
)
LEFT_ALONE = re.compile(r"\b(?:om|op|rond|tegen|at|on)\s*$", re.IGNORECASE)


def step_in(understood: Understanding) -> str | None:
    """The step that a sentence names, in its own words and without the time; None when nothing is left of it."""
    said = _without_times(understood)
    for _ in range(3):
        for pattern in LEAD_INS:
            said = re.sub(rf"^\s*{pattern}", "", said, flags=re.IGNORECASE)
    for pattern in LEAD_OUTS:
        said = re.sub(pattern, "", said, flags=re.IGNORECASE)
    said = re.sub(r"\s+", " ", said).strip(" ,.!-:")
    return said if (len(said) >= 4 and " " in said) or len(said) >= 6 else None


def _without_times(understood: Understanding) -> str:
    said = understood.text
    for span in sorted(understood.times, key=lambda t: -t.position):
        before = LEFT_ALONE.sub("", said[: span.position])
        said = before + said[span.position + len(span.text) :]
    return said
