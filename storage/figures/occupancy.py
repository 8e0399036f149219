"""Bed nights: how many beds could be given out in a night, and in how many somebody slept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.figures.scope import IN_PERIOD, PLACE, STAY, Scope, rows_of


@dataclass(frozen=True, kw_only=True)
class BedNights:
    """`used` of `offered` beds for one group: of one night, of one facility (a key), or of one facility in one night.

    `offered` counts every bed that could be given out, and every bed in which somebody slept all the same.
    """

    night: date | None
    facility: str | None
    name: str | None
    group: str
    offered: int
    used: int


_MIDNIGHT = "((d::date + 1)::timestamp AT TIME ZONE :zone)"
_COUNTED = f"""
    WITH {PLACE},
    cold AS MATERIALIZED (
        SELECT DISTINCT d::date AS night FROM cold_spell s, generate_series(
            greatest(s.first_night, CAST(:first AS date)), least(s.last_night, CAST(:last AS date)), '1 day') d
        WHERE s.lifted_at IS NULL OR s.lifted_at > {_MIDNIGHT}),
    closed AS MATERIALIZED (
        SELECT DISTINCT c.facility_id, d::date AS night FROM closure c, generate_series(
            greatest(c.first_night, CAST(:first AS date)),
            least(coalesce(c.last_night, 'infinity'), CAST(:last AS date)), '1 day') d
        WHERE c.lifted_at IS NULL OR c.lifted_at > {_MIDNIGHT}),
    ranked AS MATERIALIZED (
        SELECT p.*, row_number() OVER () AS bed,
               dense_rank() OVER (ORDER BY facility_id, target_group, is_extra, first_night, last_night) AS stock
        FROM place p),
    stock AS MATERIALIZED (
        SELECT stock, facility_id, target_group, is_extra, first_night, last_night, count(*) AS beds
        FROM ranked GROUP BY 1, 2, 3, 4, 5, 6),
    in_stock AS (
        SELECT d::date AS night, s.facility_id, s.target_group, sum(s.beds) AS offered, 0 AS used
        FROM stock s CROSS JOIN LATERAL generate_series(
            greatest(s.first_night, CAST(:first AS date)), least(s.last_night, CAST(:last AS date)), '1 day') d
        LEFT JOIN cold ON cold.night = d::date
        LEFT JOIN closed ON closed.facility_id = s.facility_id AND closed.night = d::date
        WHERE closed.night IS NULL AND (NOT s.is_extra OR cold.night IS NOT NULL)
        GROUP BY 1, 2, 3),
    broken AS (
        SELECT DISTINCT p.id, d::date AS night, p.facility_id, p.target_group
        FROM outage o JOIN place p ON p.id = o.bed_id JOIN facility f ON f.id = p.facility_id
        CROSS JOIN LATERAL generate_series(
            greatest((o.created_at AT TIME ZONE :zone)::date - 1, p.first_night, CAST(:first AS date)),
            least(coalesce((o.ended_at AT TIME ZONE :zone)::date, 'infinity'), p.last_night, CAST(:last AS date)),
            '1 day') d
        LEFT JOIN cold ON cold.night = d::date
        LEFT JOIN closed ON closed.facility_id = p.facility_id AND closed.night = d::date
        WHERE closed.night IS NULL AND (NOT p.is_extra OR cold.night IS NOT NULL)
          AND o.created_at < ((d::date + 1) + f.closes_at) AT TIME ZONE :zone
          AND (o.ended_at IS NULL
               OR o.ended_at > (d::date + coalesce(f.opens_at, f.closes_at)) AT TIME ZONE :zone)),
    slept AS (
        SELECT n.night, r.stock, r.bed FROM bed_night n JOIN ranked r ON r.id = n.bed_id
        WHERE {IN_PERIOD} AND {STAY} GROUP BY 1, 2, 3),
    beds_used AS (SELECT night, stock, count(*) AS beds FROM slept GROUP BY 1, 2),
    used AS (
        SELECT u.night, s.facility_id, s.target_group, u.beds AS used,
               CASE WHEN u.night < s.first_night OR u.night > s.last_night OR closed.night IS NOT NULL
                         OR (s.is_extra AND cold.night IS NULL) THEN u.beds ELSE 0 END AS offered
        FROM beds_used u JOIN stock s ON s.stock = u.stock
        LEFT JOIN cold ON cold.night = u.night
        LEFT JOIN closed ON closed.facility_id = s.facility_id AND closed.night = u.night),
    counted AS (
        SELECT night, facility_id, target_group, offered, used FROM in_stock
        UNION ALL
        SELECT b.night, b.facility_id, b.target_group, -1, 0 FROM broken b WHERE NOT EXISTS (
            SELECT 1 FROM bed_night n WHERE n.bed_id = b.id AND n.night = b.night AND {IN_PERIOD} AND {STAY})
        UNION ALL
        SELECT night, facility_id, target_group, offered, used FROM used)
"""  # noqa: S608 (constants of ours)
_PICKED = f"""
    {_COUNTED}
    SELECT c.night, f.key AS facility, f.name, t.key AS "group", sum(c.offered)::int AS offered,
           sum(c.used)::int AS used
    FROM counted c JOIN facility f ON f.id = c.facility_id JOIN target_group t ON t.key = c.target_group
"""  # noqa: S608 (constants of ours)
_TOTALS = text(
    f"""{_PICKED}
    GROUP BY GROUPING SETS ((c.night, t.key, t.position), (f.key, f.name, f.position, t.key, t.position))
    HAVING sum(c.offered) > 0 ORDER BY c.night, f.position, f.name, t.position, t.key
    """
)
_EACH = text(
    f"""{_PICKED}
    GROUP BY c.night, f.key, f.name, f.position, t.key, t.position
    HAVING sum(c.offered) > 0 ORDER BY c.night, f.position, f.name, t.position, t.key
    """
)


async def totals(session: AsyncSession, scope: Scope) -> tuple[list[BedNights], list[BedNights]]:
    """Per night and group, and per facility and group. A night or facility without a bed to give is left out."""
    rows = [BedNights(**row) for row in await rows_of(session, _TOTALS, scope.values())]
    return [row for row in rows if row.night is not None], [row for row in rows if row.night is None]


async def each(session: AsyncSession, scope: Scope) -> list[BedNights]:
    """Per night, facility and group."""
    return [BedNights(**row) for row in await rows_of(session, _EACH, scope.values())]
