"""Open doors of one client: invites that nobody has used yet. Making and using one: people.py."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.people import Invite


async def still_open(session: AsyncSession, person_id: uuid.UUID, now: datetime) -> list[Invite]:
    """The invites of a client that could still be used, newest first."""
    query = (
        select(Invite)
        .where(Invite.person_id == person_id, col(Invite.used_at).is_(None), Invite.expires_at > now)
        .order_by(col(Invite.created_at).desc())
    )
    return list((await session.exec(query)).all())


async def withdraw(session: AsyncSession, person_id: uuid.UUID, invite_id: uuid.UUID, now: datetime) -> bool:
    """Close an unused invite of this client at once; False when there is none to close."""
    closing = (
        update(Invite)
        .where(
            col(Invite.id) == invite_id, col(Invite.person_id) == person_id, col(Invite.used_at).is_(None),
            col(Invite.expires_at) > now,
        )
        .values(expires_at=now)
        .returning(col(Invite.id))
    )  # fmt: skip
    return (await session.exec(closing)).scalar_one_or_none() is not None
