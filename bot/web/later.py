"""Messages for later in a thread: change one, cancel it, or send it now. Planning one: composing.py."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import later, replies, writing
from actions.permissions import May
from actions.writing import Answer
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.composing import LONGEST_ANSWER
from bot.web.thread_forms import Refused, moment_of, not_planned, seen, within
from storage.conversations import Conversation
from storage.later import LaterMessage

router = APIRouter(prefix="/inbox/{conversation_id}/later/{later_id}", include_in_schema=False)
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]


@router.post("")
async def change(visit: Answers, conversation_id: uuid.UUID, later_id: uuid.UUID) -> Response:
    """Other words, another moment, or "it is still right" for one that was held back."""
    said = clean(visit.form.get("later_text", "")).strip()

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        message = await _own(session, visit, conversation, later_id)
        _check(said)
        try:
            await later.change(
                session, conversation, visit.staff, message, said, due_at=moment_of(visit), seen=seen(visit) or 0,
                now=visit.parts.now(),
            )  # fmt: skip
        except later.NotPlanned as error:
            raise not_planned(visit, error) from error

    visit.form["later"] = str(later_id)
    return await within(visit, conversation_id, deed, "later-changed")


@router.post("/cancel")
async def cancel(visit: Answers, conversation_id: uuid.UUID, later_id: uuid.UUID) -> Response:
    """It is not sent."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        message = await _own(session, visit, conversation, later_id)
        await later.cancel(session, conversation, visit.staff, message, visit.parts.now())

    return await within(visit, conversation_id, deed, "later-cancelled")


@router.post("/send")
async def send_now(visit: Answers, conversation_id: uuid.UUID, later_id: uuid.UUID) -> Response:
    """It is sent at once, in the name of who presses the button; it was sent already: once is enough."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        message, now = await _own(session, visit, conversation, later_id), visit.parts.now()
        if message.state not in ("planned", "held"):
            return
        answer = Answer(said=message.text, key=message.message_key, seen=seen(visit))
        try:
            await writing.send(session, conversation, visit.staff, answer, now)
        except writing.NotSent as error:
            raise Refused(error.key) from error
        await later.sent_now(session, conversation, visit.staff, message, now)

    return await within(visit, conversation_id, deed, "later-sent")


async def _own(
    session: AsyncSession, visit: Visit, conversation: Conversation, later_id: uuid.UUID
) -> LaterMessage:  # fmt: skip
    found = await session.get(LaterMessage, later_id, populate_existing=True)
    if found is None or found.conversation_id != conversation.id:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


def _check(said: str) -> None:
    if not said:
        raise Refused("inbox-reply-empty")
    if len(said) > LONGEST_ANSWER:
        raise Refused("inbox-reply-too-long")
    if gaps := replies.gaps_in(said):
        raise Refused("writing-has-gaps", what=gaps[0])
