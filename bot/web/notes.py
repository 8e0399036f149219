"""Private notes in a thread: write one, change one's own, take it back. No channel ever hears of them."""

from __future__ import annotations

import contextlib
import uuid
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import notes
from actions.permissions import May
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.thread_forms import Refused, form_key, within
from storage import drafts
from storage.conversations import Conversation
from storage.notes import Note

router = APIRouter(prefix="/inbox/{conversation_id}/notes", include_in_schema=False)
Answers = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
LONGEST_NOTE = 4000


@router.post("")
async def write(visit: Answers, conversation_id: uuid.UUID) -> Response:
    """A note for colleagues; the same form twice is one note."""
    said = clean(visit.form.get("note", "")).strip()

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        _check(said)
        note_id = uuid.uuid5(form_key(visit) or uuid.uuid4(), drafts.NOTE)
        written = await notes.write(
            session, conversation, visit.staff, said, note_id=note_id, chosen=_chosen(visit), now=visit.parts.now()
        )
        if not written and (await session.get_one(Note, note_id)).text != said:
            raise Refused("writing-sent-before")
        await drafts.drop(session, visit.staff.id, conversation_id, drafts.NOTE)

    return await within(visit, conversation_id, deed, "note-kept")


@router.post("/{note_id}")
async def change(visit: Answers, conversation_id: uuid.UUID, note_id: uuid.UUID) -> Response:
    """Other words for one's own note."""
    said = clean(visit.form.get("note_text", "")).strip()

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        note = await _own(session, visit, conversation, note_id)
        _check(said)
        await notes.change(session, conversation, visit.staff, note, said=said, now=visit.parts.now())

    visit.form["changing"] = str(note_id)
    return await within(visit, conversation_id, deed, "note-changed")


@router.post("/{note_id}/remove")
async def take_back(visit: Answers, conversation_id: uuid.UUID, note_id: uuid.UUID) -> Response:
    """One's own words go; that there was a note stays."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        note = await _own(session, visit, conversation, note_id)
        await notes.take_back(session, conversation, visit.staff, note, visit.parts.now())

    return await within(visit, conversation_id, deed, "note-removed")


def _check(said: str) -> None:
    if not said:
        raise Refused("note-empty")
    if len(said) > LONGEST_NOTE:
        raise Refused("note-too-long")


def _chosen(visit: Visit) -> list[uuid.UUID]:
    """Who was chosen in the list besides who is named in the text."""
    with contextlib.suppress(ValueError):
        return [uuid.UUID(visit.form["mention"])] if visit.form.get("mention") else []
    return []


async def _own(session: AsyncSession, visit: Visit, conversation: Conversation, note_id: uuid.UUID) -> Note:
    found = await session.get(Note, note_id, populate_existing=True)
    if found is None or found.conversation_id != conversation.id:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found
