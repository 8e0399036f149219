"""A place that comes free goes to who waits for it, first come first served: it is kept for them, and they are told.

- What is kept is a hold like any other, for OFFER_MINUTES: long enough to see a message and set out, short enough for
  the next who waits. When the shelter is not open yet it is kept until so long after opening.
- Whoever lets it go ("Ik kom niet") is taken off the list; the place is offered to the next within seconds.
- Whoever does not answer keeps their place in the list once. The place goes to the next; they are offered another one
  at the earliest AGAIN_AFTER later, so that a phone without power does not keep the same bed from everybody. A second
  place that goes by ends their waiting.
- Whom staff wrote down by name cannot be told by a machine. When it is their turn, the place stays free for DOOR_TURN
  and staff at the door decide; then the next in line is offered it. They stay in the list, and have a turn again when
  another place comes free after that.
- Who cannot be reached keeps their place in the list, and nobody waits for them.
- A human in the chat holds nothing back: the place would be lost meanwhile, and the human sees the message too.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, holding
from storage import availability, facilities, holds, nudges, waiting
from storage.beds import Place, Sleeper, one_at_a_time
from storage.facilities import Facility
from storage.nudges import Nudge
from storage.waiting import InLine

OFFER_MINUTES = 30
AGAIN_AFTER = timedelta(minutes=2 * OFFER_MINUTES)
"""Counted from the moment of the first offer: its own time, and as long again."""
DOOR_TURN = timedelta(minutes=15)
Free = dict[tuple[str, str], int]
"""Free beds by (facility, group), in the order in which shelters are filled."""


async def offer_places(session: AsyncSession, now: datetime) -> list[Place]:
    """Keep what is free for who waits, and plan to tell them; returns the places that are kept from now on.

    Safe for any number at once: the lock of each night is taken, first to last. Waiting for a night that is over ends.
    """
    offered: list[Place] = []
    for night in await waiting.nights(session):
        await one_at_a_time(session, night, now)
        await waiting.settle(session, night, now)
        if night < clock.night_of(now):
            await waiting.end_night(session, night, now)
        else:
            offered += await _offer(session, night, now)
    return offered


async def _offer(session: AsyncSession, night: date, now: datetime) -> list[Place]:
    rows = await availability.availability(session, night=night, now=now)
    free: Free = {(r.facility, r.group): r.free for r in rows}
    shelters = {f.key: f for f in await facilities.all_facilities(session)}
    offered: list[Place] = []
    for waiter in await waiting.in_line(session, night):
        where = _where(free, waiter)
        if waiter.conversation_id is None:
            spoken_for = await _turn_at_the_door(session, waiter, where, now)
        else:
            place = await _keep(session, waiter, shelters[where], night, now) if where else None
            spoken_for = place is not None
            offered += [place] if place else []
        if where and spoken_for:
            free[where, waiter.group] -= 1
    return offered


def _where(free: Free, waiter: InLine) -> str | None:
    """The first shelter with a free bed for this waiter."""
    fitting = (
        facility
        for (facility, group), beds in free.items()
        if beds > 0 and group == waiter.group and waiter.facility in (None, facility)
    )
    return next(fitting, None)


async def _turn_at_the_door(session: AsyncSession, waiter: InLine, where: str | None, now: datetime) -> bool:
    """Whether a free bed is left for staff to give to somebody they wrote down."""
    if where is None:
        if waiter.offered_at is not None:
            await waiting.turn_at_the_door(session, waiter.id, None)
        return False
    if waiter.offered_at is None:
        await waiting.turn_at_the_door(session, waiter.id, now)
        return True
    return now < waiter.offered_at + DOOR_TURN


async def _keep(
    session: AsyncSession, waiter: InLine, facility: Facility, night: date, now: datetime
) -> Place | None:  # fmt: skip
    """Keep a bed of this shelter for somebody and plan to tell them; None when that makes no sense now."""
    minutes = _minutes(facility, night, now)
    resting = waiter.offered_at is not None and now < waiter.offered_at + AGAIN_AFTER
    if waiter.conversation_id is None or not waiter.reachable or resting or minutes is None:
        return None
    place = await holds.hold(
        session, night=night, group=waiter.group, facilities=(facility.key,), minutes=minutes, now=now,
        whose=Sleeper(conversation_id=waiter.conversation_id, person_id=waiter.person_id),
    )  # fmt: skip
    await waiting.offered(session, waiter.id, place.id, now)
    told = Nudge(
        kind="place_free",
        conversation_id=waiter.conversation_id,
        subject_id=place.id,
        due_at=now,
        dedupe_key=f"place_free:{place.id}",
    )
    await nudges.plan(session, [told])
    await holding.plan_reminder(session, place, waiter.conversation_id)
    return place


def _minutes(facility: Facility, night: date, now: datetime) -> int | None:
    """How long a place is kept; None when the night is over before that."""
    opens = clock.at(night, facility.opens_at or clock.NIGHT_ENDS)
    until = max(now, opens) + timedelta(minutes=OFFER_MINUTES)
    if until > clock.at(night + timedelta(days=1), clock.NIGHT_ENDS):
        return None
    return math.ceil((until - now) / timedelta(minutes=1))
