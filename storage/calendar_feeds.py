"""Private calendar feeds: a secret address under which a colleague's own calendar program reads their appointments."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.staff import StaffMember, hash_token, new_token


class CalendarFeed(Row, table=True):
    """A feed of one colleague; only the hash of its secret is kept. Each has one living feed at most."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index("uq_calendar_feed_one_living", "staff_id", unique=True, postgresql_where=text("revoked_at IS NULL")),
    )

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    token_hash: str = Field(unique=True)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


async def make(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> str:
    """A new feed; returns its secret, which is never shown again. An earlier one stops to work."""
    await session.get(StaffMember, staff_id, with_for_update=True)  # two at once: the later one lives
    await revoke(session, staff_id, now)
    token = new_token()
    session.add(CalendarFeed(staff_id=staff_id, token_hash=hash_token(token), created_at=now))
    await session.flush()
    return token


async def revoke(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> None:
    """The colleague's feed stops to work; without one nothing happens."""
    living = update(CalendarFeed).where(col(CalendarFeed.staff_id) == staff_id, col(CalendarFeed.revoked_at).is_(None))
    await session.exec(living.values(revoked_at=now))


async def of_staff(session: AsyncSession, staff_id: uuid.UUID) -> CalendarFeed | None:
    """The colleague's living feed."""
    query = select(CalendarFeed).where(CalendarFeed.staff_id == staff_id, col(CalendarFeed.revoked_at).is_(None))
    return (await session.exec(query)).first()


async def whose(session: AsyncSession, token: str) -> StaffMember | None:
    """Whose appointments a secret shows; None when it is unknown or revoked, or the account is closed."""
    query = (
        select(StaffMember)
        .join(CalendarFeed, col(CalendarFeed.staff_id) == StaffMember.id)
        .where(
            CalendarFeed.token_hash == hash_token(token), col(CalendarFeed.revoked_at).is_(None),
            col(StaffMember.active),
        )
    )  # fmt: skip
    return (await session.exec(query)).first()
