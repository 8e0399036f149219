"""The checks: pure functions from what really happened to what should not have happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions import clock
from actions.terms import is_working_day
from bot.simulate.deeds import Promise, Spell
from bot.simulate.record import ANSWER, BY_DAY, IN_FLIGHT, UNKNOWN, Arrived, Record, TaskRow

LADDER_WORKING_DAYS = 5
"""So many working days after the question a human has the task: tries on the next day and two days later, the task on
the working day after that, and one day of slack."""
IN_TIME = timedelta(seconds=60)
ANSWERED_WITHIN = timedelta(minutes=2)
AFTER_TROUBLE = timedelta(minutes=20)
"""The last try of a message comes a quarter of an hour after the first (bot.send.RETRY_AFTER)."""
KINDS_OF_PROMISE = {
    "step": "step_reminder", "day before": "appointment_day_before", "two hours": "appointment_two_hours",
    "leave": "appointment_leave",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that should not have happened: to whom, when, and what."""

    what: str
    client: int
    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A promise and how late it was kept; `late` None: not at all. `excused`: the chat took nothing then."""

    promise: Promise
    late: timedelta | None
    excused: bool


Check = Callable[[Record], Iterator[Finding]]


def _unasked(record: Record) -> Iterator[Arrived]:
    """What was said of Stapje's own accord without having been asked for."""
    return (a for a in record.arrived if a.kind != ANSWER and not a.asked_for)


def quiet_hours(record: Record) -> Iterator[Finding]:
    """Nobody is disturbed between 21:00 and 08:00, unless they asked for it."""
    for arrived in record.arrived:
        if arrived.kind != ANSWER and (arrived.kind in BY_DAY or not arrived.asked_for) and clock.is_quiet(arrived.at):
            yield Finding(what="quiet hours", client=arrived.client, at=arrived.at, words=arrived.kind)


def duplicates(record: Record) -> Iterator[Finding]:
    """Nothing arrives twice: each delivery is a message's only one, each message of its own accord is one nudge's.

    A delivery that a worker was killed over is the one thing that may come again: nobody can know of it.
    """
    explained = record.known | record.notes.in_flight
    for delivery in record.deliveries:
        if delivery.number not in explained:
            client = record.notes.addresses[delivery.address]
            yield Finding(what="delivered twice", client=client, at=delivery.at, words=delivery.text[:40])
    for arrived in record.arrived:
        if arrived.kind == UNKNOWN and arrived.number in record.known:
            yield Finding(what="said twice", client=arrived.client, at=arrived.at, words=arrived.text[:40])


def two_a_day(record: Record) -> Iterator[Finding]:
    """One unasked message a local day at most."""
    seen: set[tuple[int, object]] = set()
    for arrived in _unasked(record):
        day = (arrived.client, clock.local(arrived.at).date())
        if day in seen:
            yield Finding(what="two in a day", client=arrived.client, at=arrived.at, words=arrived.kind)
        seen.add(day)


def not_wanted(record: Record) -> Iterator[Finding]:
    """Nobody is asked anything from the answer to "stop" until they want it again, and in a pause."""
    by_client = _by_client(record.notes.quiet)
    for arrived in _unasked(record):
        if any(q.begins < arrived.at and (q.ends is None or arrived.at < q.ends) for q in by_client[arrived.client]):
            yield Finding(what="not wanted", client=arrived.client, at=arrived.at, words=arrived.kind)


def silences(record: Record) -> Iterator[Finding]:
    """Who was asked how it goes and stays silent is seen by a human before the ladder's time is over."""
    said, tasks, excuses = _said(record), _tasks(record), _excuses(record)
    for asked in record.arrived:
        limit = _noticed_by(asked.at)
        if asked.kind != "check_in" or limit > record.ends:
            continue
        if any(asked.at < at <= limit for at in said[asked.client]):
            continue
        if any(spell.meets(asked.at, limit) for spell in excuses[asked.client]):
            continue
        if not any(t.created_at <= limit and (t.done_at is None or t.done_at > asked.at) for t in tasks[asked.client]):
            yield Finding(what="silence", client=asked.client, at=asked.at, words="nobody noticed")


def _noticed_by(asked_at: datetime) -> datetime:
    """The evening by which somebody who was asked and stays silent is known to a human."""
    day, to_go = clock.local(asked_at).date(), LADDER_WORKING_DAYS
    while to_go:
        day += timedelta(days=1)
        to_go -= is_working_day(day)
    return clock.at(day, clock.QUIET_FROM)


def _excuses(record: Record) -> defaultdict[int, list[Spell]]:
    """When silence is no silence: it was asked for, or a human is in touch."""
    contacts = [Spell(client=client, begins=at, ends=at + timedelta(seconds=1)) for client, at in record.notes.contacts]
    return _by_client([*record.notes.quiet, *record.notes.with_human, *contacts])


def _tasks(record: Record) -> defaultdict[int, list[TaskRow]]:
    """Tasks by which a human knows of a silence."""
    found: defaultdict[int, list[TaskRow]] = defaultdict(list)
    for task in record.tasks:
        if task.kind in ("silence", "unreachable"):
            found[task.client].append(task)
    return found


def crises(record: Record) -> Iterator[Finding]:
    """Whoever is in danger is answered at once, and a human has an urgent task."""
    urgent = [t for t in record.tasks if t.kind == "crisis" and t.priority == 0]
    answers: defaultdict[int, list[datetime]] = defaultdict(list)
    for arrived in record.arrived:
        if arrived.kind == ANSWER and ("112" in arrived.text or "113" in arrived.text):
            answers[arrived.client].append(arrived.at)
    for cry in record.notes.cries:
        until = cry.at + ANSWERED_WITHIN
        known = (t for t in urgent if t.client == cry.client and t.created_at <= until)
        if not any(t.done_at is None or t.done_at >= cry.at for t in known):
            yield Finding(what="crisis without a task", client=cry.client, at=cry.at, words=cry.words)
        in_time = any(cry.at <= at <= until for at in answers[cry.client])
        if not in_time and not _trouble(record, cry.at, until):
            yield Finding(what="crisis without an answer", client=cry.client, at=cry.at, words=cry.words)


def unanswered(record: Record) -> Iterator[Finding]:
    """Everything that is written is taken up, and answered by Stapje or by the human who has the chat."""
    human = _by_client(record.notes.with_human)
    for row in record.inbound:
        if row.handled_at is None:
            yield Finding(what="not taken up", client=row.client, at=row.received_at, words="")
        elif not row.answered:
            later = row.handled_at + timedelta(seconds=1)
            if not any(spell.meets(row.handled_at, later) for spell in human[row.client]):
                yield Finding(what="not answered", client=row.client, at=row.received_at, words="")


def promises(record: Record) -> list[Kept]:
    """Every reminder that was promised, and how late it came."""
    heard: defaultdict[int, list[Arrived]] = defaultdict(list)
    for arrived in record.arrived:
        if arrived.kind in (*KINDS_OF_PROMISE.values(), UNKNOWN, IN_FLIGHT):
            heard[arrived.client].append(arrived)
    blocked = _by_client(record.notes.blocked)
    found = []
    for promise in record.notes.promises:
        over = promise.moment + IN_TIME
        if over > record.ends or (promise.dropped_at is not None and promise.dropped_at <= over):
            continue
        late = min((a.at - promise.moment for a in heard[promise.client] if _keeps(a, promise)), default=None)
        until = promise.moment + (late or timedelta(0)) + IN_TIME
        stopped = any(spell.meets(promise.moment, until) for spell in blocked[promise.client])
        excused = stopped or _trouble(record, promise.moment, until)
        found.append(Kept(promise=promise, late=late, excused=excused))
    return found


def _keeps(arrived: Arrived, promise: Promise) -> bool:
    if arrived.kind not in (KINDS_OF_PROMISE[promise.kind], UNKNOWN, IN_FLIGHT) or promise.words not in arrived.text:
        return False
    return timedelta(0) <= arrived.at - promise.moment < timedelta(hours=12)


def late_reminders(record: Record) -> Iterator[Finding]:
    """A promised reminder comes within a minute of its moment."""
    for kept in promises(record):
        if not kept.excused and (kept.late is None or kept.late > IN_TIME):
            words = "never" if kept.late is None else f"{kept.late.total_seconds():.0f} s late"
            promise = kept.promise
            yield Finding(
                what="late reminder", client=promise.client, at=promise.moment, words=f"{promise.kind}: {words}"
            )  # fmt: skip


def _trouble(record: Record, begins: datetime, ends: datetime) -> bool:
    return any(t.begins < ends and t.ends + AFTER_TROUBLE > begins for t in record.troubles)


def answered_by_try(record: Record) -> dict[int, float]:
    """The share of questions that were answered at the first try, by the second, and by the third."""
    answers: defaultdict[int, list[datetime]] = defaultdict(list)
    for client, at in record.notes.answers:
        answers[client].append(at)
    asked: defaultdict[int, list[Arrived]] = defaultdict(list)
    for arrived in record.arrived:
        if arrived.kind in ("check_in", "check_in_again"):
            asked[arrived.client].append(arrived)
    at_try: Counter[int | None] = Counter()
    for client, tries in asked.items():
        for series in _series(tries):
            if _noticed_by(series[-1].at) < record.ends:
                at_try[_answered_at(series, answers[client], _next_question(tries, series))] += 1
    whole = max(at_try.total(), 1)
    return {number: sum(at_try[n] for n in range(1, number + 1)) / whole for number in (1, 2, 3)}


def _series(tries: Sequence[Arrived]) -> list[list[Arrived]]:
    """A question with its second and third try."""
    found: list[list[Arrived]] = []
    for one in tries:
        if one.kind == "check_in" or not found:
            found.append([one])
        else:
            found[-1].append(one)
    return found


def _next_question(tries: Sequence[Arrived], series: Sequence[Arrived]) -> datetime | None:
    return next((one.at for one in tries if one.at > series[-1].at), None)


def _answered_at(series: Sequence[Arrived], answers: Sequence[datetime], until: datetime | None) -> int | None:
    """Which try was answered; None when none was."""
    for number, one in enumerate(series):
        ends = series[number + 1].at if number + 1 < len(series) else until
        if any(one.at < at and (ends is None or at <= ends) for at in answers):
            return number + 1
    return None


def _said(record: Record) -> defaultdict[int, list[datetime]]:
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for client, at in record.notes.said:
        found[client].append(at)
    return found


def _by_client(spells: Sequence[Spell]) -> defaultdict[int, list[Spell]]:
    found: defaultdict[int, list[Spell]] = defaultdict(list)
    for spell in spells:
        found[spell.client].append(spell)
    return found


CHECKS: tuple[Check, ...] = (
    quiet_hours, duplicates, two_a_day, silences, late_reminders, not_wanted, crises, unanswered,
)  # fmt: skip


def all_of(record: Record) -> dict[str, list[Finding]]:
    """What each check found, by its name."""
    return {check.__name__: list(check(record)) for check in CHECKS}
