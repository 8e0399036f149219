"""Local time as people here live it: nights, office hours, quiet hours, and moments put into words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from actions.terms import is_working_day

ZONE = ZoneInfo("Europe/Amsterdam")
NIGHT_ENDS = time(9, 0)
"""A night lasts until the facility closes; 09:00 unless a facility says otherwise (DESIGN: Conversation)."""
QUIET_FROM, QUIET_UNTIL = time(21, 0), time(8, 0)
OFFICE_FROM, OFFICE_UNTIL = time(9, 0), time(17, 0)
"""When somebody reads along, Monday to Friday. An assumption (DOMAIN.md section 8), the same for all teams for now."""


def local(moment: datetime) -> datetime:
    """The moment on a clock in the region."""
    return moment.astimezone(ZONE)


def night_of(moment: datetime, ends: time = NIGHT_ENDS) -> date:
    """The night a moment belongs to, named by the date it begins on: at 02:00 it is still last night's."""
    here = local(moment)
    return here.date() - timedelta(days=1) if here.time() < ends else here.date()


def is_quiet(moment: datetime) -> bool:
    """Whether people are left in peace: 21:00 to 08:00 local time."""
    clock = local(moment).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def after_quiet(moment: datetime) -> datetime:
    """The moment itself, or 08:00 local time when it falls in quiet hours."""
    if not is_quiet(moment):
        return moment
    here = local(moment)
    day = here.date() + timedelta(days=1) if here.time() >= QUIET_FROM else here.date()
    return at(day, QUIET_UNTIL)


def at(day: date, clock: time) -> datetime:
    """A wall-clock time on a day. A time that the spring change skips becomes the hour after it."""
    moment = datetime.combine(day, clock, ZONE)
    return moment.astimezone(ZoneInfo("UTC")).astimezone(ZONE)


def day_start(day: date) -> datetime:
    """The first moment of a local day."""
    return at(day, time.min)


def someone_reads(moment: datetime) -> bool:
    """Whether a human can be expected to read along now."""
    here = local(moment)
    return is_working_day(here.date()) and OFFICE_FROM <= here.time() < OFFICE_UNTIL


def next_reading(moment: datetime) -> datetime:
    """When a human reads along again; the moment itself during office hours."""
    if someone_reads(moment):
        return moment
    day = local(moment).date()
    if local(moment).time() >= OFFICE_UNTIL:
        day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return at(day, OFFICE_FROM)


def day_words(day: date, language: str) -> str:
    """A day with its weekday: "donderdag 26 november"."""
    return format_date(day, "EEEE d MMMM", locale=language if language in ("nl", "en") else "nl")


def clock_words(moment: datetime) -> str:
    """A time of day in digits: "14:30"."""
    return local(moment).strftime("%H:%M")
