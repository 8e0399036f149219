"""Appointments between a client and a professional."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Interval, func, literal, text
from sqlalchemy.dialects.postgresql import JSONB, ExcludeConstraint
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import DoubleBooked
from storage.people import Person

STATES = ("proposed", "planned", "confirmed", "cancelled", "done", "missed")
LIVING = ("proposed", "planned", "confirmed")
STANDING = ("planned", "confirmed")
"""What takes somebody's time; a proposal holds nothing until it is accepted."""
NO_DOUBLE_BOOKING = "ex_appointment_no_double_booking"
_STARTS = "timezone('UTC', starts_at)"
_STATE_LIST = ", ".join(f"'{state}'" for state in STATES)


class Appointment(Row, table=True):
    """When, with whom and where. 'proposed' waits for the professional; 'planned' stands; the others remind nobody.

    `minutes` is how long it is expected to last; a colleague has one at a time. `leaves_at` is when the client plans to
    leave for it. `reminders` is how this one is reminded of, None: as the client wishes it (`Person.reminders`).
    `went` and `went_words` are the client's answer afterwards; `follows_id` is the one that this one replaced or came
    after. `sequence` grows with every change, for calendars (RFC 5545, 3.8.7.4).
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATE_LIST})", name="state_known"),
        CheckConstraint("made_by_role IN ('client', 'staff')", name="maker_known"),
        CheckConstraint("minutes BETWEEN 5 AND 600", name="length_sane"),
        CheckConstraint("went IN ('good', 'so_so', 'bad')", name="went_known"),
        ExcludeConstraint(
            (text("uuid_range(staff_id, staff_id, '[]')"), "="),
            (text(f"tsrange({_STARTS}, {_STARTS} + make_interval(mins => minutes))"), "&&"),
            name=NO_DOUBLE_BOOKING, using="gist",
            where=text("state IN ('planned', 'confirmed') AND staff_id IS NOT NULL"),
        ),
    )  # fmt: skip

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id", index=True)
    starts_at: datetime = Field(sa_type=Moment)
    minutes: int = 45
    place: str | None = None
    route_url: str | None = None
    bring: str | None = None
    topic: str | None = None
    state: str = "planned"
    made_by_role: str = "staff"
    changed_at: datetime | None = Field(default=None, sa_type=Moment)
    sequence: int = 0
    leaves_at: datetime | None = Field(default=None, sa_type=Moment)
    reminders: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))
    went: str | None = None
    went_words: str = ""
    follows_id: uuid.UUID | None = Field(default=None, foreign_key="appointment.id")

    @property
    def ends_at(self) -> datetime:
        """When it is expected to be over."""
        return self.starts_at + timedelta(minutes=self.minutes)


# ---------------------------------------------------------------- one at a time


async def one_at_a_time(session: AsyncSession, staff_id: uuid.UUID) -> None:
    """Wait until nobody else changes this colleague's appointments or free hours; held until the transaction ends.

    Take it after the lock of a conversation, never before. The constraint alone keeps out double bookings too, but two
    that come at the same moment would wait for each other until the database ends one of them.
    """
    key = f"appointments of {staff_id}"
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})


@asynccontextmanager
async def _no_double_booking(session: AsyncSession) -> AsyncIterator[None]:
    """Undo what the block did, and no more, when the colleague is taken in that time; raises DoubleBooked."""
    try:
        async with session.begin_nested():
            yield
    except IntegrityError as error:
        if NO_DOUBLE_BOOKING not in str(error.orig):
            raise
        raise DoubleBooked("the colleague has another appointment in that time; choose a free one") from error


async def add(session: AsyncSession, appointment: Appointment) -> Appointment:
    """A new appointment; raises DoubleBooked when the professional has another one in that time."""
    if appointment.staff_id is not None and appointment.state in STANDING:
        await one_at_a_time(session, appointment.staff_id)
    async with _no_double_booking(session):
        session.add(appointment)
        await session.flush()
    return appointment


async def change(session: AsyncSession, appointment: Appointment, *, state: str, now: datetime) -> None:
    """Put an appointment in another state; raises DoubleBooked when it cannot stand, and leaves it as it was."""
    if appointment.staff_id is not None and state in STANDING:
        await one_at_a_time(session, appointment.staff_id)
    try:
        async with _no_double_booking(session):
            _put(session, appointment, state, now)
            await session.flush()
    except DoubleBooked:
        await session.refresh(appointment)
        raise


async def replace(session: AsyncSession, old: Appointment, new: Appointment, *, state: str, now: datetime) -> None:
    """`new` stands from now on, in `state`, instead of `old`: both or neither. Raises DoubleBooked.

    `new` may be in the same hours as `old`, and may be a proposal that is in the database already.
    """
    if new.staff_id is not None:
        await one_at_a_time(session, new.staff_id)
    known = new in session
    try:
        async with _no_double_booking(session):
            _put(session, old, "cancelled", now)
            await session.flush()
            new.follows_id = old.id
            if known:
                _put(session, new, state, now)
            new.state = state
            session.add(new)
            await session.flush()
    except DoubleBooked:
        await session.refresh(old)
        if known:
            await session.refresh(new)
        raise


def _put(session: AsyncSession, appointment: Appointment, state: str, now: datetime) -> None:
    appointment.state, appointment.changed_at = state, now
    appointment.sequence += 1
    session.add(appointment)


# ---------------------------------------------------------------- looking


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


def _overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    length = func.make_interval(0, 0, 0, 0, 0, col(Appointment.minutes), type_=Interval)
    return (col(Appointment.starts_at) < end) & (col(Appointment.starts_at) > literal(start, Moment) - length)


async def standing(session: AsyncSession, staff_id: uuid.UUID, start: datetime, end: datetime) -> list[Appointment]:
    """What takes a colleague's time between two moments, soonest first."""
    query = (
        select(Appointment)
        .where(Appointment.staff_id == staff_id, col(Appointment.state).in_(STANDING), _overlaps(start, end))
        .order_by(col(Appointment.starts_at))
    )
    return list((await session.exec(query)).all())


async def in_agenda(
    session: AsyncSession, staff_id: uuid.UUID, start: datetime, end: datetime
) -> list[tuple[Appointment, str]]:
    """A colleague's appointments and proposals that begin between two moments, each with the client's name."""
    query = (
        select(Appointment, Person.display_name)
        .join(Person, col(Person.id) == Appointment.person_id)
        .where(
            Appointment.staff_id == staff_id, col(Appointment.state).in_(LIVING), col(Appointment.starts_at) >= start,
            col(Appointment.starts_at) < end,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.created_at))
    )  # fmt: skip
    return list((await session.exec(query)).all())


async def at_the_same_time(session: AsyncSession, about: Appointment) -> list[Appointment]:
    """What else the same client has in these hours, with whomever; never what `about` itself replaces."""
    others = [about.id, *([about.follows_id] if about.follows_id else [])]
    query = (
        select(Appointment)
        .where(
            Appointment.person_id == about.person_id, col(Appointment.state).in_(STANDING),
            col(Appointment.id).not_in(others), _overlaps(about.starts_at, about.ends_at),
        )
        .order_by(col(Appointment.starts_at))
    )  # fmt: skip
    return list((await session.exec(query)).all())


async def proposals_after(session: AsyncSession, appointment_id: uuid.UUID) -> Sequence[Appointment]:
    """Proposals to have an appointment at another time."""
    query = select(Appointment).where(Appointment.follows_id == appointment_id, Appointment.state == "proposed")
    return (await session.exec(query)).all()


_REPLACED = text(
    """
    WITH RECURSIVE line AS (
        SELECT a.*, 0 AS far FROM appointment a WHERE a.id = :id
        UNION ALL
        SELECT a.*, l.far + 1 FROM line l JOIN appointment a ON a.id = l.follows_id AND a.state = 'cancelled'
    )
    SELECT id FROM line WHERE far > 0 ORDER BY far
    """
)


async def replaced_by(session: AsyncSession, appointment: Appointment) -> list[Appointment]:
    """What an appointment came in place of, newest first."""
    ids = list((await session.execute(_REPLACED, {"id": appointment.id})).scalars())
    found = {a.id: a for a in (await session.exec(select(Appointment).where(col(Appointment.id).in_(ids)))).all()}
    return [found[one] for one in ids]


async def now_instead(session: AsyncSession, appointment: Appointment) -> Appointment:
    """What stands instead of a cancelled appointment, or the appointment itself when nothing does."""
    while appointment.state == "cancelled":
        query = select(Appointment).where(
            Appointment.follows_id == appointment.id, col(Appointment.state).not_in(("proposed",))
        )
        later = (await session.exec(query.order_by(col(Appointment.created_at).desc()))).first()
        if later is None:
            return appointment
        appointment = later
    return appointment


async def begun(
    session: AsyncSession, person_id: uuid.UUID, now: datetime, *, since: datetime
) -> list[Appointment]:  # fmt: skip
    """A client's appointments that have begun since a moment and were not called off, newest first."""
    query = (
        select(Appointment)
        .where(
            Appointment.person_id == person_id, Appointment.starts_at <= now, Appointment.starts_at >= since,
            col(Appointment.state).in_((*STANDING, "done", "missed")),
        )
        .order_by(col(Appointment.starts_at).desc())
    )  # fmt: skip
    return list((await session.exec(query)).all())


async def before(session: AsyncSession, person_id: uuid.UUID, now: datetime, *, most: int) -> list[Appointment]:
    """A client's latest appointments that have begun or were called off, newest first."""
    query = (
        select(Appointment)
        .where(
            Appointment.person_id == person_id,
            (col(Appointment.starts_at) <= now) | (col(Appointment.state) == "cancelled"),
        )
        .order_by(col(Appointment.starts_at).desc())
        .limit(most)
    )
    return list((await session.exec(query)).all())
