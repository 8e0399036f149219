"""The queue of the inbox: what asks for a human and has none yet, who may be given some of it, and who no longer."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import tabs, transfers
from storage.conversations import Conversation
from storage.database import Moment
from storage.inbox import Reader
from storage.staff import Role, StaffMember
from storage.tasks import ABOUT_REACH
from storage.tasks import URGENT as RED

HANDED_TO = (Role.CONTACT_PERSON, Role.DEBT_SPECIALIST, Role.HOUSING_OFFICER, Role.COORDINATOR)
"""Who the clock gives work: who answers clients as their daily work, so not who looks after the program."""
AT_ONCE = 100
"""At most so many are given out, or looked through for the next one, in one go."""

_NEXT = text(
    f"""
    WITH {tabs.FOUNDATION}, queue AS MATERIALIZED ({tabs.RANKED["unassigned"]})
    SELECT c.id FROM queue JOIN conversation c ON c.id = queue.id
    WHERE c.assigned_to IS NULL AND c.status = 'open' OR c.assigned_to IS NULL AND queue.rank = {tabs.CRISIS}
    ORDER BY queue.rank, queue.place, c.id LIMIT 1 FOR NO KEY UPDATE OF c SKIP LOCKED
    """  # noqa: S608 (our own names)
).bindparams(bindparam("urgent", RED), bindparam("about_reach", list(ABOUT_REACH)), bindparam("upto", AT_ONCE))


async def first(session: AsyncSession, reader: Reader) -> Conversation | None:
    """The first of the queue, locked: a crisis, then who waits (most pressing, then longest), then other work.

    Whoever asks at the same moment gets another one, since what is locked is passed over.
    """
    found = (await session.execute(_NEXT, reader.values)).scalar_one_or_none()
    return await session.get_one(Conversation, found, populate_existing=True) if found else None


@dataclass(frozen=True, kw_only=True)
class Waiter:
    """A conversation in which somebody waits and that is nobody's work; `contact_id` is the client's contactperson."""

    conversation_id: uuid.UUID
    team_id: uuid.UUID | None
    contact_id: uuid.UUID | None


_WAITERS = text(
    """
    SELECT c.id AS conversation_id, c.team_id, p.contact_person_id AS contact_id
    FROM conversation c LEFT JOIN person p ON p.id = c.person_id
    WHERE c.waiting_since IS NOT NULL AND c.assigned_to IS NULL AND c.staff_id IS NULL
      AND (c.blocked_at IS NULL OR c.id IN (SELECT conversation_id FROM task WHERE done_at IS NULL AND priority = :red))
    ORDER BY c.id NOT IN (SELECT conversation_id FROM task WHERE done_at IS NULL AND priority = :red),
             c.priority, c.waiting_since, c.id
    LIMIT :most FOR NO KEY UPDATE OF c SKIP LOCKED
    """
).bindparams(bindparam("red", RED), bindparam("most", AT_ONCE))


async def waiters(session: AsyncSession) -> list[Waiter]:
    """Who waits and is nobody's work yet, locked, most pressing first; what a turn or a colleague holds is left out."""
    return [Waiter(**row) for row in (await session.execute(_WAITERS)).mappings()]


@dataclass(frozen=True, kw_only=True)
class Taker:
    """A colleague who may be given work now: `load` open conversations are theirs, `at_most` may be (None: any)."""

    staff_id: uuid.UUID
    team_id: uuid.UUID
    load: int
    at_most: int | None
    last_given_at: datetime | None

    @property
    def has_room(self) -> bool:
        """Whether their maximum allows one more."""
        return self.at_most is None or self.load < self.at_most

    def given(self, now: datetime) -> Taker:
        """The same colleague after getting one more."""
        return replace(self, load=self.load + 1, last_given_at=now)


_TAKERS = text(
    """
    SELECT s.id AS staff_id, s.team_id, s.takes_at_most AS at_most, s.last_given_at, (
        SELECT count(*) FROM conversation c WHERE c.assigned_to = s.id AND c.status = 'open') AS load
    FROM staff_member s
    WHERE s.active AND s.takes_new AND s.team_id IS NOT NULL AND s.role = ANY(:roles) AND NOT (s.id = ANY(:away))
    ORDER BY s.display_name, s.id
    """
).columns(last_given_at=Moment)


async def takers(session: AsyncSession, away: Collection[uuid.UUID]) -> list[Taker]:
    """Everybody who takes new conversations and is not away, with how much they have."""
    found = await session.execute(_TAKERS, {"roles": list(HANDED_TO), "away": list(away)})
    return [Taker(**row) for row in found.mappings()]


_GIVEN = text("UPDATE staff_member SET last_given_at = :now WHERE id = ANY(:ids)").bindparams(
    bindparam("now", type_=Moment)
)


async def note_given(session: AsyncSession, ids: Collection[uuid.UUID], now: datetime) -> None:
    """These colleagues were given something just now: the others come first next time."""
    await session.execute(_GIVEN, {"ids": list(ids), "now": now})


async def one_hands_out(session: AsyncSession) -> bool:
    """Whether this transaction may hand out; False while another does, so that no maximum is passed by two at once."""
    asked = await session.execute(text("SELECT pg_try_advisory_xact_lock(hashtextextended('hand out', 0))"))
    return bool(asked.scalar_one())


async def is_there(session: AsyncSession, staff_id: uuid.UUID, day: date) -> bool:
    """Whether a colleague works here still and is not away on this local day."""
    member = await session.get(StaffMember, staff_id, populate_existing=True)
    return member is not None and member.active and staff_id not in await transfers.away(session, day)


_LEFT_WAITING = text(
    """
    SELECT c.id FROM conversation c JOIN staff_member s ON s.id = c.assigned_to
    WHERE c.waiting_since IS NOT NULL AND (NOT s.active OR s.id = ANY(:away))
    ORDER BY c.id LIMIT :most FOR NO KEY UPDATE OF c SKIP LOCKED
    """
)
_ASLEEP = text(
    """
    SELECT id FROM conversation WHERE snoozed_until <= :now ORDER BY snoozed_until, id LIMIT :most
    FOR NO KEY UPDATE SKIP LOCKED
    """
).bindparams(bindparam("now", type_=Moment))


async def left_waiting(session: AsyncSession, away: Collection[uuid.UUID]) -> list[Conversation]:
    """Where somebody waits for a colleague who is away or has left, locked."""
    found = await session.execute(_LEFT_WAITING, {"away": list(away), "most": AT_ONCE})
    return await _all(session, found.scalars().all())


async def slept_enough(session: AsyncSession, now: datetime) -> list[Conversation]:
    """Snoozed conversations whose moment has come, locked."""
    return await _all(session, (await session.execute(_ASLEEP, {"now": now, "most": AT_ONCE})).scalars().all())


async def _all(session: AsyncSession, ids: Collection[uuid.UUID]) -> list[Conversation]:
    query = select(Conversation).where(col(Conversation.id).in_(ids)).execution_options(populate_existing=True)
    return list((await session.exec(query)).all())
