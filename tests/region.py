"""A region with four shelters for tests that ask which one fits: other groups, ages, towns, and facts nobody told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlmodel import select

from storage import holds
from storage.database import Database
from storage.errors import NoneFree
from storage.facilities import Facility
from storage.rooms import Bed
from tests import talk
from tests.town import moment

NIGHT = date(2026, 11, 26)
_SHELTERS: tuple[tuple[dict[str, Any], Mapping[str, int]], ...] = (
    (
        {
            "key": "nachtopvang", "name": "Nachtopvang", "municipality": "Almelo", "address": "Dorpsstraat 1",
            "phone": "0546 00 00 01", "opens_at": time(17), "price_cents": 600,
        },
        {"man": 2, "vrouw": 1},
    ),
    (
        {
            "key": "crisisopvang", "name": "Crisisopvang", "municipality": "Almelo", "referral_needed": True,
            "phone": "0546 00 00 02",
        },
        {"man": 1, "gezin": 1},
    ),
    (
        {
            "key": "jongerenopvang", "name": "Jongerenopvang", "municipality": "Enschede", "min_age": 18, "max_age": 25,
            "phone": "0546 00 00 03", "referral_needed": True,
        },
        {"jongere": 2},
    ),
    (
        {"key": "gezinskamer", "name": "Gezinskamers", "municipality": "Almelo", "phone": "0546 00 00 04"},
        {"gezin": 2},
    ),
)  # fmt: skip


async def make_region(db: Database) -> None:
    """The night shelter, crisis beds, a youth shelter in another town and family rooms, all counted at 19:30."""
    async with db.begin() as session:
        for position, (facts, groups) in enumerate(_SHELTERS):
            place = Facility(
                **facts, kind=str(facts["key"]), position=position, counted_at=moment("2026-11-26 19:30")
            )  # fmt: skip
            session.add(place)
            await session.flush()
            labels = [group for group, count in groups.items() for _ in range(count)]
            session.add_all(
                Bed(facility_id=place.id, label=str(n), target_group=group, position=n)
                for n, group in enumerate(labels, 1)
            )


async def change(db: Database, key: str | None = None, **facts: Any) -> None:
    """Somebody tells more about one shelter, or about all of them."""
    async with db.begin() as session:
        for place in (await session.exec(select(Facility))).all():
            if key in (None, place.key):
                place.sqlmodel_update(facts)
                session.add(place)


async def fill(db: Database, *groups: str, night: date = NIGHT, facility: str | None = None) -> None:
    """Give away what is free for these groups."""
    for group in groups:
        async with db.begin() as session:
            try:
                while True:
                    await holds.hold(
                        session, night=night, group=group, now=talk.EVENING, minutes=24 * 60,
                        facilities=(facility,) if facility else None,
                    )  # fmt: skip
            except NoneFree:
                continue
