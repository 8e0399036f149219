"""How far humans are with a conversation and whose work it is: status, sleep, owner, priority, and the queue.

Every change is an audit row. Call these with the conversation locked. Two rules hold everything together: who waits for
an answer is in an open conversation (so nothing else may hide one), and a crisis that is not over is never put away.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from actions.errors import WorkRefused
from actions.permissions import May, may
from actions.sharing import shared_out
from storage import audit, queue, tasks, transfers, waits
from storage.conversations import LOW, STATUSES, URGENT, Conversation
from storage.inbox import Reader
from storage.staff import Role, StaffMember, Team

LONGEST_SLEEP = timedelta(days=366)


def reader_of(staff: StaffMember) -> Reader:
    """What this colleague may see of the inbox."""
    everywhere = may(Role(staff.role), May.SEE_ALL_TEAMS)
    return Reader(staff_id=staff.id, team_id=staff.team_id, everywhere=everywhere)


# ---------------------------------------------------------------- how far it is


async def set_status(
    session: AsyncSession,
    conversation: Conversation,
    status: str,
    by: StaffMember,
    now: datetime,
    *,
    answered: bool = False,
    finish_tasks: bool = False,
) -> None:
    """Open, "waiting" (for the client) or "resolved"; to "snoozed" goes `snooze`.

    `answered`: the colleague says that who waits has had an answer, by telephone for instance. `finish_tasks`: the open
    work is done with it. Raises WorkRefused ("waits", "tasks", "crisis") when something would be lost from sight.
    """
    if status not in STATUSES or status == "snoozed":
        raise ValueError(f"{status} is no status to set here; use open, waiting or resolved, or snooze()")
    if status != "open":
        await _put_aside(session, conversation, now, answered=answered)
    if status == "resolved":
        if finish_tasks:
            await _finish_all(session, conversation, by, now)
        await nothing_left(session, conversation)
    if conversation.status == status:
        return
    _become(conversation, status)
    session.add(conversation)
    await _record(session, "conversation.status_set", conversation, now, by, status=status)


async def snooze(
    session: AsyncSession,
    conversation: Conversation,
    until: datetime,
    by: StaffMember,
    now: datetime,
    *,
    answered: bool = False,
) -> None:
    """Out of sight until a moment; a client who writes wakes it at once. `answered` as in `set_status`.

    Raises WorkRefused: "moment", "waits" or "crisis".
    """
    if not now < until <= now + LONGEST_SLEEP:
        raise WorkRefused("moment")
    await _put_aside(session, conversation, now, answered=answered)
    if await tasks.with_crisis(session, [conversation.id]):
        raise WorkRefused("crisis")
    _become(conversation, "snoozed", until)
    session.add(conversation)
    await _record(session, "conversation.snoozed", conversation, now, by, until=until.isoformat())


async def _put_aside(session: AsyncSession, conversation: Conversation, now: datetime, *, answered: bool) -> None:
    """Nobody may be waiting in what goes out of sight."""
    if conversation.waiting_since is not None and not answered:
        raise WorkRefused("waits")
    await waits.end(session, conversation, now)


async def nothing_left(session: AsyncSession, conversation: Conversation) -> None:
    """Raise WorkRefused ("crisis" or "tasks") when a human has something left to do here."""
    left = await tasks.open_tasks(session, conversation.id)
    if left:
        raise WorkRefused("crisis" if left[0].priority == tasks.URGENT else "tasks")


async def _finish_all(session: AsyncSession, conversation: Conversation, by: StaffMember, now: datetime) -> None:
    """All open work is done, except a crisis: that one is finished on its own."""
    for task in await tasks.open_tasks(session, conversation.id):
        if task.priority != tasks.URGENT:
            await tasks.finish(session, task.id, by.id, now)
            await _record(session, "task.finished", conversation, now, by, kind=task.kind)


def _become(conversation: Conversation, status: str, until: datetime | None = None) -> None:
    conversation.status, conversation.snoozed_until = status, until
    conversation.came_at = conversation.came_how = None


async def after_answer(
    session: AsyncSession, conversation: Conversation, by: StaffMember, now: datetime, then: str
) -> None:
    """A colleague answered: it is theirs if it was nobody's, and `then` says how far it is; raises as `set_status`."""
    if conversation.assigned_to is None:
        await _give(session, conversation, by.id, now, by, how="answered")
    await set_status(session, conversation, then, by, now)
    if conversation.assigned_to == by.id:
        conversation.came_at = conversation.came_how = None
        session.add(conversation)


async def reopen_when_heard(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    """The client wrote: it is open again, and back in the queue when its colleague is not there to see that.

    A colleague who only takes nothing new keeps what is open already. Whom somebody blocked wakes nobody; a crisis does
    all the same, since a wait that begins opens the conversation (storage/waits.py).
    """
    if conversation.staff_id is not None or conversation.blocked_at is not None:
        return
    asleep = conversation.status != "open"
    if asleep:
        before = conversation.status
        _become(conversation, "open")
        session.add(conversation)
        await _record(session, "conversation.reopened", conversation, now, before=before)
    await _return_when_away(session, conversation, now, asleep=asleep)


async def wake(session: AsyncSession, now: datetime) -> list[uuid.UUID]:
    """Open every snoozed conversation whose moment has come; returns their ids."""
    woken = await queue.slept_enough(session, now)
    for conversation in woken:
        _become(conversation, "open")
        conversation.came_at, conversation.came_how = now, "woken"
        session.add(conversation)
        await _record(session, "conversation.woken", conversation, now)
        await _return_when_away(session, conversation, now, asleep=True)
    return [conversation.id for conversation in woken]


async def _return_when_away(session: AsyncSession, conversation: Conversation, now: datetime, *, asleep: bool) -> None:
    """Back to the queue of the team when its colleague is away (Chatwoot #9587); `asleep`: it was not open."""
    owner = await session.get(StaffMember, conversation.assigned_to) if conversation.assigned_to else None
    if owner is None:
        return
    there = await queue.is_there(session, owner.id, clock.local(now).date())
    if not there or (asleep and not owner.takes_new):
        await _return(session, conversation, now)


async def _return(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    before, conversation.assigned_to = conversation.assigned_to, None
    conversation.came_at, conversation.came_how = now, "returned"
    session.add(conversation)
    await _record(session, "conversation.returned", conversation, now, before=str(before))


# ---------------------------------------------------------------- whose it is


async def assign(
    session: AsyncSession, conversation: Conversation, to: StaffMember | None, by: StaffMember, now: datetime
) -> None:
    """It is this colleague's work from now on, or (None) the team's. Raises WorkRefused ("colleague") for who cannot
    see it or answer; what was put away is open again for somebody new."""
    if to is not None and not _may_have(to, conversation):
        raise WorkRefused("colleague")
    if (to.id if to else None) == conversation.assigned_to:
        return
    if to is not None and conversation.status in ("snoozed", "resolved"):
        _become(conversation, "open")
    await _give(session, conversation, to.id if to else None, now, by, how="assigned")


def _may_have(staff: StaffMember, conversation: Conversation) -> bool:
    role = Role(staff.role)
    if not staff.active or not may(role, May.ANSWER_CLIENTS):
        return False
    for_all = conversation.team_id is None or (conversation.seen_by_all and conversation.person_id is None)
    return for_all or conversation.team_id == staff.team_id or may(role, May.SEE_ALL_TEAMS)


async def assign_team(
    session: AsyncSession, conversation: Conversation, team: Team, by: StaffMember, now: datetime
) -> None:
    """A visitor's conversation goes to a team, as nobody's work yet. Raises WorkRefused ("client") for a client's: who
    answers for them is a matter of handing over (actions/transfers.py)."""
    if conversation.person_id is not None or conversation.staff_id is not None:
        if conversation.team_id != team.id:
            raise WorkRefused("client")
        await assign(session, conversation, None, by, now)
        return
    conversation.team_id = team.id
    await _give(session, conversation, None, now, by, how="team", team=str(team.id))


async def _give(
    session: AsyncSession,
    conversation: Conversation,
    to: uuid.UUID | None,
    now: datetime,
    by: StaffMember | None,
    **details: str,
) -> None:
    conversation.assigned_to = to
    own = to is None or (by is not None and by.id == to)
    conversation.came_at, conversation.came_how = (None, None) if own else (now, "given")
    session.add(conversation)
    await _record(session, "conversation.assigned", conversation, now, by, to=str(to) if to else None, **details)


async def set_priority(
    session: AsyncSession, conversation: Conversation, priority: int, by: StaffMember, now: datetime
) -> None:
    """How pressing it is, 0 (URGENT) to 3 (LOW); a crisis is urgent whatever stands here."""
    if not URGENT <= priority <= LOW:
        raise ValueError(f"{priority} is no priority; use {URGENT} to {LOW}")
    if conversation.priority != priority:
        conversation.priority = priority
        session.add(conversation)
        await _record(session, "conversation.priority_set", conversation, now, by, priority=priority)


# ---------------------------------------------------------------- the queue


async def take_next(session: AsyncSession, staff: StaffMember, now: datetime) -> uuid.UUID | None:
    """The first of the queue is this colleague's now; None when nothing waits. Two who ask at once get two.

    A coordinator takes from the own team; who has no team takes from all that they may see.
    """
    mine = reader_of(staff)
    reader = Reader(staff_id=mine.staff_id, team_id=mine.team_id, everywhere=mine.everywhere and mine.team_id is None)
    found = await queue.first(session, reader)
    if found is None:
        return None
    if found.status != "open":
        _become(found, "open")
    await _give(session, found, staff.id, now, staff, how="next")
    return found.id


async def hand_out(session: AsyncSession, now: datetime) -> list[uuid.UUID]:
    """Give who waits in the queue to colleagues who are there, in office hours; returns the conversations given.

    First to the client's own contactperson (or who stands in), else to the colleague of the team who was given
    something longest ago. When everybody has their maximum it stays in the queue, where all see it. What waits for a
    colleague who is away goes back to the queue first.
    """
    if not clock.someone_reads(now) or not await queue.one_hands_out(session):
        return []
    away = await transfers.away(session, clock.local(now).date())
    for conversation in await queue.left_waiting(session, away):
        await _return(session, conversation, now)
    given = shared_out(await queue.waiters(session), await queue.takers(session, away), away, now)
    for waiter, taker in given.items():
        conversation = await session.get_one(Conversation, waiter, populate_existing=True)
        await _give(session, conversation, taker, now, None, how="round")
    await queue.note_given(session, set(given.values()), now)
    return list(given)


async def _record(
    session: AsyncSession,
    action: str,
    conversation: Conversation,
    now: datetime,
    by: StaffMember | None = None,
    **details: Any,
) -> None:
    await audit.record(
        session, action, now=now, staff_id=by.id if by else None, person_id=conversation.person_id,
        conversation_id=conversation.id, **details,
    )  # fmt: skip
