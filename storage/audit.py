"""Who did or saw what, of which client, and when (NEN 7513; DOMAIN.md section 7). Rows are only ever added."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember


class AuditEntry(SQLModel, table=True):
    """One event. `staff_id` is empty when the client or the program itself acted; `details` hold no message texts."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_person", "person_id", "at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=Moment)
    action: str
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)


async def record(
    session: AsyncSession,
    action: str,
    *,
    now: datetime,
    staff_id: uuid.UUID | None = None,
    person_id: uuid.UUID | None = None,
    conversation_id: uuid.UUID | None = None,
    **details: Any,
) -> None:
    """Add an event in the transaction in which it happens: no event without an entry, no entry without an event."""
    session.add(
        AuditEntry(
            at=now,
            action=action,
            staff_id=staff_id,
            person_id=person_id,
            conversation_id=conversation_id,
            details=details,
        )
    )
    await session.flush()


async def changes_of(
    session: AsyncSession, actions: Sequence[str], of: str, *, most: int = 20
) -> list[tuple[AuditEntry, str | None]]:
    """The latest of these events about one thing (`of` in their details), newest first, with the name of who did it."""
    query = (
        select(AuditEntry, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == AuditEntry.staff_id, isouter=True)
        .where(col(AuditEntry.action).in_(actions), col(AuditEntry.details)["of"].as_string() == of)
        .order_by(col(AuditEntry.id).desc())
        .limit(most)
    )
    return [(entry, name) for entry, name in (await session.exec(query)).all()]
