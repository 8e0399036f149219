"""The list for a fire drill: who is in which bed now, per shelter and room, made to be printed and ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from starlette.responses import Response

from actions import clock
from actions.permissions import May
from bot.web.night_pages import Sees
from storage import audit, availability, facilities
from storage.availability import BedTonight
from storage.facilities import Facility

router = APIRouter(prefix="/beds/print", include_in_schema=False)


@dataclass(frozen=True, kw_only=True)
class House:
    """One shelter on paper: who is in, by room (None: no room known), and whom a bed is held for."""

    facility: Facility
    rooms: list[tuple[str | None, list[BedTonight]]]
    held: list[BedTonight]

    @property
    def inside(self) -> int:
        """How many people are in."""
        return sum(len(beds) for _, beds in self.rooms)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in and nobody is expected: of many shelters, such a one needs no paper."""
        return not (self.rooms or self.held)


@router.get("")
async def show(visit: Sees, facility: str = "") -> Response:
    """Everybody who is in, of one shelter or all; names only for whom they are work, and noted in the audit trail."""
    now, may_see_names = visit.parts.now(), visit.account.may(May.CHANGE_BEDS)
    night = clock.night_of(now)
    async with visit.parts.database.begin() as session:
        shelters = await facilities.all_facilities(session)
        beds = await availability.tonight(session, night=night, now=now)
        houses = [_house(one, beds) for one in shelters if not facility or one.key == facility]
        if may_see_names:
            shown = [str(bed.place_id) for bed in beds if bed.guest and (not facility or bed.facility == facility)]
            await audit.record(
                session, "beds.printed", now=now, staff_id=visit.staff.id, facility=facility, shown=shown
            )  # fmt: skip
    return visit.render(
        "night/print.html", night=night, now=now, houses=[h for h in houses if facility or not h.is_empty],
        empty=[h for h in houses if h.is_empty and not facility], shelters=shelters, facility=facility,
        may_see_names=may_see_names,
    )  # fmt: skip


def _house(facility: Facility, beds: list[BedTonight]) -> House:
    own = [bed for bed in beds if bed.facility == facility.key]
    taken = sorted((bed for bed in own if bed.state == "taken"), key=lambda bed: _first_of_room(own, bed.room))
    return House(
        facility=facility,
        rooms=[(room, list(group)) for room, group in groupby(taken, key=lambda bed: bed.room)],
        held=[bed for bed in own if bed.state == "held"],
    )


def _first_of_room(beds: list[BedTonight], room: str | None) -> int:
    """Where a room begins, so that its beds stand together in the order of the doors."""
    return next(place for place, bed in enumerate(beds) if bed.room == room)
