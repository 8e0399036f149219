"""What somebody said about being asked: "liever op dinsdag", "minder vaak", "twee weken even niet". Rules, no model.

A rule must match the whole of a short message, politeness left out: a sentence that says anything else as well is not
about being asked alone, and goes to the model. A message that names the asking itself ("vraag me minder vaak hoe het
gaat") stands on its own; the rest means this only right after a check-in (`names_asking` tells them apart).
From when until when nothing is asked ("volgende week niet", "na de kerst weer") is read in rhythm_rests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from actions import rhythm_rests
from actions.rhythm_changes import Wish
from nlu.understanding import Grain, TimeSpan

LONGEST = 90
_NAMES_ASKING = re.compile(
    r"\b(?:vraag|vragen|stuur|sturen|app|appen|ask|message|check)\b.*\b(?:me|mij|hoe het gaat|how i am|het|dit)\b"
    r"|\b(?:minder|meer|less|fewer|more) (?:berichten|berichtjes|appjes|check-?ins|messages)\b"
    r"|\b(?:vraag|stuur|app|ask|send)\b.* (?:niets|niks|nothing|geen (?:bericht\w*|appjes|check-?ins?)|no messages)\b"
    r"|\bhoe vaak (?:vraag|app|stuur|check)|\bhow often (?:do|will) you ask\b"
)
_POLITE = re.compile(
    r"\b(?:alsjeblieft|alstublieft|aub|please|graag|hoor|maar|eigenlijk|gewoon|misschien|dan|toch|zo|thanks|bedankt"
    r"|dankje|dank je|dank je wel|hoe het gaat|hoe het met me gaat|how i am|voor mij|voortaan|van nu af aan|from now on"
    r"|ook|wil|ik heb|heb ik|ik wil|ik zou|wil ik|zou ik|is|willen|je|me|mij|het|dit|dat|kun|kan|mag|wel|zou|vraag"
    r"|vragen|vraagt|stuur|sturen|app|appen|check|checken|can|could|you|ask|i would|i'd|i want|rather|prefer|liever"
    r"|liefst|het liefst|beter|berichten|berichtjes|appjes|check-?ins?|messages|iets|een beetje|a bit|bit|a|little"
    r"|for me|me to|to me|om te)\b"
)
_DAYS = {
    name: day
    for day, names in enumerate(
        (
            "maandag ma monday", "dinsdag di tuesday", "woensdag wo wednesday", "donderdag do thursday",
            "vrijdag vr friday", "zaterdag za saturday", "zondag zo sunday",
        )
    )
    for name in names.split()
}  # fmt: skip
_LONG_DAYS = {name: day for name, day in _DAYS.items() if len(name) > 2}
_PARTS = {
    "ochtend": time(9, 30), "ochtends": time(9, 30), "morgens": time(9, 30), "middag": time(14, 0),
    "middags": time(14, 0), "avond": time(19, 0), "avonds": time(19, 0), "morning": time(9, 30),
    "mornings": time(9, 30), "afternoon": time(14, 0), "afternoons": time(14, 0), "evening": time(19, 0),
    "evenings": time(19, 0),
}  # fmt: skip
_PREFERS = re.compile(r"\b(?:liever|liefst|beter|prefer|rather|graag|op|om|on|at|vraag|elke|voortaan|please|s)\b")
_PLAINLY = re.compile(r"\b(?:even|ff|effe|vraag|vragen|stuur|app|appen|ask|send|liever|rather)\b")
_DAY = "|".join(_LONG_DAYS)
_PART = r"(?:in |')?(?:'?s |de |the )?(?P<part>" + "|".join(_PARTS) + ")"
_CLOCK = r"(?:(?:om|rond|at|around) )?(?P<clock>\d{1,2}(?:[:.]\d\d)?(?: ?uur)?|(?:half|kwart (?:over|voor)) \w+)"
_WHEN = re.compile(
    rf"(?:(?:op|on)? ?(?:een )?(?P<day>{_DAY})(?:s|en)?)?(?: ?{_CLOCK})?(?: ?{_PART})?(?: ?(?:om|at) (?P<late>\d{{1,2}}"
    r"(?:[:.]\d\d)?(?: ?uur)?))?"
)
_LESS = re.compile(
    r"(?:veel |ietsje |wat |much )?(?:minder|less|fewer)(?: vaak| often)?(?: te)?|niet vaak|not (?:so )?often"
    r"|(?:te vaak|te veel|too often|too much)"
)
_OFTEN = re.compile(r"\b(?:vaak|vaker|often|veel|much|bericht\w*|appjes|messages|check-?ins?|vraag\w*|vragen|ask)\b")
_MORE = re.compile(r"(?:veel |ietsje |wat )?(?:vaker|more often|meer)(?: te)?|te weinig")
_STOP = re.compile(r"niet meer|nooit meer|no more|never again|not any ?more|geen meer")
_WEEKEND = r"(?:(?:in|op|at|on) )?(?:de |the )?week-?end(?:en|s)?"
_ONLY_WEEKEND = re.compile(rf"(?:(?:alleen|enkel|only) )?{_WEEKEND}")
_ONE = re.compile(r"\b(?:dit|deze|komend|volgend|this|next)\b")
_NEVER_WEEKEND = re.compile(
    rf"(?:niet|geen|not|no) {_WEEKEND}|{_WEEKEND} (?:niet|geen)"
    r"|(?:alleen |only )?(?:door ?de ?weeks?|op werkdagen|on weekdays|on working days)"
)
_SHOW = re.compile(r"hoe vaak vraag (?:ik|je|jij) (?:het|dit|dat|mij|me)?(?: eigenlijk)?(?: hoe het gaat)?"
                   r"|how often (?:do|will) (?:you|i) ask(?: me| it)?(?: how i am)?")  # fmt: skip


def wish_in(text: str, times: Sequence[TimeSpan] = (), *, how_long: bool = False) -> Wish | None:
    """The wish that a message is, and nothing else; None when it is anything more or something else.

    `how_long`: it was just asked how long nothing shall be asked, so that "twee weken" and "tot 5 januari" are enough.
    """
    said = _plain(text)
    if not said or len(said) > LONGEST:
        return None
    if _SHOW.fullmatch(said):
        return Wish(show=True)
    rest = _without_politeness(said)
    if _STOP.fullmatch(rest):
        return Wish(stop=True) if re.search(r"\b(?:vraag|vragen|ask|check)", said) else None
    found = _how_often(said, rest) or _weekend(said, rest) or rhythm_rests.while_away(rest)
    found = found or rhythm_rests.counted(rest, how_long=how_long) or _dated(said, times, how_long)
    return found or _when(said, rest, times)


def _how_often(said: str, rest: str) -> Wish | None:
    if not _OFTEN.search(said):
        return None
    if _LESS.fullmatch(rest):
        return Wish(step=1)
    return Wish(step=-1) if _MORE.fullmatch(rest) else None


def _weekend(said: str, rest: str) -> Wish | None:
    """At the weekend only, or never then; "dit weekend niet" is about one weekend and read by its date."""
    if _ONE.search(said):
        return None
    if _NEVER_WEEKEND.fullmatch(rest):
        return Wish(weekend=False)
    wanted = _ONLY_WEEKEND.fullmatch(rest) and (_PREFERS.search(said) or re.search(r"\b(?:alleen|only)\b", said))
    return Wish(weekend=True) if wanted else None


def _dated(said: str, times: Sequence[TimeSpan], how_long: bool) -> Wish | None:
    """A rest whose days were named: what stands beside the one time says whether they are free of asking."""
    if len(times) != 1:
        return None
    before, found, after = f" {said} ".partition(f" {_plain(times[0].text)} ")
    if not found:
        return None
    beside = _without_politeness(f"{before} {after}").split()
    return rhythm_rests.dated(beside, times[0], how_long=how_long, plainly=_PLAINLY.search(said) is not None)


def names_asking(text: str) -> bool:
    """Whether a message names the asking itself, so that it means this at any moment."""
    return _NAMES_ASKING.search(_plain(text)) is not None


def _without_politeness(said: str) -> str:
    return " ".join(_POLITE.sub(" ", said).split())


def _plain(text: str) -> str:
    said = text.lower().replace("’", "'").replace("‘", "'")
    return " ".join(re.sub(r"[^\w\s':.-]|[.](?!\d)|:(?!\d)", " ", said).split())


def _when(said: str, rest: str, times: Sequence[TimeSpan]) -> Wish | None:
    """A weekday, a time of day, or both; a day without "liever", "op" or "elke" may be an answer to anything."""
    found = _WHEN.fullmatch(re.sub(r"^(?:elke|every|iedere|altijd|always|steeds) ", "", rest))
    if found is None or not _PREFERS.search(said):
        return None
    clock = found["clock"] or found["late"]
    at = _clock(times) if clock else None
    if (clock and at is None) or not (found["day"] or found["part"] or clock):
        return None
    if at is None:
        at = _PARTS[found["part"]] if found["part"] else None
    elif at.hour < 12 and found["part"] and _PARTS[found["part"]] >= time(18):
        at = at.replace(hour=at.hour + 12)
    return Wish(weekday=_LONG_DAYS[found["day"]] if found["day"] else None, at=at)


def _clock(times: Sequence[TimeSpan]) -> time | None:
    """The one clock time that was said."""
    exact = [t.start.time() for t in times if t.start is not None and t.grain in (Grain.MINUTE, Grain.HOUR)]
    return exact[0].replace(second=0, microsecond=0, tzinfo=None) if len(exact) == 1 else None
