"""Who slept in a shelter last night, and where they are tonight: what staying another night begins with."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.rooms import USABLE


@dataclass(frozen=True, kw_only=True)
class LastNight:
    """A guest of last night. `bed` is the one they had; `is_free` whether it can be theirs tonight.

    `tonight` is the bed they have tonight already, at the shelter `place`; `is_held` when it is only kept for them.
    """

    guest_id: uuid.UUID
    person_id: uuid.UUID | None
    name: str
    bed: str
    is_free: bool
    tonight: str | None
    place: str | None
    is_held: bool


_SLEPT = """
    n.night = :before AND f.key = :facility AND n.arrived_at IS NOT NULL
    AND n.end_reason IS DISTINCT FROM 'mistake'
"""
_GUESTS = text(
    f"""
    SELECT DISTINCT ON (g.name, g.id) g.id AS guest_id, g.person_id, g.name, b.label AS bed,
           {USABLE} AND NOT EXISTS (
               SELECT 1 FROM bed_night x WHERE x.bed_id = b.id AND x.night = :night AND x.ended_at IS NULL
               AND (x.held_until IS NULL OR x.held_until > :now)) AS is_free,
           t.bed AS tonight, t.place, coalesce(t.is_held, false) AS is_held
    FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id
    JOIN guest g ON g.id = n.guest_id
    LEFT JOIN LATERAL (
        SELECT tb.label AS bed, tf.name AS place, tn.held_until IS NOT NULL AS is_held
        FROM bed_night tn JOIN bed tb ON tb.id = tn.bed_id JOIN facility tf ON tf.id = tb.facility_id
        WHERE tn.guest_id = g.id AND tn.night = :night AND tn.ended_at IS NULL
          AND (tn.held_until IS NULL OR tn.held_until > :now) LIMIT 1) t ON true
    WHERE {_SLEPT} ORDER BY g.name, g.id, n.arrived_at DESC
    """  # noqa: S608 (constants of ours)
).bindparams(bindparam("now", type_=Moment))
_NAMELESS = text(
    f"""
    SELECT count(*) FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id
    WHERE {_SLEPT} AND n.guest_id IS NULL
    """  # noqa: S608 (a constant of ours)
)


async def guests_of(
    session: AsyncSession, facility: str, *, before: date, night: date, now: datetime
) -> list[LastNight]:
    """The guests of the night `before` in a shelter, by name, with how they stand in `night`."""
    values = {"facility": facility, "before": before, "night": night, "now": now}
    return [LastNight(**row) for row in (await session.execute(_GUESTS, values)).mappings()]


async def nameless(session: AsyncSession, facility: str, night: date) -> int:
    """How many stays of a night have nobody's name, so that nobody can be known again."""
    values = {"facility": facility, "before": night}
    return int((await session.execute(_NAMELESS, values)).scalar_one())
