"""A contactperson's clients at a glance: who waits, and who has gone quiet."""

from __future__ import annotations

import uuid

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckIn
from storage.conversations import Conversation
from storage.people import Person


async def waiting_clients(session: AsyncSession, staff_id: uuid.UUID) -> list[str]:
    """Names of clients who wait for a human answer, longest first."""
    query = (
        select(Person.display_name)
        .join(Conversation, col(Conversation.person_id) == Person.id)
        .where(Person.contact_person_id == staff_id, col(Conversation.waiting_since).is_not(None))
        .order_by(col(Conversation.waiting_since))
    )
    return list((await session.exec(query)).all())


async def quiet_clients(session: AsyncSession, staff_id: uuid.UUID) -> list[str]:
    """Names of clients who were asked how it goes and have not answered yet, longest first."""
    query = (
        select(Person.display_name)
        .join(CheckIn, col(CheckIn.person_id) == Person.id)
        .where(
            Person.contact_person_id == staff_id,
            col(CheckIn.closed_at).is_(None),
        )
        .order_by(col(CheckIn.asked_at))
    )
    return list(dict.fromkeys((await session.exec(query)).all()))
