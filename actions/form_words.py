"""What is said to a form itself and not in answer to its question: stop, the next one, something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.turn import Turn

ALWAYS_SERVED = frozenset({"talk_to_human", "opt_out", "complaint"})
INTERRUPTING = frozenset(
    {
        "ask_bed_availability",
        "change_language",
        "ask_shelter_info",
        "ask_appointment",
        "ask_steps",
        "ask_help",
        "bot_challenge",
        "privacy_request",
        "need_basics",
        "ask_housing",
        "debt_urgent",
        "cancel_appointment",
        "reserve_bed",
        "cancel_bed",
    }
)
SMALL_TALK = frozenset({"affirm", "deny", "greet", "goodbye", "thank", "out_of_scope", "checkin_neutral"})


STOP_WORDS = (
    "laat maar", "laat maar zitten", "stop", "/stop", "annuleer", "hou maar op", "nu niet", "never mind", "cancel",
    "forget it",
)  # fmt: skip


def wants_to_stop(turn: Turn) -> bool:
    """Whether the person wants out of the form."""
    said = turn.text.lower()
    return turn.understood.intent in ("deny", "goodbye", "opt_out") or any(w in said for w in STOP_WORDS)


SKIP_WORDS = (
    "sla over", "sla maar over", "sla deze over", "sla dit over", "overslaan", "volgende", "volgende vraag",
    "zeg ik niet", "zeg ik liever niet", "wil ik niet zeggen", "skip", "skip this", "skip it", "next", "next question",
    "rather not say",
)  # fmt: skip


def wants_to_skip(turn: Turn) -> bool:
    """Whether the person wants the next question instead of this one."""
    return turn.text.strip(" .!?").lower() in SKIP_WORDS


_BESIDE_A_MOMENT = frozenset(
    {
        "op", "om", "dan", "liever", "graag", "is", "goed", "kan", "doe", "maar", "rond", "of", "zo", "ja", "nee", "ok",
        "oke", "past", "beter", "at", "on", "then", "please", "maybe", "around", "better",
    }
)  # fmt: skip


def only_a_moment(turn: Turn) -> bool:
    """Whether a message names a moment and nothing else ("doe maar vrijdag om 3 uur")."""
    left = turn.text.lower()
    for span in turn.understood.times:
        left = left.replace(span.text.lower(), " ")
    return bool(turn.understood.times) and set(re.findall(r"\w+", left)) <= _BESIDE_A_MOMENT
