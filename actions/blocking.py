"""Blocking: for a while, or until a colleague ends it, what somebody sends rings no bell and gets one kind line.

A crisis still shows the numbers and rings (crisis.py comes first in every turn), and "stop" still stops.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.turn import Turn
from storage import audit, blocks, conversations
from storage.blocks import Block
from storage.conversations import Conversation
from storage.desks import DebtDesk
from storage.staff import StaffMember

ALWAYS = frozenset({"opt_out", "opt_in"})
"""What works however blocked somebody is."""


async def answer_shortly(turn: Turn) -> bool:
    """One line with the numbers of help, and nobody is called. A block whose end has come is over first."""
    if turn.conversation.blocked_at is None or turn.understood.intent in ALWAYS:
        return False
    block = await blocks.running(turn.session, turn.conversation.id)
    if block is None or (block.until is not None and block.until <= turn.now):
        await end(turn.session, turn.conversation, None, turn.now)
        return False
    phone = await _office_phone(turn.session, turn.conversation)
    turn.say("blocked-line-phone" if phone else "blocked-line", phone=phone or "")
    return True


async def _office_phone(session: AsyncSession, conversation: Conversation) -> str | None:
    """The number of a desk of the team behind this conversation, when one is known."""
    query = select(DebtDesk.phone).where(DebtDesk.team_id == conversation.team_id, col(DebtDesk.phone).is_not(None))
    return (await session.exec(query.order_by(col(DebtDesk.name)).limit(1))).first()


async def begin(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, *, reason: str, until: datetime | None,
    now: datetime,
) -> None:  # fmt: skip
    """Block a conversation that is locked. A colleague who had taken over lets go: the line is all that is said."""
    block = Block(
        conversation_id=conversation.id, staff_id=staff.id, reason=reason, until=until, created_at=now
    )  # fmt: skip
    await blocks.begin(session, block, conversation)
    if conversation.mode == "human":
        conversation.mode, conversation.taken_by = "bot", None
        session.add(conversation)
        await session.flush()
    await _record(session, "conversation.blocked", conversation, now, staff, until=until.isoformat() if until else None)


async def end(session: AsyncSession, conversation: Conversation, staff: StaffMember | None, now: datetime) -> None:
    """The block is over, by a colleague or (None) by itself; fine when there was none. Call it with the lock held."""
    if await blocks.end(session, conversation, by=staff.id if staff else None, now=now):
        await _record(session, "conversation.unblocked", conversation, now, staff)


async def end_due(session: AsyncSession, now: datetime) -> list[uuid.UUID]:
    """End the blocks whose moment has come; returns where. Rung by the clock."""
    due = sorted(await blocks.over(session, now))
    for conversation_id in due:
        conversation = await conversations.lock(session, conversation_id)
        block = await blocks.running(session, conversation_id)
        if block is not None and block.until is not None and block.until <= now:
            await end(session, conversation, None, now)
    return due


async def _record(
    session: AsyncSession, action: str, conversation: Conversation, now: datetime, staff: StaffMember | None,
    **details: Any,
) -> None:  # fmt: skip
    await audit.record(
        session, action, now=now, staff_id=staff.id if staff else None, person_id=conversation.person_id,
        conversation_id=conversation.id, **details,
    )  # fmt: skip
