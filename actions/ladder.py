"""The ladder of a silent check-in at work: one rung is planned when the one before it was composed, and any sign of
life, or a human who had contact, ends it. Nobody is blamed for silence; it only must not go unnoticed.

When its rungs come: rungs.py. What the tries say: ladder_words.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, rhythm, rungs, texts
from actions.nudges import FOR_STAFF, HUMAN_THERE, UNREACHABLE, Outcome, was_wished
from storage import audit, conversations, silence, tasks
from storage.checkins import CheckInPlan
from storage.conversations import Conversation
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.rungs import Rung, plan_rungs
from storage.silence import Silence
from storage.staff import StaffMember
from storage.tasks import Task

STAFF_READ = "nl"
"""The language of words that are stored for staff."""
Decided = Sequence[tuple[Nudge, Outcome]]


# ---------------------------------------------------------------- one round of composing


async def wait_for(
    session: AsyncSession, decided: Decided, subject: Mapping[uuid.UUID, object], now: datetime
) -> list[tuple[Nudge, Outcome]]:
    """A regular check-in waits until the ladder of the one before it is over; one that was wished for does not."""
    asking = {n.id: n.person_id for n, o in decided if n.kind == "check_in" and o.saying and not was_wished(n)}
    busy = await silence.running(session, [person for person in asking.values() if person])
    if not busy:
        return list(decided)
    today = clock.local(now).date()

    def later(nudge: Nudge) -> Outcome | None:
        running = busy.get(nudge.person_id) if nudge.id in asking and nudge.person_id else None
        if running is None:
            return None
        ends = rungs.ends_at(running.tries, asked_at=running.asked_at, last_asked_at=running.last_asked_at)
        plan = subject[nudge.id]
        earliest = max(clock.local(ends).date(), today) + timedelta(days=1)
        day = rhythm.allowed_day(plan if isinstance(plan, CheckInPlan) else None, earliest)
        return Outcome(due_at=clock.at(day, plan.at if isinstance(plan, CheckInPlan) else rungs.EARLY))

    return [(n, later(n) or o) for n, o in decided]


def still_silent(nudge: Nudge, subject: object) -> Outcome:
    """What becomes of a rung for staff: nothing when the silence is over, or somebody has done the task."""
    if isinstance(subject, Silence) and (subject.lasts or (subject.task is not None and _rung(nudge) != "contact")):
        return Outcome()
    return Outcome(state="cancelled", reason="over")


def _rung(nudge: Nudge) -> str:
    return str(nudge.details["rung"])


@dataclass
class _Round:
    """What one round of composing asks of the ladders, gathered to be written in a few statements."""

    planned: list[Rung] = field(default_factory=list)
    tried: list[uuid.UUID] = field(default_factory=list)
    given_up: list[uuid.UUID] = field(default_factory=list)
    raised: list[Task] = field(default_factory=list)
    climbing: dict[str, list[uuid.UUID]] = field(default_factory=dict)
    out_of_reach: list[uuid.UUID] = field(default_factory=list)

    async def write(self, session: AsyncSession, now: datetime) -> None:
        await silence.tried(session, self.tried, now)
        await silence.give_up(session, self.given_up, now)
        await silence.out_of_reach(session, self.out_of_reach, now)
        await tasks.raise_many(session, sorted(self.raised, key=lambda task: task.dedupe_key))
        for rung, ids in self.climbing.items():
            turn = rungs.TURNS[rung]
            await tasks.climb(session, ids, level=turn.level, priority=turn.priority, due_at=rungs.due_after(now))
        await plan_rungs(session, self.planned, now)


async def go_on(
    session: AsyncSession,
    outcomes: Decided,
    subject: Mapping[uuid.UUID, object],
    people: Mapping[uuid.UUID, Recipient],
    *,
    begun: Sequence[tuple[uuid.UUID, uuid.UUID]],
    now: datetime,
) -> None:
    """After a round: plan the next rung of each ladder, and give humans what is theirs.

    `begun` are the (check-in, person) of whom the first question was said in this round. Outcomes with a later moment
    have not been composed yet.
    """
    this = _Round()
    for check_in, person in begun:
        this.planned.append(_try(2, check_in, person, rungs.try_at(2, asked_at=now, before=now)))
    for nudge, outcome in outcomes:
        who, about = people.get(nudge.id), subject[nudge.id]
        if outcome.due_at is not None:
            continue
        if nudge.kind == "silence":
            if outcome.state == "sent" and isinstance(about, Silence):
                _climb(this, nudge, about, who, now)
        elif outcome.reason == UNREACHABLE:
            if who is not None and nudge.kind not in FOR_STAFF:
                this.raised.append(_unreachable(who.conversation_id, now))
                this.out_of_reach.append(who.conversation_id)
        elif nudge.kind == "check_in_again" and isinstance(about, Silence) and about.lasts:
            _next_try(this, nudge, outcome, about, now)
    await this.write(session, now)


def _next_try(this: _Round, nudge: Nudge, outcome: Outcome, about: Silence, now: datetime) -> None:
    """A try was said, skipped or missed: whatever it was, the next rung comes at its time."""
    assert about.check_in is not None and about.check_in.asked_at is not None
    check_in, number = about.check_in, int(nudge.details["try"])
    if outcome.saying is not None:
        this.tried.append(check_in.id)
    elif outcome.state == "cancelled" and outcome.reason != HUMAN_THERE:  # opted out
        return
    this.planned.append(_following(number, check_in.id, check_in.person_id, about.check_in.asked_at, now))


def _climb(this: _Round, nudge: Nudge, about: Silence, who: Recipient | None, now: datetime) -> None:
    rung = _rung(nudge)
    if about.lasts and who is not None and about.check_in is not None:
        this.given_up.append(about.check_in.id)
        this.raised.append(_silent(about, rung, who, now))
    elif about.task is not None:
        this.climbing.setdefault(rung, []).append(about.task.id)
    if (then := rungs.after(rung)) is not None:
        subject, person = nudge.subject_id, nudge.person_id
        assert subject is not None
        this.planned.append(_staff_rung(then, subject, person, nudge.conversation_id, rungs.due_after(now)))


def _silent(about: Silence, rung: str, who: Recipient, now: datetime) -> Task:
    check_in, turn = about.check_in, rungs.TURNS[rung]
    assert check_in is not None and check_in.last_asked_at is not None
    day = clock.day_words(clock.local(check_in.last_asked_at).date(), STAFF_READ)
    return Task(
        created_at=now, kind="silence", conversation_id=who.conversation_id, level=turn.level, priority=turn.priority,
        words=texts.say(STAFF_READ, "ladder-task-silence", count=check_in.tries, day=day),
        subject_id=check_in.id, due_at=rungs.due_after(now), dedupe_key=f"silence:{who.conversation_id}:",
    )  # fmt: skip


def _unreachable(conversation_id: uuid.UUID, now: datetime, words: str = "") -> Task:
    return Task(
        created_at=now, kind="unreachable", conversation_id=conversation_id, priority=tasks.SOON, words=words,
        due_at=rungs.due_after(now), dedupe_key=f"unreachable:{conversation_id}:",
    )  # fmt: skip


async def cannot_reach(session: AsyncSession, conversation_id: uuid.UUID, words: str, now: datetime) -> None:
    """A message did not arrive and no channel is left: a human finds another way, and nothing is asked again."""
    await tasks.raise_many(session, [_unreachable(conversation_id, now, words)])
    await silence.out_of_reach(session, [conversation_id], now)


# ---------------------------------------------------------------- rungs as nudges


def _try(number: int, check_in: uuid.UUID, person: uuid.UUID, due_at: datetime) -> Rung:
    return Rung(
        kind="check_in_again", person_id=person, subject_id=check_in, due_at=due_at, details={"try": number},
        dedupe_key=f"check_in_again:{check_in}:{number}",
    )  # fmt: skip


def _staff_rung(
    rung: str, subject: uuid.UUID, person: uuid.UUID | None, conversation: uuid.UUID | None, due_at: datetime
) -> Rung:
    return Rung(
        kind="silence", person_id=person, conversation_id=conversation, subject_id=subject, due_at=due_at,
        details={"rung": rung}, dedupe_key=f"silence:{subject}:{rung}",
    )  # fmt: skip


def _following(number: int, check_in: uuid.UUID, person: uuid.UUID, asked_at: datetime, before: datetime) -> Rung:
    """The rung after a try, when that try was at `before`."""
    if number >= rungs.LAST_TRY:
        return _staff_rung(rungs.STAFF[0], check_in, person, None, rungs.handed_over_at(before))
    then = number + 1
    return _try(then, check_in, person, rungs.try_at(then, asked_at=asked_at, before=before))


async def plan_missing(session: AsyncSession, now: datetime) -> int:
    """Plan the rung of every silence that has none, and stop what nobody wants; returns how many were planned.

    For what a crash, an older version or a hand in the database left behind, and for tasks that a failed delivery
    raised: their next turn is a working day away at least, so the nightly round is in time.
    """
    stopped = await silence.to_stop(session, clock.local(now).date())
    await silence.end(session, stopped, how="stopped", words="", now=now)
    planned = [_missing(stuck, now) for stuck in await silence.stuck(session)]
    planned += _lying(await silence.lying_still(session, below=tasks.COORDINATOR), now)
    await plan_rungs(session, planned, now)
    return len(planned)


def _missing(stuck: silence.Stuck, now: datetime) -> Rung:
    if stuck.reached > rungs.LAST_TRY:  # it was the turn of staff already, and no task came of it
        return _staff_rung(rungs.STAFF[1], stuck.check_in_id, stuck.person_id, None, now)
    usual = _following(stuck.reached, stuck.check_in_id, stuck.person_id, stuck.asked_at, stuck.last_asked_at)
    if usual.due_at > now:
        return usual
    return _following(stuck.reached, stuck.check_in_id, stuck.person_id, stuck.asked_at, now)


def _lying(lying: Sequence[tuple[Task, uuid.UUID | None]], now: datetime) -> Iterator[Rung]:
    for task, person in lying:
        rung = next(name for name, turn in rungs.TURNS.items() if turn.level > task.level)
        due_at = task.due_at or rungs.due_after(now)
        if task.kind == "silence" and task.subject_id is not None:
            yield _staff_rung(rung, task.subject_id, person, None, due_at)
        else:
            yield _staff_rung(rung, task.id, None, task.conversation_id, due_at)


# ---------------------------------------------------------------- the end of a silence


async def heard(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    """The client wrote something, whatever it was: that is a sign of life. Call it with the conversation locked."""
    words = texts.say(STAFF_READ, "ladder-task-wrote")
    await silence.end(session, [conversation.id], how="heard", words=words, now=now)


async def had_contact(session: AsyncSession, conversation: Conversation, staff: StaffMember, now: datetime) -> None:
    """A colleague has spoken to the client. Call it with the conversation locked."""
    words = texts.say(STAFF_READ, "ladder-task-contact", name=staff.display_name)
    await silence.end(session, [conversation.id], how="contact", words=words, now=now, by=staff.id)
    await audit.record(
        session, "contact.had", now=now, staff_id=staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id,
    )  # fmt: skip


async def stop(session: AsyncSession, person_id: uuid.UUID, now: datetime) -> None:
    """Messages are not wanted, or not now: nothing is asked again. Call it with the conversation locked."""
    conversation = await conversations.of_person(session, person_id)
    if conversation is None:
        return
    words = texts.say(STAFF_READ, "ladder-task-stopped")
    await silence.end(session, [conversation.id], how="stopped", words=words, now=now)
