"""The page of a team: who has how much work, who is away, and giving work from one colleague to another."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock, workflow
from actions.errors import WorkRefused
from actions.office_hours import passed
from actions.permissions import May
from bot import bell as bells
from bot.web import following
from bot.web.accounts import Visit, who_may
from bot.web.pages import Flash, see_other
from storage import audit, colleagues, conversations, transfers, workload
from storage.colleagues import ANSWERING, Colleague
from storage.staff import StaffMember
from storage.workload import Load, OpenWork

router = APIRouter(prefix="/team", include_in_schema=False)
Sees = Annotated[Visit, Depends(who_may(May.ANSWER_CLIENTS))]
MOST = 200


@dataclass(frozen=True, kw_only=True)
class Row:
    """The work of a colleague, whether they are away, and who stands in for them."""

    load: Load
    away: bool
    cover: str
    may_take: bool

    @property
    def share(self) -> int | None:
        """How full they are in per cents; None without a limit."""
        if self.load.takes_at_most is None:
            return None
        return min(100, 100 * self.load.given // max(1, self.load.takes_at_most))


def _team(visit: Visit) -> uuid.UUID | None:
    """The team that somebody may see; None: all of them."""
    if visit.account.may(May.SEE_ALL_TEAMS):
        return None
    if visit.staff.team_id is None:
        raise visit.refuse(HTTPStatus.FORBIDDEN)
    return visit.staff.team_id


@router.get("")
async def show(visit: Sees, moved: int | None = None) -> Response:
    """Every colleague with their work, by team."""
    flashes = [Flash("ok", visit.say("team-moved", count=moved))] if moved is not None else []
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        found = await workload.loads(session, roles=list(ANSWERING), team_id=_team(visit), now=now)
        absences = await transfers.absences_from(session, clock.local(now).date())
        gone = transfers.away_on(absences, clock.local(now).date())
        names = await colleagues.names(session, gone.values())
        await following.opened(session, visit, "team.seen")
    rows = [_row(visit, one, gone, names) for one in found]
    teams = [(name, list(some)) for name, some in groupby(rows, key=lambda row: row.load.team)]
    coming = [a for a in absences if a.first_day > clock.local(now).date()]
    return visit.render(
        "work/team.html", flashes=flashes, now=now, teams=teams, worked=lambda since: passed(since, now),
        last_day={a.staff_id: a.last_day for a in absences if a not in coming},
    )  # fmt: skip


def _row(visit: Visit, load: Load, gone: dict[uuid.UUID, uuid.UUID], names: dict[uuid.UUID, str]) -> Row:
    cover = gone.get(load.staff_id) if load.staff_id else None
    return Row(
        load=load, away=cover is not None, cover=names[cover] if cover else "",
        may_take=load.staff_id != visit.staff.id and load.conversations > 0,
    )  # fmt: skip


# ---------------------------------------------------------------- the work of one colleague


@router.get("/{staff_id}")
async def show_work(visit: Sees, staff_id: uuid.UUID, wrong: str = "") -> Response:
    """The open work of a colleague, each line with a tick, and to whom it can go."""
    flashes = [Flash("warning", visit.say(f"team-wrong-{wrong}"))] if wrong in ("choice", "colleague") else []
    now = visit.parts.now()
    async with visit.parts.database.begin() as session:
        everybody = await _reachable(session, visit)
        whose = _one_of(visit, everybody, staff_id)
        work = await workload.open_work(session, staff_id, most=MOST)
        gone = await transfers.away(session, clock.local(now).date())
        await audit.record(
            session, "team.work_seen", now=now, staff_id=visit.staff.id, of=str(staff_id),
            people=[str(one.person_id) for one in work if one.person_id],
        )  # fmt: skip
    return visit.render(
        "work/move.html", flashes=flashes, now=now, whose=whose, work=work, worked=lambda since: passed(since, now),
        others=[one for one in everybody if one.id != staff_id and one.id not in gone], away=staff_id in gone,
    )  # fmt: skip


async def _reachable(session: AsyncSession, visit: Visit) -> list[Colleague]:
    team = _team(visit)
    return [one for one in await colleagues.available(session) if team in (None, one.team_id)]


def _one_of(visit: Visit, people: Sequence[Colleague], staff_id: uuid.UUID) -> Colleague:
    found = next((one for one in people if one.id == staff_id), None)
    if found is None:
        raise visit.refuse(HTTPStatus.NOT_FOUND)
    return found


@router.post("/{staff_id}/move")
async def move(visit: Sees, staff_id: uuid.UUID) -> Response:
    """The ticked work (or `all` of it) goes to another colleague, with its tasks: all of it or nothing."""
    try:
        async with visit.parts.database.begin() as session:
            moved = await _move(session, visit, staff_id)
    except WorkRefused:  # somebody of another team, who could not read what they would get
        moved, wrong = [], "colleague"
    else:
        wrong = "choice"
    if not moved:
        return see_other(f"/team/{staff_id}?wrong={wrong}")
    visit.parts.bell.ring(bells.INBOX, *(bells.conversation(one) for one in moved))
    return see_other(f"/team?moved={len(moved)}")


async def _move(session: AsyncSession, visit: Visit, staff_id: uuid.UUID) -> list[uuid.UUID]:
    """What the form gives to whom; returns the conversations. Raises WorkRefused."""
    everybody = await _reachable(session, visit)
    _one_of(visit, everybody, staff_id)
    to = next((one for one in everybody if str(one.id) == visit.form.get("to")), None)
    if to is None:
        raise WorkRefused("colleague")
    member = await session.get_one(StaffMember, to.id)
    chosen = _chosen(visit, await workload.open_work(session, staff_id, most=MOST))
    for one in chosen:
        talk = await conversations.lock(session, one.conversation_id)
        await workflow.assign(session, talk, member, visit.staff, visit.parts.now())
    return [one.conversation_id for one in chosen]


def _chosen(visit: Visit, work: Sequence[OpenWork]) -> list[OpenWork]:
    """In one order always, so that two who move work never wait for each other."""
    wanted = [one for one in work if visit.form.get("all") or visit.form.get(f"c-{one.conversation_id}")]
    return sorted(wanted, key=lambda one: one.conversation_id)
