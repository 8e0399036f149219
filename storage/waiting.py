"""The waiting list of a night: who is told, in order, when a place comes free.

Whoever changes it takes the night's lock first, then the rows, as everybody does who gives out beds.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, bindparam, text
from sqlmodel import Field, col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.beds import one_at_a_time
from storage.database import Moment, Row
from storage.errors import AlreadyTaken, NotFound

ENDS = ("placed", "left", "declined", "over")
_END_LIST = ", ".join(f"'{end}'" for end in ENDS)


class Waiter(Row, table=True):
    """Somebody waits for a place for one group in one night; `facility_id` None: wherever it fits.

    Somebody with a conversation is told by it; whom staff wrote down at the door has a name only. `offered_at` is when
    a place was kept for them for the first time (for a name: when their turn at the door began), `hold_id` the place
    that is kept for them now. A place that went by unanswered leaves `offered_at`, so that it is known at the second.
    """

    __tablename__ = "waiter"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="ended_with_reason"),
        CheckConstraint(f"end_reason IN ({_END_LIST})", name="end_reason_known"),
        CheckConstraint("conversation_id IS NOT NULL OR name IS NOT NULL", name="somebody"),
        Index("ix_waiter_night", "night", "target_group", postgresql_where=text("ended_at IS NULL")),
        Index(
            "uq_waiter_once", "conversation_id", "night", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
    )  # fmt: skip

    night: date
    target_group: str = Field(foreign_key="target_group.key")
    facility_id: uuid.UUID | None = Field(default=None, foreign_key="facility.id")
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    name: str | None = None
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    hold_id: uuid.UUID | None = Field(default=None, foreign_key="bed_night.id")
    offered_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    end_reason: str | None = None


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID, night: date) -> Waiter | None:
    """The place in the list of this conversation, when it has one."""
    query = select(Waiter).where(
        Waiter.conversation_id == conversation_id, Waiter.night == night, col(Waiter.ended_at).is_(None)
    )
    return (await session.exec(query)).first()


async def end(session: AsyncSession, waiter_id: uuid.UUID, reason: str, now: datetime) -> Waiter:
    """Somebody waits no more: placed, left, declined, or over; doing it twice is fine. Raises NotFound."""
    found = await session.get(Waiter, waiter_id)
    if found is None:
        raise NotFound(f"nobody waits as {waiter_id}")
    if found.ended_at is None:
        found.ended_at, found.end_reason = now, reason
        session.add(found)
        await session.flush()
    return found


async def join(session: AsyncSession, waiter: Waiter) -> Waiter:
    """Somebody waits from now on; raises AlreadyTaken when this conversation waits for that night already."""
    if waiter.conversation_id is not None and await of_conversation(session, waiter.conversation_id, waiter.night):
        raise AlreadyTaken("this conversation waits for the night already")
    session.add(waiter)
    await session.flush()
    return waiter


_AHEAD = text(
    """
    SELECT count(*) FROM waiter o JOIN waiter w ON w.id = :waiter
    WHERE o.night = w.night AND o.target_group = w.target_group AND o.ended_at IS NULL AND o.hold_id IS NULL
      AND (o.facility_id IS NULL OR w.facility_id IS NULL OR o.facility_id = w.facility_id)
      AND (o.created_at, o.id) < (w.created_at, w.id)
    """
)


async def ahead_of(session: AsyncSession, waiter_id: uuid.UUID) -> int:
    """How many wait for the same places and came first. Who has a place kept for them is not counted."""
    return int((await session.execute(_AHEAD, {"waiter": waiter_id})).scalar_one())


async def leave(session: AsyncSession, conversation_id: uuid.UUID, night: date, now: datetime) -> Waiter | None:
    """This conversation waits no more, its night locked; None when it did not wait."""
    await one_at_a_time(session, night, now)
    found = await of_conversation(session, conversation_id, night)
    return await end(session, found.id, "left", now) if found else None


_NIGHTS = text("SELECT DISTINCT night FROM waiter WHERE ended_at IS NULL ORDER BY night")


async def nights(session: AsyncSession) -> list[date]:
    """The nights that somebody waits for, first to last."""
    return list((await session.execute(_NIGHTS)).scalars().all())


# Who is in, through the list or otherwise, waits no more. A stay by mistake never was.
_PLACED = text(
    """
    UPDATE waiter w SET ended_at = :now, end_reason = 'placed'
    WHERE w.night = :night AND w.ended_at IS NULL AND EXISTS (
        SELECT FROM bed_night n WHERE n.night = w.night AND n.arrived_at IS NOT NULL
        AND n.end_reason IS DISTINCT FROM 'mistake' AND (n.ended_at IS NULL OR n.arrived_at >= w.created_at)
        AND (n.id = w.hold_id OR n.conversation_id = w.conversation_id OR n.person_id = w.person_id))
    """
).bindparams(bindparam("now", type_=Moment))
# Who let the place go, and who let a second one go by.
_GONE = text(
    """
    UPDATE waiter w SET ended_at = :now, end_reason = CASE n.end_reason WHEN 'cancelled' THEN 'declined' ELSE 'over' END
    FROM bed_night n WHERE n.id = w.hold_id AND w.night = :night AND w.ended_at IS NULL AND n.ended_at IS NOT NULL
      AND (n.end_reason = 'cancelled'
           OR n.end_reason IN ('expired', 'no_show') AND n.created_at > w.offered_at)
    """
).bindparams(bindparam("now", type_=Moment))
# Whose place is gone otherwise waits on; a shelter that closed is no offer that was let go by.
_WAIT_ON = text(
    """
    UPDATE waiter w SET hold_id = NULL, offered_at = CASE
        WHEN n.end_reason IN ('expired', 'no_show') OR n.created_at > w.offered_at THEN w.offered_at END
    FROM bed_night n WHERE n.id = w.hold_id AND w.night = :night AND w.ended_at IS NULL AND n.ended_at IS NOT NULL
    """
)
_OVER = text(
    "UPDATE waiter SET ended_at = :now, end_reason = 'over' WHERE night = :night AND ended_at IS NULL"
).bindparams(bindparam("now", type_=Moment))


async def settle(session: AsyncSession, night: date, now: datetime) -> None:
    """Let the list agree with what became of the places that were kept; call it with the night locked.

    In: placed. Let go: declined. Let go by twice: over. Let go by once, or a shelter that closed: they wait on.
    """
    for statement in (_PLACED, _GONE):
        await session.execute(statement, {"night": night, "now": now})
    await session.execute(_WAIT_ON, {"night": night})


async def end_night(session: AsyncSession, night: date, now: datetime) -> None:
    """The night is over, and so is waiting for it; call it with the night locked."""
    await session.execute(_OVER, {"night": night, "now": now})


@dataclass(frozen=True, kw_only=True)
class InLine:
    """Somebody who waits and has no place. `facility` None: wherever it fits; `reachable`: a message would arrive."""

    id: uuid.UUID
    group: str
    facility: str | None
    conversation_id: uuid.UUID | None
    person_id: uuid.UUID | None
    offered_at: datetime | None
    reachable: bool


_IN_LINE = text(
    """
    SELECT w.id, w.target_group AS "group", f.key AS facility, w.conversation_id, w.person_id, w.offered_at,
           EXISTS (SELECT FROM channel_address a
                   WHERE a.conversation_id = w.conversation_id AND a.unreachable_since IS NULL) AS reachable
    FROM waiter w LEFT JOIN facility f ON f.id = w.facility_id
    WHERE w.night = :night AND w.ended_at IS NULL AND w.hold_id IS NULL AND NOT EXISTS (
        SELECT FROM bed_night n WHERE n.night = w.night AND n.conversation_id = w.conversation_id
        AND n.ended_at IS NULL)
    ORDER BY w.created_at, w.id
    """
)


async def in_line(session: AsyncSession, night: date) -> list[InLine]:
    """Who waits and has no place yet, first come first. Who keeps a place they found themselves is left out."""
    return [InLine(**row) for row in (await session.execute(_IN_LINE, {"night": night})).mappings()]


_OFFERED = text(
    "UPDATE waiter SET hold_id = :hold, offered_at = coalesce(offered_at, :now) WHERE id = :waiter"
).bindparams(bindparam("now", type_=Moment))
_TURN = text("UPDATE waiter SET offered_at = :since WHERE id = :waiter").bindparams(bindparam("since", type_=Moment))


async def offered(session: AsyncSession, waiter_id: uuid.UUID, hold_id: uuid.UUID, now: datetime) -> None:
    """A place is kept for somebody; the moment of their first offer stays."""
    await session.execute(_OFFERED, {"waiter": waiter_id, "hold": hold_id, "now": now})


async def turn_at_the_door(session: AsyncSession, waiter_id: uuid.UUID, since: datetime | None) -> None:
    """It is the turn of somebody whom staff wrote down, since a moment; None: there is no place for them now."""
    await session.execute(_TURN, {"waiter": waiter_id, "since": since})


async def forget_names_before(session: AsyncSession, night: date) -> None:
    """Who waited for a night before this one is not called by a name any more; that somebody waited stays."""
    await session.exec(update(Waiter).where(col(Waiter.night) < night, col(Waiter.name) != "").values(name=""))


# ---------------------------------------------------------------- the list as staff see it


@dataclass(frozen=True, kw_only=True)
class Waits:
    """Somebody on the list. `name` None: they never gave one. `facility` None: wherever it fits.

    `hold_id` is the place that is kept for them now, until `held_until`; `left_at` when staff took them off the list.
    """

    id: uuid.UUID
    group: str
    name: str | None
    facility: str | None
    facility_name: str | None
    conversation_id: uuid.UUID | None
    person_id: uuid.UUID | None
    since: datetime
    left_at: datetime | None
    hold_id: uuid.UUID | None
    held_until: datetime | None
    held_bed: str | None
    held_at: str | None


_LIST = text(
    """
    SELECT w.id, w.target_group AS "group", coalesce(p.display_name, w.name) AS name, f.key AS facility,
           f.name AS facility_name, w.conversation_id, w.person_id, w.created_at AS since, w.ended_at AS left_at,
           n.id AS hold_id, n.held_until, b.label AS held_bed, h.name AS held_at
    FROM waiter w
    LEFT JOIN person p ON p.id = w.person_id
    LEFT JOIN facility f ON f.id = w.facility_id
    LEFT JOIN bed_night n ON n.id = w.hold_id AND n.ended_at IS NULL AND n.held_until > :now
    LEFT JOIN bed b ON b.id = n.bed_id
    LEFT JOIN facility h ON h.id = b.facility_id
    WHERE w.night = :night AND (w.ended_at IS NULL OR w.end_reason = 'left')
    ORDER BY w.created_at, w.id
    """
).bindparams(bindparam("now", type_=Moment))


async def of_night(session: AsyncSession, night: date, now: datetime) -> list[Waits]:
    """Who waits in a night and whom staff took off the list, first come first."""
    rows = (await session.execute(_LIST, {"night": night, "now": now})).mappings()
    return [Waits(**row) for row in rows]
