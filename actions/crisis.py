"""Danger: the numbers at once, a red task in the inbox, and nothing else in the way (DOMAIN.md section 6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from actions import clock, door
from actions.registry import answers
from actions.turn import Turn
from nlu.confidence import CLEAR
from nlu.understanding import CrisisKind
from storage import audit, tasks

STAYS_NEAR = timedelta(hours=1)
SHORT_ANSWERS = frozenset({"affirm", "deny", "checkin_negative", "out_of_scope", "thank", "greet", None})


async def hear(turn: Turn) -> bool:
    """Answer danger before anything else, also in a form and also when a human has taken over."""
    kind = turn.understood.danger
    if kind is None:
        return await _still_near(turn)
    turn.conversation.form = None
    await turn.call_human("crisis", priority=tasks.URGENT)
    await audit.record(
        turn.session, "crisis.heard", now=turn.now, conversation_id=turn.conversation.id,
        person_id=turn.person.id if turn.person else None, kind=str(kind),
    )  # fmt: skip
    turn.say(f"{str(kind).replace('_', '-')}")
    _who_reads(turn)
    if await door.keep_note(turn):  # danger in a note for the day: the day team reads it too
        turn.say("door-note-kept")
    turn.offer_human()
    turn.remember("crisis", kind=str(kind))
    return True


async def _still_near(turn: Turn) -> bool:
    """Shortly after a crisis a small or unclear answer is still about it: stay, and keep the bell ringing."""
    context = turn.conversation.context
    if context.get("topic") != "crisis" or turn.button is not None or turn.conversation.mode == "human":
        return False
    if turn.conversation.form is not None:  # begun since, as a crisis ends any form: an answer there is an answer
        return False
    if turn.now - datetime.fromisoformat(context["at"]) > STAYS_NEAR:
        return False
    if turn.understood.intent not in SHORT_ANSWERS and turn.understood.confidence >= CLEAR:
        return False
    await turn.call_human("crisis", priority=tasks.URGENT)
    turn.say("crisis-still-here")
    _who_reads(turn)
    turn.offer("button-safe-now", "crisis.safe")
    turn.offer_human()
    turn.remember("crisis", kind=context["kind"])
    return True


def _who_reads(turn: Turn) -> None:
    """The truth about when a human reads this: never let somebody wait for nobody."""
    if clock.someone_reads(turn.now):
        turn.say("crisis-someone-warned")
    else:
        again = clock.local(clock.next_reading(turn.now))
        turn.say(
            "crisis-nobody-reads", day=clock.day_words(again.date(), turn.language), clock=clock.clock_words(again)
        )


@answers("crisis.safe")
async def safe(turn: Turn) -> None:
    """The person says they are safe; the human still looks."""
    turn.say("crisis-glad-safe")
    turn.offer_human()
    turn.next_context["topic"] = "after_crisis"
    turn.next_context["at"] = turn.now.isoformat()


@answers("crisis.perhaps", *CrisisKind)
async def maybe_crisis(turn: Turn) -> None:
    """The model thinks of danger but is not sure: ask straight out, with the numbers."""
    turn.say("crisis-are-you-safe")
    turn.offer("button-not-safe", "crisis.not_safe", answers="yes")
    turn.offer("button-safe-now", "small_talk.fine", answers="no")
    turn.offer_human()


@answers("crisis.not_safe")
async def not_safe(turn: Turn) -> None:
    """Asked straight out, the person says it is not safe."""
    turn.conversation.form = None
    await turn.call_human("crisis", priority=tasks.URGENT)
    turn.say("crisis-still-here")
    _who_reads(turn)
    turn.offer_human()
    turn.remember("crisis", kind=str(CrisisKind.SELF_HARM))
