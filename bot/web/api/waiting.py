"""The waiting list of a night, first come first. A name that is sent is for staff at the board; it is not given out."""

from __future__ import annotations

import contextlib
import uuid
from datetime import date, datetime
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.api.beds import Night
from bot.web.api.changes import Changes, Removes, SeesBeds, again, facility_of, known_group
from bot.web.api.paging import Cursor, Page, looked, rows_of
from bot.web.api.shapes import Day, Key, Name, Shape
from bot.web.parts import UseParts
from storage import holds, waiting
from storage.errors import NotFound
from storage.facilities import Facility
from storage.waiting import Waiter

router = APIRouter(prefix="/waiting", tags=["beds"])


class NewWaiter(Shape):
    """Somebody waits for a place. Without `night` it is tonight; without `facility` wherever it fits."""

    group: Key
    name: Name
    night: Day | None = None
    facility: Key | None = None


class Waiting(Shape):
    """Somebody waits since `createdAt`; `offeredAt` is when the place `holdId` was kept for them."""

    id: uuid.UUID
    night: date
    group: str
    facility: str | None
    created_at: datetime
    offered_at: datetime | None
    hold_id: uuid.UUID | None


class WaitingList(Page[Waiting]):
    """Who waits, first come first."""


@router.get("")
async def list_waiting(parts: UseParts, staff: SeesBeds, night: Night = None, cursor: Cursor = None) -> WaitingList:
    """Who waits for a place in a night, in their order."""
    query = (
        select(Waiter, Facility)
        .join(Facility, col(Facility.id) == Waiter.facility_id, isouter=True)
        .where(Waiter.night == (night or clock.night_of(parts.now())), col(Waiter.ended_at).is_(None))
    )
    async with parts.database.begin() as session:
        rows, onward = await rows_of(session, query, Waiter, cursor)
        await looked(session, "waiter", staff, parts.now())
    return WaitingList(items=[_shape(row, where) for row, where in rows], next_cursor=onward)


@router.post("", status_code=HTTPStatus.CREATED, responses=again(Waiting))
async def add_waiter(change: Changes, new: NewWaiter) -> Waiting:
    """Put somebody on the list, at its end."""

    async def deed(session: AsyncSession) -> Waiting:
        facility = None if new.facility is None else await facility_of(session, new.facility)
        row = Waiter(
            night=change.sensible(new.night or change.tonight),
            target_group=await known_group(session, new.group),
            facility_id=facility.id if facility else None,
            name=new.name,
            made_by=change.staff.id,
            created_at=change.now,
        )
        session.add(row)
        await change.write_down(session, "waiting.added", waiter=str(row.id))
        return _shape(row, facility)

    return await change.once("wait", new.model_dump(), deed, Waiting)


@router.delete("/{waiter_id}", status_code=HTTPStatus.NO_CONTENT)
async def remove_waiter(change: Removes, waiter_id: uuid.UUID) -> None:
    """They wait no more; a place that was kept for them is given back. Doing it twice is fine."""
    async with change.parts.database.begin() as session:
        waiter = await session.get(Waiter, waiter_id)
        if waiter is not None and waiter.ended_at is None and waiter.hold_id is not None:
            with contextlib.suppress(NotFound):  # ended, or they are in already
                await holds.release(session, waiter.hold_id, change.now)
        await waiting.end(session, waiter_id, "left", change.now)
        await change.write_down(session, "waiting.left", waiter=str(waiter_id))
    change.rang()


def _shape(row: Waiter, facility: Facility | None) -> Waiting:
    return Waiting(
        id=row.id, night=row.night, group=row.target_group, facility=facility.key if facility else None,
        created_at=row.created_at, offered_at=row.offered_at, hold_id=row.hold_id,
    )  # fmt: skip
