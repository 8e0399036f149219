"""Who looks along: an open thread says every few seconds that it is there, and hears which colleagues are too.

It is nobody's reading of a client (the opening of the thread was), so the audit trail does not hear of it, and the bot
does not either: somebody who looks has not taken over.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from starlette.responses import Response

from actions import texts
from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.inbox import own
from bot.web.live import PRESENCE
from bot.web.pages import PAGE_HEADERS
from storage import presence
from storage.presence import Present

router = APIRouter(prefix="/presence", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]
Words = dict[str, str]


@router.get("")
async def show(visit: Reads) -> Response:
    """Where colleagues are now: the words for each conversation, by its id."""
    async with visit.parts.database.single() as session:
        found = await presence.others(
            session, staff_id=visit.staff.id, team_id=visit.staff.team_id,
            everywhere=visit.account.may(May.SEE_ALL_TEAMS), now=visit.parts.now(),
        )  # fmt: skip
    by_talk = groupby(found, key=lambda one: one.conversation_id)
    return _answer({str(talk): words(visit.account.language, list(some)) for talk, some in by_talk})


@router.post("")
async def be_here(visit: Reads) -> Response:
    """A page shows a conversation, and somebody writes in it or not; the answer has the words for that thread."""
    try:
        talk = uuid.UUID(visit.form.get("conversation", ""))
    except ValueError as error:
        raise visit.refuse(HTTPStatus.NOT_FOUND) from error
    if not (tab := visit.form.get("tab", "")[: presence.LONGEST_TAB]):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    async with visit.parts.database.single() as session:
        await own(session, visit, talk)
        heard = await presence.be_here(
            session, tab=tab, conversation_id=talk, staff_id=visit.staff.id,
            typing=visit.form.get("typing") == "yes", now=visit.parts.now(),
        )  # fmt: skip
    if heard.news:
        visit.parts.bell.ring(PRESENCE)
    return _answer(words(visit.account.language, heard.others))


@router.post("/leave")
async def leave(visit: Reads) -> Response:
    """A page was closed, or is not looked at any more."""
    async with visit.parts.database.single() as session:
        if await presence.leave(session, tab=visit.form.get("tab", ""), staff_id=visit.staff.id):
            visit.parts.bell.ring(PRESENCE)
    return Response(status_code=HTTPStatus.NO_CONTENT)


def words(language: str, others: Sequence[Present]) -> Words:
    """What is shown of who else is in a conversation: who looks along, who writes, and what to do when both do."""
    if not others:
        return {}
    writing = [one for one in others if one.typing]
    said = {"watching": texts.say(language, "presence-watching", names=_names(others)), "names": _names(others)}
    if writing:
        said["typing"] = texts.say(language, "presence-typing", names=_names(writing), count=len(writing))
        said["both"] = texts.say(language, "presence-both", names=_names(writing), count=len(writing))
    return said


def _names(people: Iterable[Present]) -> str:
    return ", ".join(one.name for one in people)


def _answer(said: object) -> JSONResponse:
    return JSONResponse(said, headers=PAGE_HEADERS)
