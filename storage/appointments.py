"""Appointments between a client and a professional."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

STATES = ("proposed", "planned", "confirmed", "cancelled", "done", "missed")
LIVING = ("proposed", "planned", "confirmed")
_STATE_LIST = ", ".join(f"'{state}'" for state in STATES)


class Appointment(Row, table=True):
    """When, with whom and where. 'proposed' waits for the professional; 'planned' stands; the others remind nobody.

    `minutes` is how long it is expected to last. `sequence` grows with every change, for calendars (RFC 5545, 3.8.7.4).
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATE_LIST})", name="state_known"),
        CheckConstraint("made_by_role IN ('client', 'staff')", name="maker_known"),
        CheckConstraint("minutes BETWEEN 5 AND 600", name="length_sane"),
        Index(
            "uq_appointment_one_at_a_time", "staff_id", "starts_at", unique=True,
            postgresql_where=text("state IN ('planned', 'confirmed')"),
        ),
    )  # fmt: skip

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id", index=True)
    starts_at: datetime = Field(sa_type=Moment)
    minutes: int = 45
    place: str | None = None
    topic: str | None = None
    state: str = "planned"
    made_by_role: str = "staff"
    changed_at: datetime | None = Field(default=None, sa_type=Moment)
    sequence: int = 0


async def add(session: AsyncSession, appointment: Appointment) -> Appointment:
    """A new appointment; raises IntegrityError when the professional has another one at that moment."""
    session.add(appointment)
    await session.flush()
    return appointment


async def by_id(session: AsyncSession, appointment_id: uuid.UUID) -> Appointment | None:
    """The appointment with this id."""
    return await session.get(Appointment, appointment_id)


async def upcoming(session: AsyncSession, person_id: uuid.UUID, now: datetime) -> list[Appointment]:
    """What a client still has ahead, soonest first."""
    query = (
        select(Appointment)
        .where(Appointment.person_id == person_id, Appointment.starts_at > now, col(Appointment.state).in_(LIVING))
        .order_by(col(Appointment.starts_at))
    )
    return list((await session.exec(query)).all())


async def of_staff(session: AsyncSession, staff_id: uuid.UUID, since: datetime) -> list[Appointment]:
    """A professional's appointments from a moment on, called-off ones too, soonest first."""
    query = (
        select(Appointment)
        .where(Appointment.staff_id == staff_id, Appointment.starts_at >= since)
        .order_by(col(Appointment.starts_at), col(Appointment.created_at))
    )
    return list((await session.exec(query)).all())


async def change(session: AsyncSession, appointment: Appointment, *, state: str, now: datetime) -> None:
    """Put an appointment in another state."""
    appointment.state, appointment.changed_at = state, now
    appointment.sequence += 1
    session.add(appointment)
    await session.flush()
