"""From stored messages to answers: understand without a lock, act in one transaction, each conversation in order.

Any number of these may run, in any number of processes: whoever holds the conversation's lock and finds the message
still the oldest unhandled one acts; everybody else finds nothing to do.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import ladder, texts, workflow
from actions.reply import Reply
from actions.turn import Turn, take_turn
from bot import bell as bells
from bot import pictures
from bot.bell import Bell
from bot.enclosures import calendar_attachment
from bot.logs import log
from nlu.reader import Reader, pressed
from nlu.understanding import Understanding
from storage import audit, conversations, inbound, messages, tasks
from storage.audit import Whence
from storage.conversations import Locked
from storage.database import Database
from storage.inbound import Waiting

AT_ONCE = 8
MOST_ATTEMPTS = 3
SLOW_POLL_SECONDS = 1.0


class Converser:
    """Answers messages until it is cancelled."""

    def __init__(self, database: Database, reader: Reader, bell: Bell, now: Callable[[], datetime]) -> None:
        self._database, self._reader, self._bell, self._now = database, reader, bell, now
        self._busy: set[uuid.UUID] = set()
        self._looks = 0
        self._group: asyncio.TaskGroup | None = None
        self._look_again = asyncio.Event()

    async def run(self) -> None:
        """Work until cancelled; a database that is away is waited for."""
        with self._bell.listen(bells.INBOUND) as self._look_again:
            async with asyncio.TaskGroup() as group:
                self._group = group
                try:
                    await self._keep_looking()
                finally:
                    self._group = None  # who ends takes nothing more

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self._look()
            except Exception as error:  # the database may be away; nothing is lost, we come back
                log().error("converse.look_failed", error=repr(error))
                await asyncio.sleep(SLOW_POLL_SECONDS)
                continue
            await bells.wait(self._look_again, SLOW_POLL_SECONDS)

    def foresee(self, text: str) -> None:
        """Let the reader begin; see Answering."""
        self._reader.foresee(text)

    def take(self, waiting: Waiting) -> bool:
        """Begin to answer this message now, if there is room and nothing else of its conversation is at work."""
        return self._begin(waiting, more=False)

    def _begin(self, waiting: Waiting, *, more: bool) -> bool:
        """`more`: other messages of the conversation may wait behind this one."""
        if self._group is None or len(self._busy) >= AT_ONCE or waiting.conversation_id in self._busy:
            return False
        self._busy.add(waiting.conversation_id)
        self._group.create_task(self._handle(waiting, more=more))
        return True

    async def _look(self) -> None:
        self._looks += 1
        room = AT_ONCE - len(self._busy)
        if room <= 0:  # the first to be done looks again
            return
        async with self._database.single() as session:
            found = await inbound.waiting(session, busy=list(self._busy), most=room)
        for waiting in found:
            self._begin(waiting, more=True)

    async def _handle(self, waiting: Waiting, *, more: bool) -> None:
        looks = self._looks
        done = False
        try:
            done = await self.answer(waiting)
        except Exception as error:  # one message must never stop the others
            log().error("converse.failed", message_id=waiting.message_id, error=repr(error), exc_info=error)
            await self._note_failure(waiting)
        finally:
            self._busy.discard(waiting.conversation_id)
        if more or not done or looks != self._looks:  # a look meanwhile left out this conversation, or had no room
            self._look_again.set()

    async def answer(self, waiting: Waiting) -> bool:
        """Understand and act on one message; False when somebody else did."""
        if waiting.payload is not None:
            understood = pressed(waiting.text, waiting.language)
        else:
            understood = await self._reader.read(waiting.text, language=waiting.language, now=self._now())
        async with self._database.begin() as session:
            acted = await self._act(session, waiting, understood)
        if acted:
            self._bell.ring(bells.conversation(waiting.conversation_id), bells.OUTBOUND, bells.INBOX, bells.BEDS)
        return acted

    async def _act(self, session: AsyncSession, waiting: Waiting, understood: Understanding) -> bool:
        now = self._now()
        locked = await inbound.take(
            session, waiting, now=now, intent=understood.intent, confidence=understood.confidence
        )
        if locked is None:
            return False
        if locked.missed:
            await ladder.heard(session, locked.conversation, now)
        await workflow.reopen_when_heard(session, locked.conversation, now)
        turn = await _turn(session, locked, waiting, understood, now)
        with audit.acting(Whence(actor=audit.CLIENT, channel="chat")):
            replies = await take_turn(turn)
        for reply in replies:
            await write(session, locked, reply, now=now, address_id=waiting.address_id)
        return True

    async def _note_failure(self, waiting: Waiting) -> None:
        try:
            await self._failed(waiting)
        except Exception as error:  # the database may be away; the message waits, and so do we
            log().error("converse.note_failed", message_id=waiting.message_id, error=repr(error))
            await asyncio.sleep(SLOW_POLL_SECONDS)

    async def _failed(self, waiting: Waiting) -> None:
        """A message that cannot be answered is tried a few times; then a human gets it, and the person hears so."""
        async with self._database.begin() as session:
            attempts = await inbound.count_attempt(session, waiting.message_id)
            if attempts < MOST_ATTEMPTS:
                return
            now = self._now()
            locked = await inbound.take(session, waiting, now=now, intent=None, confidence=None)
            if locked is None:
                return
            if locked.missed:
                await ladder.heard(session, locked.conversation, now)
            await workflow.reopen_when_heard(session, locked.conversation, now)
            await tasks.raise_task(
                session,
                kind="failed",
                conversation_id=waiting.conversation_id,
                now=now,
                words=waiting.text,
                priority=tasks.URGENT,
                subject_id=None,
            )
            sorry = Reply(text=texts.say(locked.conversation.language, "failed-sorry"))
            await write(session, locked, sorry, now=now, address_id=waiting.address_id)
        self._bell.ring(bells.conversation(waiting.conversation_id), bells.OUTBOUND, bells.INBOX)


async def _turn(
    session: AsyncSession, locked: Locked, waiting: Waiting, understood: Understanding, now: datetime
) -> Turn:
    button = None
    if waiting.payload is not None:
        button = await conversations.find_button(session, locked.conversation.id, waiting.payload)
    return Turn(
        session=session,
        conversation=locked.conversation,
        person=locked.person,
        staff=locked.staff,
        understood=understood,
        now=now,
        message_id=waiting.message_id,
        button=button,
        unknown_button=waiting.payload is not None and button is None,
        attachment=waiting.attachment,
        missed=locked.missed,
    )


async def write(
    session: AsyncSession, locked: Locked, reply: Reply, *, now: datetime, address_id: uuid.UUID | None
) -> int:
    """Write a reply into the conversation that is locked, with its buttons, and queue its sending."""
    buttons = [
        {
            "token": conversations.new_button_token(),
            "label": choice.label,
            "action": choice.action,
            "arguments": dict(choice.arguments),
        }
        for choice in reply.choices
    ]
    attachments: list[dict[str, str]] = []
    if reply.picture is not None and locked.person is not None:
        attachments = await pictures.keep(session, locked.person.id, reply.picture)
    if reply.appointment is not None:
        attachments.append(calendar_attachment(reply.appointment, locked.conversation.language))
    return await messages.say(
        session,
        conversation_id=locked.conversation.id,
        address_id=address_id,
        said=reply.text,
        now=now,
        buttons=buttons,
        context=reply.context,
        attachments=attachments,
    )
