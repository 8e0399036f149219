"""Where a form about a client leads back to: the thread it stood beside, or the section of the client's page."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from starlette.responses import Response

from bot.web import people_page
from bot.web.accounts import Visit
from bot.web.inbox import thread_page
from bot.web.pages import Flash, see_other
from bot.web.people import sections_for
from storage.conversations import Conversation


async def _page_of(visit: Visit, conversation_id: uuid.UUID) -> tuple[uuid.UUID, str] | None:
    """The person and the section the form stood on; None when it stood beside the thread."""
    section = visit.form.get("back", "")
    if section not in sections_for(visit):
        return None
    async with visit.parts.database.single() as session:
        found = await session.get(Conversation, conversation_id)
    return (found.person_id, section) if found is not None and found.person_id is not None else None


async def done(visit: Visit, conversation_id: uuid.UUID, note: str) -> Response:
    """It is done: show again where it was asked, with a note."""
    page = await _page_of(visit, conversation_id)
    if page is None:
        return see_other(f"/inbox/{conversation_id}?note={note}")
    return see_other(f"/people/{page[0]}/{page[1]}?note={note}")


async def refused(visit: Visit, conversation_id: uuid.UUID, said: str) -> Response:
    """It cannot be: say why where it was asked; what was typed is still there."""
    status, flashes = HTTPStatus.CONFLICT, [Flash("warning", said)]
    page = await _page_of(visit, conversation_id)
    if page is None:
        return await thread_page(visit, conversation_id, status=status, typed=visit.form, flashes=flashes)
    return await people_page.show(visit, *page, status=status, typed=visit.form, flashes=flashes)
