"""Post that somebody would rather not open alone: set aside with a photo or in words, and opened one letter at a time.

Setting a letter aside is a step already; nobody is told to open anything. Letters are offered to be opened once: what
Stapje offered of its own accord it does not bring up again (LASTING in turn.py keeps which).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions import clock, handover, step_form
from actions.debts import threat_in
from actions.permissions import May
from actions.registry import answers
from actions.turn import Turn
from nlu.confidence import SURE
from nlu.money import sets_aside
from nlu.numbers import without_numbers
from nlu.understanding import dump
from storage import money_post, tasks
from storage.messages import Message
from storage.money import PostItem

JUST_SENT = timedelta(minutes=15)
"""So long after a photo "deze durf ik niet te openen" is about it."""
WITH_A_BUTTON = 3
"""So many letters of the list have a button of their own."""
LONGEST_WORDS = 300
LETTERS = frozenset({"photo", "document"})
"""Kinds of files that may be a letter."""
LETTER_TALK = frozenset({"debt_help", "debt_urgent", "checkin_negative", "out_of_scope"})
"""What the model takes talk of a letter for; when it is sure of anything else, the letter is not the point."""
SHORT = 16
"""Who asks for help with debts in more words than these, or names the debt, wants that before anything else."""


def offer_to_keep(turn: Turn) -> None:
    """Under a photo or a document: a button to set it aside."""
    if turn.person is not None and turn.attachment in LETTERS:
        turn.offer("button-post-keep", "post.keep", message=turn.message_id)


async def hear(turn: Turn) -> bool:
    """Set a letter aside that somebody speaks of; False when the message is about something else.

    It comes after danger, a human in the chat and buttons; an open form is asked first (see actions.turn).
    """
    if turn.person is None or turn.understood.perhaps_danger or not sets_aside(turn.text):
        return False
    if _means_something_else(turn):
        return False
    turn.conversation.stumbles = 0
    await _set_aside(turn, await _photo(turn), turn.text)
    return True


def _means_something_else(turn: Turn) -> bool:
    """Whether the letter is not the point: a step, a complaint, debts that are named, or a word that has haste."""
    understood = turn.understood
    if understood.intent is None or understood.confidence < SURE:
        return False
    if understood.intent not in LETTER_TALK:
        return True
    asks_for_help = understood.intent in ("debt_help", "debt_urgent")
    named = bool(understood.values("debt_type")) or threat_in(turn.text) is not None
    return asks_for_help and (named or len(turn.text.split()) > SHORT)


async def _photo(turn: Turn) -> int | None:
    """The message with the photo of the letter: this one, or the last one if it is fresh and not set aside yet."""
    if turn.attachment is not None:
        return turn.message_id if turn.attachment in LETTERS else None
    sent = await money_post.sent_last(turn.session, turn.conversation.id, since=turn.now - JUST_SENT)
    if sent is None or sent.id is None or sent.attachments[0].get("kind") not in LETTERS:
        return None
    return None if await money_post.of_message(turn.session, sent.id) else sent.id


@answers("post.keep", needs=May.HAVE_STEPS)
async def keep(turn: Turn) -> None:
    """A photo is a letter, to be opened together; pressing twice keeps it once."""
    message = await turn.session.get(Message, int(turn.arguments["message"] or 0))
    if message is None or message.id is None or message.conversation_id != turn.conversation.id:
        await turn.go("old_button")
        return
    if await money_post.of_message(turn.session, message.id) is not None:
        turn.say("post-kept-already")
        _offer_open(turn)
        return
    await _set_aside(turn, message.id, message.text)


async def _set_aside(turn: Turn, message_id: int | None, words: str) -> None:
    assert turn.person is not None
    said = without_numbers(words).strip()[:LONGEST_WORDS]
    item = PostItem(person_id=turn.person.id, message_id=message_id, words=said, created_at=turn.now)
    await money_post.add(turn.session, item)
    threat = threat_in(words)
    await _tell_human(turn, said, urgent=threat is not None)
    turn.say("post-kept")
    if threat is not None:
        _offer_help_now(turn, words)
        return
    turn.say("post-open-question")
    _offer_open(turn)
    turn.offer("button-debt-help", "debt_help")
    turn.offer("button-post-later", "small_talk.fine", answers="no")
    turn.offer_human()
    _note_offered(turn, [item])


async def _tell_human(turn: Turn, said: str, *, urgent: bool) -> None:
    """A human hears of a letter; where its photo is a task already, that is enough, unless it is pressing."""
    known = {task.kind for task in await tasks.open_tasks(turn.session, turn.conversation.id)}
    if urgent or "attachment" not in known:
        await turn.call_human("post", priority=tasks.SOON if urgent else tasks.NORMAL, words=said)


def _offer_help_now(turn: Turn, words: str) -> None:
    """A word in the letter has a clock behind it: help today, as if it had been asked for in these words."""
    meant = replace(turn.understood, text=words, intent="debt_urgent")
    turn.say("post-urgent")
    turn.offer("button-post-help-now", "fallback.meant", answers="yes", said=dump(meant))
    turn.offer_human()
    turn.offer("button-post-later", "small_talk.fine", answers="no")


# ---------------------------------------------------------------- opening one


def _offer_open(turn: Turn) -> None:
    turn.offer("button-post-open", "post.open", answers="yes")


async def offer_one(turn: Turn) -> None:
    """When letters lie there that were not spoken of yet: offer to open one, once."""
    assert turn.person is not None
    lying = await money_post.waiting(turn.session, turn.person.id)
    offered = set(turn.conversation.context.get("post", ()))
    if not any(str(item.id) not in offered for item in lying):
        return
    turn.say("post-one-question")
    _offer_open(turn)
    turn.offer("button-not-now", "small_talk.fine", answers="no")
    _note_offered(turn, lying)


def _note_offered(turn: Turn, items: Sequence[PostItem]) -> None:
    """These letters are not brought up again of our own accord."""
    known = [str(one) for one in turn.conversation.context.get("post", ())]
    fresh = [str(item.id) for item in items if str(item.id) not in known]
    turn.next_context["post"] = [*known, *fresh][-money_post.MOST_WAITING :]


@answers("post.open", needs=May.HAVE_STEPS)
async def open_one(turn: Turn) -> None:
    """One letter as a small step: when, and what to do first."""
    await step_form.begin(turn, what=turn.word("post-step"), first=turn.word("post-step-first"), domain="geld")


# ---------------------------------------------------------------- the list


@answers("post.show", needs=May.HAVE_STEPS)
async def show(turn: Turn) -> None:
    """The letters that lie there, oldest first."""
    assert turn.person is not None
    lying = await money_post.waiting(turn.session, turn.person.id)
    if not lying:
        turn.say("post-none")
        turn.offer_human()
        return
    lines = "\n".join(_line(turn, number, item) for number, item in enumerate(lying, 1))
    turn.say("post-list", said=lines)
    turn.say("post-one-question")
    _offer_open(turn)
    for number, item in enumerate(lying[:WITH_A_BUTTON], 1):
        opened_it = turn.word("post-number-open", number=str(number))
        turn.offer("button-step-done", "post.done", name=opened_it, item=str(item.id))
    turn.offer_human()
    _note_offered(turn, lying)


def _line(turn: Turn, number: int, item: PostItem) -> str:
    day = clock.day_words(clock.local(item.created_at).date(), turn.language)
    line = f"{number}. {turn.word('post-line-photo' if item.message_id else 'post-line', day=day)}"
    if item.words:
        line += f": “{item.words}”"
    return f"{line} {turn.word('post-line-seen')}" if item.seen_at else line


@answers("post.done", needs=May.HAVE_STEPS)
async def opened(turn: Turn) -> None:
    """The client opened a letter: that was the hard part, somebody may look at it with them."""
    assert turn.person is not None
    chosen = await money_post.of_person(turn.session, turn.person.id, [uuid.UUID(str(turn.arguments["item"]))])
    if not await money_post.finish(turn.session, chosen, turn.now):
        turn.say("post-none" if not chosen else "post-done-already")
        turn.offer("button-money-post", "post.show")
        return
    turn.say("post-opened")
    handover.who_reads(turn)
    turn.offer("button-want-to-talk", "talk_to_human", answers="yes")
    turn.offer("button-money-post", "post.show")
    turn.offer("button-not-now", "small_talk.fine", answers="no")
