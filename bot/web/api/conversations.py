"""A human answers through the API: what the inbox does, for other systems."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import human, writing
from actions.permissions import May, may
from actions.writing import Answer
from bot import bell as bells
from bot.receive import clean
from bot.web.api.auth import staff_who
from bot.web.api.changes import IdempotencyKey, again
from bot.web.api.shapes import Shape
from bot.web.parts import Parts, UseParts
from bot.web.problems import Problem
from storage import conversations
from storage.conversations import Conversation
from storage.errors import AlreadyTaken
from storage.staff import Role, StaffMember

router = APIRouter(prefix="/conversations/{conversation_id}", tags=["conversations"])
Answers = Annotated[StaffMember, Depends(staff_who(May.ANSWER_CLIENTS))]


class HumanAnswer(Shape):
    """What a human says."""

    text: str = Field(min_length=1, max_length=4000)


class HumanMessage(Shape):
    """The message as it was stored."""

    id: int


async def own(session: AsyncSession, conversation_id: uuid.UUID, staff: StaffMember) -> Conversation:
    """The conversation, if this staff member's team may see it; a Problem with 404 otherwise."""
    found = await session.get(Conversation, conversation_id)
    if found is None or not visible(found, staff):
        raise Problem(HTTPStatus.NOT_FOUND, "There is no such conversation for you.")
    return found


def visible(conversation: Conversation, staff: StaffMember) -> bool:
    """Somebody without a team yet, or a visitor in danger, is seen by everybody who answers; others by their team."""
    for_all = conversation.team_id is None or (conversation.seen_by_all and conversation.person_id is None)
    return for_all or conversation.team_id == staff.team_id or may(Role(staff.role), May.SEE_ALL_TEAMS)


def rang(parts: Parts, conversation_id: uuid.UUID) -> None:
    """Wake whoever watches or sends."""
    parts.bell.ring(bells.conversation(conversation_id), bells.OUTBOUND, bells.INBOX)


@router.post("/messages", status_code=HTTPStatus.CREATED, responses=again(HumanMessage))
async def post_answer(
    parts: UseParts, staff: Answers, conversation_id: uuid.UUID, said: HumanAnswer, response: Response, *,
    idempotency_key: IdempotencyKey = None,
) -> HumanMessage:  # fmt: skip
    """Answer as a human; the bot is silent until handed back. The same Idempotency-Key again is the same message."""
    key = f"api:{staff.id}:{conversation_id}:{idempotency_key or uuid.uuid4()}"
    answer = Answer(said=clean(said.text), key=clean(key))
    async with parts.database.begin() as session:
        await own(session, conversation_id, staff)
        conversation = await conversations.lock(session, conversation_id)
        if (known := await writing.sent_before(session, conversation, answer)) is not None:
            response.status_code = HTTPStatus.OK
            return HumanMessage(id=known)
        try:
            message_id = await writing.send(session, conversation, staff, answer, parts.now())
        except writing.SentBefore as error:
            raise AlreadyTaken("this Idempotency-Key was used for something else; use a new key") from error
    rang(parts, conversation_id)
    return HumanMessage(id=message_id)


@router.post("/takeover")
async def post_takeover(parts: UseParts, staff: Answers, conversation_id: uuid.UUID) -> dict[str, str]:
    """Take the conversation over from the bot."""
    async with parts.database.begin() as session:
        await own(session, conversation_id, staff)
        await human.take_over(session, conversation_id, staff, parts.now())
    rang(parts, conversation_id)
    return {"mode": "human"}


@router.post("/handback")
async def post_handback(parts: UseParts, staff: Answers, conversation_id: uuid.UUID) -> dict[str, str]:
    """Give the conversation back to the bot."""
    async with parts.database.begin() as session:
        await own(session, conversation_id, staff)
        await human.hand_back(session, conversation_id, staff, parts.now())
    rang(parts, conversation_id)
    return {"mode": "bot"}
