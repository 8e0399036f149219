"""What a colleague does about money and post: set up, change, end, and mark letters."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions.permissions import May
from bot.web import money
from bot.web.accounts import Visit, who_may
from bot.web.answering import desk_of, planning
from storage.conversations import Conversation

router = APIRouter(prefix="/inbox/{conversation_id}", include_in_schema=False)
Handles = Annotated[Visit, Depends(who_may(May.HANDLE_MONEY))]


@router.post("/money")
async def keep(visit: Handles, conversation_id: uuid.UUID) -> Response:
    """Set up or change what was agreed about the week's money."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await money.keep(desk_of(visit, session, conversation), visit.form)

    return await planning(visit, conversation_id, deed, "money-kept")


@router.post("/money/end")
async def end(visit: Handles, conversation_id: uuid.UUID) -> Response:
    """The weekly question is over."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        await money.end(desk_of(visit, session, conversation))

    return await planning(visit, conversation_id, deed, "money-ended")


@router.post("/post")
async def mark(visit: Handles, conversation_id: uuid.UUID) -> Response:
    """Letters were looked at, or need nothing more."""

    async def deed(session: AsyncSession, conversation: Conversation) -> None:
        chosen = [name.removeprefix("letter-") for name in visit.form if name.startswith("letter-")]
        await money.mark(desk_of(visit, session, conversation), chosen, done=visit.form.get("mark") == "done")

    return await planning(visit, conversation_id, deed, "post-marked")
