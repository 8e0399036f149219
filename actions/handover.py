"""A human: asked for at any moment, never interrupted by the bot once there."""

from __future__ import annotations

from actions import clock
from actions.registry import answers
from actions.transfers import say_who_stands_in
from actions.turn import Turn
from storage import tasks, waits


async def stay_silent(turn: Turn) -> bool:
    """While a human has taken over, the bot says nothing; the message waits for that human.

    A time that a colleague offered is booked and confirmed all the same: the colleague put that button there.
    """
    if turn.conversation.mode != "human" or _was_offered(turn):
        return False
    await waits.begin(turn.session, turn.conversation, turn.now)
    return True


def _was_offered(turn: Turn) -> bool:
    return turn.button is not None and turn.button.action == "booking.take" and bool(turn.button.arguments["offered"])


@answers("talk_to_human")
async def talk_to_human(turn: Turn) -> None:
    """Somebody wants a human: ring the bell and say truthfully when one reads. What is written next is for them."""
    turn.conversation.form = None
    await turn.call_human("talk_to_human", priority=tasks.SOON)
    who_reads(turn)
    await say_who_stands_in(turn)
    turn.say("human-write-here")


@answers("complaint")
async def complaint(turn: Turn) -> None:
    """A complaint goes to a human as it is, with where else it may go; the bot does not weigh it."""
    await turn.call_human("complaint", priority=tasks.SOON)
    turn.say("complaint-heard")
    who_reads(turn)
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")


def who_reads(turn: Turn) -> None:
    """When a human reads this: today, or the day and hour on which the office opens."""
    if clock.someone_reads(turn.now):
        turn.say("human-reads-today")
        return
    again = clock.local(clock.next_reading(turn.now))
    turn.say("human-reads-later", day=clock.day_words(again.date(), turn.language), clock=clock.clock_words(again))
