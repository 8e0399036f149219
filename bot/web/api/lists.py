"""Lists for other systems, by role, paged by a cursor: clients, conversations, nudges, appointments, referrals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel import SQLModel, col, select

from actions.permissions import May, may
from bot.web.api.auth import staff_who
from bot.web.api.paging import PAGE, Cursor, Page, after
from bot.web.parts import Parts, UseParts
from storage import audit
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import Role, StaffMember

router = APIRouter(tags=["lists"])


class Listing(Page[dict[str, Any]]):
    """One page; ask on with `nextCursor` until it is null."""


FIELDS: dict[type[SQLModel], tuple[str, ...]] = {
    Person: ("id", "display_name", "municipality", "created_at"),
    Conversation: ("id", "person_id", "mode", "waiting_since", "last_message_at", "created_at"),
    Nudge: ("id", "kind", "person_id", "due_at", "state", "created_at"),
    Appointment: ("id", "person_id", "staff_id", "starts_at", "place", "state", "created_at"),
    DebtReferral: ("id", "person_id", "municipality", "urgent", "stage", "requested_on", "due_on", "created_at"),
}
"""What another system may read of each; never the words somebody wrote."""


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


async def _page(parts: Parts, staff: StaffMember, table: type[Any], cursor: str | None) -> Listing:
    query = select(table).order_by(col(table.id)).limit(PAGE + 1)
    if cursor is not None:
        query = query.where(table.id > after(cursor))
    if not may(Role(staff.role), May.SEE_ALL_TEAMS):
        query = _of_own_team(query, table, staff)
    async with parts.database.begin() as session:
        rows: Sequence[Any] = (await session.exec(query)).all()
        await audit.record(session, f"api.listed.{table.__tablename__}", now=parts.now(), staff_id=staff.id)
    items = [{_camel(f): getattr(row, f) for f in FIELDS[table]} for row in rows[:PAGE]]
    return Listing(items=items, next_cursor=str(rows[PAGE - 1].id) if len(rows) > PAGE else None)


def _of_own_team(query: Any, table: type[Any], staff: StaffMember) -> Any:
    if table in (Person, Conversation):
        return query.where(table.team_id == staff.team_id)
    own = select(Person.id).where(Person.team_id == staff.team_id)
    return query.where(col(table.person_id).in_(own))


@router.get("/clients")
async def clients(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.SEE_CLIENTS))], cursor: Cursor = None
) -> Listing:
    """Clients of one's own team."""
    return await _page(parts, staff, Person, cursor)


@router.get("/conversations")
async def conversations(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.SEE_CONVERSATIONS))], cursor: Cursor = None
) -> Listing:
    """Conversations of one's own team."""
    return await _page(parts, staff, Conversation, cursor)


@router.get("/nudges")
async def nudges(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.SEE_NUDGES))], cursor: Cursor = None
) -> Listing:
    """What Stapje is going to say of its own accord, and what it has said."""
    return await _page(parts, staff, Nudge, cursor)


@router.get("/appointments")
async def appointments(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.SEE_APPOINTMENTS))], cursor: Cursor = None
) -> Listing:
    """Appointments of one's own team's clients."""
    return await _page(parts, staff, Appointment, cursor)


@router.get("/referrals")
async def referrals(
    parts: UseParts, staff: Annotated[StaffMember, Depends(staff_who(May.SEE_REFERRALS))], cursor: Cursor = None
) -> Listing:
    """Debt referrals of one's own team's clients."""
    return await _page(parts, staff, DebtReferral, cursor)
