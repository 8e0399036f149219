"""How many messages there were on each day that is over: counted once at night, so that a year is read in a moment."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Date, bindparam, text
from sqlmodel import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row


class MessageCount(Row, table=True):
    """Messages with clients and visitors of a team on a local day. `channel` None: to somebody without one.

    What was counted stays, also when a conversation gets another team or is emptied later.
    """

    __tablename__ = "message_count"

    day: date = Field(index=True)
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    channel: str | None = None
    sender: str
    number: int


_COUNT = text(
    """
    INSERT INTO message_count (id, created_at, day, team_id, channel, sender, number)
    SELECT gen_random_uuid(), :now, (m.created_at AT TIME ZONE 'Europe/Amsterdam')::date AS day, c.team_id, a.channel,
           m.sender, count(*)
    FROM message m JOIN conversation c ON c.id = m.conversation_id
    LEFT JOIN channel_address a ON a.id = m.address_id
    WHERE c.staff_id IS NULL AND m.created_at < (CAST(:today AS date)::timestamp AT TIME ZONE 'Europe/Amsterdam')
      AND m.created_at >= coalesce(
          (SELECT (max(day) + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam' FROM message_count), '-infinity')
    GROUP BY 3, c.team_id, a.channel, m.sender
    """
).bindparams(bindparam("now", type_=Moment), bindparam("today", type_=Date))


async def count_days(session: AsyncSession, today: date, now: datetime) -> int:
    """Count the local days before `today` that are not counted yet; returns how many rows are new. Twice is fine."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('count messages', 0))"))
    done = await session.execute(_COUNT, {"now": now, "today": today})
    return int(done.rowcount)  # type: ignore[attr-defined]
