"""Clients, the addresses they write from, and the invites that tie an address to a person."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import InviteRefused
from storage.staff import hash_token, new_token


class Person(Row, table=True):
    """A client. Nothing is kept that help does not need: no BSN, no birth date, no scores.

    There is always exactly one contactperson, with a team behind them; who stands in for one who is away: transfers.py.
    `cold_notice_at` is when they said that they sleep outside and want to hear when there are extra beds.
    `reminders` is how they want to be reminded of appointments, None: as everybody is (actions/appointments.py).
    `merged_into` is who they turned out to be (merges.py); this row then stands for nobody any more.
    """

    __tablename__ = "person"

    display_name: str
    municipality: str | None = Field(default=None, index=True)
    team_id: uuid.UUID = Field(foreign_key="team.id", index=True)
    contact_person_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    opted_out_at: datetime | None = Field(default=None, sa_type=Moment)
    cold_notice_at: datetime | None = Field(default=None, sa_type=Moment)
    reminders: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    merged_into: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    is_example: bool = False


class ChannelAddress(Row, table=True):
    """Where somebody writes from: a Telegram chat of one bot, or one web chat session.

    `bot` is the bot's id on Telegram and empty for web chat; `secret_hash` guards a web chat session.
    """

    __tablename__ = "channel_address"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "address"),
        CheckConstraint("channel IN ('telegram', 'webchat')", name="channel_known"),
    )

    channel: str
    bot: str = ""
    address: str
    conversation_id: uuid.UUID = Field(foreign_key="conversation.id", index=True)
    secret_hash: str | None = Field(default=None, unique=True)
    unreachable_since: datetime | None = Field(default=None, sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)


class Invite(Row, table=True):
    """A door for one client or staff member, open once and until `expires_at`."""

    __tablename__ = "invite"
    __table_args__ = (CheckConstraint("num_nonnulls(person_id, staff_id) = 1", name="one_guest"),)

    token_hash: str = Field(unique=True)
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


async def invite(
    session: AsyncSession,
    *,
    now: datetime,
    person_id: uuid.UUID | None = None,
    staff_id: uuid.UUID | None = None,
    lasts: timedelta = timedelta(days=7),
) -> str:
    """A fresh invite token for a client or a staff member; only its hash is stored."""
    token = new_token()
    hashed, until = hash_token(token), now + lasts
    session.add(Invite(token_hash=hashed, person_id=person_id, staff_id=staff_id, expires_at=until, created_at=now))
    await session.flush()
    return token


async def use_invite(session: AsyncSession, token: str, now: datetime) -> Invite:
    """Use up an invite; raises InviteRefused when it is unknown, expired or used. Two at once: one wins."""
    query = (
        update(Invite)
        .where(col(Invite.token_hash) == hash_token(token), col(Invite.used_at).is_(None), col(Invite.expires_at) > now)
        .values(used_at=now)
        .returning(Invite)
    )
    used: Invite | None = (await session.exec(query)).scalar_one_or_none()
    if used is not None:
        return used
    known = (await session.exec(select(Invite).where(Invite.token_hash == hash_token(token)))).first()
    raise InviteRefused("unknown" if known is None else "used" if known.used_at else "expired")


async def one_maker(session: AsyncSession, person_id: uuid.UUID) -> None:
    """Let two who make the same client (a form sent twice) wait for each other until this transaction ends."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": f"person {person_id}"})


async def opt_out(session: AsyncSession, person: Person, now: datetime) -> None:
    """No proactive messages from now on, until the person wants them again."""
    person.opted_out_at = now
    session.add(person)


async def opt_in(session: AsyncSession, person: Person) -> None:
    """Proactive messages are welcome again."""
    person.opted_out_at = None
    session.add(person)


async def address_by_secret(session: AsyncSession, token: str) -> ChannelAddress | None:
    """The web chat session behind a chat token."""
    return (await session.exec(select(ChannelAddress).where(ChannelAddress.secret_hash == hash_token(token)))).first()


async def find_address(session: AsyncSession, channel: str, bot: str, address: str) -> ChannelAddress | None:
    """A known address, or None for somebody new."""
    query = select(ChannelAddress).where(
        ChannelAddress.channel == channel, ChannelAddress.bot == bot, ChannelAddress.address == address
    )
    return (await session.exec(query)).first()


async def reachable_address(session: AsyncSession, conversation_id: uuid.UUID) -> ChannelAddress | None:
    """Where a message for this conversation goes: the address used last among those that work."""
    query = (
        select(ChannelAddress)
        .where(ChannelAddress.conversation_id == conversation_id, col(ChannelAddress.unreachable_since).is_(None))
        .order_by(col(ChannelAddress.last_used_at).desc().nulls_last(), col(ChannelAddress.created_at).desc())
    )
    return (await session.exec(query)).first()
