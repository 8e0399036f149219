"""Beds and nights. A night is named by the date it begins on. Free is always computed, never stored.

The invariants are written down in docs/beds.md. A bed holds at most one person a night and a guest sleeps in one bed a
night (unique indexes over places that have not ended); who changes a night's beds does so one after the other (advisory
lock), so that nothing is given out twice and nobody hears "full" because of somebody who then lets go.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, TextClause, bindparam, text, update
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from storage.database import Moment, Row
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility
from storage.nights import lock_nights
from storage.rooms import USABLE, Bed

END_REASONS = ("expired", "cancelled", "no_show", "closed", "left", "mistake")
_ENDS = ", ".join(f"'{reason}'" for reason in END_REASONS)


class BedNight(Row, table=True):
    """Somebody's place in one bed for one night: first held, or taken at once. `ended_at` gives the bed back.

    A hold counts until `held_until`; a stay has `arrived_at`. Of strangers only a name and a time of arrival are kept,
    and both are optional. A stay that ended as a mistake never was.
    """

    __tablename__ = "bed_night"
    __table_args__ = (
        Index(  # by night first: a look at a night finds all it needs side by side, and history lies elsewhere
            "uq_bed_night_one_person",
            "night",
            "bed_id",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
            postgresql_include=["held_until"],
        ),
        Index("uq_bed_night_one_bed", "guest_id", "night", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index(  # few, however long the history: whose time is over is asked all the time
            "ix_bed_night_held",
            "night",
            "held_until",
            postgresql_where=text("ended_at IS NULL AND held_until IS NOT NULL"),
        ),
        Index("ix_bed_night_guest", "guest_id", "night"),
        Index("ix_bed_night_figures", "night", "bed_id", postgresql_include=["guest_id", "arrived_at", "end_reason"]),
        Index(
            "uq_bed_night_one_hold_each",
            "conversation_id",
            "night",
            unique=True,
            postgresql_where=text("ended_at IS NULL AND held_until IS NOT NULL"),
        ),
        CheckConstraint("(held_until IS NULL) <> (arrived_at IS NULL)", name="held_or_arrived"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_with_reason"),
        CheckConstraint(f"end_reason IN ({_ENDS})", name="end_reason_known"),
    )

    bed_id: uuid.UUID = Field(foreign_key="bed.id")
    night: date
    held_until: datetime | None = Field(default=None, sa_type=Moment)
    extensions: int = 0
    arrived_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    end_reason: str | None = None
    guest_id: uuid.UUID | None = Field(default=None, foreign_key="guest.id")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id", index=True)
    guest_name: str | None = None
    expected_at: datetime | None = Field(default=None, sa_type=Moment)
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


@dataclass(frozen=True, kw_only=True)
class Sleeper:
    """Who a place is for, as far as anybody knows, and who gave it out."""

    guest_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    conversation_id: uuid.UUID | None = None
    guest_name: str | None = None
    expected_at: datetime | None = None
    made_by: uuid.UUID | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of a bed night that say so."""
        return asdict(self)


NOBODY = Sleeper()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A bed night together with the names people use for it: held until a moment, or somebody's since `arrived_at`."""

    id: uuid.UUID
    night: date
    facility: str
    facility_name: str
    group: str
    bed: str
    held_until: datetime | None
    extensions: int
    expected_at: datetime | None
    arrived_at: datetime | None
    ended_at: datetime | None
    guest_id: uuid.UUID | None
    conversation_id: uuid.UUID | None


def place_of(row: BedNight, bed: Bed, facility: Facility) -> Place:
    """A bed night, told."""
    return Place(
        id=row.id, night=row.night, facility=facility.key, facility_name=facility.name, group=bed.target_group,
        bed=bed.label, held_until=row.held_until, extensions=row.extensions, expected_at=row.expected_at,
        arrived_at=row.arrived_at, ended_at=row.ended_at, guest_id=row.guest_id, conversation_id=row.conversation_id,
    )  # fmt: skip


async def one_at_a_time(session: AsyncSession, night: date, now: datetime) -> None:
    """Take the night's lock and end the holds that have expired."""
    await lock_nights(session, night, night)
    await session.exec(
        update(BedNight)
        .where(col(BedNight.night) == night, col(BedNight.ended_at).is_(None), col(BedNight.held_until) <= now)
        .values(ended_at=col(BedNight.held_until), end_reason="expired")
    )


def _free_bed(bed: str, facility: str) -> TextClause:
    """One shelter after the other, in their order, until there is a bed: most often the first has one."""
    return text(
        f"""
        SELECT free.id FROM (SELECT id, position, name FROM facility WHERE {facility} ORDER BY position, name) f
        CROSS JOIN LATERAL (
            SELECT b.id FROM bed b
            WHERE b.facility_id = f.id AND {bed} AND {USABLE}
              AND NOT EXISTS (SELECT 1 FROM bed_night n WHERE n.bed_id = b.id AND n.night = :night
                              AND n.ended_at IS NULL AND (n.held_until IS NULL OR n.held_until > :now))
            ORDER BY b.is_extra, b.position, b.label LIMIT 1
        ) free
        ORDER BY f.position, f.name LIMIT 1
        """  # noqa: S608 (constants of ours)
    ).bindparams(bindparam("now", type_=Moment))


_SOME = "key = ANY(:facilities)"
_FREE_BED = {
    (labelled, some): _free_bed(
        "b.label = :label" if labelled else "b.target_group = :group", _SOME if some else "true"
    )
    for labelled in (False, True)
    for some in (False, True)
}
"""By whether a bed is named and whether facilities are: a statement for each, so that each gets a plan of its own."""


async def free_bed(
    session: AsyncSession,
    *,
    night: date,
    now: datetime,
    group: str,
    facilities: Sequence[str] | None = None,
    label: str | None = None,
) -> tuple[Bed, Facility]:
    """The first bed that is free: the one with this label, else one for this group. Raises NoneFree."""
    values: dict[str, Any] = {"night": night, "now": now}
    values |= {"group": group} if label is None else {"label": label}
    if facilities is not None:
        values["facilities"] = list(facilities)
    query = _FREE_BED[label is not None, facilities is not None]
    found = (await session.execute(query, values)).scalar()
    if found is None:
        raise NoneFree(f"no bed is free for {group} in the night of {night}")
    its = select(Bed, Facility).join(Facility, col(Facility.id) == Bed.facility_id).where(Bed.id == found)
    return (await session.exec(its)).one()


def places() -> Select[BedNight, Bed, Facility]:
    """The query for bed nights with their bed and facility."""
    return (
        select(BedNight, Bed, Facility)
        .join(Bed, col(Bed.id) == BedNight.bed_id)
        .join(Facility, col(Facility.id) == Bed.facility_id)
    )


async def find(session: AsyncSession, place_id: uuid.UUID) -> tuple[BedNight, Bed, Facility]:
    """A bed night with its bed and facility; raises NotFound."""
    found = (await session.exec(places().where(BedNight.id == place_id))).first()
    if found is None:
        raise NotFound(f"there is no place {place_id}")
    return found


async def find_alone(session: AsyncSession, place_id: uuid.UUID, now: datetime) -> tuple[BedNight, Bed, Facility]:
    """The same, with its night's lock taken first and read again after it. Raises NotFound."""
    row, bed, facility = await find(session, place_id)
    await one_at_a_time(session, row.night, now)
    await session.refresh(row)
    return row, bed, facility


async def sleeps_nowhere_else(session: AsyncSession, guest_id: uuid.UUID | None, night: date) -> None:
    """Raises AlreadyTaken when this guest has a bed or one is held for them. Without a name it may be anybody."""
    if guest_id is None:
        return
    query = select(Bed.label).join(BedNight, col(BedNight.bed_id) == Bed.id).where(
        BedNight.guest_id == guest_id, BedNight.night == night, col(BedNight.ended_at).is_(None)
    )  # fmt: skip
    other = (await session.exec(query)).first()
    if other is not None:
        raise AlreadyTaken(f"this guest has bed {other} in the night of {night}")


async def forget_names_before(session: AsyncSession, night: date) -> None:
    """The names that were given with a place in a night before this one are gone; guests keep theirs."""
    old = col(BedNight.night) < night, col(BedNight.guest_name).is_not(None)
    await session.exec(update(BedNight).where(*old).values(guest_name=None))


async def touch(session: AsyncSession, facility: Facility, now: datetime) -> None:
    """Somebody was at this shelter's beds: its count is fresh."""
    facility.counted_at = now
    session.add(facility)
    await session.flush()


async def recount(session: AsyncSession, facilities: Sequence[str], now: datetime) -> None:
    """Somebody looked and says the count is right."""
    await session.exec(update(Facility).where(col(Facility.key).in_(facilities)).values(counted_at=now))
