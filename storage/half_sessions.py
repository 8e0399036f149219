"""Half-open sessions: the password was right, the second step is still to come. No page opens with one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember, hash_token, new_token

LASTS = timedelta(minutes=10)


class HalfSession(SQLModel, table=True):
    """A browser that gave the right password; only the hash of its cookie is kept."""

    __tablename__ = "half_session"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    wanted: str = ""
    expires_at: datetime = Field(sa_type=Moment)


async def open_half(session: AsyncSession, staff_id: uuid.UUID, wanted: str, now: datetime) -> str:
    """A new half-open session; returns the cookie's secret. `wanted`: the page they were on their way to."""
    token = new_token()
    session.add(HalfSession(token_hash=hash_token(token), staff_id=staff_id, wanted=wanted, expires_at=now + LASTS))
    await session.flush()
    return token


async def find(session: AsyncSession, token: str, now: datetime) -> tuple[HalfSession, StaffMember] | None:
    """The half-open session behind a cookie and whose it is, or None when it is over or the account is closed."""
    query = (
        select(HalfSession, StaffMember)
        .join(StaffMember, col(StaffMember.id) == HalfSession.staff_id)
        .where(HalfSession.token_hash == hash_token(token), HalfSession.expires_at > now, col(StaffMember.active))
    )
    return (await session.exec(query)).first() if token else None


async def close(session: AsyncSession, token: str) -> None:
    """End a half-open session: it became a whole one, or somebody went back."""
    await session.exec(delete(HalfSession).where(col(HalfSession.token_hash) == hash_token(token)))


async def forget(session: AsyncSession, *, staff_id: uuid.UUID | None = None, before: datetime | None = None) -> None:
    """Throw away the half-open sessions of a colleague, or all that ended before a moment."""
    which = col(HalfSession.staff_id) == staff_id if staff_id else col(HalfSession.expires_at) < before
    await session.exec(delete(HalfSession).where(which))
