"""Goals: what somebody wants in a part of life, in their own words; small steps lead there."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from storage.database import Moment, Row
from storage.steps import LIFE_DOMAINS

STATES = ("open", "reached", "dropped")
_STATES, _DOMAINS = (", ".join(f"'{name}'" for name in names) for names in (STATES, LIFE_DOMAINS))


class Goal(Row, table=True):
    """What a client wants to reach. Nothing is measured against it; it ends when the client says so."""

    __tablename__ = "goal"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state_known"),
        CheckConstraint(f"life_domain IN ({_DOMAINS})", name="life_domain_known"),
        CheckConstraint("made_by IN ('client', 'staff')", name="maker_known"),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    life_domain: str | None = None
    words: str
    state: str = "open"
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    made_by: str = "client"
