"""What a colleague has in hand, to be handed over when they leave."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.appointments import STANDING, Appointment
from storage.conversations import Conversation
from storage.people import Person


@dataclass(frozen=True, kw_only=True)
class Work:
    """How many clients they answer for, conversations they were given, and appointments that are still to come."""

    clients: int
    conversations: int
    appointments: int

    @property
    def nothing(self) -> bool:
        """Whether nobody is left waiting for them."""
        return not (self.clients or self.conversations or self.appointments)


async def work_of(session: AsyncSession, staff_id: uuid.UUID, now: datetime) -> Work:
    """What this colleague has in hand now."""
    clients = select(func.count()).select_from(Person)
    clients = clients.where(Person.contact_person_id == staff_id, col(Person.merged_into).is_(None))
    given = select(func.count()).select_from(Conversation)
    given = given.where(Conversation.assigned_to == staff_id, Conversation.status != "resolved")
    ahead = select(func.count()).select_from(Appointment)
    ahead = ahead.where(
        Appointment.staff_id == staff_id, Appointment.starts_at > now, col(Appointment.state).in_(STANDING)
    )
    clients_count, given_count, ahead_count = [(await session.exec(query)).one() for query in (clients, given, ahead)]
    return Work(clients=clients_count, conversations=given_count, appointments=ahead_count)
