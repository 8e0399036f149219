"""Lists for other systems, by role, paged by a cursor: clients, conversations, nudges, appointments, referrals."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.permissions import May, may
from actions.referral_queue import reader_of
from bot.web.api.auth import staff_who
from bot.web.api.paging import PAGE, Cursor, Page, after
from bot.web.parts import Parts, UseParts
from storage import audit, labels, referral_queue, tasks
from storage.appointments import Appointment
from storage.conversations import PRIORITIES, URGENT, Conversation
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import Role, StaffMember

router = APIRouter(tags=["lists"])


class Listing(Page[dict[str, Any]]):
    """One page; ask on with `nextCursor` until it is null."""


FIELDS: dict[type[SQLModel], tuple[str, ...]] = {
    Person: ("id", "display_name", "municipality", "created_at"),
    Conversation: (
        "id", "person_id", "mode", "waiting_since", "last_message_at", "created_at", "status", "snoozed_until",
        "assigned_to", "priority",
    ),
    Nudge: ("id", "kind", "person_id", "due_at", "state", "created_at"),
    Appointment: (
        "id", "person_id", "staff_id", "starts_at", "place", "state", "created_at", "minutes", "route_url", "sequence",
        "follows_id",
    ),
    DebtReferral: (
        "id", "person_id", "municipality", "urgent", "stage", "requested_on", "due_on", "decision_due_on",
        "accepted_at", "closed_at", "created_at",
    ),
}  # fmt: skip
"""What another system may read of each; never the words somebody wrote."""
More = Callable[[AsyncSession, Sequence[Any]], Awaitable[Mapping[uuid.UUID, dict[str, Any]]]]
"""Fields that stand in another table, by the id of a row."""


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


async def _page(
    parts: Parts, staff: StaffMember, table: type[Any], cursor: str | None, more: More | None = None
) -> Listing:
    query = _visible(table, staff).order_by(col(table.id)).limit(PAGE + 1)
    if cursor is not None:
        query = query.where(table.id > after(cursor))
    async with parts.database.begin() as session:
        rows: Sequence[Any] = (await session.exec(query)).all()
        known = await more(session, rows) if more else {}
        await audit.record(session, f"api.listed.{table.__tablename__}", now=parts.now(), staff_id=staff.id)
    items = [{_camel(f): getattr(row, f) for f in FIELDS[table]} | known.get(row.id, {}) for row in rows[:PAGE]]
    return Listing(items=items, next_cursor=str(rows[PAGE - 1].id) if len(rows) > PAGE else None)


def _visible(table: type[Any], staff: StaffMember) -> Any:
    if table is DebtReferral:
        return referral_queue.own(reader_of(staff))
    query = select(table)
    if table in (Person, Conversation):
        query = query.where(col(table.merged_into).is_(None))  # that stands for nobody any more
    if may(Role(staff.role), May.SEE_ALL_TEAMS):
        return query
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
    """Conversations of one's own team: how far each is, whose, how pressing (a crisis is urgent), and its labels."""
    return await _page(parts, staff, Conversation, cursor, _work)


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
    """Debt referrals, as far as the page /referrals shows them: to who handles them those of their desk."""
    return await _page(parts, staff, DebtReferral, cursor, _desk_names)


async def _work(session: AsyncSession, rows: Sequence[Conversation]) -> Mapping[uuid.UUID, dict[str, Any]]:
    ids = [row.id for row in rows]
    names, red = await labels.names_of(session, ids), await tasks.with_crisis(session, ids)
    return {
        row.id: {"labels": names.get(row.id, []), "priority": PRIORITIES[URGENT if row.id in red else row.priority]}
        for row in rows
    }


async def _desk_names(session: AsyncSession, rows: Sequence[DebtReferral]) -> Mapping[uuid.UUID, dict[str, Any]]:
    query = select(DebtDesk.id, DebtDesk.name).where(col(DebtDesk.id).in_({row.desk_id for row in rows}))
    names = dict((await session.exec(query)).all())
    return {row.id: {"deskName": names[row.desk_id] if row.desk_id else None} for row in rows}
