"""Changing a check-in plan, in the chat and in the inbox: what is planned moves along in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, ladder, rhythm
from actions.nudges import check_in_key
from storage import nudges
from storage.checkins import CheckInPlan
from storage.people import Person

WEEKEND = (5, 6)
LADDER = (3, 7, 14, 28, 91)
"""From often to seldom, in days: what "vaker" and "minder vaak" step along."""
KEPT = ("template", "every_days", "weekday", "at", "paused_from", "paused_until", "after_year")


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants of being asked; what is None stays as it is.

    `step` is 1 for less often and -1 for more often. `pause` is for how many days nothing is asked; 0 does
    not say for how long. `pause_until` is the first day on which asking is welcome again, `pause_from` the first on
    which it is not (None: from now on). `weekend` True is only then, False is never then.
    """

    weekday: int | None = None
    at: time | None = None
    step: int = 0
    pause: int | None = None
    pause_from: date | None = None
    pause_until: date | None = None
    weekend: bool | None = None
    stop: bool = False
    show: bool = False


def apply(plan: CheckInPlan, wish: Wish, today: date) -> None:
    """Change a plan as wished; `wish.at` is within the hours that may be wished for."""
    if wish.step:
        plan.every_days = stepped(plan, wish.step, today)
        if plan.every_days < 7:  # a weekday would make it a week
            plan.weekday = None
    weekday = WEEKEND[0] if wish.weekend and plan.weekday not in WEEKEND else wish.weekday
    if weekday is not None:
        plan.weekday = weekday
        if plan.every_days is not None and plan.every_days < 7:
            plan.every_days = 7
    if wish.weekend is False and plan.weekday in WEEKEND:
        plan.weekday = None
    if wish.at is not None:
        plan.at = wish.at
    if wish.pause:
        _pause(plan, None, today + timedelta(days=wish.pause), today)
    if wish.pause_until is not None:
        _pause(plan, wish.pause_from, wish.pause_until, today)


def _pause(plan: CheckInPlan, first: date | None, until: date, today: date) -> None:
    """Ask nothing from a day (None: from now on) until another; what is over already changes nothing."""
    if until > today:
        plan.paused_from = first if first is not None and first > today else None
        plan.paused_until = until


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
        setattr(plan, name, values.get(name))  # a button of an older version names less
    plan.at = time.fromisoformat(values["at"])
    for name in ("paused_from", "paused_until"):
        setattr(plan, name, date.fromisoformat(values[name]) if values.get(name) else None)


async def replan(session: AsyncSession, plan: CheckInPlan, now: datetime) -> datetime | None:
    """Plan the next check-in anew after a change; returns when it is, None when there is none.

    Somebody who opted out is left in peace; a rest also ends what is asked again. Call it with the conversation locked.
    """
    session.add(plan)
    await session.flush()
    await nudges.cancel_check_ins(session, plan.person_id, now=now, reason="planned anew")
    person = await session.get_one(Person, plan.person_id)
    if rhythm.is_paused(plan, clock.local(now).date()):
        await ladder.stop(session, plan.person_id, now)
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
