"""Milestones: moments worth a congratulation. Each comes once in a person's record and is never taken back."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from storage.database import Moment, Row

KINDS = ("first_month", "half_year", "tenth_step", "own_home")
_KINDS = ", ".join(f"'{kind}'" for kind in KINDS)


class Milestone(Row, table=True):
    """What somebody reached on a local day. `line` is a personal line of a colleague, said with the congratulation."""

    __tablename__ = "milestone"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KINDS})", name="kind_known"),
        UniqueConstraint("person_id", "kind"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id")
    kind: str
    reached_on: date
    line: str | None = None
    line_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    congratulated_at: datetime | None = Field(default=None, sa_type=Moment)
