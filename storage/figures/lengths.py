"""How long people stay: nights in a row of one guest in one shelter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.figures.scope import PLACE, STAY, Scope, rows_of


@dataclass(frozen=True, kw_only=True)
class Lengths:
    """`stays` stays of `nights` nights in one kind of shelter; `over` when they ended, else they go on."""

    kind: str
    nights: int
    over: bool
    stays: int


_LENGTHS = text(
    f"""
    WITH {PLACE},
    before AS (
        SELECT DISTINCT n.guest_id FROM bed_night n
        WHERE n.night BETWEEN CAST(:first AS date) - CAST(:gap AS int) AND CAST(:first AS date) - 1
          AND n.guest_id IS NOT NULL AND {STAY}),
    slept AS (
        SELECT n.guest_id, n.bed_id, n.night FROM bed_night n
        WHERE n.night BETWEEN CAST(:first AS date) AND CAST(:last AS date) + CAST(:gap AS int)
          AND n.guest_id IS NOT NULL AND {STAY}
        UNION ALL
        SELECT n.guest_id, n.bed_id, n.night FROM before JOIN bed_night n ON n.guest_id = before.guest_id
        WHERE n.night < CAST(:first AS date) AND {STAY}),
    steps AS (
        SELECT s.guest_id, p.facility_id, p.kind, s.night,
               s.night - lag(s.night) OVER (PARTITION BY s.guest_id, p.facility_id ORDER BY s.night) AS step
        FROM slept s JOIN place p ON p.id = s.bed_id),
    numbered AS (
        SELECT guest_id, facility_id, kind, night, step, sum(CASE WHEN step <= :gap THEN 0 ELSE 1 END)
               OVER (PARTITION BY guest_id, facility_id ORDER BY night ROWS UNBOUNDED PRECEDING) AS stay
        FROM steps),
    stays AS (
        SELECT kind, min(night) AS began, max(night) AS ended, count(*) FILTER (WHERE step IS DISTINCT FROM 0) AS nights
        FROM numbered GROUP BY guest_id, facility_id, kind, stay)
    SELECT kind, nights::int, ended <= :last AND ended + CAST(:gap AS int) <= :known AS over, count(*)::int AS stays
    FROM stays WHERE ended >= :first AND began <= :last GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """  # noqa: S608 (constants of ours)
)


async def lengths(session: AsyncSession, scope: Scope, *, gap: int, known: date) -> list[Lengths]:
    """How long the stays were that ended in the period, with all their nights, also those before it.

    So many missed nights (`gap`) end a stay; `known` is the last night that is over. A stay that goes on after the
    period, or may still go on, is there with `over` false.
    """
    rows = await rows_of(session, _LENGTHS, {**scope.values(), "gap": gap, "known": known})
    return [Lengths(**row) for row in rows]
