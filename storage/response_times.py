"""How fast a human was there over a period: for who waited, in office hours, and in a crisis, on the clock."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.dashboard import Span, prepared, rows

_CALENDAR = """
    calendar AS MATERIALIZED (
        SELECT * FROM unnest(CAST(:days AS date[]), CAST(:opens AS timestamptz[]), CAST(:closes AS timestamptz[]),
                             CAST(:before AS float8[])) AS d (day, opens, closes, before)
    )"""


def _office(moment: str, day: str) -> str:
    """Office time until a moment, in seconds since the calendar began."""
    return f"({day}.before + greatest(0, extract(epoch FROM least({moment}, {day}.closes) - {day}.opens)::float8))"


def _day_of(moment: str) -> str:
    return f"({moment} AT TIME ZONE 'Europe/Amsterdam')::date"


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Waits that began in the period: of all, of a team (`of` "team") or of a part of the period (`of` "part").

    `part` counts from 1. `median` and `p90` are seconds of office time, nearest rank, of the waits that are over;
    `within` of `judged` were over within the aim. A wait that runs is judged once the aim went by. `running` still run.
    """

    of: str
    team_id: uuid.UUID | None
    team: str | None
    part: int | None
    over: int
    running: int
    median: float | None
    p90: float | None
    within: int
    judged: int


_WAITS = prepared(
    f"""
    WITH {_CALENDAR}, asked AS (
        SELECT team_id, began_at, ended_at IS NULL AS runs, least(coalesce(ended_at, :now), :now) AS until,
               width_bucket(began_at, CAST(:edges AS timestamptz[])) AS part
        FROM wait
        WHERE began_at >= :starts AND began_at < :ends AND (CAST(:team AS uuid) IS NULL OR team_id = :team)
    ), counted AS (
        SELECT a.team_id, a.part, a.runs, {_office("a.until", "u")} - {_office("a.began_at", "b")} AS seconds
        FROM asked a JOIN calendar b ON b.day = {_day_of("a.began_at")} JOIN calendar u ON u.day = {_day_of("a.until")}
    ), grouped AS (
        SELECT CASE WHEN grouping(team_id) = 0 THEN 'team' WHEN grouping(part) = 0 THEN 'part' ELSE 'all' END AS of,
               team_id, part, count(*) FILTER (WHERE NOT runs)::int AS over,
               count(*) FILTER (WHERE runs)::int AS running,
               percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE NOT runs) AS median,
               percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE NOT runs) AS p90,
               count(*) FILTER (WHERE NOT runs AND seconds <= :aim)::int AS within,
               count(*) FILTER (WHERE NOT runs OR seconds > :aim)::int AS judged
        FROM counted GROUP BY GROUPING SETS ((), (team_id), (part))
    )
    SELECT g.*, t.name AS team FROM grouped g LEFT JOIN team t ON t.id = g.team_id ORDER BY g.of, t.name, g.part
    """  # noqa: S608 (our own words)
)


async def waits(session: AsyncSession, span: Span) -> list[Waits]:
    """How long people waited for a human in office hours: together, by team, and by part of the period."""
    return [Waits(**row) for row in await rows(session, _WAITS, span)]


# ---------------------------------------------------------------- in a crisis


@dataclass(frozen=True, kw_only=True)
class Crises:
    """Crises that began in the period; `in_office`: in office hours or not, None for all of them.

    `median` and `p90` are seconds until a human was there: wrote, or marked the task as done. `alone`: nobody yet.
    `within` of them somebody was there within the aim.
    """

    in_office: bool | None
    number: int
    alone: int
    within: int
    median: float | None
    p90: float | None


_CRISES = prepared(
    f"""
    WITH {_CALENDAR}, rang AS (
        SELECT t.created_at, t.created_at >= d.opens AND t.created_at < d.closes AS in_office,
               extract(epoch FROM least(CASE WHEN t.done_by IS NOT NULL THEN t.done_at END, (
                   SELECT min(m.created_at) FROM (
                       SELECT created_at FROM message WHERE conversation_id = t.conversation_id AND sender = 'human'
                       OFFSET 0) m  -- few rows by their index first, not all that came since
                   WHERE m.created_at >= t.created_at)) - t.created_at) AS seconds
        FROM task t JOIN conversation c ON c.id = t.conversation_id
        JOIN calendar d ON d.day = {_day_of("t.created_at")}
        WHERE t.kind = 'crisis' AND t.created_at >= :starts AND t.created_at < :ends
          AND (CAST(:team AS uuid) IS NULL OR c.team_id = :team)
    )
    SELECT in_office, count(*)::int AS number, count(*) FILTER (WHERE seconds IS NULL)::int AS alone,
           count(*) FILTER (WHERE seconds <= :crisis_aim)::int AS within,
           CAST(percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS float8) AS median,
           CAST(percentile_disc(0.9) WITHIN GROUP (ORDER BY seconds) AS float8) AS p90
    FROM rang GROUP BY GROUPING SETS ((), (in_office)) ORDER BY in_office DESC NULLS FIRST
    """  # noqa: S608 (our own words)
)


async def crises(session: AsyncSession, span: Span) -> list[Crises]:
    """How often somebody was in danger, and how soon a human was there; all together first."""
    return [Crises(**row) for row in await rows(session, _CRISES, span)]
