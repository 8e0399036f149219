"""Conversations: one with each person, staff member or visitor, over all their channels together."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import waits
from storage.database import Moment, Row
from storage.people import ChannelAddress, Person
from storage.staff import StaffMember

STATUSES = ("open", "waiting", "snoozed", "resolved")
_STATUS_LIST = ", ".join(f"'{status}'" for status in STATUSES)
URGENT, HIGH, NORMAL, LOW = 0, 1, 2, 3
PRIORITIES = ("urgent", "high", "normal", "low")
"""How pressing a conversation is, as numbers and in words; a crisis is URGENT by itself."""


class Conversation(Row, table=True):
    """The thread with one human being, and how far the bot is in it.

    `mode` 'human' silences the bot. `form` is the open form (kind, slots, expiry) or None; `context` remembers
    what the last answer was about, so that "en voor een man?" can be understood. `waiting_since` is the moment
    somebody began to wait for a human answer (storage/waits.py keeps every wait).

    `status` is how far humans are with it: open, waiting for the client, snoozed until a moment, resolved.
    `assigned_to` is the colleague whose work it is now; the team behind it is `team_id`. `came_at` and `came_how`:
    since when it lies there as new work ("given" by a colleague or the queue, "woken" from its sleep, "returned" to the
    queue because its colleague is away), until that colleague opens it or somebody acts. `blocked_at`: a human decided
    that what they send rings no bell (a crisis still does; storage/blocks.py). `merged_into` is where its words went
    (storage/merges.py). `route` is what was told when a rule chose the team, and which team that was
    (actions/routing.py). `seen_by_all`: a visitor who may be in danger, seen by all teams.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        CheckConstraint("mode IN ('bot', 'human')", name="mode_known"),
        CheckConstraint("num_nonnulls(person_id, staff_id) <= 1", name="one_counterpart"),
        CheckConstraint(f"status IN ({_STATUS_LIST})", name="status_known"),
        CheckConstraint("(status = 'snoozed') = (snoozed_until IS NOT NULL)", name="snoozed_has_an_end"),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority_known"),
        CheckConstraint("waiting_since IS NULL OR status = 'open'", name="who_waits_is_seen"),
        CheckConstraint("came_how IN ('given', 'woken', 'returned')", name="came_how_known"),
        CheckConstraint("num_nonnulls(came_at, came_how) <> 1", name="came_whole"),
        Index("ix_conversation_inbox", "team_id", text("last_message_at DESC")),
        Index("ix_conversation_status", "team_id", "status", text("last_message_at DESC")),
        Index(
            "ix_conversation_waiting", "priority", "waiting_since",
            postgresql_where=text("waiting_since IS NOT NULL"),
        ),
        Index("ix_conversation_newest", text("last_message_at DESC NULLS LAST"), "id"),
        Index("ix_conversation_assigned", "assigned_to", "status", text("last_message_at DESC")),
        Index("ix_conversation_came", "came_at", postgresql_where=text("came_at IS NOT NULL")),
        Index("ix_conversation_snoozed", "snoozed_until", postgresql_where=text("snoozed_until IS NOT NULL")),
    )  # fmt: skip

    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", unique=True)
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id", unique=True)
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    language: str = "nl"
    mode: str = "bot"
    taken_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    waiting_since: datetime | None = Field(default=None, sa_type=Moment)
    last_message_at: datetime | None = Field(default=None, sa_type=Moment)
    status: str = "open"
    snoozed_until: datetime | None = Field(default=None, sa_type=Moment)
    assigned_to: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    priority: int = NORMAL
    came_at: datetime | None = Field(default=None, sa_type=Moment)
    came_how: str | None = None
    blocked_at: datetime | None = Field(default=None, sa_type=Moment)
    merged_into: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    route: dict[str, str] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    seen_by_all: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
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
        await _keep_owner_within_team(session, conversation)
        session.add(conversation)
    elif known.id != here:
        await _move(session, address, known.id)
    session.add(address)
    await session.flush()


async def _keep_owner_within_team(session: AsyncSession, conversation: Conversation) -> None:
    """Whose work a visitor was may be of another team than the client turns out to have: then it is the team's."""
    owner = await session.get(StaffMember, conversation.assigned_to) if conversation.assigned_to else None
    if owner is not None and owner.team_id != conversation.team_id:
        conversation.assigned_to = conversation.came_at = conversation.came_how = None


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
    for table in ("message", "inbound", "button", "task", "note", "later_message", "stored_file"):
        await session.execute(
            text(f"UPDATE {table} SET conversation_id = :target WHERE conversation_id = :source"),  # noqa: S608 (our own names)
            moved,
        )
    for statement in (
        _MOVE_DRAFTS,
        _MOVE_HOLDS,
        _MOVE_WAITERS,
        _MOVE_WORK,
        _MOVE_LABELS,
        _LEAVE_UNLABELLED,
        _LEAVE_EMPTY,
    ):
        await session.execute(statement, moved)
    await waits.move(session, source, target)


# A person has one hold a night: where both had one, the visitor's ends by itself in its time.
_MOVE_HOLDS = text(
    """
    UPDATE bed_night SET conversation_id = :target WHERE conversation_id = :source AND NOT EXISTS (
        SELECT FROM bed_night own WHERE own.conversation_id = :target AND own.night = bed_night.night
        AND own.ended_at IS NULL AND own.held_until IS NOT NULL)
    """
)
# Of two drafts of one colleague the one in the conversation that stays is kept.
_MOVE_DRAFTS = text(
    """
    UPDATE draft SET conversation_id = :target WHERE conversation_id = :source AND NOT EXISTS (
        SELECT FROM draft own WHERE own.conversation_id = :target AND own.staff_id = draft.staff_id
        AND own.mode = draft.mode)
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
# A human who has taken over keeps the bot silent, and whose work the visitor was has it still, within the team.
_MOVE_WORK = text(
    """
    UPDATE conversation t SET last_message_at = (SELECT max(created_at) FROM message WHERE conversation_id = :target),
           taken_by = coalesce(t.taken_by, s.taken_by), mode = CASE WHEN s.mode = 'human' THEN s.mode ELSE t.mode END,
           status = 'open', snoozed_until = NULL, priority = least(t.priority, s.priority),
           assigned_to = coalesce(t.assigned_to,
               (SELECT o.id FROM staff_member o WHERE o.id = s.assigned_to AND o.team_id = t.team_id))
    FROM conversation s WHERE t.id = :target AND s.id = :source
    """
)
_MOVE_LABELS = text(
    """
    INSERT INTO conversation_label (conversation_id, label_id, staff_id, created_at)
    SELECT :target, label_id, staff_id, created_at FROM conversation_label WHERE conversation_id = :source
    ON CONFLICT DO NOTHING
    """
)
_LEAVE_UNLABELLED = text("DELETE FROM conversation_label WHERE conversation_id = :source")
_LEAVE_EMPTY = text(
    """
    UPDATE conversation SET mode = 'bot', taken_by = NULL, assigned_to = NULL, came_at = NULL, came_how = NULL,
           status = 'open', snoozed_until = NULL
    WHERE id = :source
    """
)


_BUTTON = select(Button).where(
    col(Button.token) == bindparam("pressed"), col(Button.conversation_id) == bindparam("talk")
)


async def find_button(session: AsyncSession, conversation_id: uuid.UUID, token: str) -> Button | None:
    """The meaning of a button, only inside the conversation it was shown in."""
    return (await session.exec(_BUTTON, params={"pressed": token, "talk": conversation_id})).first()


async def take_over(session: AsyncSession, conversation: Conversation, staff: StaffMember) -> None:
    """A human answers from now on; the bot is silent until handed back."""
    conversation.mode = "human"
    conversation.taken_by = staff.id
    conversation.form = None
    session.add(conversation)


async def hand_back(session: AsyncSession, conversation: Conversation) -> None:
    """The bot may speak again; whoever hands back ends the wait too."""
    conversation.mode = "bot"
    conversation.taken_by = None
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


async def mark_unread(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID) -> None:
    """What the person said last is unread for this staff member; nothing changes when they said nothing."""
    await session.execute(
        text(
            "UPDATE conversation_read SET message_id = last.id - 1 FROM ("
            "SELECT max(id) AS id FROM message WHERE conversation_id = :conversation AND direction = 'in') last "
            "WHERE staff_id = :staff AND conversation_id = :conversation AND last.id IS NOT NULL"
        ),
        {"staff": staff_id, "conversation": conversation_id},
    )


async def open_new_work(session: AsyncSession, staff_id: uuid.UUID, conversation_id: uuid.UUID) -> None:
    """Whose work it is has opened it: it is not new any more."""
    await session.execute(
        text(
            "UPDATE conversation SET came_at = NULL, came_how = NULL "
            "WHERE id = :conversation AND assigned_to = :staff AND came_at IS NOT NULL"
        ),
        {"staff": staff_id, "conversation": conversation_id},
    )
