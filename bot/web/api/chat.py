"""Web chat: open a session, say something, hear what is said."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import AsyncIterator
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import orjson
from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import Field, field_validator, model_validator

from actions import texts
from bot import bell as bells
from bot import enclosures
from bot.receive import Incoming, welcome
from bot.web.api.auth import UseChat
from bot.web.api.chat_shapes import AGAIN, Accepted, Attachment, attachment
from bot.web.api.shapes import Shape, Word
from bot.web.parts import Parts, UseParts
from bot.web.problems import Problem
from storage import conversations, messages, people, pictures
from storage.conversations import Conversation
from storage.errors import InviteRefused
from storage.messages import TEXT_LIMIT, Message
from storage.people import ChannelAddress, Person
from storage.staff import StaffMember, hash_token, new_token

router = APIRouter(prefix="/chat", tags=["chat"])
PAGE = 100
LONGEST_WAIT = 30.0
HEARTBEAT_SECONDS = 15.0
LARGEST_ID = 2**62


class NewSession(Shape):
    """`inviteToken` ties the chat to the person it was made for."""

    invite_token: Word | None = Field(None, max_length=200)


class Session(Shape):
    """An open chat. The token is shown once and opens this chat only."""

    session_id: str
    conversation_id: str
    token: str


class Said(Shape):
    """A text, or a button that was pressed. The same `clientMessageId` again is the same message."""

    client_message_id: Word = Field(min_length=1, max_length=200)
    text: str | None = Field(None, max_length=TEXT_LIMIT)
    payload: Word | None = Field(None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def _one_of_both(self) -> Said:
        if (self.text is None) == (self.payload is None):
            raise ValueError("send either text or payload")
        return self

    @field_validator("text")
    @classmethod
    def _not_blank(cls, value: str | None) -> str | None:
        if value is not None and not value.replace("\x00", "").strip():
            raise ValueError("must not be empty")
        return value


class ChatButton(Shape):
    """A button: send its payload to press it."""

    label: str
    payload: str


class ChatMessage(Shape):
    """One message. `direction` is "in" from the person and "out" to the person; `sender` bot, human or person."""

    id: int
    direction: str
    sender: str
    sender_name: str | None
    text: str
    buttons: list[ChatButton]
    attachments: list[Attachment]
    created_at: datetime


class ChatMessages(Shape):
    """Messages, oldest first."""

    messages: list[ChatMessage]


@router.post("/sessions", status_code=HTTPStatus.CREATED, response_model_by_alias=True)
async def open_session(parts: UseParts, new: NewSession) -> Session:
    """Open a web chat. An invite that is unknown, used or expired is refused with a kind sentence."""
    token, session_id = new_token(), str(uuid.uuid4())
    async with parts.database.begin() as session:
        address = await conversations.open_for_address(
            session, channel="webchat", bot="", address=session_id, secret_hash=hash_token(token)
        )
        person = staff = None
        if new.invite_token:
            try:
                used = await people.use_invite(session, new.invite_token, parts.now())
            except InviteRefused as refused:
                raise Problem(HTTPStatus.GONE, texts.say("nl", f"invite-{refused.reason}")) from refused
            person = await session.get(Person, used.person_id) if used.person_id else None
            staff = await session.get(StaffMember, used.staff_id) if used.staff_id else None
            await conversations.tie(session, address, person=person, staff=staff)
        language = (await conversations.lock(session, address.conversation_id)).language
        greeting = welcome(person, staff, language) if person or staff else texts.say(language, "greeting-visitor")
        await messages.say(
            session,
            conversation_id=address.conversation_id,
            address_id=address.id,
            said=greeting,
            now=parts.now(),
            buttons=_first_buttons(language),
        )
    return Session(session_id=session_id, conversation_id=str(address.conversation_id), token=token)


def _first_buttons(language: str) -> list[dict[str, object]]:
    wanted = (("button-menu", "ask_help"), ("button-bed", "ask_bed_availability"), ("button-human", "talk_to_human"))
    new_token, said = conversations.new_button_token, {label: texts.say(language, label) for label, _ in wanted}
    return [{"token": new_token(), "label": said[label], "action": action, "arguments": {}} for label, action in wanted]


@router.post("/messages", status_code=HTTPStatus.ACCEPTED, responses=AGAIN)
async def say(parts: UseParts, chat: UseChat, said: Said, response: Response) -> Accepted:
    """Say something. 202 the first time; 200 with the same id when this message is known already."""
    update = Incoming(
        channel="webchat",
        bot="",
        address=chat.address,
        update_id=said.client_message_id.encode("utf-8", "replace").decode(),
        text=said.text or "",
        payload=said.payload,
    )
    received = await parts.receiver.store(update)
    if not received.new:
        response.status_code = HTTPStatus.OK
    return Accepted(id=received.message_id)


@router.get("/messages", response_model=ChatMessages)
async def listed(
    parts: UseParts,
    chat: UseChat,
    after: Annotated[str, Query(description="the id of the last message you have; empty: from the start")] = "",
    wait: Annotated[float, Query(ge=0, description="seconds to wait for a new message, 30 at most")] = 0,
) -> JSONResponse:
    """Messages after an id, oldest first, 100 at most; follow up with the last id."""
    last = _message_id(after)
    with parts.bell.listen(bells.conversation(chat.conversation_id)) as event:
        found = await _after(parts, chat, last)
        until = asyncio.get_running_loop().time() + min(wait, LONGEST_WAIT)
        while not found and (left := until - asyncio.get_running_loop().time()) > 0:
            await bells.wait(event, min(left, 5.0))
            found = await _after(parts, chat, last)
    return JSONResponse({"messages": [_shape(m, name) for m, name in found]})


@router.get("/pictures/{picture_id}", response_class=Response, responses={200: {"content": {"image/png": {}}}})
async def picture(parts: UseParts, chat: UseChat, picture_id: uuid.UUID) -> Response:
    """A picture that was sent in this chat, as PNG."""
    async with parts.database.single() as session:
        found = await pictures.in_conversation(session, chat.conversation_id, picture_id)
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "There is no such picture in this chat.")
    return Response(found.png, media_type="image/png")


@router.get("/calendars/{appointment_id}", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
async def calendar(parts: UseParts, chat: UseChat, appointment_id: uuid.UUID) -> Response:
    """An appointment of this chat's client for their own calendar, as it is now (RFC 5545)."""
    async with parts.database.single() as session:
        found = await enclosures.in_conversation(session, chat.conversation_id, appointment_id)
        if found is None:
            raise Problem(HTTPStatus.NOT_FOUND, "There is no such appointment in this chat.")
        talk = await session.get_one(Conversation, chat.conversation_id)
        body = await enclosures.calendar_file(session, found, talk.language, parts.now())
    return Response(body, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"})


@router.get("/events", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def events(
    parts: UseParts,
    chat: UseChat,
    after: Annotated[str, Query(description="the id of the last message you have; empty: only what is new")] = "",
) -> StreamingResponse:
    """New messages as server-sent events, each with its id."""
    last = _message_id(after) if after else await _newest(parts, chat)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(parts, chat, last), media_type="text/event-stream", headers=headers)


async def _stream(parts: Parts, chat: ChannelAddress, last: int) -> AsyncIterator[bytes]:
    yield b": hello\n\n"
    with parts.bell.listen(bells.conversation(chat.conversation_id)) as event:
        while True:
            for message, name in await _after(parts, chat, last):
                assert message.id is not None
                last = message.id
                yield b"id: %d\nevent: message\ndata: %s\n\n" % (last, orjson.dumps(_shape(message, name)))
            if not await bells.wait(event, HEARTBEAT_SECONDS):
                yield b": still here\n\n"


def _message_id(after: str) -> int:
    if not after:
        return 0
    if not re.fullmatch(r"-?[0-9]{1,30}", after):
        raise Problem(HTTPStatus.BAD_REQUEST, "after: must be the id of a message")
    return max(0, min(int(after), LARGEST_ID))


async def _after(parts: Parts, chat: ChannelAddress, last: int) -> list[tuple[Message, str | None]]:
    async with parts.database.single() as session:
        return await messages.thread(session, chat.conversation_id, after=last, most=PAGE)


async def _newest(parts: Parts, chat: ChannelAddress) -> int:
    async with parts.database.single() as session:
        found = await messages.latest(session, chat.conversation_id, most=1)
    return found[0].id or 0 if found else 0


def _shape(message: Message, staff_name: str | None) -> dict[str, object]:
    assert message.id is not None
    shaped = ChatMessage(
        id=message.id,
        direction=message.direction,
        sender=message.sender,
        sender_name=staff_name,
        text=message.text,
        buttons=[ChatButton(**b) for b in message.buttons],
        attachments=[attachment(a) for a in message.attachments],
        created_at=message.created_at,
    )
    return shaped.model_dump(mode="json", by_alias=True)
