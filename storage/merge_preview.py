"""What two conversations hold, side by side, before somebody says that they are of one human being."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

COUNTED = (
    "messages", "appointments", "steps", "goals", "requests", "nights", "tasks", "notes", "plan", "money", "addresses",
)  # fmt: skip
"""What is counted of each, in the order in which it is shown."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of the two. `name` is None for a visitor; `channels` is where they write from."""

    id: uuid.UUID
    person_id: uuid.UUID | None
    name: str | None
    contact: str | None
    municipality: str | None
    channels: list[str]
    first_at: datetime | None
    last_at: datetime | None
    messages: int
    appointments: int
    steps: int
    goals: int
    requests: int
    nights: int
    tasks: int
    notes: int
    plan: int
    money: int
    addresses: int


_SIDES = text(
    """
    SELECT c.id, c.person_id, p.display_name AS name, s.display_name AS contact, p.municipality,
           ARRAY(SELECT DISTINCT a.channel FROM channel_address a WHERE a.conversation_id = c.id) AS channels,
           (SELECT min(m.created_at) FROM message m WHERE m.conversation_id = c.id) AS first_at,
           (SELECT max(m.created_at) FROM message m WHERE m.conversation_id = c.id) AS last_at,
           (SELECT count(*) FROM message m WHERE m.conversation_id = c.id) AS messages,
           (SELECT count(*) FROM appointment a WHERE a.person_id = c.person_id AND a.starts_at > :now
            AND a.state IN ('proposed', 'planned', 'confirmed')) AS appointments,
           (SELECT count(*) FROM step x WHERE x.person_id = c.person_id) AS steps,
           (SELECT count(*) FROM goal x WHERE x.person_id = c.person_id) AS goals,
           (SELECT count(*) FROM debt_referral r WHERE r.conversation_id = c.id) AS requests,
           (SELECT count(*) FROM bed_night n WHERE (n.person_id = c.person_id OR n.conversation_id = c.id)
            AND n.arrived_at IS NOT NULL) AS nights,
           (SELECT count(*) FROM task t WHERE t.conversation_id = c.id AND t.done_at IS NULL) AS tasks,
           (SELECT count(*) FROM note n WHERE n.conversation_id = c.id AND n.removed_at IS NULL) AS notes,
           (SELECT count(*) FROM check_in_plan x WHERE x.person_id = c.person_id) AS plan,
           (SELECT count(*) FROM money_plan x WHERE x.person_id = c.person_id AND x.ended_at IS NULL) AS money,
           (SELECT count(*) FROM channel_address a WHERE a.conversation_id = c.id) AS addresses
    FROM conversation c LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff_member s ON s.id = p.contact_person_id
    WHERE c.id = ANY(:talks)
    """
).bindparams(bindparam("now", type_=Moment))


async def sides(session: AsyncSession, talks: Sequence[uuid.UUID], now: datetime) -> dict[uuid.UUID, Side]:
    """These conversations, by id."""
    found = await session.execute(_SIDES, {"talks": list(talks), "now": now})
    return {row["id"]: Side(**row) for row in found.mappings()}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Who somebody might be."""

    id: uuid.UUID
    name: str | None
    contact: str | None
    last_message_at: datetime | None


_CANDIDATES = text(
    """
    SELECT c.id, p.display_name AS name, s.display_name AS contact, c.last_message_at
    FROM conversation c LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff_member s ON s.id = p.contact_person_id
    WHERE c.id <> :own AND c.staff_id IS NULL AND c.merged_into IS NULL
      AND (:everywhere OR c.team_id IS NULL OR c.team_id = :team)
      AND (p.display_name ILIKE :like ESCAPE '!' OR p.id IS NULL AND right(c.id::text, 4) = lower(:words))
      AND (p.id IS NOT NULL OR EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id))
    ORDER BY c.last_message_at DESC NULLS LAST, p.display_name, c.id LIMIT :most
    """
).columns(last_message_at=Moment)


async def candidates(
    session: AsyncSession, words: str, *, own: uuid.UUID, team_id: uuid.UUID | None, everywhere: bool, most: int = 20
) -> list[Candidate]:
    """Clients whose name has these letters, and visitors with these four characters; those one may see."""
    escaped = words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    values = {
        "own": own, "team": team_id, "everywhere": everywhere, "like": f"%{escaped}%", "words": words, "most": most,
    }  # fmt: skip
    return [Candidate(**row) for row in (await session.execute(_CANDIDATES, values)).mappings()]
