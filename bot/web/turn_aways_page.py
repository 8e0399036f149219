"""Who did not get in, written down in two taps: who it was and why. Where they were sent may follow. No names."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import APIRouter
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot.web.accounts import Form, Visit
from bot.web.night_pages import (
    Answer,
    Changes,
    Sees,
    Wrong,
    answer_of,
    change,
    check_night,
    chosen,
    facility_in,
    group_in,
    line,
    new_key,
    remember,
    told,
)
from bot.web.pages import Flash
from storage import audit, facilities, turn_aways
from storage.errors import NotFound
from storage.turn_aways import MOST_PEOPLE, REASONS, TurnAway

router = APIRouter(prefix="/beds/turn-aways", include_in_schema=False)
LONGEST_PLACE = 80


@router.get("")
async def show(visit: Sees, facility: str = "", ask: uuid.UUID | None = None, done: str = "") -> Response:
    """The buttons, and tonight's list; `ask` is the row that asks where they were sent."""
    return await _page(visit, facility=facility, ask=ask, done=done)


async def _page(
    visit: Visit,
    *,
    facility: str = "",
    ask: uuid.UUID | None = None,
    done: str = "",
    flashes: Sequence[Flash] = (),
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    night = clock.night_of(visit.parts.now())
    async with visit.parts.database.begin() as session:
        shelters = await facilities.all_facilities(session)
        here = chosen(visit, facility, shelters)
        groups = await facilities.target_groups(session)
        rows = await turn_aways.of_night(session, night)
        answer = await answer_of(session, visit, done)
    asked = str(ask) if ask else answer.get("ask")
    typed: Form = visit.form if status >= HTTPStatus.BAD_REQUEST else {}
    page = visit.render(
        "night/turn_aways.html", status=status, flashes=[*flashes, *told(visit, answer)], shelters=shelters, here=here,
        groups=groups, reasons=REASONS, rows=rows[::-1], people=sum(row.people for row in rows), night=night,
        asked=asked, typed=typed, most=MOST_PEOPLE, names={shelter.id: shelter.name for shelter in shelters},
        sent={shelter.key: shelter.name for shelter in shelters}, may_change=visit.account.may(May.CHANGE_BEDS),
        new_key=new_key,
    )  # fmt: skip
    return remember(visit, page, here)


@router.post("")
async def note(visit: Changes) -> Response:
    """People did not get in."""

    async def deed(session: AsyncSession) -> Answer:
        night, facility = check_night(visit), await facility_in(session, visit)
        reason = visit.form.get("reason", "")
        if reason not in REASONS:
            raise Wrong("night-which-reason")
        unknown = visit.form.get("group") == "unknown"
        row = TurnAway(
            facility_id=facility.id, night=night, people=_people(visit), reason=reason, made_by=visit.staff.id,
            target_group=None if unknown else await group_in(session, visit), created_at=visit.parts.now(),
        )  # fmt: skip
        session.add(row)
        await _record(session, visit, "turn_away.noted", row)
        return {"note": "night-turned-away-noted", "ask": str(row.id)}

    return await change(visit, deed, show=_page, to="/beds/turn-aways")


def _people(visit: Visit) -> int:
    written = visit.form.get("people", "1").strip()
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:4]) <= MOST_PEOPLE):
        raise Wrong("night-how-many")
    return int(written)


@router.post("/{row_id}/refer")
async def refer(visit: Changes, row_id: uuid.UUID) -> Response:
    """Where they were sent: another shelter, or a place in words. Nothing at all takes it away again."""

    async def deed(session: AsyncSession) -> Answer:
        row = await session.get(TurnAway, row_id, with_for_update=True)
        if row is None or row.undone_at is not None:
            raise NotFound(f"there is no turn-away {row_id}")
        row.referred_to = line(visit, "place", LONGEST_PLACE) or line(visit, "words", LONGEST_PLACE) or None
        await _record(session, visit, "turn_away.referred", row)
        return {"note": "night-referred-noted"}

    return await change(visit, deed, show=_page, to="/beds/turn-aways")


@router.post("/{row_id}/undo")
async def undo(visit: Changes, row_id: uuid.UUID) -> Response:
    """It did not happen."""

    async def deed(session: AsyncSession) -> Answer:
        row = await turn_aways.undo(session, row_id, visit.parts.now())
        await _record(session, visit, "turn_away.undone", row)
        return {"note": "night-turned-away-undone"}

    return await change(visit, deed, show=_page, to="/beds/turn-aways")


async def _record(session: AsyncSession, visit: Visit, action: str, row: TurnAway) -> None:
    session.add(row)
    await session.flush()
    await audit.record(session, action, now=visit.parts.now(), staff_id=visit.staff.id, turn_away=str(row.id))
