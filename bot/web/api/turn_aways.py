"""Who was turned away at a door, counted without names."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter
from pydantic import Field
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock
from bot.web.api.beds import AtFacility, Night
from bot.web.api.changes import Changes, Removes, SeesBeds, again, facility_of, known_group
from bot.web.api.paging import Cursor, Page, rows_of
from bot.web.api.shapes import Day, Key, Name, Shape, kebab, snake
from bot.web.parts import UseParts
from storage import turn_aways
from storage.facilities import Facility
from storage.turn_aways import MOST_PEOPLE, TurnAway

router = APIRouter(prefix="/turn-aways", tags=["beds"])
Reason = Literal["full", "too-young", "too-old", "no-fit", "pet", "behaviour", "own-choice", "other"]


class NewTurnAway(Shape):
    """Somebody did not get in. Without `night` it is tonight; `referredTo` is where they were sent."""

    facility: Key
    night: Day | None = None
    group: Key | None = None
    people: int = Field(1, ge=1, le=MOST_PEOPLE)
    reason: Reason = "full"
    referred_to: Name | None = None


class TurnedAway(Shape):
    """`people` people did not get in."""

    id: uuid.UUID
    night: date
    facility: str
    group: str | None
    people: int
    reason: str
    referred_to: str | None
    created_at: datetime


class TurnAways(Page[TurnedAway]):
    """Who was turned away."""


@router.get("")
async def list_turn_aways(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    night: Night = None,
    facility: AtFacility = None,
    cursor: Cursor = None,
) -> TurnAways:
    """Who was turned away in a night."""
    query = (
        select(TurnAway, Facility)
        .join(Facility, col(Facility.id) == TurnAway.facility_id)
        .where(TurnAway.night == (night or clock.night_of(parts.now())), col(TurnAway.undone_at).is_(None))
    )
    async with parts.database.single() as session:
        if facility is not None:
            query = query.where(Facility.id == (await facility_of(session, facility)).id)
        rows, onward = await rows_of(session, query, TurnAway, cursor)
    return TurnAways(items=[_shape(row, where) for row, where in rows], next_cursor=onward)


@router.post("", status_code=HTTPStatus.CREATED, responses=again(TurnedAway))
async def turn_away(change: Changes, new: NewTurnAway) -> TurnedAway:
    """Write down that somebody did not get in."""

    async def deed(session: AsyncSession) -> TurnedAway:
        facility = await facility_of(session, new.facility)
        row = TurnAway(
            facility_id=facility.id,
            night=change.sensible(new.night or change.tonight),
            target_group=None if new.group is None else await known_group(session, new.group),
            people=new.people,
            reason=snake(new.reason),
            referred_to=new.referred_to,
            made_by=change.staff.id,
            created_at=change.now,
        )
        session.add(row)
        await change.write_down(session, "turn_away.noted", turn_away=str(row.id))
        return _shape(row, facility)

    return await change.once("turn-away", new.model_dump(), deed, TurnedAway)


@router.delete("/{turn_away_id}", status_code=HTTPStatus.NO_CONTENT)
async def undo_turn_away(change: Removes, turn_away_id: uuid.UUID) -> None:
    """It did not happen; doing it twice is fine."""
    async with change.parts.database.begin() as session:
        await turn_aways.undo(session, turn_away_id, change.now)
        await change.write_down(session, "turn_away.undone", turn_away=str(turn_away_id))
    change.rang()


def _shape(row: TurnAway, facility: Facility) -> TurnedAway:
    return TurnedAway(
        id=row.id, night=row.night, facility=facility.key, group=row.target_group, people=row.people,
        reason=kebab(row.reason), referred_to=row.referred_to, created_at=row.created_at,
    )  # fmt: skip
