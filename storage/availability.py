"""What is free: computed from beds and nights each time it is asked, with the age of the count."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

FRESH = timedelta(hours=2)
STALE = timedelta(hours=8)


@dataclass(frozen=True, kw_only=True)
class Availability:
    """The beds of one facility for one group and night. `counted_at` is when somebody last touched or checked them."""

    facility: str
    name: str
    group: str
    total: int
    free: int
    on_hold: int
    counted_at: datetime | None

    def freshness(self, now: datetime) -> str:
        """How far the count can be trusted: fresh (< 2 h), ageing (< 8 h) or stale."""
        if self.counted_at is None:
            return "stale"
        age = now - self.counted_at
        return "fresh" if age < FRESH else "ageing" if age < STALE else "stale"


_AVAILABILITY = text(
    """
    SELECT f.key AS facility, f.name, b.target_group AS "group", f.counted_at,
           count(*) AS total,
           count(*) FILTER (WHERE n.id IS NULL) AS free,
           count(*) FILTER (WHERE n.held_until IS NOT NULL) AS on_hold
    FROM facility f JOIN bed b ON b.facility_id = f.id AND b.state <> 'out_of_order'
    LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night AND n.ended_at IS NULL
                         AND (n.held_until IS NULL OR n.held_until > :now)
    WHERE (CAST(:group AS text) IS NULL OR b.target_group = :group)
      AND (CAST(:facility AS text) IS NULL OR f.key = :facility)
    GROUP BY f.id, b.target_group ORDER BY f.position, f.name, b.target_group
    """
)


async def availability(
    session: AsyncSession, *, night: date, now: datetime, group: str | None = None, facility: str | None = None
) -> list[Availability]:
    """Total, free and held beds per facility and group for one night, counted now."""
    values = {"night": night, "now": now, "group": group, "facility": facility}
    rows = (await session.execute(_AVAILABILITY, values)).mappings()
    return [Availability(**row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class BedTonight:
    """One bed as the board shows it: `state` is free, held, taken or out_of_order."""

    facility: str
    bed: str
    room: str | None
    group: str
    state: str
    place_id: uuid.UUID | None
    guest: str | None
    held_until: datetime | None
    reason: str | None


_BOARD = text(
    """
    SELECT f.key AS facility, b.label AS bed, b.room, b.target_group AS "group", n.id AS place_id,
           coalesce(p.display_name, n.guest_name) AS guest, n.held_until, b.state_reason AS reason,
           CASE WHEN b.state = 'out_of_order' THEN 'out_of_order' WHEN n.id IS NULL THEN 'free'
                WHEN n.arrived_at IS NULL THEN 'held' ELSE 'taken' END AS state
    FROM facility f JOIN bed b ON b.facility_id = f.id
    LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night AND n.ended_at IS NULL
                         AND (n.held_until IS NULL OR n.held_until > :now)
    LEFT JOIN person p ON p.id = n.person_id
    ORDER BY f.position, f.name, b.position, b.label
    """
)


async def tonight(session: AsyncSession, *, night: date, now: datetime) -> list[BedTonight]:
    """Every bed of every facility for one night, in the order of the doors."""
    rows = (await session.execute(_BOARD, {"night": night, "now": now})).mappings()
    return [BedTonight(**row) for row in rows]
