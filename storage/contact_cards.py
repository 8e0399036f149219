"""People around a client whom the client wants kept: family, a doctor, a landlord. A card is ended, never deleted."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row

LONGEST = {"name": 80, "role": 60, "note": 300}
"""So many characters at most in the fields of a card."""


class ContactCard(Row, table=True):
    """Somebody around a client. `role` is in the client's words; `phone` is as actions/phones.py keeps a number.

    `may_call` is what the client said about calling this person, `may_call_at` when they said it.
    `ended_at`: not current any more, kept for the history.
    """

    __tablename__ = "contact_card"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_there"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    name: str
    role: str = ""
    phone: str | None = None
    note: str = ""
    may_call: bool
    may_call_at: datetime = Field(sa_type=Moment)
    made_by: uuid.UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


async def of_person(session: AsyncSession, person_id: uuid.UUID) -> list[ContactCard]:
    """All cards of a client: the current ones by name, then those that ended, the latest first."""
    query = (
        select(ContactCard)
        .where(ContactCard.person_id == person_id)
        .order_by(col(ContactCard.ended_at).desc().nulls_first(), col(ContactCard.name), col(ContactCard.id))
    )
    return list((await session.exec(query)).all())


async def locked(session: AsyncSession, card_id: uuid.UUID, person_id: uuid.UUID) -> ContactCard | None:
    """This card of this client, to be changed; None when it is not theirs."""
    query = select(ContactCard).where(ContactCard.id == card_id, ContactCard.person_id == person_id).with_for_update()
    return (await session.exec(query)).first()
