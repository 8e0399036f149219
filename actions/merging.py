"""Saying that two are one, and taking that back: what is planned is planned anew, and both trails tell of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, rhythm_changes
from storage import audit, checkins, merges, transfers
from storage.merges import Merge
from storage.staff import StaffMember


async def merge(
    session: AsyncSession, kept_id: uuid.UUID, gone_id: uuid.UUID, *, choices: Mapping[str, str], staff: StaffMember,
    now: datetime,
) -> Merge:  # fmt: skip
    """The second goes into the first. Raises CannotMerge (storage/merges.py)."""
    await transfers.one_at_a_time(session)
    pair = await merges.hold(session, kept_id, gone_id, choices)
    made = await merges.merge(session, pair, staff.id, now=now, night=clock.night_of(now))
    await session.refresh(made)
    await _replan(session, made.kept_person_id, now)
    await _record(session, "person.merged", made, staff, now)
    return made


async def undo(session: AsyncSession, merge_id: uuid.UUID, staff: StaffMember, now: datetime) -> Merge:
    """They are two again, each with what they had; what came since stays where it is. Raises CannotMerge."""
    await transfers.one_at_a_time(session)
    found = await merges.undo(session, merge_id, staff.id, now)
    await session.refresh(found)
    for person_id in (found.kept_person_id, found.gone_person_id):
        await _replan(session, person_id, now)
    await _record(session, "person.merge_undone", found, staff, now)
    return found


async def _replan(session: AsyncSession, person_id: uuid.UUID | None, now: datetime) -> None:
    """The next check-in by the plan that lives now: one, whatever was planned before."""
    plan = await checkins.plan_of(session, person_id) if person_id is not None else None
    if plan is not None:
        await rhythm_changes.replan(session, plan, now)


async def _record(session: AsyncSession, action: str, about: Merge, staff: StaffMember, now: datetime) -> None:
    """In the trail of both."""
    for person_id, conversation_id in (
        (about.kept_person_id, about.kept_id), (about.gone_person_id, about.gone_id),
    ):  # fmt: skip
        await audit.record(
            session, action, now=now, staff_id=staff.id, person_id=person_id, conversation_id=conversation_id,
            merge=str(about.id), choices=dict(about.choices),
        )  # fmt: skip
