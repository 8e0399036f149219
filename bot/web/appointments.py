"""Appointments from the inbox: plan one, say yes to a proposal, call one off, cancel a planned nudge."""

from __future__ import annotations

import uuid
from datetime import datetime
from http import HTTPStatus

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.appointments import reminders
from bot.web.accounts import Form
from bot.web.pages import PageError
from storage import appointments, audit, conversations, messages, nudges, people, tasks
from storage.appointments import LIVING, Appointment
from storage.conversations import Conversation
from storage.nudges import Nudge
from storage.staff import StaffMember

LONGEST_WORDS = 200
COMING = (
    ("button-coming", "appointment.confirm"),
    ("button-other-time", "appointment.move"),
    ("button-cannot-come", "appointment.cancel"),
)


class NotPlannable(Exception):
    """The form cannot become an appointment; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def moment_in(form: Form, now: datetime) -> datetime:
    """The local moment that date and time in the form mean; raises NotPlannable when unreadable or past."""
    try:
        wanted = datetime.fromisoformat(f"{form.get('date', '')}T{form.get('time', '')}")
    except ValueError as error:
        raise NotPlannable("inbox-plan-unreadable") from error
    moment = clock.at(wanted.date(), wanted.time().replace(tzinfo=None))
    if moment <= now:
        raise NotPlannable("inbox-plan-past")
    return moment


async def plan(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, form: Form, now: datetime
) -> None:
    """Plan an appointment with this staff member, remind of it, and tell the client.

    Raises NotPlannable, or IntegrityError when the staff member has another one at that moment.
    """
    assert conversation.person_id is not None
    made = Appointment(
        person_id=conversation.person_id, staff_id=staff.id, starts_at=moment_in(form, now), state="planned",
        place=_words(form, "place"), topic=_words(form, "topic"), made_by_role="staff", created_at=now,
    )  # fmt: skip
    await appointments.add(session, made)
    await nudges.plan(session, reminders(made, now))
    await _record(session, "appointment.planned", made, staff, now)
    where = f", {made.place}" if made.place else ""
    await _tell(session, conversation, made, key="appointment-made", now=now, buttons=COMING, where=where)


def _words(form: Form, name: str) -> str | None:
    return form.get(name, "").strip()[:LONGEST_WORDS] or None


async def accept(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime
) -> None:
    """Say yes to a proposal: it stands, is reminded of, and the client hears so. A second yes does nothing.

    Raises NotPlannable when its moment has passed, or IntegrityError when somebody is double booked.
    """
    found = await _own(session, conversation, appointment_id)
    if found.state != "proposed":
        return
    if found.starts_at <= now:
        raise NotPlannable("inbox-plan-past")
    found.staff_id = found.staff_id or staff.id
    await appointments.change(session, found, state="planned", now=now)
    await nudges.plan(session, reminders(found, now))
    await _finish_tasks(session, conversation, found, staff, now)
    await _record(session, "appointment.accepted", found, staff, now)
    await _tell(session, conversation, found, key="appointment-accepted", now=now, buttons=COMING)


async def call_off(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime
) -> None:
    """It does not happen: nobody is reminded of it any more, and the client hears so. Twice does nothing."""
    found = await _own(session, conversation, appointment_id)
    if found.state not in LIVING:
        return
    await appointments.change(session, found, state="cancelled", now=now)
    await nudges.cancel_about(session, found.id, now=now, reason="cancelled")
    await _finish_tasks(session, conversation, found, staff, now)
    await _record(session, "appointment.cancelled", found, staff, now)
    again = (("button-make-appointment", "make_appointment"),)
    await _tell(session, conversation, found, key="appointment-gone", now=now, buttons=again)


async def cancel_nudge(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, nudge_id: uuid.UUID, now: datetime
) -> None:
    """Stapje will not say this; when it has been said or cancelled in the meantime nothing changes."""
    found = await session.get(Nudge, nudge_id, with_for_update=True)
    if found is None or found.person_id is None or found.person_id != conversation.person_id:
        raise PageError(HTTPStatus.NOT_FOUND)
    if found.state != "planned":
        return
    await nudges.end(session, [found.id], state="cancelled", now=now, reason="staff")
    await audit.record(
        session, "nudge.cancelled", now=now, staff_id=staff.id, person_id=found.person_id, kind=found.kind
    )


async def _own(session: AsyncSession, conversation: Conversation, appointment_id: uuid.UUID) -> Appointment:
    found = await session.get(Appointment, appointment_id, with_for_update=True)
    if found is None or found.person_id != conversation.person_id:
        raise PageError(HTTPStatus.NOT_FOUND)
    return found


async def _finish_tasks(
    session: AsyncSession, conversation: Conversation, about: Appointment, staff: StaffMember, now: datetime
) -> None:
    for task in await tasks.open_tasks(session, conversation.id):
        if task.subject_id == about.id:
            await tasks.finish(session, task.id, staff.id, now)


async def _record(session: AsyncSession, action: str, about: Appointment, staff: StaffMember, now: datetime) -> None:
    await audit.record(
        session, action, now=now, staff_id=staff.id, person_id=about.person_id, appointment=str(about.id)
    )


async def _tell(
    session: AsyncSession, conversation: Conversation, about: Appointment, *, key: str, now: datetime,
    buttons: tuple[tuple[str, str], ...], **facts: str,
) -> None:  # fmt: skip
    """Say it to the client, in the client's language, over the channel they used last."""
    language, here = conversation.language, clock.local(about.starts_at)
    moment = texts.say(language, "moment", day=clock.day_words(here.date(), language), clock=clock.clock_words(here))
    with_whom = await session.get(StaffMember, about.staff_id) if about.staff_id else None
    who = with_whom.display_name if with_whom else texts.say(language, "your-contact-person")
    address = await people.reachable_address(session, conversation.id)
    await messages.say(
        session,
        conversation_id=conversation.id,
        address_id=address.id if address else None,
        said=texts.say(language, key, moment=moment, who=who, **facts),
        now=now,
        buttons=[
            {
                "token": conversations.new_button_token(),
                "label": texts.say(language, label),
                "action": action,
                "arguments": {"appointment": str(about.id)},
            }
            for label, action in buttons
        ],
    )
