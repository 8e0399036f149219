"""Everything that was said. What still has to be understood: inbound.py; what has to be sent: outbox.py.

A message's id comes from one sequence and is taken while its conversation is locked, so that within a conversation
ids grow in the order in which messages become visible: nobody who reads "everything after id N" can miss one.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    bindparam,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.staff import StaffMember

ANSWER, WISHED, UNASKED = 0, 1, 2
"""How pressing a message is: an answer, what somebody asked to hear at that moment, what can wait (see outbox.py)."""
INTERRUPTED = "interrupted"
"""How an open form waits ("aside") because of words of our own accord; see say_many."""
TEXT_LIMIT = 20_000
"""The longest text that is kept; a longer one is refused where it comes in, so that nothing is cut off in silence."""


class Message(SQLModel, table=True):
    """One thing said, by a person ('in') or to a person ('out'); never changed afterwards.

    `sender` is 'person', 'bot' or 'human'; `buttons` is the list of (label, payload) shown under it. `attachments` are
    files a person sent (they stay with the channel), or what goes with a message of ours: a
    picture (pictures.py), a kept file (files.py), or an appointment for a calendar (`kind` "calendar",
    `appointment_id`, `language`). `dedupe_key` is there for what must be said once, however often it is asked for.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("direction IN ('in', 'out')", name="direction_known"),
        CheckConstraint("sender IN ('person', 'bot', 'human')", name="sender_known"),
        CheckConstraint("(direction = 'in') = (sender = 'person')", name="person_speaks_in"),
        Index("ix_message_thread", "conversation_id", "id"),
        Index("ix_message_created_at", "created_at", postgresql_using="brin"),
        Index("uq_message_dedupe_key", "dedupe_key", unique=True, postgresql_where=text("dedupe_key IS NOT NULL")),
        Index("ix_message_by_human", "conversation_id", "id", postgresql_where=text("sender = 'human'")),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id")
    address_id: uuid.UUID | None = Field(default=None, foreign_key="channel_address.id")
    direction: str
    sender: str
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    text: str
    buttons: list[dict[str, str]] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    attachments: list[dict[str, str]] = Field(default_factory=list, sa_type=JSONB, nullable=False)
    created_at: datetime = Field(sa_type=Moment)
    dedupe_key: str | None = None


_SAY = text(
    """
    WITH said AS (
        INSERT INTO message (conversation_id, address_id, direction, sender, staff_id, text, buttons, attachments,
                             created_at, dedupe_key)
        VALUES (:conversation_id, :address_id, 'out', :sender, :staff_id, :text, :buttons, :attachments, :now, :key)
        RETURNING id
    ), talk AS (
        UPDATE conversation SET last_message_at = :now, context = coalesce(:context, context)
        WHERE id = :conversation_id
    ), queued AS (
        INSERT INTO outbound (message_id, address_id, state, priority, due_at, attempts)
        SELECT said.id, a.id, 'due', :priority, :now, 0 FROM said, channel_address a
        WHERE a.id = :address_id AND a.channel <> 'webchat'
    ), offered AS (
        INSERT INTO button (token, conversation_id, message_id, label, action, arguments)
        SELECT b->>'token', :conversation_id, said.id, b->>'label', b->>'action', b->'arguments'
        FROM said, jsonb_array_elements(:actions) b
    )
    SELECT id FROM said
    """
).bindparams(
    bindparam("buttons", type_=JSONB), bindparam("actions", type_=JSONB),
    bindparam("attachments", type_=JSONB), bindparam("context", type_=JSONB(none_as_null=True)),
    bindparam("now", type_=Moment),
)  # fmt: skip


async def say(
    session: AsyncSession,
    *,
    conversation_id: uuid.UUID,
    address_id: uuid.UUID | None,
    said: str,
    now: datetime,
    sender: str = "bot",
    staff_id: uuid.UUID | None = None,
    buttons: Sequence[dict[str, Any]] = (),
    priority: int = ANSWER,
    context: dict[str, Any] | None = None,
    attachments: Sequence[dict[str, str]] = (),
    key: str | None = None,
) -> int:
    """Write one outgoing message and queue its sending; call it with the conversation locked. Returns its id.

    `buttons` have token, label, action and arguments. `priority` is ANSWER, WISHED or UNASKED: in that order they go.
    `context` is what the conversation is about from now on; without one that stays what it was. `attachments` has one
    at most: a picture, as `Picture.attachment` gives it, a kept file (`StoredFile.attachment`) or a calendar file.
    `key` is the message's dedupe key: the schema refuses a second message with it.
    """
    values = {
        "conversation_id": conversation_id, "address_id": address_id, "sender": sender, "staff_id": staff_id,
        "text": said, "now": now, "priority": priority, "actions": list(buttons), "context": context,
        "attachments": list(attachments), "key": key,
        "buttons": [{"label": b["label"], "payload": b["token"]} for b in buttons],
    }  # fmt: skip
    return int((await session.execute(_SAY, values)).scalar_one())


async def thread(
    session: AsyncSession, conversation_id: uuid.UUID, *, after: int = 0, most: int = 100
) -> list[tuple[Message, str | None]]:
    """Messages of a conversation after an id, oldest first, each with the name of the human who wrote it, if any."""
    query = (
        select(Message, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == Message.staff_id, isouter=True)
        .where(Message.conversation_id == conversation_id, col(Message.id) > after)
        .order_by(col(Message.id))
        .limit(most)
    )
    return list((await session.exec(query)).all())


_SINCE = text(
    """
    SELECT EXISTS (SELECT 1 FROM message WHERE conversation_id = :conversation AND id > :seen AND sender <> 'bot'
                     AND staff_id IS DISTINCT FROM :me)
    """
)


async def said_since(session: AsyncSession, conversation_id: uuid.UUID, seen: int, *, me: uuid.UUID) -> bool:
    """Whether the person or another colleague said anything after this message.

    What the bot says by itself does not count, nor what is sent in one's own name ("... leest nu met je mee").
    """
    found = await session.execute(_SINCE, {"conversation": conversation_id, "seen": seen, "me": me})
    return bool(found.scalar_one())


async def by_key(session: AsyncSession, key: str) -> Message | None:
    """The message that was said under this key, if it was."""
    return (await session.exec(select(Message).where(Message.dedupe_key == key))).first()


async def latest(session: AsyncSession, conversation_id: uuid.UUID, *, most: int = 100) -> list[Message]:
    """The newest messages of a conversation, oldest first."""
    query = (
        select(Message).where(Message.conversation_id == conversation_id).order_by(col(Message.id).desc()).limit(most)
    )
    return list(reversed((await session.exec(query)).all()))


_LAST_SAID = (
    select(Message)
    .where(col(Message.conversation_id) == bindparam("talk"), col(Message.direction) == "out")
    .order_by(col(Message.id).desc())
    .limit(1)
)


async def last_said(session: AsyncSession, conversation_id: uuid.UUID) -> Message | None:
    """What was said last to the person of a conversation, by the bot or a human."""
    return (await session.exec(_LAST_SAID, params={"talk": conversation_id})).first()


@dataclass(frozen=True, kw_only=True)
class Nudging:
    """One of many proactive messages that are written together. With a `staff_id` a human says it, else the bot."""

    conversation_id: uuid.UUID
    address_id: uuid.UUID | None
    text: str
    buttons: list[dict[str, Any]]
    priority: int = UNASKED
    staff_id: uuid.UUID | None = None
    key: str | None = None


_SAY_MANY = text(
    """
    WITH wanted AS MATERIALIZED (
        SELECT nextval('message_id_seq') AS id, w.* FROM jsonb_to_recordset(:rows) AS w(
            conversation_id uuid, address_id uuid, text text, buttons jsonb, actions jsonb, priority int,
            staff_id uuid, key text)
    ), said AS (
        INSERT INTO message (id, conversation_id, address_id, direction, sender, staff_id, text, buttons, attachments,
                             created_at, dedupe_key)
        SELECT id, conversation_id, address_id, 'out', CASE WHEN staff_id IS NULL THEN 'bot' ELSE 'human' END,
               staff_id, text, buttons, '[]', :now, key FROM wanted
    ), talk AS (
        UPDATE conversation
        SET last_message_at = :now, form = form || jsonb_build_object('aside', CAST(:interrupted AS text))
        FROM wanted WHERE conversation.id = wanted.conversation_id
    ), queued AS (
        INSERT INTO outbound (message_id, address_id, state, priority, due_at, attempts)
        SELECT w.id, a.id, 'due', w.priority, :now, 0 FROM wanted w JOIN channel_address a ON a.id = w.address_id
        WHERE a.channel <> 'webchat'
    )
    INSERT INTO button (token, conversation_id, message_id, label, action, arguments)
    SELECT b->>'token', w.conversation_id, w.id, b->>'label', b->>'action', b->'arguments'
    FROM wanted w, jsonb_array_elements(w.actions) b
    """
).bindparams(bindparam("rows", type_=JSONB), bindparam("now", type_=Moment))


async def say_many(session: AsyncSession, nudgings: Sequence[Nudging], *, now: datetime) -> None:
    """Write many proactive messages in one statement; call it with their conversations locked.

    An open form waits from then on: what is typed next may be about what was said (actions/form_pause.py).
    """
    rows = [
        {
            "conversation_id": str(n.conversation_id),
            "address_id": str(n.address_id) if n.address_id else None,
            "text": n.text,
            "buttons": [{"label": b["label"], "payload": b["token"]} for b in n.buttons],
            "actions": n.buttons,
            "priority": n.priority,
            "staff_id": str(n.staff_id) if n.staff_id else None,
            "key": n.key,
        }
        for n in nudgings
    ]
    await session.execute(_SAY_MANY, {"rows": rows, "now": now, "interrupted": INTERRUPTED})
