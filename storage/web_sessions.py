"""The browsers in which colleagues are signed in, looked at together: which there are, and ending them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import half_sessions, login_attempts, second_factors
from storage.staff import ApiToken, WebSession, hash_token

DEVICES_LAST = timedelta(days=60)
"""So long after its sessions a browser that nobody signed in with is a stranger again."""
SEEN_EVERY = timedelta(minutes=1)
"""More exactly nobody needs to know when a session was last used."""


async def seen(session: AsyncSession, token: str, now: datetime) -> None:
    """Its owner did something with this session just now."""
    which = (col(WebSession.token_hash) == hash_token(token), col(WebSession.last_seen_at) < now - SEEN_EVERY)
    await session.exec(update(WebSession).where(*which).values(last_seen_at=now))


async def open_of(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> list[WebSession]:
    """A colleague's open sessions, the one that was used last first."""
    query = (
        select(WebSession)
        .where(WebSession.staff_id == staff_id, WebSession.expires_at > now)
        .order_by(col(WebSession.last_seen_at).desc().nulls_last(), col(WebSession.created_at).desc())
    )
    return [one for one in (await session.exec(query)).all() if one.is_open(now)]


async def last_seen(session: AsyncSession) -> dict[uuid.UUID, datetime]:
    """When each colleague did something last, as far as sessions are kept."""
    query = select(WebSession.staff_id, func.max(col(WebSession.last_seen_at))).group_by(col(WebSession.staff_id))
    return {staff_id: at for staff_id, at in (await session.exec(query)).all() if at is not None}


async def end_one(session: AsyncSession, staff_id: uuid.UUID, session_id: uuid.UUID, now: datetime) -> bool:
    """End one session of a colleague; False when they have no such session."""
    which = (col(WebSession.staff_id) == staff_id, col(WebSession.id) == session_id, col(WebSession.expires_at) > now)
    ended = await session.exec(update(WebSession).where(*which).values(expires_at=now).returning(col(WebSession.id)))
    return ended.first() is not None


async def end_all(session: AsyncSession, staff_id: uuid.UUID, now: datetime, *, but: str = "") -> int:
    """End all sessions of a colleague, but for the one with this cookie; returns how many."""
    which = (
        col(WebSession.staff_id) == staff_id,
        col(WebSession.expires_at) > now,
        col(WebSession.token_hash) != (hash_token(but) if but else ""),
    )
    ended = await session.exec(update(WebSession).where(*which).values(expires_at=now).returning(col(WebSession.id)))
    return len(ended.all())


async def end_tokens(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> int:
    """Let no API token act as this colleague any more; returns how many did."""
    which = (col(ApiToken.staff_id) == staff_id, col(ApiToken.revoked_at).is_(None))
    ended = await session.exec(
        update(ApiToken).where(*which).values(revoked_at=now).returning(col(ApiToken.token_hash))
    )
    return len(ended.all())


async def work_for(session: AsyncSession, token: str, team_id: uuid.UUID | None) -> None:
    """In this session its owner works for this team, None: for their home team."""
    which = col(WebSession.token_hash) == hash_token(token)
    await session.exec(update(WebSession).where(which).values(team_id=team_id))


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Throw away what signing in left behind before a moment: sessions, failed logins, devices."""
    await session.exec(delete(WebSession).where(col(WebSession.expires_at) < moment))
    await half_sessions.forget(session, before=moment)
    await login_attempts.forget_before(session, moment)
    await second_factors.forget_devices_before(session, moment - DEVICES_LAST)
