"""What the night shift does at a bed, each with what is needed to take it back exactly."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from actions import holding
from storage import guests, holds, nudges, rooms, stays
from storage import undo as undoing
from storage.beds import BedNight, Place, Sleeper, find, find_alone
from storage.errors import NotFound
from storage.facilities import Facility
from storage.rooms import Bed

_AUDITED = {"arrived": "in", "longer": "extended", "no-show": "no_show"}


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that was done at one bed; the fields after `place` say how it was before. Kept as JSON.

    `until` is when the hold would have ended, `guest` who was named before and `named` since, `made` the guest who was
    written down for it, `left` the place that somebody moved from, `reason` why the bed was out of order.
    """

    deed: str
    bed: str
    where: str
    bed_id: str
    place: str | None = None
    until: str | None = None
    guest: str | None = None
    named: str | None = None
    made: str | None = None
    left: str | None = None
    reason: str | None = None

    @property
    def audited_as(self) -> str:
        """What the audit trail calls it, whichever way it was asked."""
        return f"bed.{_AUDITED.get(self.deed, self.deed)}"

    def as_json(self) -> dict[str, Any]:
        """As kept with the key of who asked."""
        return asdict(self)


async def _change(session: AsyncSession, deed: str, place: Place, **before: str | None) -> Change:
    row, _, _ = await find(session, place.id)
    return Change(
        deed=deed, bed=place.bed, where=place.facility_name, bed_id=str(row.bed_id), place=str(place.id), **before
    )


def _id(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None


async def check_in(
    session: AsyncSession, *, night: date, facility: str, group: str, bed: str, now: datetime, staff_id: uuid.UUID
) -> Change:
    """Somebody is in a free bed. Raises AlreadyTaken."""
    place = await stays.check_in(
        session, night=night, facility=facility, group=group, bed=bed, now=now, whose=Sleeper(made_by=staff_id)
    )
    return await _change(session, "in", place)


async def arrive(session: AsyncSession, place_id: uuid.UUID, now: datetime) -> Change:
    """Whom a bed was held for is in. Raises NotFound or AlreadyTaken."""
    row, _, _ = await find_alone(session, place_id, now)
    until, guest = row.held_until, row.guest_id
    place = await stays.arrive(session, place_id, now=now)
    return await _change(session, "arrived", place, until=until.isoformat() if until else None, guest=_id(guest))


async def check_out(session: AsyncSession, place_id: uuid.UUID, now: datetime, *, mistake: bool = False) -> Change:
    """Somebody has left, or never was in (`mistake`). Raises NotFound."""
    place = await stays.check_out(session, place_id, now, "mistake" if mistake else "left")
    return await _change(session, "mistake" if mistake else "out", place)


async def release(session: AsyncSession, place_id: uuid.UUID, now: datetime, *, no_show: bool = False) -> Change:
    """A bed is not held any more; with `no_show` because nobody came. Raises NotFound."""
    row, _, _ = await find_alone(session, place_id, now)
    until = row.held_until
    place = await holds.release(session, place_id, now, "no_show" if no_show else "cancelled")
    deed = "no-show" if no_show else "released"
    return await _change(session, deed, place, until=until.isoformat() if until else None)


async def extend(session: AsyncSession, place_id: uuid.UUID, now: datetime) -> Change:
    """A bed is held longer, and who waits for a reminder gets it later. Raises NotFound."""
    row, _, _ = await find_alone(session, place_id, now)
    until = row.held_until
    place = await holds.extend(session, place_id, now, freely=True)
    if row.conversation_id is not None:
        await holding.plan_reminder(session, place, row.conversation_id)
    return await _change(session, "longer", place, until=until.isoformat() if until else None)


async def name(session: AsyncSession, place_id: uuid.UUID, guest_id: uuid.UUID | None, now: datetime) -> Change:
    """Say which guest is in a bed; None takes the name away. Raises NotFound or AlreadyTaken."""
    row, _, _ = await find_alone(session, place_id, now)
    before = row.guest_id
    place = await stays.name(session, place_id, guest_id, now)
    return await _change(session, "named", place, guest=_id(before), named=_id(guest_id))


async def name_new(session: AsyncSession, place_id: uuid.UUID, words: str, head: str | None, now: datetime) -> Change:
    """Write somebody new down, who is in this bed. Raises NotFound."""
    guest = await guests.add(session, words, head)
    return replace(await name(session, place_id, guest.id, now), made=str(guest.id))


async def move(
    session: AsyncSession, place_id: uuid.UUID, *, facility: str, bed: str, now: datetime, staff_id: uuid.UUID
) -> Change:
    """Somebody sleeps in another bed: they never were in this one. Raises NotFound or AlreadyTaken."""
    row, old, _ = await find_alone(session, place_id, now)
    if row.arrived_at is None or row.ended_at is not None:
        raise NotFound(f"{place_id} is no stay")
    whose = Sleeper(
        guest_id=row.guest_id, person_id=row.person_id, conversation_id=row.conversation_id,
        guest_name=row.guest_name, expected_at=row.expected_at, made_by=staff_id,
    )  # fmt: skip
    night = row.night
    await stays.check_out(session, place_id, now, "mistake")
    place = await stays.check_in(
        session, night=night, facility=facility, group=old.target_group, bed=bed, now=now, whose=whose
    )
    return await _change(session, "moved", place, left=str(place_id))


async def put_out_of_order(
    session: AsyncSession, bed_id: uuid.UUID, reason: str, now: datetime, staff_id: uuid.UUID
) -> Change:
    """A bed is not given out until it is mended. Raises NotFound."""
    bed, facility = await _bed(session, bed_id)
    await rooms.put_out_of_order(session, [bed], reason=reason, now=now, made_by=staff_id)
    return Change(deed="broken", bed=bed.label, where=facility.name, bed_id=str(bed_id))


async def put_in_order(session: AsyncSession, bed_id: uuid.UUID, now: datetime) -> Change:
    """A bed is given out again. Raises NotFound."""
    bed, facility = await _bed(session, bed_id)
    outages = await rooms.open_outages(session, [bed])
    if not outages:
        raise NotFound(f"bed {bed_id} is in order")
    await rooms.put_in_order(session, [bed], now)
    return Change(deed="mended", bed=bed.label, where=facility.name, bed_id=str(bed_id), reason=outages[0].reason)


async def _bed(session: AsyncSession, bed_id: uuid.UUID) -> tuple[Bed, Facility]:
    bed = await session.get(Bed, bed_id)
    if bed is None:
        raise NotFound(f"there is no bed {bed_id}")
    return bed, await session.get_one(Facility, bed.facility_id)


# ---------------------------------------------------------------- taking it back

Back = Callable[[AsyncSession, Change, datetime, uuid.UUID], Awaitable[object]]


async def undo(session: AsyncSession, change: Change, now: datetime, staff_id: uuid.UUID) -> Change:
    """Make the bed what it was before the change. Raises NotFound or AlreadyTaken when that cannot be any more."""
    back = _BACK.get(change.deed)
    if back is None:
        raise NotFound(f"{change.deed} cannot be taken back")
    await back(session, change, now, staff_id)
    return Change(deed="undone", bed=change.bed, where=change.where, bed_id=change.bed_id)


def can_undo(change: Change) -> bool:
    """Whether there is something to take back."""
    return change.deed in _BACK


def place_id(change: Change) -> uuid.UUID:
    """The place that was changed."""
    return uuid.UUID(change.place)


def _until(change: Change) -> datetime:
    if change.until is None:
        raise NotFound("it was not held")
    return datetime.fromisoformat(change.until)


def _guest(change: Change) -> uuid.UUID | None:
    return uuid.UUID(change.guest) if change.guest else None


async def _never_in(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await undoing.never_in(session, place_id(change), now)


async def _still_in(session: AsyncSession, change: Change, now: datetime) -> BedNight:
    """The stay of the change, when nobody ended it meanwhile; raises NotFound."""
    row, _, _ = await find_alone(session, place_id(change), now)
    if row.arrived_at is None or row.ended_at is not None:
        raise NotFound("this stay has ended meanwhile")
    return row


async def _not_arrived(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await undoing.still_held(session, place_id(change), now, until=_until(change), guest_id=_guest(change))
    await nudges.plan_again(session, place_id(change), now)


async def _back_in(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await stays.back_in(session, place_id(change), now)


async def _hold_again(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await undoing.held_again(session, place_id(change), now)
    await nudges.plan_again(session, place_id(change), now)


async def _as_short(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await undoing.as_short_as_before(session, place_id(change), now, until=_until(change))


async def _name_before(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    row = await _still_in(session, change, now)
    if _id(row.guest_id) != change.named:
        raise NotFound("somebody else gave another name meanwhile")
    await stays.name(session, place_id(change), _guest(change), now)
    if change.made is not None:
        await undoing.no_guest(session, uuid.UUID(change.made))


async def _move_back(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    row = await _still_in(session, change, now)
    left = uuid.UUID(change.left)
    guest = row.guest_id
    await stays.check_out(session, place_id(change), now, "mistake")
    await stays.back_in(session, left, now)
    await stays.name(session, left, guest, now)  # they may have been named in the other bed


async def _in_order(session: AsyncSession, change: Change, now: datetime, _: uuid.UUID) -> None:
    await put_in_order(session, uuid.UUID(change.bed_id), now)


async def _out_of_order(session: AsyncSession, change: Change, now: datetime, staff_id: uuid.UUID) -> None:
    await put_out_of_order(session, uuid.UUID(change.bed_id), change.reason or "", now, staff_id)


_BACK: dict[str, Back] = {
    "in": _never_in,
    "arrived": _not_arrived,
    "out": _back_in,
    "mistake": _back_in,
    "released": _hold_again,
    "no-show": _hold_again,
    "longer": _as_short,
    "named": _name_before,
    "moved": _move_back,
    "broken": _in_order,
    "mended": _out_of_order,
}
