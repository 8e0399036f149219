"""What a colleague wants to know just before a conversation, beside what stands in the inbox's panel already."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckIn
from storage.goals import Goal
from storage.messages import Message
from storage.milestones import Milestone
from storage.people import ChannelAddress
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Facts from the record. `silence` is the check-in that is still open; `last_heard` when the client last wrote.

    `spoken_at` and `spoken_by`: the last message of a human to the client.
    """

    goals: list[Goal]
    milestones: list[Milestone]
    silence: CheckIn | None
    last_heard: datetime | None
    spoken_at: datetime | None
    spoken_by: str | None
    addresses: list[ChannelAddress]


async def gather(session: AsyncSession, person_id: uuid.UUID, conversation_id: uuid.UUID) -> Summary:
    """The facts about one client and their conversation."""
    goals = select(Goal).where(Goal.person_id == person_id, Goal.state == "open").order_by(col(Goal.created_at))
    reached = select(Milestone).where(Milestone.person_id == person_id).order_by(col(Milestone.reached_on).desc())
    waiting = select(CheckIn).where(
        CheckIn.person_id == person_id, col(CheckIn.closed_at).is_(None), col(CheckIn.asked_at).is_not(None)
    )
    addresses = (
        select(ChannelAddress)
        .where(ChannelAddress.conversation_id == conversation_id)
        .order_by(col(ChannelAddress.last_used_at).desc().nulls_last(), col(ChannelAddress.created_at).desc())
    )
    spoken_at, spoken_by = await _spoken(session, conversation_id)
    return Summary(
        goals=list((await session.exec(goals)).all()),
        milestones=list((await session.exec(reached)).all()),
        silence=(await session.exec(waiting)).first(),
        last_heard=await _last_heard(session, conversation_id),
        spoken_at=spoken_at,
        spoken_by=spoken_by,
        addresses=list((await session.exec(addresses)).all()),
    )


async def _spoken(session: AsyncSession, conversation_id: uuid.UUID) -> tuple[datetime | None, str | None]:
    query = (
        select(Message.created_at, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == Message.staff_id, isouter=True)
        .where(Message.conversation_id == conversation_id, Message.sender == "human")
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    return (await session.exec(query)).first() or (None, None)


async def _last_heard(session: AsyncSession, conversation_id: uuid.UUID) -> datetime | None:
    query = (
        select(Message.created_at)
        .where(Message.conversation_id == conversation_id, Message.direction == "in")
        .order_by(col(Message.id).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()
