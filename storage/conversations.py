"""Conversations: one with each person, staff member or visitor, over all their channels together."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.people import ChannelAddress, Person
from storage.staff import StaffMember


class Conversation(Row, table=True):
    """The thread with one human being, and how far the bot is in it.

    `mode` 'human' silences the bot. `form` is the open form (kind, slots, expiry) or None; `context` remembers
    what the last answer was about, so that "en voor een man?" can be understood. `waiting_since` is the moment
    somebody began to wait for a human answer.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        CheckConstraint("mode IN ('bot', 'human')", name="mode_known"),
        CheckConstraint("num_nonnulls(person_id, staff_id) <= 1", name="one_counterpart"),
        Index("ix_conversation_inbox", "team_id", text("last_message_at DESC")),
        Index("ix_conversation_waiting", "waiting_since", postgresql_where=text("waiting_since IS NOT NULL")),
    )

    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", unique=True)
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id", unique=True)
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    language: str = "nl"
    mode: str = "bot"
    taken_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    waiting_since: datetime | None = Field(default=None, sa_type=Moment)
    last_message_at: datetime | None = Field(default=None, sa_type=Moment)
    form: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    context: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)
    stumbles: int = 0


class Button(SQLModel, table=True):
    """What a button does. Only its short token travels (Telegram allows 64 bytes); the meaning stays here."""

    __tablename__ = "button"

    token: str = Field(primary_key=True)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", index=True)
    message_id: int = Field(sa_type=BigInteger, foreign_key="message.id")
    label: str
    action: str
    arguments: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)


class ConversationRead(SQLModel, table=True):
    """How far a staff member has read."""

    __tablename__ = "conversation_read"

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", primary_key=True)
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", primary_key=True)
    message_id: int = Field(sa_type=BigInteger)


def new_button_token() -> str:
    """A token for a button: 96 random bits in 16 characters."""
    return secrets.token_urlsafe(12)


async def lock(session: AsyncSession, conversation_id: uuid.UUID) -> Conversation:
    """The conversation, locked until the transaction ends: only who holds it acts or writes in it.

    Rows that point at it (a place held for it, a nudge) may be made meanwhile: who holds a night's lock and gives out
    places never waits for a turn that waits for that night.
    """
    query = (
        select(Conversation)
        .where(Conversation.id == conversation_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return (await session.exec(query)).one()


@dataclass(frozen=True, kw_only=True)
class Locked:
    """A conversation that this transaction holds, and who is in it; see `inbound.take`.

    `missed`: a check-in is open here, or humans have the task to find this person; being heard ends that.
    """

    conversation: Conversation
    person: Person | None
    staff: StaffMember | None
    missed: bool = False


async def open_for_address(
    session: AsyncSession,
    *,
    channel: str,
    bot: str,
    address: str,
    secret_hash: str | None = None,
    team_id: uuid.UUID | None = None,
) -> ChannelAddress:
    """A new address with a new, empty conversation behind it; nobody is tied to it yet."""
    conversation = Conversation(team_id=team_id)
    session.add(conversation)
    await session.flush()
    found = ChannelAddress(
        channel=channel, bot=bot, address=address, secret_hash=secret_hash, conversation_id=conversation.id
    )
    session.add(found)
    await session.flush()
    return found


async def of_person(session: AsyncSession, person_id: uuid.UUID) -> Conversation | None:
    """The conversation with a client, if there is one."""
    return (await session.exec(select(Conversation).where(Conversation.person_id == person_id))).first()


async def of_people(session: AsyncSession, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The id of each client's conversation, by the client's id."""
    query = select(Conversation.person_id, Conversation.id).where(col(Conversation.person_id).in_(people))
    return {person: thread for person, thread in (await session.exec(query)).all() if person is not None}


async def of_staff(session: AsyncSession, staff_id: uuid.UUID) -> Conversation | None:
    """The conversation with a staff member, if there is one."""
    return (await session.exec(select(Conversation).where(Conversation.staff_id == staff_id))).first()


async def ensure_for_person(session: AsyncSession, person: Person) -> Conversation:
    """The conversation with a client, made when it is not there yet (a nudge may come before the first word)."""
    found = await of_person(session, person.id)
    if found is None:
        found = Conversation(person_id=person.id, team_id=person.team_id)
        session.add(found)
        await session.flush()
    return found


async def tie(
    session: AsyncSession, address: ChannelAddress, *, person: Person | None, staff: StaffMember | None
) -> None:
    """Tie an address to a client or staff member.

    When that person already has a conversation, the address and what was said from it move there, so that the
    history over all channels is one. The emptied conversation stays behind without an address.
    """
    await session.refresh(address, with_for_update=True)  # first the address, as `inbound.receive` does
    known = await of_person(session, person.id) if person else await of_staff(session, staff.id) if staff else None
    here = address.conversation_id
    if known is None:
        conversation = await lock(session, here)
        if conversation.person_id or conversation.staff_id:  # the device belonged to somebody else before
            conversation = Conversation()
            session.add(conversation)
            await session.flush()
            address.conversation_id = conversation.id
        conversation.person_id = person.id if person else None
        conversation.staff_id = staff.id if staff else None
        conversation.team_id = person.team_id if person else staff.team_id if staff else None
        session.add(conversation)
    elif known.id != here:
        await _move(session, address, known.id)
    session.add(address)
    await session.flush()


async def _move(session: AsyncSession, address: ChannelAddress, target: uuid.UUID) -> None:
    source = address.conversation_id
    first, second = sorted((source, target))  # always the same order, so that two moves never wait for each other
    await lock(session, first)
    await lock(session, second)
    address.conversation_id = target
    abandoned = await session.get_one(Conversation, source)
    if abandoned.person_id or abandoned.staff_id:  # somebody else's history stays theirs
        return
    moved = {"source": source, "target": target}
    for table in ("message", "inbound", "button", "task"):
        await session.execute(
            text(f"UPDATE {table} SET conversation_id = :target WHERE conversation_id = :source"),  # noqa: S608 (our own names)
            moved,
        )
    for statement in (_MOVE_HOLDS, _MOVE_WAITERS, _MOVE_WAITING, _LEAVE_EMPTY):
        await session.execute(statement, moved)


# A person has one hold a night: where both had one, the visitor's ends by itself in its time.
_MOVE_HOLDS = text(
    """
    UPDATE bed_night SET conversation_id = :target WHERE conversation_id = :source AND NOT EXISTS (
        SELECT FROM bed_night own WHERE own.conversation_id = :target AND own.night = bed_night.night
        AND own.ended_at IS NULL AND own.held_until IS NOT NULL)
    """
)
# The same for a place in a waiting list: one a night.
_MOVE_WAITERS = text(
    """
    UPDATE waiter SET conversation_id = :target WHERE conversation_id = :source AND NOT EXISTS (
        SELECT FROM waiter own WHERE own.conversation_id = :target AND own.night = waiter.night
        AND own.ended_at IS NULL)
    """
)
# Who waits for a human goes on waiting, and a human who has taken over keeps the bot silent.
_MOVE_WAITING = text(
    """
    UPDATE conversation t SET last_message_at = (SELECT max(created_at) FROM message WHERE conversation_id = :target),
           waiting_since = least(t.waiting_since, s.waiting_since), taken_by = coalesce(t.taken_by, s.taken_by),
           mode = CASE WHEN s.mode = 'human' THEN s.mode ELSE t.mode END
    FROM conversation s WHERE t.id = :target AND s.id = :source
    """
)
_LEAVE_EMPTY = text("UPDATE conversation SET waiting_since = NULL, mode = 'bot', taken_by = NULL WHERE id = :source")


async def find_button(session: AsyncSession, conversation_id: uuid.UUID, token: str) -> Button | None:
    """The meaning of a button, only inside the conversation it was shown in."""
    query = select(Button).where(Button.token == token, Button.conversation_id == conversation_id)
    return (await session.exec(query)).first()


async def take_over(session: AsyncSession, conversation: Conversation, staff: StaffMember) -> None:
    """A human answers from now on; the bot is silent until handed back."""
    conversation.mode = "human"
    conversation.taken_by = staff.id
    conversation.form = None
    session.add(conversation)


async def hand_back(session: AsyncSession, conversation: Conversation) -> None:
    """The bot may speak again."""
    conversation.mode = "bot"
    conversation.taken_by = None
    conversation.waiting_since = None
    conversation.stumbles = 0
    session.add(conversation)


async def mark_read(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID, message_id: int) -> None:
    """Remember that this staff member has read up to and including this message."""
    await session.execute(
        text(
            "INSERT INTO conversation_read (staff_id, conversation_id, message_id) "
            "VALUES (:staff, :conversation, :message) "
            "ON CONFLICT (staff_id, conversation_id) DO UPDATE "
            "SET message_id = greatest(conversation_read.message_id, excluded.message_id)"
        ),
        {"staff": staff_id, "conversation": conversation_id, "message": message_id},
    )
