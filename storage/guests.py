"""Who sleeps in the beds: as much as the night shelter needs to know its guests again, and no more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, bindparam, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.people import Person
from storage.rooms import USABLE

HEADS = ("man", "vrouw", "kind")
"""Under which head a guest is reported to the council (DOMAIN.md section 2)."""
SEARCH_LIMIT = 20


class Guest(Row, table=True):
    """Somebody who slept here, by the name they gave. `person_id` ties a guest to the client they also are.

    `head` is how they are counted: man, vrouw, kind, or None when nobody said.
    """

    __tablename__ = "guest"
    __table_args__ = (CheckConstraint("head IN ('man', 'vrouw', 'kind')", name="head_known"),)

    name: str
    head: str | None = None
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", unique=True)


async def of_person(session: AsyncSession, person: Person, head: str | None = None) -> Guest:
    """The guest that a client is; made when they sleep here for the first time."""
    known = (await session.exec(select(Guest).where(Guest.person_id == person.id))).first()
    return known or await add(session, person.display_name, head, person_id=person.id)


async def add(session: AsyncSession, name: str, head: str | None, person_id: uuid.UUID | None = None) -> Guest:
    """Somebody new."""
    guest = Guest(name=name.strip(), head=head, person_id=person_id)
    session.add(guest)
    await session.flush()
    return guest


_SEARCH = text(
    """
    SELECT g.id FROM guest g
    LEFT JOIN LATERAL (SELECT max(n.night) AS night FROM bed_night n WHERE n.guest_id = g.id) slept ON true
    WHERE g.name ILIKE :like ESCAPE '!' ORDER BY slept.night DESC NULLS LAST, g.name LIMIT :most
    """
)


async def search(session: AsyncSession, words: str, most: int = SEARCH_LIMIT) -> list[Guest]:
    """Guests whose name contains these letters, who slept here last first."""
    escaped = words.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_")
    ids = (await session.execute(_SEARCH, {"like": f"%{escaped}%", "most": most})).scalars().all()
    found = {g.id: g for g in (await session.exec(select(Guest).where(col(Guest.id).in_(ids)))).all()}
    return [found[id_] for id_ in ids]


# ---------------------------------------------------------------- who slept here last night


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
_LAST_NIGHT = text(
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


async def of_last_night(
    session: AsyncSession, facility: str, *, before: date, night: date, now: datetime
) -> list[LastNight]:
    """The guests of the night `before` in a shelter, by name, with how they stand in `night`."""
    values = {"facility": facility, "before": before, "night": night, "now": now}
    return [LastNight(**row) for row in (await session.execute(_LAST_NIGHT, values)).mappings()]


async def nameless(session: AsyncSession, facility: str, night: date) -> int:
    """How many stays of a night have nobody's name, so that nobody can be known again."""
    values = {"facility": facility, "before": night}
    return int((await session.execute(_NAMELESS, values)).scalar_one())
