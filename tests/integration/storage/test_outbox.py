"""The queue of what has to be sent: each chat in order, answers first, claims that expire."""

import asyncio
from datetime import timedelta

from storage import messages, outbox
from storage.database import Database
from storage.outbox import Claimed, Outbound
from tests import talk

pytest_plugins = ("tests.database",)
LASTS = timedelta(seconds=60)


async def say(who: talk.Talk, said: str, priority: int = 0) -> int:
    async with who.db.begin() as session:
        return await messages.say(
            session, conversation_id=who.conversation_id, address_id=who.address_id, said=said, now=who.now,
            priority=priority,
        )  # fmt: skip


async def claim(who: talk.Talk, most: int = 99, busy: tuple[talk.Talk, ...] = (), bot: str = "7") -> list[Claimed]:
    async with who.db.begin() as session:
        return await outbox.claim(
            session, channel="telegram", bot=bot, now=who.now, lasts=LASTS, busy=[b.address_id for b in busy],
            most=most,
        )  # fmt: skip


async def state(db: Database, message_id: int) -> Outbound:
    async with db.begin() as session:
        return await session.get_one(Outbound, message_id)


async def sent(who: talk.Talk, message_id: int) -> None:
    async with who.db.begin() as session:
        await outbox.mark_sent(session, message_id, now=who.now, channel_message_id="77")


async def test_only_the_oldest_of_a_chat_is_claimed(db: Database) -> None:
    who = await talk.visitor(db)
    first, second = await say(who, "1"), await say(who, "2")
    assert [c.message_id for c in await claim(who)] == [first]
    assert await claim(who) == []
    await sent(who, first)
    assert [c.message_id for c in await claim(who)] == [second]


async def test_a_chat_that_has_to_be_tried_later_keeps_its_order(db: Database) -> None:
    who = await talk.visitor(db)
    first = await say(who, "1")
    await say(who, "2")
    await claim(who)
    async with db.begin() as session:
        await outbox.retry_later(session, first, due_at=who.now + timedelta(minutes=5), failure="500")
    assert await claim(who) == []
    who.passes(minutes=5)
    [again] = await claim(who)
    assert (again.message_id, again.attempts) == (first, 2)


async def test_a_question_that_waits_for_the_morning_holds_up_no_answer(db: Database) -> None:
    who = await talk.visitor(db)
    question = await say(who, "Hoe gaat het?", messages.UNASKED)
    await claim(who)
    async with db.begin() as session:
        await outbox.retry_later(session, question, due_at=who.now + timedelta(hours=9), failure="quiet hours")
    answer = await say(who, "Bel 113.")
    assert [c.message_id for c in await claim(who)] == [answer]


async def test_a_reminder_that_was_asked_for_goes_before_questions(db: Database) -> None:
    asked, reminded = await talk.visitor(db), await talk.visitor(db)
    await say(asked, "Hoe gaat het?", messages.UNASKED)
    reminder = await say(reminded, "Je vroeg om een seintje.", messages.WISHED)
    assert [c.message_id for c in await claim(asked, most=1)] == [reminder]


async def test_after_giving_up_on_one_the_next_goes(db: Database) -> None:
    who = await talk.visitor(db)
    first, second = await say(who, "1"), await say(who, "2")
    async with db.begin() as session:
        await outbox.mark_failed(session, first, failure="x" * 900)
    assert [c.message_id for c in await claim(who)] == [second]
    failed = await state(db, first)
    assert failed.state == "failed" and failed.failure == "x" * 500


async def test_a_claim_expires_and_not_a_moment_before(db: Database) -> None:
    who = await talk.visitor(db)
    first = await say(who, "1")
    await claim(who)
    who.passes(seconds=60)
    assert await claim(who) == []
    who.passes(seconds=1)
    assert [(c.message_id, c.attempts) for c in await claim(who)] == [(first, 2)]


async def test_answers_go_before_nudges(db: Database) -> None:
    one, two, three = [await talk.visitor(db) for _ in range(3)]
    nudge, answer, later = await say(one, "n", 1), await say(two, "a"), await say(three, "b")
    assert [c.message_id for c in await claim(one, most=1)] == [answer]
    assert [c.message_id for c in await claim(one)] == [later, nudge]


async def test_busy_chats_and_other_bots_are_left_alone(db: Database) -> None:
    one, two = await talk.visitor(db), await talk.visitor(db)
    await say(one, "1")
    second = await say(two, "2")
    assert await claim(one, bot="8") == []
    assert [c.message_id for c in await claim(one, busy=(one,))] == [second]


async def test_what_is_due_later_waits(db: Database) -> None:
    who = await talk.visitor(db)
    first = await say(who, "1")
    who.now -= timedelta(seconds=1)
    assert await claim(who) == []
    who.passes(seconds=1)
    assert [c.message_id for c in await claim(who)] == [first]


async def test_two_senders_at_once_never_claim_the_same(db: Database) -> None:
    everyone = [await talk.visitor(db) for _ in range(30)]
    for who in everyone:
        await say(who, "1")
        await say(who, "2")
    found = await asyncio.gather(*(claim(everyone[0], most=10) for _ in range(6)))
    ids = [c.message_id for some in found for c in some]
    assert len(ids) == len(set(ids)) == 30


async def test_sent_is_remembered(db: Database) -> None:
    who = await talk.visitor(db)
    first = await say(who, "1")
    await claim(who)
    await sent(who, first)
    found = await state(db, first)
    assert (found.state, found.sent_at, found.channel_message_id, found.claimed_until) == ("sent", who.now, "77", None)
