"""Which nights and which shelters a figure is about, and the SQL that all figures share."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, TextClause, text
from sqlmodel.ext.asyncio.session import AsyncSession


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The nights from `first` to `last`, both included, in the shelters that fit. `zone` is their clock's name."""

    first: date
    last: date
    zone: str
    facility: str | None = None
    kind: str | None = None
    municipality: str | None = None

    def values(self) -> dict[str, Any]:
        """The values of the parameters in the SQL."""
        return asdict(self)


HERE = """
    (CAST(:facility AS text) IS NULL OR f.key = :facility) AND (CAST(:kind AS text) IS NULL OR f.kind = :kind)
    AND (CAST(:municipality AS text) IS NULL OR f.municipality = :municipality)
"""
"""SQL: facility `f` is in scope."""

STAY = "n.arrived_at IS NOT NULL AND n.end_reason IS DISTINCT FROM 'mistake'"
"""SQL: somebody was in bed night `n`. A stay that ended as a mistake never was."""

IN_PERIOD = "n.night BETWEEN CAST(:first AS date) AND CAST(:last AS date)"
"""SQL: bed night `n` is in the period."""

PLACE = f"""
    place AS MATERIALIZED (
        SELECT b.id, b.facility_id, b.target_group, b.is_extra, f.kind,
               CASE t.counts_as WHEN 'man' THEN 1 WHEN 'vrouw' THEN 2 WHEN 'kind' THEN 4 ELSE 0 END AS heads,
               coalesce(b.first_night,
                        ((b.created_at AT TIME ZONE :zone) - (f.closes_at - time '00:00'))::date) AS first_night,
               coalesce(b.last_night, 'infinity'::date) AS last_night
        FROM bed b JOIN facility f ON f.id = b.facility_id JOIN target_group t ON t.key = b.target_group
        WHERE {HERE})
"""  # noqa: S608 (constants of ours)
"""SQL: the beds in scope. A bed of which nobody said since when it is there counts from the night it was entered."""

_ROOM = text("SELECT set_config('work_mem', '128MB', true)")


async def rows_of(session: AsyncSession, query: TextClause, values: dict[str, Any]) -> list[RowMapping]:
    """What a query finds. Sorting a year takes more room than PostgreSQL gives; it goes back with the transaction."""
    await session.execute(_ROOM)
    return list((await session.execute(query, values)).mappings())
