"""Emergency access: a reason, then one client for an hour, to read only. For every colleague who may sign in."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import emergencies as deeds
from actions.emergencies import LONGEST_REASON, SHORTEST_REASON
from bot import bell as bells
from bot.receive import clean
from bot.web.accounts import UseVisit, Visit
from bot.web.pages import Flash, see_other
from storage import appointments, audit, conversations, emergencies, inbox, tasks
from storage.emergencies import EmergencyAccess
from storage.people import Person
from storage.staff import StaffMember

router = APIRouter(prefix="/emergency", include_in_schema=False)
MOST_SAID, MOST_FOUND, SHORTEST_NAME = 60, 5, 2


@router.get("")
async def show(visit: UseVisit) -> Response:
    """The form, and what this colleague has open already."""
    return await _form(visit)


async def _form(
    visit: Visit, *, people: list[Person] | None = None, wrong: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    async with visit.parts.database.begin() as session:
        opened = await emergencies.of_staff(session, visit.staff.id, visit.parts.now())
    flashes = [Flash("error", visit.say(wrong))] if wrong else []
    return visit.render(
        "trail/emergency.html", flashes=flashes, status=status, opened=opened, people=people,
        name=visit.form.get("name", ""), reason=visit.form.get("reason", ""), longest=LONGEST_REASON,
    )  # fmt: skip


@router.post("")
async def ask(visit: UseVisit) -> Response:
    """With a reason and a name: who fits. The search is written down with its reason, whoever it finds."""
    name, reason = _typed(visit)
    if wrong := _wrong(name, reason):
        return await _form(visit, wrong=wrong, status=HTTPStatus.BAD_REQUEST)
    async with visit.parts.database.begin() as session:
        found = await emergencies.find_person(session, name, most=MOST_FOUND)
        await audit.record(
            session, "emergency.searched", now=visit.parts.now(), staff_id=visit.staff.id, because=reason,
            found=len(found),
        )  # fmt: skip
    return await _form(visit, people=found)


@router.post("/{person_id}")
async def begin(visit: UseVisit, person_id: uuid.UUID) -> Response:
    """Open this client for an hour."""
    _, reason = _typed(visit)
    if len(reason) < SHORTEST_REASON:
        return await _form(visit, wrong="emergency-why-needed", status=HTTPStatus.BAD_REQUEST)
    async with visit.parts.database.begin() as session:
        person = await session.get(Person, person_id)
        if person is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        access = await deeds.begin(session, person, reason, visit.staff, visit.parts.now())
    visit.parts.bell.ring(bells.INBOX)
    return see_other(f"/emergency/{access.id}")


def _typed(visit: Visit) -> tuple[str, str]:
    name, reason = (" ".join(clean(visit.form.get(field, "")).split()) for field in ("name", "reason"))
    return name[:80], reason[:LONGEST_REASON]


def _wrong(name: str, reason: str) -> str | None:
    if len(reason) < SHORTEST_REASON:
        return "emergency-why-needed"
    return "emergency-name-needed" if len(name) < SHORTEST_NAME else None


@router.get("/{access_id}")
async def look(visit: UseVisit, access_id: uuid.UUID) -> Response:
    """What one needs to help now: who to call, what comes, what was said last. Each look is written down."""
    async with visit.parts.database.begin() as session:
        access = await emergencies.running(session, access_id, visit.staff.id, visit.parts.now())
        if access is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND, "emergency-over")
        values = await _seen(session, visit, access)
    return visit.render("trail/emergency_person.html", access=access, **values)


async def _seen(session: AsyncSession, visit: Visit, access: EmergencyAccess) -> dict[str, Any]:
    now = visit.parts.now()
    person = await session.get(Person, access.person_id)
    if person is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    thread = await conversations.ensure_for_person(session, person)
    contact = await session.get(StaffMember, person.contact_person_id)
    await audit.record(
        session, "emergency.read", now=now, staff_id=visit.staff.id, person_id=person.id, conversation_id=thread.id,
        because=access.reason, access=str(access.id),
    )  # fmt: skip
    return {
        "person": person, "contact": contact, "said": await inbox.thread(session, thread.id, most=MOST_SAID),
        "tasks": await tasks.open_tasks(session, thread.id),
        "coming": await appointments.upcoming(session, person.id, now),
    }  # fmt: skip


@router.post("/{access_id}/end")
async def end(visit: UseVisit, access_id: uuid.UUID) -> Response:
    """Give it back; twice is fine."""
    async with visit.parts.database.begin() as session:
        access, now = await session.get(EmergencyAccess, access_id, with_for_update=True), visit.parts.now()
        if access is None or access.staff_id != visit.staff.id:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if access.ended_at is None and access.ends_at > now:
            await deeds.end(session, access, visit.staff, now)
    return see_other("/emergency")
