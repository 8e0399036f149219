"""Two months of a night shelter for pages that count: 41 guests, and some who found no place."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.facilities import Facility
from storage.turn_aways import TurnAway

FIRST, LAST = date(2026, 10, 1), date(2026, 11, 25)
_GUESTS = """
    INSERT INTO guest (id, created_at, name, head)
    SELECT gen_random_uuid(), now(), CASE WHEN i = 1 THEN '=Sam' ELSE 'Gast ' || i END,
           CASE WHEN i <= 20 THEN 'man' WHEN i <= 35 THEN 'vrouw' ELSE 'kind' END FROM generate_series(1, 41) i
"""
_NIGHTS = """
    INSERT INTO bed_night (id, created_at, bed_id, night, arrived_at, ended_at, end_reason, extensions, guest_id)
    SELECT gen_random_uuid(), now(), b.id, d::date, d + interval '20 hours', d + interval '32 hours', 'left', 0, g.id
    FROM (SELECT b.id, row_number() OVER (ORDER BY b.position) AS no FROM bed b JOIN facility f ON f.id = b.facility_id
          WHERE f.key = 'nachtopvang' AND NOT b.is_extra) b
    CROSS JOIN generate_series(CAST(:first AS timestamp), :last, '1 day') d
    JOIN (SELECT id, row_number() OVER (ORDER BY created_at, name) AS no FROM guest) g
      ON g.no = 1 + (b.no + extract(day FROM d)::int / 7 * 19)::int % 41
    WHERE (b.no * 5 + extract(day FROM d)::int * 3) % 11 > 1
"""


async def add(session: AsyncSession) -> None:
    """The nights in the example night shelter: of 20 men, 15 women and 6 children."""
    await session.execute(text("UPDATE bed SET first_night = :first"), {"first": FIRST})
    await session.execute(text(_GUESTS))
    await session.execute(text(_NIGHTS), {"first": FIRST, "last": LAST})
    shelter = (await session.exec(select(Facility).where(Facility.key == "nachtopvang"))).one()
    for night, group, people, reason in (
        (date(2026, 11, 20), "man", 12, "full"), (date(2026, 11, 21), "vrouw", 2, "pet"),
        (date(2026, 11, 26), "man", 1, "full"),
    ):  # fmt: skip
        session.add(TurnAway(facility_id=shelter.id, night=night, target_group=group, people=people, reason=reason))
