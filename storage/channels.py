"""The channels of one client: from where they write, and letting one go, for a lost phone or another owner."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.conversations import Conversation
from storage.people import ChannelAddress


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[ChannelAddress]:
    """From where somebody writes, the one used last first."""
    query = (
        select(ChannelAddress)
        .where(ChannelAddress.conversation_id == conversation_id)
        .order_by(col(ChannelAddress.last_used_at).desc().nulls_last(), col(ChannelAddress.created_at).desc())
    )
    return list((await session.exec(query)).all())


_CANCEL = text("UPDATE outbound SET state = 'cancelled', claimed_until = NULL WHERE address_id = :id AND state = 'due'")


async def unlink(
    session: AsyncSession, conversation_id: uuid.UUID, address_id: uuid.UUID, now: datetime
) -> ChannelAddress | None:
    """Let a channel go: what was said stays here, and whoever writes from it next is a stranger. None: no such channel.

    A web chat is shut for good; a Telegram chat begins anew in an empty conversation. What was still to be sent there
    is cancelled, and the thread says so. Call it with no conversation locked: the address goes first, as in
    `inbound.receive`.
    """
    query = select(ChannelAddress).where(ChannelAddress.id == address_id).with_for_update()
    address = (await session.exec(query)).first()
    if address is None or address.conversation_id != conversation_id:
        return None
    stranger = Conversation(created_at=now)
    session.add(stranger)
    await session.flush()
    address.conversation_id, address.secret_hash, address.last_used_at = stranger.id, None, None
    session.add(address)
    await session.execute(_CANCEL, {"id": address_id})
    await session.flush()
    return address
