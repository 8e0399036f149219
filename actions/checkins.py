"""How it goes: three answers or one's own words, no judgement, one gentle question and a human when it goes badly."""

from __future__ import annotations

from datetime import timedelta

from actions import handover
from actions.registry import answers, find, known
from actions.step_library import LIBRARY, plain
from actions.turn import Turn
from nlu.confidence import LIKELY, SURE
from storage import checkins, tasks
from storage.checkins import CheckIn
from storage.steps import LIFE_DOMAINS

MOODS = {"checkin_positive": "good", "checkin_neutral": "so_so", "checkin_negative": "bad"}
COMMONEST = ("wonen", "geld", "gezondheid", "mensen")
"""The life domains that are asked about first; the others are one button away."""
FRESH = timedelta(hours=24)
"""So long after the question something that is not understood is taken to be its answer."""
WHY, ANYTHING = "why", "anything"
"""What somebody may be telling in their own words: why it goes badly, or whatever they like."""
NOT_TOLD = frozenset({"affirm", "deny", "thank", "goodbye", "opt_out", "opt_in", "talk_to_human", "change_language"})
"""Answers to the question whether, not what: they are no story, and have an answer of their own."""
THUMBS = {"👍": "checkin_positive", "👎": "checkin_negative"}
"""What a thumb says right after the question; elsewhere it says yes or no."""
NO_WISH = frozenset({"out_of_scope", "greet", "bot_challenge"})
"""What a story may be taken for that asks for nothing: it is kept, and a human reads it."""


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
    for domain in COMMONEST:
        turn.offer(f"domain-{domain}", "checkin.topic", topic=domain)
    turn.offer("button-something-else", "checkin.other_topics")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in", telling=WHY)


@answers("checkin.other_topics")
async def other_topics(turn: Turn) -> None:
    """It is about something else: the other life domains, and one's own words."""
    turn.say("checkin-other-topics")
    for domain in LIFE_DOMAINS:
        if domain not in COMMONEST:
            turn.offer(f"domain-{domain}", "checkin.topic", topic=domain)
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in", telling=WHY)


@answers("checkin.topic")
async def topic(turn: Turn) -> None:
    """What it is about; kept with the check-in so that nobody has to ask again."""
    if turn.person is not None and (last := await checkins.newest(turn.session, turn.person.id)) is not None:
        last.topic = str(turn.arguments["topic"])
        turn.session.add(last)
    _thank(turn, str(turn.arguments["topic"]))


def _thank(turn: Turn, about: str | None) -> None:
    turn.say("checkin-topic-heard")
    if about in ("geld", "schulden"):
        turn.offer("button-debt-help", "debt_help")
    _offer_talk(turn)


def _offer_talk(turn: Turn) -> None:
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in")


# ---------------------------------------------------------------- in one's own words


@answers("checkin.tell")
async def tell(turn: Turn) -> None:
    """None of the three: whatever is said next belongs to the question."""
    turn.say("checkin-tell")
    turn.offer("button-want-to-talk", "talk_to_human")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("check_in", telling=ANYTHING)


async def hear(turn: Turn) -> bool:
    """Keep what somebody tells about how it goes; False when it has, or also has, an answer of its own.

    It comes after danger, a human in the chat, buttons and open forms (see actions.turn). What nobody understands goes
    to a human, not back to the person.
    """
    if turn.person is None or not turn.text.strip():
        return False
    told = (turn.recalled("check_in") or {}).get("telling")
    clear = understood(turn, SURE if told == WHY else LIKELY)
    if (thumb := THUMBS.get(turn.text.strip()[0])) and await _asked_lately(turn):
        await turn.go(thumb)
        return True
    if clear and turn.understood.intent in NOT_TOLD:
        return False
    if told == WHY:
        return await _hear_why(turn, clear=clear)
    if told == ANYTHING:
        return await _hear_anything(turn, clear=clear)
    return not clear and await _hear_an_answer(turn)


def understood(turn: Turn, enough: float) -> bool:
    """Whether what was said has a meaning of its own: one we answer, and surer than `enough`."""
    intent = turn.understood.intent
    if intent not in known():
        return False
    return turn.understood.confidence >= (SURE if find(str(intent)).effect else enough)


async def _hear_anything(turn: Turn, *, clear: bool) -> bool:
    """The client said "iets anders": this is it."""
    assert turn.person is not None
    _keep_topic(turn, await checkins.answer(turn.session, turn.person.id, words=turn.text, now=turn.now))
    if clear and turn.understood.intent not in NO_WISH:
        return False
    await turn.call_human("not_understood")
    if turn.understood.perhaps_danger:
        await turn.go("crisis.perhaps")
        return True
    turn.say("checkin-told")
    handover.who_reads(turn)
    _offer_talk(turn)
    return True


async def _hear_why(turn: Turn, *, clear: bool) -> bool:
    """It goes badly, and this is why: added to the answer and to the task of the human who hears it."""
    assert turn.person is not None
    await turn.call_human("check_in_bad", priority=tasks.SOON)
    if (last := await checkins.newest(turn.session, turn.person.id)) is not None:
        pressed = last.words in (None, turn.word("button-mood-bad"))
        last.words = turn.text if pressed else f"{last.words}\n{turn.text}"
        _keep_topic(turn, last)
    named = LIBRARY.topics.get(plain(turn.text))
    if named is None and clear and turn.understood.intent not in NO_WISH | MOODS.keys():
        return False
    if turn.understood.perhaps_danger:
        await turn.go("crisis.perhaps")
    else:
        _thank(turn, named or turn.understood.value("life_domain"))
    return True


async def _hear_an_answer(turn: Turn) -> bool:
    """What somebody says right after the question is its answer, when nobody understands it and it is no mood."""
    guess = next(iter(turn.understood.ranking), (None, 0.0))[0]
    if guess in MOODS or turn.understood.perhaps_danger or not await _asked_lately(turn):
        return False
    return await _hear_anything(turn, clear=False)


async def _asked_lately(turn: Turn) -> bool:
    """Whether this is the first message after a question of the last day."""
    assert turn.person is not None
    if not turn.missed:
        return False
    last = await checkins.newest(turn.session, turn.person.id)
    return last is not None and last.last_asked_at is not None and turn.now - last.last_asked_at <= FRESH


def _keep_topic(turn: Turn, told: CheckIn) -> None:
    told.topic = LIBRARY.topics.get(plain(turn.text)) or turn.understood.value("life_domain") or told.topic
    turn.session.add(told)
