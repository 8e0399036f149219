"""The waiting list as staff see it: who waits, in order, with the place that is being offered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Somebody on the list. `name` None: they never gave one. `facility` None: wherever it fits.

    `hold_id` is the place that is kept for them now, until `held_until`; `left_at` when staff took them off the list.
    """

    id: uuid.UUID
    group: str
    name: str | None
    facility: str | None
    facility_name: str | None
    conversation_id: uuid.UUID | None
    person_id: uuid.UUID | None
    since: datetime
    left_at: datetime | None
    hold_id: uuid.UUID | None
    held_until: datetime | None
    held_bed: str | None
    held_at: str | None


_LIST = text(
    """
    SELECT w.id, w.target_group AS "group", coalesce(p.display_name, w.name) AS name, f.key AS facility,
           f.name AS facility_name, w.conversation_id, w.person_id, w.created_at AS since, w.ended_at AS left_at,
           n.id AS hold_id, n.held_until, b.label AS held_bed, h.name AS held_at
    FROM waiter w
    LEFT JOIN person p ON p.id = w.person_id
    LEFT JOIN facility f ON f.id = w.facility_id
    LEFT JOIN bed_night n ON n.id = w.hold_id AND n.ended_at IS NULL AND n.held_until > :now
    LEFT JOIN bed b ON b.id = n.bed_id
    LEFT JOIN facility h ON h.id = b.facility_id
    WHERE w.night = :night AND (w.ended_at IS NULL OR w.end_reason = 'left')
    ORDER BY w.created_at, w.id
    """
).bindparams(bindparam("now", type_=Moment))


async def of_night(session: AsyncSession, night: date, now: datetime) -> list[Waits]:
    """Who waits in a night and whom staff took off the list, first come first."""
    rows = (await session.execute(_LIST, {"night": night, "now": now})).mappings()
    return [Waits(**row) for row in rows]
