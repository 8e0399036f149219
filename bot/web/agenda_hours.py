"""The hours in which a colleague is free for a talk, as forms of the page /agenda say them."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import booking, clock, free_times
from bot.web.accounts import Form
from storage import appointments, slots
from storage.appointments import STANDING, Appointment
from storage.slots import SlotException, SlotPattern

EARLIEST, LATEST = time(7, 0), time(22, 0)
"""Local hours that may be published: nobody is asked to come at night."""
WHOLE_DAY = (time(0, 0), time(23, 59))
LONGEST = 200
FAR = date(9999, 12, 31)


class Refused(Exception):
    """The form cannot become hours; `key` is the text that says what to do."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def pattern_in(form: Form, staff_id: uuid.UUID, now: datetime) -> SlotPattern:
    """Weekly hours; without a first day from today on. Raises Refused."""
    starts, ends, minutes = _hours(form)
    try:
        weekday = int(form.get("weekday", ""))
        first = _day(form.get("first_day", "")) or clock.local(now).date()
        last = _day(form.get("last_day", ""))
    except ValueError as error:
        raise Refused("agenda-no-day") from error
    if not 0 <= weekday <= 6:
        raise Refused("agenda-no-day")
    if last is not None and last < first:
        raise Refused("agenda-days-in-order")
    return SlotPattern(
        staff_id=staff_id, weekday=weekday, starts=starts, ends=ends, minutes=minutes, place=_words(form, "place"),
        route_url=_route(form), first_day=first, last_day=last, created_at=now,
    )  # fmt: skip


def exception_in(form: Form, staff_id: uuid.UUID, now: datetime) -> SlotException:
    """A day or hours off, or an extra hour, today or later. Raises Refused."""
    kind = form.get("kind", "")
    try:
        day = _day(form.get("day", ""))
    except ValueError as error:
        raise Refused("agenda-no-day") from error
    if kind not in ("off_day", "off", "extra") or day is None:
        raise Refused("agenda-no-day")
    if day < clock.local(now).date():
        raise Refused("agenda-day-passed")
    starts, ends, minutes = (*WHOLE_DAY, 45) if kind == "off_day" else _hours(form, cut=kind == "extra")
    return SlotException(
        staff_id=staff_id, day=day, kind="extra" if kind == "extra" else "off", starts=starts, ends=ends,
        minutes=minutes, place=_words(form, "place"), route_url=_route(form), created_at=now,
    )  # fmt: skip


def is_whole_day(exception: SlotException) -> bool:
    """Whether somebody is off from morning to night."""
    return (exception.starts, exception.ends) == WHOLE_DAY


def _hours(form: Form, *, cut: bool = True) -> tuple[time, time, int]:
    try:
        starts, ends = (time.fromisoformat(form.get(name, "")).replace(tzinfo=None) for name in ("starts", "ends"))
        minutes = int(form.get("minutes") or 45)
    except ValueError as error:
        raise Refused("agenda-no-hours") from error
    if starts >= ends:
        raise Refused("agenda-hours-in-order")
    if starts < EARLIEST or ends > LATEST:
        raise Refused("agenda-at-night")
    long = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    if not 5 <= minutes <= 600 or (cut and minutes > long):
        raise Refused("agenda-too-short")
    return starts, ends, minutes


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _words(form: Form, name: str) -> str | None:
    return " ".join(form.get(name, "").split())[:LONGEST] or None


def _route(form: Form) -> str | None:
    route = _words(form, "route_url")
    if route is not None and not route.startswith(("https://", "http://")):
        raise Refused("inbox-plan-route")
    return route


async def refuse_overlap(session: AsyncSession, made: SlotPattern) -> None:
    """Raise Refused when there are other weekly hours at the same time."""
    for other in await slots.patterns(session, made.staff_id, made.first_day, made.last_day or FAR):
        same = other.id != made.id and other.weekday == made.weekday
        if same and other.starts < made.ends and made.starts < other.ends:
            raise Refused("agenda-hours-twice")


# ---------------------------------------------------------------- what no longer fits


async def fitting(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> set[uuid.UUID]:
    """Which appointments that stand lie within the published hours; those elsewhere were meant to."""
    query = select(Appointment).where(
        Appointment.staff_id == staff_id, col(Appointment.state).in_(STANDING), Appointment.starts_at > now
    )
    ahead = (await session.exec(query)).all()
    if not ahead:
        return set()
    first, last = (clock.local(edge(one.starts_at for one in ahead)).date() for edge in (min, max))
    patterns = await slots.patterns(session, staff_id, first, last)
    exceptions = await slots.exceptions(session, staff_id, first, last)
    away = await booking.days_away(session, staff_id, first, last)
    return {
        one.id
        for one in ahead
        if clock.local(one.starts_at).date() not in away
        and free_times.within_hours(one.starts_at, one.ends_at, patterns, exceptions)
    }


async def named(
    session: AsyncSession, staff_id: uuid.UUID, written: str, now: datetime
) -> list[tuple[Appointment, str]]:
    """The colleague's own appointments whose ids are written after one another, with the client's name."""
    wanted = set(written.split(","))
    if not written:
        return []
    ahead = await appointments.in_agenda(session, staff_id, now, datetime.max.replace(tzinfo=now.tzinfo))
    return [(one, name) for one, name in ahead if str(one.id) in wanted]
