"""Messages: stored once, in an order nobody can miss, and acted on by exactly one worker."""

import asyncio
import uuid

from sqlmodel import col, func, select

from storage import conversations, inbound, messages
from storage.database import Database
from storage.inbound import Received, Waiting
from storage.messages import Message, Nudging
from storage.outbox import Outbound
from storage.people import ChannelAddress
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)


async def receive(who: talk.Talk, update_id: str, said: str = "hoi", bot: str = "7") -> Received:
    async with who.db.begin() as session:
        received = await inbound.receive(
            session, channel=who.channel, bot=bot, address=who.address, update_id=update_id, said=said, now=who.now
        )
        assert received is not None
        return received


async def say(who: talk.Talk, said: str) -> int:
    async with who.db.begin() as session:
        await conversations.lock(session, who.conversation_id)
        return await messages.say(
            session, conversation_id=who.conversation_id, address_id=who.address_id, said=said, now=who.now
        )


async def take(who: talk.Talk, message_id: int) -> bool:
    async with who.db.begin() as session:
        waiting = Waiting(
            message_id=message_id, conversation_id=who.conversation_id, text="", payload=None, language="nl",
            attempts=0, attachment=None, address_id=None,
        )  # fmt: skip
        taken = await inbound.take(session, waiting, now=who.now, intent=None, confidence=None)
        await asyncio.sleep(0.01)
        return taken is not None


async def count(db: Database) -> int:
    async with db.begin() as session:
        return (await session.exec(select(func.count()).select_from(Message))).one()


async def test_the_same_update_five_times_is_one_message(db: Database) -> None:
    who = await talk.visitor(db)
    found = [await receive(who, "u1") for _ in range(5)]
    assert len({r.message_id for r in found}) == 1 and [r.new for r in found] == [True] + [False] * 4
    assert await count(db) == 1


async def test_the_same_update_five_times_at_once_is_one_message(db: Database) -> None:
    who = await talk.visitor(db)
    found = await asyncio.gather(*(receive(who, "u1") for _ in range(5)))
    assert len({r.message_id for r in found}) == 1 and sum(r.new for r in found) == 1
    assert await count(db) == 1


async def test_the_same_update_number_of_another_bot_is_another_message(db: Database) -> None:
    who = await talk.visitor(db)
    await receive(who, "u1")
    async with db.begin() as session:
        await conversations.open_for_address(session, channel=who.channel, bot="8", address=who.address)
    assert (await receive(who, "u1", bot="8")).new


async def test_an_unknown_address_is_told_apart_from_a_known_update(db: Database) -> None:
    async with db.single() as session:
        unknown = await inbound.receive(
            session, channel="telegram", bot="7", address="nobody", update_id="u1", said="hoi", now=talk.EVENING
        )
    assert unknown is None and await count(db) == 0


async def test_nobody_who_reads_after_an_id_misses_a_message_of_fifty_writers(db: Database) -> None:
    """A reader remembers the newest id it saw, as the chat page does; a lower id that shows up later would be lost."""
    who = await talk.visitor(db)
    seen: list[int] = []
    done = asyncio.Event()

    async def read() -> None:
        while True:
            finished = done.is_set()
            async with db.begin() as session:
                fresh = await messages.thread(session, who.conversation_id, after=seen[-1] if seen else 0)
            seen.extend(m.id for m, _ in fresh if m.id is not None)
            if finished:
                return

    async def write() -> None:
        await asyncio.gather(*(receive(who, f"u{n}") if n % 2 else say(who, f"s{n}") for n in range(50)))
        done.set()

    await asyncio.gather(read(), write())
    assert len(seen) == 50 and seen == sorted(seen)


async def test_two_workers_take_each_message_exactly_once_and_in_order(db: Database) -> None:
    who = await talk.visitor(db)
    ids = [(await receive(who, f"u{n}")).message_id for n in range(6)]
    taken: list[int] = []

    async def work() -> None:
        while True:
            async with db.begin() as session:
                found = await inbound.waiting(session, busy=[], most=9)
            if not found:
                return
            if await take(who, found[0].message_id):
                taken.append(found[0].message_id)

    await asyncio.gather(work(), work(), work())
    assert taken == ids


async def test_a_message_is_not_taken_before_an_older_one(db: Database) -> None:
    who = await talk.visitor(db)
    first, second = (await receive(who, "u1")).message_id, (await receive(who, "u2")).message_id
    assert not await take(who, second)
    assert await take(who, first) and not await take(who, first)
    assert await take(who, second)


async def test_waiting_shows_the_oldest_of_each_conversation_that_is_not_busy(db: Database) -> None:
    one, two = await talk.visitor(db), await talk.visitor(db)
    for who in (one, one, two):
        await receive(who, uuid.uuid4().hex, said=who.address)
    async with db.begin() as session:
        everyone = await inbound.waiting(session, busy=[], most=9)
        rest = await inbound.waiting(session, busy=[one.conversation_id], most=9)
        few = await inbound.waiting(session, busy=[], most=1)
    assert {w.text for w in everyone} == {one.address, two.address} and len(few) == 1
    assert [w.conversation_id for w in rest] == [two.conversation_id]


async def test_attempts_are_counted(db: Database) -> None:
    who = await talk.visitor(db)
    message = (await receive(who, "u1")).message_id
    for expected in (1, 2):
        async with db.begin() as session:
            assert await inbound.count_attempt(session, message) == expected


async def test_receiving_makes_an_address_reachable_again(db: Database) -> None:
    who = await talk.visitor(db)
    async with db.begin() as session:
        (await session.get_one(ChannelAddress, who.address_id)).unreachable_since = who.now
    await receive(who, "u1")
    async with db.begin() as session:
        assert (await session.get_one(ChannelAddress, who.address_id)).unreachable_since is None


async def test_a_web_chat_reads_by_itself_and_has_nothing_to_send(db: Database) -> None:
    web, chat = await talk.visitor(db, channel="webchat"), await talk.visitor(db)
    await say(web, "hoi")
    sent = await say(chat, "hoi")
    async with db.begin() as session:
        assert [o.message_id for o in (await session.exec(select(Outbound))).all()] == [sent]


async def test_many_nudges_are_written_in_one_go_each_in_its_conversation(db: Database, town: Town) -> None:
    everyone = [await talk.visitor(db) for _ in range(3)]
    button = {"label": "Goed", "action": "checkin_positive", "arguments": {}}
    nudgings = [
        Nudging(conversation_id=w.conversation_id, address_id=w.address_id, text=w.address,
                buttons=[button | {"token": w.address}])
        for w in everyone
    ]  # fmt: skip
    async with db.begin() as session:
        await messages.say_many(session, nudgings, now=talk.EVENING)
    async with db.begin() as session:
        for who in everyone:
            [(message, _)] = await messages.thread(session, who.conversation_id)
            assert message.text == who.address
            found = await conversations.find_button(session, who.conversation_id, who.address)
            assert found is not None and found.message_id == message.id
        queued = (await session.exec(select(Outbound).order_by(col(Outbound.message_id)))).all()
    assert [(o.priority, o.state) for o in queued] == [(messages.UNASKED, "due")] * 3
