"""Pages that follow along: server-sent events that say what changed; the page then asks for it as anybody would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack

from fastapi.responses import StreamingResponse

from bot import bell as bells
from bot.bell import Bell

HEARTBEAT_SECONDS = 15.0
"""A quiet stream says "here" this often, so that a page can tell it from a dead one."""
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
    with ExitStack() as listening:  # before the first word is told, so that no ring falls in between
        rings = {name: listening.enter_context(bell.listen(topic)) for topic, name in topics.items()}
        notes = [asyncio.create_task(_note(ring, name, rung, something)) for name, ring in rings.items()]
        try:
            while True:
                yield await _words(rung, something)
                await asyncio.sleep(BREATH_SECONDS)
        finally:
            for task in notes:
                task.cancel()
            await asyncio.gather(*notes, return_exceptions=True)


async def _words(rung: set[str], something: asyncio.Event) -> bytes:
    """Wait for something to tell; when nothing happens for a while, tell that we are still here."""
    if not await bells.wait(something, HEARTBEAT_SECONDS):
        return b"event: here\ndata: still\n\n"
    names = sorted(rung)
    rung.clear()
    return b"".join(b"event: %s\ndata: changed\n\n" % name.encode() for name in names)


async def _note(ring: asyncio.Event, name: str, rung: set[str], something: asyncio.Event) -> None:
    while True:
        await ring.wait()
        ring.clear()
        rung.add(name)
        something.set()
