"""What a switch will do, counted before anybody turns it: how many holds end, beds come, people hear of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What closing a shelter does: `holds` end, `told` of them are told by chat, `inside` people stay where they are.

    `beds` are no longer given out in the first night.
    """

    beds: int
    holds: int
    told: int
    inside: int


@dataclass(frozen=True, kw_only=True)
class Cold:
    """What cold weather does: `beds` extra beds are there, `told` people hear of it."""

    beds: int
    told: int


@dataclass(frozen=True, kw_only=True)
class Thaw:
    """What putting the extra beds away does: `beds` are no longer given out; who is in or expected keeps the bed."""

    beds: int
    inside: int
    held: int


_COUNTS_IN = "(b.first_night IS NULL OR b.first_night <= :last) AND (b.last_night IS NULL OR b.last_night >= :first)"
_CLOSING = text(
    """
    SELECT (SELECT count(*) FROM bed b WHERE b.facility_id = :facility
              AND (b.first_night IS NULL OR b.first_night <= :first)
              AND (b.last_night IS NULL OR b.last_night >= :first)
              AND (NOT b.is_extra OR EXISTS (SELECT 1 FROM cold_spell s WHERE s.lifted_at IS NULL
                                             AND :first BETWEEN s.first_night AND s.last_night))) AS beds,
           count(n.id) FILTER (WHERE n.held_until > :now) AS holds,
           count(n.id) FILTER (WHERE n.held_until > :now AND n.conversation_id IS NOT NULL) AS told,
           count(n.id) FILTER (WHERE n.arrived_at IS NOT NULL AND n.night = :first) AS inside
    FROM bed_night n JOIN bed b ON b.id = n.bed_id
    WHERE b.facility_id = :facility AND n.ended_at IS NULL AND n.night >= :first
      AND (CAST(:last AS date) IS NULL OR n.night <= :last)
    """
).bindparams(bindparam("now", type_=Moment))
_COLD = text(
    f"""
    SELECT (SELECT count(*) FROM bed b WHERE b.is_extra AND {_COUNTS_IN}) AS beds,
           (SELECT count(*) FROM person WHERE cold_notice_at IS NOT NULL AND opted_out_at IS NULL) AS told
    """  # noqa: S608 (a constant of ours)
)
_THAW = text(
    f"""
    SELECT count(*) AS beds, count(n.id) FILTER (WHERE n.arrived_at IS NOT NULL) AS inside,
           count(n.id) FILTER (WHERE n.held_until > :now) AS held
    FROM bed b LEFT JOIN bed_night n ON n.bed_id = b.id AND n.night = :first AND n.ended_at IS NULL
    WHERE b.is_extra AND {_COUNTS_IN}
    """  # noqa: S608 (a constant of ours)
).bindparams(bindparam("now", type_=Moment))


async def closing(
    session: AsyncSession, facility_id: uuid.UUID, first: date, last: date | None, now: datetime
) -> Closing:
    """What closing a shelter from one night to another (None: no end) would do now."""
    values = {"facility": facility_id, "first": first, "last": last, "now": now}
    return Closing(**(await session.execute(_CLOSING, values)).mappings().one())


async def cold(session: AsyncSession, first: date, last: date) -> Cold:
    """What cold weather from one night to another would do."""
    return Cold(**(await session.execute(_COLD, {"first": first, "last": last})).mappings().one())


async def thaw(session: AsyncSession, night: date, now: datetime) -> Thaw:
    """What putting the extra beds away would do in a night."""
    values = {"first": night, "last": night, "now": now}
    return Thaw(**(await session.execute(_THAW, values)).mappings().one())
