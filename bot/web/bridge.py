"""What a client has done, as their page shows it: a drawing (sent by drawings.py) and its words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import bridge, clock
from actions.reply import Drawing
from bot.web.accounts import Visit


@dataclass(frozen=True, kw_only=True)
class BridgeFacts:
    """What their page says of the drawing: its words for who cannot see it, and its size in pixels."""

    alt: str
    width: int
    height: int


async def gather(session: AsyncSession, visit: Visit, person_id: uuid.UUID) -> BridgeFacts | None:
    """What their page shows of what a client did; None when there is nothing yet."""
    done = await _done(session, visit, person_id)
    if not done.parts():
        return None
    drawn = bridge.drawing(done, visit.account.language)
    words = visit.say("inbox-bridge-alt", parts=bridge.parts_named(done, visit.account.language))
    return BridgeFacts(alt=words, width=drawn.width, height=drawn.height)


async def drawing(session: AsyncSession, visit: Visit, person_id: uuid.UUID) -> Drawing:
    """The drawing, with its title in the language of who looks."""
    return bridge.drawing(await _done(session, visit, person_id), visit.account.language)


async def _done(session: AsyncSession, visit: Visit, person_id: uuid.UUID) -> bridge.Done:
    return await bridge.done_by(session, person_id, clock.local(visit.parts.now()).date())
