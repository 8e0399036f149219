"""Demand that was not met: who was turned away, which held beds were not used, who waited. And this evening so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.figures.scope import HERE, IN_PERIOD, STAY, Scope, rows_of


@dataclass(frozen=True, kw_only=True)
class Refused:
    """`people` were turned away for one group (None: nobody said) and reason. Somebody may be among them twice."""

    group: str | None
    reason: str
    people: int


@dataclass(frozen=True, kw_only=True)
class Unmet:
    """One night: people turned away, held beds that were not used by how they ended, people on the waiting list."""

    night: date
    refused: int
    expired: int
    no_show: int
    cancelled: int
    closed: int
    waited: int
    placed: int


@dataclass(frozen=True, kw_only=True)
class Evening:
    """One shelter in one night so far. Events for those who work there: people who came, left, or found no bed."""

    facility: str
    name: str
    arrived: int
    inside: int
    gone: int
    held: int
    expired: int
    no_show: int
    refused: int


_REFUSED = text(
    f"""
    SELECT n.target_group AS "group", n.reason, sum(n.people)::int AS people
    FROM turn_away n JOIN facility f ON f.id = n.facility_id LEFT JOIN target_group t ON t.key = n.target_group
    WHERE {IN_PERIOD} AND n.undone_at IS NULL AND {HERE}
    GROUP BY n.target_group, t.position, n.reason ORDER BY t.position NULLS LAST, people DESC, n.reason
    """  # noqa: S608 (constants of ours)
)
_UNMET = text(
    f"""
    WITH refused AS (
        SELECT n.night, sum(n.people)::int AS people FROM turn_away n JOIN facility f ON f.id = n.facility_id
        WHERE {IN_PERIOD} AND n.undone_at IS NULL AND {HERE} GROUP BY 1),
    held AS (
        SELECT n.night, count(*) FILTER (WHERE n.end_reason = 'expired')::int AS expired,
               count(*) FILTER (WHERE n.end_reason = 'no_show')::int AS no_show,
               count(*) FILTER (WHERE n.end_reason = 'cancelled')::int AS cancelled,
               count(*) FILTER (WHERE n.end_reason = 'closed')::int AS closed
        FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id
        WHERE {IN_PERIOD} AND n.arrived_at IS NULL AND n.end_reason IS NOT NULL AND {HERE} GROUP BY 1),
    waited AS (
        SELECT n.night, count(*)::int AS people, count(*) FILTER (WHERE n.end_reason = 'placed')::int AS placed
        FROM waiter n LEFT JOIN facility f ON f.id = n.facility_id
        WHERE {IN_PERIOD} AND {HERE} GROUP BY 1)
    SELECT d::date AS night, coalesce(r.people, 0) AS refused, coalesce(h.expired, 0) AS expired,
           coalesce(h.no_show, 0) AS no_show, coalesce(h.cancelled, 0) AS cancelled, coalesce(h.closed, 0) AS closed,
           coalesce(w.people, 0) AS waited, coalesce(w.placed, 0) AS placed
    FROM generate_series(CAST(:first AS date), CAST(:last AS date), '1 day') d
    LEFT JOIN refused r ON r.night = d::date LEFT JOIN held h ON h.night = d::date
    LEFT JOIN waited w ON w.night = d::date
    ORDER BY 1
    """  # noqa: S608 (constants of ours)
)
_EVENING = text(
    f"""
    SELECT f.key AS facility, f.name, coalesce(r.people, 0) AS refused,
           count(n.id) FILTER (WHERE {STAY})::int AS arrived,
           count(n.id) FILTER (WHERE {STAY} AND n.ended_at IS NULL)::int AS inside,
           count(n.id) FILTER (WHERE {STAY} AND n.end_reason = 'left')::int AS gone,
           count(n.id) FILTER (WHERE n.ended_at IS NULL AND n.held_until > :now)::int AS held,
           count(n.id) FILTER (WHERE n.arrived_at IS NULL AND (
               n.end_reason = 'expired' OR (n.ended_at IS NULL AND n.held_until <= :now)))::int AS expired,
           count(n.id) FILTER (WHERE n.arrived_at IS NULL AND n.end_reason = 'no_show')::int AS no_show
    FROM facility f JOIN bed b ON b.facility_id = f.id LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night
    LEFT JOIN LATERAL (
        SELECT sum(a.people)::int AS people FROM turn_away a
        WHERE a.facility_id = f.id AND a.night = :night AND a.undone_at IS NULL) r ON true
    WHERE {HERE} GROUP BY f.id, r.people ORDER BY f.position, f.name
    """  # noqa: S608 (constants of ours)
).bindparams(bindparam("now", type_=Moment))


async def refused(session: AsyncSession, scope: Scope) -> list[Refused]:
    """Who was turned away, per group and reason; what was undone never was."""
    return [Refused(**row) for row in await rows_of(session, _REFUSED, scope.values())]


async def unmet(session: AsyncSession, scope: Scope) -> list[Unmet]:
    """Night by night what demand was not met. A waiting list for any shelter counts where no shelter is chosen."""
    return [Unmet(**row) for row in await rows_of(session, _UNMET, scope.values())]


async def evening(session: AsyncSession, scope: Scope, now: datetime) -> list[Evening]:
    """The last night of the scope so far, shelter by shelter."""
    rows = await rows_of(session, _EVENING, {**scope.values(), "night": scope.last, "now": now})
    return [Evening(**row) for row in rows]
