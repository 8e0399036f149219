"""Talking with Stapje in a test: say something, see the answer, press a button by its label.

Everything is real – receiving, the lock, taking the message, the turn, writing the answer – except what a text means:
a test says the intent and the entities itself. Times, crisis words and the few commands are found as in the product.
"""

from __future__ import annotations

import asyncio
import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from actions import texts
from bot.bell import Bell
from bot.converse import Converser
from bot.receive import Incoming, Receiver
from nlu.commands import command_in
from nlu.crisis import find_crisis
from nlu.dutch_time import find_times
from nlu.understanding import Entity, Understanding
from storage import conversations, inbound, messages, tasks
from storage.conversations import Conversation, Locked
from storage.database import Database
from storage.people import Person
from storage.staff import Role, StaffMember
from tests.town import add_person, add_staff, moment

_address = itertools.count(1000)
EVENING = moment("2026-11-26 20:00")
"""A Thursday evening: nobody reads along until Friday 09:00."""


@dataclass(kw_only=True)
class Meaning:
    """A reader that is told what the next text means. Without a known intent it is as if the model were away."""

    intent: str | None = None
    confidence: float = 0.95
    ranking: Sequence[tuple[str, float]] = ()
    entities: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    written_in: str | None = None

    def foresee(self, text: str) -> None:
        """A test says what is meant when it is asked."""

    async def read(self, text: str, *, language: str, now: datetime) -> Understanding:
        """The meaning a test gave, with what the product's own rules find in the text."""
        intent = self.intent or command_in(text)
        return Understanding(
            text=text, language=self.written_in or language, intent=intent,
            confidence=self.confidence if intent else 0.0,
            ranking=tuple(self.ranking) or (((intent, self.confidence),) if intent else ()),
            entities=tuple(
                Entity(name=name, value=value, text=value, start=0, end=0)
                for name, values in self.entities.items()
                for value in ((values,) if isinstance(values, str) else values)
            ),
            times=find_times(text, now), crisis=find_crisis(text),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back: the whole text, and the buttons under it as label → payload. Empty when Stapje was silent."""

    text: str
    buttons: dict[str, str]
    language: str

    def has(self, key: str, **facts: Any) -> bool:
        """Whether this sentence of Stapje's is in the answer, filled in with these facts."""
        return texts.say(self.language, key, **facts) in self.text

    def offers(self, key: str, **facts: Any) -> bool:
        """Whether there is a button with this text key."""
        return texts.say(self.language, key, **facts) in self.buttons


class Talk:
    """One person's conversation. `now` is the time on Stapje's clock; a test may set it forward.

    Set `language` to read the answers in another language than Dutch, and `undisturbed` off where Stapje may speak of
    its own accord at the very moment of an answer. `times`: so often the channel delivers each update; `workers`: so
    many want to answer each message at once.
    """

    def __init__(
        self, db: Database, *, person: Person | None = None, staff: StaffMember | None = None, now: datetime = EVENING,
        channel: str = "telegram",
    ) -> None:  # fmt: skip
        self.db, self.person, self.staff, self.now, self.channel = db, person, staff, now, channel
        self.address, self._update = str(next(_address)), itertools.count(1)
        self.conversation_id, self.address_id = uuid.UUID(int=0), uuid.UUID(int=0)
        self.language, self.last = "nl", Answer(text="", buttons={}, language="nl")
        self._buttons: dict[str, str] = {}
        self.undisturbed = True
        self.times = self.workers = 1

    async def begin(self) -> Talk:
        """Open the conversation, as an invite would."""
        async with self.db.begin() as session:
            address = await conversations.open_for_address(session, channel=self.channel, bot="7", address=self.address)
            if self.person or self.staff:
                await conversations.tie(session, address, person=self.person, staff=self.staff)
            self.conversation_id, self.address_id = address.conversation_id, address.id
        return self

    async def says(
        self, text: str, intent: str | None = None, confidence: float = 0.95, *,
        ranking: Sequence[tuple[str, float]] = (), attachment: str | None = None, written_in: str | None = None,
        **entities: str | tuple[str, ...],
    ) -> Answer:  # fmt: skip
        """Say something that means `intent`; returns the answer."""
        meaning = Meaning(
            intent=intent, confidence=confidence, ranking=ranking, entities=entities, written_in=written_in
        )
        return await self._send(self._incoming(text=text, attachment=attachment), meaning)

    async def presses(self, key: str, **facts: Any) -> Answer:
        """Press the newest button with this text key."""
        return await self.presses_payload(self._buttons[texts.say(self.language, key, **facts)])

    async def presses_payload(self, payload: str) -> Answer:
        """Press a button by what travels, known or not."""
        return await self._send(self._incoming(payload=payload), Meaning())

    def _incoming(self, *, text: str = "", payload: str | None = None, attachment: str | None = None) -> Incoming:
        kept = ({"kind": attachment, "file": "x"},) if attachment else ()
        return Incoming(
            channel=self.channel, bot="7", address=self.address, update_id=f"{self.address}-{next(self._update)}",
            text=text, payload=payload, attachments=kept,
        )  # fmt: skip

    async def _send(self, incoming: Incoming, meaning: Meaning) -> Answer:
        bell = Bell()
        for _ in range(self.times):
            received = await Receiver(self.db, bell, lambda: self.now).store(incoming)
        async with self.db.begin() as session:
            [waiting] = [w for w in await inbound.waiting(session, busy=[], most=99)
                         if w.message_id == received.message_id]  # fmt: skip
        answering = (Converser(self.db, meaning, bell, lambda: self.now).answer(waiting) for _ in range(self.workers))
        assert sum(await asyncio.gather(*answering)) == 1, "one of them answers"
        return await self._heard(received.message_id)

    async def hears(self) -> Answer:
        """What Stapje said last of its own accord, so that its buttons can be pressed."""
        async with self.db.begin() as session:
            [last] = await messages.latest(session, self.conversation_id, most=1)
        return await self._heard((last.id or 0) - 1)

    async def _heard(self, after: int) -> Answer:
        async with self.db.begin() as session:
            said = [m for m, _ in await messages.thread(session, self.conversation_id, after=after)]
        assert len(said) <= 1 or not self.undisturbed, "one message at a time"
        buttons = {b["label"]: b["payload"] for m in said for b in m.buttons}
        self._buttons |= buttons
        self.last = Answer(text="\n".join(m.text for m in said), buttons=buttons, language=self.language)
        return self.last

    async def state(self) -> Conversation:
        """The conversation's row as it is now."""
        async with self.db.begin() as session:
            return (await self.locked(session)).conversation

    async def locked(self, session: Any) -> Locked:
        """The conversation with its people, locked in the caller's transaction."""
        conversation = await conversations.lock(session, self.conversation_id)
        return Locked(
            conversation=conversation,
            person=await session.get(Person, conversation.person_id) if conversation.person_id else None,
            staff=await session.get(StaffMember, conversation.staff_id) if conversation.staff_id else None,
        )

    async def tasks(self) -> dict[str, int]:
        """The open tasks for humans, as kind → priority."""
        async with self.db.begin() as session:
            return {t.kind: t.priority for t in await tasks.open_tasks(session, self.conversation_id)}

    def passes(self, **time: float) -> None:
        """Let time go by."""
        self.now += timedelta(**time)


async def visitor(db: Database, *, now: datetime = EVENING, channel: str = "telegram") -> Talk:
    """A conversation with somebody nobody introduced yet."""
    return await Talk(db, now=now, channel=channel).begin()


async def client(
    db: Database, contact: StaffMember | None = None, *, now: datetime = EVENING, name: str = "Sam",
    channel: str = "telegram",
) -> Talk:  # fmt: skip
    """A conversation with a new client."""
    async with db.begin() as session:
        person = await add_person(session, contact, name=name)
    return await Talk(db, person=person, now=now, channel=channel).begin()


async def colleague(db: Database, role: Role, *, now: datetime = EVENING) -> Talk:
    """A conversation with a new professional of this role."""
    async with db.begin() as session:
        staff = await add_staff(session, role)
    return await Talk(db, staff=staff, now=now).begin()
