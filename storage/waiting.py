"""The waiting list of a night: who is told, in order, when a place comes free."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import NotFound

ENDS = ("placed", "left", "declined", "over")
_END_LIST = ", ".join(f"'{end}'" for end in ENDS)


class Waiter(Row, table=True):
    """Somebody waits for a place for one group in one night; `facility_id` None: wherever it fits.

    Somebody with a conversation is told by it; whom staff wrote down at the door has a name only. `offered_at` is when
    a place was kept for them, `hold_id` that place.
    """

    __tablename__ = "waiter"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_with_reason"),
        CheckConstraint(f"end_reason IN ({_END_LIST})", name="end_reason_known"),
        CheckConstraint("conversation_id IS NOT NULL OR name IS NOT NULL", name="somebody"),
        Index("ix_waiter_night", "night", "target_group", postgresql_where=text("ended_at IS NULL")),
        Index(
            "uq_waiter_once", "conversation_id", "night", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
    )  # fmt: skip

    night: date
    target_group: str = Field(foreign_key="target_group.key")
    facility_id: uuid.UUID | None = Field(default=None, foreign_key="facility.id")
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    name: str | None = None
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    hold_id: uuid.UUID | None = Field(default=None, foreign_key="bed_night.id")
    offered_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    end_reason: str | None = None


async def waiting_for(session: AsyncSession, night: date) -> list[Waiter]:
    """Who waits for a place in a night, first come first."""
    query = (
        select(Waiter).where(Waiter.night == night, col(Waiter.ended_at).is_(None)).order_by(col(Waiter.created_at))
    )  # fmt: skip
    return list((await session.exec(query)).all())


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID, night: date) -> Waiter | None:
    """The place in the list of this conversation, when it has one."""
    query = select(Waiter).where(
        Waiter.conversation_id == conversation_id, Waiter.night == night, col(Waiter.ended_at).is_(None)
    )
    return (await session.exec(query)).first()


async def end(session: AsyncSession, waiter_id: uuid.UUID, reason: str, now: datetime) -> Waiter:
    """Somebody waits no more: placed, left, declined, or over; doing it twice is fine. Raises NotFound."""
    found = await session.get(Waiter, waiter_id)
    if found is None:
        raise NotFound(f"nobody waits as {waiter_id}")
    if found.ended_at is None:
        found.ended_at, found.end_reason = now, reason
        session.add(found)
        await session.flush()
    return found
