"""What can be done on "Vandaag" itself: a line is done, taken, seen, or moved to the next working day."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import ladder, workflow
from actions.permissions import May
from actions.today import Line, next_morning
from bot.web import reminders
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.inbox import own
from bot.web.pages import see_other
from bot.web.today import DEEDS, day_of, line_of
from storage import audit, conversations, put_aside, tasks, waits
from storage.conversations import Conversation

router = APIRouter(prefix="/inbox/today", include_in_schema=False)
Does = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
Deed = Callable[[AsyncSession, Visit, Conversation, Line], Awaitable[None]]
"""Something to do about a line, in a transaction that holds the conversation's lock."""


@router.post("/{deed}")
async def do(visit: Does, deed: str) -> Response:
    """Do it, and show the day again. What is over already, or was done by a colleague meanwhile, is said kindly."""
    async with visit.parts.database.begin() as session:
        _, day = await day_of(session, visit, visit.parts.now(), team=_team(visit))
        line = line_of(visit, day)
        here = line.fact.conversation_id if line else None
        if line is None or here is None or deed not in (*DEEDS.get(line.question, ()), "back"):
            return _back(visit, "gone")
        await own(session, visit, here)
        await _DEEDS[deed](session, visit, await conversations.lock(session, here), line)
    rang(visit.parts, here)
    return _back(visit, deed)


def _team(visit: Visit) -> bool:
    return visit.form.get("team") == "1"


def _back(visit: Visit, note: str) -> Response:
    return see_other(f"/inbox/today?{'team=true&' if _team(visit) else ''}note={note}")


async def _record(session: AsyncSession, visit: Visit, action: str, talk: Conversation, **facts: Any) -> None:
    await audit.record(
        session, action, now=visit.parts.now(), staff_id=visit.staff.id, person_id=talk.person_id,
        conversation_id=talk.id, **facts,
    )  # fmt: skip


async def _done(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    """The task is done, or who waited was helped in another way than by writing."""
    now = visit.parts.now()
    if line.question == "waiting":
        await waits.end(session, talk, now)
        await _record(session, visit, "wait.ended", talk)
    elif line.fact.subject_id is not None:
        await tasks.finish(session, line.fact.subject_id, visit.staff.id, now)
        await _record(session, visit, "task.finished", talk, kind=line.fact.kind or "crisis")


async def _take(session: AsyncSession, visit: Visit, talk: Conversation, _: Line) -> None:
    await workflow.assign(session, talk, visit.staff, visit.staff, visit.parts.now())


async def _contact(session: AsyncSession, visit: Visit, talk: Conversation, _: Line) -> None:
    await ladder.had_contact(session, talk, visit.staff, visit.parts.now())


async def _later(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    now = visit.parts.now()
    until = next_morning(now)
    await put_aside.put(
        session, staff_id=visit.staff.id, person_id=line.fact.person_id, about=line.about, until=until, now=now
    )
    await _record(session, visit, "today.moved", talk, of=line.question, until=str(until))


async def _seen(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    await put_aside.put(
        session, staff_id=visit.staff.id, person_id=line.fact.person_id, about=line.about, until=None,
        now=visit.parts.now(),
    )  # fmt: skip
    await _record(session, visit, "today.seen", talk, of=line.question)


async def _again(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    await put_aside.take_back(session, visit.staff.id, line.about)
    await _record(session, visit, "today.back", talk, of=line.question)


async def _came(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    await _note(session, visit, talk, line.fact.subject_id, came=True)


async def _missed(session: AsyncSession, visit: Visit, talk: Conversation, line: Line) -> None:
    await _note(session, visit, talk, line.fact.subject_id, came=False)


async def _note(
    session: AsyncSession, visit: Visit, talk: Conversation, appointment_id: uuid.UUID | None, *, came: bool
) -> None:
    assert appointment_id is not None
    await reminders.note(session, talk, visit.staff, appointment_id, visit.parts.now(), came=came)


_DEEDS: dict[str, Deed] = {
    "done": _done, "take": _take, "contact": _contact, "later": _later, "seen": _seen, "back": _again, "came": _came,
    "missed": _missed,
}  # fmt: skip
