"""What happened in a night, counted per shelter and without names: the facts of a handover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


@dataclass(frozen=True, kw_only=True)
class Places:
    """The beds of one shelter in one night: how many people came in, are in still, and what became of its holds."""

    facility: str
    name: str
    came_in: int
    still_in: int
    held: int
    expired: int
    no_show: int
    cancelled: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class TurnedAway:
    """People who did not get in at a shelter, by group (None: not said) and reason."""

    facility: str
    group: str | None
    reason: str
    people: int


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A bed that is out of order, and why ("" when nobody said)."""

    facility: str
    bed: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ClosedShelter:
    """A shelter that is closed, until when (None: no end is known) and why."""

    facility: str
    last_night: date | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtraBeds:
    """Beds that are there in cold weather only, and how many of them somebody sleeps in."""

    facility: str
    beds: int
    taken: int


@dataclass(frozen=True, kw_only=True)
class Queue:
    """How many waited for a place for one group until the end, and how many got one."""

    group: str
    waiting: int
    placed: int


_PLACES = """
    SELECT f.key AS facility, f.name,
           count(DISTINCT coalesce(n.guest_id, n.id)) FILTER (
               WHERE n.arrived_at <= :moment AND n.end_reason IS DISTINCT FROM 'mistake') AS came_in,
           count(n.id) FILTER (WHERE n.arrived_at <= :moment AND n.end_reason IS DISTINCT FROM 'mistake'
               AND (n.ended_at IS NULL OR n.ended_at > :moment)) AS still_in,
           count(n.id) FILTER (WHERE n.ended_at IS NULL AND n.held_until > :moment) AS held,
           count(n.id) FILTER (WHERE n.end_reason = 'expired'
               OR (n.ended_at IS NULL AND n.held_until <= :moment)) AS expired,
           count(n.id) FILTER (WHERE n.end_reason = 'no_show') AS no_show,
           count(n.id) FILTER (WHERE n.end_reason = 'cancelled') AS cancelled,
           count(n.id) FILTER (WHERE n.end_reason = 'closed') AS closed
    FROM facility f LEFT JOIN bed b ON b.facility_id = f.id
    LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night
    GROUP BY f.id ORDER BY f.position, f.name
"""
_TURNED_AWAY = """
    SELECT f.key AS facility, t.target_group AS "group", t.reason, sum(t.people)::int AS people
    FROM turn_away t JOIN facility f ON f.id = t.facility_id
    WHERE t.night = :night AND t.undone_at IS NULL AND t.created_at <= :moment
    GROUP BY f.key, t.target_group, t.reason ORDER BY people DESC, t.reason, t.target_group
"""
_BROKEN = """
    SELECT f.key AS facility, b.label AS bed, o.reason
    FROM outage o JOIN bed b ON b.id = o.bed_id JOIN facility f ON f.id = b.facility_id
    WHERE o.created_at <= :moment AND (o.ended_at IS NULL OR o.ended_at > :moment)
      AND (b.first_night IS NULL OR b.first_night <= :night) AND (b.last_night IS NULL OR b.last_night >= :night)
    ORDER BY b.position, b.label
"""
_CLOSED = """
    SELECT f.key AS facility, c.last_night, c.reason FROM closure c JOIN facility f ON f.id = c.facility_id
    WHERE c.created_at <= :moment AND (c.lifted_at IS NULL OR c.lifted_at > :moment)
      AND c.first_night <= :night AND (c.last_night IS NULL OR c.last_night >= :night) ORDER BY c.created_at
"""
_EXTRA = """
    SELECT f.key AS facility, count(*) AS beds, count(n.id) AS taken
    FROM bed b JOIN facility f ON f.id = b.facility_id
    LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :night AND n.arrived_at <= :moment
         AND n.end_reason IS DISTINCT FROM 'mistake' AND (n.ended_at IS NULL OR n.ended_at > :moment)
    WHERE b.is_extra AND (b.first_night IS NULL OR b.first_night <= :night)
      AND (b.last_night IS NULL OR b.last_night >= :night)
      AND EXISTS (SELECT 1 FROM cold_spell s WHERE s.created_at <= :moment
                  AND (s.lifted_at IS NULL OR s.lifted_at > :moment) AND :night BETWEEN s.first_night AND s.last_night)
    GROUP BY f.key
"""
_QUEUE = """
    SELECT w.target_group AS "group",
           count(*) FILTER (WHERE w.ended_at IS NULL OR w.ended_at > :moment OR w.end_reason = 'over') AS waiting,
           count(*) FILTER (WHERE w.end_reason = 'placed' AND w.ended_at <= :moment) AS placed
    FROM waiter w JOIN target_group g ON g.key = w.target_group WHERE w.night = :night AND w.created_at <= :moment
    GROUP BY w.target_group, g.position ORDER BY g.position
"""


async def _rows(session: AsyncSession, words: str, night: date, moment: datetime) -> Sequence[Any]:
    query = text(words).bindparams(bindparam("moment", type_=Moment))
    return (await session.execute(query, {"night": night, "moment": moment})).mappings().all()


async def places(session: AsyncSession, night: date, moment: datetime) -> list[Places]:
    """Every shelter in its order, as it was at `moment`."""
    return [Places(**row) for row in await _rows(session, _PLACES, night, moment)]


async def turned_away(session: AsyncSession, night: date, moment: datetime) -> list[TurnedAway]:
    """Who did not get in, most people first."""
    return [TurnedAway(**row) for row in await _rows(session, _TURNED_AWAY, night, moment)]


async def broken(session: AsyncSession, night: date, moment: datetime) -> list[Broken]:
    """The beds that were out of order at `moment`."""
    return [Broken(**row) for row in await _rows(session, _BROKEN, night, moment)]


async def closed(session: AsyncSession, night: date, moment: datetime) -> list[ClosedShelter]:
    """The shelters that were closed at `moment`; one that has been opened again since counts too."""
    return [ClosedShelter(**row) for row in await _rows(session, _CLOSED, night, moment)]


async def extra_beds(session: AsyncSession, night: date, moment: datetime) -> list[ExtraBeds]:
    """The extra beds of a cold night."""
    return [ExtraBeds(**row) for row in await _rows(session, _EXTRA, night, moment)]


async def queues(session: AsyncSession, night: date, moment: datetime) -> list[Queue]:
    """The waiting list of a night, counted."""
    return [Queue(**row) for row in await _rows(session, _QUEUE, night, moment)]
