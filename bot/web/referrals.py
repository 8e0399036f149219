"""The queue of requests for debt help: what is due next stands on top, in words. One of them: referral_page.py."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from actions.referral_queue import reader_of, reference
from bot.web.accounts import Visit, who_may
from bot.web.night_pages import answer_of, new_key, note_names, told
from bot.web.referral_words import Words
from storage import referral_queue
from storage.referral_queue import CLOCKS, SHOWN, Choice, Queued

router = APIRouter(prefix="/referrals", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_REFERRALS))]
Pages = Annotated[int, Query(ge=1, le=40, description="how many pages of the list are shown")]
Asked = Annotated[str, Query(max_length=100)]
PAGE = 100


def words(visit: Visit) -> Words:
    """The words for who looks, today."""
    return Words(visit.account.language, clock.local(visit.parts.now()).date())


async def chosen(show: Asked = "open", municipality: Asked = "", term: Asked = "") -> Choice:
    """What the address asks for; a value that we do not know is as if it were not there."""
    return Choice(
        show=show if show in SHOWN else "open",
        municipality=municipality.replace("\x00", "") or None,
        clock=term if term in CLOCKS else None,
    )


Chosen = Annotated[Choice, Depends(chosen)]


@router.get("")
async def show(visit: Sees, choice: Chosen, pages: Pages = 1, seen: str = "", done: str = "") -> Response:
    """The queue. It refreshes itself; the same requests again are no new event in the audit trail."""
    today = clock.local(visit.parts.now()).date()
    async with visit.parts.database.begin() as session:
        found = await referral_queue.rows(session, reader_of(visit.staff), choice, today=today, most=pages * PAGE + 1)
        places = await referral_queue.municipalities(session, reader_of(visit.staff))
        rows = found[: pages * PAGE]
        mark = await note(session, visit, rows, choice, seen=seen)
        flashes = told(visit, await answer_of(session, visit, done))
    return visit.render(
        "referrals/queue.html", rows=rows, groups=_groups(rows, today), more=len(found) > len(rows), pages=pages,
        choice=choice, shown=SHOWN, clocks=CLOCKS, municipalities=places, words=words(visit), today=today,
        reference=reference, seen=mark, flashes=flashes, new_key=new_key,
        may_handle=visit.account.may(May.HANDLE_REFERRALS),
    )  # fmt: skip


def _groups(rows: list[Queued], today: date) -> list[tuple[bool, list[Queued]]]:
    """What comes first and what comes then, as the queue is ordered already."""
    return [(pressing, list(some)) for pressing, some in groupby(rows, lambda row: row.is_pressing(today))]


async def note(
    session: AsyncSession, visit: Visit, rows: list[Queued], choice: Choice, *, seen: str = "",
    action: str = "referrals.listed",
) -> str:  # fmt: skip
    """Write in the audit trail which requests somebody saw together."""
    return await note_names(
        session, visit, action, [row.referral.id for row in rows], seen=seen, show=choice.show,
        municipality=choice.municipality, term=choice.clock,
    )  # fmt: skip
