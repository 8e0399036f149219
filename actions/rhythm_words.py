"""A check-in plan in words: "elke 2 weken op dinsdag om 10:30"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import get_day_names

from actions import clock, rhythm, texts
from actions.rhythm import Gap
from storage.checkins import CheckInPlan

NAMED = {3: "twice-a-week", 91: "quarter"}


def weekday_name(weekday: int, language: str) -> str:
    """The name of a weekday, Monday being 0."""
    names = get_day_names("wide", locale=language if language in texts.LANGUAGES else "nl")
    return str(names[weekday])


def gap_words(gap: Gap, language: str) -> str:
    """How often: "elke week", "elke 2 weken", "elke maand"."""
    if gap.months:
        return texts.say(language, "rhythm-quarter" if gap.months == 3 else "rhythm-months", count=gap.months)
    if gap.days in NAMED:
        return texts.say(language, f"rhythm-{NAMED[gap.days]}")
    if gap.days % 7 == 0:
        return texts.say(language, "rhythm-weeks", count=gap.days // 7)
    return texts.say(language, "rhythm-days", count=gap.days)


def when_words(plan: CheckInPlan, language: str) -> str:
    """On which day and at what time: "op dinsdag om 10:30", or only the time when no day was chosen."""
    at = plan.at.strftime("%H:%M")
    if plan.weekday is None:
        return texts.say(language, "rhythm-at", clock=at)
    return texts.say(language, "rhythm-day-at", day=weekday_name(plan.weekday, language), clock=at)


def plan_words(plan: CheckInPlan, today: date, language: str) -> str:
    """How often, on which day and at what time, as it is now."""
    gap = rhythm.gap_on(plan, today)
    if gap is None:
        return texts.say(language, "rhythm-nothing")
    return f"{gap_words(gap, language)} {when_words(plan, language)}"


def change_words(plan: CheckInPlan, today: date, language: str) -> str | None:
    """What comes when this phase is over, for staff: "nog 3 weken; daarna elke 2 weken". None: it has no end."""
    ends = rhythm.phase_ends(plan, today)
    if ends is None:
        return None
    day, gap = ends
    weeks = max(1, round((day - today) / timedelta(weeks=1)))
    then = gap_words(gap, language) if gap is not None else texts.say(language, "rhythm-only-if-wished")
    return texts.say(language, "inbox-rhythm-then", count=weeks, then=then)


def day_of(moment: datetime, language: str) -> str:
    """The local day of a moment: "dinsdag 1 december"."""
    return clock.day_words(clock.local(moment).date(), language)
