"""Professionals: their teams, roles, web sessions and API tokens.

More of signing in: web_sessions.py (many of them), login_attempts.py, second_factors.py, invitations.py, identities.py.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Text, text, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row


class Role(StrEnum):
    """What somebody is in the work; `visitor` is a person nobody introduced yet."""

    VISITOR = "visitor"
    CLIENT = "client"
    CONTACT_PERSON = "contact_person"
    NIGHT_STAFF = "night_staff"
    DEBT_SPECIALIST = "debt_specialist"
    HOUSING_OFFICER = "housing_officer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


STAFF_ROLES = tuple(role for role in Role if role not in (Role.VISITOR, Role.CLIENT))
_ROLE_LIST = ", ".join(f"'{role}'" for role in STAFF_ROLES)


class Team(Row, table=True):
    """A group of colleagues of one organisation for one municipality.

    Both are named, and a name is a row (organisations.py); the database makes the row when a team is first to say it.
    A team that ended is no longer given work.
    """

    __tablename__ = "team"

    name: str = Field(unique=True)
    organisation: str = Field(
        sa_column=Column(Text, ForeignKey("organisation.name", onupdate="CASCADE"), nullable=False)
    )
    municipality: str = Field(
        sa_column=Column(Text, ForeignKey("municipality.name", onupdate="CASCADE"), nullable=False)
    )
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class StaffMember(Row, table=True):
    """A professional who may log in; `active` off keeps the history and closes the door.

    `digest`: they want the overview of the day in the morning, in the chat. `takes_new`: the queue may give them work,
    up to `takes_at_most` open conversations (None: no limit); `last_given_at` is when it last did.
    """

    __tablename__ = "staff_member"
    __table_args__ = (CheckConstraint(f"role IN ({_ROLE_LIST})", name="role_known"),)

    username: str = Field(unique=True)
    display_name: str
    role: str
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    password_hash: str | None = None
    language: str = "nl"
    active: bool = True
    digest: bool = True
    takes_new: bool = True
    takes_at_most: int | None = None
    last_given_at: datetime | None = Field(default=None, sa_type=Moment)


class WebSession(SQLModel, table=True):
    """A browser that logged in; only the hash of its cookie is kept.

    It ends at `expires_at`, or when its owner did nothing for `idle_minutes` (None: no such limit). `device` is what
    the browser calls itself, in a few words; `address` is shortened. `team_id`: for whom the colleague works in this
    session, None for their home team.
    """

    __tablename__ = "web_session"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    id: uuid.UUID = Field(
        default_factory=uuid.uuid4, unique=True, sa_column_kwargs={"server_default": text("gen_random_uuid()")}
    )
    last_seen_at: datetime | None = Field(default=None, sa_type=Moment)
    idle_minutes: int | None = None
    device: str = Field(default="", sa_column_kwargs={"server_default": ""})
    address: str = Field(default="", sa_column_kwargs={"server_default": ""})
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens pages."""
        seen = self.last_seen_at or self.created_at
        idle = self.idle_minutes is not None and now - seen > timedelta(minutes=self.idle_minutes)
        return self.expires_at > now and not idle


class ApiToken(SQLModel, table=True):
    """A bearer token for another system; only its hash is kept."""

    __tablename__ = "api_token"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    created_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


def hash_token(token: str) -> str:
    """The form in which a secret of ours is stored: a token has 256 random bits, so plain SHA-256 is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()  # a broken client may send half a letter


def new_token() -> str:
    """A secret nobody can guess, safe in a link."""
    return secrets.token_urlsafe(32)


async def by_username(session: AsyncSession, username: str) -> StaffMember | None:
    """The active staff member with this user name."""
    query = select(StaffMember).where(StaffMember.username == username.lower(), col(StaffMember.active))
    return (await session.exec(query)).first()


async def open_web_session(
    session: AsyncSession,
    staff: StaffMember,
    now: datetime,
    lasts: timedelta,
    *,
    idle_minutes: int | None = None,
    device: str = "",
    address: str = "",
) -> str:
    """Log a browser in; returns the cookie's secret."""
    token = new_token()
    session.add(
        WebSession(
            token_hash=hash_token(token), staff_id=staff.id, created_at=now, expires_at=now + lasts, last_seen_at=now,
            idle_minutes=idle_minutes, device=device, address=address,
        )
    )  # fmt: skip
    return token


async def by_web_session(session: AsyncSession, token: str, now: datetime) -> StaffMember | None:
    """Who is behind this cookie, or None when it is unknown, expired, left alone too long or the account is closed.

    Their `team_id` is the team they work for in this session; that is not a change of who they are.
    """
    query = (
        select(StaffMember, WebSession)
        .join(WebSession, col(WebSession.staff_id) == StaffMember.id)
        .where(WebSession.token_hash == hash_token(token), WebSession.expires_at > now, col(StaffMember.active))
    )
    found = (await session.exec(query)).first()
    if found is None or not found[1].is_open(now):
        return None
    member, web = found
    if web.team_id is not None:
        session.expunge(member)
        set_committed_value(member, "team_id", web.team_id)
    return member


async def close_web_session(session: AsyncSession, token: str, now: datetime) -> None:
    """Log a browser out; an unknown cookie is fine."""
    closing = update(WebSession).where(col(WebSession.token_hash) == hash_token(token)).values(expires_at=now)
    await session.exec(closing)


async def make_api_token(session: AsyncSession, staff: StaffMember, now: datetime) -> str:
    """A new bearer token that acts as this staff member."""
    token = new_token()
    session.add(ApiToken(token_hash=hash_token(token), staff_id=staff.id, created_at=now))
    return token


async def by_api_token(session: AsyncSession, token: str) -> StaffMember | None:
    """Who a bearer token acts as, or None when it is unknown or revoked."""
    query = (
        select(StaffMember)
        .join(ApiToken, col(ApiToken.staff_id) == StaffMember.id)
        .where(ApiToken.token_hash == hash_token(token), col(ApiToken.revoked_at).is_(None), col(StaffMember.active))
    )
    return (await session.exec(query)).first()


async def first_with_role(session: AsyncSession, role: str) -> StaffMember | None:
    """The longest-known active staff member with this role."""
    query = (
        select(StaffMember)
        .where(StaffMember.role == role, col(StaffMember.active))
        .order_by(col(StaffMember.created_at), col(StaffMember.username))
    )
    return (await session.exec(query)).first()


async def set_capacity(session: AsyncSession, staff_id: uuid.UUID, *, takes_new: bool, at_most: int | None) -> None:
    """Whether the queue may give this colleague work, and up to how many open conversations (None: no limit)."""
    wanted = update(StaffMember).where(col(StaffMember.id) == staff_id)
    await session.exec(wanted.values(takes_new=takes_new, takes_at_most=at_most))
