"""The list of clients that somebody may see; a name leads to the page of that person (people_page.py)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import caseload, clock, mood_trend
from actions.permissions import May
from bot.web.accounts import Visit, who_may
from bot.web.api.conversations import visible
from bot.web.pages import see_other
from storage import audit, clients, conversations, transfers
from storage.clients import FILTERS, ORDERS, Whose
from storage.conversations import Conversation
from storage.people import Person

router = APIRouter(prefix="/people", include_in_schema=False)
moved = APIRouter(prefix="/inbox/clients", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_CLIENTS))]
Writes = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
PAGE = 50
SECTIONS = ("timeline", "plan", "appointments", "money", "details")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A client whom who looks may see, with their conversation."""

    person: Person
    conversation: Conversation


async def known(session: AsyncSession, visit: Visit, person_id: uuid.UUID) -> Known:
    """The client, if they exist for this colleague (as their conversation does); a page with 404 otherwise.

    Who has not spoken yet gets an empty conversation, so that the forms have somewhere to go. Who turned out to be
    somebody else is not found.
    """
    person = await session.get(Person, person_id)
    talk = await conversations.of_person(session, person_id) if person is not None else None
    if (
        person is None
        or person.merged_into is not None
        or not visible(talk or Conversation(team_id=person.team_id), visit.staff)
    ):
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return Known(person=person, conversation=talk or await conversations.ensure_for_person(session, person))


def sections_for(visit: Visit) -> list[str]:
    """The sections that who looks may open."""
    needed = {
        "appointments": visit.account.may(May.SEE_APPOINTMENTS),
        "money": visit.account.may(May.HANDLE_MONEY) or visit.account.may(May.SEE_REFERRALS),
    }
    return [section for section in SECTIONS if needed.get(section, True)]


# ---------------------------------------------------------------- the list


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; a value that we do not know is as if it were not there."""

    name: str
    order: str
    only: str
    mine: bool
    after: uuid.UUID | None

    def address(self, **other: str) -> str:
        """The address of this list, with some of it otherwise; a page further on is never kept."""
        order = "" if self.order == "name" else self.order
        asked = {"name": self.name, "only": self.only, "sort": order, "whose": "mine" if self.mine else ""} | other
        return "/people?" + urlencode({key: value for key, value in asked.items() if value})


async def wanted(
    visit: Sees, name: Annotated[str, Query(max_length=80)] = "", after: uuid.UUID | None = None
) -> Wanted:
    """What is asked for, read from the address."""
    sort, only, whose = (visit.request.query_params.get(field, "") for field in ("sort", "only", "whose"))
    return Wanted(
        name=" ".join(name.replace("\x00", "").split()), order=sort if sort in ORDERS else "name",
        only=only if only in filters_for(visit) else "", mine=whose == "mine", after=after,
    )  # fmt: skip


def filters_for(visit: Visit) -> list[str]:
    """What who looks may narrow the list down to: terms of debt help are for who sees requests."""
    return [name for name in FILTERS if name != "term" or visit.account.may(May.SEE_REFERRALS)]


@router.get("")
async def show(visit: Sees, asked: Annotated[Wanted, Depends(wanted)]) -> Response:
    """The clients of one's team (of all teams for who may), or one's own with those one stands in for; page by page."""
    now = visit.parts.now()
    today = clock.local(now).date()
    async with visit.parts.database.begin() as session:
        whose = Whose(
            team_id=visit.staff.team_id, everywhere=visit.account.may(May.SEE_ALL_TEAMS), name=asked.name,
            contacts=await transfers.answers_for(session, visit.staff.id, today) if asked.mine else None,
            only=asked.only, unspoken=now - timedelta(days=caseload.UNSPOKEN),
            near=today + timedelta(days=caseload.TERM_NEAR),
        )  # fmt: skip
        found = await clients.rows(
            session, whose, order=asked.order, after=asked.after, most=PAGE + 1, now=now,
            since=now - mood_trend.LATELY,
        )  # fmt: skip
        rows = found[:PAGE]
        await audit.record(
            session, clients.LISTED, now=now, staff_id=visit.staff.id, people=[str(row.id) for row in rows],
            searched=bool(asked.name), only=asked.only,
        )  # fmt: skip
    trends = {row.id: mood_trend.words(row.moods, visit.account.language) for row in rows}
    return visit.render(
        "people/list.html", rows=rows, trends=trends, asked=asked, orders=list(ORDERS), filters=filters_for(visit),
        now=now, today=today, may_see_terms=visit.account.may(May.SEE_REFERRALS),
        next_page=asked.address(after=str(rows[-1].id)) if len(found) > PAGE else None,
    )  # fmt: skip


@moved.get("")
async def show_mine(_visit: Sees) -> Response:
    """Where one's own clients stood before; bookmarks still lead there."""
    return see_other("/people?whose=mine")
