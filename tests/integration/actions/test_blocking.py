"""Blocking: one kind line and no bell, for as long as a colleague said; a crisis is always heard."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from actions import blocking
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import blocks, conversations
from storage.audit import AuditEntry
from storage.blocks import Block
from storage.database import Database
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
MORNING = moment("2026-11-26 10:00")
WEEK = MORNING + timedelta(days=7)


async def blocked(db: Database, town: Town, *, until: datetime | None = WEEK, mode: str = "bot") -> talk.Talk:
    sam = await talk.client(db, town.contact, now=MORNING)
    async with db.begin() as session:
        conversation = await conversations.lock(session, sam.conversation_id)
        conversation.mode = mode
        await blocking.begin(session, conversation, town.contact, reason="scheldt", until=until, now=MORNING)
    return sam


async def runs(db: Database, sam: talk.Talk) -> Block | None:
    async with db.begin() as session:
        return await blocks.running(session, sam.conversation_id)


async def ended(db: Database) -> list[AuditEntry]:
    async with db.begin() as session:
        return list((await session.exec(select(AuditEntry).where(AuditEntry.action == "conversation.unblocked"))).all())


async def test_who_is_blocked_hears_one_line_with_help_and_nobody_is_called(db: Database, town: Town) -> None:
    sam = await blocked(db, town)
    for text, intent in (("hallo", "greet"), ("mens spreken", "talk_to_human"), ("ik heb schulden", "debt_help")):
        answer = await sam.says(text, intent)
        assert "112" in answer.text and "113" in answer.text and "Er leest nu niemand mee" in answer.text
    assert await sam.tasks() == {} and (await sam.state()).waiting_since is None


@pytest.mark.parametrize("mode", ["bot", "human"])
@pytest.mark.parametrize("until", [None, WEEK])
async def test_a_crisis_is_heard_however_blocked_somebody_is(
    db: Database, town: Town, until: datetime | None, mode: str
) -> None:
    """The numbers, a red task and a wait, as for anybody; also when a colleague had taken over before."""
    sam = await blocked(db, town, until=until, mode=mode)
    answer = await sam.says("ik wil dood")
    assert "113" in answer.text and "Er leest nu niemand mee" not in answer.text
    assert (await sam.tasks())["crisis"] == 0
    state = await sam.state()
    assert state.waiting_since == MORNING and state.blocked_at is not None, "the block itself stays"
    assert "Er leest nu niemand mee" not in (await sam.says("hallo", "greet")).text, "nor is what they say after it"


async def test_stop_stops_and_start_starts_for_who_is_blocked(db: Database, town: Town) -> None:
    sam = await blocked(db, town)
    assert "Er leest nu niemand mee" not in (await sam.says("stop", "opt_out")).text
    assert "Er leest nu niemand mee" not in (await sam.says("start", "opt_in")).text


async def test_a_block_is_over_at_its_moment_whoever_notices_first(db: Database, town: Town) -> None:
    """The clock looks now and then; somebody who writes before it does is not blocked any more either."""
    sam = await blocked(db, town)
    sam.now = WEEK - timedelta(seconds=1)
    assert "Er leest nu niemand mee" in (await sam.says("hallo", "greet")).text
    sam.now = WEEK
    assert "Er leest nu niemand mee" not in (await sam.says("hallo", "greet")).text
    assert await runs(db, sam) is None and (await sam.state()).blocked_at is None
    [entry] = await ended(db)
    assert entry.staff_id is None and entry.conversation_id == sam.conversation_id


async def test_the_clock_ends_a_block_and_rings(db: Database, town: Town) -> None:
    sam = await blocked(db, town)
    bell = Bell()
    now = [WEEK - timedelta(minutes=1)]
    clock = Clockwork(db, bell, lambda: now[0])
    with bell.listen(f"conversation:{sam.conversation_id}") as rung:
        await clock.tend_inbox()
        assert not rung.is_set() and await runs(db, sam) is not None
        now[0] = WEEK
        await clock.tend_inbox()
        assert rung.is_set()
    assert await runs(db, sam) is None and (await sam.state()).blocked_at is None
    await clock.tend_inbox()
    assert len(await ended(db)) == 1, "once"


async def test_without_an_end_only_a_colleague_ends_it(db: Database, town: Town) -> None:
    sam = await blocked(db, town, until=None)
    async with db.begin() as session:
        assert await blocking.end_due(session, MORNING + timedelta(days=4000)) == []
    for _ in range(2):
        async with db.begin() as session:
            await blocking.end(session, await conversations.lock(session, sam.conversation_id), town.contact, MORNING)
    [entry] = await ended(db)
    assert entry.staff_id == town.contact.id
    assert "Er leest nu niemand mee" not in (await sam.says("mens spreken", "talk_to_human")).text
    assert "talk_to_human" in await sam.tasks()


async def test_a_new_block_takes_the_place_of_the_one_before(db: Database, town: Town) -> None:
    sam = await blocked(db, town, until=MORNING + timedelta(days=1))
    async with db.begin() as session:
        conversation = await conversations.lock(session, sam.conversation_id)
        await blocking.begin(session, conversation, town.contact, reason="weer", until=WEEK, now=MORNING)
        assert await blocking.end_due(session, MORNING + timedelta(days=2)) == []
    found = await runs(db, sam)
    assert found is not None and (found.reason, found.until) == ("weer", WEEK)
