"""Who was turned away at a door: demand that was not met, counted without names."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import NotFound

REASONS = ("full", "too_young", "too_old", "no_fit", "pet", "behaviour", "own_choice", "other")
MOST_PEOPLE = 50
"""More at once is a slip of the thumb."""
_REASON_LIST = ", ".join(f"'{reason}'" for reason in REASONS)


class TurnAway(Row, table=True):
    """`people` people of one group did not get in, why, and where they were sent. `undone_at`: it was a mistake."""

    __tablename__ = "turn_away"
    __table_args__ = (
        CheckConstraint(f"reason IN ({_REASON_LIST})", name="reason_known"),
        CheckConstraint("people > 0", name="somebody"),
        Index("ix_turn_away_night", "night"),
    )

    facility_id: uuid.UUID = Field(foreign_key="facility.id")
    night: date
    target_group: str | None = Field(default=None, foreign_key="target_group.key")
    people: int = 1
    reason: str = "full"
    referred_to: str | None = None
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


async def undo(session: AsyncSession, turn_away_id: uuid.UUID, now: datetime) -> TurnAway:
    """It did not happen; doing it twice is fine. Raises NotFound."""
    found = await session.get(TurnAway, turn_away_id)
    if found is None:
        raise NotFound(f"there is no turn-away {turn_away_id}")
    found.undone_at = found.undone_at or now
    session.add(found)
    await session.flush()
    return found


async def of_night(session: AsyncSession, night: date) -> list[TurnAway]:
    """Who was turned away in a night, in order."""
    query = (
        select(TurnAway)
        .where(TurnAway.night == night, col(TurnAway.undone_at).is_(None))
        .order_by(col(TurnAway.created_at))
    )
    return list((await session.exec(query)).all())
