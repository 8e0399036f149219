"""Changing a check-in plan, in the chat and in the inbox: what is planned moves along in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, rhythm
from actions.nudges import check_in_key
from storage import nudges
from storage.checkins import CheckInPlan
from storage.people import Person

LADDER = (3, 7, 14, 28, 91)
"""From often to seldom, in days: what "vaker" and "minder vaak" step along."""
KEPT = ("template", "every_days", "weekday", "at", "paused_until", "after_year")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants of being asked; what is None stays as it is.

    `step` is 1 for less often and -1 for more often. `pause` is for how many days nothing is asked; 0 does
    not say for how long.
    """

    weekday: int | None = None
    at: time | None = None
    step: int = 0
    pause: int | None = None
    stop: bool = False
    show: bool = False


def apply(plan: CheckInPlan, wish: Wish, today: date) -> None:
    """Change a plan as wished; `wish.at` is within the hours that may be wished for."""
    if wish.step:
        plan.every_days = stepped(plan, wish.step, today)
        if plan.every_days < 7:  # a weekday would make it a week
            plan.weekday = None
    if wish.weekday is not None:
        plan.weekday = wish.weekday
        if plan.every_days is not None and plan.every_days < 7:
            plan.every_days = 7
    if wish.at is not None:
        plan.at = wish.at
    if wish.pause:
        plan.paused_until = today + timedelta(days=wish.pause)


def stepped(plan: CheckInPlan, step: int, today: date) -> int:
    """The interval in days that is one step oftener or less often than the one of today; the last step stays."""
    gap = rhythm.gap_on(plan, today)
    now = LADDER[-1] if gap is None else (gap.after(today) - today).days
    if step > 0:
        return next((days for days in LADDER if days > now), LADDER[-1])
    return next((days for days in reversed(LADDER) if days < now), LADDER[0])


def kept(plan: CheckInPlan) -> dict[str, Any]:
    """What a plan is now, to be put back by a button."""
    values = {name: getattr(plan, name) for name in KEPT}
    return {name: value.isoformat() if isinstance(value, date | time) else value for name, value in values.items()}


def put_back(plan: CheckInPlan, values: dict[str, Any]) -> None:
    """Make a plan what it was."""
    for name in KEPT:
        setattr(plan, name, values[name])
    plan.at = time.fromisoformat(values["at"])
    plan.paused_until = date.fromisoformat(values["paused_until"]) if values["paused_until"] else None


async def replan(session: AsyncSession, plan: CheckInPlan, now: datetime) -> datetime | None:
    """Plan the next check-in anew after a change; returns when it is, None when there is none.

    Somebody who opted out is left in peace. Call it with the conversation locked.
    """
    session.add(plan)
    await session.flush()
    await nudges.cancel_check_ins(session, plan.person_id, now=now, reason="planned anew")
    person = await session.get_one(Person, plan.person_id)
    if person.opted_out_at is not None:
        return None
    moment = rhythm.next_moment(plan, await nudges.last_check_in(session, plan.person_id), now)
    if moment is not None:
        await _plan(session, [(plan, moment)], now)
    return moment


async def plan_missing(session: AsyncSession, now: datetime) -> int:
    """Plan a check-in for everybody who has a plan and nothing planned; returns for how many."""
    missing = [(plan, rhythm.next_moment(plan, last, now)) for plan, last in await nudges.unplanned(session)]
    planned = [(plan, moment) for plan, moment in missing if moment is not None]
    await _plan(session, planned, now)
    return len(planned)


async def _plan(session: AsyncSession, planned: list[tuple[CheckInPlan, datetime]], now: datetime) -> None:
    keyed = [(plan, moment, check_in_key(plan, clock.local(moment).date())) for plan, moment in planned]
    await nudges.plan_check_ins(session, keyed, now)
