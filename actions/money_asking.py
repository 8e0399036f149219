"""The weekly question when it is due: said or left out, and the next one planned, for many clients at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import money_plan, texts
from actions.money import ANSWER_BUTTONS, STAFF_READ
from actions.reply import Choice
from storage import money, tasks
from storage.money import Asking
from storage.nudges import Nudge
from storage.nudging import Recipient
from storage.tasks import Task

if TYPE_CHECKING:
    from actions.nudges import Outcome


def words(nudge: Nudge, who: Recipient, asking: Asking, now: datetime) -> tuple[str, tuple[Choice, ...]] | None:
    """The question with its answers; None when it moved or ended, in a crisis, or when silence is left in peace."""
    if not _is_due(nudge, asking, now) or asking.in_crisis or money_plan.rests_this_week(asking, now):
        return None
    choices = tuple(
        Choice(
            label=texts.say(who.language, label), action="money.answer",
            arguments={"question": str(nudge.id), "answer": answer},
        )
        for label, answer in ANSWER_BUTTONS
    )  # fmt: skip
    return texts.say(who.language, "nudge-money-check-in", name=who.name), choices


def _is_due(nudge: Nudge, asking: Asking, now: datetime) -> bool:
    return money_plan.is_due(asking, date.fromisoformat(str(nudge.details["on"])), nudge.dedupe_key, now)


async def go_on(
    session: AsyncSession,
    outcomes: Sequence[tuple[Nudge, Outcome]],
    subject: Mapping[UUID, object],
    people: Mapping[UUID, Recipient],
    now: datetime,
) -> None:
    """After a round: remember who was asked, tell humans of two silent weeks, and plan everybody's next question."""
    over = [(n, o, s) for n, o in outcomes if o.due_at is None and isinstance(s := subject[n.id], Asking)]
    if not over:
        return
    await money.ask(session, [(n.id, s.plan.person_id) for n, o, s in over if o.saying is not None], now)
    silent = [_silent(people[n.id], s, now) for n, o, s in over if o.saying is None and _left_alone(n, s, people, now)]
    await tasks.raise_many(session, sorted(silent, key=lambda task: task.dedupe_key))
    following = [
        (s.plan, now if o.saying is not None else s.last_asked_at) for n, o, s in over
        if s.plan.ended_at is None and not people[n.id].opted_out
    ]  # fmt: skip
    await money_plan.plan_following(session, following, now)


def _left_alone(nudge: Nudge, asking: Asking, people: Mapping[UUID, Recipient], now: datetime) -> bool:
    """Whether the silence is why nothing was said, and a human shall hear of it: after every second silent question."""
    who = people[nudge.id]
    if who.opted_out or who.mode == "human" or not _is_due(nudge, asking, now):
        return False
    return money_plan.rests_this_week(asking, now) and asking.silent % money_plan.SLOW_AFTER == 0


def _silent(who: Recipient, asking: Asking, now: datetime) -> Task:
    return Task(
        created_at=now, kind="money", conversation_id=who.conversation_id, priority=tasks.NORMAL,
        words=texts.say(STAFF_READ, "inbox-money-silent", count=asking.silent), subject_id=asking.plan.id,
        dedupe_key=f"money:{who.conversation_id}:{asking.plan.id}",
    )  # fmt: skip
