"""The clock of a request for debt help: until the first talk, then until the decision. Only staff hear it.

One rung is planned at a time, when the one before it was composed or the request changed (docs/decisions/0014). A rung
counts only while it still lies on the request's timeline, so that a late worker repeats nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, terms, texts
from actions.nudges import Outcome
from actions.rungs import Turn
from storage import debts, nudges, referral_events, rungs, tasks
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.tasks import Task

BEFORE_THE_TALK = frozenset({"registration", "crisis"})
"""The stages in which the first talk has not been yet."""
STAFF_READ = "nl"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A warning: so many working days and weeks after the last day of a clock, or before it when negative.

    `on` names the clocks it is for. `unless_accepted`: it counts from when the request came, and only while nobody
    took it up. `breach`: the last day went by.
    """

    name: str
    on: frozenset[str]
    turn: Turn
    working_days: int = 0
    weeks: int = 0
    unless_accepted: bool = False
    breach: bool = False

    def at(self, came_on: date, due_on: date) -> datetime:
        """When it comes: in the morning of a working day, so that somebody is there."""
        day = terms.on_working_day((came_on if self.unless_accepted else due_on) + timedelta(weeks=self.weeks))
        if self.working_days < 0:
            day = terms.before_working_days(day, -self.working_days)
        else:
            day = terms.after_working_days(day, self.working_days)
        return clock.at(day, clock.OFFICE_FROM)


_CALM = frozenset({"first_talk", "decision"})
_ALL = _CALM | {"first_talk_urgent"}
RUNGS = (
    Rung(
        name="unaccepted", on=frozenset({"first_talk"}), working_days=2, unless_accepted=True,
        turn=Turn(level=tasks.TEAM, priority=tasks.SOON),
    ),
    Rung(name="week", on=_CALM, weeks=-1, turn=Turn(level=tasks.CONTACT_PERSON, priority=tasks.SOON)),
    Rung(name="two_days", on=_CALM, working_days=-2, turn=Turn(level=tasks.CONTACT_PERSON, priority=tasks.SOON)),
    Rung(name="today", on=_ALL, turn=Turn(level=tasks.CONTACT_PERSON, priority=tasks.URGENT)),
    Rung(name="breach", on=_ALL, working_days=1, breach=True, turn=Turn(level=tasks.TEAM, priority=tasks.URGENT)),
    Rung(
        name="coordinator", on=_ALL, working_days=2, turn=Turn(level=tasks.COORDINATOR, priority=tasks.URGENT),
    ),
)  # fmt: skip
"""All warnings, in the order of how much they press. An urgent request has three working days: its task comes at once,
and again on the morning of the last day."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """The clock that runs: 'first_talk' or 'decision', and its last local day."""

    name: str
    due_on: date


def running(referral: DebtReferral) -> Running | None:
    """The clock of a request as it is now; None when nothing is due, or nobody told the term for the decision."""
    if referral.closed_at is not None:
        return None
    if referral.stage in BEFORE_THE_TALK:
        return Running(name="first_talk", due_on=referral.due_on)
    if referral.stage == "intake" and referral.decision_due_on is not None:
        return Running(name="decision", due_on=referral.decision_due_on)
    return None


def timeline(referral: DebtReferral, came_on: date) -> list[tuple[datetime, Rung]]:
    """All warnings of the clock that runs, soonest first. `came_on` is the day the request came, or came back."""
    runs = running(referral)
    if runs is None:
        return []
    kind = "first_talk_urgent" if runs.name == "first_talk" and referral.urgent else runs.name
    on_it = [r for r in RUNGS if kind in r.on and not (r.unless_accepted and referral.accepted_at)]
    return sorted(((rung.at(came_on, runs.due_on), rung) for rung in on_it), key=lambda one: one[0])


# ---------------------------------------------------------------- one request


async def plan_for(session: AsyncSession, referral: DebtReferral, now: datetime) -> None:
    """Plan the next warning of a request in its present state instead of what was planned.

    One that is due this moment and still holds is left to be given. Where the last day went by already, staff have a
    task at once, so that no late request lies still. Call it with the conversation locked, after every change of stage,
    due day, urgency or specialist.
    """
    pending = await nudges.planned_about(session, "referral_deadline", referral.id)
    if pending is not None and pending.due_at <= now and still_runs(pending, referral).state == "sent":
        return
    await nudges.cancel_kind(session, "referral_deadline", referral.id, now=now, reason="replanned")
    came_on = await referral_events.returned_on(session, referral.id) or referral.requested_on
    if any(rung.breach for rung in _reached(referral, came_on, now)):
        await _give(session, [(referral, came_on)], now)
    else:
        await rungs.plan_rungs(session, _following(referral, came_on, now), now)


async def stop(session: AsyncSession, referral: DebtReferral, on: date, now: datetime) -> None:
    """The clock that runs is stopped by something on the local day `on`: too late is noted, nothing more comes."""
    runs = running(referral)
    if runs is not None and on > runs.due_on:
        await referral_events.breached(session, [_breach(referral, runs)], now)
    await nudges.cancel_kind(session, "referral_deadline", referral.id, now=now, reason="stopped")


async def plan_missing(session: AsyncSession, now: datetime) -> int:
    """Plan the warning of every running request that has none; returns how many.

    For what an older version, or a hand in the database, left behind, and for desks that told their term for the
    decision after the talk.
    """
    for referral, weeks, talked_on in await referral_events.with_a_term_now(session):
        referral.decision_due_on = terms.decision_by(talked_on, weeks)
        session.add(referral)
    planned: list[rungs.Rung] = []
    for referral in await debts.without_warning(session):
        planned += _following(referral, referral.requested_on, now)
    await rungs.plan_rungs(session, planned, now)
    return len(planned)


def _following(referral: DebtReferral, came_on: date, after: datetime) -> list[rungs.Rung]:
    """The next warning; none after the last one."""
    runs = running(referral)
    ahead = [(moment, rung) for moment, rung in timeline(referral, came_on) if moment > after]
    if runs is None or not ahead:
        return []
    due_at, rung = ahead[0]
    key = f"referral_deadline:{referral.id}:{runs.name}:{rung.name}:{due_at.date()}"
    return [
        rungs.Rung(
            kind="referral_deadline", person_id=referral.person_id, conversation_id=referral.conversation_id,
            subject_id=referral.id, due_at=due_at, dedupe_key=key,
            details={"clock": runs.name, "rung": rung.name, "came": came_on.isoformat()},
        )
    ]  # fmt: skip


def _breach(referral: DebtReferral, runs: Running) -> tuple[uuid.UUID, date, str]:
    return referral.id, runs.due_on + timedelta(days=1), runs.name


# ---------------------------------------------------------------- one round of composing


def still_runs(nudge: Nudge, subject: object) -> Outcome:
    """What becomes of a warning: nothing when the request ended, moved on or was taken up meanwhile."""
    if isinstance(subject, DebtReferral) and running(subject) is not None:
        ahead = timeline(subject, _came_on(nudge, subject))
        if "rung" not in nudge.details or any(moment == nudge.due_at for moment, _ in ahead):
            return Outcome()
    return Outcome(state="cancelled", reason="over")


def _came_on(nudge: Nudge, referral: DebtReferral) -> date:
    came = nudge.details.get("came")  # a warning planned before there were rungs has none
    return date.fromisoformat(came) if came else referral.requested_on


async def go_on(
    session: AsyncSession,
    outcomes: Sequence[tuple[Nudge, Outcome]],
    subject: Mapping[uuid.UUID, object],
    now: datetime,
) -> None:
    """After a round: give staff what is theirs, note what is too late, plan what comes next; for many at once."""
    given = [
        (referral, _came_on(nudge, referral))
        for nudge, outcome in outcomes
        if nudge.kind == "referral_deadline" and outcome.state == "sent"
        and isinstance(referral := subject[nudge.id], DebtReferral)
    ]  # fmt: skip
    await _give(session, given, now)


async def _give(session: AsyncSession, given: Sequence[tuple[DebtReferral, date]], now: datetime) -> None:
    """Warn staff of these requests, each with the day it came, of what was reached by now."""
    breaches: list[tuple[uuid.UUID, date, str]] = []
    raised: list[Task] = []
    planned: list[rungs.Rung] = []
    for referral, came_on in given:
        runs, reached = running(referral), _reached(referral, came_on, now)
        planned += _following(referral, came_on, now)
        if runs is None or not reached:
            continue
        raised.append(_task(referral, runs, _pressing(reached), now))
        breaches += [_breach(referral, runs)] if any(rung.breach for rung in reached) else []
    await tasks.raise_many(session, sorted(raised, key=lambda task: task.dedupe_key))
    await referral_events.breached(session, breaches, now)
    warned = [task.subject_id for task in raised if task.subject_id is not None]
    await referral_events.by_stapje(session, "warned", warned, today=clock.local(now).date(), now=now)
    await rungs.plan_rungs(session, planned, now)


def _reached(referral: DebtReferral, came_on: date, now: datetime) -> list[Rung]:
    return [rung for moment, rung in timeline(referral, came_on) if moment <= now]


def _pressing(reached: Sequence[Rung]) -> Rung:
    """The last one; where the last day went by, that nobody took it up is not what matters most."""
    if any(rung.breach for rung in reached):
        return [rung for rung in reached if not rung.unless_accepted][-1]
    return reached[-1]


def _task(referral: DebtReferral, runs: Running, rung: Rung, now: datetime) -> Task:
    key = f"referral-clock-{rung.name}".replace("_", "-")
    what = texts.say(STAFF_READ, f"referral-clock-{runs.name}".replace("_", "-"))
    day = clock.day_words(runs.due_on, STAFF_READ)
    return Task(
        created_at=now, kind="debt_referral", conversation_id=referral.conversation_id, level=rung.turn.level,
        priority=rung.turn.priority, words=texts.say(STAFF_READ, key, what=what, day=day), subject_id=referral.id,
        due_at=clock.at(runs.due_on, clock.OFFICE_UNTIL),
        dedupe_key=f"debt_referral:{referral.conversation_id}:{referral.id}",
    )  # fmt: skip
