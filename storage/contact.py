"""With whom a colleague may have had contact: the clients of their team, and which of those are silent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.staff import StaffMember
from storage.tasks import ABOUT_REACH


@dataclass(frozen=True, kw_only=True)
class Client:
    """A client of a team. `silent`: asked how it goes, or sought by humans, and not heard since."""

    person_id: uuid.UUID
    conversation_id: uuid.UUID
    name: str
    silent: bool


_CLIENTS = text(
    """
    SELECT p.id AS person_id, t.id AS conversation_id, p.display_name AS name,
           EXISTS (SELECT FROM check_in c WHERE c.person_id = p.id AND c.closed_at IS NULL)
           OR EXISTS (SELECT FROM task k WHERE k.conversation_id = t.id AND k.done_at IS NULL AND k.kind = ANY(:about))
           AS silent
    FROM person p JOIN conversation t ON t.person_id = p.id
    WHERE p.team_id = :team ORDER BY silent DESC, p.contact_person_id <> :staff, p.display_name, p.id
    """
).bindparams(bindparam("about", list(ABOUT_REACH)))


async def clients(session: AsyncSession, staff: StaffMember) -> list[Client]:
    """The clients of a colleague's own team: the silent ones first, and of those their own."""
    rows = await session.execute(_CLIENTS, {"team": staff.team_id, "staff": staff.id})
    return [Client(**row) for row in rows.mappings()]
