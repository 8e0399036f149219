"""What happened in a night stays what it was, whatever becomes of its beds later; and free is stored nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from actions.clock import ZONE
from storage import closures, rooms, schema, stays
from storage.closures import Closure, ColdSpell
from storage.figures import occupancy
from storage.figures.scope import Scope
from storage.rooms import Bed
from tests.town import find_beds, moment

if TYPE_CHECKING:
    from storage.database import Database
    from tests.town import Town

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
EVENING, DAY_AFTER = moment("2026-11-26 20:00"), moment("2026-11-27 12:00")


async def figures(db: Database) -> list[occupancy.BedNights]:
    """The beds of that night, and how many were slept in."""
    async with db.begin() as session:
        return await occupancy.each(session, Scope(first=NIGHT, last=NIGHT, zone=str(ZONE)))


async def test_nothing_that_becomes_of_the_beds_changes_a_past_night(db: Database, town: Town) -> None:
    async with db.begin() as session:
        await stays.check_in(session, night=NIGHT, group="man", facility="nachtopvang", bed="1", now=EVENING)
    before = await figures(db)
    async with db.begin() as session:
        one, two = await find_beds(session, facility="nachtopvang", labels=["1", "2"])
        one.last_night = NIGHT  # it went to the tip
        await rooms.put_out_of_order(session, [two], reason="lekkage", now=DAY_AFTER)
        tomorrow, house = NIGHT + timedelta(days=1), town.night_shelter.id
        session.add(Bed(label="4", facility_id=house, target_group="man", first_night=tomorrow))
        session.add(Bed(label="5", facility_id=house, target_group="man", first_night=tomorrow, is_extra=True))
        session.add(ColdSpell(first_night=tomorrow, last_night=tomorrow, created_at=DAY_AFTER))
        closed = Closure(facility_id=house, first_night=tomorrow, reason="", created_at=DAY_AFTER)
        await closures.close(session, closed, DAY_AFTER)
    assert sum(row.used for row in before) == 1
    assert await figures(db) == before


def test_no_column_stores_what_is_free() -> None:
    names = {column.name for table in schema.metadata.tables.values() for column in table.columns}
    assert not [name for name in names if "free" in name and name not in ("step_free", "free_call")]
