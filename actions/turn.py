"""One turn of a conversation: crisis, somebody who is blocked, human at work, button, contact that a colleague had,
telegram from the door, a look at what was done, the week's money, how far a request for debt help is, open form, when
to leave for an appointment and how it went, a wish about money or post, a wish about check-ins, how it goes in one's
own words, a goal or more about a step, the start of the day of a colleague, route – in that order.

A turn runs inside one transaction that holds the conversation's lock. It changes what has to change and ends in at
most one message back: one thing at a time.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import texts
from actions.errors import UnknownAction
from actions.permissions import may
from actions.registry import Action, find
from actions.reply import Choice, Drawing, Reply
from nlu.confidence import CLEAR, LIKELY, SURE
from nlu.understanding import Understanding, load
from storage import conversations, tasks
from storage.conversations import Conversation
from storage.people import Person
from storage.staff import Role, StaffMember
from storage.waits import begin as begin_wait

LONG = 2000
"""A longer message is read by a human: no model understands a whole letter."""
CONTEXT_LASTS = timedelta(minutes=20)
LASTING = frozenset({"door", "ideas", "recap", "post"})
"""What a conversation keeps whatever it is about: the shift of somebody on duty, the ideas somebody has seen, that
they were asked about a look back each week, and which letters they were offered to open."""


@dataclass(kw_only=True)
class Turn:
    """All that a handler may look at and change. `now` is the moment of this turn, aware, in UTC.

    `missed`: until this message a check-in was open, or humans had the task to find this person.
    """

    session: AsyncSession
    conversation: Conversation
    person: Person | None
    staff: StaffMember | None
    understood: Understanding
    now: datetime
    message_id: int | None = None
    button: conversations.Button | None = None
    unknown_button: bool = False
    attachment: str | None = None
    missed: bool = False
    arguments: Mapping[str, Any] = field(default_factory=dict)
    surely: bool = True
    paragraphs: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    picture: Drawing | None = None
    calendar_of: uuid.UUID | None = None
    next_context: dict[str, Any] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        """What the person is in the work; a visitor when nobody introduced them."""
        if self.staff is not None:
            return Role(self.staff.role)
        return Role.CLIENT if self.person is not None else Role.VISITOR

    @property
    def language(self) -> str:
        """The language of this conversation."""
        return self.conversation.language

    @property
    def text(self) -> str:
        """What was said."""
        return self.understood.text

    def word(self, key: str, **arguments: Any) -> str:
        """A text in the person's language."""
        return texts.say(self.language, key, **arguments)

    def say(self, key: str, **arguments: Any) -> None:
        """Add a paragraph to the answer."""
        self.paragraphs.append(self.word(key, **arguments))

    def offer(self, label: str, action: str, *, answers: str = "", name: str = "", **arguments: Any) -> None:
        """Add a button. `label` is a text key; `answers` "yes" or "no" lets a typed ja or nee press it."""
        choice = Choice(label=self.word(label, name=name), action=action, arguments=arguments)
        self.choices.append(choice)
        if answers:
            self.next_context[answers] = {"action": action, "arguments": arguments}

    def offer_human(self) -> None:
        """The button that is always within reach; once is enough."""
        if all(choice.action != "talk_to_human" for choice in self.choices):
            self.offer("button-human", "talk_to_human")

    def remember(self, topic: str, **facts: Any) -> None:
        """Keep what this answer was about, for a follow-up such as "en voor een man?"."""
        self.next_context.update(topic=topic, at=self.now.isoformat(), **facts)

    def recalled(self, topic: str) -> dict[str, Any] | None:
        """What the conversation was about a short while ago, if that was `topic`."""
        context = self.conversation.context
        if context.get("topic") != topic:
            return None
        return context if self.now - datetime.fromisoformat(context["at"]) < CONTEXT_LASTS else None

    async def call_human(
        self, kind: str, *, priority: int = tasks.NORMAL, words: str | None = None, waits: bool = True, **more: Any
    ) -> None:
        """Give a human work to do, and let the waiting begin; `waits` is off for what is only to know."""
        await tasks.raise_task(
            self.session,
            kind=kind,
            conversation_id=self.conversation.id,
            now=self.now,
            words=self.text if words is None else words,
            priority=priority,
            **more,
        )
        if waits:
            await begin_wait(self.session, self.conversation, self.now)

    async def go(self, action: str, arguments: Mapping[str, Any] | None = None) -> None:
        """Let another action answer."""
        self.arguments = arguments or {}
        await run(self, find(action))

    def answer(self) -> list[Reply]:
        """What to send: at most one message. What it was about travels with it; a silent turn notes that itself."""
        kept = {k: v for k, v in self.conversation.context.items() if k in LASTING}
        context = kept | (self.next_context or self._kept())
        if not self.paragraphs:
            self.conversation.context = context
            return []
        text = "\n\n".join(self.paragraphs)
        return [
            Reply(
                text=text, choices=tuple(self.choices), picture=self.picture, appointment=self.calendar_of,
                context=context,
            )
        ]  # fmt: skip

    def _kept(self) -> dict[str, Any]:
        """Small talk doesn't make one forget what was talked about; the questions with yes and no are over, though."""
        return {k: v for k, v in self.conversation.context.items() if k not in ("yes", "no")}


async def take_turn(turn: Turn) -> list[Reply]:
    """Answer one message. The order of the steps is a promise (DESIGN: Promises 2)."""
    from actions import (  # noqa: PLC0415 (these subjects import Turn)
        blocking,
        bridge_chat,
        caseload,
        checkins,
        consent,
        contact,
        crisis,
        digest,
        door,
        fallback,
        form_pause,
        forms,
        handover,
        money,
        money_chat,
        money_limits,
        money_post,
        privacy,
        referral_chat,
        reminder_chat,
        rhythm_chat,
        routing,
        step_chat,
    )

    if turn.understood.language in texts.LANGUAGES:
        turn.conversation.language = turn.understood.language
    handled = (
        await crisis.hear(turn)
        or await blocking.answer_shortly(turn)
        or await handover.stay_silent(turn)
        or await fallback.keep_attachment(turn)
        or await _press(turn)
        or await money_limits.spare_numbers(turn)
        or await contact.hear(turn)
        or await door.hear(turn)
        or await bridge_chat.hear(turn)
        or await money.hear(turn)
        or await referral_chat.hear(turn)
        or await forms.go_on(turn)
        or await consent.hear(turn)
        or await reminder_chat.hear(turn)
        or await money_chat.hear(turn)
        or await money_post.hear(turn)
        or await rhythm_chat.hear(turn)
        or await money.hear_a_story(turn)
        or await checkins.hear(turn)
        or await step_chat.hear(turn)
        or await digest.hear(turn)
        or await caseload.hear(turn)
        or await privacy.hear(turn)
        or await _route(turn)
    )
    assert handled
    form_pause.offer_way_back(turn)
    await routing.settle(turn)
    turn.session.add(turn.conversation)
    return turn.answer()


async def _press(turn: Turn) -> bool:
    """A button was pressed: do what it stands for. An old or strange one is answered kindly."""
    from actions import form_pause  # noqa: PLC0415 (it imports Turn)

    if turn.unknown_button:
        await turn.go("old_button")
        return True
    if turn.button is None:
        return False
    try:
        action = find(turn.button.action)
    except UnknownAction:
        action = find("old_button")
    turn.arguments = turn.button.arguments
    form_pause.set_aside(turn, action.name)
    await run(turn, action)
    return True


async def _route(turn: Turn) -> bool:
    """Do what was meant, if that is clear enough; else ask back in two stages."""
    from actions import fallback  # noqa: PLC0415 (it imports Turn)

    intent = turn.understood.intent
    if (instead := _unreadable(turn)) is not None:
        await turn.go(instead)
        return True
    assert intent is not None
    if await fallback.follow_up(turn):
        return True
    try:
        action = find(intent)
    except UnknownAction:
        action = find("out_of_scope")
    enough = SURE if action.effect else LIKELY
    turn.surely = turn.understood.confidence >= enough
    if turn.surely:
        turn.conversation.stumbles = 0
        await run(turn, action)
    elif turn.understood.perhaps_danger:
        await turn.go("crisis.perhaps")
    else:
        await fallback.ask_back(turn)
    return True


def _unreadable(turn: Turn) -> str | None:
    """The action for what cannot be understood: no text, a very long one, another language, or Rasa away."""
    if not turn.text.strip():
        return "empty"
    if len(turn.text) > LONG:
        return "too_long"
    if turn.understood.language not in texts.LANGUAGES and not _clear(turn.understood):
        return "language.other"
    return "nlu_away" if turn.understood.intent is None else None


def _clear(understood: Understanding) -> bool:
    """Whether a message was surely understood; being sure that it is nothing of ours is not understanding it."""
    return understood.confidence >= CLEAR and understood.intent != "out_of_scope"


async def run(turn: Turn, action: Action) -> None:
    """Let an action answer, if this person may ask for it."""
    if action.needs is not None and not may(turn.role, action.needs):
        action = find("not_for_you")
    await action.handler(turn)


def with_meaning(turn: Turn, values: dict[str, Any]) -> None:
    """Go on with what was said earlier, now that the person has said what was meant."""
    turn.understood = replace(load(values), confidence=1.0)


async def answer_of(turn: Turn, answer: str) -> bool:
    """Press the yes or no that the last message offered; False when it offered none."""
    meant = turn.conversation.context.get(answer)
    if not meant:
        return False
    await turn.go(meant["action"], meant["arguments"])
    return True
