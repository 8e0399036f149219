"""Drawings for staff who may see the client: what they have done, and the pictures that were sent to them."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions.permissions import May
from bot.web import bridge
from bot.web.accounts import Visit, who_may
from bot.web.inbox import READ_AGAIN_AFTER, own
from bot.web.pages import PAGE_HEADERS
from storage import audit, clients, inbox, pictures
from storage.conversations import Conversation

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CLIENTS))]
HEADERS = PAGE_HEADERS | {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing in a drawing can run, however it is opened."""


@router.get("/bridge.svg")
async def show_bridge(visit: Reads, conversation_id: uuid.UUID) -> Response:
    """What this client has done, as a drawing."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        await _note_look(session, visit, conversation)
        if conversation.person_id is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        drawn = await bridge.drawing(session, visit, conversation.person_id)
    return Response(drawn.svg, media_type="image/svg+xml", headers=HEADERS)


@router.get("/pictures/{picture_id}")
async def show_picture(visit: Reads, conversation_id: uuid.UUID, picture_id: uuid.UUID) -> Response:
    """A picture that was sent to this client."""
    async with visit.parts.database.begin() as session:
        conversation = await own(session, visit, conversation_id)
        await _note_look(session, visit, conversation)
        found = await pictures.in_conversation(session, conversation_id, picture_id)
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return Response(found.png, media_type="image/png", headers=HEADERS)


async def _note_look(session: AsyncSession, visit: Visit, conversation: Conversation) -> None:
    """The thread or page around a picture has been noted when it was opened; a picture on its own is a look as well."""
    now, person_id = visit.parts.now(), conversation.person_id
    since = now - READ_AGAIN_AFTER
    if person_id is None or not await clients.looked_since(session, visit.staff.id, person_id, since):
        await audit.record(
            session, inbox.READ, now=now, staff_id=visit.staff.id, person_id=person_id,
            conversation_id=conversation.id,
        )  # fmt: skip
