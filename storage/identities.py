"""Accounts at an organisation's own provider (OpenID Connect) that are a colleague of ours."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember


class StaffIdentity(SQLModel, table=True):
    """Somebody at a provider: `issuer` and `subject` together never change and are never given to another."""

    __tablename__ = "staff_identity"

    issuer: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    linked_at: datetime = Field(sa_type=Moment)
    linked_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


async def by_identity(session: AsyncSession, issuer: str, subject: str) -> StaffMember | None:
    """The active colleague who has this account at a provider."""
    query = (
        select(StaffMember)
        .join(StaffIdentity, col(StaffIdentity.staff_id) == StaffMember.id)
        .where(StaffIdentity.issuer == issuer, StaffIdentity.subject == subject, col(StaffMember.active))
    )
    return (await session.exec(query)).first()


async def link(session: AsyncSession, identity: StaffIdentity) -> bool:
    """Let this account be this colleague; False when it is somebody already."""
    linking = insert(StaffIdentity).values(identity.model_dump()).on_conflict_do_nothing()
    linked = await session.execute(linking.returning(col(StaffIdentity.staff_id)))
    return linked.scalar_one_or_none() is not None


async def of(session: AsyncSession, staff_id: uuid.UUID) -> list[StaffIdentity]:
    """The accounts of a colleague at providers."""
    query = select(StaffIdentity).where(StaffIdentity.staff_id == staff_id).order_by(col(StaffIdentity.linked_at))
    return list((await session.exec(query)).all())


async def unlink(session: AsyncSession, staff_id: uuid.UUID, subject: str) -> bool:
    """This account opens nothing any more; False when it did not."""
    which = (col(StaffIdentity.staff_id) == staff_id, col(StaffIdentity.subject) == subject)
    removed = await session.exec(delete(StaffIdentity).where(*which).returning(col(StaffIdentity.subject)))
    return removed.first() is not None
