"""The dashboard of coordinators: how fast, how it ended, who and how much, over a period beside the one before it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import aims, clock, dashboard
from actions.dashboard import FEWEST, SPANS, Asking
from actions.figures import period
from actions.permissions import May
from actions.spans import span_words
from bot.web import following
from bot.web.accounts import Visit, who_may
from bot.web.dashboard_boards import boards
from bot.web.dashboard_charts import Board
from bot.web.dashboard_words import Words
from bot.web.sheets import as_csv
from storage.staff import Team

router = APIRouter(prefix="/dashboard", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.SEE_DASHBOARD))]
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
MOST_DAYS = 3 * 366


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page shows: what was asked, the subjects, and the teams there are."""

    asking: Asking
    boards: list[Board]
    teams: list[Team]

    def query(self, **other: object) -> str:
        """This choice, with something else in its place, as the end of an address."""
        asked = self.asking.period
        values: dict[str, object] = {"span": asked.span, "day": asked.first}
        if asked.span == "between":
            values["until"] = asked.last
        if self.asking.team_id:
            values["team"] = self.asking.team_id
        return urlencode(values | other)

    @property
    def earlier(self) -> str:
        """The address of the period before this one."""
        return self._moved(self.asking.period.first - self._step)

    @property
    def later(self) -> str | None:
        """The address of the period after this one, unless it has not begun."""
        after = self.asking.period.last + timedelta(days=1)
        return self._moved(after) if after <= self.asking.today else None

    @property
    def _step(self) -> timedelta:
        return timedelta(days=self.asking.period.nights if self.asking.period.span == "between" else 1)

    def _moved(self, day: date) -> str:
        if self.asking.period.span != "between":
            return self.query(day=day)
        return self.query(day=day, until=day + timedelta(days=self.asking.period.nights - 1))


def asked(query: Mapping[str, str], today: date) -> Asking:
    """The choice in an address; what makes no sense becomes this month, of all teams."""
    span = query.get("span", "")
    day, until = _day(query.get("day")) or today, _day(query.get("until"))
    if until is not None:
        until = min(until, day + timedelta(days=MOST_DAYS))
    try:
        team = uuid.UUID(query["team"]) if query.get("team") else None
    except ValueError:
        team = None
    return Asking(period=period(span if span in SPANS else "month", day, until), today=today, team_id=team)


def _day(written: str | None) -> date | None:
    try:
        return max(EARLIEST, min(date.fromisoformat(written or ""), LATEST))
    except ValueError:
        return None


async def _found(session: AsyncSession, visit: Visit) -> Shown:
    now = visit.parts.now()
    asking = asked(visit.request.query_params, clock.local(now).date())
    first, last = asking.period.first, asking.last
    of = dashboard.span(first, last, now, asking.team_id)
    known = await dashboard.facts(session, of)
    before = await dashboard.facts(session, dashboard.span(*asking.before, now, asking.team_id))
    clients = await dashboard.caseload(session, of)
    words = Words(
        say=visit.say, language=visit.account.language, span=partial(span_words, visit.account.language),
        parts=dashboard.parts(first, last),
    )  # fmt: skip
    teams = (await session.exec(select(Team).order_by(col(Team.name)))).all()
    return Shown(asking=asking, boards=boards(known, before, clients, words), teams=list(teams))


@router.get("")
async def show(visit: Sees) -> Response:
    """The page; every look at it is in the audit trail."""
    async with visit.parts.database.begin() as session:
        found = await _found(session, visit)
        await _record(session, visit, "dashboard.seen", found)
    return visit.render(
        "dashboard/page.html", shown=found, asking=found.asking, spans=SPANS, fewest=FEWEST,
        aim=aims.rules()["first_answer"].minutes // 60, crisis_aim=aims.rules()["crisis"].minutes,
    )  # fmt: skip


@router.get("/{key}.csv")
async def save(visit: Sees, key: str) -> Response:
    """One table as a file; what is kept back on the page is kept back here."""
    async with visit.parts.database.begin() as session:
        found = await _found(session, visit)
        sheet = next((one for board in found.boards for one in board.sheets if one.key == key), None)
        if sheet is None:
            raise visit.refuse(HTTPStatus.NOT_FOUND)
        await _record(session, visit, "dashboard.exported", found, table=key)
    name = f"dashboard-{key}-{found.asking.period.first}-{found.asking.last}"
    return as_csv(sheet, name, visit.say("dashboard-hidden"))


async def _record(session: AsyncSession, visit: Visit, action: str, found: Shown, table: str = "") -> None:
    asking = found.asking
    await following.opened(
        session, visit, action, first=str(asking.period.first), last=str(asking.last),
        team=str(asking.team_id or ""), table=table,
    )  # fmt: skip
