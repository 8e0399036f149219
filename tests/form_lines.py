"""How each form is begun in a chat, and what people type in the middle of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something typed: what it means to the model (None: the model is away), and how sure that is."""

    text: str
    intent: str | None = None
    sure: float = 0.95
    entities: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Short enough to read in the story of a failure."""
        return f"{self.text[:40]!r} {self.intent} {self.sure}"


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button: by its action and what it is about ("step", "done step", "goal"), shown earlier in the conversation."""

    action: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A button under the last message, by its text key."""

    key: str


Does = Line | Press | Offered

STEP = Line(text="ik wil een stap zetten", intent="step_set")
BEGINNINGS: dict[str, tuple[Does, ...]] = {
    "debt": (Line(text="ik heb schulden", intent="debt_help"),),
    "appointment": (Line(text="ik wil een afspraak", intent="make_appointment"),),
    "step": (STEP,),
    "step_topic": (STEP, Offered(key="button-ideas")),
    "step_idea": (STEP, Offered(key="button-ideas"), Line(text="geld")),
    "step_left": (Press(action="step.left", about="done step"),),
    "step_smaller": (Press(action="step.smaller", about="step"),),
    "step_easier": (Press(action="step.not_done", about="step"),),
    "step_move": (Press(action="step.move", about="step"),),
    "step_company": (Press(action="step.company", about="step"),),
    "step_company_else": (Press(action="step.company", about="step"), Offered(key="button-somebody-else")),
    "step_wrong": (Press(action="step.wrong", about="step"),),
    "goal": (Line(text="mijn doel is zweven", intent="step_set"),),
    "goal_words": (Press(action="goal.new"),),
    "bed_hold": (Line(text="hou een bed vrij", intent="reserve_bed"),),
    "bed_arrival": (Line(text="hou een bed vrij", intent="reserve_bed"), Offered(key="group-one-man")),
    "basics": (Line(text="ik heb niks meer", intent="need_basics"),),
    "money_draft": (Press(action="money.draft"),),
    "referral_more": (Press(action="referral.more"),),
    "door": (Line(text="iemand geweigerd"),),
}
"""For each kind of form: what somebody does until it asks its first question. `door` is for night staff."""
FOR_STAFF = frozenset({"door"})
WITH_A_REQUEST = frozenset({"referral_more"})
"""About a request for debt help that runs."""
FOR_VISITORS = frozenset({"bed_hold", "bed_arrival", "basics"})

ANSWERS = (
    Line(text="huur", entities={"debt_type": "huur"}),
    Line(text="nee", intent="deny"),
    Line(text="ja", intent="affirm"),
    Line(text="Almelo", entities={"municipality": "Almelo"}),
    Line(text="deurwaarder", intent="debt_urgent"),
    Line(text="morgen om 10:00"),
    Line(text="gisteren"),
    Line(text="half drie"),
    Line(text="weet niet"),
    Line(text="man"),
    Line(text="Jan"),
    Line(text="nachtopvang"),
    Line(text="de gemeente bellen", intent="step_set"),
    Line(text="mijn zus"),
    Line(text="geld"),
    Line(text="eh", intent="out_of_scope", sure=0.3),
    Line(text="   "),
    Line(text="dank je", intent="thank"),
    Line(text="goed zo", intent="checkin_positive", sure=0.5),
)
"""Right for one question, wrong for the next, clear or not, with the model there or away."""
IN_BETWEEN = (
    Line(text="waar kan ik vannacht slapen", intent="ask_bed_availability"),
    Line(text="ik heb honger", intent="need_basics"),
    Line(text="wanneer is mijn afspraak", intent="ask_appointment"),
    Line(text="mijn stappen", intent="ask_steps"),
    Line(text="wie ben jij", intent="bot_challenge"),
    Line(text="wat kun je", intent="ask_help"),
    Line(text="wat heb ik gedaan"),
    Line(text="brief " * 500),
    Line(text="het gaat niet goed met me", intent="checkin_negative"),
    Line(text="hou een bed vrij", intent="reserve_bed"),
    Line(text="taal", intent="change_language"),
    Line(text="hoi", intent="greet"),
    Line(text="mijn stap is gelukt", intent="step_done"),
    Line(text="ik kom", intent="confirm_appointment"),
)
"""Something else in the middle."""
STOPS = ("stop", "Stop!", "laat maar", "/stop", "nu niet")
CRISES = ("ik wil dood", "hij slaat me", "ik maak er een eind aan")
HUMANS = (Line(text="mens spreken", intent="talk_to_human"), Line(text="ik heb een klacht", intent="complaint"))
