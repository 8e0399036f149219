"""What a human does in a conversation: answer, take over, hand back. Used by the inbox and the API alike."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import texts
from storage import audit, conversations, messages, people
from storage.conversations import Conversation
from storage.staff import StaffMember


async def answer(
    session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, said: str, now: datetime
) -> int:
    """A human answers: from now on the bot is silent, and the waiting is over. Returns the message's id."""
    conversation = await conversations.lock(session, conversation_id)
    if conversation.mode != "human":
        await conversations.take_over(session, conversation, staff)
    conversation.waiting_since = None
    session.add(conversation)
    await session.flush()
    await _record(session, "conversation.answered", conversation, staff, now)
    return await _say(session, conversation, said, now, staff)


async def take_over(session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, now: datetime) -> None:
    """A human reads along from now on and the person hears who; taking over twice says nothing new."""
    conversation = await conversations.lock(session, conversation_id)
    already = conversation.mode == "human" and conversation.taken_by == staff.id
    await conversations.take_over(session, conversation, staff)
    await session.flush()
    if not already:
        await _record(session, "conversation.taken_over", conversation, staff, now)
        said = texts.say(conversation.language, "human-took-over", name=staff.display_name)
        await _say(session, conversation, said, now, staff)


async def hand_back(session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember, now: datetime) -> None:
    """The bot may speak again, and the person hears that; handing back twice says nothing new."""
    conversation = await conversations.lock(session, conversation_id)
    if conversation.mode == "bot":
        return
    await conversations.hand_back(session, conversation)
    await session.flush()
    await _record(session, "conversation.handed_back", conversation, staff, now)
    await _say(session, conversation, texts.say(conversation.language, "human-handed-back"), now, None)


async def _say(
    session: AsyncSession, conversation: Conversation, said: str, now: datetime, staff: StaffMember | None
) -> int:
    address = await people.reachable_address(session, conversation.id)
    return await messages.say(
        session,
        conversation_id=conversation.id,
        address_id=address.id if address else None,
        said=said,
        now=now,
        sender="human" if staff else "bot",
        staff_id=staff.id if staff else None,
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
