"""Requests for debt help in a test: made in the chat, with a desk and two specialists to take them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, referrals, terms
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import debts
from storage.database import Database
from storage.debts import DebtReferral
from storage.desks import DebtDesk, DebtRoute
from storage.messages import Message
from storage.nudges import Nudge
from storage.staff import Role, StaffMember
from tests import talk
from tests.town import add_staff, add_team


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A desk with two specialists of one team, and a coordinator."""

    row: DebtDesk
    first: StaffMember
    second: StaffMember
    coordinator: StaffMember


async def add_desk(session: AsyncSession, *, decision_weeks: int | None = 8) -> Desk:
    """A desk for Almelo."""
    team = await add_team(session)
    row = DebtDesk(name="Schuldhulp Almelo", team_id=team.id, phone="0546 000000", decision_weeks=decision_weeks)
    session.add(row)
    await session.flush()
    session.add(DebtRoute(municipality="Almelo", desk_id=row.id))
    return Desk(
        row=row,
        first=await add_staff(session, Role.DEBT_SPECIALIST, team, name="Ilse"),
        second=await add_staff(session, Role.DEBT_SPECIALIST, team, name="Bram"),
        coordinator=await add_staff(session, Role.COORDINATOR, team, name="Roos"),
    )


async def asked(
    session: AsyncSession, sam: talk.Talk, desk: Desk | None, *, urgent: bool = False, now: datetime | None = None
) -> DebtReferral:
    """A request that Sam agreed to pass on."""
    now = now or sam.now
    today = clock.local(now).date()
    assert sam.person is not None
    await sam.locked(session)
    referral = DebtReferral(
        created_at=now, person_id=sam.person.id, conversation_id=sam.conversation_id, municipality="Almelo",
        debt_types=["huur"], words="de huur loopt achter", urgent=urgent, threat="eviction" if urgent else None,
        consent_at=now, consent_to="desk", consent_what=["debt_types", "words"], requested_on=today,
        desk_id=desk.row.id if desk else None, due_on=terms.first_talk_by(today, urgent=urgent),
    )  # fmt: skip
    await debts.add(session, referral)
    await referrals.begin(session, referral, now)
    return referral


async def ring(db: Database, now: datetime) -> None:
    """What the clock does every few seconds."""
    await Clockwork(db, Bell(), lambda: now).compose_due()


async def planned(session: AsyncSession, kind: str) -> list[Nudge]:
    """What is still to come of a kind, soonest first."""
    query = select(Nudge).where(Nudge.kind == kind, Nudge.state == "planned").order_by(col(Nudge.due_at))
    return list((await session.exec(query)).all())


async def heard(session: AsyncSession, sam: talk.Talk) -> list[Message]:
    """What Stapje said to Sam of its own accord or in answer, oldest first."""
    query = select(Message).where(Message.conversation_id == sam.conversation_id, Message.sender == "bot")
    return list((await session.exec(query.order_by(col(Message.id)))).all())
