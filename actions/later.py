"""Messages for later: a colleague writes one now, Stapje sends it in their name at the moment they chose.

It is a nudge of a kind of its own (storage/later.py). Nobody's message is sent blindly: when it is due the world is
looked at once more, and where something changed it is held back and becomes a task for its writer. It is no message of
the machine: it takes no day's place (docs/decisions/0013), leaves the bot in the mode it is in, and keeps to quiet
hours, for the client did not ask for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from actions.errors import ActionError
from actions.nudges import Outcome, Saying
from storage import audit, later, tasks
from storage.conversations import Conversation
from storage.later import Due, LaterMessage
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.staff import StaffMember
from storage.tasks import Task

STAFF_READ = "nl"
"""The language of words that are stored for staff."""
MORNING = time(9, 0)
FARTHEST = timedelta(days=366)
MOST_A_DAY = 3
"""So many planned messages may come to one person on one local day: more would be a flood."""
TOO_LATE = timedelta(hours=24)
"""Due so long ago, it is not sent any more: its moment was part of what it says. Longer than a night of quiet hours."""
HELD = "held: "
"""How the reason of a nudge begins whose message was held back."""


class NotPlanned(ActionError):
    """A message cannot be planned so. `key` is the text that says why; `nearest` the first moment that would do."""

    def __init__(self, key: str, nearest: datetime | None = None) -> None:
        super().__init__(key)
        self.key, self.nearest = key, nearest


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A moment to choose with one tap; `name` ends the key of its text."""

    name: str
    moment: datetime


def presets(now: datetime) -> list[Preset]:
    """Tomorrow at nine, Monday at nine when that is another day, and in a week at this hour (never in quiet hours)."""
    today = clock.local(now).date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    found = [Preset(name="tomorrow", moment=clock.at(tomorrow, MORNING))]
    if monday != tomorrow:
        found.append(Preset(name="monday", moment=clock.at(monday, MORNING)))
    here = clock.local(now)
    in_a_week = clock.after_quiet(clock.at(today + timedelta(days=7), time(here.hour, here.minute // 5 * 5)))
    return [*found, Preset(name="week", moment=in_a_week)]


# ---------------------------------------------------------------- what a colleague does


async def plan(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, said: str, *, message_id: uuid.UUID,
    due_at: datetime, seen: int, now: datetime,
) -> bool:  # fmt: skip
    """Plan a message; False when this id is planned already: the same form came twice. Raises NotPlanned.

    Call it with the conversation locked, as everything here.
    """
    if await session.get(LaterMessage, message_id) is not None:
        return False
    await _check(session, conversation, due_at, message_id, now)
    message = LaterMessage(
        id=message_id, created_at=now, conversation_id=conversation.id, staff_id=staff.id, text=said, due_at=due_at,
        seen_id=seen, changed_at=now,
    )  # fmt: skip
    await later.keep(session, message, now)
    await _record(session, "later.planned", conversation, staff, of=message, now=now)
    return True


async def change(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, message: LaterMessage, said: str, *,
    due_at: datetime, seen: int, now: datetime,
) -> None:  # fmt: skip
    """Other words or another moment; also how a held one is planned again. Who changes it is its writer from then on.

    Raises NotPlanned, also for one that was sent or cancelled.
    """
    _still_open(message)
    await _check(session, conversation, due_at, message.id, now)
    message.text, message.due_at, message.staff_id, message.seen_id = said, due_at, staff.id, seen
    message.state, message.held_why, message.changed_at = "planned", None, now
    await later.keep(session, message, now)
    await tasks.settle(session, message.id, now)
    await _record(session, "later.changed", conversation, staff, of=message, now=now)


async def cancel(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, message: LaterMessage, now: datetime
) -> None:
    """It is not sent; one that is over already stays as it is."""
    if message.state in ("planned", "held"):
        await _end(session, message, "cancelled", now)
        await _record(session, "later.cancelled", conversation, staff, of=message, now=now)


async def sent_now(
    session: AsyncSession, conversation: Conversation, staff: StaffMember, message: LaterMessage, now: datetime
) -> None:
    """It was sent by hand (actions/writing.py) instead of at its moment."""
    await _end(session, message, "sent", now)
    await _record(session, "later.sent_now", conversation, staff, of=message, now=now)


async def _end(session: AsyncSession, message: LaterMessage, state: str, now: datetime) -> None:
    message.state, message.held_why, message.ended_at = state, None, now
    await later.keep(session, message, now)
    await tasks.settle(session, message.id, now)


def _still_open(message: LaterMessage) -> None:
    if message.state not in ("planned", "held"):
        raise NotPlanned(f"later-over-{message.state}")


async def _check(
    session: AsyncSession, conversation: Conversation, due_at: datetime, message_id: uuid.UUID, now: datetime
) -> None:
    if due_at <= now:
        raise NotPlanned("later-past")
    if due_at - now > FARTHEST:
        raise NotPlanned("later-too-far")
    if clock.is_quiet(due_at):
        raise NotPlanned("later-quiet", nearest=nearest_allowed(due_at, now))
    day = clock.local(due_at).date()
    start, end = clock.day_start(day), clock.day_start(day + timedelta(days=1))
    if await later.planned_between(session, conversation.id, start, end, but=message_id) >= MOST_A_DAY:
        raise NotPlanned("later-many")


def nearest_allowed(moment: datetime, now: datetime) -> datetime:
    """The allowed moment nearest to one in quiet hours: 20:55 before them or 08:00 after them, and not in the past."""
    after = clock.after_quiet(moment)
    evening: date = clock.local(after).date() - timedelta(days=1)
    before = clock.at(evening, time(20, 55))
    return before if before > now and moment - before < after - moment else after


async def _record(
    session: AsyncSession, action: str, conversation: Conversation, staff: StaffMember, *, of: LaterMessage,
    now: datetime,
) -> None:  # fmt: skip
    await audit.record(
        session, action, now=now, staff_id=staff.id, person_id=conversation.person_id,
        conversation_id=conversation.id, message=str(of.id), due_at=of.due_at.isoformat(),
    )  # fmt: skip


# ---------------------------------------------------------------- when it is due


def decide(nudge: Nudge, who: Recipient | None, subject: object, now: datetime) -> Outcome:
    """What becomes of a message that is due: said, said later, or held back for a human. `subject` is a Due."""
    if not isinstance(subject, Due) or subject.state != "planned":
        return Outcome(state="cancelled", reason="over")
    if subject.due_at > now:  # moved while the clock had its nudge in hand
        return Outcome(due_at=subject.due_at)
    if (why := _in_the_way(subject, who, now)) is not None or who is None:
        return Outcome(state="missed", reason=f"{HELD}{why}")
    if clock.is_quiet(now):
        return Outcome(due_at=clock.after_quiet(now))
    saying = Saying(
        nudge_id=nudge.id, recipient=who, text=subject.text, choices=(), any_hour=False, staff_id=subject.staff_id,
        key=subject.message_key,
    )  # fmt: skip
    return Outcome(saying=saying)


def _in_the_way(due: Due, who: Recipient | None, now: datetime) -> str | None:
    """Why a human has to look first, the weightiest reason first; one of storage.later.WHY_HELD."""
    ways = {
        "wrote": due.wrote,
        "opted_out": who is not None and who.opted_out,
        "blocked": due.blocked,
        "handed_over": due.handed_over,
        "writer_gone": due.writer_gone,
        "late": now - due.due_at > TOO_LATE,
        "unreachable": who is None or who.address_id is None,
    }
    return next((why for why, stands in ways.items() if stands), None)


async def go_on(
    session: AsyncSession, outcomes: Sequence[tuple[Nudge, Outcome]], subject: Mapping[uuid.UUID, object], now: datetime
) -> None:
    """After a round: write down what was sent, and give humans what was held back."""
    mine = [(o, due) for n, o in outcomes if n.kind == later.KIND and isinstance(due := subject[n.id], Due)]
    await later.were_sent(session, [due.id for outcome, due in mine if outcome.saying is not None], now)
    held = [(due, o.reason.removeprefix(HELD)) for o, due in mine if o.reason is not None and o.reason.startswith(HELD)]
    await later.hold(session, [(due.id, why) for due, why in held])
    await tasks.raise_many(session, [_task(due, why, now) for due, why in held])


def _task(due: Due, why: str, now: datetime) -> Task:
    name = due.name or texts.say(STAFF_READ, "later-somebody")
    words = texts.say(STAFF_READ, f"later-held-{why.replace('_', '-')}", name=name, writer=due.writer)
    return Task(
        created_at=now, kind="held_message", conversation_id=due.conversation_id, priority=tasks.SOON, words=words,
        subject_id=due.id, dedupe_key=f"held_message:{due.conversation_id}:{due.id}",
    )  # fmt: skip
