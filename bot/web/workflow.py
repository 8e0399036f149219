"""What staff do with the work around a thread: how far it is, until when it sleeps, whose it is, how pressing; taking
the next from the queue, and whether one takes new conversations."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import workflow
from actions.errors import WorkRefused
from bot import bell as bells
from bot.web.accounts import Visit
from bot.web.answering import Answers, Deed, planning
from bot.web.inbox import list_page, own, thread_page
from bot.web.pages import Flash, see_other
from bot.web.work_state import moment_of
from storage import audit, conversations, staff
from storage.conversations import LOW, STATUSES, URGENT, Conversation
from storage.staff import StaffMember, Team

whole = APIRouter(prefix="/inbox", include_in_schema=False)
"""Addresses that would fit a thread's too: to be added before those."""
router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
MOST_TAKEN = 200


async def work(visit: Visit, conversation_id: uuid.UUID, deed: Deed, note: str) -> Response:
    """Do it in a transaction that holds the conversation; what would lose something from sight is said kindly."""
    try:
        return await planning(visit, conversation_id, deed, note)
    except WorkRefused as error:
        flashes = [Flash("warning", visit.say(f"flow-refused-{error.why}"))]
        return await thread_page(
            visit, conversation_id, status=HTTPStatus.CONFLICT, typed=visit.form, flashes=flashes
        )  # fmt: skip


def id_of(written: str) -> uuid.UUID | None:
    """The id that a form names; None when it is none."""
    try:
        return uuid.UUID(written)
    except ValueError:
        return None


# ---------------------------------------------------------------- how far, how pressing


@router.post("/status")
async def set_status(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """Open, waiting for the client, or done."""
    status = visit.form.get("status", "")
    if status not in STATUSES or status == "snoozed":
        raise visit.refuse(HTTPStatus.NOT_FOUND)

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await workflow.set_status(
            session, conversation, status, visit.staff, visit.parts.now(), answered="answered" in visit.form,
            finish_tasks="finish_tasks" in visit.form,
        )  # fmt: skip

    return await work(visit, conversation_id, deed, f"status-{status}")


@router.post("/snooze")
async def snooze(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """Out of sight until a moment: one of the choices, or a day and a time of one's own."""
    day, _, time = visit.form.get("until", "").partition("T")
    until = moment_of(day or visit.form.get("day", ""), time or visit.form.get("time", "") or "09:00")

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        if until is None:
            raise WorkRefused("moment")
        now, answered = visit.parts.now(), "answered" in visit.form
        await workflow.snooze(session, conversation, until, visit.staff, now, answered=answered)

    return await work(visit, conversation_id, deed, "snoozed")


@router.post("/priority")
async def set_priority(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """How pressing it is."""
    written = visit.form.get("priority", "")
    if not (written.isdecimal() and len(written) == 1 and URGENT <= int(written) <= LOW):
        raise visit.refuse(HTTPStatus.NOT_FOUND)

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await workflow.set_priority(session, conversation, int(written), visit.staff, visit.parts.now())

    return await work(visit, conversation_id, deed, "priority")


@router.post("/unread")
async def mark_unread(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """To be read again later: back to the list, where it counts as unread."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        await conversations.mark_unread(session, visit.staff.id, conversation.id)
        await audit.record(
            session, "conversation.marked_unread", now=visit.parts.now(), staff_id=visit.staff.id,
            person_id=conversation.person_id, conversation_id=conversation.id,
        )  # fmt: skip
    return see_other("/inbox?note=unread")


# ---------------------------------------------------------------- whose


@router.post("/assign")
async def assign(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """It is a colleague's work, or (nobody chosen) the team's; a visitor's can go to another team."""
    chosen = visit.form.get("to", "")
    kind, _, name = chosen.rpartition(":")
    wanted = id_of(name)

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        now = visit.parts.now()
        if kind == "team":
            team = await session.get(Team, wanted) if wanted else None
            if team is None:
                raise WorkRefused("colleague")
            await workflow.assign_team(session, conversation, team, visit.staff, now)
            return
        to = await session.get(StaffMember, wanted) if wanted else None
        if chosen and to is None:
            raise WorkRefused("colleague")
        await workflow.assign(session, conversation, to, visit.staff, now)

    answer = await work(visit, conversation_id, deed, "assigned")
    return answer if answer.status_code == HTTPStatus.CONFLICT else await _still_visible(visit, conversation_id, answer)


async def _still_visible(visit: Visit, conversation_id: uuid.UUID, answer: Response) -> Response:
    """A visitor's conversation that went to another team is not for this colleague any more: back to the list."""
    async with visit.parts.database.begin() as session:
        found = await session.get_one(Conversation, conversation_id)
        gone = found.team_id not in (None, visit.staff.team_id) and not workflow.reader_of(visit.staff).everywhere
    return see_other("/inbox?note=gone") if gone else answer


@whole.post("/next")
async def take_next(visit: Answers) -> Response:
    """The first of the queue is mine now."""
    async with visit.parts.database.begin() as session:
        found = await workflow.take_next(session, visit.staff, visit.parts.now())
    if found is None:
        return see_other("/inbox?note=queue-empty")
    visit.parts.bell.ring(bells.INBOX, bells.conversation(found))
    return see_other(f"/inbox/{found}?note=next")


@whole.post("/capacity")
async def set_capacity(visit: Answers) -> Response:
    """Whether the queue gives me new conversations, and how many I have at most."""
    written = visit.form.get("at_most", "").strip()
    if written and not (written.isdecimal() and len(written) <= 3 and 1 <= int(written) <= MOST_TAKEN):
        return await list_page(visit, flashes=[Flash("warning", visit.say("flow-refused-most"))])
    takes, at_most = "takes_new" in visit.form, int(written) if written else None
    async with visit.parts.database.begin() as session:
        await staff.set_capacity(session, visit.staff.id, takes_new=takes, at_most=at_most)
        await audit.record(
            session, "staff.capacity_set", now=visit.parts.now(), staff_id=visit.staff.id, takes_new=takes,
            at_most=at_most,
        )  # fmt: skip
    return see_other("/inbox?note=capacity")
