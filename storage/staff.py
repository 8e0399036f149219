"""Professionals: their teams, roles, web sessions and API tokens."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, delete, text, update
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
    """A group of colleagues of one organisation for one municipality."""

    __tablename__ = "team"

    name: str = Field(unique=True)
    organisation: str
    municipality: str


class StaffMember(Row, table=True):
    """A professional who may log in; `active` off keeps the history and closes the door.

    `digest`: they want the overview of the day in the morning, in the chat.
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


class WebSession(SQLModel, table=True):
    """A browser that logged in; only the hash of its cookie is kept."""

    __tablename__ = "web_session"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)


class ApiToken(SQLModel, table=True):
    """A bearer token for another system; only its hash is kept."""

    __tablename__ = "api_token"

    token_hash: str = Field(primary_key=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    created_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class LoginAttempt(SQLModel, table=True):
    """A failed login, kept so that guessing is slowed down for every process alike."""

    __tablename__ = "login_attempt"

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)


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


async def open_web_session(session: AsyncSession, staff: StaffMember, now: datetime, lasts: timedelta) -> str:
    """Log a browser in; returns the cookie's secret."""
    token = new_token()
    session.add(WebSession(token_hash=hash_token(token), staff_id=staff.id, created_at=now, expires_at=now + lasts))
    return token


async def by_web_session(session: AsyncSession, token: str, now: datetime) -> StaffMember | None:
    """Who is behind this cookie, or None when it is unknown, expired or the account is closed."""
    query = (
        select(StaffMember)
        .join(WebSession, col(WebSession.staff_id) == StaffMember.id)
        .where(WebSession.token_hash == hash_token(token), WebSession.expires_at > now, col(StaffMember.active))
    )
    return (await session.exec(query)).first()


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


async def record_failed_login(session: AsyncSession, username: str, now: datetime) -> None:
    """Remember that a login failed; called outside the transaction that failed."""
    session.add(LoginAttempt(username=username.lower()[:200], at=now))


async def failed_logins_since(session: AsyncSession, username: str, since: datetime) -> int:
    """How often logging in as `username` failed since that moment."""
    query = select(LoginAttempt.id).where(LoginAttempt.username == username.lower()[:200], LoginAttempt.at > since)
    return len((await session.exec(query)).all())


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Throw away failed logins and expired sessions from before a moment."""
    await session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) < moment))
    await session.exec(delete(WebSession).where(col(WebSession.expires_at) < moment))


async def one_login_at_a_time(session: AsyncSession, username: str) -> None:
    """Let logins as `username` wait for each other until this transaction ends, so that many at once are counted."""
    key = f"login:{username.lower()[:200]}"
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


async def forget_failed_logins(session: AsyncSession, username: str) -> None:
    """Logging in as `username` went well: the count of failures begins again."""
    await session.exec(delete(LoginAttempt).where(col(LoginAttempt.username) == username.lower()[:200]))
