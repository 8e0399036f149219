"""Which shelter fits whom: what somebody said about themselves, held against what is known about each shelter.

A fact that nobody told (None) never shuts a shelter out; the answer then says what to ask. What is known not to fit is
left out. Nobody is ever told that they have no right to a place (DOMAIN.md section 2, national access).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.bed_question import Question
from storage import availability, closures, facilities
from storage.availability import Availability
from storage.facilities import Facility
from storage.rooms import Bed

NEEDS = ("children", "pet", "step_free", "age")
"""What can make that no shelter fits, in the order in which it is told."""
_FRESHNESS = ("fresh", "ageing", "stale")


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Beds of one group in a shelter that fits. `unknown` names the needs of which nobody told whether they fit."""

    facility: Facility
    beds: Availability
    unknown: tuple[str, ...]

    @property
    def free(self) -> int:
        """How many are free now."""
        return self.beds.free


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer to a question: what fits, best first, and what would but is closed.

    When nothing fits: `nearly` has the beds but is known not to meet a need, `shut_out_by` names those needs.
    """

    fits: list[Fit]
    closed: list[Facility]
    nearly: list[Facility]
    shut_out_by: tuple[str, ...]

    @property
    def free(self) -> list[Fit]:
        """What fits and has a place."""
        return [fit for fit in self.fits if fit.free]


def misfits(place: Facility, asked: Question) -> set[str]:
    """The needs that a shelter is known not to meet."""
    too_young = asked.age is not None and place.min_age is not None and asked.age < place.min_age
    too_old = asked.age is not None and place.max_age is not None and asked.age > place.max_age
    shut = {
        "children": bool(asked.children) and place.children is False,
        "pet": asked.pet and place.pets is False,
        "step_free": asked.step_free and place.step_free is False,
        "age": too_young or too_old,
    }
    return {need for need, out in shut.items() if out}


def unknown(place: Facility, asked: Question) -> tuple[str, ...]:
    """The needs of which nobody said whether this shelter meets them; a bed for a family says that children may."""
    open_ = {"pet": asked.pet and place.pets is None, "step_free": asked.step_free and place.step_free is None}
    return tuple(need for need, unsaid in open_.items() if unsaid)


def _for_group(place: Facility, group: str, asked: Question) -> bool:
    """Beds for young people also fit a man or woman who told an age that lies within the ages set there."""
    if not asked.beds or group in asked.beds:
        return True
    return group == "jongere" and asked.age is not None and place.max_age is not None and asked.beds != ("gezin",)


async def find(session: AsyncSession, asked: Question, now: datetime) -> Found:
    """All shelters that fit, with the beds that `storage.availability` counts free now."""
    places = {f.key: f for f in await facilities.all_facilities(session) if _where(f, asked)}
    rows = await availability.availability(session, night=asked.night, now=now, facility=asked.facility)
    mine = [r for r in rows if r.facility in places and _for_group(places[r.facility], r.group, asked)]
    fits = [
        Fit(facility=place, beds=row, unknown=unknown(place, asked))
        for row in mine
        if not misfits(place := places[row.facility], asked)
    ]
    nearly = [] if fits else [places[key] for key in dict.fromkeys(r.facility for r in mine)]
    shut = [misfits(place, asked) for place in nearly]
    return Found(
        fits=sorted(fits, key=lambda fit: _rank(fit, asked, now)),
        closed=await _closed(session, asked, list(places.values())),
        nearly=nearly,
        shut_out_by=tuple(need for need in NEEDS if any(need in reasons for reasons in shut)),
    )


def _where(place: Facility, asked: Question) -> bool:
    if asked.facility is not None:
        return place.key == asked.facility
    return asked.municipality is None or place.municipality == asked.municipality


def _rank(fit: Fit, asked: Question, now: datetime) -> tuple[Any, ...]:
    """Best first: a place is free (for all of them), nothing to ask first, a fresh count, no referral."""
    enough = fit.free >= (asked.together or 1)
    place = fit.facility
    freshness = _FRESHNESS.index(fit.beds.freshness(now))
    return (not fit.free, not enough, len(fit.unknown), freshness, place.referral_needed, place.position, place.name)


async def _closed(session: AsyncSession, asked: Question, places: Sequence[Facility]) -> list[Facility]:
    """The shelters that would fit and give out no beds in this night."""
    shut = await closures.closed_in(session, asked.night)
    groups = await _groups(session, [p.id for p in places if p.id in shut])
    return [
        p for p in places
        if any(_for_group(p, group, asked) for group in groups.get(p.id, ())) and not misfits(p, asked)
    ]  # fmt: skip


async def _groups(session: AsyncSession, facility_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    if not facility_ids:
        return {}
    query = select(Bed.facility_id, Bed.target_group).where(col(Bed.facility_id).in_(facility_ids)).distinct()
    found: dict[uuid.UUID, list[str]] = {}
    for facility_id, group in (await session.exec(query)).all():
        found.setdefault(facility_id, []).append(group)
    return found
