"""A hold that is made or made longer is reminded of 20 minutes before it ends, and told of when it has ended."""

from __future__ import annotations

import uuid
from datetime import UTC, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import nudges
from storage.beds import Place
from storage.nudges import Nudge

REMIND_BEFORE_END = timedelta(minutes=20)


TELL_AFTER_END = timedelta(minutes=1)
"""By then the clock has ended the hold, and the waiting list knows of it."""


async def plan_reminder(session: AsyncSession, place: Place, conversation_id: uuid.UUID) -> None:
    """Remind whoever this place is held for, and tell them kindly when nobody came.

    The keys hold the end, so that a longer hold has its own; what was planned for the earlier end says nothing.
    """
    assert place.held_until is not None
    ends = place.held_until.astimezone(UTC).isoformat()
    reminder = Nudge(
        kind="hold_reminder",
        conversation_id=conversation_id,
        subject_id=place.id,
        due_at=place.held_until - REMIND_BEFORE_END,
        dedupe_key=f"hold_reminder:{place.id}:{ends}",
    )
    over = Nudge(
        kind="hold_closed",
        conversation_id=conversation_id,
        subject_id=place.id,
        due_at=place.held_until + TELL_AFTER_END,
        dedupe_key=f"hold_over:{place.id}:{ends}",
        details={"because": "over"},
    )
    await nudges.plan(session, [reminder, over])
