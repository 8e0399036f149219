"""What colleagues corrected or changed in the record of a client, with what stood there before. Rows are only added."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row
from storage.staff import StaffMember

FIELDS = ("name", "municipality", "language", "channel", "invite")
_FIELD_LIST = ", ".join(f"'{field}'" for field in FIELDS)


class PersonChange(Row, table=True):
    """A field of a client that got another value. Of a channel or an invite `before` says which, and `after` is empty
    when it was ended; of a fresh invite `before` is empty. No token is ever kept here.
    """

    __tablename__ = "person_change"
    __table_args__ = (CheckConstraint(f"field IN ({_FIELD_LIST})", name="field_known"),)

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    field: str
    before: str = ""
    after: str = ""


async def of_person(session: AsyncSession, person_id: uuid.UUID, most: int) -> list[tuple[PersonChange, str]]:
    """The latest changes, newest first, each with the name of the colleague."""
    query = (
        select(PersonChange, StaffMember.display_name)
        .join(StaffMember, col(StaffMember.id) == PersonChange.staff_id)
        .where(PersonChange.person_id == person_id)
        .order_by(col(PersonChange.created_at).desc(), col(PersonChange.id))
        .limit(most)
    )
    return [(change, name) for change, name in (await session.exec(query)).all()]
