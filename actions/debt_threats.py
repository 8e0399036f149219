"""What happens at once when somebody says that a home, energy, care or money is about to go: a plan, and a human.

The plan for today comes before any further question: who panics needs one thing to do, not a form. A human is asked to
look along as soon as it is said, because not everybody gets to the end of a form; that human is the contactperson, who
reads the conversation anyway. Nothing goes to a desk before there is a yes (consent.py).
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from actions import clock, debt_days, first_aid, terms, texts
from actions.forms import Slots
from actions.turn import Turn
from nlu.letters import THREATS
from storage import tasks

LEGAL = frozenset({"eviction", "cut_off", "insurance"})
"""For these the law wants the first talk within three days (DOMAIN.md section 5); for the others we ask for it."""
NONE, UNKNOWN = "none", "unknown"


def is_urgent(slots: Slots) -> bool:
    """Whether something threatens that goes before other requests."""
    return slots.get("threat") in THREATS


def is_worse(threat: str, than: str | None) -> bool:
    """Whether one threat weighs more than another; "none" and "unknown" weigh least."""
    return threat in THREATS and (than not in THREATS or THREATS.index(threat) < THREATS.index(than))


def is_near(slots: Slots, now: datetime) -> bool:
    """Whether it is for today or tomorrow, or over already, as far as that is sure."""
    when = slots.get("when") or debt_days.UNKNOWN
    return is_urgent(slots) and not when["doubt"] and debt_days.is_near(when, clock.local(now).date())


async def act_at_once(turn: Turn, slots: Slots) -> None:
    """First aid for a threat that was not spoken of yet, and a human who looks along; each is said once."""
    threat = slots.get("threat")
    if is_urgent(slots) and slots.get("aid") != threat:
        slots["aid"] = threat
        await first_aid.say_plan(turn, str(threat))
    if threat == UNKNOWN and not slots.get("looks"):
        turn.say("debt-not-alone")
    if is_near(slots, turn.now) and slots.get("looks") != "near":
        slots["looks"] = "near"
        turn.say("debt-human-today")
        say_who_reads(turn)
        await turn.call_human("debt_referral", priority=tasks.URGENT, **_task(slots, turn.now))
    elif threat not in (None, NONE) and not slots.get("looks"):
        slots["looks"] = "soon"
        turn.say("debt-human-looks")
        await tasks.raise_task(
            turn.session, kind="debt_referral", conversation_id=turn.conversation.id, now=turn.now,
            priority=tasks.SOON, **_task(slots, turn.now),
        )  # fmt: skip


def say_who_reads(turn: Turn) -> None:
    """The truth about when a human sees it: today, or not before the office opens."""
    if clock.someone_reads(turn.now):
        turn.say("debt-reads-today")
        return
    opens = clock.local(clock.next_reading(turn.now))
    day = clock.day_words(opens.date(), turn.language)
    turn.say("debt-reads-later", day=day, clock=clock.clock_words(opens))


async def forget(turn: Turn, slots: Slots) -> None:
    """Without a yes nobody has to look at it any more, unless it is for today or tomorrow."""
    if slots.get("looks") == "soon":
        await tasks.finish_about(turn.session, "debt_referral", uuid.UUID(slots["id"]), None, turn.now)


def due_at(slots: Slots, now: datetime) -> datetime:
    """By when a human looks: the end of the day on which somebody reads, or of the working day after that."""
    reads = clock.local(clock.next_reading(now)).date()
    return clock.at(reads if is_near(slots, now) else terms.after_working_days(reads, 1), clock.OFFICE_UNTIL)


def _task(slots: Slots, now: datetime) -> dict[str, Any]:
    """What staff read, and by when."""
    words = texts.say("nl", f"debt-loss-{slots['threat']}".replace("_", "-"))
    when = debt_days.on(slots.get("when"))
    if when is None:
        said = texts.say("nl", "debt-task-words", what=words)
    else:
        said = texts.say("nl", "debt-task-day-words", what=words, day=debt_days.words(when, "nl"))
    return {"words": said, "subject_id": uuid.UUID(slots["id"]), "due_at": due_at(slots, now)}
