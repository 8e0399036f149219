"""Web chat: send photos and documents, and fetch those of this chat."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request, Response

from actions import texts
from bot.files import JPEG, LARGEST, MOST, PNG, NotKept, looked_at
from bot.receive import Incoming, clean
from bot.web.api.auth import UseChat
from bot.web.api.chat_shapes import AGAIN, Accepted
from bot.web.parts import Parts, UseParts
from bot.web.problems import Problem
from bot.web.uploads import Sent, read
from storage import files
from storage.conversations import Conversation
from storage.files import StoredFile
from storage.messages import TEXT_LIMIT
from storage.people import ChannelAddress

router = APIRouter(prefix="/chat", tags=["chat"])
HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private, no-store"}
FETCHED: dict[str, Any] = {JPEG: {}, PNG: {}, "application/octet-stream": {}}
FORM: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["clientMessageId", "file"],
                "properties": {
                    "clientMessageId": {"type": "string", "minLength": 1, "maxLength": 200},
                    "text": {"type": "string", "maxLength": TEXT_LIMIT},
                    "file": {
                        "type": "array", "minItems": 1, "maxItems": MOST,
                        "items": {"type": "string", "format": "binary"},
                        "description": f"JPEG, PNG, HEIC or PDF, {LARGEST} bytes each at most",
                    },
                },
            }
        }
    },
}  # fmt: skip


@router.post(
    "/files", status_code=HTTPStatus.ACCEPTED, responses=AGAIN, openapi_extra={"requestBody": FORM}
)  # fmt: skip
async def send_files(parts: UseParts, chat: UseChat, request: Request, response: Response) -> Accepted:
    """Send one to five files as one message. 202 the first time; 200 with the same id when this message is known.

    What a file is, is seen from its first bytes, not from its name. Photos are drawn anew: where they were taken is
    not kept.
    """
    sent = await read(request)
    key = clean(sent.form.get("clientMessageId", ""))
    if not 0 < len(key) <= 200:
        raise Problem(HTTPStatus.BAD_REQUEST, "clientMessageId: must be a text of 1 to 200 characters")
    async with parts.database.single() as session:
        language = (await session.get_one(Conversation, chat.conversation_id)).language
    try:
        kept = await _look_at(sent, chat)
    except NotKept as refused:
        said = texts.say(language, refused.key, name=refused.name)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said) from refused
    received = await _store(parts, chat, key, sent.form.get("text", ""), kept)
    if not received[1]:
        response.status_code = HTTPStatus.OK
    return Accepted(id=received[0])


async def _look_at(sent: Sent, chat: ChannelAddress) -> list[StoredFile]:
    if sent.refused is not None:
        raise sent.refused
    if not sent.files:
        raise Problem(HTTPStatus.BAD_REQUEST, "file: send at least one file")
    if len(sent.form.get("text", "")) > TEXT_LIMIT:
        raise Problem(HTTPStatus.BAD_REQUEST, f"text: must have at most {TEXT_LIMIT} characters")
    return [await looked_at(one, conversation_id=chat.conversation_id, staff_id=None) for one in sent.files]


async def _store(
    parts: Parts, chat: ChannelAddress, key: str, text: str, kept: list[StoredFile]
) -> tuple[int, bool]:  # fmt: skip
    """First the files, then the message that names them; returns its id, and whether it is new."""
    async with parts.database.begin() as session:
        await files.add(session, kept)
    update = Incoming(
        channel="webchat", bot="", address=chat.address, update_id=key, text=text,
        attachments=tuple(one.attachment for one in kept),
    )  # fmt: skip
    received = await parts.receiver.store(update)
    ids = [one.id for one in kept]
    async with parts.database.begin() as session:
        await (files.sent_with(session, ids, received.message_id) if received.new else files.drop(session, ids))
    return received.message_id, received.new


@router.get("/files/{file_id}", response_class=Response, responses={200: {"content": FETCHED}})
async def fetch_file(parts: UseParts, chat: UseChat, file_id: uuid.UUID) -> Response:
    """A file of this chat. A photo may be shown; anything else is to be saved."""
    async with parts.database.single() as session:
        found = await files.in_conversation(session, chat.conversation_id, file_id)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is no such file in this chat.")
    shown = found.width is not None
    headers = HEADERS | {"Content-Disposition": "inline" if shown else "attachment"}
    media_type = found.media_type if shown else "application/octet-stream"
    return Response(found.content, media_type=media_type, headers=headers)
