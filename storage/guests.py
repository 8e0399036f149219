"""Who sleeps in the beds: as much as the night shelter needs to know its guests again, and no more."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row
from storage.people import Person

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


_OF_NIGHT = text(
    """
    SELECT DISTINCT n.guest_id FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id
    WHERE n.night = :night AND f.key = :facility AND n.arrived_at IS NOT NULL AND n.guest_id IS NOT NULL
      AND coalesce(n.end_reason, '') <> 'mistake'
    """
)


async def slept_at(session: AsyncSession, facility: str, night: date) -> list[Guest]:
    """Who slept in a shelter in a night, by name."""
    ids = (await session.execute(_OF_NIGHT, {"night": night, "facility": facility})).scalars().all()
    return list((await session.exec(select(Guest).where(col(Guest.id).in_(ids)).order_by(col(Guest.name)))).all())
