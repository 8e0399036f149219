"""Booking: what is free, who asks first has it, times a colleague offers, and proposals where nothing is published.

A published time that is free is planned at once. A proposal and an offer hold nothing: whoever is certain first has the
time, and a button that comes too late says what is free by then.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, free_times, reminders, texts
from actions.appointment_words import short_words, who_words
from actions.free_times import FreeSlot
from actions.terms import after_working_days
from storage import appointments, audit, conversations, messages, people, slots, tasks, transfers
from storage.appointments import LIVING, STANDING, Appointment
from storage.conversations import Conversation
from storage.errors import DoubleBooked
from storage.staff import StaffMember

AHEAD = timedelta(days=42)
"""So far ahead free times are looked for by themselves."""
OFFERED = 3
ANSWER_DAYS = 2
"""A proposal that staff leave unanswered for so many working days goes to the team, then to the coordinator."""
DAY = timedelta(days=1)


# ---------------------------------------------------------------- what is free


async def free(
    session: AsyncSession, staff_id: uuid.UUID, first_day: date, last_day: date, now: datetime
) -> list[FreeSlot]:
    """A colleague's free times from `first_day` up to and including `last_day` (local days), soonest first.

    Empty when nothing is published. See actions/free_times.py for what counts as free.
    """
    first = max(first_day, clock.local(now).date())
    if last_day < first:
        return []
    patterns = await slots.patterns(session, staff_id, first, last_day)
    exceptions = await slots.exceptions(session, staff_id, first, last_day)
    if not patterns and not exceptions:
        return []
    booked = await appointments.standing(session, staff_id, clock.day_start(first), clock.day_start(last_day + DAY))
    return free_times.free_slots(
        first, last_day, patterns=patterns, exceptions=exceptions, now=now,
        away=await days_away(session, staff_id, first, last_day),
        taken=[(one.starts_at, one.ends_at) for one in booked],
    )  # fmt: skip


async def days_away(session: AsyncSession, staff_id: uuid.UUID, first: date, last: date) -> frozenset[date]:
    """The local days, the last included, on which a colleague is away."""
    own = [one for one in await transfers.absences_from(session, first) if one.staff_id == staff_id]
    days = (first + n * DAY for n in range((last - first).days + 1))
    return frozenset(day for day in days if any(one.first_day <= day <= one.last_day for one in own))


async def soon(
    session: AsyncSession, staff_id: uuid.UUID, now: datetime, until: date | None = None
) -> list[FreeSlot]:  # fmt: skip
    """Free times in the coming weeks, and on until a day that was named."""
    today = clock.local(now).date()
    last = max(today + AHEAD, until + timedelta(days=14)) if until is not None else today + AHEAD
    return await free(session, staff_id, today, last, now)


async def _still_free(
    session: AsyncSession, staff_id: uuid.UUID, slot: FreeSlot, now: datetime, *, offered: bool
) -> FreeSlot | None:
    """The slot as it is now, None when it is not free any more. An offered one need not be published."""
    day = clock.local(slot.starts_at).date()
    if offered:
        gone = slot.starts_at <= now or await days_away(session, staff_id, day, day)
        return None if gone or await appointments.standing(session, staff_id, slot.starts_at, slot.ends_at) else slot
    return next((s for s in await free(session, staff_id, day, day, now) if s.starts_at == slot.starts_at), None)


# ---------------------------------------------------------------- making and moving


async def book(
    session: AsyncSession, made: Appointment, slot: FreeSlot, now: datetime, *, offered: bool = False,
    instead_of: Appointment | None = None,
) -> Appointment:  # fmt: skip
    """Plan `made` in this slot, instead of another one if there is one. Raises DoubleBooked when it is not free.

    Length and place are those of the slot, unless `made` has a place of its own.
    """
    assert made.staff_id is not None
    await appointments.one_at_a_time(session, made.staff_id)
    still = await _still_free(session, made.staff_id, slot, now, offered=offered)
    if still is None:
        raise DoubleBooked("this time is not free any more; choose another one")
    made.starts_at, made.minutes = still.starts_at, still.minutes
    if made.place is None:
        made.place, made.route_url = still.place, still.route_url
    await stand(session, made, now, instead_of=instead_of)
    return made


async def stand(
    session: AsyncSession, made: Appointment, now: datetime, *, instead_of: Appointment | None = None
) -> None:
    """Let an appointment stand, new or a proposal, in place of another one; and plan what is said about it.

    What it replaces is called off in the same transaction; nothing is said about that any more. Raises DoubleBooked.
    """
    old = await _first_of(session, instead_of)
    if old is not None:
        await appointments.replace(session, old, made, state="planned", now=now)
        await _is_over(session, old, now)
    elif made in session:
        await appointments.change(session, made, state="planned", now=now)
    else:
        await appointments.add(session, made)
    await tasks.settle(session, made.id, now)
    await reminders.plan_for(session, made, now)


async def propose(
    session: AsyncSession, made: Appointment, now: datetime, *, instead_of: Appointment | None = None
) -> None:
    """Keep a proposal. One that stands goes on standing until this is accepted; another proposal gives way to it."""
    made.state = "proposed"
    old = await _first_of(session, instead_of)
    if old is not None:
        await _drop_proposals(session, old, now)
        if old.state == "proposed":
            await appointments.change(session, old, state="cancelled", now=now)
            await _is_over(session, old, now)
        made.follows_id = old.id
    await appointments.add(session, made)


async def _first_of(session: AsyncSession, instead_of: Appointment | None) -> Appointment | None:
    """What is really replaced: of a proposal to move something, that something. None when it is over already."""
    if instead_of is not None and instead_of.state == "proposed" and instead_of.follows_id is not None:
        before = await session.get(Appointment, instead_of.follows_id, with_for_update=True)
        if before is not None and before.state in STANDING:
            return before
    return instead_of if instead_of is not None and instead_of.state in LIVING else None


async def _is_over(session: AsyncSession, old: Appointment, now: datetime) -> None:
    """Nothing is said about it or asked of anybody any more, nor about earlier wishes to have it at another time."""
    await reminders.drop_for(session, old, now, "moved")
    await tasks.settle(session, old.id, now)
    await _drop_proposals(session, old, now)


async def _drop_proposals(session: AsyncSession, old: Appointment, now: datetime) -> None:
    for proposal in await appointments.proposals_after(session, old.id):
        await appointments.change(session, proposal, state="cancelled", now=now)
        await reminders.drop_for(session, proposal, now, "moved")
        await tasks.settle(session, proposal.id, now)


def answer_by(starts_at: datetime, now: datetime) -> datetime:
    """When a proposal goes to others: after two working days, or at the start of its own day when that is earlier."""
    usual = clock.at(after_working_days(clock.local(now).date(), ANSWER_DAYS), time(17, 0))
    return max(now, min(usual, clock.day_start(clock.local(starts_at).date())))


async def climb(session: AsyncSession, now: datetime) -> int:
    """Proposals that nobody answered in time go to the team, then to the coordinator; returns how many."""
    later = clock.at(after_working_days(clock.local(now).date(), ANSWER_DAYS), time(17, 0))
    return await tasks.climb_proposals(session, now, later=later)


# ---------------------------------------------------------------- times as buttons


def take_arguments(
    staff_id: uuid.UUID, slot: FreeSlot, more: Mapping[str, Any], *, offered: bool = False
) -> dict[str, Any]:
    """What a button needs to book this slot, as JSON values; `more` may have `moving`, `topic` and `by_phone`."""
    kept = {**more, "staff": str(staff_id), "at": slot.starts_at.astimezone(UTC).isoformat(), "offered": offered}
    return {**kept, "minutes": slot.minutes, "place": slot.place, "route": slot.route_url} if offered else kept


def slot_in(arguments: Any) -> FreeSlot:
    """The slot that `take_arguments` kept."""
    return FreeSlot(
        starts_at=datetime.fromisoformat(arguments["at"]), minutes=int(arguments.get("minutes") or 45),
        place=arguments.get("place"), route_url=arguments.get("route"),
    )  # fmt: skip


async def offer_times(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, slots: Sequence[FreeSlot], now: datetime,
    *, moving: uuid.UUID | None = None, topic: str | None = None,
) -> None:  # fmt: skip
    """Let the client choose between times with this colleague: each is a button that books it if it is still free.

    `moving` is the appointment or proposal that the chosen time replaces. Call it with the conversation locked.
    """
    language = conversation.language
    more = {"moving": str(moving) if moving else None, "topic": topic}
    choices = [
        (short_words(slot.starts_at, language), "booking.take", take_arguments(staff.id, slot, more, offered=True))
        for slot in slots
    ]
    none = texts.say(language, "button-none-of-these")
    choices.append((none, "appointment.else", {"known": {**more, "staff": str(staff.id)}}))
    address = await people.reachable_address(session, conversation.id)
    await messages.say(
        session, conversation_id=conversation.id, address_id=address.id if address else None, now=now,
        said=texts.say(language, "appointment-offered", who=await who_words(session, staff.id, language)),
        buttons=[
            {"token": conversations.new_button_token(), "label": label, "action": action, "arguments": arguments}
            for label, action, arguments in choices
        ],
    )  # fmt: skip
    await audit.record(
        session, "appointment.offered", now=now, staff_id=staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id, times=[slot.starts_at.isoformat() for slot in slots],
    )  # fmt: skip
