"""Emergency access ("noodtoegang"): a colleague who normally may not, opens one client for an hour, with a reason."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import Index
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.people import Person

LASTS = timedelta(minutes=60)


class EmergencyAccess(Row, table=True):
    """Access to one client from `created_at` until `ends_at`, or until `ended_at` when it was given back sooner.

    `person_id` stays when the client is forgotten, as in the audit trail.
    """

    __tablename__ = "emergency_access"
    __table_args__ = (Index("ix_emergency_access_staff_id", "staff_id", "ends_at"),)

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    person_id: uuid.UUID = Field(index=True)
    reason: str
    ends_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


async def begin(
    session: AsyncSession, *, staff_id: uuid.UUID, person_id: uuid.UUID, reason: str, now: datetime
) -> EmergencyAccess:
    """Open a client for an hour."""
    made = EmergencyAccess(
        staff_id=staff_id, person_id=person_id, reason=reason, created_at=now, ends_at=now + LASTS
    )  # fmt: skip
    session.add(made)
    await session.flush()
    return made


async def running(
    session: AsyncSession, access_id: uuid.UUID, staff_id: uuid.UUID, now: datetime
) -> EmergencyAccess | None:
    """The access of this colleague, while it lasts."""
    query = select(EmergencyAccess).where(
        EmergencyAccess.id == access_id, EmergencyAccess.staff_id == staff_id,
        EmergencyAccess.ends_at > now, col(EmergencyAccess.ended_at).is_(None),
    )  # fmt: skip
    return (await session.exec(query)).first()


async def of_staff(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> list[tuple[EmergencyAccess, str]]:
    """What this colleague has open in an emergency, with the client's name."""
    query = (
        select(EmergencyAccess, Person.display_name)
        .join(Person, col(Person.id) == EmergencyAccess.person_id)
        .where(
            EmergencyAccess.staff_id == staff_id, EmergencyAccess.ends_at > now, col(EmergencyAccess.ended_at).is_(None)
        )
        .order_by(col(EmergencyAccess.ends_at))
    )
    return [(access, name) for access, name in (await session.exec(query)).all()]


async def find_person(session: AsyncSession, said: str, *, most: int = 5) -> list[Person]:
    """Clients whose name has these words, the shortest name first; `most` at most: this is no list to read."""
    like = "%" + said.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
    query = select(Person).where(col(Person.display_name).ilike(like), col(Person.merged_into).is_(None)).limit(200)
    found = (await session.exec(query)).all()
    return sorted(found, key=lambda p: (len(p.display_name), p.display_name, str(p.id)))[:most]
