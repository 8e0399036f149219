"""What is free: computed from beds and nights each time it is asked, with the age of the count."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import TextClause, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.rooms import IN_ORDER, IS_OPEN

FRESH = timedelta(hours=2)
STALE = timedelta(hours=8)


class Availability(NamedTuple):
    """The beds of one facility for one group and night. `counted_at` is when somebody last touched or checked them.

    A tuple in the order of the query's columns, because a country has thousands of these.
    """

    facility: str
    name: str
    group: str
    total: int
    free: int
    on_hold: int
    counted_at: datetime | None

    def freshness(self, now: datetime) -> str:
        """How far the count can be trusted: fresh (< 2 h), ageing (< 8 h) or stale."""
        return freshness(self.counted_at, now)


def freshness(counted_at: datetime | None, now: datetime) -> str:
    """How far a count of then can be trusted now: fresh (< 2 h), ageing (< 8 h) or stale."""
    if counted_at is None:
        return "stale"
    age = now - counted_at
    return "fresh" if age < FRESH else "ageing" if age < STALE else "stale"


def _availability(beds: str) -> TextClause:
    """Counted per shelter before anything is looked up of it, its being closed too: that is a fifth quicker."""
    return text(
        f"""
        SELECT f.key, f.name, t."group", t.total, t.free, t.on_hold, f.counted_at
        FROM (
            SELECT b.facility_id, b.target_group AS "group", count(*) AS total,
                   count(*) FILTER (WHERE n.bed_id IS NULL) AS free, count(n.held_until) AS on_hold
            FROM {beds} GROUP BY b.facility_id, b.target_group
        ) t JOIN facility f ON f.id = t.facility_id WHERE {IS_OPEN} ORDER BY f.position, f.name, t."group"
        """  # noqa: S608 (constants of ours)
    ).bindparams(bindparam("now", type_=Moment))


_LIVING = "night = :night AND ended_at IS NULL AND (held_until IS NULL OR held_until > :now)"
_ALL_BEDS = f"""
    (SELECT b.id, b.facility_id, b.target_group FROM bed b WHERE {IN_ORDER} ORDER BY b.id) b
    LEFT JOIN (SELECT bed_id, held_until FROM bed_night WHERE {_LIVING} ORDER BY bed_id) n ON n.bed_id = b.id
"""  # noqa: S608 (constants of ours)
"""Both in the order of their indexes, so that they need only be laid side by side: half the time of a join by hash."""


def _beds(*conditions: str) -> str:
    """Some of the beds, each with the place that is given out of it."""
    where = " AND ".join((IN_ORDER, *conditions))
    return f"bed b LEFT JOIN (SELECT * FROM bed_night WHERE {_LIVING}) n ON n.bed_id = b.id WHERE {where}"  # noqa: S608 (constants of ours)


_OF_GROUP = "b.target_group = :group"
_AT_FACILITY = "b.facility_id = (SELECT id FROM facility WHERE key = :facility)"
_AVAILABILITY = {
    (False, False): _availability(_ALL_BEDS),
    (True, False): _availability(_beds(_OF_GROUP)),
    (False, True): _availability(_beds(_AT_FACILITY)),
    (True, True): _availability(_beds(_OF_GROUP, _AT_FACILITY)),
}
"""By whether a group and a facility are asked for: one statement for all of them would get one plan for all of them."""


async def availability(
    session: AsyncSession, *, night: date, now: datetime, group: str | None = None, facility: str | None = None
) -> list[Availability]:
    """Total, free and held beds per facility and group for one night, counted now."""
    asked = {"night": night, "now": now, "group": group, "facility": facility}
    values = {name: value for name, value in asked.items() if value is not None}
    rows = await session.execute(_AVAILABILITY[group is not None, facility is not None], values)
    return [Availability._make(row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class BedTonight:
    """One bed as the board shows it: `state` is free, held, taken, out_of_order or closed.

    Somebody who is in is shown in a bed that broke or closed later. `reason` says why it is out of order or closed.
    """

    facility: str
    bed_id: uuid.UUID
    bed: str
    room: str | None
    group: str
    is_extra: bool
    state: str
    place_id: uuid.UUID | None
    guest_id: uuid.UUID | None
    guest: str | None
    held_until: datetime | None
    expected_at: datetime | None
    reason: str | None


_BOARD = """
    SELECT f.key AS facility, b.id AS bed_id, b.label AS bed, r.label AS room, b.target_group AS "group", b.is_extra,
           n.id AS place_id, n.guest_id, coalesce(g.name, p.display_name, n.guest_name) AS guest, n.held_until,
           n.expected_at, CASE WHEN o.id IS NOT NULL THEN o.reason ELSE c.reason END AS reason,
           CASE WHEN n.arrived_at IS NOT NULL THEN 'taken' WHEN o.id IS NOT NULL THEN 'out_of_order'
                WHEN c.id IS NOT NULL THEN 'closed' WHEN n.id IS NOT NULL THEN 'held' ELSE 'free' END AS state
    FROM facility f JOIN bed b ON b.facility_id = f.id
    LEFT JOIN room r ON r.id = b.room_id
    LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night AND n.ended_at IS NULL
                         AND (n.held_until IS NULL OR n.held_until > :now)
    LEFT JOIN outage o ON o.bed_id = b.id AND o.ended_at IS NULL
    LEFT JOIN LATERAL (
        SELECT c.id, c.reason FROM closure c WHERE c.facility_id = f.id AND c.lifted_at IS NULL
        AND c.first_night <= :night AND (c.last_night IS NULL OR c.last_night >= :night) LIMIT 1) c ON true
    LEFT JOIN guest g ON g.id = n.guest_id
    LEFT JOIN person p ON p.id = n.person_id
    WHERE (b.first_night IS NULL OR b.first_night <= :night) AND (b.last_night IS NULL OR b.last_night >= :night)
      AND {facility}
      AND (NOT b.is_extra OR n.id IS NOT NULL OR EXISTS (
          SELECT 1 FROM cold_spell s WHERE s.lifted_at IS NULL AND :night BETWEEN s.first_night AND s.last_night))
    ORDER BY f.position, f.name, b.position, b.label
"""
_BOARD_OF_ALL = text(_BOARD.format(facility="true")).bindparams(bindparam("now", type_=Moment))
_BOARD_OF_ONE = text(_BOARD.format(facility="f.key = :facility")).bindparams(bindparam("now", type_=Moment))


async def tonight(
    session: AsyncSession, *, night: date, now: datetime, facility: str | None = None
) -> list[BedTonight]:
    """Every bed of every facility (or one) for one night, in the order of the doors."""
    values = {"night": night, "now": now}
    if facility is None:
        rows = await session.execute(_BOARD_OF_ALL, values)
    else:
        rows = await session.execute(_BOARD_OF_ONE, {**values, "facility": facility})
    return [BedTonight(**row) for row in rows.mappings()]
