"""Ready replies: which gaps their texts may have, and filling them in for one conversation.

A gap that nobody can fill stays in the text as a mark in square brackets; what has one is not sent (`gaps_in`).
"""

from __future__ import annotations

import re

from actions import clock, texts
from storage.replies import Known

GAPS = ("naam", "contactpersoon", "gemeente", "afspraak", "opvang", "ik", "team")
"""The words that may stand between braces in a text, in every language; what fills them: `_words`."""
_BRACES = re.compile(r"\{([^{}]*)\}")
_MARK = re.compile(r"\[(?:vul in|fill in): [^\]\n]*\]|\{(?:" + "|".join(GAPS) + r")\}")


def unknown_in(said: str) -> list[str]:
    """What stands between braces in a text and is no gap that Stapje knows, as it was typed."""
    return [f"{{{name}}}" for name in dict.fromkeys(_BRACES.findall(said)) if name.strip() not in GAPS]


def filled(said: str, known: Known, language: str) -> str:
    """A text with its gaps filled; what nobody knows is marked, to be filled by hand."""
    words = _words(known, language)

    def put(found: re.Match[str]) -> str:
        name = found[1].strip()
        return words.get(name) or texts.say(language, "writing-gap", what=texts.say(language, f"writing-gap-{name}"))

    return _BRACES.sub(lambda found: put(found) if found[1].strip() in GAPS else found[0], said)


def gaps_in(said: str) -> list[str]:
    """What still has to be filled in before a text may be sent."""
    return _MARK.findall(said)


def _words(known: Known, language: str) -> dict[str, str | None]:
    at = known.appointment
    moment = texts.say(
        language, "moment", day=clock.day_words(clock.local(at).date(), language), clock=clock.clock_words(at)
    ) if at else None  # fmt: skip
    return {
        "naam": known.name, "contactpersoon": known.contact_person, "gemeente": known.municipality,
        "afspraak": moment, "opvang": known.shelter, "ik": known.me, "team": known.team,
    }  # fmt: skip
