"""Pages that follow along: server-sent events that say what changed; the page then asks for it as anybody would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping

from fastapi.responses import StreamingResponse

from bot import bell as bells
from bot.bell import Bell

HEARTBEAT_SECONDS = 15.0
BREATH_SECONDS = 0.25
"""Rings that come in quick succession are told once."""


def events(bell: Bell, topics: Mapping[str, str]) -> StreamingResponse:
    """A stream that names an event whenever one of its topics rings; `topics` is topic to event name.

    Every event is also sent at the start: what happened while the page was away or connecting is caught up with.
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(bell, topics), media_type="text/event-stream", headers=headers)


async def _stream(bell: Bell, topics: Mapping[str, str]) -> AsyncIterator[bytes]:
    rung: set[str] = set(topics.values())
    something = asyncio.Event()
    something.set()
    listeners = [asyncio.create_task(_listen(bell, topic, name, rung, something)) for topic, name in topics.items()]
    try:
        while True:
            if not await bells.wait(something, HEARTBEAT_SECONDS):
                yield b": still here\n\n"
                continue
            names = sorted(rung)
            rung.clear()
            yield b"".join(b"event: %s\ndata: changed\n\n" % name.encode() for name in names)
            await asyncio.sleep(BREATH_SECONDS)
    finally:
        for task in listeners:
            task.cancel()
        await asyncio.gather(*listeners, return_exceptions=True)


async def _listen(bell: Bell, topic: str, name: str, rung: set[str], something: asyncio.Event) -> None:
    with bell.listen(topic) as event:
        while True:
            await event.wait()
            event.clear()
            rung.add(name)
            something.set()
