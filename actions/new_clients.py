"""A new client: who answers for them, what they agreed to beforehand, and who of this name is there already."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions.permissions import May, may
from actions.workflow import reader_of
from storage import audit, colleagues, conversations, names, people
from storage.colleagues import Colleague
from storage.conversations import Conversation
from storage.names import Known
from storage.people import Person
from storage.staff import Role, StaffMember, Team

MADE = "person.made"
SUGGESTED = "people.suggested"
"""The audit action: names of clients were shown to somebody who typed one."""
MOST_ALIKE = 6


@dataclass(frozen=True, kw_only=True)
class NewClient:
    """What is known of somebody before their first word. `id` is chosen by the form: the same form twice is one client.

    `messages`: they said that Stapje may write of its own accord.
    """

    id: uuid.UUID
    name: str
    language: str
    municipality: str | None
    contact: Colleague
    messages: bool


async def contacts_for(session: AsyncSession, staff: StaffMember) -> list[Colleague]:
    """Who may be the contactperson of a client that this colleague makes, by team.

    The own team; all teams for who sees all. Whoever makes the client may be it for the team they work for just now.
    """
    everybody = await colleagues.available(session)
    if may(Role(staff.role), May.SEE_ALL_TEAMS):
        return everybody
    found = [one for one in everybody if one.team_id == staff.team_id]
    own = next((one for one in everybody if one.id == staff.id), None)
    team = await session.get(Team, staff.team_id) if staff.team_id else None
    if own and team and own not in found:
        found.insert(0, Colleague(id=own.id, name=own.name, team_id=team.id, team=team.name))
    return found


async def alike(session: AsyncSession, staff: StaffMember, name: str, now: datetime) -> list[Known]:
    """Clients within reach of this colleague who are called so, or nearly; of other teams nothing is told."""
    found = await names.people(session, reader_of(staff), name, most=MOST_ALIKE)
    merged = select(Person.id).where(
        col(Person.id).in_([one.id for one in found]), col(Person.merged_into).is_not(None)
    )  # fmt: skip
    gone: Sequence[uuid.UUID] = (await session.exec(merged)).all()
    found = [one for one in found if one.id not in gone]
    if found:
        await audit.record(session, SUGGESTED, now=now, staff_id=staff.id, q=name, people=len(found))
    return found


async def make(
    session: AsyncSession, new: NewClient, by: StaffMember, now: datetime
) -> tuple[Person, Conversation] | None:
    """The client with an empty conversation; None when this form made one already."""
    await people.one_maker(session, new.id)
    if await session.get(Person, new.id) is not None:
        return None
    person = Person(
        id=new.id, display_name=new.name, municipality=new.municipality, team_id=new.contact.team_id,
        contact_person_id=new.contact.id, opted_out_at=None if new.messages else now, created_at=now,
    )  # fmt: skip
    session.add(person)
    await session.flush()
    conversation = await conversations.ensure_for_person(session, person)
    conversation.language = new.language
    session.add(conversation)
    await audit.record(
        session, MADE, now=now, staff_id=by.id, person_id=person.id, conversation_id=conversation.id,
        contact=str(new.contact.id), team=str(new.contact.team_id), messages=new.messages,
    )  # fmt: skip
    return person, conversation
