"""The page of one person: who they are, and in sections what happened, what is planned, and how to reach them.

The forms on it are those of the inbox, with the same addresses; they lead back here (coming_back.py).
"""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot.web import appointments, people_details, timeline
from bot.web.accounts import Form, Visit
from bot.web.facts import Facts, gather
from bot.web.inbox import NOTES
from bot.web.pages import Flash, see_other
from bot.web.people import Known, Sees, known, sections_for
from bot.web.timeline import Asked
from storage import appointments as stored_appointments
from storage import audit, channels, clients, colleagues, merges, summary, tasks
from storage.staff import Team

router = APIRouter(prefix="/people/{person_id}", include_in_schema=False)
OWN_NOTES = (
    "card-kept", "card-ended", "channel-ended", "invite-withdrawn", "corrected", "language",
)  # fmt: skip
MOST_PAST = 50
"""So many past appointments are listed; all of them stand in the stream."""


@router.get("")
async def show_timeline(
    visit: Sees, person_id: uuid.UUID, asked: Annotated[Asked, Depends()], note: str = ""
) -> Response:
    """What happened, newest first."""
    return await show(visit, person_id, "timeline", asked=asked, flashes=_told(visit, note))


@router.get("/{section}")
async def show_section(visit: Sees, person_id: uuid.UUID, section: str, note: str = "") -> Response:
    """One of the other sections."""
    if section == "timeline" or section not in sections_for(visit):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return await show(visit, person_id, section, flashes=_told(visit, note))


def _told(visit: Visit, note: str) -> list[Flash]:
    if note in NOTES:
        return [Flash("ok", visit.say(f"inbox-note-{note}"))]
    return [Flash("ok", visit.say(f"person-note-{note}"))] if note in OWN_NOTES else []


async def show(
    visit: Visit,
    person_id: uuid.UUID,
    section: str,
    *,
    flashes: list[Flash] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    typed: Form | None = None,
    asked: Asked | None = None,
) -> Response:
    """The page with one section; `typed` is a form that was refused and keeps what was typed.

    Who turned out to be somebody else leads there.
    """
    async with visit.parts.database.begin() as session:
        kept = await merges.kept_person(session, person_id)
        found = await known(session, visit, kept)
        if kept != person_id:
            return see_other(f"/people/{kept}" if section == "timeline" else f"/people/{kept}/{section}")
        now = visit.parts.now()
        await audit.record(
            session, clients.READ, now=now, staff_id=visit.staff.id, person_id=person_id,
            conversation_id=found.conversation.id, section=section,
        )  # fmt: skip
        facts = await gather(session, visit, found.conversation)
        values = await _head(session, visit, found, facts)
        values |= await _section(session, visit, found, section, asked or Asked())
    return visit.render(
        "people/page.html", status=status, flashes=flashes or [], section=section, sections=sections_for(visit),
        typed=typed or {}, now=now, facts=facts, **values,
    )  # fmt: skip


async def _head(session: AsyncSession, visit: Visit, found: Known, facts: Facts) -> dict[str, Any]:
    """What stands above every section, and what its forms begin with."""
    now, may_plan = visit.parts.now(), visit.account.may(May.MAKE_APPOINTMENTS)
    team = await session.get_one(Team, found.person.team_id)
    return {
        "person": found.person,
        "conversation": found.conversation,
        "team": team.name,
        "channels": await channels.of_conversation(session, found.conversation.id),
        "tasks": await tasks.open_tasks(session, found.conversation.id),
        "thread": {
            "facts": facts,
            "may_answer": visit.account.may(May.ANSWER_CLIENTS),
            "may_plan": may_plan,
            "free_times": await appointments.choices(session, visit.staff, now) if may_plan else [],
            "today": clock.local(now).date(),
            "colleagues": await colleagues.available(session),
        },
    }


async def _section(session: AsyncSession, visit: Visit, found: Known, section: str, asked: Asked) -> dict[str, Any]:
    """What one section shows beside the facts."""
    person, conversation = found.person, found.conversation
    if section == "timeline":
        return {
            "stream": await timeline.gather(session, visit, person, conversation.id, asked),
            "record": await summary.gather(session, person.id, conversation.id),
            "paper": asked.paper,
        }
    if section == "appointments":
        past = await stored_appointments.before(session, person.id, visit.parts.now(), most=MOST_PAST)
        names = await colleagues.names(session, [one.staff_id for one in past if one.staff_id])
        return {"past": past, "names": names}
    if section == "details":
        return {"details": await people_details.gather(session, visit, person, conversation)}
    return {}
