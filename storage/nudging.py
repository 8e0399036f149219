"""What composing nudges needs to know, read for many at a time: who they go to and what they are about."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.appointments import Appointment
from storage.beds import BedNight
from storage.database import Moment
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.staff import StaffMember
from storage.steps import Step


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A person with the conversation and address that a proactive message goes to. `address_id` None: unreachable."""

    person_id: uuid.UUID
    name: str
    opted_out: bool
    conversation_id: uuid.UUID
    language: str
    mode: str
    address_id: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class AppointmentWithName:
    """An appointment and the name of the professional."""

    appointment: Appointment
    staff_name: str | None


_RECIPIENTS = text(
    """
    SELECT p.id AS person_id, p.display_name AS name, p.opted_out_at IS NOT NULL AS opted_out,
           c.id AS conversation_id, c.language, c.mode,
           (SELECT a.id FROM channel_address a
            WHERE a.conversation_id = c.id AND a.unreachable_since IS NULL
            ORDER BY a.last_used_at DESC NULLS LAST, a.created_at DESC LIMIT 1) AS address_id
    FROM person p JOIN conversation c ON c.person_id = p.id
    WHERE p.id = ANY(:people) ORDER BY c.id FOR UPDATE OF c
    """
)


async def recipients(session: AsyncSession, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, Recipient]:
    """The recipients among these people, their conversations locked in one order."""
    if not people:
        return {}
    rows = (await session.execute(_RECIPIENTS, {"people": list(people)})).mappings()
    return {row["person_id"]: Recipient(**row) for row in rows}


async def subjects(session: AsyncSession, due: Sequence[Nudge]) -> dict[uuid.UUID | None, object]:
    """What nudges are about, by id: steps, appointments, holds, referrals."""
    found: dict[uuid.UUID | None, object] = {}
    kinds = {n.kind for n in due}
    ids = [n.subject_id for n in due if n.subject_id is not None and n.kind != "check_in"]
    if not ids:
        return found
    if "step_reminder" in kinds:
        found.update({s.id: s for s in (await session.exec(select(Step).where(col(Step.id).in_(ids)))).all()})
    if kinds & {"appointment_day_before", "appointment_two_hours"}:
        found.update(await _appointments(session, ids))
    if "hold_reminder" in kinds:
        found.update({b.id: b for b in (await session.exec(select(BedNight).where(col(BedNight.id).in_(ids)))).all()})
    if "referral_deadline" in kinds:
        rows = (await session.exec(select(DebtReferral).where(col(DebtReferral.id).in_(ids)))).all()
        found.update({r.id: r for r in rows})
    return found


async def _appointments(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID | None, object]:
    query = (
        select(Appointment, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == Appointment.staff_id, isouter=True)
        .where(col(Appointment.id).in_(ids))
    )
    rows = (await session.exec(query)).all()
    return {a.id: AppointmentWithName(appointment=a, staff_name=name) for a, name in rows}


_ASKED = text(
    """
    INSERT INTO check_in (id, created_at, person_id, asked_at)
    SELECT gen_random_uuid(), :now, person_id, :now FROM unnest(CAST(:people AS uuid[])) AS person_id
    """
).bindparams(bindparam("now", type_=Moment))


async def remember_asked(session: AsyncSession, people: Sequence[uuid.UUID], now: datetime) -> None:
    """All these people have been asked how it goes; one statement, because there may be thousands."""
    await session.execute(_ASKED, {"people": list(people), "now": now})
