"""What the rules of the inbox need to know: which teams there are, and which conversations have none."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.conversations import Conversation
from storage.people import Person
from storage.staff import Team

SEEN_BY_ALL = "(c.seen_by_all AND c.person_id IS NULL)"
"""Somebody in danger whom nobody introduced: seen by all teams, whatever rule chose one (c is the conversation)."""


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """A conversation that has no team, or one that ended; of a client with who they are."""

    conversation: Conversation
    person: Person | None


async def working_teams(session: AsyncSession) -> list[Team]:
    """The teams that did not end, the oldest first."""
    query = select(Team).where(col(Team.ended_at).is_(None)).order_by(col(Team.created_at), col(Team.id))
    return list((await session.exec(query)).all())


async def unplaced(session: AsyncSession, most: int) -> list[Unplaced]:
    """Conversations with clients and visitors that have no team that works, locked; what somebody holds comes later.

    An emptied conversation, whose words moved to another, is nobody's work and left out.
    """
    query = (
        select(Conversation)
        .join(Team, col(Team.id) == Conversation.team_id, isouter=True)
        .where(
            col(Conversation.staff_id).is_(None), col(Conversation.merged_into).is_(None),
            col(Team.id).is_(None) | col(Team.ended_at).is_not(None),
            col(Conversation.person_id).is_not(None) | col(Conversation.last_message_at).is_not(None),
        )
        .order_by(col(Conversation.id))
        .limit(most)
        .with_for_update(of=Conversation, key_share=True, skip_locked=True)
        .execution_options(populate_existing=True)
    )  # fmt: skip
    found = (await session.exec(query)).all()
    return [Unplaced(conversation=one, person=await _person(session, one.person_id)) for one in found]


async def _person(session: AsyncSession, person_id: uuid.UUID | None) -> Person | None:
    return await session.get(Person, person_id) if person_id else None
