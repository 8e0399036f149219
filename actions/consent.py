"""Whether a request may be passed on: what for, to whom and what exactly, asked last; and taking that back.

Nothing goes to anybody before a yes, and a yes counts only for what was shown with it. It can be taken back at any time
as it was given: with a few words and one button.
"""

from __future__ import annotations

import re
from typing import Any

from actions import debt_days, forms
from actions.forms import Detour, Slot, Slots
from actions.registry import answers
from actions.turn import Turn
from nlu.letters import THREATS, find_letter_words
from storage import debts, desks

PURPOSE = "debt_help"
CONTACT_PERSON = "contact_person"
"""To whom it goes where no desk is known."""
_YES = re.compile(r"\W*(?:ja+|jawel|jazeker|yes|yep|oke|oké|ok|okay|prima|is goed|graag|doe maar|mag|akkoord|sure)\b")
_NO = re.compile(r"\W*(?:nee+|neen|no|nope|liever niet|niet doen|mag niet|geen toestemming)\b")
_BUT = re.compile(
    r"\b(?:niet|geen|(?<!doe )(?<!ga )maar|alleen|behalve|nee|not|no|but|only|except|don'?t|wacht|wait)\b|\?"
)


async def look_up(turn: Turn, slots: Slots) -> None:
    """Where the request would go now; a yes that was given for another place is no yes for this one."""
    urgent = slots.get("threat") in THREATS
    area = slots.get("neighbourhood") or None
    place = slots.get("municipality")
    desk = await desks.desk_for(turn.session, place, area, urgent=urgent) if place else None
    inside = desk is not None and (desk.team_id is not None or desk.staff_id is not None)
    to = {"desk": str(desk.id) if desk else None, "name": desk.name if desk else "", "inside": inside}
    if slots.get("to", to) != to:
        slots.pop("consent", None)
    slots["to"] = to


def shared(slots: Slots) -> list[str]:
    """What would be passed on, as it is recorded: only what there is."""
    there = {
        "name": True,
        "debt_types": any(kind != "overig" for kind in slots.get("kinds", ())),
        "threat": slots.get("threat") not in (None, "none"),
        "municipality": bool(slots.get("municipality")),
        "administration": slots.get("administration") not in (None, "unknown"),
        "letters": bool(slots.get("files")),
        "words": bool(slots.get("words")),
    }
    return [name for name, is_there in there.items() if is_there]


def _lines(turn: Turn, slots: Slots) -> str:
    """The same as a short list."""
    return "\n".join(f"• {_line(turn, slots, what)}" for what in shared(slots))


def _line(turn: Turn, slots: Slots, what: str) -> str:
    said = ""
    if what == "debt_types":
        said = ", ".join(turn.word(f"debt-type-{kind}").lower() for kind in slots["kinds"] if kind != "overig")
    elif what == "threat":
        said = _threat_words(turn, slots)
    elif what == "municipality":
        said = ", ".join(filter(None, (slots["municipality"], slots.get("neighbourhood"))))
    elif what == "administration":
        said = turn.word(f"debt-money-{slots['administration']}").lower()
    return turn.word(f"debt-share-{what}".replace("_", "-"), what=said)


def _threat_words(turn: Turn, slots: Slots) -> str:
    what = turn.word(f"debt-loss-{slots['threat']}".replace("_", "-"))
    day = debt_days.on(slots.get("when")) if slots["threat"] in THREATS else None
    return f"{what}, {debt_days.words(day, turn.language)}" if day else what


def to_whom(turn: Turn, slots: Slots) -> str:
    """The name of the desk, or the contactperson, as the person reads it."""
    return slots["to"]["name"] or turn.word("debt-to-contact")


def _facts(turn: Turn, slots: Slots) -> dict[str, object]:
    return {"to": to_whom(turn, slots), "list": _lines(turn, slots)}


def read(turn: Turn) -> bool | None:
    """A yes or a no that cannot be mistaken; "ja maar …", or anything with more facts in it, is asked again."""
    said = turn.text.lower().strip()
    if turn.understood.value("municipality") or turn.understood.values("debt_type"):
        return None
    if find_letter_words(said).withdraws or _NO.match(said) or turn.understood.intent == "deny":
        return None if _tells_more(said) else False
    if _YES.match(said) or turn.understood.intent == "affirm":
        return None if _BUT.search(said) else True
    return None


def _tells_more(said: str) -> bool:
    """ "Nee, ik bedoel Wierden" and "nee wacht" are no refusal yet."""
    return re.search(r"\b(?:bedoel\w*|wacht|klopt niet|i mean|wait)\b|\?", said) is not None


def _asks_for_other_place(turn: Turn) -> bool:
    """What stands on the button, typed."""
    return turn.text.strip(" .!").lower() == turn.word("button-other-place").lower()


_WONDERS = re.compile(
    r"\b(?:wat gebeurt er|wat doen (?:ze|jullie)|waarom|waarvoor|wie (?:leest|ziet|krijgt|is dat|zijn dat)|en dan"
    r"|what happens|what will|why|who (?:reads|sees|gets|is that|are they))\b"
)


def _wonders(turn: Turn) -> bool:
    """Whether somebody asks what a yes would mean."""
    return _WONDERS.search(turn.text.lower()) is not None and not find_letter_words(turn.text).withdraws


@answers("consent.explain")
async def explain(turn: Turn) -> None:
    """What happens after a yes and after a no; then the same question."""
    turn.say("debt-consent-means")
    forms.ask_again(turn)


_CONSENT_OPTIONS = (("button-yes-pass-on", True), ("button-no-keep", False))
SLOT = Slot(
    name="consent", ask="debt-consent", again="debt-consent-again", read=read, options=_CONSENT_OPTIONS, facts=_facts,
    confirms=True, detours=(
        Detour(label="button-other-place", action="debts.elsewhere", asked=_asks_for_other_place),
        Detour(label=None, action="consent.explain", asked=_wonders),
    ),
)  # fmt: skip


def given(turn: Turn, slots: Slots) -> dict[str, Any]:
    """What is recorded of a yes, as fields of a referral."""
    return {
        "consent_at": turn.now, "consent_to": slots["to"]["name"] or CONTACT_PERSON, "consent_purpose": PURPOSE,
        "consent_what": shared(slots),
    }  # fmt: skip


# ---------------------------------------------------------------- taking it back


async def hear(turn: Turn) -> bool:
    """Somebody takes their yes back in their own words: a button makes it sure. False when nothing was passed on."""
    if turn.person is None or not find_letter_words(turn.text).withdraws:
        return False
    if await debts.open_one(turn.session, turn.conversation.id) is None:
        return False
    await turn.go("referral.withdraw")
    return True
