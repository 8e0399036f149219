"""When a shelter opens and nobody has touched its count for long, the night shift is asked whether it is right."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.bed_nudges import is_stale
from storage import closures, facilities, nudges, nudging
from storage.facilities import Facility
from storage.nudges import Nudge

WITHIN = timedelta(minutes=15)
"""So long after opening it is still planned: a restart at the wrong moment does not let a night go unasked."""


async def plan_count_reminders(session: AsyncSession, now: datetime) -> None:
    """Ask about every shelter that has just opened; once a night, whoever plans it and however often.

    A shelter whose hours nobody told, or that is closed that night, is not asked about.
    """
    opened = [
        (facility, moment)
        for facility in await facilities.all_facilities(session)
        if facility.opens_at is not None
        and (moment := _just_opened(facility.opens_at, now)) is not None
        and is_stale(facility, now)
    ]
    if not opened:
        return
    staff = await nudging.night_staff(session)
    for facility, moment in opened:
        if facility.id not in await closures.closed_in(session, clock.night_of(moment)):
            await nudges.plan(session, [_question(facility, moment, conversation) for conversation in staff])


def _just_opened(opens_at: time, now: datetime) -> datetime | None:
    today = clock.local(now).date()
    moments = (clock.at(day, opens_at) for day in (today, today - timedelta(days=1)))
    return next((moment for moment in moments if moment <= now < moment + WITHIN), None)


def _question(facility: Facility, opened: datetime, conversation_id: uuid.UUID) -> Nudge:
    night = clock.night_of(opened)
    return Nudge(
        kind="count_reminder",
        conversation_id=conversation_id,
        subject_id=facility.id,
        due_at=opened,
        dedupe_key=f"count_reminder:{facility.key}:{night}:{conversation_id}",
    )
