"""The stream of events that a page follows: nothing that rings may be lost, and silence can be told from death."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import cast

import pytest

from bot.bell import Bell
from bot.web import live

LIST, THREAD = b"event: rang\ndata: list\n\n", b"event: rang\ndata: thread\n\n"


@pytest.fixture
def bell() -> Bell:
    """A bell of this process only."""
    return Bell()


@pytest.fixture
async def stream(bell: Bell) -> AsyncIterator[AsyncGenerator[bytes, None]]:
    """What a page hears that shows the list and one thread."""
    answer = live.events(bell, {"inbox": "list", "conversation": "thread"})
    stream = cast("AsyncGenerator[bytes, None]", answer.body_iterator)
    yield stream
    await stream.aclose()


async def test_a_stream_says_when_it_begins_to_listen(stream: AsyncGenerator[bytes, None]) -> None:
    assert await anext(stream) == b"event: begin\ndata: list thread\n\n"


async def test_a_ring_is_told_under_its_own_name(stream: AsyncGenerator[bytes, None], bell: Bell) -> None:
    await anext(stream)
    bell.ring("inbox")
    assert await anext(stream) == LIST
    bell.ring("conversation", "something else")
    assert await anext(stream) == THREAD


async def test_rings_in_quick_succession_are_told_once_and_the_next_again(
    stream: AsyncGenerator[bytes, None], bell: Bell
) -> None:
    await anext(stream)
    for _ in range(5):
        bell.ring("inbox")
        await asyncio.sleep(0)
    assert await anext(stream) == LIST
    bell.ring("inbox")
    assert await anext(stream) == LIST


async def test_a_quiet_stream_says_that_it_is_there_and_loses_nothing(
    stream: AsyncGenerator[bytes, None], bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.01)
    await anext(stream)
    assert await anext(stream) == b"event: here\ndata: -\n\n"
    bell.ring("inbox")
    assert await anext(stream) == LIST
