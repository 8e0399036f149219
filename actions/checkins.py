"""How it goes: three answers, no judgement, and a human when it goes badly."""

from __future__ import annotations

from actions.registry import answers
from actions.turn import Turn
from storage import checkins, tasks

MOODS = {"checkin_positive": "good", "checkin_neutral": "so_so", "checkin_negative": "bad"}


async def _store(turn: Turn, mood: str) -> None:
    if turn.person is not None:
        words = turn.button.label if turn.button else turn.text
        await checkins.answer(turn.session, turn.person.id, mood=mood, words=words, now=turn.now)


@answers("checkin_positive")
async def positive(turn: Turn) -> None:
    """It goes well: be glad, and ask nothing more than one small thing."""
    await _store(turn, "good")
    turn.say("checkin-good")
    turn.offer("button-set-step", "step_set")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in")


@answers("checkin_neutral")
async def neutral(turn: Turn) -> None:
    """So-so is an honest answer; a talk is offered, not pushed."""
    await _store(turn, "so_so")
    turn.say("checkin-so-so")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-set-step", "step_set")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in")


@answers("checkin_negative")
async def negative(turn: Turn) -> None:
    """It goes badly: the contactperson hears it, one gentle question, a human within reach."""
    await _store(turn, "bad")
    await turn.call_human("check_in_bad", priority=tasks.SOON)
    turn.say("checkin-bad")
    for domain in ("wonen", "geld", "gezondheid", "mensen"):
        turn.offer(f"domain-{domain}", "checkin.topic", topic=domain)
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in")


@answers("checkin.topic")
async def topic(turn: Turn) -> None:
    """What it is about; kept with the check-in so that nobody has to ask again."""
    if turn.person is not None and (last := await checkins.newest(turn.session, turn.person.id)) is not None:
        last.topic = str(turn.arguments["topic"])
        turn.session.add(last)
    turn.say("checkin-topic-heard")
    if turn.arguments["topic"] == "geld":
        turn.offer("button-debt-help", "debt_help")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in")
