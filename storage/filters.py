"""Which conversations a list is narrowed to: any of these together, the newest first."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from sqlalchemy import Index, TextClause, bindparam, text
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.inbox import Reader, View

MOODS = ("good", "so_so", "bad")
CHANNELS = ("telegram", "webchat")
NOBODY = "nobody"
"""In place of a colleague: conversations that are nobody's work yet."""


class LastHeard(SQLModel, table=True):
    """When the person of a conversation last said something; kept by a trigger (migration 0012)."""

    __tablename__ = "last_heard"
    __table_args__ = (Index("ix_last_heard_heard_at", "heard_at"),)

    conversation_id: uuid.UUID = Field(primary_key=True, foreign_key="conversation.id", ondelete="CASCADE")
    heard_at: datetime = Field(sa_type=Moment)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a conversation has to be to stay in the list; None asks nothing.

    `mood` is how the client last said it goes. `silent`: so many days they said nothing. `term`: a term of debt help
    ends within so many days. `assigned` is the id of a colleague, or NOBODY. `task` is the kind of an open task.
    """

    team: uuid.UUID | None = None
    municipality: str | None = None
    label: uuid.UUID | None = None
    mood: str | None = None
    silent: int | None = None
    term: int | None = None
    assigned: str | None = None
    channel: str | None = None
    task: str | None = None

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked, as in an address."""
        return {one.name: str(value) for one in fields(self) if (value := getattr(self, one.name)) is not None}


_CONDITIONS = {
    "team": "c.team_id = :wanted_team",
    "municipality": "EXISTS (SELECT FROM person p WHERE p.id = c.person_id AND p.municipality = :municipality)",
    "label": "EXISTS (SELECT FROM conversation_label l WHERE l.conversation_id = c.id AND l.label_id = :label)",
    "mood": "EXISTS (SELECT FROM findable_person f WHERE f.person_id = c.person_id AND f.mood = :mood)",
    "silent": """
        c.person_id IS NOT NULL
        AND NOT EXISTS (SELECT FROM last_heard h WHERE h.conversation_id = c.id AND h.heard_at > :heard_since)
        AND c.created_at <= :heard_since""",
    "term": """
        EXISTS (SELECT FROM debt_referral r WHERE r.conversation_id = c.id AND r.closed_at IS NULL AND least(
            r.threat_on, CASE WHEN r.stage = 'intake' THEN r.decision_due_on
                              WHEN r.stage IN ('registration', 'crisis') THEN r.due_on END) <= :horizon)""",
    "assigned": "c.assigned_to = :assigned",
    NOBODY: "c.assigned_to IS NULL",
    "channel": "EXISTS (SELECT FROM channel_address a WHERE a.conversation_id = c.id AND a.channel = :channel)",
    "task": "EXISTS (SELECT FROM task t WHERE t.conversation_id = c.id AND t.done_at IS NULL AND t.kind = :task)",
}
_IN_VIEW = {
    View.MINE: "c.assigned_to = :staff AND c.status = 'open'",
    View.TEAM: "c.status = 'open'",
    View.UNASSIGNED: "c.assigned_to IS NULL AND c.status = 'open'",
    View.WAITING: "c.status = 'waiting'",
    View.SNOOZED: "c.status = 'snoozed'",
    View.RESOLVED: "c.status = 'resolved'",
    View.ALL: "true",
    View.MENTIONS: """
        EXISTS (SELECT FROM note n JOIN mention m ON m.note_id = n.id
                WHERE n.conversation_id = c.id AND n.removed_at IS NULL AND m.staff_id = :staff)""",
}
"""The tabs of the inbox (tabs.py), as conditions."""
_IN_REACH = {True: "true", False: "(c.team_id = :team OR c.team_id IS NULL)"}
# Colleagues' own talks with Stapje and visitors whose history moved away are not among them.
_A_TALK = """
    c.staff_id IS NULL AND (c.person_id IS NOT NULL OR EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id))
"""


async def ids(
    session: AsyncSession, reader: Reader, wanted: Filter, *, now: datetime, today: date, most: int,
    view: View = View.ALL,
) -> list[uuid.UUID]:  # fmt: skip
    """The conversations within reach that are all that is wanted, at most `most`; `today` is the local day."""
    found = await session.execute(
        _asking("SELECT c.id", f"{_where(reader, wanted, view)} ORDER BY c.last_message_at DESC NULLS LAST, c.id"),
        _values(reader, wanted, now, today, most),
    )
    return list(found.scalars().all())


async def count(
    session: AsyncSession, reader: Reader, wanted: Filter, *, now: datetime, today: date, most: int,
    view: View = View.ALL,
) -> int:  # fmt: skip
    """How many there are, counted up to `most`."""
    values = _values(reader, wanted, now, today, most)
    asked = _asking("SELECT", _where(reader, wanted, view), around="SELECT count(*) FROM (%s) few")
    return int((await session.execute(asked, values)).scalar_one())


def _where(reader: Reader, wanted: Filter, view: View) -> str:
    """The conditions that are asked; every piece of this SQL is ours, what people type travels as a parameter."""
    names = [NOBODY if wanted.chosen[name] == NOBODY else name for name in wanted.chosen]
    return " AND ".join([_A_TALK, _IN_REACH[reader.everywhere], _IN_VIEW[view], *(_CONDITIONS[n] for n in names)])


def _asking(columns: str, conditions: str, *, around: str = "%s") -> TextClause:
    asked = around % f"{columns} FROM conversation c WHERE {conditions} LIMIT :most"
    moments = [bindparam("heard_since", type_=Moment)] if ":heard_since" in asked else []
    return text(asked).bindparams(*moments)


def _values(reader: Reader, wanted: Filter, now: datetime, today: date, most: int) -> dict[str, object]:
    values: dict[str, object] = reader.values | {
        "municipality": wanted.municipality, "label": wanted.label, "mood": wanted.mood, "wanted_team": wanted.team,
        "channel": wanted.channel, "task": wanted.task, "heard_since": now - timedelta(days=wanted.silent or 0),
        "horizon": today + timedelta(days=wanted.term or 0), "most": most,
    }  # fmt: skip
    if wanted.assigned and wanted.assigned != NOBODY:
        values["assigned"] = uuid.UUID(wanted.assigned)
    return values
