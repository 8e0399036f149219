"""Blocking and unblocking in a thread: a reason for colleagues, and an end."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from actions import blocking, clock
from actions.permissions import May
from bot.receive import clean
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import rang
from bot.web.inbox import own, thread_page
from bot.web.pages import Flash, see_other
from storage import conversations

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Blocks = Annotated[Visit, Depends(who_may(May.BLOCK_PEOPLE))]
DAYS = {"1": 1, "7": 7, "30": 30, "always": None}
"""For how many days; None: until a colleague ends it."""
LONGEST_REASON = 300


@router.post("/block")
async def block(visit: Blocks, conversation_id: uuid.UUID) -> Response:
    """What is sent here rings no bell from now on."""
    reason, days = clean(visit.form.get("reason", "")).strip(), visit.form.get("days", "")
    if not 0 < len(reason) <= LONGEST_REASON or days not in DAYS:
        flashes = [Flash("warning", visit.say("block-reason-needed"))]
        return await thread_page(
            visit, conversation_id, status=HTTPStatus.CONFLICT, typed=visit.form, flashes=flashes
        )  # fmt: skip
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        await own(session, visit, conversation_id)
        conversation = await conversations.lock(session, conversation_id)
        if conversation.staff_id is not None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await blocking.begin(session, conversation, visit.staff, reason=reason, until=_until(days, now), now=now)
    rang(visit.parts, conversation_id)
    return see_other(f"/inbox/{conversation_id}?note=blocked")


def _until(days: str, now: datetime) -> datetime | None:
    """The morning after so many days, when the office opens."""
    number = DAYS[days]
    return clock.at(clock.local(now).date() + timedelta(days=number), clock.OFFICE_FROM) if number else None


@router.post("/unblock")
async def unblock(visit: Blocks, conversation_id: uuid.UUID) -> Response:
    """All is as before; twice is fine."""
    async with visit.parts.database.begin() as session:
        await own(session, visit, conversation_id)
        conversation = await conversations.lock(session, conversation_id)
        await blocking.end(session, conversation, visit.staff, visit.parts.now())
    rang(visit.parts, conversation_id)
    return see_other(f"/inbox/{conversation_id}?note=unblocked")
