"""Messages that were not understood well, so that Stapje can learn from them; see nlu/README.md."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.inbound import Inbound
from storage.messages import Message
from storage.people import Person
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Misunderstanding:
    """A message with what it was taken for. `meant` is what it turned out to mean, when somebody said so."""

    said: str
    language: str
    intent: str
    confidence: float
    meant: str | None


_UNSURE = text(
    """
    SELECT m.text AS said, c.language, i.intent, i.confidence, i.meant
    FROM inbound i JOIN message m ON m.id = i.message_id JOIN conversation c ON c.id = i.conversation_id
    WHERE i.received_at >= :since AND i.payload IS NULL AND i.intent IS NOT NULL AND m.text <> ''
      AND c.staff_id IS NULL AND (i.meant IS NOT NULL OR i.confidence < :sure OR i.intent = 'out_of_scope')
    ORDER BY i.meant IS NULL, i.confidence, i.message_id
    LIMIT :most
    """
).bindparams(bindparam("since", type_=Moment))


async def found(session: AsyncSession, *, since: datetime, sure: float, most: int) -> list[Misunderstanding]:
    """Clients' messages that fell back or were corrected: the corrected ones first, then the least sure.

    The texts are as they were written; whoever shows them outside the inbox masks them first.
    """
    rows = await session.execute(_UNSURE, {"since": since, "sure": sure, "most": most})
    return [Misunderstanding(**row) for row in rows.mappings()]


async def said(session: AsyncSession, message_id: int, conversation_id: uuid.UUID) -> tuple[str, str | None] | None:
    """A typed message of this conversation and what it is taken to mean; None when there is none."""
    query = (
        select(Message.text, func.coalesce(Inbound.meant, Inbound.intent))
        .join(Inbound, col(Inbound.message_id) == Message.id)
        .where(Message.id == message_id, Message.conversation_id == conversation_id, col(Inbound.payload).is_(None))
    )
    found = (await session.exec(query)).first()
    return (found[0], found[1]) if found else None


async def correct(session: AsyncSession, message_id: int, conversation_id: uuid.UUID, meant: str) -> bool:
    """Note what a message meant; False when there is no such message in the conversation."""
    corrected = await session.exec(
        update(Inbound)
        .where(col(Inbound.message_id) == message_id, col(Inbound.conversation_id) == conversation_id)
        .values(meant=meant)
        .returning(col(Inbound.message_id))
    )
    return corrected.first() is not None


async def names(session: AsyncSession) -> set[str]:
    """Every word of every name we know of clients and colleagues; none of them may leave the database."""
    known: set[str] = set()
    for column in (Person.display_name, StaffMember.display_name):
        for name in (await session.exec(select(column))).all():
            known.update(name.split())
    return known
