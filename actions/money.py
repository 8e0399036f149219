"""The weekly question about living money: any answer is fine, no amounts, and today's help first when it is gone.

Who may be asked and when: money_plan.py. What a client may change about it: money_chat.py. Letters: money_post.py.
"""

from __future__ import annotations

import uuid
from typing import Any

from actions import forms, handover, money_post
from actions.checkins import NO_WISH, NOT_TOLD, understood
from actions.debts import threat_in
from actions.registry import answers
from actions.texts import say
from actions.turn import Turn
from nlu import money as money_said
from nlu.confidence import LIKELY, SURE
from nlu.money import ENOUGH, NOT_NOW, OTHER, OUT, TIGHT, UNCLEAR, UNSURE
from nlu.numbers import without_numbers
from storage import messages, money, tasks
from storage.money import MoneyCheckIn

TONES = 4
"""So many ways there are to be glad that there is enough."""
STAFF_READ = "nl"
"""The language of words that are stored for staff."""
LONGEST_WORDS = 1000
ANSWER_BUTTONS = (
    ("button-money-enough", ENOUGH),
    ("button-money-tight", TIGHT),
    ("button-money-out", OUT),
    ("button-something-else", OTHER),
    ("button-not-now", NOT_NOW),
)
"""The answers under the question, as (label, answer)."""
ALSO_ANSWERS = {
    "affirm": ENOUGH, "deny": UNSURE, "need_basics": OUT, "checkin_positive": ENOUGH, "checkin_neutral": TIGHT,
}  # fmt: skip
"""What some intents say right after the question."""
AN_ANSWER = 3
"""So many words say the answer and nothing more; they are not kept beside it."""
SHORT = 7
"""Who corrects an answer of a moment ago does so in so many words."""
WHICH = "which"
"""What somebody may be telling: whether a plain no means tight or nothing left."""


@answers("money.answer")
async def pressed(turn: Turn) -> None:
    """A button under the question."""
    about = uuid.UUID(str(turn.arguments["question"]))
    asked = await money.question(turn.session, about, turn.person.id) if turn.person else None
    if asked is None:
        await turn.go("old_button")
        return
    await _answer(turn, asked, str(turn.arguments["answer"]), words="")


async def hear(turn: Turn) -> bool:
    """Take words as the answer to the weekly question, while it is open; False when they are no answer.

    It comes after danger, a human in the chat and buttons, and before an open form (see actions.turn).
    """
    said = money_said.answer_in(turn.text)
    if turn.person is None or (said is None and turn.understood.intent not in ALSO_ANSWERS):
        return False
    told = turn.recalled("money") or {}
    asked = await _spoken_of(turn, told)
    if asked is None:
        return False
    if telling := told.get("telling"):
        exact = said in (TIGHT, OUT) and (telling == WHICH or said != asked.answer)
        answer = said if exact or (telling == WHICH and said == ENOUGH and asked.answer is None) else None
    elif await _asked_last(turn, asked):
        answer = said or (ALSO_ANSWERS[str(turn.understood.intent)] if understood(turn, SURE) else None)
    else:
        answer = said if _is_about_money(turn, said, told) else None
    if answer is None:
        return False
    turn.conversation.stumbles = 0
    await _answer(turn, asked, answer, words=turn.text)
    return True


def _is_about_money(turn: Turn, said: str | None, told: dict[str, Any]) -> bool:
    """Whether an answer that comes when something else was said meanwhile names the money, or corrects a moment ago."""
    if turn.conversation.form is not None:
        return False
    if said not in (ENOUGH, TIGHT, OUT):
        return False
    corrects = bool(told) and said != ENOUGH and len(turn.text.split()) <= SHORT
    labels = [turn.word(label).lower() for label, _ in ANSWER_BUTTONS[:3]]
    typed = turn.text.strip(" .!").lower()
    return corrects or money_said.names_money(turn.text) or any(label.endswith(typed) for label in labels)


async def _spoken_of(turn: Turn, told: dict[str, Any]) -> MoneyCheckIn | None:
    """The question that is open, or the one whose answer was being talked about."""
    assert turn.person is not None
    if "question" in told:
        return await money.question(turn.session, uuid.UUID(told["question"]), turn.person.id)
    return await money.open_question(turn.session, turn.person.id, turn.now)


async def _asked_last(turn: Turn, asked: MoneyCheckIn) -> bool:
    """Whether the question is the last thing that this person heard."""
    said = await messages.last_said(turn.session, turn.conversation.id)
    return asked.answered_at is None and said is not None and said.created_at == asked.asked_at


async def hear_a_story(turn: Turn) -> bool:
    """What somebody tells instead of an answer, or about it: kept with the question, and a human reads it.

    What has an answer of its own gets that as well; right after the question it is no answer to it then. It comes after
    open forms and wishes (see actions.turn).
    """
    if turn.person is None or not turn.text.strip():
        return False
    told = turn.recalled("money") or {}
    telling, intent = bool(told.get("telling")), turn.understood.intent
    clear = understood(turn, LIKELY) and intent not in NO_WISH
    if clear and (not telling or intent in NOT_TOLD):
        return False
    asked = await _spoken_of(turn, told)
    if asked is None or not (telling or await _asked_last(turn, asked)):
        return False
    if telling and money_said.answer_in(turn.text) == NOT_NOW:
        await turn.go("small_talk.fine")
        return True
    await _keep(turn, asked, asked.answer or OTHER, turn.text)
    await _tell_human(turn, asked, tasks.SOON if asked.answer == OUT else tasks.NORMAL)
    if clear:
        return False
    turn.conversation.stumbles = 0
    if turn.understood.perhaps_danger:
        await turn.go("crisis.perhaps")
    elif threat_in(turn.text):
        await turn.go("debt_urgent")
    else:
        _thank(turn)
    return True


def _thank(turn: Turn) -> None:
    turn.say("money-told")
    handover.who_reads(turn)
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-money-stop", "money.stop")
    turn.offer("button-not-now", "small_talk.fine", answers="no")


# ---------------------------------------------------------------- what is answered


async def _answer(turn: Turn, asked: MoneyCheckIn, answer: str, words: str) -> None:
    """Keep an answer and say something back. A later answer to the same question counts: it may have got worse.

    An open form goes on after an answer that needs nothing more; another one is more pressing than a form. What
    threatens ("de deurwaarder komt morgen") is more pressing than either.
    """
    if answer == UNCLEAR:
        _explain(turn, asked)
        return
    told = words if len(words.split()) > AN_ANSWER else ""
    await _keep(turn, asked, {NOT_NOW: None, UNSURE: TIGHT}.get(answer, answer), told)
    if turn.understood.perhaps_danger:
        await _tell_human(turn, asked, tasks.SOON)
        await turn.go("crisis.perhaps")
        return
    if words and threat_in(words):
        await _tell_human(turn, asked, tasks.SOON)
        await turn.go("debt_urgent")
        return
    goes_on = turn.conversation.form is not None and answer in (ENOUGH, NOT_NOW)
    if not goes_on:
        turn.conversation.form = None
    await _REPLIES[answer](turn, asked)
    if goes_on:
        turn.choices.clear()
        turn.say("form-resume")
        forms.ask_again(turn)


async def _keep(turn: Turn, asked: MoneyCheckIn, answer: str | None, words: str) -> None:
    """Store the answer; the question closes with the first one, and words are added to words."""
    asked.answer = answer or asked.answer
    asked.answered_at = asked.answered_at or turn.now
    if words:
        asked.words = "\n".join(filter(None, (asked.words, without_numbers(words))))[:LONGEST_WORDS]
    turn.session.add(asked)
    await turn.session.flush()


async def _enough(turn: Turn, asked: MoneyCheckIn) -> None:
    turn.say("money-enough", tone=asked.id.int % TONES + 1)
    if turn.conversation.form is None:
        await money_post.offer_one(turn)
    turn.remember("money", question=str(asked.id))


async def _tight(turn: Turn, asked: MoneyCheckIn) -> None:
    """One gentle question; whoever says it two weeks running is heard by a human without having to ask."""
    if asked.words or await _was_tight_before(turn, asked):
        await _tell_human(turn, asked, tasks.NORMAL)
    turn.say("money-tight")
    turn.offer("button-set-step", "step_set")
    turn.offer("button-money-post", "post.show")
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("money", question=str(asked.id), telling=True)


async def _was_tight_before(turn: Turn, asked: MoneyCheckIn) -> bool:
    earlier = [one for one in await money.recent(turn.session, asked.person_id, 2) if one.id != asked.id]
    return bool(earlier) and earlier[0].asked_at < asked.asked_at and earlier[0].answer in (TIGHT, OUT)


async def _out(turn: Turn, asked: MoneyCheckIn) -> None:
    """Nothing left: what helps today first; the contactperson hears it with the client's words."""
    await _tell_human(turn, asked, tasks.SOON)
    turn.say("money-out")
    await turn.go("need_basics")
    turn.offer_human()
    turn.remember("money", question=str(asked.id), telling=True)


async def _other(turn: Turn, asked: MoneyCheckIn) -> None:
    turn.say("money-tell")
    turn.offer("button-want-to-talk", "talk_to_human")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    turn.remember("money", question=str(asked.id), telling=True)


def _explain(turn: Turn, asked: MoneyCheckIn) -> None:
    """What the question is about, for who does not know; it stays open."""
    turn.say("money-explain")
    for label, answer in ANSWER_BUTTONS:
        turn.offer(label, "money.answer", question=str(asked.id), answer=answer)
    turn.offer_human()
    turn.remember("money", question=str(asked.id), telling=WHICH)


async def _not_now(turn: Turn, asked: MoneyCheckIn) -> None:
    turn.say("money-not-now")
    turn.remember("money", question=str(asked.id))


async def _which(turn: Turn, asked: MoneyCheckIn) -> None:
    """No, there is not enough: tight, or nothing left? Kept as tight until it is said."""
    turn.say("money-which")
    for label, answer in ANSWER_BUTTONS[1:3]:
        turn.offer(label, "money.answer", question=str(asked.id), answer=answer)
    turn.offer("button-want-to-talk", "talk_to_human")
    turn.remember("money", question=str(asked.id), telling=WHICH)


_REPLIES = {ENOUGH: _enough, TIGHT: _tight, OUT: _out, OTHER: _other, NOT_NOW: _not_now, UNSURE: _which}


async def _tell_human(turn: Turn, asked: MoneyCheckIn, priority: int) -> None:
    """The contactperson gets the answer with the client's own words; one task for one question."""
    answer = say(STAFF_READ, f"inbox-money-{asked.answer or 'none'}")
    words = f"{answer}: “{asked.words}”" if asked.words else answer
    await turn.call_human("money", priority=priority, words=words, subject_id=asked.id)
