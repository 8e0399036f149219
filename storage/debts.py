"""Referrals to debt help, with the moment by which the law wants a first talk."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

STAGES = ("registration", "crisis", "intake", "decision", "plan", "stabilisation", "solution", "aftercare", "closed")
"""The stages of debt help (DOMAIN.md section 5, after the Gemeentelijk Gegevensmodel)."""
_STAGE_LIST = ", ".join(f"'{stage}'" for stage in STAGES)


class DebtReferral(Row, table=True):
    """A request for debt help that a person agreed to pass on. No amounts are asked; `words` are the person's own."""

    __tablename__ = "debt_referral"
    __table_args__ = (CheckConstraint(f"stage IN ({_STAGE_LIST})", name="stage_known"),)

    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", index=True)
    municipality: str | None = None
    debt_types: list[str] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    words: str = ""
    threat: str | None = None
    threat_on: date | None = None
    urgent: bool = False
    stage: str = "registration"
    consent_at: datetime = Field(sa_type=Moment)
    consent_to: str
    requested_on: date
    due_on: date
    closed_at: datetime | None = Field(default=None, sa_type=Moment)


async def add(session: AsyncSession, referral: DebtReferral) -> DebtReferral:
    """Store a new referral."""
    session.add(referral)
    await session.flush()
    return referral


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[DebtReferral]:
    """The referrals made in a conversation, newest first."""
    query = (
        select(DebtReferral)
        .where(DebtReferral.conversation_id == conversation_id)
        .order_by(col(DebtReferral.created_at).desc())
    )
    return list((await session.exec(query)).all())


async def open_one(session: AsyncSession, conversation_id: uuid.UUID) -> DebtReferral | None:
    """The referral that is running for this conversation, so that nobody has to ask twice."""
    found = await of_conversation(session, conversation_id)
    return next((r for r in found if r.closed_at is None), None)
