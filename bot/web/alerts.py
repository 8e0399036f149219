"""What a browser needs to ring: numbers only, never a name or a word of a client."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from starlette.responses import Response

from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.pages import PAGE_HEADERS
from storage import alerts

router = APIRouter(prefix="/alerts", include_in_schema=False)
Reads = Annotated[Visit, Depends(who_may(May.SEE_CONVERSATIONS))]


@router.get("")
async def show(visit: Reads) -> Response:
    """How many wait, the number of the newest message among them, and how many crises are open and not looked at."""
    async with visit.parts.database.single() as session:
        found = await alerts.of_reader(
            session, staff_id=visit.staff.id, team_id=visit.staff.team_id,
            everywhere=visit.account.may(May.SEE_ALL_TEAMS),
        )  # fmt: skip
    return JSONResponse(asdict(found), headers=PAGE_HEADERS)
