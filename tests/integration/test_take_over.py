"""A sender that is gone: who sends after it goes on at once with what it had in hand."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime

from bot.bell import Bell
from bot.channels.telegram import Telegram
from bot.send import CLAIM_LASTS, Sender
from storage import conversations, messages, outbox
from storage.database import Database
from storage.outbox import Outbound
from tests.telegram import SAM, TelegramStandIn
from tests.town import add_person

pytest_plugins = ("tests.database", "tests.telegram.fixtures")


async def in_the_hand_of_a_sender_that_is_killed(db: Database, bot: str) -> tuple[int, datetime]:
    """A message that was claimed, and nobody sends any more; with the moment until which it is claimed."""
    async with db.begin() as session:
        person = await add_person(session)
        address = await conversations.open_for_address(session, channel="telegram", bot=bot, address=str(SAM))
        await conversations.tie(session, address, person=person, staff=None)
        now = datetime.now(UTC)
        said = await messages.say(
            session, conversation_id=address.conversation_id, address_id=address.id, said="Bel 113.", now=now
        )
    async with db.begin() as session:
        [claimed] = await outbox.claim(
            session, channel="telegram", bot=bot, now=now, lasts=CLAIM_LASTS, busy=[], most=9
        )
    assert claimed.message_id == said
    return said, now + CLAIM_LASTS


async def test_the_next_sender_does_not_wait_until_a_claim_is_over(db: Database, telegram: TelegramStandIn) -> None:
    bot = telegram.token.partition(":")[0]
    said, until = await in_the_hand_of_a_sender_that_is_killed(db, bot)
    channel = Telegram(telegram.token, telegram.base_url)
    sender = asyncio.create_task(Sender(db, channel, Bell(), lambda: datetime.now(UTC)).run())
    try:
        async with asyncio.timeout(60):
            while (found := await delivery(db, said)).state != "sent":
                await asyncio.sleep(0.05)
    finally:
        sender.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sender
        await channel.close()
    assert found.sent_at is not None and found.sent_at < until
    assert [line.text for line in telegram.transcript(SAM)] == ["Bel 113."]


async def delivery(db: Database, message_id: int) -> Outbound:
    """What became of a message."""
    async with db.begin() as session:
        return await session.get_one(Outbound, message_id)
