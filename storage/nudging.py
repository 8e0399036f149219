"""What composing nudges needs to know, read for many at a time: who they go to and what they are about."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import bed_news, debts, later, milestones, money, recap, referral_events, silence, transfers
from storage.appointments import Appointment
from storage.checkins import CheckInPlan
from storage.database import Moment
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember
from storage.steps import Step

WEEK = timedelta(days=7)
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
    """An appointment, the name of the professional, and how the client wishes to be reminded (`Person.reminders`).

    `private` are names and addresses of shelters and debt desks, in small letters: they stand in no message of our own
    accord.
    """

    appointment: Appointment
    staff_name: str | None
    wish: Mapping[str, Any] | None = None
    private: frozenset[str] = frozenset()


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


_BEGIN = text(
    """
    INSERT INTO conversation (id, created_at, person_id, team_id, language, mode, context, stumbles)
    SELECT gen_random_uuid(), :now, p.id, p.team_id, 'nl', 'bot', '{}', 0 FROM person p WHERE p.id = ANY(:people)
    ON CONFLICT (person_id) DO NOTHING
    """
).bindparams(bindparam("now", type_=Moment))


async def recipients(session: AsyncSession, due: Sequence[Nudge], now: datetime) -> dict[uuid.UUID, Recipient]:
    """Who these nudges go to, by nudge id; their conversations are locked in one order.

    A nudge for a person goes to that person's conversation, another one to its own conversation. Who never wrote gets
    a conversation, so that staff find the task about them.
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
    if strangers := set(people.values()) - {r.person_id for r in found}:
        await session.execute(_BEGIN, {"people": list(strangers), "now": now})
        found = [Recipient(**row) for row in (await session.execute(_RECIPIENTS, values)).mappings()]
    of_person, of_talk = {r.person_id: r for r in found}, {r.conversation_id: r for r in found}
    who = {nudge: of_person.get(person) for nudge, person in people.items()}
    who |= {nudge: of_talk.get(talk) for nudge, talk in talks.items()}
    return {nudge: recipient for nudge, recipient in who.items() if recipient is not None}


async def subjects(
    session: AsyncSession, due: Sequence[Nudge], *, tonight: date, today: date, now: datetime
) -> dict[uuid.UUID, object]:
    """What nudges are about, by id: check-in plans, steps, appointments, held places, referrals and news of them, cold
    spells, counts, silences, milestones, money plans, messages of colleagues; a look back is about a person and finds
    their week.

    `tonight` is the night that runs or comes, `today` the local day. Call it with the recipients locked:
    then nothing of theirs changes.
    """
    found: dict[uuid.UUID, object] = {}
    ids: dict[str, list[uuid.UUID]] = {}
    for n in due:
        if n.subject_id is not None:
            ids.setdefault(_SHARED.get(n.kind, n.kind), []).append(n.subject_id)
    if plans := ids.get("check_in"):
        rows = (await session.exec(select(CheckInPlan).where(col(CheckInPlan.id).in_(plans)))).all()
        found.update({p.id: p for p in rows})
    if silences := ids.get("silence"):
        found.update(await silence.about(session, silences))
    if steps := ids.get("step"):
        found.update({s.id: s for s in (await session.exec(select(Step).where(col(Step.id).in_(steps)))).all()})
    if appointments := ids.get("appointment"):
        found.update(await with_names(session, appointments))
    if holds := ids.get("hold"):
        found.update(await bed_news.held_places(session, holds))
    if spells := ids.get("cold_weather"):
        found.update(await bed_news.cold_news(session, spells, tonight=tonight, now=now))
    if reached := ids.get("milestone"):
        found.update(await milestones.with_names(session, reached))
    if people := ids.get("weekly_recap"):
        found.update(await recap.weeks(session, people, now=now, since=now - WEEK, today=today, first_day=today - WEEK))
    found |= await _about_money(session, ids)
    if planned := ids.get(later.KIND):
        found.update(await later.about(session, planned))
    return found | await _for_colleagues(session, ids, tonight=tonight, now=now)


async def _about_money(session: AsyncSession, ids: Mapping[str, list[uuid.UUID]]) -> dict[uuid.UUID, object]:
    found: dict[uuid.UUID, object] = {}
    if referrals := ids.get("referral_deadline"):
        found.update(await debts.about(session, referrals))
    if changes := ids.get("referral_news"):
        found.update(await referral_events.news(session, changes))
    if plans := ids.get("money_check_in"):
        found.update(await money.about(session, plans))
    return found


async def _for_colleagues(
    session: AsyncSession, ids: Mapping[str, list[uuid.UUID]], *, tonight: date, now: datetime
) -> dict[uuid.UUID, object]:
    found: dict[uuid.UUID, object] = {}
    if counted := ids.get("count_reminder"):
        found.update(await bed_news.counts(session, counted, tonight=tonight, now=now))
    if moved := ids.get("new_contact_person"):
        found.update(await transfers.news(session, moved))
    return found


_SHARED = {
    **dict.fromkeys(BY_HOLD, "hold"),
    "check_in_again": "silence",
    "appointment_day_before": "appointment",
    "appointment_two_hours": "appointment",
    "appointment_leave": "appointment",
    "appointment_after": "appointment",
    "appointment_missed": "appointment",
    "step_reminder": "step",
    "step_after": "step",
}
"""Kinds that are about the same sort of thing."""


_PRIVATE = text(
    """
    SELECT lower(v) FROM facility f CROSS JOIN LATERAL unnest(ARRAY[f.name, f.address]) v WHERE v <> ''
    UNION SELECT lower(v) FROM debt_desk d CROSS JOIN LATERAL unnest(ARRAY[d.name, d.organisation, d.address]) v
    WHERE v <> ''
    """
)


async def with_names(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, AppointmentWithName]:
    """These appointments with what is needed to speak of them, by id; two statements, however many there are."""
    query = (
        select(Appointment, StaffMember.display_name, Person.reminders)
        .join(Person, col(Person.id) == Appointment.person_id)
        .join(StaffMember, col(StaffMember.id) == Appointment.staff_id, isouter=True)
        .where(col(Appointment.id).in_(ids))
    )
    rows = (await session.exec(query)).all()
    private = frozenset((await session.execute(_PRIVATE)).scalars().all())
    return {
        a.id: AppointmentWithName(appointment=a, staff_name=name, wish=wish, private=private) for a, name, wish in rows
    }


_NIGHT_STAFF = text(
    """
    SELECT c.id FROM conversation c JOIN staff_member s ON s.id = c.staff_id
    WHERE s.active AND s.role = 'night_staff' ORDER BY c.id
    """
)


async def night_staff(session: AsyncSession) -> list[uuid.UUID]:
    """The conversations with everybody of the night shift who may be asked something."""
    return list((await session.execute(_NIGHT_STAFF)).scalars().all())
