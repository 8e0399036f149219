"""What the shared inbox shows: the list of conversations, most pressing first, and one thread with its deliveries."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import TextualSelect, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import tabs
from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.database import Moment
from storage.routes import SEEN_BY_ALL
from storage.tasks import ABOUT_REACH, URGENT

READ = "conversation.read"
"""The audit action for opening a thread."""


class View(StrEnum):
    """A tab of the inbox; what stands in each: tabs.py."""

    MINE = "mine"
    TEAM = "team"
    UNASSIGNED = "unassigned"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    ALL = "all"
    MENTIONS = "mentions"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who looks: they see their team's conversations and those of people without a team; `everywhere`: all teams'."""

    staff_id: uuid.UUID
    team_id: uuid.UUID | None
    everywhere: bool

    @property
    def values(self) -> dict[str, object]:
        """As parameters of a query."""
        return {"staff": self.staff_id, "team": self.team_id, "everywhere": self.everywhere}


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One conversation in the list. `unread` counts what the person said since this staff member last looked (99 is
    "99 or more"); `tasks` are the kinds of open tasks; `urgent` means that one of them is red. `assigned_to` and
    `owner` are the colleague whose work it is. For `came_at` and `came_how` see Conversation."""

    id: uuid.UUID
    name: str | None
    mode: str
    taken_by: str | None
    waiting_since: datetime | None
    last_message_at: datetime | None
    snippet: str | None
    sender: str | None
    attachment: str | None
    unread: int
    tasks: list[str]
    urgent: bool
    status: str
    snoozed_until: datetime | None
    assigned_to: uuid.UUID | None
    owner: str | None
    priority: int
    labels: list[str]
    came_at: datetime | None
    came_how: str | None
    blocked: bool


_SHOWN = """
    SELECT c.id, coalesce(p.display_name, own.display_name) AS name, c.mode, taker.display_name AS taken_by,
           c.waiting_since, c.last_message_at, m.snippet, m.sender, m.attachment, u.unread,
           coalesce(t.kinds, '{}') AS tasks, coalesce(t.most, 9) = :urgent AS urgent,
           c.status, c.snoozed_until, c.assigned_to, owner.display_name AS owner, c.priority,
           coalesce(l.names, '{}') AS labels, c.came_at, c.came_how, c.blocked_at IS NOT NULL AS blocked
    FROM page JOIN conversation c ON c.id = page.id
    LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff_member own ON own.id = c.staff_id
    LEFT JOIN staff_member taker ON taker.id = c.taken_by
    LEFT JOIN staff_member owner ON owner.id = c.assigned_to
    LEFT JOIN conversation_read r ON r.conversation_id = c.id AND r.staff_id = :staff
    LEFT JOIN LATERAL (
        SELECT left(text, 120) AS snippet, sender, attachments->0->>'kind' AS attachment
        FROM message WHERE conversation_id = c.id ORDER BY id DESC LIMIT 1) m ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS unread FROM (
            SELECT 1 FROM message WHERE conversation_id = c.id AND direction = 'in'
            AND id > coalesce(r.message_id, 0) LIMIT 99) few) u ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(kind ORDER BY pressing, kind) AS kinds, min(pressing) AS most FROM (
            SELECT kind, min(priority) AS pressing FROM task
            WHERE conversation_id = c.id AND done_at IS NULL GROUP BY kind) open) t ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(label.name ORDER BY label.name) AS names FROM conversation_label cl
        JOIN label ON label.id = cl.label_id WHERE cl.conversation_id = c.id) l ON true
    ORDER BY page.rank, page.place, c.id
"""
_COLUMNS: dict[str, Any] = {
    "tasks": ARRAY(TEXT), "labels": ARRAY(TEXT), "waiting_since": Moment, "last_message_at": Moment,
    "snoozed_until": Moment, "came_at": Moment,
}  # fmt: skip
_FIXED = {"urgent": URGENT, "about_reach": list(ABOUT_REACH)}


@cache
def _listing(view: View) -> TextualSelect:
    ranked = f"({tabs.RANKED[view]}) ranked ORDER BY rank, place LIMIT :upto"
    page = f"page AS MATERIALIZED (SELECT id, rank, place FROM {ranked})"  # noqa: S608 (our own names)
    return text(f"WITH {tabs.FOUNDATION}, {page} {_SHOWN}").columns(**_COLUMNS)


async def rows(session: AsyncSession, reader: Reader, view: View, most: int) -> list[InboxRow]:
    """The first `most` conversations of a tab: red tasks, who waits (most pressing, then longest), whom a human has
    to find or what newly came, then the newest."""
    found = await session.execute(_listing(view), reader.values | _FIXED | {"upto": most})
    return [InboxRow(**row) for row in found.mappings()]


_CHOSEN = text(
    f"""
    WITH page AS MATERIALIZED (
        SELECT c.id, 0 AS rank, wanted.place FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY wanted(id, place)
        JOIN conversation c ON c.id = wanted.id WHERE :everywhere OR c.team_id IS NULL OR c.team_id = :team
           OR {SEEN_BY_ALL}
    ) {_SHOWN}
    """  # noqa: S608 (our own names)
).columns(**_COLUMNS)


async def rows_of(session: AsyncSession, reader: Reader, ids: Sequence[uuid.UUID]) -> list[InboxRow]:
    """These conversations in the order given; those that the reader may not see are left out."""
    found = await session.execute(_CHOSEN, reader.values | {"urgent": URGENT, "ids": list(ids)})
    return [InboxRow(**row) for row in found.mappings()]


COUNTED_TO = 99
"""More than this is "99+": counting stops there."""


def _count(ranked: str) -> str:
    return f"(SELECT count(*) FROM (SELECT FROM ({ranked}) all_of_them LIMIT {COUNTED_TO + 1}) few)"  # noqa: S608 (our own names)


_UNSEEN = f"""
    SELECT DISTINCT c.id FROM mention called JOIN note ON note.id = called.note_id
    JOIN conversation c ON c.id = note.conversation_id
    WHERE called.staff_id = :staff AND called.seen_at IS NULL AND note.removed_at IS NULL
      AND (:everywhere OR c.team_id IS NULL OR c.team_id = :team OR {SEEN_BY_ALL})
"""  # noqa: S608 (our own words)
_COUNTS = text(
    f"WITH {tabs.FOUNDATION} SELECT "
    + ", ".join(f"{_count(tabs.RANKED[view])} AS {view}" for view in tabs.COUNTED)
    + f", {_count(_UNSEEN)} AS mentions"
)


async def counts(session: AsyncSession, reader: Reader) -> dict[View, int]:
    """How many stand in the tabs whose number says something, up to COUNTED_TO and one more for "or more"."""
    found = (await session.execute(_COUNTS, reader.values | _FIXED | {"upto": COUNTED_TO + 1})).mappings().one()
    return {View(view): count for view, count in found.items()}


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message in a thread. `delivery` is the state of its sending over a channel that pushes, None where there is
    nothing to send; `placed` is off for a message to somebody who had no channel at that moment. `meant` is what a
    person's typed message was taken for, or what somebody said it meant."""

    id: int
    sender: str
    staff_name: str | None
    text: str
    buttons: list[dict[str, str]]
    attachments: list[dict[str, str]]
    created_at: datetime
    placed: bool
    delivery: str | None
    attempts: int | None
    meant: str | None


_SAID = text(
    """
    SELECT m.id, m.sender, s.display_name AS staff_name, m.text, m.buttons, m.attachments, m.created_at,
           m.address_id IS NOT NULL AS placed, o.state AS delivery, o.attempts, coalesce(i.meant, i.intent) AS meant
    FROM (SELECT * FROM message WHERE conversation_id = :conversation AND id <= coalesce((
              SELECT max(id) FROM (SELECT id FROM message WHERE conversation_id = :conversation
                                   AND id >= CAST(:at AS bigint) ORDER BY id LIMIT 20) after), 9223372036854775807)
          ORDER BY id DESC LIMIT :most) m
    LEFT JOIN staff_member s ON s.id = m.staff_id
    LEFT JOIN outbound o ON o.message_id = m.id
    LEFT JOIN inbound i ON i.message_id = m.id AND i.payload IS NULL
    ORDER BY m.id
    """
).columns(buttons=JSONB, attachments=JSONB, created_at=Moment)


async def thread(session: AsyncSession, conversation_id: uuid.UUID, *, most: int, at: int | None = None) -> list[Said]:
    """The newest messages of a conversation, oldest first, with who wrote them and whether they arrived.

    With `at` they end a few messages after that one, so that it is among them.
    """
    found = await session.execute(_SAID, {"conversation": conversation_id, "most": most, "at": at})
    return [Said(**row) for row in found.mappings()]


async def read_since(session: AsyncSession, staff_id: uuid.UUID, conversation: Conversation, since: datetime) -> bool:
    """Whether the audit trail already says that this staff member has had this thread open since a moment."""
    query = (
        select(AuditEntry.id)
        .where(
            AuditEntry.person_id == conversation.person_id,
            AuditEntry.at > since,
            AuditEntry.conversation_id == conversation.id,
            AuditEntry.staff_id == staff_id,
            AuditEntry.action == READ,
        )
        .limit(1)
    )
    return (await session.exec(query)).first() is not None
