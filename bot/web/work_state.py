"""The head of a thread: how far the work is, whose, how pressing, its labels, and how long somebody waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import aims, clock, snoozes
from actions.aims import Progress
from actions.permissions import TABLE, May
from actions.snoozes import Snooze
from bot.web.accounts import Visit
from storage import labels, tasks
from storage.conversations import PRIORITIES, URGENT, Conversation
from storage.inbox import InboxRow
from storage.labels import Label
from storage.staff import StaffMember, Team
from storage.tasks import Task

_ANSWERING = [role for role, rights in TABLE.items() if May.ANSWER_CLIENTS in rights]
_EVERYWHERE = [role for role, rights in TABLE.items() if May.SEE_ALL_TEAMS in rights]


@dataclass(frozen=True, kw_only=True)
class WorkState:
    """What the head of a thread shows. `priority` is a word; with an open crisis it is "urgent" whatever was chosen."""

    owner: str | None
    priority: str
    chosen_priority: int
    crisis: bool
    open_tasks: int
    labels: list[Label]
    to_choose: list[Label]
    colleagues: list[StaffMember]
    teams: list[Team]
    snoozes: list[Snooze]
    wait: Progress | None


async def gather(session: AsyncSession, visit: Visit, conversation: Conversation, left: list[Task]) -> WorkState:
    """The state of a conversation with these open tasks."""
    crisis = any(task.priority == tasks.URGENT for task in left)
    owner = await session.get(StaffMember, conversation.assigned_to) if conversation.assigned_to else None
    on_it = await labels.of_conversation(session, conversation.id)
    to_choose = await labels.to_choose(session, conversation.team_id or visit.staff.team_id)
    now, since = visit.parts.now(), conversation.waiting_since
    visitor = conversation.person_id is None and conversation.staff_id is None
    return WorkState(
        owner=owner.display_name if owner else None,
        priority=PRIORITIES[URGENT if crisis else conversation.priority],
        chosen_priority=conversation.priority,
        crisis=crisis,
        open_tasks=len(left),
        labels=on_it,
        to_choose=[label for label in to_choose if label.id not in {one.id for one in on_it}],
        colleagues=await answering(session, conversation),
        teams=list(
            (await session.exec(select(Team).where(col(Team.ended_at).is_(None)).order_by(col(Team.name)))).all()
        )
        if visitor
        else [],
        snoozes=snoozes.choices(now),
        wait=aims.progress(since, now, crisis=crisis) if since else None,
    )


async def answering(session: AsyncSession, conversation: Conversation) -> list[StaffMember]:
    """Who can be given this: who answers clients and sees it, by name."""
    query = (
        select(StaffMember)
        .where(col(StaffMember.active), col(StaffMember.role).in_(_ANSWERING))
        .order_by(col(StaffMember.display_name), col(StaffMember.username))
    )
    if conversation.team_id is not None:
        own_team = col(StaffMember.team_id) == conversation.team_id
        query = query.where(own_team | col(StaffMember.role).in_(_EVERYWHERE))
    return list((await session.exec(query)).all())


def wait_of(row: InboxRow, now: datetime) -> Progress | None:
    """How far the wait of a row is with what we aim at; None when nobody waits there."""
    return aims.progress(row.waiting_since, now, crisis=row.urgent) if row.waiting_since else None


def moment_of(day: str, time: str) -> datetime | None:
    """The local moment that a form's day and time mean; None when they are none."""
    try:
        written = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        return None
    return clock.at(written.date(), written.time()) if written.tzinfo is None else None
