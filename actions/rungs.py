"""When a silent check-in is tried again, and when it is whose turn: the one place with these moments.

1. the question itself, in the client's rhythm;
2. on the next working day at another time of day: who is busy in the morning may have a free hand in the afternoon;
3. two days later at the hour of the question, in other and fewer words. Of homeless young people 41 % answered the
   first message and 76 % by the third (SSWR 2016, 25004), so there is a third and no fourth;
4. on the working day after that a task for the contactperson, and from then on, each time it lies still until the end
   of the next working day, the turn of the team and of the coordinator.

A try never falls on a day off: an answer that needs a human would wait for one until Monday.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from actions import clock
from actions.rhythm import EARLIEST, LAST
from actions.terms import after_working_days, on_working_day
from storage import tasks

DAYS_AFTER: Mapping[int, timedelta] = {2: timedelta(days=1), 3: timedelta(days=2)}
"""How long after the try before it each try comes; a day off moves it to the next working day."""
LAST_TRY = max(DAYS_AFTER)
MORNING_ENDS = time(13, 0)
LATE, EARLY = time(16, 0), time(10, 0)
"""The second try's hour: late after a question in the morning, early after one in the afternoon. Both lie in office
hours, so that a human can still react to the answer."""
HANDED_OVER_AT = clock.OFFICE_FROM
"""When the contactperson gets the task, on the working day after the last try."""
WORKING_DAYS_TO_ACT = 1
"""So many working days each has, until the end of the last one; then it is the turn of the next."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Whose turn a task is, and how much it presses then."""

    level: int
    priority: int


TURNS: Mapping[str, Turn] = {
    "contact": Turn(level=tasks.CONTACT_PERSON, priority=tasks.NORMAL),
    "team": Turn(level=tasks.TEAM, priority=tasks.SOON),
    "coordinator": Turn(level=tasks.COORDINATOR, priority=tasks.URGENT),
}
"""The rungs for staff, in their order."""
STAFF = tuple(TURNS)


def try_at(number: int, *, asked_at: datetime, before: datetime) -> datetime:
    """When the second or third try comes. `asked_at` is when the question came first, `before` the try before it."""
    day = on_working_day(clock.local(before).date() + DAYS_AFTER[number])
    hour = clock.local(asked_at).time().replace(second=0, microsecond=0)
    if number == 2:
        return clock.at(day, LATE if hour < MORNING_ENDS else EARLY)
    return clock.at(day, min(max(hour, EARLIEST), LAST))


def handed_over_at(last_try: datetime) -> datetime:
    """When the contactperson gets the task."""
    return clock.at(after_working_days(clock.local(last_try).date(), 1), HANDED_OVER_AT)


def due_after(moment: datetime) -> datetime:
    """Until when whoever got the task at this moment has the time."""
    return clock.at(after_working_days(clock.local(moment).date(), WORKING_DAYS_TO_ACT), clock.OFFICE_UNTIL)


def ends_at(tries: int, *, asked_at: datetime, last_asked_at: datetime) -> datetime:
    """When a ladder ends for the client, if they stay silent: a human has the task then."""
    before = last_asked_at
    for number in range(tries + 1, LAST_TRY + 1):
        before = try_at(number, asked_at=asked_at, before=before)
    return handed_over_at(before)


def after(rung: str) -> str | None:
    """The rung for staff after this one; None after the last."""
    return next((then for this, then in pairwise(STAFF) if this == rung), None)
