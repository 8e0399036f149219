"""What people answer to the questions about debts, and what a message tells of other questions than the one asked.

Whatever a message tells is taken, so that nobody is asked what they said already. Amounts are never asked; one that is
said stays in the person's own words.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from actions import debt_days, debt_threats, form_words
from actions.forms import Slots
from actions.municipalities import MUNICIPALITIES
from actions.turn import Turn
from nlu.confidence import CLEAR, SURE
from nlu.letters import find_letter_words

LONGEST = 2000
"""So many characters of somebody's own words go with a request."""
LONGEST_AREA = 60
TELLING = ("kinds", "threat", "when", "still")
"""The questions whose answers are kept in the person's own words."""
KINDS = (
    "huur", "energie", "water", "zorgverzekering", "boetes", "belasting", "telefoon", "lening", "alimentatie",
    "webwinkel",
)  # fmt: skip
"""The values of the entity debt_type, without "overig"."""
OWN_INTENTS = frozenset({"debt_help", "debt_urgent", "ask_housing", "need_basics"})
"""What is said in answer to these questions may look like any of these."""
SMALL_TALK = frozenset({"affirm", "deny", "greet", "goodbye", "thank"})
_MEANT = re.compile(
    r"^\W*(?:nee|no)\b|\b(?:bedoel\w*|klopt niet|vergist|verkeerd|fout|toch|i mean\w*|actually|wrong)\b"
)
_LIVES = re.compile(r"\b(?:woon\w*|slaap|slapen|verblijf|zit nu in|live|living|stay\w*|sleep)\b")
_NOBODY = re.compile(r"\b(?:niemand|nobody|no one|ikzelf|zelf|myself|nee|no|geen|none)\b")
_ALL_SAID = re.compile(
    r"\W*(?:nee|no|dat is alles|dat was (?:het|alles)|that'?s all|that is all|verder niets|niks meer)\b"
)


def first_words(turn: Turn) -> str:
    """What the person said themselves to begin with: nothing when they pressed a button for it."""
    return "" if turn.button is not None and turn.button.action.startswith("debt_") else turn.text[:LONGEST]


def known(turn: Turn) -> Slots:
    """What is known before the first question: from the message, and of the person."""
    slots: Slots = {"id": str(uuid.uuid4()), "words": first_words(turn), "days": debt_days.choices(turn), **told(turn)}
    if turn.attachment in ("photo", "document"):
        slots["files"] = [turn.message_id]
    if slots.get("files") or debt_threats.is_urgent(slots):
        slots.setdefault("kinds", [])
    if turn.person is not None and turn.person.municipality:
        slots.setdefault("municipality", turn.person.municipality)
    return slots


def told(turn: Turn) -> Slots:
    """All that a message tells of any question, in its own words."""
    letter, found = find_letter_words(turn.text), Slots()
    if kinds := [*turn.understood.values("debt_type"), *(["post"] if letter.unread else [])]:
        found["kinds"] = kinds
    if letter.threat:
        found["threat"] = letter.threat
        if (day := debt_days.day_in(turn)) is not None:
            found["when"] = day
    if (place := read_municipality(turn)) is not None:
        found["municipality"] = place
    if area := turn.understood.value("neighbourhood"):
        found["neighbourhood"] = area
    if letter.administration:
        found["administration"] = letter.administration
    return found


def read_municipality(turn: Turn) -> str | None:
    """The municipality that a message names; of several the last, if that is what was meant, else none."""
    named = turn.understood.values("municipality") or [m for m in MUNICIPALITIES if m.lower() in turn.text.lower()]
    if len(named) > 1 and not _MEANT.search(turn.text.lower()):
        return None
    return named[-1] if named else None


def hears(turn: Turn, slots: Slots) -> Slots:
    """What a message tells of questions other than the one that was asked; it may take back what was said before."""
    asked = str((turn.conversation.form or {})["asking"])
    heard: Slots = {}
    if asked in TELLING and turn.understood.intent not in SMALL_TALK and not form_words.wants_to_skip(turn):
        heard["words"] = "\n".join(filter(None, (slots["words"], turn.text.strip())))[:LONGEST]
    found = {name: value for name, value in told(turn).items() if name != asked}
    meant = _MEANT.search(turn.text.lower()) is not None
    if asked == "still" or (meant and "when" in slots and asked != "when"):
        found |= {"when": {**day, "doubt": False}} if (day := debt_days.day_in(turn, asked=asked == "still")) else {}
    changed = {name: value for name, value in found.items() if name in slots and _changes(turn, slots, name, value)}
    if changed:
        turn.say("debt-changed")
    heard |= changed | {name: value for name, value in found.items() if name not in slots}
    if "kinds" in found and "kinds" in slots and "kinds" not in changed:
        heard["kinds"] = list(dict.fromkeys([*slots["kinds"], *found["kinds"]]))
    return {name: value for name, value in heard.items() if slots.get(name) != value}


def _changes(turn: Turn, slots: Slots, name: str, value: Any) -> bool:
    """Whether what was said now takes the place of what was said, or known, before."""
    said = turn.text.lower()
    if slots[name] == value:
        return False
    if name == "threat":
        return debt_threats.is_worse(value, slots[name])
    return _MEANT.search(said) is not None or (name == "municipality" and _LIVES.search(said) is not None)


# ---------------------------------------------------------------- the answer to each question


def read_kinds(turn: Turn) -> list[str] | None:
    """What is going on: kinds of debts, or anything else in the person's own words."""
    letter = find_letter_words(turn.text)
    if kinds := told(turn).get("kinds") or _named_kinds(turn):
        return list(kinds)
    if (turn.conversation.form or {})["slots"].get("kinds") is not None and _ALL_SAID.match(turn.text.lower()):
        return []
    if letter.unsure:
        return []
    return ["overig"] if len(turn.text) > 2 and turn.understood.intent not in SMALL_TALK else None


def _named_kinds(turn: Turn) -> list[str]:
    """The kinds whose own names were typed: of one bare word the model knows no kind."""
    said = turn.text.lower()
    return [kind for kind in KINDS if re.search(rf"\b{turn.word(f'debt-type-{kind}').lower()}\b", said)]


def _asks_something_else(turn: Turn) -> bool:
    """Whether a message clearly asks for something else; "ik weet niet wat ik moet doen" does not."""
    intent = turn.understood.intent
    others = form_words.INTERRUPTING - OWN_INTENTS - {"ask_help"}
    return intent in others and turn.understood.confidence >= CLEAR


def read_threat(turn: Turn) -> str | None:
    """What is about to happen. Not knowing it, or not daring to look, is an answer; a bare yes is not yet one."""
    letter, understood = find_letter_words(turn.text), turn.understood
    if _asks_something_else(turn):
        return None
    if letter.threat:
        return letter.threat
    if letter.unsure or letter.unread:
        return debt_threats.UNKNOWN
    if understood.intent == "deny" or letter.calm or re.match(r"\W*(?:nee|no|nope)\b", turn.text.lower()):
        return debt_threats.NONE
    return "bailiff" if understood.intent == "debt_urgent" and understood.confidence >= SURE else None


def read_when(turn: Turn) -> debt_days.Day | None:
    """A day, a vague time, or that it is not known."""
    if (day := debt_days.day_in(turn, asked=True)) is not None:
        return day
    letter = find_letter_words(turn.text)
    return debt_days.UNKNOWN if letter.unsure or turn.understood.intent == "deny" else None


def read_still(turn: Turn) -> bool | None:
    """Whether a day that has passed is meant."""
    if turn.understood.times:  # another day, which `hears` has taken
        return None
    if turn.understood.intent == "affirm" or re.match(r"\W*(?:ja|klopt|yes|right)\b", turn.text.lower()):
        return True
    return False if turn.understood.intent == "deny" or re.match(r"\W*(?:nee|no)\b", turn.text.lower()) else None


def read_area(turn: Turn) -> str | None:
    """A part of the municipality: one that has a desk of its own, also with a typo, else what was said."""
    areas: list[str] = (turn.conversation.form or {})["slots"]["areas"]
    said = turn.text.strip(" .!")
    if find_letter_words(said).unsure or turn.understood.intent in SMALL_TALK:
        return "" if turn.understood.intent in (None, "deny") or find_letter_words(said).unsure else None
    names = {area.lower(): area for area in areas}
    if inside := next((area for name, area in names.items() if name in said.lower()), None):
        return inside
    near = process.extractOne(said.lower(), list(names), scorer=OSA.distance, score_cutoff=2)
    return names[near[0]] if near else said[:LONGEST_AREA] or None


def read_administration(turn: Turn) -> str | None:
    """Who looks after the money; "mijn zus" is nobody with a say, and is asked again."""
    letter = find_letter_words(turn.text)
    if _asks_something_else(turn):
        return None
    if letter.administration:
        return letter.administration
    if letter.unsure:
        return "unknown"
    said_no = turn.understood.intent == "deny" or letter.calm or _NOBODY.search(turn.text.lower()) is not None
    return "none" if said_no else None
