"""Files in a conversation, for staff who may read it: what the channel keeps until somebody looks, and what we keep."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions.permissions import May
from actions.referral_queue import agreed, reader_of
from bot.errors import ChannelError
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import visible
from bot.web.pages import PAGE_HEADERS
from storage import audit, referral_queue
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.messages import Message

router = APIRouter(include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
IMAGES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}
"""How images begin. Only these are shown; everything else is saved, whatever it calls itself."""
LARGEST_SHOWN = 20_000_000


@router.get("/attachments/{message_id}/{number}")
async def show_attachment(visit: Reads, message_id: Annotated[int, Path(ge=1, lt=2**63)], number: int) -> Response:
    """One file of a message. A file of a conversation that is not yours does not exist for you."""
    attachment = await _find(visit, message_id, number)
    if "stored_id" in attachment:
        kept = await _stored(visit, attachment)
        return _file(kept.content, kept.name, shown=kept.width is not None)
    file_id = attachment.get("file_id")
    if visit.parts.files is None or file_id is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND, "inbox-file-gone")
    try:
        content = await visit.parts.files.fetch(file_id)
    except ChannelError as error:
        raise visit.refuse(HTTPStatus.BAD_GATEWAY, "inbox-file-gone") from error
    return _file(content, attachment.get("name", "bijlage"))


@router.get("/attachments/{message_id}/{number}/small")
async def show_small(visit: Reads, message_id: Annotated[int, Path(ge=1, lt=2**63)], number: int) -> Response:
    """A small picture of a photo that we keep, for the thread, whose opening has been written down already."""
    attachment = await _find(visit, message_id, number, record=False)
    kept = await _stored(visit, attachment) if "stored_id" in attachment else None
    if kept is None or kept.thumbnail is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return _file(kept.thumbnail, kept.name)


async def _stored(visit: Visit, attachment: dict[str, str]) -> StoredFile:
    async with visit.parts.database.single() as session:
        kept = await session.get(StoredFile, uuid.UUID(attachment["stored_id"]))
    if kept is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND, "inbox-file-gone")
    return kept


async def _find(visit: Visit, message_id: int, number: int, *, record: bool = True) -> dict[str, str]:
    async with visit.parts.database.begin() as session:
        message = await session.get(Message, message_id)
        conversation = await session.get(Conversation, message.conversation_id) if message else None
        if message is None or conversation is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if not visible(conversation, visit.staff) and not await _passed_on(session, visit, message_id):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if not 0 <= number < len(message.attachments):
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        if record:
            await audit.record(
                session, "attachment.read", now=visit.parts.now(), staff_id=visit.staff.id,
                person_id=conversation.person_id, conversation_id=conversation.id, message=message_id,
            )  # fmt: skip
        return message.attachments[number]


async def _passed_on(session: AsyncSession, visit: Visit, message_id: int) -> bool:
    """Whether this is a letter that the client agreed to pass on, with a request that who looks may see."""
    if not visit.account.may(May.SEE_REFERRALS):
        return False
    found = await referral_queue.with_letter(session, reader_of(visit.staff), message_id)
    return any("letters" in agreed(referral) for referral in found)


def _file(content: bytes, name: str, *, shown: bool = True) -> Response:
    """The file, so that nothing in it can run: shown only when it is an image (and `shown` is on), otherwise saved."""
    kind = next((kind for start, kind in IMAGES.items() if content.startswith(start)), None)
    if kind is None or not shown or len(content) > LARGEST_SHOWN:
        disposition, kind = "attachment", "application/octet-stream"
    else:
        disposition = "inline"
    headers = PAGE_HEADERS | {
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=kind, headers=headers)
