"""Letting colleagues in and out: invitations, new ways in, closing an account. Pages and commands share these."""

from __future__ import annotations

import re
import uuid
from datetime import datetime

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.permissions import INVITED_BY_COORDINATOR, May, may
from storage import audit, half_sessions, identities, invitations, login_attempts, second_factors, web_sessions
from storage.errors import AlreadyTaken
from storage.people import Invite
from storage.staff import STAFF_ROLES, Role, StaffMember

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")
CHANGED = "staff.changed"
"""The audit action of every change that the history of a colleague shows; `of` says of whom."""
HISTORY = (CHANGED, "staff.invited", "staff.joined", "staff.reset", "staff.closed", "staff.lifted")


def roles_to_give(role: Role) -> tuple[Role, ...]:
    """The roles that somebody may invite others in."""
    if may(role, May.MANAGE_STAFF):
        return STAFF_ROLES
    return INVITED_BY_COORDINATOR if may(role, May.INVITE_STAFF) else ()


async def add(
    session: AsyncSession,
    *,
    username: str,
    display_name: str,
    role: Role,
    team_id: uuid.UUID | None,
    now: datetime,
    by: uuid.UUID | None = None,
) -> tuple[StaffMember, str]:
    """A new colleague whose account opens with a link; returns that link's token. Raises AlreadyTaken for the name.

    `by` is who invites, None: a command of who runs Stapje.
    """
    if (await session.exec(select(StaffMember).where(StaffMember.username == username))).first() is not None:
        raise AlreadyTaken(f"somebody is called {username} already; choose another user name")
    member = StaffMember(
        username=username, display_name=display_name, role=role, team_id=team_id, active=False, created_at=now
    )  # fmt: skip
    session.add(member)
    await session.flush()
    return member, await invite(session, member, now=now, by=by)


async def invite(session: AsyncSession, member: StaffMember, *, now: datetime, by: uuid.UUID | None = None) -> str:
    """A link for somebody who is not in (any more); an older one works no more."""
    await audit.record(session, "staff.invited", now=now, staff_id=by, of=str(member.id))
    return await invitations.invite(session, member.id, "invite", now, by=by)


async def reset(
    session: AsyncSession,
    member: StaffMember,
    *,
    now: datetime,
    by: uuid.UUID | None = None,
    second_factor: bool = False,
) -> str:
    """A link to choose a new password; nothing of before opens anything. `second_factor`: forget the app as well."""
    await _shut(session, member, now)
    if second_factor:
        await second_factors.remove(session, member.id)
    await audit.record(session, "staff.reset", now=now, staff_id=by, of=str(member.id), second_factor=second_factor)
    return await invitations.invite(session, member.id, "reset", now, by=by)


async def close(session: AsyncSession, member: StaffMember, *, now: datetime, by: uuid.UUID) -> None:
    """Shut somebody out at once: sessions, tokens, links, accounts elsewhere. What they did stays as it is."""
    await _shut(session, member, now)
    await web_sessions.end_tokens(session, member.id, now)
    await invitations.withdraw(session, member.id, now)
    await second_factors.remove(session, member.id)
    for identity in await identities.of(session, member.id):
        await identities.unlink(session, member.id, identity.subject)
    member.active = False
    session.add(member)
    await audit.record(session, "staff.closed", now=now, staff_id=by, of=str(member.id))


async def lift(session: AsyncSession, member: StaffMember, *, now: datetime, by: uuid.UUID) -> None:
    """Let somebody who guessed too often try again at once."""
    await login_attempts.forget(session, member.username, every=True)
    await audit.record(session, "staff.lifted", now=now, staff_id=by, of=str(member.id))


async def _shut(session: AsyncSession, member: StaffMember, now: datetime) -> None:
    """End every session, and forget the password and the devices that needed no code."""
    member.password_hash = None
    session.add(member)
    await web_sessions.end_all(session, member.id, now)
    await half_sessions.forget(session, staff_id=member.id)
    await second_factors.forget_remembered(session, member.id)
    chat_links = (await session.exec(select(Invite).where(Invite.staff_id == member.id))).all()
    for link in chat_links:
        link.expires_at = min(link.expires_at, now)
        session.add(link)
