"""Kept or missed, by how far reminding came: each appointment once, few people never shown."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from actions import clock
from bot.web import figure_sheets as sheets
from bot.web.figure_sheets import Words
from storage.appointments import Appointment
from storage.database import Database
from storage.figures.reminded import Reminded, reminded
from storage.figures.scope import Scope
from storage.nudges import Nudge
from tests.town import Town, add_person, moment

pytest_plugins = ("tests.database",)
NOVEMBER = Scope(first=date(2026, 11, 1), last=date(2026, 11, 30), zone=clock.ZONE.key)
NOW = moment("2026-12-01 12:00")


async def one(db: Database, town: Town, state: str, *kinds: str, answered: str = "", **more: Any) -> None:
    """An appointment of a new client in November, and which messages about it were sent."""
    async with db.begin() as session:
        person = await add_person(session, town.contact)
        values: dict[str, Any] = {"starts_at": moment("2026-11-30 23:30"), "changed_at": moment("2026-11-29 12:00")}
        made = Appointment(person_id=person.id, state=state, **(values | more))
        session.add(made)
        await session.flush()
        for kind in kinds:
            details = {"answered": answered} if answered else {}
            session.add(
                Nudge(
                    kind=f"appointment_{kind}", person_id=person.id, subject_id=made.id, due_at=made.starts_at,
                    dedupe_key=uuid.uuid4().hex, state="sent", details=details,
                )
            )  # fmt: skip


async def counted(db: Database, scope: Scope = NOVEMBER) -> dict[str, tuple[int, int, int, int]]:
    async with db.begin() as session:
        found = await reminded(session, scope, NOW)
    return {row.furthest: (row.kept, row.missed, row.cancelled, row.unrecorded) for row in found}


async def test_each_appointment_counts_once_where_reminding_came_furthest(db: Database, town: Town) -> None:
    await one(db, town, "missed")
    await one(db, town, "done", "made")
    await one(db, town, "missed", "made", "day_before")
    await one(db, town, "done", "made", "day_before", "two_hours")
    await one(db, town, "done", "made", "day_before", answered="yes")
    await one(db, town, "done", "made", answered="yes", leaves_at=moment("2026-11-30 23:00"))
    assert list((await counted(db)).items()) == [
        ("none", (0, 1, 0, 0)), ("made", (1, 0, 0, 0)), ("day_before", (0, 1, 0, 0)), ("two_hours", (1, 0, 0, 0)),
        ("yes", (1, 0, 0, 0)), ("leave", (1, 0, 0, 0)),
    ]  # fmt: skip


async def test_called_off_in_time_not_noted_and_what_does_not_count(db: Database, town: Town) -> None:
    late = moment("2026-11-30 23:30") + timedelta(minutes=5)
    await one(db, town, "cancelled", "made", answered="no")
    await one(db, town, "cancelled", "made", changed_at=late)
    await one(db, town, "confirmed", "made")
    await one(db, town, "proposed")
    await one(db, town, "done", starts_at=moment("2026-12-01 00:00"))
    await one(db, town, "planned", starts_at=NOW + timedelta(hours=1))
    assert await counted(db) == {"made": (0, 0, 1, 2)}


def test_of_few_people_nothing_is_told() -> None:
    words = Words(lambda key, **_: key, "nl")
    rows = [
        Reminded(furthest="made", people=9, kept=30, missed=20, cancelled=10, unrecorded=0),
        Reminded(furthest="yes", people=40, kept=90, missed=10, cancelled=20, unrecorded=0),
        Reminded(furthest="leave", people=40, kept=90, missed=3, cancelled=20, unrecorded=0),
    ]
    few, many, some = (row[1:] for row in sheets.reminded(rows, words).rows)
    assert few == [None] * 5
    assert many == [90, 10, 20, 0, "10%"]
    assert some[1] is None and some[4] is None and some.count(None) >= 3
