"""A colleague who publishes when they are free, for tests: hours, exceptions, and what is booked."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlmodel import col, select

from actions import clock
from storage.appointments import Appointment
from storage.database import Database
from storage.slots import SlotException, SlotPattern
from storage.staff import StaffMember

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)


async def publish(
    db: Database, staff: StaffMember, weekday: int, starts: str, ends: str, **more: Any
) -> SlotPattern:  # fmt: skip
    """Every week on this weekday, slots of 45 minutes."""
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends), "first_day": date(2026, 1, 1)}
    made = SlotPattern(**{"staff_id": staff.id, "weekday": weekday, **hours, **more})
    async with db.begin() as session:
        session.add(made)
    return made


async def otherwise(db: Database, staff: StaffMember, day: str, kind: str, starts: str, ends: str) -> SlotException:
    """On one day it is otherwise."""
    made = SlotException(
        staff_id=staff.id, day=date.fromisoformat(day), kind=kind, starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
    )  # fmt: skip
    async with db.begin() as session:
        session.add(made)
    return made


async def booked(db: Database) -> list[Appointment]:
    """All appointments, in the order in which they were made."""
    async with db.begin() as session:
        return list((await session.exec(select(Appointment).order_by(col(Appointment.created_at)))).all())


def day_and_clock(moment: datetime) -> str:
    """A moment as a test writes it: 2026-11-26 14:30."""
    return clock.local(moment).strftime("%Y-%m-%d %H:%M")
