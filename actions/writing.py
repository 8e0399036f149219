"""A colleague sends an answer: once, however often it is asked for, and not past words they have not read."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import human
from actions.errors import ActionError
from storage import drafts, messages, replies
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.staff import StaffMember


class NotSent(ActionError):
    """An answer was not sent, and nothing of it is lost. `key` is the text that tells the colleague why."""

    key = "writing-not-sent"


class Meanwhile(NotSent):
    """Something was said after what the colleague had seen: they look first, and decide."""

    key = "writing-meanwhile"


class SentBefore(NotSent):
    """This form was sent already with other words, from another tab or window."""

    key = "writing-sent-before"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a colleague sends. `key` names this one answer for ever; `seen` is the last message they had read (None: not
    asked); `used` are the ready replies that were chosen for it; `then` is how far the conversation is then."""

    said: str
    key: str
    seen: int | None = None
    used: Sequence[uuid.UUID] = ()
    then: str = "waiting"


async def sent_before(session: AsyncSession, conversation: Conversation, answer: Answer) -> int | None:
    """The id of this very answer when it was sent already: the same key with the same words; else None."""
    known = await messages.by_key(session, answer.key)
    same = known is not None and known.text == answer.said and known.conversation_id == conversation.id
    return known.id if known is not None and same else None


async def send(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, answer: Answer, now: datetime, *,
    files: Sequence[StoredFile] = (),
) -> int:  # fmt: skip
    """Send an answer that was not `sent_before`; returns its message's id. Call both with the conversation locked.

    Raises SentBefore when its key was used for other words, and Meanwhile when somebody else said something that
    the colleague had not seen; WorkRefused as human.answer. Nothing has changed then.
    """
    if await messages.by_key(session, answer.key) is not None:
        raise SentBefore(answer.key)
    seen = answer.seen
    if seen is not None and await messages.said_since(session, conversation.id, seen, me=staff.id):
        raise Meanwhile(answer.key)
    sent = await human.answer(
        session, conversation.id, staff, answer.said, now, then=answer.then, key=answer.key, files=files
    )
    await drafts.drop(session, staff.id, conversation.id, drafts.REPLY)
    await replies.was_used(session, answer.used, now)
    return sent
