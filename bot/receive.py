"""From a channel into the database: an update is stored, and only then may the channel hear that we have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import texts
from bot import bell as bells
from bot.bell import Bell
from storage import conversations, inbound, messages, people
from storage.conversations import Conversation
from storage.database import Database
from storage.errors import InviteRefused
from storage.inbound import Inbound, Received, Waiting
from storage.people import ChannelAddress, Person
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """An update from any channel, in our own words. `payload` is a pressed button's token, `invite` a link's token."""

    channel: str
    bot: str
    address: str
    update_id: str
    text: str = ""
    payload: str | None = None
    attachments: tuple[dict[str, str], ...] = ()
    invite: str | None = None


class Answering(Protocol):
    """Whoever answers messages in this process, and so needs no bell to hear of them."""

    def foresee(self, text: str) -> None:
        """This text is being stored; it will have to be understood soon."""

    def take(self, waiting: Waiting) -> bool:
        """This message is stored. True when it is being answered now; else it waits for whoever looks."""


@dataclass
class Receiver:
    """Stores what comes in and wakes those who act on it. `now` tells the time.

    `answering` is there in a process that also answers; without it messages are left to other processes.
    """

    database: Database
    bell: Bell
    now: Callable[[], datetime]
    answering: Answering | None = None

    async def store(self, update: Incoming) -> Received:
        """Store an update once; when it returns, the update is safe. An unknown address gets a conversation."""
        update = keepable(update)
        if self.answering and update.payload is None:
            self.answering.foresee(update.text)
        received = None
        if update.invite is None:
            async with self.database.single() as session:
                received = await self._receive(session, update)
        if received is None:
            async with self.database.begin() as session:
                received = await self._introduce(session, update)
        self._tell(received)
        return received

    def _tell(self, received: Received) -> None:
        """A repeated update wakes nobody."""
        if received.waiting is None:
            return
        taken = self.answering is not None and self.answering.take(received.waiting)
        self.bell.ring(bells.conversation(received.conversation_id), bells.INBOX, *(() if taken else (bells.INBOUND,)))

    async def _receive(self, session: AsyncSession, update: Incoming) -> Received | None:
        return await inbound.receive(
            session,
            channel=update.channel,
            bot=update.bot,
            address=update.address,
            update_id=update.update_id,
            said=update.text,
            payload=update.payload,
            attachments=update.attachments,
            now=self.now(),
        )

    async def _introduce(self, session: AsyncSession, update: Incoming) -> Received:
        """An unknown address, or an invite: what has to be there before the update can be stored."""
        address = await people.find_address(session, update.channel, update.bot, update.address)
        if address is None:
            address = await conversations.open_for_address(
                session, channel=update.channel, bot=update.bot, address=update.address
            )
        note = await self._use_invite(session, address, update.invite) if update.invite else None
        received = await self._receive(session, update)
        assert received is not None  # the address is there now
        if note is not None and received.new:
            await self._answer_invite(session, address, received, note)
        return received

    async def _use_invite(self, session: AsyncSession, address: ChannelAddress, token: str) -> str:
        """Tie the address to whom the invite is for; returns what to say about it."""
        try:
            used = await people.use_invite(session, token, self.now())
        except InviteRefused as refused:
            return texts.say("nl", f"invite-{refused.reason}")
        person = await session.get(Person, used.person_id) if used.person_id else None
        staff = await session.get(StaffMember, used.staff_id) if used.staff_id else None
        await conversations.tie(session, address, person=person, staff=staff)
        talk = await session.get_one(Conversation, address.conversation_id)
        return welcome(person, staff, talk.language)

    async def _answer_invite(
        self, session: AsyncSession, address: ChannelAddress, received: Received, note: str
    ) -> None:
        """The invite itself is the message: it is answered here, also when older messages still wait."""
        stored = await session.get_one(Inbound, received.message_id)
        stored.handled_at = self.now()
        session.add(stored)
        await messages.say(
            session, conversation_id=address.conversation_id, address_id=address.id, said=note, now=self.now()
        )


def welcome(person: Person | None, staff: StaffMember | None, language: str) -> str:
    """The first words to somebody whose invite worked."""
    if person is not None:
        return texts.say(language, "invite-welcome-client", name=person.display_name)
    assert staff is not None
    role = texts.say(language, f"role-{staff.role.replace('_', '-')}")
    return texts.say(language, "invite-welcome-staff", name=staff.display_name, role=role)


def clean(said: str) -> str:
    """A text PostgreSQL can keep: without NUL and without halves of surrogate pairs."""
    return said.replace("\x00", "").encode("utf-8", "replace").decode()[: messages.TEXT_LIMIT]


def keepable(update: Incoming) -> Incoming:
    """The update with only letters that PostgreSQL can keep: one it refuses would come again and again, before all."""
    return replace(
        update,
        text=clean(update.text),
        payload=clean(update.payload) if update.payload is not None else None,
        attachments=tuple({name: clean(value) for name, value in one.items()} for one in update.attachments),
        invite=clean(update.invite) if update.invite is not None else None,
    )
