"""From outgoing rows to a channel that pushes: claim, keep to the limits, send, write down what became of it.

One active sender a bot (an advisory lock holds the others back, so that the limits hold); a claim that expires brings
back what a crashed sender had in hand. Answers go before nudges, each chat in order.
"""

from __future__ import annotations

import asyncio
import time
import uuid
import zlib
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions import clock, ladder
from bot import bell as bells
from bot.bell import Bell
from bot.enclosures import Enclosure, enclosed
from bot.errors import ChannelBusy, ChannelError, Unreachable
from bot.logs import log
from bot.throttle import Throttle
from storage import messages, nudges, outbox, people
from storage.conversations import lock
from storage.database import Database
from storage.outbox import Claimed
from storage.people import ChannelAddress

CLAIM_LASTS = timedelta(seconds=40)
"""Longer than a send takes. What a killed sender had in hand does not wait for it: see `Sender.take_over`."""
RETRY_AFTER = (timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=10))
"""First soon: one dropped connection must not hold up an answer to a crisis. Then 5 and 10 minutes (DESIGN)."""
SLOW_POLL_SECONDS = 1.0
BATCH = 40


class Channel(Protocol):
    """Something that takes a message to a person."""

    name: str
    bot: str

    async def deliver(self, address: str, said: str, buttons: list[dict[str, str]], enclosure: Enclosure | None) -> str:
        """Deliver one message with what goes along, if anything; returns the channel's own id. Raises ChannelError."""


class Sender:
    """Sends for one bot until it is cancelled.

    `seconds` and `sleep` are the clock that the limits of the channel are kept by.
    """

    def __init__(
        self, database: Database, channel: Channel, bell: Bell, now: Callable[[], datetime], *,
        seconds: Callable[[], float] = time.monotonic, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._database, self._channel, self._bell, self._now = database, channel, bell, now
        self._seconds, self._sleep = seconds, sleep
        self._throttle = Throttle()
        self._busy: dict[uuid.UUID, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Wait to be the one sender of this bot, then send until cancelled."""
        while True:
            try:
                async with self._database.engine.connect() as connection:
                    try:
                        await self._be_the_one(connection)
                        await self.take_over()
                        await self._send_all(connection)
                    finally:  # in the pool it would keep the lock, and nobody could send any more
                        await connection.invalidate()
            except Exception as error:  # the database may be away; nothing is lost, we come back
                log().error("send.failed", error=repr(error))
                await asyncio.sleep(SLOW_POLL_SECONDS)

    async def take_over(self) -> None:
        """Go on with what the sender before had in hand, for it is gone; only where no other sender of this bot is.

        Of what it was sending at that very moment one message may arrive twice.
        """
        async with self._database.begin() as session:
            await outbox.release(session, channel=self._channel.name, bot=self._channel.bot)

    async def send_some(self) -> int:
        """Send some of what is due now, one message after the other; returns how many. For a clock moved by hand.

        Only where no other sender of this bot can be: nobody is asked to hold back.
        """
        claimed = await self._claim()
        for message in claimed:
            await self._send(message)
        return len(claimed)

    async def _be_the_one(self, connection: AsyncConnection) -> None:
        key = zlib.crc32(f"{self._channel.name}:{self._channel.bot}".encode()) - 2**31
        while True:
            got = await connection.scalar(text("SELECT pg_try_advisory_lock(7302, :key)"), {"key": key})
            await connection.commit()
            if got:
                return
            await asyncio.sleep(SLOW_POLL_SECONDS)

    async def _send_all(self, lock_holder: AsyncConnection) -> None:
        with self._bell.listen(bells.OUTBOUND) as event:
            async with asyncio.TaskGroup() as group:
                checked = time.monotonic()
                while True:
                    claimed = await self._claim()
                    for message in claimed:
                        self._busy[message.address_id] = group.create_task(self._send(message))
                    if not claimed:
                        await bells.wait(event, SLOW_POLL_SECONDS)
                    if time.monotonic() - checked > 5:  # a lost connection would have lost the lock with it
                        await lock_holder.execute(text("SELECT 1"))
                        await lock_holder.commit()
                        checked = time.monotonic()

    async def _claim(self) -> list[Claimed]:
        room = BATCH - len(self._busy)
        if room <= 0:
            await asyncio.wait(self._busy.values(), return_when=asyncio.FIRST_COMPLETED)
            return []
        async with self._database.single() as session:
            return await outbox.claim(
                session,
                channel=self._channel.name,
                bot=self._channel.bot,
                now=self._now(),
                lasts=CLAIM_LASTS,
                busy=list(self._busy),
                most=room,
            )

    async def _send(self, message: Claimed) -> None:
        try:
            await self._wait_for_room(message)
            if message.priority == messages.UNASKED and clock.is_quiet(self._now()):
                await self._hold_back(message)
                return
            self._throttle.sent(message.address, self._seconds())
            await _to_the_end(self._deliver(message))
            self._throttle.arrived(message.address, self._seconds())
        finally:
            self._busy.pop(message.address_id, None)
            self._bell.ring(bells.OUTBOUND, bells.INBOX)

    async def _wait_for_room(self, message: Claimed) -> None:
        try:
            while (seconds := self._throttle.wait_for(message.address, self._seconds())) > 0:
                await self._sleep(seconds)
        except asyncio.CancelledError:  # the next sender need not wait for this claim to expire
            await self._later(message, timedelta(0), "the sender was stopped", counts=False)
            raise

    async def _deliver(self, message: Claimed) -> None:
        try:
            sent_as = await self._channel.deliver(
                message.address, message.text, message.buttons, await self._enclosed(message)
            )
        except ChannelBusy as busy:
            self._throttle.pause(busy.seconds, self._seconds())
            await self._later(message, timedelta(seconds=busy.seconds), str(busy), counts=False)
        except Unreachable as gone:
            await self._unreachable(message, str(gone))
        except ChannelError as error:
            await self._try_again_or_give_up(message, error)
        else:
            async with self._database.single() as session:
                await outbox.mark_sent(session, message.message_id, now=self._now(), channel_message_id=sent_as)

    async def _enclosed(self, message: Claimed) -> Enclosure | None:
        if not message.attachments:
            return None
        async with self._database.single() as session:
            return await enclosed(session, message.attachments, self._now())

    async def _hold_back(self, message: Claimed) -> None:
        """The channel was away or busy until the quiet hours began: what nobody asked for comes in the morning."""
        morning = clock.after_quiet(self._now())
        day = clock.local(morning).date()
        async with self._database.begin() as session:
            await outbox.retry_later(session, message.message_id, due_at=morning, failure="quiet hours", counts=False)
            await nudges.say_another_day(session, message.conversation_id, day=day - timedelta(days=1), to=day)

    async def _later(self, message: Claimed, wait: timedelta, why: str, *, counts: bool = True) -> None:
        due_at = self._now() + wait
        async with self._database.begin() as session:
            await outbox.retry_later(session, message.message_id, due_at=due_at, failure=why, counts=counts)

    async def _try_again_or_give_up(self, message: Claimed, error: ChannelError) -> None:
        tries = message.attempts
        if error.retry and tries <= len(RETRY_AFTER):
            await self._later(message, RETRY_AFTER[tries - 1], str(error))
            return
        log().warning("send.gave_up", message_id=message.message_id, error=str(error))
        async with self._database.begin() as session:
            await outbox.mark_failed(session, message.message_id, failure=str(error))
            await ladder.cannot_reach(session, message.conversation_id, message.text, self._now())

    async def _unreachable(self, message: Claimed, why: str) -> None:
        """The person blocked us here: try their next channel, else a human has to find another way."""
        async with self._database.begin() as session:
            await outbox.mark_failed(session, message.message_id, failure=why)
            address = await session.get_one(ChannelAddress, message.address_id)
            address.unreachable_since = self._now()
            session.add(address)
            await session.flush()
            other = await people.reachable_address(session, message.conversation_id)
            if other is None:
                await ladder.cannot_reach(session, message.conversation_id, message.text, self._now())
            else:
                await lock(session, message.conversation_id)
                await messages.say(
                    session,
                    conversation_id=message.conversation_id,
                    address_id=other.id,
                    said=message.text,
                    now=self._now(),
                    attachments=message.attachments,
                )
        self._bell.ring(bells.conversation(message.conversation_id))


async def _to_the_end(sending: Coroutine[Any, Any, None]) -> None:
    """Finish a send that has begun, also when told to stop: broken off, it would be sent again by the next sender."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
