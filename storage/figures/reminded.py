"""How appointments ended, by the furthest that reminding came: docs/appointment-reminders.md says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.figures.scope import Scope, rows_of

FURTHEST = ("none", "made", "day_before", "two_hours", "yes", "leave")
"""From nothing heard, through what was said last before it, to "I am coming" and a plan to leave."""


@dataclass(frozen=True, kw_only=True)
class Reminded:
    """The appointments for which reminding came so far: of how many people, and how they ended.

    `cancelled` is before it began, also in favour of another time; `unrecorded`: nobody noted whether they came.
    """

    furthest: str
    people: int
    kept: int
    missed: int
    cancelled: int
    unrecorded: int


_REMINDED = text(
    """
    WITH begun AS (
        SELECT a.id, a.person_id, a.leaves_at,
               CASE WHEN a.state = 'done' THEN 'kept' WHEN a.state = 'missed' THEN 'missed'
                    WHEN a.state = 'cancelled' AND a.changed_at < a.starts_at THEN 'cancelled'
                    ELSE 'unrecorded' END AS ended
        FROM appointment a
        WHERE a.state <> 'proposed' AND a.starts_at <= :now
          AND (a.starts_at AT TIME ZONE :zone)::date BETWEEN CAST(:first AS date) AND CAST(:last AS date)
    ), said AS (
        SELECT n.subject_id, bool_or(n.kind = 'appointment_made') AS made,
               bool_or(n.kind = 'appointment_day_before') AS day_before,
               bool_or(n.kind = 'appointment_two_hours') AS two_hours, bool_or(n.details->>'answered' = 'yes') AS yes
        FROM nudge n JOIN begun b ON b.id = n.subject_id WHERE n.state = 'sent' GROUP BY 1
    )
    SELECT CASE WHEN b.leaves_at IS NOT NULL THEN 'leave' WHEN s.yes THEN 'yes' WHEN s.two_hours THEN 'two_hours'
                WHEN s.day_before THEN 'day_before' WHEN s.made THEN 'made' ELSE 'none' END AS furthest,
           count(DISTINCT b.person_id)::int AS people,
           count(*) FILTER (WHERE ended = 'kept')::int AS kept, count(*) FILTER (WHERE ended = 'missed')::int AS missed,
           count(*) FILTER (WHERE ended = 'cancelled')::int AS cancelled,
           count(*) FILTER (WHERE ended = 'unrecorded')::int AS unrecorded
    FROM begun b LEFT JOIN said s ON s.subject_id = b.id GROUP BY 1
    """
).bindparams(bindparam("now", type_=Moment))


async def reminded(session: AsyncSession, scope: Scope, now: datetime) -> list[Reminded]:
    """The appointments that began on the local days of a scope, of all clients; each counts once. Least first."""
    values = {"first": scope.first, "last": scope.last, "zone": scope.zone, "now": now}
    found = [Reminded(**row) for row in await rows_of(session, _REMINDED, values)]
    return sorted(found, key=lambda row: FURTHEST.index(row.furthest))
