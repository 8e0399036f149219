"""What messages about beds need to know, read for many at a time: held places, cold weather, counts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.availability import Availability, availability
from storage.beds import BedNight
from storage.closures import ColdSpell
from storage.facilities import Facility
from storage.rooms import USABLE, Bed


@dataclass(frozen=True, kw_only=True)
class HeldPlace:
    """A place that is or was held. `elsewhere`: its holder has another one that night; `waits`: is on the list."""

    held: BedNight
    group: str
    facility: Facility
    elsewhere: bool
    waits: bool


@dataclass(frozen=True, kw_only=True)
class ColdNews:
    """Cold weather: the first shelter with extra beds (None: no shelter has any) and what is free there, counted now.

    `night` is the first that is still to come or running.
    """

    spell: ColdSpell
    night: date
    facility: Facility | None
    free: int


@dataclass(frozen=True, kw_only=True)
class Count:
    """The count of a shelter for the night that runs."""

    facility: Facility
    rows: tuple[Availability, ...]


_HOLDERS = text("SELECT id, conversation_id FROM bed_night WHERE id = ANY(:ids) AND conversation_id IS NOT NULL")


async def holders(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Hold id → the conversation it is for now: a visitor who became a client has moved."""
    if not ids:
        return {}
    return {row.id: row.conversation_id for row in (await session.execute(_HOLDERS, {"ids": list(ids)})).all()}


_BESIDES = text(
    """
    SELECT n.id,
           EXISTS (SELECT FROM bed_night o WHERE o.conversation_id = n.conversation_id AND o.night = n.night
                   AND o.id <> n.id AND o.ended_at IS NULL) AS elsewhere,
           EXISTS (SELECT FROM waiter w WHERE w.conversation_id = n.conversation_id AND w.night = n.night
                   AND w.ended_at IS NULL) AS waits
    FROM bed_night n WHERE n.id = ANY(:ids)
    """
)


async def held_places(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, HeldPlace]:
    """The places with these ids."""
    query = (
        select(BedNight, Bed.target_group, Facility)
        .join(Bed, col(Bed.id) == BedNight.bed_id)
        .join(Facility, col(Facility.id) == Bed.facility_id)
        .where(col(BedNight.id).in_(ids))
    )
    besides = {row.id: row for row in (await session.execute(_BESIDES, {"ids": list(ids)})).all()}
    return {
        held.id: HeldPlace(
            held=held,
            group=group,
            facility=facility,
            elsewhere=besides[held.id].elsewhere,
            waits=besides[held.id].waits,
        )
        for held, group, facility in (await session.exec(query)).all()
    }


_EXTRA = text(
    f"""
    SELECT f.id FROM facility f JOIN bed b ON b.facility_id = f.id
    WHERE b.is_extra AND {USABLE} ORDER BY f.position, f.name LIMIT 1
    """  # noqa: S608 (a constant of ours)
)


async def cold_news(
    session: AsyncSession, ids: Sequence[uuid.UUID], *, tonight: date, now: datetime
) -> dict[uuid.UUID, ColdNews]:
    """What there is to say about these cold spells, as it is now."""
    found: dict[uuid.UUID, ColdNews] = {}
    for spell in (await session.exec(select(ColdSpell).where(col(ColdSpell.id).in_(set(ids))))).all():
        night = max(spell.first_night, tonight)
        extra = (await session.execute(_EXTRA, {"night": night})).scalar()
        facility = await session.get(Facility, extra) if extra else None
        rows = await availability(session, night=night, now=now, facility=facility.key) if facility else []
        found[spell.id] = ColdNews(spell=spell, night=night, facility=facility, free=sum(r.free for r in rows))
    return found


async def counts(
    session: AsyncSession, facility_ids: Sequence[uuid.UUID], *, tonight: date, now: datetime
) -> dict[uuid.UUID, Count]:
    """The counts of these shelters."""
    found: dict[uuid.UUID, Count] = {}
    for facility in (await session.exec(select(Facility).where(col(Facility.id).in_(set(facility_ids))))).all():
        rows = await availability(session, night=tonight, now=now, facility=facility.key)
        found[facility.id] = Count(facility=facility, rows=tuple(rows))
    return found
