"""How far a conversation is and whose, through the API: what the inbox does, for other systems."""

from __future__ import annotations

import uuid
from datetime import datetime
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter

from actions import workflow
from actions.errors import WorkRefused
from bot.web.api.conversations import Answers, own, rang
from bot.web.api.shapes import Id, Moment, Shape
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import conversations
from storage.conversations import Conversation
from storage.staff import StaffMember

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])
WHY = {
    "waits": "Somebody waits for an answer: answer first, or say `answered` when that was done elsewhere.",
    "tasks": "There are open tasks: say `finishTasks` when they are done.",
    "crisis": "A crisis is open in this conversation: finish that task first.",
    "moment": "`until` has to be after now and within a year.",
    "colleague": "There is no such colleague who answers clients and may see this conversation.",
}
"""What to do about each refusal of actions/workflow.py."""


class StatusChange(Shape):
    """How far it is from now on. `until` belongs to "snoozed"; `answered`: who waits has had an answer elsewhere."""

    status: Literal["open", "waiting", "snoozed", "resolved"]
    until: Moment | None = None
    answered: bool = False
    finish_tasks: bool = False


class Status(Shape):
    """How far it is."""

    status: str
    snoozed_until: datetime | None


class Assignment(Shape):
    """Whose work it is: a colleague's, or (null) the team's."""

    assigned_to: Id | None


@router.post("/status")
async def post_status(parts: UseParts, staff: Answers, conversation_id: uuid.UUID, change: StatusChange) -> Status:
    """Open, waiting for the client, snoozed until a moment, or resolved; who waits and a crisis stay in sight."""
    if (change.until is not None) != (change.status == "snoozed"):
        raise Problem(HTTPStatus.BAD_REQUEST, "Give `until` with snoozed, and with nothing else.")
    now = parts.now()
    try:
        async with parts.database.begin() as session:
            await own(session, conversation_id, staff)
            found = await conversations.lock(session, conversation_id)
            if change.until is not None:
                await workflow.snooze(session, found, change.until, staff, now, answered=change.answered)
            else:
                await workflow.set_status(
                    session, found, change.status, staff, now, answered=change.answered,
                    finish_tasks=change.finish_tasks,
                )  # fmt: skip
    except WorkRefused as error:
        raise _problem(error) from error
    rang(parts, conversation_id)
    return Status(status=found.status, snoozed_until=found.snoozed_until)


@router.post("/assignment")
async def post_assignment(
    parts: UseParts, staff: Answers, conversation_id: uuid.UUID, wanted: Assignment
) -> Assignment:
    """Give it to a colleague who may see it, or (null) back to the team."""
    try:
        async with parts.database.begin() as session:
            await own(session, conversation_id, staff)
            found: Conversation = await conversations.lock(session, conversation_id)
            to = await session.get(StaffMember, wanted.assigned_to) if wanted.assigned_to else None
            if wanted.assigned_to is not None and to is None:
                raise WorkRefused("colleague")
            await workflow.assign(session, found, to, staff, parts.now())
    except WorkRefused as error:
        raise _problem(error) from error
    rang(parts, conversation_id)
    return Assignment(assigned_to=found.assigned_to)


def _problem(error: WorkRefused) -> Problem:
    return Problem(HTTPStatus.CONFLICT, WHY[error.why])
