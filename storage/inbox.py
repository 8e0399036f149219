"""What the shared inbox shows: the list of conversations, most pressing first, and one thread with its deliveries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TEXT
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.database import Moment
from storage.tasks import ABOUT_REACH, URGENT

READ = "conversation.read"
"""The audit action for opening a thread."""


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """One conversation in the list. `unread` counts what the person said since this staff member last looked (99 is
    "99 or more"); `tasks` are the kinds of open tasks; `urgent` means that one of them is red."""

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


# Every branch of `ranked` reads at most :upto rows by an index, so that the size of the table does not matter.
# An emptied visitor's conversation (its history moved to a client) has no message and is left out.
_ROWS = (
    text(
        """
    WITH teams AS MATERIALIZED (
        SELECT id FROM team WHERE :everywhere OR id = :team
    ), red AS MATERIALIZED (
        SELECT conversation_id, min(created_at) AS since FROM task
        WHERE done_at IS NULL AND priority = :urgent GROUP BY conversation_id
    ), lost AS MATERIALIZED (  -- whom a human has to find, with until when
        SELECT conversation_id, min(due_at) AS due_at FROM task
        WHERE done_at IS NULL AND kind = ANY(:about_reach) AND priority > :urgent GROUP BY conversation_id
    ), pressing AS MATERIALIZED (
        SELECT conversation_id FROM red UNION SELECT conversation_id FROM lost
    ), calling AS MATERIALIZED (
        SELECT DISTINCT conversation_id FROM task WHERE done_at IS NULL
    ), ranked AS (
        (SELECT c.id, 0 AS rank, extract(epoch FROM red.since) AS place
         FROM red JOIN conversation c ON c.id = red.conversation_id
         WHERE c.team_id IS NULL OR c.team_id IN (SELECT id FROM teams))
        UNION ALL
        (SELECT c.id, 1, extract(epoch FROM c.waiting_since) FROM conversation c
         WHERE c.waiting_since IS NOT NULL AND c.id NOT IN (SELECT conversation_id FROM red)
           AND (c.team_id IS NULL OR c.team_id IN (SELECT id FROM teams))
         ORDER BY c.waiting_since LIMIT :upto)
        UNION ALL
        (SELECT c.id, 2, extract(epoch FROM lost.due_at) FROM lost JOIN conversation c ON c.id = lost.conversation_id
         WHERE c.waiting_since IS NULL AND c.id NOT IN (SELECT conversation_id FROM red)
           AND (c.team_id IS NULL OR c.team_id IN (SELECT id FROM teams))
         ORDER BY lost.due_at, c.id LIMIT :upto)
        UNION ALL
        (SELECT n.id, 3, -extract(epoch FROM n.last_message_at) FROM teams, LATERAL (
            SELECT c.id, c.last_message_at FROM conversation c
            WHERE c.team_id = teams.id AND c.last_message_at IS NOT NULL AND c.waiting_since IS NULL
              AND (c.staff_id IS NULL OR c.id IN (SELECT conversation_id FROM calling))
              AND c.id NOT IN (SELECT conversation_id FROM pressing)
              AND EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id)
            ORDER BY c.last_message_at DESC LIMIT :upto) n)
        UNION ALL
        (SELECT c.id, 3, -extract(epoch FROM c.last_message_at) FROM conversation c
         WHERE c.team_id IS NULL AND c.last_message_at IS NOT NULL AND c.waiting_since IS NULL
           AND c.id NOT IN (SELECT conversation_id FROM pressing)
           AND EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id)
         ORDER BY c.team_id, c.last_message_at DESC LIMIT :upto)  -- as in the index: IS NULL alone gives no order
        UNION ALL
        (SELECT n.id, 4, -extract(epoch FROM n.created_at) FROM teams, LATERAL (
            SELECT c.id, c.created_at FROM conversation c
            WHERE c.team_id = teams.id AND c.last_message_at IS NULL AND c.waiting_since IS NULL
              AND c.person_id IS NOT NULL
              AND c.id NOT IN (SELECT conversation_id FROM pressing)
            LIMIT :upto) n)
    ), page AS MATERIALIZED (
        SELECT id, rank, place FROM ranked ORDER BY rank, place LIMIT :upto
    )
    SELECT c.id, coalesce(p.display_name, own.display_name) AS name, c.mode, taker.display_name AS taken_by,
           c.waiting_since, c.last_message_at, m.snippet, m.sender, m.attachment, u.unread,
           coalesce(t.kinds, '{}') AS tasks, page.rank = 0 AS urgent
    FROM page JOIN conversation c ON c.id = page.id
    LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff_member own ON own.id = c.staff_id
    LEFT JOIN staff_member taker ON taker.id = c.taken_by
    LEFT JOIN conversation_read r ON r.conversation_id = c.id AND r.staff_id = :staff
    LEFT JOIN LATERAL (
        SELECT left(text, 120) AS snippet, sender, attachments->0->>'kind' AS attachment
        FROM message WHERE conversation_id = c.id ORDER BY id DESC LIMIT 1) m ON true
    LEFT JOIN LATERAL (
        SELECT count(*) AS unread FROM (
            SELECT 1 FROM message WHERE conversation_id = c.id AND direction = 'in'
            AND id > coalesce(r.message_id, 0) LIMIT 99) few) u ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(kind ORDER BY pressing, kind) AS kinds FROM (
            SELECT kind, min(priority) AS pressing FROM task
            WHERE conversation_id = c.id AND done_at IS NULL GROUP BY kind) open) t ON true
    ORDER BY page.rank, page.place
    """
    )
    .bindparams(bindparam("urgent", URGENT), bindparam("about_reach", list(ABOUT_REACH)))
    .columns(tasks=ARRAY(TEXT), waiting_since=Moment, last_message_at=Moment)
)


async def rows(
    session: AsyncSession, *, staff_id: uuid.UUID, team_id: uuid.UUID | None, everywhere: bool, most: int
) -> list[InboxRow]:
    """The first `most` conversations: red tasks, who waits longest, whom a human has to find, then the newest.

    Those of the team and of people without a team; `everywhere` means of all teams.
    """
    values = {"staff": staff_id, "team": team_id, "everywhere": everywhere, "upto": most}
    return [InboxRow(**row) for row in (await session.execute(_ROWS, values)).mappings()]


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
    FROM (SELECT * FROM message WHERE conversation_id = :conversation ORDER BY id DESC LIMIT :most) m
    LEFT JOIN staff_member s ON s.id = m.staff_id
    LEFT JOIN outbound o ON o.message_id = m.id
    LEFT JOIN inbound i ON i.message_id = m.id AND i.payload IS NULL
    ORDER BY m.id
    """
).columns(buttons=JSONB, attachments=JSONB, created_at=Moment)


async def thread(session: AsyncSession, conversation_id: uuid.UUID, *, most: int) -> list[Said]:
    """The newest messages of a conversation, oldest first, with who wrote them and whether they arrived."""
    found = await session.execute(_SAID, {"conversation": conversation_id, "most": most})
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
