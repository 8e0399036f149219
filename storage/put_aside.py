"""Lines of "Vandaag" that a colleague has seen or moved to a later day. The facts stay: only this colleague's list."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid, delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row

LASTS = timedelta(days=60)
"""So long a line that was seen stays away; what still holds by then is worth another look."""


class PutAside(Row, table=True):
    """`about` names the line (actions/today.py). It comes back on the local day `until`; None: it was seen."""

    __tablename__ = "put_aside"
    __table_args__ = (UniqueConstraint("staff_id", "about"),)

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    person_id: uuid.UUID = Field(
        sa_type=Uuid, sa_column_args=(ForeignKey("person.id", ondelete="CASCADE"),), nullable=False, index=True
    )
    about: str
    until: date | None = None


async def of_staff(session: AsyncSession, staff: Sequence[uuid.UUID]) -> dict[uuid.UUID, dict[str, date | None]]:
    """What each of these colleagues put aside: until when, by the name of the line."""
    found: dict[uuid.UUID, dict[str, date | None]] = {one: {} for one in staff}
    for one in (await session.exec(select(PutAside).where(col(PutAside.staff_id).in_(staff)))).all():
        found[one.staff_id][one.about] = one.until
    return found


async def put(
    session: AsyncSession, *, staff_id: uuid.UUID, person_id: uuid.UUID, about: str, until: date | None, now: datetime
) -> None:
    """Put a line aside, anew if it was; what this colleague put aside long ago is forgotten."""
    await session.exec(
        delete(PutAside).where(col(PutAside.staff_id) == staff_id, col(PutAside.created_at) < now - LASTS)
    )
    statement = insert(PutAside).values(
        id=uuid.uuid4(), created_at=now, staff_id=staff_id, person_id=person_id, about=about, until=until
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["staff_id", "about"], set_={"until": statement.excluded.until, "created_at": now}
        )
    )


async def take_back(session: AsyncSession, staff_id: uuid.UUID, about: str) -> None:
    """The line is for today again; twice is fine."""
    await session.exec(delete(PutAside).where(col(PutAside.staff_id) == staff_id, col(PutAside.about) == about))
