"""Who works where: organisations, municipalities, teams a colleague may work for, and how they sign in.

A team names its organisation and municipality; the database makes a row of a name it sees for the first time.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import CheckConstraint, delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row
from storage.staff import STAFF_ROLES, StaffMember, Team

_ROLE_LIST = ", ".join(f"'{role}'" for role in STAFF_ROLES)
MOST_IDLE_MINUTES, MOST_REMEMBER_DAYS = 720, 30


class Organisation(Row, table=True):
    """An employer of colleagues: a shelter, a municipality, a debt help office."""

    __tablename__ = "organisation"

    name: str = Field(unique=True)


class Municipality(Row, table=True):
    """A municipality that teams work for."""

    __tablename__ = "municipality"

    name: str = Field(unique=True)


class LoginRule(SQLModel, table=True):
    """How colleagues of one role sign in at one organisation, where that differs from actions/login_rules.py.

    `remember_days` 0: a device is never remembered. `quick_switch`: a shared computer, names stand on the login page.
    """

    __tablename__ = "login_rule"
    __table_args__ = (
        CheckConstraint(f"role IN ({_ROLE_LIST})", name="role_known"),
        CheckConstraint(f"idle_minutes BETWEEN 5 AND {MOST_IDLE_MINUTES}", name="idle_in_reason"),
        CheckConstraint(f"remember_days BETWEEN 0 AND {MOST_REMEMBER_DAYS}", name="remembered_in_reason"),
    )

    organisation_id: uuid.UUID = Field(foreign_key="organisation.id", primary_key=True)
    role: str = Field(primary_key=True)
    second_factor: bool
    remember_days: int
    idle_minutes: int
    quick_switch: bool


class StaffTeam(SQLModel, table=True):
    """A team that a colleague may work for besides their home team (`StaffMember.team_id`)."""

    __tablename__ = "staff_team"

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    team_id: uuid.UUID = Field(foreign_key="team.id", primary_key=True, index=True)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A team in the list, and how many colleagues have it as their home."""

    team: Team
    colleagues: int


async def ensure(session: AsyncSession, organisation: str, municipality: str) -> Organisation:
    """The organisation with this name, made when it is new, and its municipality likewise."""
    for table, name in ((Organisation, organisation), (Municipality, municipality)):
        row = table(name=name).model_dump()
        await session.execute(insert(table).values(row).on_conflict_do_nothing(index_elements=["name"]))
    return (await session.exec(select(Organisation).where(Organisation.name == organisation))).one()


async def of_team(session: AsyncSession, team_id: uuid.UUID | None) -> Organisation | None:
    """The organisation of a team."""
    query = select(Organisation).join(Team, col(Team.organisation) == col(Organisation.name)).where(Team.id == team_id)
    return (await session.exec(query)).first() if team_id else None


async def named(session: AsyncSession) -> tuple[list[str], list[str]]:
    """The names of all organisations and of all municipalities."""
    return (
        list((await session.exec(select(Organisation.name).order_by(Organisation.name))).all()),
        list((await session.exec(select(Municipality.name).order_by(Municipality.name))).all()),
    )


# ---------------------------------------------------------------- teams


async def teams(session: AsyncSession, organisation: str | None = None) -> list[Listed]:
    """All teams by name; only those of one organisation where one is named."""
    active = func.count(col(StaffMember.id)).filter(col(StaffMember.active))
    query = (
        select(Team, active)
        .join(StaffMember, col(StaffMember.team_id) == Team.id, isouter=True)
        .group_by(col(Team.id))
        .order_by(col(Team.organisation), col(Team.name))
    )
    if organisation is not None:
        query = query.where(Team.organisation == organisation)
    return [Listed(team=team, colleagues=number) for team, number in (await session.exec(query)).all()]


async def teams_of(session: AsyncSession, member: StaffMember) -> list[Team]:
    """The teams a colleague may work for: the home team first, then the others by name."""
    others = select(StaffTeam.team_id).where(StaffTeam.staff_id == member.id)
    query = (
        select(Team)
        .where(col(Team.id).in_(others) | (col(Team.id) == member.team_id))
        .order_by((col(Team.id) == member.team_id).desc(), col(Team.name))
    )
    return list((await session.exec(query)).all())


async def set_other_teams(session: AsyncSession, staff_id: uuid.UUID, team_ids: Collection[uuid.UUID]) -> None:
    """Let a colleague work for these teams besides their home team, and for no other."""
    await session.exec(delete(StaffTeam).where(col(StaffTeam.staff_id) == staff_id))
    session.add_all(StaffTeam(staff_id=staff_id, team_id=team_id) for team_id in set(team_ids))
    await session.flush()


# ---------------------------------------------------------------- how one signs in


async def rule_for(session: AsyncSession, member: StaffMember) -> LoginRule | None:
    """What the organisation of somebody's home team decided for their role, if anything."""
    query = (
        select(LoginRule)
        .join(Organisation, col(Organisation.id) == LoginRule.organisation_id)
        .join(Team, col(Team.organisation) == col(Organisation.name))
        .where(Team.id == member.team_id, LoginRule.role == member.role)
    )
    return (await session.exec(query)).first() if member.team_id else None


async def rules_of(session: AsyncSession, organisation_id: uuid.UUID) -> dict[str, LoginRule]:
    """What an organisation decided, by role."""
    query = select(LoginRule).where(LoginRule.organisation_id == organisation_id)
    return {rule.role: rule for rule in (await session.exec(query)).all()}


async def decide(session: AsyncSession, rule: LoginRule) -> None:
    """Let this be how a role signs in at an organisation."""
    values = rule.model_dump()
    keys = ("organisation_id", "role")
    kept = insert(LoginRule).values(values)
    changed = {name: kept.excluded[name] for name in values if name not in keys}
    await session.execute(kept.on_conflict_do_update(index_elements=list(keys), set_=changed))
