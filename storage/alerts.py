"""What may ring at a colleague: how many wait for a human, whether something new was said, which crises are open."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.routes import SEEN_BY_ALL
from storage.tasks import URGENT


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """`waiting` conversations wait for a human; `newest` is the last message in one of them (0: none). `crises` are
    open red tasks, `unseen` those of them in a conversation that this colleague has not looked at since it spoke."""

    waiting: int
    newest: int
    crises: int
    unseen: int


# Who is blocked rings no bell; a crisis does, wherever it is.
_ALERTS = text(
    f"""
    WITH waits AS (
        SELECT c.id FROM conversation c WHERE c.waiting_since IS NOT NULL AND c.blocked_at IS NULL
          AND (:everywhere OR c.team_id IS NULL OR c.team_id = :team OR {SEEN_BY_ALL})
    ), red AS (
        SELECT DISTINCT c.id FROM task t JOIN conversation c ON c.id = t.conversation_id
        WHERE t.done_at IS NULL AND t.priority = :urgent
          AND (:everywhere OR c.team_id IS NULL OR c.team_id = :team OR {SEEN_BY_ALL})
    ), unseen AS (
        SELECT red.id FROM red LEFT JOIN conversation_read r ON r.conversation_id = red.id AND r.staff_id = :staff
        WHERE EXISTS (SELECT FROM message m WHERE m.conversation_id = red.id AND m.direction = 'in'
                      AND m.id > coalesce(r.message_id, 0))
    )
    SELECT (SELECT count(*) FROM (SELECT id FROM waits UNION SELECT id FROM red) both_) AS waiting,
           coalesce((SELECT max(said.id) FROM waits, LATERAL (
               SELECT m.id FROM message m WHERE m.conversation_id = waits.id AND m.direction = 'in'
               ORDER BY m.id DESC LIMIT 1) said), 0) AS newest,
           (SELECT count(*) FROM red) AS crises, (SELECT count(*) FROM unseen) AS unseen
    """  # noqa: S608 (our own words)
).bindparams(bindparam("urgent", URGENT))


async def of_reader(
    session: AsyncSession, *, staff_id: uuid.UUID, team_id: uuid.UUID | None, everywhere: bool
) -> Alerts:
    """What rings at a colleague now; one statement."""
    values = {"staff": staff_id, "team": team_id, "everywhere": everywhere}
    return Alerts(**(await session.execute(_ALERTS, values)).mappings().one())
