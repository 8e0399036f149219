"""A hold that is made or made longer is reminded of 20 minutes before it ends."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import nudges
from storage.beds import Place
from storage.nudges import Nudge

REMIND_BEFORE_END = timedelta(minutes=20)


async def plan_reminder(session: AsyncSession, place: Place, conversation_id: uuid.UUID) -> None:
    """Remind whoever this place is held for. The key holds the end, so that a longer hold has a reminder of its own."""
    assert place.held_until is not None
    reminder = Nudge(
        kind="hold_reminder",
        conversation_id=conversation_id,
        subject_id=place.id,
        due_at=place.held_until - REMIND_BEFORE_END,
        dedupe_key=f"hold_reminder:{place.id}:{place.held_until.isoformat()}",
    )
    await nudges.plan(session, [reminder])
