"""What is asked about debts: at most six short questions, none of which needs an answer, and what is done between them.

How answers are read: debt_answers.py.
"""

from __future__ import annotations

from actions import consent, debt_answers, debt_days, debt_threats, forms
from actions.forms import Detour, Slot, Slots
from actions.municipalities import MUNICIPALITIES
from actions.registry import answers
from actions.turn import Turn
from storage import desks

MOST_QUESTIONS = 6


def _doubts(slots: Slots) -> bool:
    """Whether a date that has passed is asked about; never as a seventh question."""
    return debt_threats.is_urgent(slots) and slots["when"]["doubt"] and not slots["place_asked"]


def _area_helps(slots: Slots) -> bool:
    """Whether a part of the municipality is asked for: never as a seventh question."""
    after_it = 1 + ("administration" not in slots)
    return bool(slots.get("areas")) and slots["questions"] + after_it <= MOST_QUESTIONS


def _day_facts(turn: Turn, slots: Slots) -> dict[str, object]:
    day = debt_days.on(slots["when"])
    return {"day": debt_days.words(day, turn.language) if day else ""}


_KIND_OPTIONS = tuple(
    (f"debt-type-{kind}", [kind]) for kind in ("huur", "energie", "zorgverzekering", "boetes", "post", "overig")
)
_THREAT_OPTIONS = (
    ("debt-threat-eviction", "eviction"),
    ("debt-threat-cut-off", "cut_off"),
    ("debt-threat-insurance", "insurance"),
    ("debt-threat-bailiff", "bailiff"),
    ("debt-threat-none", debt_threats.NONE),
    ("debt-threat-unknown", debt_threats.UNKNOWN),
)
_STILL_OPTIONS = (("button-day-right", True), ("button-day-other", False))
_MUNICIPALITY_OPTIONS = tuple((f"municipality-{m.lower()}", m) for m in MUNICIPALITIES)
_ADMINISTRATION_OPTIONS = tuple(
    (f"debt-money-{kind}", kind) for kind in ("none", "administrator", "budget", "guardianship", "wsnp", "unknown")
)
SLOTS = (
    Slot(
        name="kinds", ask="debt-which-kind", read=debt_answers.read_kinds, options=_KIND_OPTIONS, skip=[],
        more="debt-which-kind-more",
    ),
    Slot(
        name="threat", ask="debt-which-letter", again="debt-which-letter-again", read=debt_answers.read_threat,
        options=_THREAT_OPTIONS, skip=debt_threats.UNKNOWN, certain=True, detours=(Detour(
            label="button-one-more", action="debts.one_more",
            asked=lambda turn: turn.text.strip(" .!").lower() in ("nog een", "nog een erbij", "one more"),
        ),),
    ),
    Slot(
        name="when", ask="debt-when", again="debt-when-again", read=debt_answers.read_when,
        named=lambda slots: slots["days"], needed=debt_threats.is_urgent, skip=debt_days.UNKNOWN,
        skip_label="button-not-known",
    ),
    Slot(
        name="still", ask="debt-day-passed", read=debt_answers.read_still, options=_STILL_OPTIONS, needed=_doubts,
        skip=True, facts=_day_facts,
    ),
    Slot(
        name="municipality", ask="debt-which-municipality", again="debt-which-municipality-again",
        read=debt_answers.read_municipality, options=_MUNICIPALITY_OPTIONS, skip="",
    ),
    Slot(
        name="neighbourhood", ask="debt-which-area", read=debt_answers.read_area, needed=_area_helps, skip="",
        skip_label="button-not-known", named=lambda slots: [[area, area] for area in slots["areas"]],
    ),
    Slot(
        name="administration", ask="debt-who-minds-money", read=debt_answers.read_administration,
        again="debt-who-minds-money-again", options=_ADMINISTRATION_OPTIONS, skip="unknown", certain=True,
    ),
    consent.SLOT,
)  # fmt: skip


@answers("debts.one_more")
async def one_more(turn: Turn) -> None:
    """There is another kind of debt."""
    await forms.ask_for(turn, "kinds")


@answers("debts.elsewhere")
async def elsewhere(turn: Turn) -> None:
    """The municipality in the last question is not the right one."""
    await forms.ask_for(turn, "municipality")


# ---------------------------------------------------------------- between the questions


async def between(turn: Turn, slots: Slots) -> None:
    """Say back what could be mistaken, act on what cannot wait, and look up where it would go."""
    slots["questions"] = slots.get("questions", 0) + 1
    slots["days"] = debt_days.choices(turn)
    _say_back(turn, slots)
    await debt_threats.act_at_once(turn, slots)
    await _look_up_areas(turn, slots)
    if "administration" in slots:
        await consent.look_up(turn, slots)


def _say_back(turn: Turn, slots: Slots) -> None:
    if slots.get("still") is False:  # that day was a mistake: ask once more, and then believe it
        del slots["still"], slots["when"]
        slots["asked_twice"] = True
    day = slots.get("when")
    if day is not None and (slots.get("still") or slots.get("asked_twice") or slots.get("place_asked")):
        slots["when"] = day = {**day, "doubt": False}
    if day is not None and day != slots.get("day_told") and not day["doubt"]:
        slots["day_told"] = day
        debt_days.say_back(turn, day)
    minder = slots.get("administration")
    if minder in ("administrator", "guardianship", "wsnp") and slots.get("minder_told") != minder:
        slots["minder_told"] = minder
        turn.say("debt-minder-decides")


async def _look_up_areas(turn: Turn, slots: Slots) -> None:
    """The parts of the municipality that have a desk of their own; another municipality has others."""
    place = slots.get("municipality")
    slots["place_asked"] = slots.get("place_asked", False) or place is None
    if place is None or slots.get("areas_of") == place:
        return
    if "areas_of" in slots:
        slots.pop("neighbourhood", None)
    slots["areas_of"] = place
    slots["areas"] = await desks.neighbourhoods(turn.session, place) if place else []
