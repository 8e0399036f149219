"""Links with which a colleague makes their own way in: a first time, or anew after a reset. Each works once."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.staff import StaffMember, hash_token, new_token

LASTS = {"invite": timedelta(days=7), "reset": timedelta(days=1)}
"""A reset is asked for by somebody who waits for it; an invitation may lie in a mailbox over a weekend."""


class StaffInvitation(Row, table=True):
    """A door for one colleague, open once and until `expires_at`; only the hash of its link is kept."""

    __tablename__ = "staff_invitation"
    __table_args__ = (CheckConstraint("kind IN ('invite', 'reset')", name="kind_known"),)

    token_hash: str = Field(unique=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    kind: str
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


async def invite(
    session: AsyncSession, staff_id: uuid.UUID, kind: str, now: datetime, *, by: uuid.UUID | None = None
) -> str:
    """A fresh link's token; every older link of this colleague works no more. `kind` is "invite" or "reset"."""
    await withdraw(session, staff_id, now)
    token = new_token()
    session.add(
        StaffInvitation(
            token_hash=hash_token(token), staff_id=staff_id, kind=kind, made_by=by, created_at=now,
            expires_at=now + LASTS[kind],
        )
    )  # fmt: skip
    await session.flush()
    return token


async def withdraw(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> None:
    """No link that this colleague was given works any more."""
    ending = (
        update(StaffInvitation)
        .where(col(StaffInvitation.staff_id) == staff_id, col(StaffInvitation.used_at).is_(None))
        .values(used_at=now)
    )
    await session.exec(ending)


async def find(
    session: AsyncSession, token: str, now: datetime, *, lock: bool = False
) -> tuple[StaffInvitation, StaffMember] | None:
    """The open invitation behind a link and for whom it is; `lock` it when it is going to be used up."""
    query = (
        select(StaffInvitation, StaffMember)
        .join(StaffMember, col(StaffMember.id) == StaffInvitation.staff_id)
        .where(
            StaffInvitation.token_hash == hash_token(token),
            col(StaffInvitation.used_at).is_(None),
            StaffInvitation.expires_at > now,
        )
    )
    return (await session.exec(query.with_for_update() if lock else query)).first()


async def open_for(session: AsyncSession, now: datetime) -> dict[uuid.UUID, StaffInvitation]:
    """The open link of every colleague who has one."""
    query = select(StaffInvitation).where(col(StaffInvitation.used_at).is_(None), StaffInvitation.expires_at > now)
    return {one.staff_id: one for one in (await session.exec(query)).all()}
