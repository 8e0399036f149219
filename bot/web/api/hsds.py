"""Free beds in the words of Open Referral HSDS 3.2 (`service_capacity`), for directories of help that read it.

Field names are those of HSDS, so not camelCase. Ids are made from our own names, so they stay the same for ever.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import clock, texts
from bot.web.api.changes import SeesBeds
from bot.web.parts import UseParts
from storage import availability, facilities
from storage.availability import Availability
from storage.facilities import GROUPS

router = APIRouter(prefix="/hsds", include_in_schema=False)  # snake_case names: a standard of its own, not our rules
OURS = uuid.UUID("6f0c2a52-6c0e-4f43-9d5e-2b1f0b6a7d11")
"""The namespace of our ids. Changing it would make every id a new one."""


class HsdsUnit(BaseModel):
    """What is counted: a bed."""

    model_config = ConfigDict(strict=True)

    id: uuid.UUID
    name: str


class ServiceCapacity(BaseModel):
    """The beds of one shelter (the service) for one group in one night. `available` is what is free now.

    `updated` is when somebody last touched or counted these beds, in milliseconds.
    """

    model_config = ConfigDict(strict=True)

    id: uuid.UUID
    service_id: uuid.UUID
    unit: HsdsUnit
    available: int = Field(ge=0)
    maximum: int = Field(ge=0)
    description: str
    updated: str = Field(json_schema_extra={"format": "date-time"})


class ServiceCapacityPage(BaseModel):
    """A page of HSDS; everything fits on one."""

    model_config = ConfigDict(strict=True)

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[ServiceCapacity]


def service_id(facility: str) -> uuid.UUID:
    """The id of a shelter as a service, by its key."""
    return uuid.uuid5(OURS, f"service/{facility}")


@router.get("/service-capacities")
async def get_service_capacities(
    parts: UseParts,
    staff: SeesBeds,  # noqa: ARG001 (being allowed is the point)
    night: Annotated[
        date | None, Query(description="the date on which the night begins; tonight when left out")
    ] = None,
) -> ServiceCapacityPage:
    """Free and total beds per shelter and group, counted now."""
    now = parts.now()
    chosen = night or clock.night_of(now)
    async with parts.database.single() as session:
        rows = await availability.availability(session, night=chosen, now=now)
        entered = await _entered(session)
    contents = [_capacity(row, entered[row.facility]) for row in rows]
    return ServiceCapacityPage(
        total_items=len(contents), total_pages=1, page_number=1, size=len(contents), first_page=True, last_page=True,
        empty=not contents, contents=contents,
    )  # fmt: skip


async def _entered(session: AsyncSession) -> dict[str, datetime]:
    """When each shelter was entered: the last that is known of beds that nobody touched or counted since."""
    return {place.key: place.created_at for place in await facilities.all_facilities(session)}


def _capacity(row: Availability, entered: datetime) -> ServiceCapacity:
    group = texts.say("nl", "group-many", group=row.group) if row.group in GROUPS else row.group
    return ServiceCapacity(
        id=uuid.uuid5(OURS, f"capacity/{row.facility}/{row.group}"),
        service_id=service_id(row.facility),
        unit=HsdsUnit(id=uuid.uuid5(OURS, "unit/bed"), name="bed"),
        available=row.free,
        maximum=row.total,
        description=f"{row.name}: {group}",
        updated=(row.counted_at or entered).isoformat(timespec="milliseconds"),
    )
