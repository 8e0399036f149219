"""Tonight's waiting list: in order for each group, with who is offered a place now; staff add, place and take off."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot.web.accounts import Form, Visit
from bot.web.night_pages import (
    Answer,
    Changes,
    Sees,
    Wrong,
    answer_of,
    change,
    check_night,
    facility_in,
    group_in,
    line,
    new_key,
    note_names,
    told,
)
from bot.web.pages import Flash
from storage import audit, availability, facilities, guests, holds, stays, waiting
from storage.availability import Availability
from storage.beds import BedNight, Place, Sleeper
from storage.errors import AlreadyTaken, NotFound
from storage.facilities import Facility
from storage.people import Person
from storage.waiting import Waiter, Waits

router = APIRouter(prefix="/beds/waiting", include_in_schema=False)
LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Who waits for one group, and the shelters with a place for it now."""

    group: str
    rows: list[Waits]
    free: list[Availability]


# ---------------------------------------------------------------- looking


@router.get("")
async def show(visit: Sees, ask: uuid.UUID | None = None, done: str = "", seen: str = "") -> Response:
    """The list; `ask` is the row that asks where the place is, `seen` the mark of names that were shown before."""
    return await _page(visit, ask=ask, done=done, seen=seen)


async def _page(
    visit: Visit,
    *,
    ask: uuid.UUID | None = None,
    done: str = "",
    seen: str = "",
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    now, may_change = visit.parts.now(), visit.account.may(May.CHANGE_BEDS)
    night = clock.night_of(now)
    async with visit.parts.database.begin() as session:
        rows = await waiting.of_night(session, night, now)
        groups = [group.key for group in await facilities.target_groups(session)]
        shelters = await facilities.all_facilities(session)
        counts = await availability.availability(session, night=night, now=now)
        answer = await answer_of(session, visit, done)
        named = [row.id for row in rows if row.name]
        mark = await note_names(session, visit, "waiting.seen", named, seen=seen) if named and may_change else ""
    typed: Form = visit.form if status >= HTTPStatus.BAD_REQUEST else {}
    return visit.render(
        "night/waiting.html", status=status, flashes=[*flashes, *told(visit, answer)], night=night, now=now,
        queues=_queues(groups, rows, counts), off=[row for row in rows if row.left_at], groups=groups,
        shelters=shelters, ask=ask, mark=mark, typed=typed, may_change=may_change, new_key=new_key,
    )  # fmt: skip


def _queues(groups: Sequence[str], rows: Sequence[Waits], counts: Sequence[Availability]) -> list[Queue]:
    return [
        Queue(
            group=group,
            rows=[row for row in rows if row.group == group and row.left_at is None],
            free=[count for count in counts if count.group == group and count.free],
        )
        for group in groups
        if any(row.group == group and row.left_at is None for row in rows)
    ]


# ---------------------------------------------------------------- doing


@router.post("")
async def add(visit: Changes) -> Response:
    """Somebody at the door waits: a name and a group."""

    async def deed(session: AsyncSession) -> Answer:
        night, name = check_night(visit), line(visit, "name", LONGEST_NAME)
        if not name:
            raise Wrong("night-which-name")
        where = await facility_in(session, visit) if visit.form.get("facility") else None
        row = Waiter(
            night=night, target_group=await group_in(session, visit), name=name, made_by=visit.staff.id,
            facility_id=where.id if where else None, created_at=visit.parts.now(),
        )  # fmt: skip
        session.add(row)
        await _record(session, visit, "waiting.added", row)
        return {"note": "night-waiting-added"}

    return await change(visit, deed, show=_page, to="/beds/waiting")


@router.post("/{row_id}/place")
async def place(visit: Changes, row_id: uuid.UUID) -> Response:
    """Somebody gets a place: they are in (`do` is in), or it is held for them (hold)."""

    async def deed(session: AsyncSession) -> Answer:
        row = await _waits(session, row_id)
        if visit.form.get("do") == "hold":
            given, note = await _hold(session, visit, row), "night-waiting-held"
        else:
            given, note = await _let_in(session, visit, row), "night-waiting-in"
        row.hold_id = given.id
        await waiting.end(session, row.id, "placed", visit.parts.now())
        await _record(session, visit, "waiting.placed", row)
        until = clock.clock_words(given.held_until) if given.held_until else ""
        return {"note": note, "facts": {"bed": given.bed, "place": given.facility_name, "until": until}}

    return await change(visit, deed, show=_page, to="/beds/waiting")


async def _let_in(session: AsyncSession, visit: Visit, row: Waiter) -> Place:
    """In the bed that is kept for them, else in a free one of the shelter that the form names."""
    now = visit.parts.now()
    offered = await _offered(session, row, visit)
    if offered is not None:
        return await stays.arrive(session, offered, now=now, night=row.night)
    facility = await facility_in(session, visit)
    person = await session.get(Person, row.person_id) if row.person_id else None
    guest = await guests.of_person(session, person) if person else None
    whose = Sleeper(
        guest_id=guest.id if guest else None, person_id=row.person_id, conversation_id=row.conversation_id,
        guest_name=row.name, made_by=visit.staff.id,
    )  # fmt: skip
    return await stays.check_in(
        session, night=row.night, group=row.target_group, facility=facility.key, now=now, whose=whose
    )


async def _hold(session: AsyncSession, visit: Visit, row: Waiter) -> Place:
    """Only for whom staff wrote down: who waits in the chat is offered a place there, and told."""
    if row.conversation_id is not None:
        raise Wrong("night-waiting-chat-offers")
    facility: Facility = await facility_in(session, visit)
    whose = Sleeper(guest_name=row.name, made_by=visit.staff.id)
    return await holds.hold(
        session, night=row.night, group=row.target_group, facilities=(facility.key,), now=visit.parts.now(), whose=whose
    )


@router.post("/{row_id}/leave")
async def leave(visit: Changes, row_id: uuid.UUID) -> Response:
    """Somebody waits no more; a place that was kept for them is free again."""

    async def deed(session: AsyncSession) -> Answer:
        row = await _waits(session, row_id)
        offered = await _offered(session, row, visit)
        if offered is not None:
            await holds.release(session, offered, visit.parts.now())
        await waiting.end(session, row.id, "left", visit.parts.now())
        await _record(session, visit, "waiting.left", row)
        return {"note": "night-waiting-left"}

    return await change(visit, deed, show=_page, to="/beds/waiting")


@router.post("/{row_id}/back")
async def back(visit: Changes, row_id: uuid.UUID) -> Response:
    """Taking somebody off the list was a mistake: they wait again, where they stood."""

    async def deed(session: AsyncSession) -> Answer:
        row = await session.get(Waiter, row_id, with_for_update=True)
        if row is None or row.end_reason != "left":
            raise NotFound(f"nobody left the list as {row_id}")
        if row.conversation_id and await waiting.of_conversation(session, row.conversation_id, row.night):
            raise AlreadyTaken("this conversation is on the list already")
        row.ended_at, row.end_reason, row.hold_id, row.offered_at = None, None, None, None
        await _record(session, visit, "waiting.back", row)
        return {"note": "night-waiting-back"}

    return await change(visit, deed, show=_page, to="/beds/waiting")


async def _waits(session: AsyncSession, row_id: uuid.UUID) -> Waiter:
    """Somebody who waits still, for this transaction alone; raises NotFound."""
    row = await session.get(Waiter, row_id, with_for_update=True)
    if row is None or row.ended_at is not None:
        raise NotFound(f"nobody waits as {row_id}")
    return row


async def _offered(session: AsyncSession, row: Waiter, visit: Visit) -> uuid.UUID | None:
    """The place that is kept for them now."""
    held = await session.get(BedNight, row.hold_id) if row.hold_id else None
    alive = held is not None and held.ended_at is None and held.held_until and held.held_until > visit.parts.now()
    return row.hold_id if alive else None


async def _record(session: AsyncSession, visit: Visit, action: str, row: Waiter) -> None:
    session.add(row)
    await session.flush()
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=row.person_id,
        conversation_id=row.conversation_id, waiter=str(row.id),
    )  # fmt: skip
