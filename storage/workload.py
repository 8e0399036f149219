"""Who has how much work: of each colleague in numbers, and one by one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import UUID
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


@dataclass(frozen=True, kw_only=True)
class Load:
    """The work of one colleague (`staff_id` None: of nobody in the team). A conversation is the work of whom it was
    given to, else of the contactperson; what Stapje does alone is nobody's work.

    `conversations` are open, `given` of them on their name (of `takes_at_most`, None: no limit), `waiting` of them wait
    for a human since `waiting_since` at the longest. `due` are open tasks over their moment.
    """

    team_id: uuid.UUID
    team: str
    staff_id: uuid.UUID | None
    name: str | None
    role: str | None
    takes_new: bool
    takes_at_most: int | None
    clients: int
    conversations: int
    given: int
    waiting: int
    waiting_since: datetime | None
    due: int


_WHOSE = "coalesce(c.assigned_to, p.contact_person_id)"
_IS_WORK = """c.staff_id IS NULL AND (
    c.status = 'open' AND (c.assigned_to IS NOT NULL OR c.waiting_since IS NOT NULL)
    OR c.id IN (SELECT conversation_id FROM task WHERE done_at IS NULL))"""
_LOADS = text(
    f"""
    WITH members AS (
        SELECT s.id, s.display_name, s.role, s.team_id, s.takes_new, s.takes_at_most FROM staff_member s
        WHERE s.active AND s.role = ANY(:roles) AND s.team_id IS NOT NULL
          AND (CAST(:team AS uuid) IS NULL OR s.team_id = :team)
    ), clients AS (
        SELECT contact_person_id AS id, count(*)::int AS many FROM person
        WHERE merged_into IS NULL AND contact_person_id IN (SELECT id FROM members) GROUP BY 1
    ), talks AS (
        SELECT {_WHOSE} AS id, c.team_id, count(*)::int AS conversations, count(c.assigned_to)::int AS given,
               count(c.waiting_since)::int AS waiting, min(c.waiting_since) AS waiting_since
        FROM conversation c LEFT JOIN person p ON p.id = c.person_id
        WHERE {_IS_WORK} GROUP BY 1, 2
    ), overdue AS (
        SELECT {_WHOSE} AS id, c.team_id, count(*)::int AS many
        FROM task t JOIN conversation c ON c.id = t.conversation_id LEFT JOIN person p ON p.id = c.person_id
        WHERE t.done_at IS NULL AND t.due_at < :now GROUP BY 1, 2
    )
    SELECT m.team_id, team.name AS team, m.id AS staff_id, m.display_name AS name, m.role, m.takes_new, m.takes_at_most,
           coalesce(k.many, 0) AS clients, coalesce(c.conversations, 0) AS conversations,
           coalesce(c.given, 0) AS given, coalesce(c.waiting, 0) AS waiting, c.waiting_since, coalesce(o.many, 0) AS due
    FROM members m JOIN team ON team.id = m.team_id
    LEFT JOIN clients k ON k.id = m.id
    LEFT JOIN (SELECT id, sum(conversations)::int AS conversations, sum(given)::int AS given,
                      sum(waiting)::int AS waiting, min(waiting_since) AS waiting_since
               FROM talks GROUP BY id) c ON c.id = m.id
    LEFT JOIN (SELECT id, sum(many)::int AS many FROM overdue GROUP BY id) o ON o.id = m.id
    UNION ALL
    SELECT team.id, team.name, NULL, NULL, NULL, false, NULL, 0, c.conversations, 0, c.waiting, c.waiting_since,
           coalesce(o.many, 0)
    FROM talks c JOIN team ON team.id = c.team_id LEFT JOIN overdue o ON o.id IS NULL AND o.team_id = c.team_id
    WHERE c.id IS NULL AND c.conversations > 0 AND (CAST(:team AS uuid) IS NULL OR team.id = :team)
    ORDER BY team, name NULLS LAST, staff_id
    """  # noqa: S608 (our own words)
).bindparams(bindparam("now", type_=Moment), bindparam("team", type_=UUID()))


async def loads(session: AsyncSession, *, roles: Sequence[str], team_id: uuid.UUID | None, now: datetime) -> list[Load]:
    """The work of every active colleague with one of these roles, of one team or (None) of all; one statement."""
    values = {"roles": list(roles), "team": team_id, "now": now}
    return [Load(**row) for row in (await session.execute(_LOADS, values)).mappings()]


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """An open conversation that is somebody's work, with how many tasks there are in it."""

    conversation_id: uuid.UUID
    person_id: uuid.UUID | None
    name: str | None
    status: str
    waiting_since: datetime | None
    tasks: int
    crisis: bool
    given: bool


_OPEN_WORK = text(
    f"""
    SELECT c.id AS conversation_id, c.person_id, p.display_name AS name, c.status, c.waiting_since,
           coalesce(t.many, 0) AS tasks, coalesce(t.crisis, false) AS crisis,
           c.assigned_to IS NOT NULL AS given
    FROM conversation c LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN LATERAL (
        SELECT count(*)::int AS many, bool_or(kind = 'crisis') AS crisis FROM task
        WHERE conversation_id = c.id AND done_at IS NULL
    ) t ON true
    WHERE {_IS_WORK}
      AND (c.assigned_to = :staff OR (c.assigned_to IS NULL AND p.contact_person_id = :staff))
    ORDER BY coalesce(t.crisis, false) DESC, c.waiting_since NULLS LAST, t.many DESC NULLS LAST,
             c.last_message_at DESC
    LIMIT :most
    """  # noqa: S608 (our own words)
)


async def open_work(session: AsyncSession, staff_id: uuid.UUID, *, most: int) -> list[OpenWork]:
    """The open conversations that are this colleague's work: a crisis first, then who waits longest."""
    found = await session.execute(_OPEN_WORK, {"staff": staff_id, "most": most})
    return [OpenWork(**row) for row in found.mappings()]
