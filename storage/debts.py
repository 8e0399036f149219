"""Referrals to debt help, with the moment by which the law wants a first talk."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, func, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import conversations
from storage.conversations import Conversation
from storage.database import Moment, Row
from storage.desks import DebtDesk
from storage.staff import StaffMember

STAGES = ("registration", "crisis", "intake", "decision", "plan", "stabilisation", "solution", "aftercare", "closed")
"""The stages of debt help (DOMAIN.md section 5, after the Gemeentelijk Gegevensmodel)."""
STAGE_LIST = ", ".join(f"'{stage}'" for stage in STAGES)


ADMINISTRATIONS = ("none", "budget", "administrator", "guardianship", "wsnp", "unknown")
"""Who looks after somebody's money already (DOMAIN.md section 5, kinds of administration)."""
_ADMINISTRATION_LIST = ", ".join(f"'{kind}'" for kind in ADMINISTRATIONS)
EXITS = ("done", "withdrawn", "not_appeared", "moved", "elsewhere")
"""Why a referral ended (DOMAIN.md section 5, exit reasons)."""
_EXIT_LIST = ", ".join(f"'{exit}'" for exit in EXITS)


class DebtReferral(Row, table=True):
    """A request for debt help that a person agreed to pass on. No amounts are asked; `words` are the person's own.

    `desk_id` is where it went (None: to the contactperson); `staff_id` is who took it up there. `due_on` is the last
    day for the first talk, `decision_due_on` the one for the decision, once the first talk was. `consent_what` names
    what may be passed on to `consent_to` for `consent_purpose`. `letters` are the messages with photos of letters.
    """

    __tablename__ = "debt_referral"
    __table_args__ = (
        CheckConstraint(f"stage IN ({STAGE_LIST})", name="stage_known"),
        CheckConstraint(f"administration IN ({_ADMINISTRATION_LIST})", name="administration_known"),
        CheckConstraint(f"closed_as IN ({_EXIT_LIST})", name="exit_known"),
    )

    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", index=True)
    municipality: str | None = None
    neighbourhood: str | None = None
    debt_types: list[str] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    words: str = ""
    threat: str | None = None
    threat_on: date | None = None
    urgent: bool = False
    administration: str | None = None
    letters: list[int] = Field(default_factory=list, sa_type=ARRAY(BigInteger), nullable=False)
    stage: str = "registration"
    consent_at: datetime = Field(sa_type=Moment)
    consent_to: str
    consent_purpose: str = "debt_help"
    consent_what: list[str] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    desk_id: uuid.UUID | None = Field(default=None, foreign_key="debt_desk.id")
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    accepted_at: datetime | None = Field(default=None, sa_type=Moment)
    requested_on: date
    due_on: date
    decision_due_on: date | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_as: str | None = None


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


async def about(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """These referrals, by id."""
    return {r.id: r for r in (await session.exec(select(DebtReferral).where(col(DebtReferral.id).in_(ids)))).all()}


async def open_one(session: AsyncSession, conversation_id: uuid.UUID) -> DebtReferral | None:
    """The referral that is running for this conversation, so that nobody has to ask twice."""
    found = await of_conversation(session, conversation_id)
    return next((r for r in found if r.closed_at is None), None)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A referral with its desk and the name of who took it up, as far as there are any."""

    referral: DebtReferral
    desk: DebtDesk | None
    staff_name: str | None


async def standing(session: AsyncSession, conversation_id: uuid.UUID) -> Standing | None:
    """The newest referral of a conversation, an open one first, with who has it; None when there never was one."""
    query = (
        select(DebtReferral, DebtDesk, StaffMember.display_name)
        .join(DebtDesk, col(DebtDesk.id) == DebtReferral.desk_id, isouter=True)
        .join(StaffMember, col(StaffMember.id) == DebtReferral.staff_id, isouter=True)
        .where(DebtReferral.conversation_id == conversation_id)
        .order_by(col(DebtReferral.closed_at).desc().nulls_first(), col(DebtReferral.created_at).desc())
    )
    found = (await session.exec(query)).first()
    return Standing(referral=found[0], desk=found[1], staff_name=found[2]) if found else None


async def lock(session: AsyncSession, referral: DebtReferral) -> Conversation:
    """Hold the conversation of a referral and read the referral as it is now: only who holds it changes it.

    The conversation comes first, as everywhere: a turn, a colleague and the clock never wait for each other in a ring.
    """
    conversation = await conversations.lock(session, referral.conversation_id)
    await session.refresh(referral)
    return conversation


_WITHOUT_WARNING = text(
    "NOT EXISTS (SELECT FROM nudge WHERE nudge.subject_id = debt_referral.id AND nudge.state = 'planned'"
    " AND nudge.kind = 'referral_deadline')"
)


async def without_warning(session: AsyncSession) -> list[DebtReferral]:
    """Open referrals of which no warning for staff is planned."""
    query = select(DebtReferral).where(col(DebtReferral.closed_at).is_(None), _WITHOUT_WARNING)
    return list((await session.exec(query)).all())


async def open_referrals(session: AsyncSession, desk_id: uuid.UUID) -> int:
    """How many requests lie at this desk and are not closed."""
    query = select(func.count()).where(col(DebtReferral.desk_id) == desk_id, col(DebtReferral.closed_at).is_(None))
    return (await session.exec(query)).one()
