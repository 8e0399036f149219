"""What composing nudges needs to know, read for many at a time: who they go to and what they are about."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import bed_news
from storage.appointments import Appointment
from storage.checkins import CheckInPlan
from storage.database import Moment
from storage.debts import DebtReferral
from storage.nudges import Nudge
from storage.staff import StaffMember
from storage.steps import Step

BY_HOLD = frozenset({"hold_reminder", "hold_closed", "place_free"})
"""Kinds about a held place; they go to whoever it is held for."""


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a proactive message goes to: a client, a visitor or a colleague. `address_id` None: unreachable.

    Visitors and colleagues have no `person_id`, and no name here. `wants_cold_notice`: they want to hear of extra beds.
    """

    person_id: uuid.UUID | None
    name: str
    opted_out: bool
    wants_cold_notice: bool
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
    SELECT c.person_id, coalesce(p.display_name, '') AS name, p.opted_out_at IS NOT NULL AS opted_out,
           p.cold_notice_at IS NOT NULL AS wants_cold_notice, c.id AS conversation_id, c.language, c.mode,
           (SELECT a.id FROM channel_address a
            WHERE a.conversation_id = c.id AND a.unreachable_since IS NULL
            ORDER BY a.last_used_at DESC NULLS LAST, a.created_at DESC LIMIT 1) AS address_id
    FROM conversation c LEFT JOIN person p ON p.id = c.person_id
    WHERE c.person_id = ANY(:people) OR c.id = ANY(:talks) ORDER BY c.id FOR NO KEY UPDATE OF c
    """
)


async def recipients(session: AsyncSession, due: Sequence[Nudge]) -> dict[uuid.UUID, Recipient]:
    """Who these nudges go to, by nudge id; their conversations are locked in one order.

    A nudge for a person goes to that person's conversation, another one to its own conversation.
    """
    people = {n.id: n.person_id for n in due if n.person_id is not None}
    talks = {n.id: n.conversation_id for n in due if n.person_id is None and n.conversation_id is not None}
    holds = {n.id: n.subject_id for n in due if n.id in talks and n.kind in BY_HOLD and n.subject_id is not None}
    holders = await bed_news.holders(session, list(holds.values()))
    talks |= {nudge: holders[hold] for nudge, hold in holds.items() if hold in holders}
    if not people and not talks:
        return {}
    values = {"people": list(people.values()), "talks": list(talks.values())}
    found = [Recipient(**row) for row in (await session.execute(_RECIPIENTS, values)).mappings()]
    of_person, of_talk = {r.person_id: r for r in found}, {r.conversation_id: r for r in found}
    who = {nudge: of_person.get(person) for nudge, person in people.items()}
    who |= {nudge: of_talk.get(talk) for nudge, talk in talks.items()}
    return {nudge: recipient for nudge, recipient in who.items() if recipient is not None}


async def subjects(
    session: AsyncSession, due: Sequence[Nudge], *, tonight: date, now: datetime
) -> dict[uuid.UUID, object]:
    """What nudges are about, by id: check-in plans, steps, appointments, held places, referrals, cold spells, counts.

    `tonight` is the night that runs or comes. Call it with the recipients locked: then nothing of theirs changes.
    """
    found: dict[uuid.UUID, object] = {}
    ids: dict[str, list[uuid.UUID]] = {}
    for n in due:
        if n.subject_id is not None:
            ids.setdefault(_SHARED.get(n.kind, n.kind), []).append(n.subject_id)
    if plans := ids.get("check_in"):
        rows = (await session.exec(select(CheckInPlan).where(col(CheckInPlan.id).in_(plans)))).all()
        found.update({p.id: p for p in rows})
    if steps := ids.get("step_reminder"):
        found.update({s.id: s for s in (await session.exec(select(Step).where(col(Step.id).in_(steps)))).all()})
    if appointments := ids.get("appointment"):
        found.update(await _appointments(session, appointments))
    if referrals := ids.get("referral_deadline"):
        asked = (await session.exec(select(DebtReferral).where(col(DebtReferral.id).in_(referrals)))).all()
        found.update({r.id: r for r in asked})
    if holds := ids.get("hold"):
        found.update(await bed_news.held_places(session, holds))
    if spells := ids.get("cold_weather"):
        found.update(await bed_news.cold_news(session, spells, tonight=tonight, now=now))
    if counted := ids.get("count_reminder"):
        found.update(await bed_news.counts(session, counted, tonight=tonight, now=now))
    return found


_SHARED = {
    **dict.fromkeys(BY_HOLD, "hold"),
    "appointment_day_before": "appointment",
    "appointment_two_hours": "appointment",
}
"""Kinds that are about the same sort of thing."""


async def _appointments(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    query = (
        select(Appointment, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == Appointment.staff_id, isouter=True)
        .where(col(Appointment.id).in_(ids))
    )
    rows = (await session.exec(query)).all()
    return {a.id: AppointmentWithName(appointment=a, staff_name=name) for a, name in rows}


_ASKED = text(
    """
    INSERT INTO check_in (id, created_at, person_id, asked_at, last_asked_at, tries)
    SELECT gen_random_uuid(), :now, person_id, :now, :now, 1
    FROM (SELECT DISTINCT unnest(CAST(:people AS uuid[])) AS person_id) asked
    """
).bindparams(bindparam("now", type_=Moment))
_UNANSWERED = text(
    """
    UPDATE check_in SET closed_at = :now, closed_as = 'unanswered' WHERE closed_at IS NULL AND person_id = ANY(:people)
    """
).bindparams(bindparam("now", type_=Moment))


async def remember_asked(session: AsyncSession, people: Sequence[uuid.UUID], now: datetime) -> None:
    """All these people have been asked how it goes; an earlier question that is still open ends unanswered."""
    await session.execute(_UNANSWERED, {"people": list(people), "now": now})
    await session.execute(_ASKED, {"people": list(people), "now": now})


_NIGHT_STAFF = text(
    """
    SELECT c.id FROM conversation c JOIN staff_member s ON s.id = c.staff_id
    WHERE s.active AND s.role = 'night_staff' ORDER BY c.id
    """
)


async def night_staff(session: AsyncSession) -> list[uuid.UUID]:
    """The conversations with everybody of the night shift who may be asked something."""
    return list((await session.execute(_NIGHT_STAFF)).scalars().all())
