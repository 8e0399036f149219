"""The shared inbox: conversations, most pressing first, and one thread beside them (to answer: answering.py)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.handover_summary import night_to_hand_over
from actions.permissions import May
from actions.workflow import reader_of
from bot.web import appointments, filters, handover, views, writing
from bot.web.accounts import Form, Visit, who_may
from bot.web.api.conversations import visible
from bot.web.facts import glance
from bot.web.pages import Flash, see_other
from bot.web.people import sections_for
from bot.web.work_state import gather as gather_work
from bot.web.work_state import wait_of
from storage import audit, blocks, colleagues, conversations, inbox, merges, tasks
from storage.conversations import PRIORITIES, Conversation
from storage.inbox import View
from storage.people import Person
from storage.staff import StaffMember

router = APIRouter(prefix="/inbox", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
Pages = Annotated[int, Query(ge=1, le=40, description="how many pages of the list are shown")]
Earlier = Annotated[int, Query(ge=1, le=100, description="how many pages of the thread are shown")]
At = Annotated[int | None, Query(ge=1, lt=2**63, description="the message to show the thread around")]
PAGE, THREAD_PAGE = 50, 60
READ_AGAIN_AFTER = timedelta(minutes=30)
"""A thread that stays open refreshes itself; the audit trail says so once in this time."""
NOTES = (
    "taken", "handed-back", "done", "planned", "planned-double", "moved", "offered", "accepted", "called-off",
    "nudge-cancelled", "learnt", "rhythm", "recap", "came", "no-show", "record-undone", "reminders", "contact",
    "step-made", "step-marked", "goal-made", "goal-ended", "home", "line", "card", "handed-over",
    "money-kept", "money-ended", "post-marked", "note-kept", "note-changed", "note-removed", "later-planned",
    "later-changed", "later-cancelled", "later-sent", "again",
    "blocked", "unblocked", "merged", "unmerged",
)  # fmt: skip
FLOW_NOTES = (
    "status-open", "status-waiting", "status-resolved", "snoozed", "priority", "assigned", "next", "labelled",
    "unlabelled",
)  # fmt: skip
LIST_NOTES = ("unread", "gone", "queue-empty", "capacity")
TABS = tuple(View)
TAB = "stapje_tab"
"""The cookie in which a browser remembers the tab."""


# ---------------------------------------------------------------- looking


@router.get("")
async def show_list(
    visit: Reads, pages: Pages = 1, selected: uuid.UUID | None = None, view: str = "", note: str = ""
) -> Response:
    """The list on its own; `selected` marks the thread that is open beside it.

    A tab that was chosen stays the one that is shown, until another is: a browser remembers it.
    """
    flashes = [Flash("ok", visit.say(f"flow-note-{note}"))] if note in LIST_NOTES else []
    flashes += views.told(visit)
    answer = await list_page(visit, pages=pages, selected=selected, view=view, flashes=flashes)
    if view in TABS and visit.request.headers.get("HX-Request") is None:
        answer.set_cookie(TAB, view, httponly=True, samesite="lax", secure=visit.parts.secure_cookies)
    return answer


async def list_page(
    visit: Visit,
    *,
    pages: int = 1,
    selected: uuid.UUID | None = None,
    view: str = "",
    flashes: list[Flash] | None = None,
) -> Response:
    """The page with only the list."""
    async with visit.parts.database.begin() as session:
        values = await _list(session, visit, pages, view)
    return visit.render("inbox/page.html", flashes=flashes or [], **values, selected=selected, thread=None)


@router.get("/{conversation_id}")
async def show_thread(
    visit: Reads, conversation_id: uuid.UUID, *, pages: Pages = 1, earlier: Earlier = 1, note: str = "", at: At = None
) -> Response:
    """One thread, with the list beside it where there is room; what went into another leads there.

    `at` shows it around a message.
    """
    async with visit.parts.database.begin() as session:
        kept = await merges.kept_of(session, conversation_id)
        await own(session, visit, kept)
    if kept != conversation_id:
        return see_other(f"/inbox/{kept}")
    flashes = [Flash("ok", visit.say(f"inbox-note-{note}"))] if note in NOTES else []
    flashes += [Flash("ok", visit.say(f"flow-note-{note}"))] if note in FLOW_NOTES else []
    return await thread_page(visit, conversation_id, pages=pages, earlier=earlier, flashes=flashes, at=at)


async def thread_page(
    visit: Visit,
    conversation_id: uuid.UUID,
    *,
    pages: int = 1,
    earlier: int = 1,
    flashes: list[Flash] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    typed: Form | None = None,
    at: int | None = None,
) -> Response:
    """The page with one thread; `typed` is a form that was refused and keeps what was typed."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        await note_reading(session, visit, conversation)
        thread = await _thread(session, visit, conversation, earlier, at)
        values = await _list(session, visit, pages)
    return visit.render(
        "inbox/page.html", status=status, flashes=flashes or [], **values,
        selected=conversation_id, thread=thread, typed=typed or {}, earlier=earlier,
    )  # fmt: skip


def _tab(name: str) -> View | None:
    return View(name) if name in TABS else None


async def _list(session: AsyncSession, visit: Visit, pages: int, view: str = "") -> dict[str, Any]:
    reader, now = reader_of(visit.staff), visit.parts.now()
    chosen = _tab(view) or _tab(visit.request.cookies.get(TAB, "")) or View.TEAM
    narrowed, most = await filters.narrowed(session, visit), pages * PAGE + 1
    rows = (
        await filters.rows(session, visit, narrowed.asked, chosen, most)
        if narrowed.active
        else await inbox.rows(session, reader, chosen, most)
    )
    return {
        "view": chosen,
        "narrowed": narrowed,
        "view_address": views.address,
        "tabs": TABS,
        "counts": await inbox.counts(session, reader),
        "wait_of": partial(wait_of, now=now),
        "priorities": PRIORITIES,
        "rows": rows[: pages * PAGE],
        "more": len(rows) > pages * PAGE,
        "pages": pages,
        "now": now,
        "handovers": await handover.unread(session, visit),
        "last_night": night_to_hand_over(now),
    }


async def _thread(
    session: AsyncSession, visit: Visit, conversation: Conversation, earlier: int, at: int | None
) -> dict[str, Any]:
    said = await inbox.thread(session, conversation.id, most=earlier * THREAD_PAGE + 1, at=at)
    person = await session.get(Person, conversation.person_id) if conversation.person_id else None
    staff = await session.get(StaffMember, conversation.staff_id) if conversation.staff_id else None
    taker = await session.get(StaffMember, conversation.taken_by) if conversation.taken_by else None
    if said:
        await conversations.mark_read(session, visit.staff.id, conversation.id, said[-1].id)
    await conversations.open_new_work(session, visit.staff.id, conversation.id)
    left = await tasks.open_tasks(session, conversation.id)
    may_plan = visit.account.may(May.MAKE_APPOINTMENTS) and person is not None
    shown, has_earlier = said[-earlier * THREAD_PAGE :], len(said) > earlier * THREAD_PAGE
    return {
        "conversation": conversation,
        "writing": await writing.gather(session, visit, conversation, shown, has_earlier=has_earlier),
        "at": at if at and said and said[-1].created_at != conversation.last_message_at else None,
        "name": person.display_name if person else staff.display_name if staff else None,
        "taken_by": taker.display_name if taker else None,
        "said": shown,
        "has_earlier": has_earlier,
        "tasks": left,
        "work": await gather_work(session, visit, conversation, left),
        "facts": await glance(session, visit, conversation),
        "may_answer": visit.account.may(May.ANSWER_CLIENTS),
        "may_plan": may_plan,
        "free_times": await appointments.choices(session, visit.staff, visit.parts.now()) if may_plan else [],
        "sections": sections_for(visit),
        "today": clock.local(visit.parts.now()).date(),
        "colleagues": await colleagues.available(session) if person is not None else [],
        "block": await blocks.running(session, conversation.id) if conversation.blocked_at else None,
        "merged": await merges.of_conversation(session, conversation.id),
        "may_merge": visit.account.may(May.MERGE_PEOPLE) and staff is None,
        "may_block": visit.account.may(May.BLOCK_PEOPLE) and staff is None,
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
