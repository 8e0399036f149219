"""How many different people slept somewhere, and which of them sleep there most nights."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.figures.scope import IN_PERIOD, PLACE, STAY, Scope, rows_of


@dataclass(frozen=True, kw_only=True)
class Heads:
    """`people` different guests of one kind of shelter under one head: man, vrouw, kind, or None when nobody said.

    `unnamed` is the number of stays without a name; who slept there cannot be counted as people.
    """

    kind: str
    head: str | None
    people: int
    unnamed: int


@dataclass(frozen=True, kw_only=True)
class Regular:
    """A guest who slept here in many nights; `group` is that of the bed they slept in last."""

    guest_id: uuid.UUID
    name: str
    group: str
    nights: int


_HEADS = text(
    f"""
    WITH {PLACE},
    guests AS (
        SELECT p.kind, n.guest_id, bit_or(p.heads) AS heads, count(*) AS stays
        FROM bed_night n JOIN place p ON p.id = n.bed_id WHERE {IN_PERIOD} AND {STAY} GROUP BY 1, 2)
    SELECT s.kind, coalesce(g.head, CASE s.heads WHEN 1 THEN 'man' WHEN 2 THEN 'vrouw' WHEN 4 THEN 'kind' END) AS head,
           count(s.guest_id) AS people, coalesce(sum(s.stays) FILTER (WHERE s.guest_id IS NULL), 0)::int AS unnamed
    FROM guests s LEFT JOIN guest g ON g.id = s.guest_id GROUP BY 1, 2 ORDER BY 1, 2
    """  # noqa: S608 (constants of ours)
)
_REGULARS = text(
    f"""
    WITH {PLACE},
    nights AS (
        SELECT n.guest_id, n.night FROM bed_night n JOIN place p ON p.id = n.bed_id
        WHERE {IN_PERIOD} AND {STAY} AND n.guest_id IS NOT NULL GROUP BY 1, 2),
    often AS (SELECT guest_id, count(*)::int AS nights FROM nights GROUP BY 1 HAVING count(*) >= :least)
    SELECT o.guest_id, g.name, slept.target_group AS "group", o.nights
    FROM often o JOIN guest g ON g.id = o.guest_id CROSS JOIN LATERAL (
        SELECT p.target_group FROM bed_night n JOIN place p ON p.id = n.bed_id
        WHERE n.guest_id = o.guest_id AND {IN_PERIOD} AND {STAY}
        ORDER BY n.night DESC, n.arrived_at DESC LIMIT 1) slept
    ORDER BY o.nights DESC, g.name
    """  # noqa: S608 (constants of ours)
)


async def heads(session: AsyncSession, scope: Scope) -> list[Heads]:
    """Different guests per kind of shelter and head. Who slept in two kinds counts in both, once."""
    return [Heads(**row) for row in await rows_of(session, _HEADS, scope.values())]


async def regulars(session: AsyncSession, scope: Scope, least: int) -> list[Regular]:
    """Guests who slept here in at least so many different nights of the period, most nights first."""
    rows = await rows_of(session, _REGULARS, {**scope.values(), "least": least})
    return [Regular(**row) for row in rows]
