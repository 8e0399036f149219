"""Looking for entries of the audit trail: by person, colleague, action and day, newest first, page by key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.audit import AuditEntry
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which entries to look for; None: any. `first` and `last` are local days; `before` is the id of the last seen."""

    person_id: uuid.UUID | None = None
    staff_id: uuid.UUID | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None
    emergencies: bool = False
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Told:
    """An entry with the names that go with it; a client who was forgotten has none."""

    entry: AuditEntry
    staff: str | None
    person: str | None
    absent: str | None


_FOUND = """
    SELECT e.id, s.display_name AS staff, p.display_name AS person, b.display_name AS absent
    FROM audit_entry e LEFT JOIN staff_member s ON s.id = e.staff_id LEFT JOIN person p ON p.id = e.person_id
    LEFT JOIN staff_member b ON b.id = e.on_behalf_of
    WHERE {where} ORDER BY e.id DESC LIMIT :most
"""
_WHERE = {
    "person_id": "e.person_id = :person_id",
    "staff_id": "e.staff_id = :staff_id",
    "action": "e.action = :action",
    "first": "e.at >= CAST(:first AS date)::timestamp AT TIME ZONE 'Europe/Amsterdam'",
    "last": "e.at < (CAST(:last AS date) + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'",
    "before": "e.id < :before",
}


async def search(session: AsyncSession, choice: Choice, *, most: int) -> list[Told]:
    """The entries that fit, newest first."""
    given = {name: value for name in _WHERE if (value := getattr(choice, name)) is not None}
    where = [_WHERE[name] for name in given] + (["e.reason IS NOT NULL"] if choice.emergencies else [])
    query = text(_FOUND.format(where=" AND ".join(where) or "true"))
    rows = (await session.execute(query, given | {"most": most})).mappings().all()
    ids = [row["id"] for row in rows]
    found = {e.id: e for e in (await session.exec(select(AuditEntry).where(col(AuditEntry.id).in_(ids)))).all()}
    return [
        Told(entry=found[row["id"]], staff=row["staff"], person=row["person"], absent=row["absent"]) for row in rows
    ]


async def actions(session: AsyncSession) -> list[str]:
    """The actions that the trail has, in the order of the alphabet: one look in the index for each."""
    query = text(
        """
        WITH RECURSIVE known AS (
            (SELECT action FROM audit_entry ORDER BY action LIMIT 1)
            UNION ALL
            SELECT (SELECT e.action FROM audit_entry e WHERE e.action > k.action ORDER BY e.action LIMIT 1)
            FROM known k WHERE k.action IS NOT NULL
        ) SELECT action FROM known WHERE action IS NOT NULL
        """
    )
    return list((await session.execute(query)).scalars())


async def everybody(session: AsyncSession) -> list[tuple[uuid.UUID, str]]:
    """All colleagues by name, those who left too: what they did stays."""
    query = select(StaffMember.id, StaffMember.display_name).order_by(
        col(StaffMember.display_name), col(StaffMember.username)
    )
    return [(staff_id, name) for staff_id, name in (await session.exec(query)).all()]
