"""Who answers for a client: handing over to a colleague for good, and standing in for one who is away."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from storage.database import Moment, Row


class Transfer(Row, table=True):
    """A client got another contactperson. `told_at` is when the client was told."""

    __tablename__ = "transfer"

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    from_id: uuid.UUID = Field(foreign_key="staff_member.id")
    to_id: uuid.UUID = Field(foreign_key="staff_member.id")
    by_id: uuid.UUID = Field(foreign_key="staff_member.id")
    note: str = ""
    told_at: datetime | None = Field(default=None, sa_type=Moment)


class Absence(Row, table=True):
    """A colleague is away from the first up to and including the last local day; `cover_id` answers meanwhile."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("cover_id <> staff_id", name="somebody_else"),
    )

    staff_id: uuid.UUID = Field(foreign_key="staff_member.id", index=True)
    first_day: date
    last_day: date
    cover_id: uuid.UUID = Field(foreign_key="staff_member.id")
    note: str = ""
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
