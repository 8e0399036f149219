"""A colleague's own agenda: the coming two weeks, when they are free for a talk, and on which days it is otherwise."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import booking, clock
from actions.free_times import FreeSlot
from actions.permissions import May
from actions.rhythm_words import weekday_name
from actions.terms import is_holiday
from bot import bell as bells
from bot.web import agenda_hours
from bot.web.accounts import Visit, who_may
from bot.web.agenda_hours import Refused
from bot.web.night_pages import note_names
from bot.web.pages import Flash, see_other
from storage import appointments, audit, conversations, slots
from storage.appointments import Appointment
from storage.slots import SlotException, SlotPattern

router = APIRouter(prefix="/agenda", include_in_schema=False)
Plans = Annotated[Visit, Depends(who_may(May.MAKE_APPOINTMENTS))]
DAY = timedelta(days=1)
SHOWN_DAYS = 14
NOTES = ("hours-kept", "hours-gone", "exception-kept", "exception-gone")
Hours = TypeVar("Hours", SlotPattern, SlotException)
Change = Callable[[AsyncSession], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class AgendaDay:
    """A day of the two weeks: what is free and what is taken, by time; `why` is a text that tells why nothing is."""

    day: date
    rows: list[tuple[FreeSlot | None, Appointment | None, str]]
    why: str | None


@router.get("")
async def show(visit: Plans, done: str = "", unfit: str = "", seen: str = "") -> Response:
    """The page; `done` and `unfit` tell of the change before it, `seen` is whose names were on it already."""
    flashes = [Flash("ok", visit.say(f"agenda-note-{done}"))] if done in NOTES else []
    return await _page(visit, flashes=flashes, unfit=unfit, seen=seen)


async def _page(
    visit: Visit, *, flashes: Sequence[Flash] = (), unfit: str = "", seen: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:  # fmt: skip
    now, own = visit.parts.now(), visit.staff.id
    today = clock.local(now).date()
    last = today + (SHOWN_DAYS - 1) * DAY
    async with visit.parts.database.begin() as session:
        taken = await appointments.in_agenda(session, own, clock.day_start(today), clock.day_start(last + DAY))
        exceptions = await slots.exceptions(session, own, today, agenda_hours.FAR)
        away = await booking.days_away(session, own, today, last)
        free = await booking.free(session, own, today, last, now)
        patterns = await slots.patterns(session, own, today, agenda_hours.FAR)
        lost = await agenda_hours.named(session, own, unfit, now)
        shown = [one.person_id for one, _ in (*taken, *lost)]
        threads = await conversations.of_people(session, shown)
        mark = await note_names(session, visit, "agenda.seen", set(shown), seen=seen)
    off = {one.day for one in exceptions if one.kind == "off" and agenda_hours.is_whole_day(one)}
    days = [_day(today + n * DAY, free, taken, away=away, off=off) for n in range(SHOWN_DAYS)]
    return visit.render(
        "agenda/page.html", status=status, flashes=flashes, days=days, today=today, patterns=patterns,
        exceptions=exceptions, threads=threads, mark=mark, lost=lost, is_whole_day=agenda_hours.is_whole_day,
        weekdays=[(n, weekday_name(n, visit.account.language)) for n in range(7)], typed=visit.form,
    )  # fmt: skip


def _day(
    day: date, free: Sequence[FreeSlot], taken: Sequence[tuple[Appointment, str]], *, away: frozenset[date],
    off: set[date],
) -> AgendaDay:  # fmt: skip
    rows: list[tuple[FreeSlot | None, Appointment | None, str]] = [
        (slot, None, "") for slot in free if clock.local(slot.starts_at).date() == day
    ]
    rows += [(None, one, name) for one, name in taken if clock.local(one.starts_at).date() == day]
    rows.sort(key=lambda row: (row[0] or row[1] or free[0]).starts_at)
    why = (
        "agenda-away" if day in away else "agenda-off" if day in off else "agenda-holiday" if is_holiday(day) else None
    )
    return AgendaDay(day=day, rows=rows, why=why)


# ---------------------------------------------------------------- changing hours


async def _change(visit: Visit, change: Change, note: str) -> Response:
    """Change one's hours while nobody books; what stands stays, and what no longer fits is named."""
    now, own = visit.parts.now(), visit.staff.id
    try:
        async with visit.parts.database.begin() as session:
            await appointments.one_at_a_time(session, own)
            before = await agenda_hours.fitting(session, own, now)
            await change(session)
            await session.flush()
            lost = before - await agenda_hours.fitting(session, own, now)
            await audit.record(session, "agenda.changed", now=now, staff_id=own, what=note)
    except Refused as error:
        flashes = [Flash("warning", visit.say(error.key))]
        return await _page(visit, flashes=flashes, status=HTTPStatus.CONFLICT)
    visit.parts.bell.ring(bells.INBOX)
    unfit = f"&unfit={','.join(sorted(map(str, lost)))}" if lost else ""
    return see_other(f"/agenda?done={note}{unfit}")


@router.post("/hours")
async def add_hours(visit: Plans) -> Response:
    """New weekly hours."""

    async def change(session: AsyncSession) -> None:
        made = agenda_hours.pattern_in(visit.form, visit.staff.id, visit.parts.now())
        await agenda_hours.refuse_overlap(session, made)
        session.add(made)

    return await _change(visit, change, "hours-kept")


@router.post("/hours/{pattern_id}")
async def change_hours(visit: Plans, pattern_id: uuid.UUID) -> Response:
    """Other weekly hours in place of these."""

    async def change(session: AsyncSession) -> None:
        known = await _own(session, visit, SlotPattern, pattern_id)
        wanted = agenda_hours.pattern_in(visit.form, visit.staff.id, visit.parts.now())
        wanted.id = known.id
        await agenda_hours.refuse_overlap(session, wanted)
        known.sqlmodel_update(wanted.model_dump(exclude={"id", "created_at"}))
        session.add(known)

    return await _change(visit, change, "hours-kept")


@router.post("/hours/{pattern_id}/remove")
async def remove_hours(visit: Plans, pattern_id: uuid.UUID) -> Response:
    """These weekly hours are not offered any more."""

    async def change(session: AsyncSession) -> None:
        await session.delete(await _own(session, visit, SlotPattern, pattern_id))

    return await _change(visit, change, "hours-gone")


@router.post("/exceptions")
async def add_exception(visit: Plans) -> Response:
    """A day on which it is otherwise."""

    async def change(session: AsyncSession) -> None:
        session.add(agenda_hours.exception_in(visit.form, visit.staff.id, visit.parts.now()))

    return await _change(visit, change, "exception-kept")


@router.post("/exceptions/{exception_id}/remove")
async def remove_exception(visit: Plans, exception_id: uuid.UUID) -> Response:
    """That day is as usual after all."""

    async def change(session: AsyncSession) -> None:
        await session.delete(await _own(session, visit, SlotException, exception_id))

    return await _change(visit, change, "exception-gone")


async def _own(session: AsyncSession, visit: Visit, table: type[Hours], row_id: uuid.UUID) -> Hours:
    """Hours of who looks; a page with 404 for those of others, or when they are gone."""
    found = await session.get(table, row_id, with_for_update=True)
    if found is None or found.staff_id != visit.staff.id:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found
