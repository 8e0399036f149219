"""What a message meant: a colleague may say so, and Stapje can learn from it (`stapje nlu review`)."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from actions import texts
from bot.web.answering import Answers
from bot.web.inbox import note_reading, own
from bot.web.pages import see_other
from storage import audit, misunderstandings

router = APIRouter(prefix="/inbox/{conversation_id}/messages/{message_id}/meaning", include_in_schema=False)
_LABEL = "meaning-"


@router.get("")
async def show(visit: Answers, conversation_id: uuid.UUID, message_id: int) -> Response:
    """The message, and all it could have meant."""
    async with visit.parts.database.begin() as session:
        await note_reading(session, visit, await own(session, visit, conversation_id))
        found = await misunderstandings.said(session, message_id, conversation_id)
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    said, meant = found
    meanings = sorted(((intent, visit.say(_LABEL + intent)) for intent in _intents()), key=lambda pair: pair[1])
    return visit.render(
        "inbox/meaning.html", selected=conversation_id, message_id=message_id, said=said, meant=meant, meanings=meanings
    )


@router.post("")
async def keep(visit: Answers, conversation_id: uuid.UUID, message_id: int) -> Response:
    """Keep what was meant; the conversation itself stays as it is."""
    meant = visit.form.get("meant", "")
    if meant not in _intents():
        raise visit.refuse(HTTPStatus.BAD_REQUEST)
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        if not await misunderstandings.correct(session, message_id, conversation_id, meant):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await audit.record(
            session, "message.meaning_corrected", now=visit.parts.now(), staff_id=visit.staff.id,
            person_id=conversation.person_id, conversation_id=conversation_id, meant=meant,
        )  # fmt: skip
    return see_other(f"/inbox/{conversation_id}?note=learnt")


def _intents() -> frozenset[str]:
    return frozenset(key.removeprefix(_LABEL) for key in texts.keys("nl") if key.startswith(_LABEL))
