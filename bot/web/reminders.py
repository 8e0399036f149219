"""Beside a thread: how a client is reminded of appointments, and whether they came to those that have begun."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import appointment_after, reminders
from actions.errors import NotAWish
from actions.reminder_chat import length
from actions.reminders import CHOICES, Reminding
from bot.web.accounts import Form, Visit
from bot.web.appointments import NotPlannable
from bot.web.pages import PageError
from storage import appointments, audit, colleagues, tasks
from storage.appointments import LIVING, STANDING, Appointment
from storage.conversations import Conversation
from storage.people import Person
from storage.staff import StaffMember

SHOWN = timedelta(days=14)
"""So long after it an appointment stays on their page, so that what was noted can be put right."""
MOST_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Begun:
    """An appointment that has begun: when, with whom, how it is known to have gone (`state`), and what may be noted."""

    id: uuid.UUID
    starts_at: datetime
    who: str | None
    state: str
    went: str | None
    words: str


@dataclass(frozen=True, kw_only=True)
class ReminderFacts:
    """How the client is reminded (`said`, `how`), coming appointments with a way of their own, and those that began.

    `choices` are (minutes before, label) for a form.
    """

    said: str
    how: Reminding
    choices: list[tuple[int, str]]
    own: dict[uuid.UUID, str] = field(default_factory=dict)
    begun: list[Begun] = field(default_factory=list)


async def gather(
    session: AsyncSession, visit: Visit, person: Person, ahead: list[Appointment]
) -> ReminderFacts:  # fmt: skip
    """What their page shows of it."""
    language, now = visit.account.language, visit.parts.now()
    how = reminders.reminding(person.reminders)
    begun = (await appointments.begun(session, person.id, now, since=now - SHOWN))[:MOST_SHOWN]
    names = await colleagues.names(session, [a.staff_id for a in begun if a.staff_id])
    return ReminderFacts(
        said=_said(visit, how),
        how=how,
        choices=[(0, visit.say("inbox-reminders-none")), *((m, length(language, m)) for m in _minutes(how, ahead))],
        own={a.id: _said(visit, reminders.reminding(person.reminders, a.reminders)) for a in ahead if a.reminders},
        begun=[_begun(a, names) for a in begun],
    )


def _said(visit: Visit, how: Reminding) -> str:
    """Short: "Dag ervoor · 2 uur van tevoren"."""
    parts = [visit.say("inbox-reminders-day")] if how.day_before else []
    if how.minutes_before:
        parts.append(visit.say("remind-before", time=length(visit.account.language, how.minutes_before)))
    if not parts:
        parts.append(visit.say("inbox-reminders-none"))
    return " · ".join([*parts, *([visit.say("inbox-reminders-discreet")] if how.discreet else [])])


def _minutes(how: Reminding, ahead: list[Appointment]) -> list[int]:
    """What may be chosen: the usual times, and what is so already."""
    so_already = {how.minutes_before, *(reminders.reminding(a.reminders).minutes_before for a in ahead)}
    return sorted({*CHOICES, *so_already} - {0})


def _begun(appointment: Appointment, names: dict[uuid.UUID, str]) -> Begun:
    return Begun(
        id=appointment.id, starts_at=appointment.starts_at,
        who=names.get(appointment.staff_id) if appointment.staff_id else None,
        state=appointment.state if appointment.state in ("done", "missed") else "open", went=appointment.went,
        words=appointment.went_words,
    )  # fmt: skip


# ---------------------------------------------------------------- changing


async def change(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, form: Form, now: datetime,
) -> None:  # fmt: skip
    """Keep how the client is reminded, or of one appointment; what is planned moves along. Raises NotPlannable."""
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    if person is None:
        raise PageError(HTTPStatus.NOT_FOUND)
    appointment_id, wish = _which(form), _wish(form)
    if appointment_id is None:
        person.reminders = wish
        session.add(person)
        await session.flush()
        await reminders.plan_all_for(session, person, now)
    else:
        await _change_one(session, conversation, appointment_id, wish, now)
    await audit.record(
        session, "reminders.changed", now=now, staff_id=staff.id, person_id=person.id, by="staff",
        appointment=str(appointment_id) if appointment_id else None, **(wish or {}),
    )  # fmt: skip


def _which(form: Form) -> uuid.UUID | None:
    """The one appointment it is for; None: for all."""
    try:
        return uuid.UUID(form["appointment"]) if form.get("appointment") else None
    except ValueError as error:
        raise NotPlannable("inbox-reminders-wrong") from error


def _wish(form: Form) -> dict[str, Any] | None:
    """What the form says; None: one appointment as the client wishes it, or the client as everybody."""
    if form.get("as_client"):
        return None
    minutes = form.get("minutes_before", "")
    try:
        return reminders.checked(
            {
                "day_before": "day_before" in form,
                "minutes_before": int(minutes) if minutes.isascii() and minutes.isdigit() else -1,
                "discreet": "discreet" in form,
            }
        )
    except NotAWish as error:
        raise NotPlannable("inbox-reminders-wrong") from error


async def _change_one(
    session: AsyncSession, conversation: Conversation, appointment_id: uuid.UUID, wish: dict[str, Any] | None,
    now: datetime,
) -> None:  # fmt: skip
    found = await _own(session, conversation, appointment_id)
    if found.state not in LIVING:
        return
    found.reminders = wish
    session.add(found)
    await session.flush()
    if found.state in STANDING:
        await reminders.plan_for(session, found, now)


async def note(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime,
    *, came: bool,
) -> None:  # fmt: skip
    """Somebody came, or not; before it begins there is nothing to note. Twice is once."""
    found = await _own(session, conversation, appointment_id)
    if found.starts_at > now or found.state not in (*STANDING, "done", "missed"):
        raise PageError(HTTPStatus.NOT_FOUND)
    if await appointment_after.note(session, found, came=came, by=staff, now=now):
        await _record(session, "appointment.kept" if came else "appointment.missed", found, staff, now)


async def take_back(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime
) -> None:
    """What was noted was wrong; the task that came of it is over too, unless the client said something themselves."""
    found = await _own(session, conversation, appointment_id)
    if not await appointment_after.take_back(session, found, now):
        return
    for task in await tasks.open_tasks(session, conversation.id):
        if task.subject_id == found.id and not found.went_words and found.went != "bad":
            await tasks.finish(session, task.id, staff.id, now)
    await _record(session, "appointment.record_undone", found, staff, now)


async def _own(session: AsyncSession, conversation: Conversation, appointment_id: uuid.UUID) -> Appointment:
    found = await session.get(Appointment, appointment_id, with_for_update=True)
    if found is None or found.person_id != conversation.person_id:
        raise PageError(HTTPStatus.NOT_FOUND)
    return found


async def _record(session: AsyncSession, action: str, about: Appointment, staff: StaffMember, now: datetime) -> None:
    await audit.record(
        session, action, now=now, staff_id=staff.id, person_id=about.person_id, appointment=str(about.id)
    )
