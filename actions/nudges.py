"""Composing what is due: from planned rows to messages, many at a time, looking at the world again first.

What lateness means, per kind: a check-in or step reminder waits for the next allowed hour; an appointment reminder that
comes too late to be of use is recorded as missed, and so is the question how it went, a day later; a referral deadline
(referral_clock.py) and a silence (ladder.py) are work for staff and never wait. What is about a place to sleep is said
at any hour and also while a human is in the chat, because the place would be lost meanwhile. News of extra beds in cold
weather was asked for and is said in quiet hours too, but between 23:00 and 07:00 only when it is about the night that
runs: nobody is woken for tomorrow.

A person hears one unasked thing a day at most; the schema holds that (docs/decisions/0013). A second one moves to the
next day on which it may be said, at its own hour.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, digest, rhythm
from actions.reply import Choice
from storage import checkins, milestones, nudges, silence, transfers
from storage.bed_news import ColdNews
from storage.checkins import CheckInPlan
from storage.milestones import MilestoneWithName
from storage.nudges import Nudge
from storage.nudging import Recipient, recipients, subjects

WISHED = frozenset(
    {
        "step_reminder", "step_after", "appointment_day_before", "appointment_two_hours", "appointment_leave",
        "hold_reminder", "hold_closed", "place_free",
    }
)  # fmt: skip
"""What a person asked for or agreed to: quiet hours do not hold it back (DESIGN: Nudges)."""
AGREED = frozenset({"money_check_in"})
"""What was agreed to come on a fixed day each week. It keeps to quiet hours and to a stop; it takes the day's one place
for unasked messages when that is free, and comes all the same when it is not."""
ANY_NUMBER = WISHED | {"cold_weather", "count_reminder", "appointment_after", "appointment_missed", "staff_message"}
"""What may come beside another message of the same day: it was asked for, it is for a colleague at work, or it is about
an appointment of that day (docs/decisions/0027), or a human wrote it (actions/later.py)."""
ASLEEP_FROM, ASLEEP_UNTIL = time(23, 0), time(7, 0)
"""Local time in which news of cold weather wakes nobody, unless it is about the night that runs."""
FOR_STAFF = frozenset({"count_reminder", "digest"})
"""What a colleague at work hears in their own chat."""
SKIPPED = frozenset({"check_in_again", "money_check_in"})
"""What is not said later when a human is in the chat: the ladder goes on without a try, next week asks again."""
UNREACHABLE = "unreachable"
HUMAN_THERE = "a human is in the chat"
TOO_LATE = {
    "appointment_day_before": timedelta(hours=12),
    "appointment_two_hours": timedelta(minutes=90),  # other times before it say themselves (actions/reminders.py)
    "appointment_leave": timedelta(minutes=30),
    "appointment_after": timedelta(hours=24),
    "appointment_missed": timedelta(hours=24),
    "hold_reminder": timedelta(minutes=19),  # it is planned 20 minutes before the hold ends
    "count_reminder": timedelta(hours=2),
    "weekly_recap": timedelta(hours=4),  # it was wished for, so quiet hours would not hold it back
    "digest": timedelta(hours=3),
    "referral_news": timedelta(days=90),  # after a tap it shows how things are by then
}


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One proactive message that is ready to be written. `any_hour`: quiet hours do not hold it back.

    `staff_id` is the colleague who says it, None: the bot does; `key` is the message's dedupe key, where it has one.
    """

    nudge_id: uuid.UUID
    recipient: Recipient
    text: str
    choices: tuple[Choice, ...]
    any_hour: bool
    staff_id: uuid.UUID | None = None
    key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one nudge: a message, a later moment, or an end without words.

    `said_on` is the local day that it takes, of which a person has one unasked message at most.
    """

    saying: Saying | None = None
    due_at: datetime | None = None
    said_on: date | None = None
    state: str = "sent"
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What a round of composing did."""

    sayings: list[Saying]
    looked_at: int


async def compose(session: AsyncSession, now: datetime, most: int = 500) -> Composed:
    """Look at due nudges once more and turn them into sayings; the caller writes those in the same transaction."""
    from actions import ladder, later, money_asking, referral_clock, referral_news  # noqa: PLC0415 (they need Outcome)

    due = await nudges.claim_due(session, now=now, most=most)
    people = await recipients(session, due, now)
    about = await subjects(session, due, tonight=clock.night_of(now), today=clock.local(now).date(), now=now)
    about |= await digest.mornings(session, due, now)
    subject = {n.id: about.get(n.subject_id) if n.subject_id else None for n in due}
    decided = [(n, _decide(n, people.get(n.id), subject[n.id], now)) for n in due]
    decided = await ladder.wait_for(session, decided, subject, now)
    outcomes = await _one_a_day(session, decided, subject, now)
    await _end(session, outcomes, now)
    asked = [n for n, o in outcomes if o.saying is not None and n.kind == "check_in"]
    known = {n.id: s for n in asked if isinstance(s := subject[n.id], CheckInPlan)}
    begun = await _after(session, asked, known, now)
    await ladder.go_on(session, outcomes, subject, people, begun=begun, now=now)
    await money_asking.go_on(session, outcomes, subject, people, now)
    said = [(n.kind, n.subject_id) for n, o in outcomes if o.saying is not None and n.subject_id is not None]
    await milestones.congratulated(session, [one for kind, one in said if kind == "milestone"], now)
    await transfers.told(session, [one for kind, one in said if kind == "new_contact_person"], now)
    await referral_clock.go_on(session, outcomes, subject, now)
    await referral_news.told(session, outcomes, subject, now)
    await later.go_on(session, outcomes, subject, now)
    return Composed(sayings=[o.saying for _, o in outcomes if o.saying is not None], looked_at=len(due))


def _decide(nudge: Nudge, who: Recipient | None, subject: object, now: datetime) -> Outcome:
    """Re-check the world: opted out, moved, cancelled, a human in the chat, quiet hours."""
    from actions import ladder, later, referral_clock  # noqa: PLC0415 (they need Outcome)

    if nudge.kind == "silence":
        return ladder.still_silent(nudge, subject)
    if nudge.kind == "referral_deadline":
        return referral_clock.still_runs(nudge, subject)
    if nudge.kind == "staff_message":
        return later.decide(nudge, who, subject, now)
    if who is None or who.address_id is None:
        return Outcome(state="missed", reason=UNREACHABLE)
    if now - nudge.due_at > _too_late(nudge):
        return Outcome(state="missed", reason="too late")
    return _held_back(nudge, who, subject, now) or _say(nudge, who, subject, now)


def _too_late(nudge: Nudge) -> timedelta:
    minutes = nudge.details.get("too_late_minutes")
    return TOO_LATE.get(nudge.kind, timedelta(days=2)) if minutes is None else timedelta(minutes=minutes)


def _held_back(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Outcome | None:
    """What keeps an unasked message from being sent now; a reminder that was wished for is not held back."""
    if nudge.kind == "step_after":
        return _not_now(nudge, who, subject, now)
    if was_wished(nudge):
        return None
    if nudge.kind in FOR_STAFF:
        return Outcome(state="cancelled", reason=HUMAN_THERE) if who.mode == "human" else None
    if who.opted_out:
        return Outcome(state="cancelled", reason="opted out")
    if nudge.kind == "cold_weather":
        return _too_cold_to_wait(who, subject, now)
    return _not_now(nudge, who, subject, now)


def _not_now(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Outcome | None:
    """No question while a human is in the chat, for its buttons would do nothing, nor when people are left in peace."""
    if who.mode == "human" and nudge.kind in SKIPPED:
        return Outcome(state="cancelled", reason=HUMAN_THERE)
    if who.mode == "human" or (isinstance(subject, MilestoneWithName) and subject.in_crisis):
        return Outcome(due_at=clock.after_quiet(now + timedelta(days=1)))
    if isinstance(subject, CheckInPlan) and rhythm.is_paused(subject, clock.local(now).date()):
        return Outcome(due_at=_when_welcome(subject))
    return Outcome(due_at=clock.after_quiet(now)) if clock.is_quiet(now) else None


def _when_welcome(plan: CheckInPlan) -> datetime:
    """When a rest that somebody asked for is over."""
    assert plan.paused_until is not None
    return clock.at(rhythm.allowed_day(plan, plan.paused_until), plan.at)


def _too_cold_to_wait(who: Recipient, subject: object, now: datetime) -> Outcome | None:
    if not who.wants_cold_notice:
        return Outcome(state="cancelled", reason="not wanted any more")
    tonight = isinstance(subject, ColdNews) and subject.night == clock.night_of(now)
    here = clock.local(now)
    if tonight or ASLEEP_UNTIL <= here.time() < ASLEEP_FROM:
        return None
    morning = here.date() + timedelta(days=1) if here.time() >= ASLEEP_FROM else here.date()
    return Outcome(due_at=clock.at(morning, ASLEEP_UNTIL))


def _say(nudge: Nudge, who: Recipient, subject: object, now: datetime) -> Outcome:
    from actions import nudge_words  # noqa: PLC0415

    said = nudge_words.words(nudge, who, subject, now)
    if said is None:
        return Outcome(state="cancelled", reason="over")
    text, choices = said
    any_hour = nudge.kind in ANY_NUMBER or was_wished(nudge)
    return Outcome(saying=Saying(nudge_id=nudge.id, recipient=who, text=text, choices=choices, any_hour=any_hour))


def was_wished(nudge: Nudge) -> bool:
    """Whether the person asked for this or agreed to it."""
    return nudge.kind in WISHED or bool(nudge.details.get("wished"))


async def _one_a_day(
    session: AsyncSession, decided: Sequence[tuple[Nudge, Outcome]], subject: dict[uuid.UUID, object], now: datetime
) -> list[tuple[Nudge, Outcome]]:
    """Of what is said unasked, a person hears one today; what comes second waits for the next day it may come."""
    unasked = {
        n.id for n, o in decided
        if o.saying is not None and n.person_id is not None and n.kind not in ANY_NUMBER and not was_wished(n)
    }  # fmt: skip
    today = clock.local(now).date()
    first = await nudges.first_of_day(session, list(unasked), today)
    late = unasked - first - {n.id for n, _ in decided if n.kind in AGREED}
    return [
        (n, Outcome(due_at=_day_after(n, subject[n.id], today))) if n.id in late
        else (n, replace(o, said_on=today)) if n.id in first
        else (n, o)
        for n, o in decided
    ]  # fmt: skip


def _day_after(nudge: Nudge, subject: object, today: date) -> datetime:
    """The next day on which this may be said, at its own hour or when the quiet hours are over."""
    plan = subject if isinstance(subject, CheckInPlan) else None
    day = rhythm.allowed_day(plan, today + timedelta(days=1))
    return clock.after_quiet(clock.at(day, clock.local(nudge.due_at).time()))


async def _end(session: AsyncSession, outcomes: Sequence[tuple[Nudge, Outcome]], now: datetime) -> None:
    await nudges.postpone(session, [(n.id, o.due_at) for n, o in outcomes if o.due_at is not None])
    ends: dict[tuple[str, str | None, date | None], list[uuid.UUID]] = {}
    for nudge, outcome in outcomes:
        if outcome.due_at is None:
            ends.setdefault((outcome.state, outcome.reason, outcome.said_on), []).append(nudge.id)
    for (state, reason, said_on), ids in ends.items():
        await nudges.end(session, ids, state=state, now=now, reason=reason, said_on=said_on)


async def _after(
    session: AsyncSession, asked: Sequence[Nudge], known: dict[uuid.UUID, CheckInPlan], now: datetime
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """A check-in was asked: remember the question, and plan the next one. Returns (check-in, person) of new ladders.

    Where it was the question about the time after the year, no mood was asked, and the answer plans what follows.
    """
    if not asked:
        return []
    today = clock.local(now).date()
    about_the_year = {n.person_id for n in asked if n.id in known and rhythm.asks_on(known[n.id], today)}
    people = [n.person_id for n in asked if n.person_id and n.person_id not in about_the_year]
    begun = await silence.ask(session, people, now)
    plans = list({plan.id: plan for plan in known.values()}.values())
    if without := [n.person_id for n in asked if n.person_id and n.id not in known]:
        plans += await checkins.plans_of(session, without)
    for plan in plans:
        if plan.person_id in about_the_year:
            plan.after_year = "asked"
            session.add(plan)
    following = [(plan, next_check_in(plan, now)) for plan in plans]
    await nudges.plan_check_ins(session, [(plan, *next_one) for plan, next_one in following if next_one], now)
    return begun


def next_check_in(plan: CheckInPlan, after: datetime) -> tuple[datetime, str] | None:
    """When a plan's next check-in is after the one at `after`, and its key; None when nothing is asked any more."""
    moment = rhythm.next_moment(plan, after, after)
    return None if moment is None else (moment, check_in_key(plan, clock.local(moment).date()))


def check_in_key(plan: CheckInPlan, day: date) -> str:
    """One check-in a day for each person is the most there can be."""
    return f"check_in:{plan.person_id}:{day}"


def planned_check_in(plan: CheckInPlan, due_at: datetime) -> Nudge:
    """A check-in at a moment."""
    return Nudge(
        kind="check_in",
        person_id=plan.person_id,
        subject_id=plan.id,
        due_at=due_at,
        dedupe_key=check_in_key(plan, clock.local(due_at).date()),
    )
