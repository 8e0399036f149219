"""What a human does in a conversation: answer, take over, hand back. Used by the inbox and the API alike."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import texts, workflow
from storage import audit, conversations, messages, people, waits
from storage import files as kept_files
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.staff import StaffMember

CAPTION = 1000
"""Longer words, in UTF-16 units, do not fit under a file everywhere (Telegram: 1,024): they go ahead on their own."""


async def answer(
    session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, said: str, now: datetime, *,
    then: str = "waiting", key: str | None = None, files: Sequence[StoredFile] = (),
) -> int:  # fmt: skip
    """A human answers: from now on the bot is silent, and the waiting is over. Returns the first message's id.

    `then` is how far the conversation is: "waiting" (for the client), "open" or "resolved". Raises WorkRefused, before
    anything has changed, when that would put open work out of sight. A message carries one file at most, so each
    further file is a message of its own. `key` is the dedupe key.
    """
    conversation = await conversations.lock(session, conversation_id)
    if then == "resolved":
        await workflow.nothing_left(session, conversation)
    if conversation.mode != "human":
        await conversations.take_over(session, conversation, staff)
    await waits.end(session, conversation, now)
    await session.flush()
    await _record(session, "conversation.answered", conversation, staff, now)
    await workflow.after_answer(session, conversation, staff, now, then)
    sent: list[int] = []
    for number, (words, file) in enumerate(_parts(said, files)):
        part = f"{key}:{number}" if key and number else key
        sent.append(await _say(session, conversation, words, now, staff, key=part, file=file))
        if file is not None:
            await kept_files.sent_with(session, [file.id], sent[-1])
    return sent[0]


def _parts(said: str, files: Sequence[StoredFile]) -> list[tuple[str, StoredFile | None]]:
    if not files or len(said.encode("utf-16-le")) // 2 > CAPTION:
        return [(said, None), *(("", file) for file in files)]
    return [(said, files[0]), *(("", file) for file in files[1:])]


async def take_over(session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, now: datetime) -> None:
    """A human reads along from now on and the person hears who; taking over twice says nothing new."""
    conversation = await conversations.lock(session, conversation_id)
    already = conversation.mode == "human" and conversation.taken_by == staff.id
    await conversations.take_over(session, conversation, staff)
    await session.flush()
    if not already:
        await _record(session, "conversation.taken_over", conversation, staff, now)
        if conversation.assigned_to is None:
            await workflow.assign(session, conversation, staff, staff, now)
        said = texts.say(conversation.language, "human-took-over", name=staff.display_name)
        await _say(session, conversation, said, now, staff)


async def hand_back(session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, now: datetime) -> None:
    """The bot may speak again, and the person hears that; handing back twice says nothing new."""
    conversation = await conversations.lock(session, conversation_id)
    if conversation.mode == "bot":
        return
    await conversations.hand_back(session, conversation)
    await waits.end(session, conversation, now)
    await session.flush()
    await _record(session, "conversation.handed_back", conversation, staff, now)
    await _say(session, conversation, texts.say(conversation.language, "human-handed-back"), now, None)


async def _say(
    session: AsyncSession, conversation: Conversation, said: str, now: datetime, staff: StaffMember | None, *,
    key: str | None = None, file: StoredFile | None = None,
) -> int:  # fmt: skip
    address = await people.reachable_address(session, conversation.id)
    return await messages.say(
        session,
        conversation_id=conversation.id,
        address_id=address.id if address else None,
        said=said,
        now=now,
        sender="human" if staff else "bot",
        staff_id=staff.id if staff else None,
        key=key,
        attachments=[file.attachment] if file else [],
    )


async def _record(
    session: AsyncSession, action: str, conversation: Conversation, staff: StaffMember, now: datetime
) -> None:
    await audit.record(
        session,
        action,
        now=now,
        staff_id=staff.id,
        person_id=conversation.person_id,
        conversation_id=conversation.id,
    )
