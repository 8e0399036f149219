"""The shelters for other systems: every fact that somebody told, and the moment somebody last looked at the beds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.web.api.changes import Changes, SeesBeds
from bot.web.api.paging import Cursor, Page, rows_of
from bot.web.api.shapes import Key, Moment, Shape, WallClock
from bot.web.parts import UseParts
from bot.web.problems import Problem
from storage import beds, facilities
from storage.availability import freshness
from storage.errors import NotFound
from storage.facilities import Facility

router = APIRouter(prefix="/facilities", tags=["facilities"])
FacilityKey = Annotated[Key, Path(description="the facility's canonical name, such as nachtopvang")]
LONGEST_AGO = timedelta(days=7)


class FacilityFacts(Shape):
    """A shelter. A fact that is null was told by nobody: it is neither yes nor no.

    Hours are local wall-clock times (Europe/Amsterdam), `closesAt` on the next morning; `priceCents` a night;
    `maxAge` the last age that fits. `lastCheckedOn` is when somebody last checked these facts, `countedAt` when
    somebody last was at the beds.
    """

    key: str
    name: str
    kind: str
    municipality: str
    address: str | None
    phone: str | None
    opens_at: WallClock | None
    closes_at: WallClock
    price_cents: int | None
    pets: bool | None
    children: bool | None
    step_free: bool | None
    referral_needed: bool
    min_age: int | None
    max_age: int | None
    bring: str | None
    note: str | None
    route_url: str | None
    hold_minutes: int
    counted_at: datetime | None
    freshness: str
    last_checked_on: date | None
    is_example: bool


class Facilities(Page[FacilityFacts]):
    """Shelters."""


class NewCount(Shape):
    """When somebody looked; now when left out."""

    counted_at: Moment | None = None


@router.get("")
async def list_facilities(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    cursor: Cursor = None,
) -> Facilities:
    """Every shelter with its facts."""
    async with parts.database.single() as session:
        rows, onward = await rows_of(session, select(Facility), Facility, cursor)
    return Facilities(items=[_facts(row, parts.now()) for row in rows], next_cursor=onward)


@router.get("/{key}")
async def get_facility(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    key: FacilityKey,
) -> FacilityFacts:
    """One shelter."""
    async with parts.database.single() as session:
        return _facts(await _facility(session, key), parts.now())


@router.put("/{key}/count")
async def count_facility(change: Changes, key: FacilityKey, new: NewCount | None = None) -> FacilityFacts:
    """Somebody looked and the count is right: it is fresh again. An older look than the last one changes nothing."""

    async def deed(session: AsyncSession) -> FacilityFacts:
        moment = _looked_at(new, change.now)
        facility = await _facility(session, key)
        if facility.counted_at is None or moment > facility.counted_at:
            await beds.recount(session, [facility.key], moment)
            await session.refresh(facility)
            await change.write_down(session, "bed.counted", facility=facility.key)
        return _facts(facility, change.now)

    asked = {"facility": key, "countedAt": new.counted_at if new else None}
    return await change.once("count", asked, deed, FacilityFacts)


def _looked_at(new: NewCount | None, now: datetime) -> datetime:
    if new is None or new.counted_at is None:
        return now
    if not now - LONGEST_AGO <= new.counted_at <= now:
        raise Problem(HTTPStatus.BAD_REQUEST, f"countedAt: must lie in the past {LONGEST_AGO.days} days")
    return new.counted_at


async def _facility(session: AsyncSession, key: str) -> Facility:
    found = await facilities.by_key(session, key)
    if found is None:
        raise NotFound(f"there is no facility {key[:60]!r}")
    return found


def _facts(row: Facility, now: datetime) -> FacilityFacts:
    known = row.model_dump(include=FacilityFacts.model_fields.keys() - {"freshness"})
    return FacilityFacts(**known, freshness=freshness(row.counted_at, now))
