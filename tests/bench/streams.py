"""Streams: how soon open pages hear of a message while many come in."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator

from bot.house import House
from bot.receive import Incoming
from bot.web import live
from tests.bench.figures import Figure, latencies
from tests.bench.place import BOT

STREAMS = 25
"""Open browsers; the tabs of each share one stream."""
A_SECOND, SECONDS = 50, 20
_updates = itertools.count(5_000_000)


async def streams(house: House) -> list[Figure]:
    """Messages at fifty a second, and twenty-five browsers that follow the inbox and each a thread of their own."""
    stored: list[float] = []
    heard: list[float] = []
    followers = [asyncio.create_task(_follow(house, stored, heard)) for _ in range(STREAMS)]
    await asyncio.sleep(1)
    began = time.perf_counter()
    for number in range(A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        update = Incoming(
            channel="telegram", bot=BOT, address=str(number % 400 + 1), update_id=str(next(_updates)), text="hallo"
        )
        stored.append(time.perf_counter())
        await house.receiver.store(update)
    await asyncio.sleep(1)
    for task in followers:
        task.cancel()
    await asyncio.gather(*followers, return_exceptions=True)
    rate = len(stored) / (stored[-1] - stored[0])
    subject = f"{STREAMS} open streams"
    return [
        *latencies(subject, "a message is told", heard, aim="p99 <= 1000"),
        Figure(subject=subject, name="messages in", value=rate, unit="/s", aim=f">= {A_SECOND}"),
    ]


async def _follow(house: House, stored: list[float], heard: list[float]) -> None:
    """One browser: each time it is told, all that came in since the time before is on its way to the screen."""
    answer = live.events(house.bell, {live.INBOX: live.INBOX})
    words: AsyncIterator[bytes] = answer.body_iterator  # type: ignore[assignment]
    told = 0
    async for some in words:
        now = time.perf_counter()
        if b"event: rang" in bytes(some):
            fresh = len(stored)
            heard.extend(now - moment for moment in stored[told:fresh])
            told = fresh
