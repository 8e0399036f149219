"""How much is waiting, for people who watch over Stapje."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

_HELP = {
    "inbound_unhandled": "messages that have had no answer yet",
    "outbound_due": "messages that still have to be sent",
    "outbound_failed": "messages that could not be sent",
    "nudges_overdue": "nudges that are due and not composed",
    "tasks_open": "tasks that a human still has to do",
    "tasks_urgent_open": "urgent tasks that a human still has to do",
}
_COUNTS = text(
    """
    SELECT (SELECT count(*) FROM inbound WHERE handled_at IS NULL) AS inbound_unhandled,
           (SELECT count(*) FROM outbound WHERE state = 'due') AS outbound_due,
           (SELECT count(*) FROM outbound WHERE state = 'failed') AS outbound_failed,
           (SELECT count(*) FROM nudge WHERE state = 'planned' AND due_at < :now) AS nudges_overdue,
           (SELECT count(*) FROM task WHERE done_at IS NULL) AS tasks_open,
           (SELECT count(*) FROM task WHERE done_at IS NULL AND priority = 0) AS tasks_urgent_open
    """
).bindparams(bindparam("now", type_=Moment))


async def counts(session: AsyncSession, now: datetime) -> dict[str, tuple[str, int]]:
    """Name → (what it counts, the count)."""
    row = (await session.execute(_COUNTS, {"now": now})).mappings().one()
    return {name: (_HELP[name], int(row[name])) for name in _HELP}
