"""When the weekly question about living money is asked: reckoning with local days, and planning anew after a change.

Once a calendar week (Monday to Sunday), on the weekday and at the time that were agreed. On a general holiday it comes
on the working day before it in the same week, while somebody can still help; where there is none, on the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.terms import is_holiday, is_working_day
from storage import money
from storage.money import Asking, MoneyPlan, Planned
from storage.people import Person

WEEK = timedelta(days=7)
SLOW_AFTER = 2
"""After so many silent questions in a row it is asked every other week, and the contactperson hears it."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What somebody wants of the weekly question; what is None stays as it is. `rest_until`: asked again from then."""

    weekday: int | None = None
    at: time | None = None
    rest_until: date | None = None


def day_in_week(plan: MoneyPlan, day: date) -> date:
    """The local day on which is asked in the calendar week of `day`."""
    monday = day - timedelta(days=day.weekday())
    chosen = monday + timedelta(days=plan.weekday)
    if not is_holiday(chosen):
        return chosen
    week = [monday + timedelta(days=number) for number in range(7)]
    working = [one for one in week if is_working_day(one)]
    return min(working, key=lambda one: (one > chosen, abs(one - chosen)))


def moment_in_week(plan: MoneyPlan, day: date) -> datetime:
    """When is asked in the calendar week of `day`, in local time."""
    return clock.at(day_in_week(plan, day), plan.at)


def next_moment(plan: MoneyPlan, last: datetime | None, now: datetime) -> datetime:
    """When is asked next, in local time: after `now`, not before the plan begins, and once a week (`last`: asked)."""
    today = clock.local(now).date()
    week = max(today, plan.began_on)
    while True:
        moment = moment_in_week(plan, week)
        day = moment.date()
        if moment > now and day >= plan.began_on and (last is None or _week(day) > _week(clock.local(last).date())):
            return moment
        week += WEEK


def _week(day: date) -> tuple[int, int]:
    """Year and number of a calendar week."""
    return day.isocalendar()[:2]


def is_due(asking: Asking, on: date, key: str, now: datetime) -> bool:
    """Whether what was planned for a day still is what the plan says, and nobody was asked this week."""
    plan, today = asking.plan, clock.local(now).date()
    if plan.ended_at is not None or on < plan.began_on or key != key_of(plan, moment_in_week(plan, on)):
        return False
    return asking.last_asked_at is None or _week(clock.local(asking.last_asked_at).date()) < _week(today)


def rests_this_week(asking: Asking, now: datetime) -> bool:
    """Whether somebody who stays silent is left in peace this week: then it is asked every other week."""
    if asking.silent < SLOW_AFTER or asking.last_asked_at is None:
        return False
    monday = clock.local(now).date() - timedelta(days=clock.local(now).weekday())
    return clock.local(asking.last_asked_at).date() >= monday - WEEK


def key_of(plan: MoneyPlan, moment: datetime) -> str:
    """The key of the question of a plan at a moment."""
    return f"money_check_in:{plan.id}:{moment.astimezone(UTC):%Y%m%dT%H%M}"


def planned(plan: MoneyPlan, moment: datetime) -> Planned:
    """A question at a moment, to be planned."""
    return Planned(plan=plan, due_at=moment, on=clock.local(moment).date(), key=key_of(plan, moment))


# ---------------------------------------------------------------- making, changing, ending


def first_day(now: datetime) -> date:
    """From when a new plan asks: the day after it was agreed, for today everything has been said."""
    return clock.local(now).date() + timedelta(days=1)


async def change(session: AsyncSession, plan: MoneyPlan, wish: Change, now: datetime) -> datetime | None:
    """Change when is asked; returns when the next question is. Call it with the conversation locked."""
    if wish.weekday is not None:
        plan.weekday = wish.weekday
    if wish.at is not None:
        plan.at = wish.at
    if wish.rest_until is not None:
        plan.began_on = wish.rest_until
    return await replan(session, plan, now)


async def replan(session: AsyncSession, plan: MoneyPlan, now: datetime) -> datetime | None:
    """Plan the next question anew; returns when it is, None for somebody who wants no messages.

    Call it with the conversation locked.
    """
    session.add(plan)
    await session.flush()
    await money.cancel(session, plan.person_id, now=now, reason="planned anew")
    person = await session.get_one(Person, plan.person_id)
    if person.opted_out_at is not None:
        return None
    last = next(iter(await money.recent(session, plan.person_id, 1)), None)
    moment = next_moment(plan, last.asked_at if last else None, now)
    await money.plan_questions(session, [planned(plan, moment)], now)
    return moment


async def end(session: AsyncSession, plan: MoneyPlan, now: datetime) -> None:
    """It is not asked any more; what was answered stays. Call it with the conversation locked."""
    plan.ended_at = now
    session.add(plan)
    await money.cancel(session, plan.person_id, now=now, reason="ended")


async def plan_missing(session: AsyncSession, now: datetime) -> int:
    """Plan a question for every living plan that has none planned; returns for how many. Twice is harmless."""
    missing = [planned(plan, next_moment(plan, last, now)) for plan, last in await money.unplanned(session)]
    await money.plan_questions(session, missing, now)
    return len(missing)


async def plan_following(
    session: AsyncSession, asked: Sequence[tuple[MoneyPlan, datetime | None]], now: datetime
) -> None:
    """Plan the question after the one that is over, for many plans at once, each with when was asked last."""
    following = [planned(plan, next_moment(plan, last, now)) for plan, last in asked]
    await money.plan_questions(session, sorted(following, key=lambda one: one.key), now)
