"""Who did or saw what, of which client, and when (NEN 7513; DOMAIN.md section 7). Rows are only ever added.

The database refuses to change or delete them; that nobody did so behind its back shows in the chain (audit_chain.py).
Who somebody was at that moment – role, organisation, for whom they stood in – is written down by the same statement.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, CheckConstraint, Index, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember

STAFF, TOKEN, CLIENT, STAPJE = "staff", "token", "client", "stapje"
ACTORS = (STAFF, TOKEN, CLIENT, STAPJE)
"""A colleague, another system with a colleague's token, a client or visitor, the program of its own accord."""
_ACTOR_LIST = ", ".join(f"'{actor}'" for actor in ACTORS)
_ZONE = ZoneInfo("Europe/Amsterdam")


class AuditEntry(SQLModel, table=True):
    """One event; `details` hold no message texts.

    `actor` is who acted. Of a colleague `role` and `organisation` are those of that moment, and `on_behalf_of` is the
    absent colleague for whom they stood in. `channel` and `place` tell from where (a page, the API, a chat), `session`
    is the beginning of the hash of the session or token. `reason` is why, for emergency access. `person_id` and
    `conversation_id` stay when a client is forgotten: an id that leads nowhere any more.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint(f"actor IN ({_ACTOR_LIST})", name="actor_known"),
        Index("ix_audit_entry_person", "person_id", "at"),
        Index("ix_audit_entry_about", "person_id", "id"),
        Index("ix_audit_entry_staff", "staff_id", "id"),
        Index("ix_audit_entry_action", "action", "id"),
        Index("ix_audit_entry_conversation", "conversation_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=Moment)
    action: str
    actor: str = STAPJE
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    role: str | None = None
    organisation: str | None = None
    on_behalf_of: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    conversation_id: uuid.UUID | None = None
    channel: str | None = None
    place: str | None = None
    session: str | None = None
    reason: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)


# ---------------------------------------------------------------- from where


@dataclass(frozen=True, kw_only=True)
class Whence:
    """From where something is done: who by default, the channel, the page (asked when it is known), the session."""

    actor: str = STAPJE
    channel: str | None = None
    place: Callable[[], str | None] = lambda: None
    session: str | None = None


_whence: ContextVar[Whence] = ContextVar("whence")
_NOWHERE = Whence()


@contextmanager
def acting(whence: Whence) -> Iterator[None]:
    """What is recorded inside comes from there."""
    token = _whence.set(whence)
    try:
        yield
    finally:
        _whence.reset(token)


# ---------------------------------------------------------------- writing

# One statement, so that an entry costs one trip. Who stands in for somebody away, or for who stands in for them, acts
# for the contactperson.
_ADD = text(
    """
    INSERT INTO audit_entry (at, action, actor, staff_id, role, organisation, on_behalf_of, person_id, conversation_id,
                             channel, place, session, reason, details)
    VALUES (:at, :action, :actor, :staff_id,
            (SELECT role FROM staff_member WHERE id = CAST(:staff_id AS uuid)),
            (SELECT t.organisation FROM staff_member s JOIN team t ON t.id = s.team_id
             WHERE s.id = CAST(:staff_id AS uuid)),
            (WITH RECURSIVE stands_in AS (
                SELECT a.staff_id, a.cover_id FROM absence a
                WHERE a.ended_at IS NULL AND CAST(:today AS date) BETWEEN a.first_day AND a.last_day
             ), covered (staff_id) AS (
                SELECT s.staff_id FROM stands_in s WHERE s.cover_id = CAST(:staff_id AS uuid)
                UNION SELECT s.staff_id FROM stands_in s JOIN covered c ON s.cover_id = c.staff_id
             )
             SELECT p.contact_person_id FROM person p JOIN covered c ON c.staff_id = p.contact_person_id
             WHERE p.id = CAST(:person_id AS uuid) AND p.contact_person_id <> CAST(:staff_id AS uuid)),
            :person_id, :conversation_id, :channel, :place, :session, :reason, :details)
    """
).bindparams(bindparam("at", type_=Moment), bindparam("details", type_=JSONB))


async def record(
    session: AsyncSession,
    action: str,
    *,
    now: datetime,
    staff_id: uuid.UUID | None = None,
    person_id: uuid.UUID | None = None,
    conversation_id: uuid.UUID | None = None,
    because: str | None = None,
    **details: Any,
) -> None:
    """Add an event in the transaction in which it happens: no event without an entry, no entry without an event.

    `because` is why, for emergency access. What `details` say `by` ("client") tells who acted when it was no colleague.
    """
    await session.flush()  # what the entry is about comes first
    whence = _whence.get(_NOWHERE)
    await session.execute(
        _ADD,
        {
            "at": now, "action": action, "actor": _actor(whence, staff_id, details), "staff_id": staff_id,
            "today": now.astimezone(_ZONE).date(), "person_id": person_id, "conversation_id": conversation_id,
            "channel": whence.channel, "place": whence.place(), "session": whence.session, "reason": because,
            "details": details,
        },
    )  # fmt: skip


async def last(session: AsyncSession, staff_id: uuid.UUID, action: str) -> AuditEntry | None:
    """The newest entry of a colleague for an action."""
    query = select(AuditEntry).where(AuditEntry.staff_id == staff_id, AuditEntry.action == action)
    return (await session.exec(query.order_by(col(AuditEntry.id).desc()).limit(1))).first()


def _actor(whence: Whence, staff_id: uuid.UUID | None, details: Mapping[str, Any]) -> str:
    if staff_id is not None:
        return TOKEN if whence.actor == TOKEN else STAFF
    return CLIENT if whence.actor == CLIENT or details.get("by") == CLIENT else STAPJE


# ---------------------------------------------------------------- reading


async def changes_of(
    session: AsyncSession, actions: Sequence[str], of: str, *, most: int = 20
) -> list[tuple[AuditEntry, str | None]]:
    """The latest of these events about one thing (`of` in their details), newest first, with the name of who did it."""
    query = (
        select(AuditEntry, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == AuditEntry.staff_id, isouter=True)
        .where(col(AuditEntry.action).in_(actions), col(AuditEntry.details)["of"].as_string() == of)
        .order_by(col(AuditEntry.id).desc())
        .limit(most)
    )
    return [(entry, name) for entry, name in (await session.exec(query)).all()]


@dataclass(frozen=True, kw_only=True)
class Looker:
    """A colleague who looked at a client's data or did something with it: how often, when last, in an emergency."""

    staff_id: uuid.UUID
    name: str
    role: str
    organisation: str | None
    times: int
    last_at: datetime
    emergency: bool


_LOOKERS = text(
    """
    SELECT e.staff_id, s.display_name AS name, (array_agg(coalesce(e.role, s.role) ORDER BY e.id DESC))[1] AS role,
           (array_agg(e.organisation ORDER BY e.id DESC))[1] AS organisation, count(*) AS times, max(e.at) AS last_at,
           bool_or(e.reason IS NOT NULL) AS emergency
    FROM audit_entry e JOIN staff_member s ON s.id = e.staff_id
    WHERE e.person_id = :person
    GROUP BY e.staff_id, s.display_name ORDER BY last_at DESC, e.staff_id
    """
)


async def lookers(session: AsyncSession, person_id: uuid.UUID) -> list[Looker]:
    """Which colleagues looked at a client's data or did something with it, who was there last first."""
    return [Looker(**row) for row in (await session.execute(_LOOKERS, {"person": person_id})).mappings()]
