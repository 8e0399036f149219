"""What somebody writes about how they want to be reminded of appointments, as a wish (actions/reminders.py)."""

from __future__ import annotations

import re
from typing import Any

from actions.minutes_said import minutes_in, says_before
from actions.reminders import LEAST, MOST

_DAY = re.compile(
    r"\b(de|een|1|één|the|a|one)? ?(dag|avond|day|evening|night) (er ?voor|van te ?voren|te ?voren|vooraf|eerder|before"
    r"|ahead|earlier)\b|\bdag van te ?voren\b"
)
_REMIND = re.compile(
    r"herinner|seintje|berichtje|bericht\b|berichten|appje|sms|waarschuw|\bstuur\b|\bsend\b|remind|message|\btext\b"
)
_APPOINTMENT = re.compile(r"afspra|appointment")
_ALL = re.compile(r"herinneringen|reminders")
_NOT = re.compile(r"\b(geen|niet|nooit|hoeft niet|hoef niet|stop|zonder|no|not|don'?t|never|without)\b")
_ONLY = re.compile(r"\b(alleen|enkel|slechts|liever|maar|only|just|rather|instead)\b")
_JUST = re.compile(r"\b(alleen|enkel|slechts|only|just)\b")
_ALSO = re.compile(r"\b(ook|ook nog|erbij|extra|also|too|as well|and)\b")
_INSTEAD = re.compile(r"\b(liever|doe maar|maak er|in plaats daarvan|rather|instead|make it)\b")
_TOO = re.compile(r"\bte (laat|vroeg|kort|lang|krap)\b|\btoo (late|early|short|long)\b")
_ASKS = re.compile(r"^(welke|wanneer|hoe)\b.*herinner|^(mijn )?herinneringen[?.! ]*$|^(my )?reminders[?.! ]*$")
_READ_ALONG = re.compile(
    r"\b(anderen|iemand|mensen|hij|zij|ze|mijn ex) (lees|lezen|leest|kijk|kijken|kijkt) mee\b|leest mee op mijn|"
    r"\bread along\b|\bothers (can )?(read|see) my\b"
)


def names_reminding(text: str) -> bool:
    """Whether a message is surely about being reminded of appointments, whatever was said before."""
    small = text.lower()
    reminded = _REMIND.search(small) is not None
    return reminded and (_APPOINTMENT.search(small) is not None or says_before(small) or _asks(small))


def asks_how(text: str) -> bool:
    """Whether somebody asks how they are reminded now."""
    return _asks(text.lower())


def _asks(small: str) -> bool:
    return _ASKS.search(small) is not None


def wish_in(text: str, *, minutes_now: int, asked: bool) -> dict[str, Any] | None:
    """What is to change, as it is kept; None when there is no wish in it.

    A wish for one message ("stuur me maar een dag van tevoren", "alleen een uur ervoor") ends the other one. "Liever 3
    uur" may be about the appointment itself: it counts when reminders were `asked` about, or when what is too late is
    the `minutes_now` that a reminder comes before it.
    """
    small = text.lower()
    if _READ_ALONG.search(small):
        return {"discreet": True}
    day = _DAY.search(small)
    minutes = _minutes(small[: day.start()] + small[day.end() :] if day else small)
    if day:
        return _about_the_day(small, minutes)
    if minutes is not None and (says_before(small) or _instead(small, minutes_now, asked=asked)):
        return _about_the_hours(small, minutes)
    if _NOT.search(small) and _ALL.search(small):
        return {"day_before": False, "minutes_before": 0}
    return None


def _instead(small: str, minutes_now: int, *, asked: bool) -> bool:
    first = minutes_in(small)[0]
    return (asked and _INSTEAD.search(small) is not None) or (_TOO.search(small) is not None and first == minutes_now)


def _about_the_day(small: str, minutes: int | None) -> dict[str, Any]:
    if minutes is not None:
        return {"day_before": _NOT.search(small) is None, "minutes_before": minutes}
    if _NOT.search(small):
        return {"day_before": False}
    if _ONLY.search(small) and not _ALSO.search(small):
        return {"day_before": True, "minutes_before": 0}
    return {"day_before": True}


def _about_the_hours(small: str, minutes: int) -> dict[str, Any]:
    if _NOT.search(small) and not _INSTEAD.search(small) and not _TOO.search(small):
        return {"minutes_before": 0}
    return {"day_before": False, "minutes_before": minutes} if _JUST.search(small) else {"minutes_before": minutes}


def _minutes(small: str) -> int | None:
    """How long before: what is wished instead of something that is named first ("2 uur is te laat, liever 3 uur")."""
    found = [minutes for minutes in minutes_in(small) if LEAST <= minutes <= MOST]
    if not found or (_TOO.search(small) and len(found) == 1 and not _INSTEAD.search(small)):
        return None
    return found[-1]
