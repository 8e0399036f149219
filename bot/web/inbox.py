"""The shared inbox: conversations, most pressing first, and one thread beside them (to answer: answering.py)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.handover_summary import night_to_hand_over
from actions.permissions import May
from bot import bell as bells
from bot.web import appointments, handover, live
from bot.web.accounts import Form, Visit, who_may
from bot.web.api.conversations import visible
from bot.web.facts import gather
from bot.web.pages import Flash
from storage import audit, colleagues, conversations, inbox, tasks
from storage.conversations import Conversation
from storage.people import Person
from storage.staff import StaffMember

router = APIRouter(prefix="/inbox", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
Pages = Annotated[int, Query(ge=1, le=40, description="how many pages of the list are shown")]
Earlier = Annotated[int, Query(ge=1, le=100, description="how many pages of the thread are shown")]
PAGE, THREAD_PAGE = 50, 60
READ_AGAIN_AFTER = timedelta(minutes=30)
"""A thread that stays open refreshes itself; the audit trail says so once in this time."""
NOTES = (
    "taken", "handed-back", "done", "planned", "planned-double", "moved", "offered", "accepted", "called-off",
    "nudge-cancelled", "learnt", "rhythm", "recap", "came", "no-show", "record-undone", "reminders", "contact",
    "step-made", "step-marked", "goal-made", "goal-ended", "home", "line", "card", "handed-over",
    "money-kept", "money-ended", "post-marked",
)  # fmt: skip


# ---------------------------------------------------------------- looking


@router.get("")
async def show_list(visit: Reads, pages: Pages = 1, selected: uuid.UUID | None = None) -> Response:
    """The list on its own; `selected` marks the thread that is open beside it."""
    async with visit.parts.database.begin() as session:
        values = await _list(session, visit, pages)
    return visit.render("inbox/page.html", **values, selected=selected, thread=None)


@router.get("/events")
async def follow(visit: Reads, conversation: uuid.UUID | None = None) -> Response:
    """Tells the page when the list or the open thread changed; it carries no words of anybody."""
    topics = {bells.INBOX: "list"}
    if conversation is not None:
        async with visit.parts.database.begin() as session:
            await own(session, visit, conversation)
        topics[bells.conversation(conversation)] = "thread"
    return live.events(visit.parts.bell, topics)


@router.get("/{conversation_id}")
async def show_thread(
    visit: Reads, conversation_id: uuid.UUID, pages: Pages = 1, earlier: Earlier = 1, note: str = ""
) -> Response:
    """One thread, with the list beside it where there is room."""
    flashes = [Flash("ok", visit.say(f"inbox-note-{note}"))] if note in NOTES else []
    return await thread_page(visit, conversation_id, pages=pages, earlier=earlier, flashes=flashes)


async def thread_page(
    visit: Visit,
    conversation_id: uuid.UUID,
    *,
    pages: int = 1,
    earlier: int = 1,
    flashes: list[Flash] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    typed: Form | None = None,
) -> Response:
    """The page with one thread; `typed` is a form that was refused and keeps what was typed."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        await note_reading(session, visit, conversation)
        thread = await _thread(session, visit, conversation, earlier)
        values = await _list(session, visit, pages)
    return visit.render(
        "inbox/page.html", status=status, flashes=flashes or [], **values,
        selected=conversation_id, thread=thread, typed=typed or {}, earlier=earlier,
    )  # fmt: skip


async def _list(session: AsyncSession, visit: Visit, pages: int) -> dict[str, Any]:
    rows = await inbox.rows(
        session,
        staff_id=visit.staff.id,
        team_id=visit.staff.team_id,
        everywhere=visit.account.may(May.SEE_ALL_TEAMS),
        most=pages * PAGE + 1,
    )
    return {
        "rows": rows[: pages * PAGE],
        "more": len(rows) > pages * PAGE,
        "pages": pages,
        "now": visit.parts.now(),
        "handovers": await handover.unread(session, visit),
        "last_night": night_to_hand_over(visit.parts.now()),
    }


async def _thread(session: AsyncSession, visit: Visit, conversation: Conversation, earlier: int) -> dict[str, Any]:
    said = await inbox.thread(session, conversation.id, most=earlier * THREAD_PAGE + 1)
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    staff = await session.get(StaffMember, conversation.staff_id) if conversation.staff_id else None
    taker = await session.get(StaffMember, conversation.taken_by) if conversation.taken_by else None
    if said:
        await conversations.mark_read(session, visit.staff.id, conversation.id, said[-1].id)
    may_plan = visit.account.may(May.MAKE_APPOINTMENTS) and person is not None
    return {
        "conversation": conversation,
        "name": person.display_name if person else staff.display_name if staff else None,
        "taken_by": taker.display_name if taker else None,
        "said": said[-earlier * THREAD_PAGE :],
        "has_earlier": len(said) > earlier * THREAD_PAGE,
        "tasks": await tasks.open_tasks(session, conversation.id),
        "facts": await gather(session, visit, conversation),
        "may_answer": visit.account.may(May.ANSWER_CLIENTS),
        "may_plan": may_plan,
        "free_times": await appointments.choices(session, visit.staff, visit.parts.now()) if may_plan else [],
        "today": clock.local(visit.parts.now()).date(),
        "colleagues": await colleagues.available(session) if person is not None else [],
    }


async def note_reading(session: AsyncSession, visit: Visit, conversation: Conversation) -> None:
    """Every opening of a thread is an audit row; its own refreshes only when the last row is a while ago."""
    now, staff_id = visit.parts.now(), visit.staff.id
    refresh = visit.request.headers.get("HX-Request") is not None
    if refresh and await inbox.read_since(session, staff_id, conversation, now - READ_AGAIN_AFTER):
        return
    await audit.record(
        session, inbox.READ, now=now, staff_id=staff_id, person_id=conversation.person_id,
        conversation_id=conversation.id,
    )  # fmt: skip


async def own(session: AsyncSession, visit: Visit, conversation_id: uuid.UUID) -> Conversation:
    """The conversation, if it exists for this staff member; a page with 404 otherwise."""
    found = await session.get(Conversation, conversation_id)
    if found is None or not visible(found, visit.staff):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found
