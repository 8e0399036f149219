"""What staff switch for whole nights: a shelter is closed, or the cold-weather rule is on."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Self

from fastapi import APIRouter
from pydantic import model_validator
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, switches
from bot.web.api.changes import Change, Changes, Removes, SeesBeds, again, facility_of
from bot.web.api.paging import Cursor, Page, rows_of
from bot.web.api.shapes import Day, Key, Name, Shape
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage.closures import Closure, ColdSpell
from storage.facilities import Facility

router = APIRouter(tags=["switches"])
LATEST = timedelta(days=730)
"""How far ahead a closure or a cold spell can be told."""


class NewColdSpell(Shape):
    """The extra beds are there from one night to another, both included."""

    first_night: Day
    last_night: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_night < self.first_night:
            raise ValueError("lastNight must not lie before firstNight")
        return self


class NewClosure(Shape):
    """A shelter gives out no beds from one night to another, both included; without `lastNight` until told."""

    facility: Key
    first_night: Day
    last_night: Day | None = None
    reason: Name | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_night is not None and self.last_night < self.first_night:
            raise ValueError("lastNight must not lie before firstNight")
        return self


class Closed(Shape):
    """Nights in which a shelter is closed. `holdsEnded` is how many holds ended with it, where that is known."""

    id: uuid.UUID
    facility: str
    first_night: date
    last_night: date | None
    reason: str
    created_at: datetime
    holds_ended: int | None = None


class Closures(Page[Closed]):
    """Closures that are, or are to come."""


class Cold(Shape):
    """Nights in which the cold-weather rule is on."""

    id: uuid.UUID
    first_night: date
    last_night: date
    created_at: datetime


class ColdSpells(Page[Cold]):
    """Cold spells that are, or are to come."""


@router.get("/closures")
async def list_closures(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    cursor: Cursor = None,
) -> Closures:
    """The closures that are, or are to come."""
    tonight = clock.night_of(parts.now())
    query = (
        select(Closure, Facility)
        .join(Facility, col(Facility.id) == Closure.facility_id)
        .where(
            col(Closure.lifted_at).is_(None), col(Closure.last_night).is_(None) | (col(Closure.last_night) >= tonight)
        )
    )
    async with parts.database.single() as session:
        rows, onward = await rows_of(session, query, Closure, cursor)
    return Closures(items=[_closed(row, where) for row, where in rows], next_cursor=onward)


@router.post("/closures", status_code=HTTPStatus.CREATED, responses=again(Closed))
async def begin_closure(change: Changes, new: NewClosure) -> Closed:
    """Close a shelter: its holds end, and whoever held a place by chat is told at once."""

    async def deed(session: AsyncSession) -> Closed:
        _sensible(change, new.first_night, new.last_night)
        facility = await facility_of(session, new.facility)
        row = Closure(
            facility_id=facility.id, first_night=new.first_night, last_night=new.last_night, reason=new.reason or "",
            made_by=change.staff.id, created_at=change.now,
        )  # fmt: skip
        ended = await switches.close(session, row, change.now)
        await change.write_down(session, "facility.closed", facility=facility.key, closure=str(row.id))
        return _closed(row, facility, ended)

    return await change.once("close", new.model_dump(), deed, Closed)


@router.delete("/closures/{closure_id}", status_code=HTTPStatus.NO_CONTENT)
async def end_closure(change: Removes, closure_id: uuid.UUID) -> None:
    """The shelter gives out beds again; doing it twice is fine."""
    async with change.parts.database.begin() as session:
        await switches.open_again(session, closure_id, change.now)
        await change.write_down(session, "facility.opened", closure=str(closure_id))
    change.rang()


@router.get("/cold-spells")
async def list_cold_spells(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    cursor: Cursor = None,
) -> ColdSpells:
    """The cold spells that are, or are to come."""
    query = select(ColdSpell).where(
        col(ColdSpell.lifted_at).is_(None), col(ColdSpell.last_night) >= clock.night_of(parts.now())
    )
    async with parts.database.single() as session:
        rows, onward = await rows_of(session, query, ColdSpell, cursor)
    return ColdSpells(items=[_cold(row) for row in rows], next_cursor=onward)


@router.post("/cold-spells", status_code=HTTPStatus.CREATED, responses=again(Cold))
async def begin_cold_spell(change: Changes, new: NewColdSpell) -> Cold:
    """Switch the cold-weather rule on: extra beds are there, and who wanted to hear of it is told."""

    async def deed(session: AsyncSession) -> Cold:
        _sensible(change, new.first_night, new.last_night)
        row = await switches.cold_weather_on(
            session, new.first_night, new.last_night, made_by=change.staff.id, now=change.now
        )
        await change.write_down(session, "cold_weather.on", spell=str(row.id))
        return _cold(row)

    return await change.once("cold", new.model_dump(), deed, Cold)


@router.delete("/cold-spells/{spell_id}", status_code=HTTPStatus.NO_CONTENT)
async def end_cold_spell(change: Removes, spell_id: uuid.UUID) -> None:
    """Switch the rule off; doing it twice is fine."""
    async with change.parts.database.begin() as session:
        await switches.cold_weather_off(session, spell_id, change.now)
        await change.write_down(session, "cold_weather.off", spell=str(spell_id))
    change.rang()


def _sensible(change: Change, first: date, last: date | None) -> None:
    """Raises a Problem for nights that nobody can mean."""
    for name, night in (("firstNight", first), ("lastNight", last)):
        if night is not None and not change.tonight - timedelta(days=1) <= night <= change.tonight + LATEST:
            raise Problem(HTTPStatus.BAD_REQUEST, f"{name}: must lie between yesterday and {LATEST.days} days ahead")


def _closed(row: Closure, facility: Facility, ended: int | None = None) -> Closed:
    return Closed(
        id=row.id, facility=facility.key, first_night=row.first_night, last_night=row.last_night, reason=row.reason,
        created_at=row.created_at, holds_ended=ended,
    )  # fmt: skip


def _cold(row: ColdSpell) -> Cold:
    return Cold(id=row.id, first_night=row.first_night, last_night=row.last_night, created_at=row.created_at)
