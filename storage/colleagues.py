"""Who may be a contactperson: active, with a role that may answer clients, and with a team."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import NobodyLeft, NotFound
from storage.staff import Role, StaffMember, Team

ANSWERING = (Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER, Role.COORDINATOR, Role.ADMIN)
"""Roles that may answer clients, the same as in actions/permissions.py (a test compares them)."""
EVERYWHERE = (Role.COORDINATOR, Role.ADMIN)
"""Roles that see the conversations of all teams; that too stands in actions/permissions.py."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who may answer for clients, and their team."""

    id: uuid.UUID
    name: str
    team_id: uuid.UUID
    team: str


async def available(session: AsyncSession) -> list[Colleague]:
    """Everybody who may be a contactperson now, by team and name."""
    query = (
        select(StaffMember, Team)
        .join(Team, col(Team.id) == StaffMember.team_id)
        .where(col(StaffMember.active), col(StaffMember.role).in_(ANSWERING))
        .order_by(col(Team.name), col(StaffMember.display_name), col(StaffMember.username))
    )
    return [
        Colleague(id=member.id, name=member.display_name, team_id=team.id, team=team.name)
        for member, team in (await session.exec(query)).all()
    ]


async def names(session: AsyncSession, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What these colleagues are called; those who left too."""
    query = select(StaffMember.id, StaffMember.display_name).where(col(StaffMember.id).in_(set(ids)))
    return dict((await session.exec(query)).all())


async def who_may_answer(session: AsyncSession, staff_id: uuid.UUID) -> tuple[StaffMember, uuid.UUID]:
    """This colleague and their team. Raises NotFound, and NobodyLeft ("cannot_answer") for who cannot be one now."""
    member = await session.get(StaffMember, staff_id, populate_existing=True)
    if member is None:
        raise NotFound("There is no such colleague (any more); look at the list again.")
    if not member.active or member.role not in ANSWERING or member.team_id is None:
        raise NobodyLeft("cannot_answer")
    return member, member.team_id
