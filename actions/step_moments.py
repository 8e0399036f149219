"""When a step is taken: read from what was said, put into words, reminded of at that moment, and asked about later.

A day without an hour is midnight on the clock here (see storage.steps.Step). A part of a day is taken as an hour in the
middle of it, and said back in digits, so that nobody has to guess what was understood.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.step_words import times_in
from actions.turn import Turn
from nlu.understanding import Grain, TimeSpan
from storage import nudges
from storage.nudges import Nudge
from storage.steps import Step

AFTER = timedelta(hours=2)
"""So long after the moment of a step somebody is asked how it went."""
EVENING = time(19, 0)
"""When is asked after a step that has only a day."""
AWAKE_FROM, AWAKE_UNTIL = 7, 23
"""Local hours: of "half drie" the reading in which people are awake is meant."""
PARTS = ((6, time(10, 0)), (12, time(14, 0)), (18, EVENING))
"""From which local hour a part of the day begins, and the hour it is taken for."""
SOME_DAY = ("weet niet", "weet ik niet", "zie wel", "ooit", "maakt niet uit", "geen idee", "no idea", "don't know")


def read_when(turn: Turn) -> dict[str, Any] | None:
    """The moment in an answer to "when?"; "ik zie wel" is an answer too."""
    if (when := said_when(turn)) is not None:
        return when
    some_day = any(words in turn.text.lower() for words in SOME_DAY)
    return {"at": None, "words": turn.text, "said": turn.text} if some_day else None


def said_when(turn: Turn) -> dict[str, Any] | None:
    """The moment that a message names and that is still to come, None without one."""
    return _kept(turn, turn.understood.times)


def said_with_step(turn: Turn) -> dict[str, Any] | None:
    """The same for a message that names the step as well: "een uur" in it may be how long it takes."""
    return _kept(turn, times_in(turn.understood))


def _kept(turn: Turn, spans: Sequence[TimeSpan]) -> dict[str, Any] | None:
    moment = _moment(spans, turn.now)
    if moment is None:
        return None
    return {"at": moment.isoformat(), "words": " ".join(s.text for s in spans), "said": turn.text}


def moment_of(when: dict[str, Any]) -> datetime | None:
    """What `read_when` kept, as a local moment."""
    return datetime.fromisoformat(when["at"]).astimezone(clock.ZONE) if when["at"] else None


def day_choices(turn: Turn) -> list[list[Any]]:
    """Today, unless it is nearly over, tomorrow, and no time at all, as (label, when) for buttons."""
    here = clock.local(turn.now)
    days = [("button-today", here.date())] if here.time() < EVENING else []
    days.append(("button-tomorrow", here.date() + timedelta(days=1)))
    named = [(turn.word(label), clock.at(day, time())) for label, day in days]
    some_day = [turn.word("button-no-time"), {"at": None, "words": None, "said": ""}]
    return [*([label, {"at": at.isoformat(), "words": label, "said": ""}] for label, at in named), some_day]


def words(planned_at: datetime | None, language: str) -> str:
    """A moment that nobody can mistake: weekday, date and, where there is an hour, digits."""
    if planned_at is None:
        return texts.say(language, "step-no-time")
    here = clock.local(planned_at)
    day = clock.day_words(here.date(), language)
    return day if _day_only(planned_at) else texts.say(language, "moment", day=day, clock=clock.clock_words(here))


def _day_only(planned_at: datetime) -> bool:
    return clock.local(planned_at).time() == time()


def _moment(spans: Sequence[TimeSpan], now: datetime) -> datetime | None:
    """An hour, else a part of a day, else a day; an hour and a day that were said apart belong together."""
    hour = next((s for s in spans if s.grain in (Grain.MINUTE, Grain.HOUR) and s.start), None)
    day = next((s for s in spans if s.grain is Grain.DAY and s.start), None)
    if hour is not None:
        said = _awake(hour)
        if day is not None and day.start is not None:
            said = clock.at(clock.local(day.start).date(), said.time())
        return said if said > now else None
    some_day = next((s for s in spans if s.start or s.end), None)
    return _day(some_day, now) if some_day is not None else None


def _awake(span: TimeSpan) -> datetime:
    readings = [clock.local(s.start) for s in (span, *span.alternatives) if s.start is not None]
    return next((m for m in readings if AWAKE_FROM <= m.hour < AWAKE_UNTIL), readings[0])


def _day(span: TimeSpan, now: datetime) -> datetime | None:
    """The first day of a stretch of time, or its last one when it has begun; None when it is over."""
    today = clock.local(now).date()
    first = clock.local(span.start).date() if span.start else today
    last = clock.local(span.end - timedelta(microseconds=1)).date() if span.end else first
    if span.grain is Grain.DAYPART and span.start is not None:
        at = next((at for hour, at in reversed(PARTS) if clock.local(span.start).hour >= hour), None)
        if at is not None and clock.at(first, at) > now:
            return clock.at(first, at)
    day = first if first >= today and span.start else last
    return clock.at(day, time()) if day >= today else None


# ---------------------------------------------------------------- reminding and asking after


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What Stapje is going to say about a step of its own accord: a reminder, and how it went. Local moments."""

    remind_at: datetime | None
    ask_at: datetime | None


def promise(planned_at: datetime | None, now: datetime) -> Promise:
    """What can still be promised for a step at this moment; nothing when it has passed or there is none."""
    if planned_at is None:
        return Promise(remind_at=None, ask_at=None)
    here = clock.local(planned_at)
    if not _day_only(planned_at):
        return Promise(remind_at=here, ask_at=_by_day(here + AFTER)) if here > now else promise(None, now)
    if here.date() < clock.local(now).date():
        return promise(None, now)
    morning, evening = clock.at(here.date(), clock.OFFICE_FROM), clock.at(here.date(), EVENING)
    if evening <= now:
        evening = clock.at(here.date() + timedelta(days=1), clock.OFFICE_FROM)
    return Promise(remind_at=morning if morning > now else None, ask_at=evening)


def _by_day(moment: datetime) -> datetime:
    """The moment, or the next morning when people are left in peace by then."""
    if not clock.is_quiet(moment):
        return moment
    return clock.at(clock.local(clock.after_quiet(moment)).date(), clock.OFFICE_FROM)


async def plan(session: AsyncSession, step: Step, now: datetime) -> Promise:
    """Plan what can be promised for a step in place of what was planned; its `remind` says whether that is anything.

    Call it with the conversation locked: then nobody plans twice, and each planning has keys of its own.
    """
    await nudges.cancel_about(session, step.id, now=now, reason="planned anew")
    promised = promise(step.planned_at, now)
    step.remind = promised.ask_at is not None
    session.add(step)
    await session.flush()
    moments = (("step_reminder", promised.remind_at), ("step_after", promised.ask_at))
    await nudges.plan(session, [_nudge(kind, step, at, now) for kind, at in moments if at is not None])
    return promised


def _nudge(kind: str, step: Step, due_at: datetime, now: datetime) -> Nudge:
    return Nudge(
        kind=kind, person_id=step.person_id, subject_id=step.id, due_at=due_at, created_at=now,
        dedupe_key=f"{kind}:{step.id}:{uuid.uuid4().hex}",
    )  # fmt: skip
