"""Pages that follow along: one stream for all of a browser's tabs says which topics rang; each page then asks for what
it shows, as anybody would. No stream carries a word or a name. Why it is made so: docs/decisions/0031."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import ExitStack
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.permissions import May
from actions.referral_queue import reader_of
from bot import bell as bells
from bot.bell import Bell
from bot.web.accounts import UseVisit, Visit
from bot.web.api.conversations import visible
from storage import referral_queue
from storage.conversations import Conversation

router = APIRouter(prefix="/live", include_in_schema=False)
HEARTBEAT_SECONDS = 15.0
"""A quiet stream says "here" this often, so that a page can tell it from a dead one."""
BREATH_SECONDS = 0.25
"""Rings that come in quick succession are told once."""
MOST_TOPICS = 60
INBOX, BEDS, PRESENCE = bells.INBOX, bells.BEDS, bells.PRESENCE
NEEDS: Mapping[str, Collection[May]] = {
    INBOX: (May.SEE_CONVERSATIONS, May.MAKE_APPOINTMENTS, May.SEE_REFERRALS),
    PRESENCE: (May.SEE_CONVERSATIONS,),
    BEDS: (May.SEE_BEDS,),
}
"""What somebody must be allowed, one of these, to hear that something rang. They hear no more than that it did."""


@router.get("")
async def follow(visit: UseVisit, topics: Annotated[str, Query(max_length=4000)] = "") -> StreamingResponse:
    """Tells which of these topics rang; one that is not for who asks is left out, and the others are told."""
    async with visit.parts.database.begin() as session:
        asked = list(dict.fromkeys(topics.split()))[:MOST_TOPICS]
        bells_of = {name: bell for name in asked if (bell := await _bell_of(session, visit, name)) is not None}
    return events(visit.parts.bell, {bell: name for name, bell in bells_of.items()})


async def _bell_of(session: AsyncSession, visit: Visit, name: str) -> str | None:
    """The bell behind a topic: "inbox", "presence", "beds", "conversation:ID" or "referral:ID"; None: not for them."""
    if name in NEEDS:
        return name if any(visit.account.may(what) for what in NEEDS[name]) else None
    kind, _, written = name.partition(":")
    try:
        about = uuid.UUID(written)
    except ValueError:
        return None
    if kind == "conversation" and visit.account.may(May.SEE_CONVERSATIONS):
        talk = await session.get(Conversation, about)
        return bells.conversation(about) if talk is not None and visible(talk, visit.staff) else None
    if kind == "referral" and visit.account.may(May.SEE_REFERRALS):
        row = await referral_queue.one(session, reader_of(visit.staff), about)
        return bells.conversation(row.referral.conversation_id) if row is not None else None
    return None


def events(bell: Bell, topics: Mapping[str, str]) -> StreamingResponse:
    """A stream that names a topic whenever its bell rings; `topics` is bell to the name under which it is told.

    It begins with "begin": from then on nothing that rings is lost. What was before, who listens looks up.
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(bell, topics), media_type="text/event-stream", headers=headers)


async def _stream(bell: Bell, topics: Mapping[str, str]) -> AsyncIterator[bytes]:
    rung: set[str] = set()
    something = asyncio.Event()
    with ExitStack() as listening:  # before the first word is told, so that no ring falls in between
        rings = {name: listening.enter_context(bell.listen(topic)) for topic, name in topics.items()}
        notes = [asyncio.create_task(_note(ring, name, rung, something)) for name, ring in rings.items()]
        try:
            yield _event("begin", topics.values())
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
        return _event("here", ())
    names = set(rung)
    rung.clear()
    return _event("rang", names)


def _event(kind: str, names: Collection[str]) -> bytes:
    """One event; its data are topics with spaces between them (never empty: a browser would not tell of it)."""
    return f"event: {kind}\ndata: {' '.join(sorted(names)) or '-'}\n\n".encode()


async def _note(ring: asyncio.Event, name: str, rung: set[str], something: asyncio.Event) -> None:
    while True:
        await ring.wait()
        ring.clear()
        rung.add(name)
        something.set()
