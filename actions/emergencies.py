"""Emergency access: a reason first, an hour, and the coordinator hears of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import texts
from storage import audit, conversations, emergencies, tasks
from storage.emergencies import EmergencyAccess
from storage.people import Person
from storage.staff import StaffMember
from storage.tasks import Task

STAFF_READ = "nl"
SHORTEST_REASON, LONGEST_REASON = 10, 300


async def begin(
    session: AsyncSession, person: Person, reason: str, staff: StaffMember, now: datetime
) -> EmergencyAccess:
    """Open a client for an hour; a task tells the coordinator, the audit trail tells why."""
    access = await emergencies.begin(session, staff_id=staff.id, person_id=person.id, reason=reason, now=now)
    thread = await conversations.ensure_for_person(session, person)
    await tasks.raise_many(
        session,
        [
            Task(
                created_at=now, kind="privacy", conversation_id=thread.id, priority=tasks.SOON,
                level=tasks.COORDINATOR, subject_id=access.id, dedupe_key=f"privacy:{thread.id}:{access.id}",
                words=texts.say(STAFF_READ, "emergency-task", name=staff.display_name, reason=reason),
            )
        ],
    )  # fmt: skip
    await audit.record(
        session, "emergency.begun", now=now, staff_id=staff.id, person_id=person.id, conversation_id=thread.id,
        because=reason, access=str(access.id),
    )  # fmt: skip
    return access


async def end(session: AsyncSession, access: EmergencyAccess, staff: StaffMember, now: datetime) -> None:
    """Give the access back before the hour is over."""
    access.ended_at = now
    session.add(access)
    await audit.record(
        session, "emergency.ended", now=now, staff_id=staff.id, person_id=access.person_id, because=access.reason,
        access=str(access.id),
    )  # fmt: skip
