"""Appointments from the inbox: plan one, move it, offer times, say yes to a proposal, call off, cancel a nudge."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import booking, clock, reminders, texts
from actions.appointment_words import moment_words, where_words, who_words
from actions.free_times import FreeSlot
from bot.web.accounts import Form
from bot.web.pages import PageError
from storage import appointments, audit, conversations, messages, nudges, people, tasks
from storage.appointments import LIVING, STANDING, Appointment
from storage.conversations import Conversation
from storage.nudges import Nudge
from storage.staff import StaffMember

LONGEST_WORDS = 200
USUAL_MINUTES = 45
SHOWN_DAYS, MOST_SHOWN = timedelta(days=14), 20
"""Free times in the form: of the coming two weeks, so many at most."""
FEWEST_OFFERED, MOST_OFFERED = 2, 4
COMING = (
    ("button-coming", "appointment.confirm"),
    ("button-other-time", "appointment.move"),
    ("button-cannot-come", "appointment.cancel"),
    ("button-to-calendar", "appointment.calendar"),
)


class NotPlannable(Exception):
    """The form cannot become an appointment; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


# ---------------------------------------------------------------- what a form says


async def choices(session: AsyncSession, staff: StaffMember, now: datetime) -> list[FreeSlot]:
    """The free times of a colleague that the forms begin with."""
    today = clock.local(now).date()
    return (await booking.free(session, staff.id, today, today + SHOWN_DAYS, now))[:MOST_SHOWN]


def moment_in(form: Form, now: datetime, date_field: str = "date", time_field: str = "time") -> datetime:
    """The local moment that date and time in the form mean; raises NotPlannable when unreadable or past."""
    try:
        wanted = datetime.fromisoformat(f"{form.get(date_field, '')}T{form.get(time_field, '')}")
    except ValueError as error:
        raise NotPlannable("inbox-plan-unreadable") from error
    return _ahead(clock.at(wanted.date(), wanted.time().replace(tzinfo=None)), now)


def _ahead(moment: datetime, now: datetime) -> datetime:
    if moment <= now:
        raise NotPlannable("inbox-plan-past")
    return moment


async def _slot_in(session: AsyncSession, staff: StaffMember, form: Form, now: datetime) -> FreeSlot:
    """The free time that was chosen, else date, time and length; a place that was typed goes before a published one."""
    if form.get("slot"):
        slot = await _published(session, staff, form["slot"], now)
    else:
        slot = FreeSlot(starts_at=moment_in(form, now), minutes=_minutes(form))
    place, route = _words(form, "place"), _route(form)
    if place is None:
        return replace(slot, route_url=route or slot.route_url)
    return replace(slot, place=place, route_url=route)


async def _published(session: AsyncSession, staff: StaffMember, written: str, now: datetime) -> FreeSlot:
    """The free time whose beginning is written so; raises NotPlannable when it is not free any more."""
    try:
        moment = datetime.fromisoformat(written)
        day = clock.local(_ahead(moment, now)).date()
    except (ValueError, TypeError) as error:  # not a moment, or one without a zone
        raise NotPlannable("inbox-plan-unreadable") from error
    found = next((s for s in await booking.free(session, staff.id, day, day, now) if s.starts_at == moment), None)
    if found is None:
        raise NotPlannable("inbox-plan-gone")
    return found


def _minutes(form: Form) -> int:
    written = form.get("minutes", "").strip() or str(USUAL_MINUTES)
    if not (written.isascii() and written.isdigit() and 5 <= int(written[:4]) <= 600):
        raise NotPlannable("inbox-plan-length")
    return int(written)


def _route(form: Form) -> str | None:
    route = _words(form, "route_url")
    if route is not None and not route.startswith(("https://", "http://")):
        raise NotPlannable("inbox-plan-route")
    return route


def _words(form: Form, name: str) -> str | None:
    return form.get(name, "").strip()[:LONGEST_WORDS] or None


async def _moving(session: AsyncSession, conversation: Conversation, form: Form) -> Appointment | None:
    """The appointment that the form moves; None for a new one."""
    if not form.get("moving"):
        return None
    try:
        found = await _own(session, conversation, uuid.UUID(form["moving"]))
    except ValueError as error:
        raise NotPlannable("inbox-plan-unreadable") from error
    if found.state not in LIVING:
        raise NotPlannable("inbox-plan-over")
    return found


# ---------------------------------------------------------------- planning, moving and offering


async def plan(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, form: Form, now: datetime
) -> str | None:
    """Plan an appointment with this staff member, or move one; remind of it, and tell the client.

    Returns the note to show when the client has something else in these hours, else None. Raises NotPlannable, or
    DoubleBooked when the staff member has another one in that time.
    """
    assert conversation.person_id is not None
    old = await _moving(session, conversation, form)
    slot = await _slot_in(session, staff, form, now)
    made = Appointment(
        person_id=conversation.person_id, staff_id=staff.id, starts_at=slot.starts_at, minutes=slot.minutes,
        place=slot.place, route_url=slot.route_url, bring=_words(form, "bring"), topic=_words(form, "topic"),
        state="planned", made_by_role="staff", created_at=now,
    )  # fmt: skip
    if old is not None:
        made.place, made.route_url = made.place or old.place, made.route_url or old.route_url
        made.bring, made.topic = made.bring or old.bring, made.topic or old.topic
        await _finish_tasks(session, conversation, old, staff, now)
    await booking.stand(session, made, now, instead_of=old)
    await _record(session, "appointment.moved" if old else "appointment.planned", made, staff, now)
    key = "appointment-moved-for-you" if old else "appointment-made"
    await _tell(session, conversation, made, [key, *_extras(made), "appointment-can-you-come"], now=now, buttons=COMING)
    return "planned-double" if await appointments.at_the_same_time(session, made) else None


def _extras(made: Appointment) -> list[str]:
    """What is said below when and where."""
    known = (("appointment-bring", made.bring), ("appointment-route", made.route_url))
    return [key for key, value in known if value]


async def offer(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, form: Form, now: datetime
) -> None:
    """Let the client choose between two to four times; a proposal they are an answer to is dealt with by that.

    Raises NotPlannable when there are too few or too many, or one of them cannot be.
    """
    old = await _moving(session, conversation, form)
    offered = [await _published(session, staff, form[name], now) for name in sorted(form) if name.startswith("offer-")]
    for number in ("1", "2"):
        if form.get(f"own_date_{number}") or form.get(f"own_time_{number}"):
            starts_at = moment_in(form, now, f"own_date_{number}", f"own_time_{number}")
            offered.append(FreeSlot(starts_at=starts_at, minutes=_minutes(form)))
    offered = list({slot.starts_at: slot for slot in sorted(offered, key=lambda slot: slot.starts_at)}.values())
    if not FEWEST_OFFERED <= len(offered) <= MOST_OFFERED:
        raise NotPlannable("inbox-offer-how-many")
    for slot in offered:
        if await appointments.standing(session, staff.id, slot.starts_at, slot.ends_at):
            raise NotPlannable("inbox-plan-booked")
    if old is not None:
        await _finish_tasks(session, conversation, old, staff, now)
    topic = _words(form, "topic") or (old.topic if old else None)
    await booking.offer_times(
        session, conversation, staff, _placed(offered, form), now, moving=old.id if old else None, topic=topic
    )


def _placed(offered: Sequence[FreeSlot], form: Form) -> list[FreeSlot]:
    place = _words(form, "place")
    return [replace(slot, place=place) if place else slot for slot in offered]


async def accept(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime
) -> None:
    """Say yes to a proposal: it stands, what it replaces does not any more, and the client hears so. Twice is once.

    Raises NotPlannable when its moment has passed, or DoubleBooked when somebody is double booked.
    """
    found = await _own(session, conversation, appointment_id)
    if found.state != "proposed":
        return
    _ahead(found.starts_at, now)
    found.staff_id = found.staff_id or staff.id
    old = await _own(session, conversation, found.follows_id) if found.follows_id else None
    await _finish_tasks(session, conversation, found, staff, now)
    await booking.stand(session, found, now, instead_of=old if old and old.state in STANDING else None)
    await _record(session, "appointment.accepted", found, staff, now)
    await _tell(session, conversation, found, ["appointment-accepted"], now=now, buttons=COMING)


async def call_off(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, appointment_id: uuid.UUID, now: datetime,
    *, word: str = "",
) -> None:  # fmt: skip
    """It does not happen: nobody is reminded of it any more, and the client hears so. Twice does nothing.

    The client reads `word` as it is. What a refused proposal was to move goes on.
    """
    found = await _own(session, conversation, appointment_id)
    if found.state not in LIVING:
        return
    was_proposed = found.state == "proposed"
    await appointments.change(session, found, state="cancelled", now=now)
    await reminders.drop_for(session, found, now, "cancelled")
    await _finish_tasks(session, conversation, found, staff, now)
    await _record(session, "appointment.cancelled", found, staff, now)
    old = await _own(session, conversation, found.follows_id) if found.follows_id and was_proposed else None
    stays = old is not None and old.state in STANDING and old.starts_at > now
    facts = {"words": word.strip()[:LONGEST_WORDS], "by": staff.display_name}
    said = ["appointment-not-moved" if stays else "appointment-gone", *(["appointment-word"] if facts["words"] else [])]
    if old is not None:
        facts["other"] = moment_words(old.starts_at, conversation.language)
    again = (("button-make-appointment", "make_appointment"), ("button-from-calendar", "appointment.calendar"))
    await _tell(session, conversation, found, said, now=now, buttons=again, **facts)


async def cancel_nudge(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, nudge_id: uuid.UUID, now: datetime
) -> None:
    """Stapje will not say this; when it has been said or cancelled in the meantime nothing changes."""
    found = await session.get(Nudge, nudge_id, with_for_update=True)
    if found is None or found.person_id is None or found.person_id != conversation.person_id:
        raise PageError(HTTPStatus.NOT_FOUND)
    if found.kind in nudges.WORK_FOR_STAFF:
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
    session: AsyncSession, conversation: Conversation, about: Appointment, keys: Sequence[str], *, now: datetime,
    buttons: tuple[tuple[str, str], ...], **facts: str,
) -> None:  # fmt: skip
    """Say it to the client, in the client's language, over the channel they used last; one message."""
    language = conversation.language
    known = {
        "moment": moment_words(about.starts_at, language), "where": where_words(about.place),
        "bring": about.bring or "",
        "who": facts.pop("by", None) or await who_words(session, about.staff_id, language),
        "route": about.route_url or "",
    } | facts  # fmt: skip
    address = await people.reachable_address(session, conversation.id)
    await messages.say(
        session,
        conversation_id=conversation.id,
        address_id=address.id if address else None,
        said="\n\n".join(texts.say(language, key, **known) for key in keys),
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
