"""One screen before a conversation: what was said, what is open, what was promised and what went well. Facts only."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from bot.web.facts import gather
from bot.web.inbox import Reads, note_reading, own
from storage import summary, tasks

router = APIRouter(prefix="/inbox/{conversation_id}/summary", include_in_schema=False)


@router.get("")
async def show(visit: Reads, conversation_id: uuid.UUID) -> Response:
    """The summary of one client, to read or to print; it counts as reading the conversation."""
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        facts = await gather(session, visit, conversation)
        if facts.person is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await note_reading(session, visit, conversation)
        record = await summary.gather(session, facts.person.id, conversation.id)
        open_tasks = await tasks.open_tasks(session, conversation.id)
    return visit.render(
        "inbox/summary.html", selected=conversation_id, conversation=conversation, person=facts.person, facts=facts,
        record=record, tasks=open_tasks, now=now,
    )  # fmt: skip
