"""Who has which conversation open now, and who is writing in it. It is forgotten by itself and no trail is kept of it.

Every open page is a row of its own with a short life: a page says every few seconds that it is still there, in one
statement. The table is UNLOGGED: after a crash nobody is there, until the pages say so again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, bindparam, text
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.routes import SEEN_BY_ALL

LASTS = timedelta(seconds=20)
"""A page that was silent for so long is gone: it was closed, or its laptop sleeps."""
TYPING_LASTS = timedelta(seconds=9)
"""So long after their last key somebody counts as writing."""
LONGEST_TAB = 40


class Presence(SQLModel, table=True):
    """One open page of a colleague (`tab`) that shows a conversation. No foreign keys: nobody looks at old rows."""

    __tablename__ = "presence"
    __table_args__ = (
        CheckConstraint(f"length(tab) <= {LONGEST_TAB}", name="tab_short"),
        {"prefixes": ["UNLOGGED"]},
    )

    tab: str = Field(primary_key=True)
    conversation_id: uuid.UUID
    staff_id: uuid.UUID
    typing_until: datetime | None = Field(default=None, sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


@dataclass(frozen=True, kw_only=True)
class Present:
    """A colleague who has a conversation open; `typing`: they write an answer at this moment."""

    conversation_id: uuid.UUID
    staff_id: uuid.UUID
    name: str
    typing: bool


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a sign of life found: whether it is news for others (they came, or began or ended to write)."""

    news: bool
    others: list[Present]


# The row that this statement writes is not seen by its own look at the others; it is left out of them anyway.
_BE_HERE = text(
    """
    WITH before AS (
        SELECT coalesce(typing_until > :now, false) AS typing FROM presence
        WHERE tab = :tab AND conversation_id = :conversation AND staff_id = :staff AND seen_at > :gone
    ), said AS (
        INSERT INTO presence (tab, conversation_id, staff_id, typing_until, seen_at)
        VALUES (:tab, :conversation, :staff, :until, :now)
        ON CONFLICT (tab) DO UPDATE SET conversation_id = excluded.conversation_id,
            typing_until = excluded.typing_until, seen_at = excluded.seen_at
        WHERE presence.staff_id = excluded.staff_id
        RETURNING tab
    ), others AS (
        SELECT p.staff_id, s.display_name, bool_or(coalesce(p.typing_until > :now, false)) AS typing
        FROM presence p JOIN staff_member s ON s.id = p.staff_id
        WHERE p.conversation_id = :conversation AND p.staff_id <> :staff AND p.seen_at > :gone
        GROUP BY p.staff_id, s.display_name
    )
    SELECT EXISTS (SELECT FROM said) AND NOT EXISTS (SELECT FROM before WHERE typing = :typing) AS news,
           o.staff_id, o.display_name, o.typing
    FROM (VALUES (1)) one (row) LEFT JOIN others o ON true
    ORDER BY o.display_name
    """
).bindparams(bindparam("now", type_=Moment), bindparam("gone", type_=Moment), bindparam("until", type_=Moment))


async def be_here(
    session: AsyncSession, *, tab: str, conversation_id: uuid.UUID, staff_id: uuid.UUID, typing: bool, now: datetime
) -> Heard:
    """A page says that it shows a conversation, and hears who else does: one statement, good without a transaction."""
    values = {
        "tab": tab[:LONGEST_TAB], "conversation": conversation_id, "staff": staff_id, "now": now,
        "gone": now - LASTS, "typing": typing, "until": now + TYPING_LASTS if typing else None,
    }  # fmt: skip
    rows = (await session.execute(_BE_HERE, values)).all()
    others = [
        Present(conversation_id=conversation_id, staff_id=row.staff_id, name=row.display_name, typing=row.typing)
        for row in rows
        if row.staff_id is not None
    ]
    return Heard(news=rows[0].news, others=others)


async def leave(session: AsyncSession, *, tab: str, staff_id: uuid.UUID) -> bool:
    """A page is closed or hidden; whether it was there."""
    gone = await session.execute(
        text("DELETE FROM presence WHERE tab = :tab AND staff_id = :staff RETURNING tab"),
        {"tab": tab[:LONGEST_TAB], "staff": staff_id},
    )
    return gone.first() is not None


_EVERYBODY = text(
    f"""
    SELECT p.conversation_id, p.staff_id, s.display_name AS name,
           bool_or(coalesce(p.typing_until > :now, false)) AS typing
    FROM presence p JOIN staff_member s ON s.id = p.staff_id JOIN conversation c ON c.id = p.conversation_id
    WHERE p.seen_at > :gone AND p.staff_id <> :staff
      AND (:everywhere OR c.team_id IS NULL OR c.team_id = :team OR {SEEN_BY_ALL})
    GROUP BY p.conversation_id, p.staff_id, s.display_name
    ORDER BY p.conversation_id, s.display_name
    """  # noqa: S608 (our own words)
).bindparams(bindparam("now", type_=Moment), bindparam("gone", type_=Moment))


async def others(
    session: AsyncSession, *, staff_id: uuid.UUID, team_id: uuid.UUID | None, everywhere: bool, now: datetime
) -> Sequence[Present]:
    """Where colleagues are now, as far as this colleague may see those conversations; without themselves."""
    values = {"staff": staff_id, "team": team_id, "everywhere": everywhere, "now": now, "gone": now - LASTS}
    return [Present(**row) for row in (await session.execute(_EVERYBODY, values)).mappings()]


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Throw away pages that were gone by then; nobody looks at them any more."""
    query = text("DELETE FROM presence WHERE seen_at < :moment").bindparams(bindparam("moment", type_=Moment))
    await session.execute(query, {"moment": moment})
