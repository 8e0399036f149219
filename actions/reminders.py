"""What is said about an appointment of our own accord: which messages, and when each is due.

How somebody is reminded stands in `Appointment.reminders`, else in `Person.reminders`, else in reminders.yml: an object
with any of `day_before` (bool), `minutes_before` (0: not at all) and `discreet` (bool); docs/appointment-reminders.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.errors import NotAWish
from storage import appointments, conversations, nudges, people
from storage.appointments import STANDING, Appointment
from storage.nudges import Nudge
from storage.people import Person

FILE: Final = Path(__file__).with_name("reminders.yml")
_DATA: Final[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
CHOICES: Final = tuple(_DATA["choices"])
"""Minutes before an appointment that are offered as buttons."""
LEAST, MOST = int(_DATA["least"]), int(_DATA["most"])
LEAVE: Final = tuple(timedelta(minutes=minutes) for minutes in _DATA["leave"])
"""How long before an appointment somebody may plan to leave, as suggestions."""
ASK_AFTER, GRACE = timedelta(minutes=_DATA["ask_after"]), timedelta(minutes=_DATA["grace"])
PRIVATE_WORDS: Final = tuple(_DATA["private_words"])
DAY_BEFORE, TWO_HOURS = timedelta(days=1), timedelta(minutes=_DATA["usual"]["minutes_before"])
KINDS = (
    "appointment_day_before", "appointment_two_hours", "appointment_leave", "appointment_after", "appointment_missed",
)  # fmt: skip
"""What is said about an appointment later on; that it was made ("appointment_made") is said at once."""
BEFOREHAND = frozenset({"appointment_made", "appointment_day_before", "appointment_two_hours"})
"""What a client answers with coming, another time or not coming."""


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """How somebody is reminded. `minutes_before` 0: not on the day itself. `discreet`: others may read along."""

    day_before: bool
    minutes_before: int
    discreet: bool


USUAL: Final = Reminding(**_DATA["usual"])


def reminding(*wishes: Mapping[str, Any] | None) -> Reminding:
    """How it is done, from the usual through wishes that are more and more particular (the client's, then this one's).

    Raises NotAWish when one of them is not as it should be.
    """
    found = asdict(USUAL)
    for wish in wishes:
        found |= checked(wish or {})
    return Reminding(**found)


def checked(wish: Mapping[str, Any]) -> dict[str, Any]:
    """The wish itself, as it may be kept. Raises NotAWish."""
    for name, value in wish.items():
        known = type(getattr(USUAL, name, None))
        if known is type(None) or type(value) is not known:
            raise NotAWish(f"reminders: {name}={value!r} is none of day_before, minutes_before, discreet with its type")
    minutes = wish.get("minutes_before", 0)
    if minutes and not LEAST <= minutes <= MOST:
        raise NotAWish(f"reminders: minutes_before must be 0 or from {LEAST} to {MOST}, not {minutes}")
    return dict(wish)


# ---------------------------------------------------------------- planning


async def plan_for(session: AsyncSession, appointment: Appointment, now: datetime) -> None:
    """Plan everything that is to be said about this appointment in its present state; twice plans nothing twice.

    What was planned for another moment, another state or another wish is cancelled. The caller tells the client in the
    same transaction that the appointment stands; that is noted here, once for each moment it has.
    """
    person = await session.get_one(Person, appointment.person_id)
    if appointment.state in STANDING and appointment.starts_at > now:
        await nudges.plan(session, [await _made(session, appointment, now)])
    how = reminding(person.reminders, appointment.reminders)
    await nudges.replan_about(session, appointment.id, kinds=KINDS, wanted=planned(appointment, how, now), now=now)


async def drop_for(session: AsyncSession, appointment: Appointment, now: datetime, reason: str) -> None:
    """Nothing more is said about this appointment; `reason` is kept with every message that is not sent."""
    await nudges.replan_about(session, appointment.id, kinds=KINDS, wanted=[], now=now, reason=reason)


async def plan_all_for(session: AsyncSession, person: Person, now: datetime) -> None:
    """The client wishes to be reminded otherwise: plan anew what lies ahead of them."""
    for appointment in await appointments.upcoming(session, person.id, now):
        if appointment.state in STANDING:
            await plan_for(session, appointment, now)


async def answered(session: AsyncSession, appointment: Appointment, answer: str) -> None:
    """The client said "yes", "move" or "no" to the last message about this appointment; figures count it."""
    await nudges.note_answer(session, appointment.id, kinds=BEFOREHAND, answer=answer)


def planned(appointment: Appointment, how: Reminding, now: datetime) -> list[Nudge]:
    """What is to be said about an appointment in its present state, also what was due before `now`."""
    due = _due(appointment, how, now)
    return [
        _nudge(kind, appointment, moment, now, too_late=_too_late(kind, how))
        for kind, moment in due.items()
        if moment is not None
    ]


def _due(appointment: Appointment, how: Reminding, now: datetime) -> dict[str, datetime | None]:
    after = _by_day(appointment.ends_at + ASK_AFTER)
    if appointment.state in STANDING:
        return {
            "appointment_day_before": _day_before(appointment.starts_at) if how.day_before else None,
            "appointment_two_hours": _before(appointment.starts_at, how.minutes_before),
            "appointment_leave": appointment.leaves_at,
            "appointment_after": after,
        }
    if appointment.state == "done":
        return {"appointment_after": after if appointment.went is None else None}
    told_so = appointment.went is not None or bool(appointment.went_words)  # the client said it: nothing is news
    missed = appointment.state == "missed" and not told_so
    return {"appointment_missed": now + GRACE if missed else None}


def _before(starts_at: datetime, minutes: int) -> datetime | None:
    return starts_at - timedelta(minutes=minutes) if minutes else None


def _too_late(kind: str, how: Reminding) -> int | None:
    """After so many minutes a reminder is of no use; three quarters of the time it leaves. None: see TOO_LATE."""
    return how.minutes_before * 3 // 4 if kind == "appointment_two_hours" else None


def _nudge(kind: str, appointment: Appointment, due_at: datetime, now: datetime, *, too_late: int | None) -> Nudge:
    return Nudge(
        kind=kind, person_id=appointment.person_id, subject_id=appointment.id, due_at=due_at, created_at=now,
        dedupe_key=key(kind, appointment), details={} if too_late is None else {"too_late_minutes": too_late},
    )  # fmt: skip


def key(kind: str, appointment: Appointment) -> str:
    """What makes a message about an appointment one and the same: its kind and the moment the appointment has.

    To leave is said once for each moment that somebody chose for it.
    """
    of = f"{kind}:{appointment.id}:{stamp(appointment.starts_at)}"
    if kind == "appointment_leave" and appointment.leaves_at is not None:
        return f"{of}:{stamp(appointment.leaves_at)}"
    return of


def still_means(nudge: Nudge, appointment: Appointment) -> bool:
    """Whether a message is about the moment that the appointment has now."""
    return nudge.dedupe_key == key(nudge.kind, appointment)


def stamp(moment: datetime) -> str:
    """A moment as a reminder's key keeps it: in UTC, whatever the zone."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M}"


def _day_before(starts_at: datetime) -> datetime:
    """The same time on the clock a day earlier (a clock change may make that 23 or 25 hours)."""
    here = clock.local(starts_at)
    return clock.at(here.date() - DAY_BEFORE, here.time())


def _by_day(moment: datetime) -> datetime:
    """The moment, or the next morning when people are left in peace by then."""
    if not clock.is_quiet(moment):
        return moment
    return clock.at(clock.local(clock.after_quiet(moment)).date(), clock.OFFICE_FROM)


async def _made(session: AsyncSession, appointment: Appointment, now: datetime) -> Nudge:
    """That the client hears at once that it stands, and whether there was a way to tell."""
    talk = await conversations.of_person(session, appointment.person_id)
    reached = talk is not None and await people.reachable_address(session, talk.id) is not None
    made = _nudge("appointment_made", appointment, now, now, too_late=None)
    made.state, made.reason = ("sent", None) if reached else ("missed", "unreachable")
    made.ended_at = now
    return made
