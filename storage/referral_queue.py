"""The queue of requests for debt help: who may see which, and in the order of what is due next."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, false, func, literal, null, or_, true
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage.conversations import Conversation
from storage.debts import DebtReferral
from storage.desks import DebtDesk
from storage.messages import Message
from storage.people import Person
from storage.referral_events import ReferralEvent
from storage.staff import StaffMember

SHOWN = ("open", "mine", "new", "closed")
"""What the queue can be asked for: all that is open, what I took up, what nobody took up yet, what is over."""
CLOCKS = ("first_talk", "decision")
BEFORE_TALK = ("registration", "crisis")
"""Stages in which the first talk has still to come."""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who looks. `everywhere`: at all teams; `follows`: also at clients of their team whose request lies elsewhere."""

    staff_id: uuid.UUID
    team_id: uuid.UUID | None
    everywhere: bool = False
    follows: bool = False


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is asked of the queue: one of SHOWN, and perhaps only a municipality or only a clock of CLOCKS."""

    show: str = "open"
    municipality: str | None = None
    clock: str | None = None


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A request as it stands in the queue.

    `clock` says what has to happen by the local day `due_on`; both None when no term runs. `name` is the client's,
    `taken_by` the colleague's who has it.
    """

    referral: DebtReferral
    name: str | None
    desk: DebtDesk | None
    taken_by: str | None
    clock: str | None
    due_on: date | None

    def is_pressing(self, today: date) -> bool:
        """Whether it comes before everything else: urgent as long as a term runs, or too late."""
        return self.due_on is not None and (self.referral.urgent or self.due_on < today)


_DECISION_RUNS = and_(col(DebtReferral.stage) == "intake", col(DebtReferral.decision_due_on).is_not(None))
_CLOCK: ColumnElement[str | None] = case(
    (col(DebtReferral.closed_at).is_not(None), null()),
    (col(DebtReferral.stage).in_(BEFORE_TALK), literal("first_talk")),
    (_DECISION_RUNS, literal("decision")),
    else_=null(),
)
_DUE: ColumnElement[date | None] = case(
    (_CLOCK == "first_talk", col(DebtReferral.due_on)),
    (_CLOCK == "decision", col(DebtReferral.decision_due_on)),
    else_=null(),
)


def visible_to(reader: Reader) -> ColumnElement[bool]:
    """Which requests exist for somebody, over DebtReferral joined with DebtDesk (outer) and Conversation.

    Those of their desk (their team's or their own), those they took up, and those of their team's clients that lie
    with no colleague's desk. A conversation without a team is everybody's, as in the inbox.
    """
    if reader.everywhere:
        return true()
    team = reader.team_id
    at_their_team = col(DebtDesk.team_id) == team if team else false()
    own_client = or_(col(Conversation.team_id).is_(None), col(Conversation.team_id) == team if team else false())
    at_nobody = and_(col(DebtDesk.team_id).is_(None), col(DebtDesk.staff_id).is_(None))
    return or_(
        at_their_team,
        col(DebtDesk.staff_id) == reader.staff_id,
        col(DebtReferral.staff_id) == reader.staff_id,
        own_client if reader.follows else and_(at_nobody, own_client),
    )


def own(reader: Reader) -> SelectOfScalar[DebtReferral]:
    """The requests that exist for somebody, as a query to go on with."""
    return (
        select(DebtReferral)
        .join(Conversation, col(Conversation.id) == DebtReferral.conversation_id)
        .outerjoin(DebtDesk, col(DebtDesk.id) == DebtReferral.desk_id)
        .where(visible_to(reader))
    )


def _full(reader: Reader) -> Select[Any]:
    return (
        own(reader)
        .outerjoin(Person, col(Person.id) == DebtReferral.person_id)
        .outerjoin(StaffMember, col(StaffMember.id) == DebtReferral.staff_id)
        .add_columns(col(Person.display_name), DebtDesk, col(StaffMember.display_name), _CLOCK, _DUE)
    )


def _chosen(choice: Choice, reader: Reader) -> list[Any]:
    closed = col(DebtReferral.closed_at)
    wanted: list[Any] = [closed.is_not(None) if choice.show == "closed" else closed.is_(None)]
    if choice.show == "mine":
        wanted.append(col(DebtReferral.staff_id) == reader.staff_id)
    if choice.show == "new":
        wanted.append(col(DebtReferral.staff_id).is_(None))
    if choice.municipality:
        wanted.append(col(DebtReferral.municipality) == choice.municipality)
    if choice.clock:
        wanted.append(choice.clock == _CLOCK)
    return wanted


def _order(choice: Choice, today: date) -> list[Any]:
    """Urgent and late first, then what is due soonest; a threat that comes before the term counts as its end."""
    if choice.show == "closed":
        return [col(DebtReferral.closed_at).desc(), col(DebtReferral.id)]
    pressing = and_(_DUE.is_not(None), or_(col(DebtReferral.urgent), today > _DUE))
    soonest = case(
        (_CLOCK == "first_talk", func.least(_DUE, func.coalesce(col(DebtReferral.threat_on), _DUE))), else_=_DUE
    )
    return [pressing.desc(), soonest.asc().nulls_last(), col(DebtReferral.created_at), col(DebtReferral.id)]


async def rows(session: AsyncSession, reader: Reader, choice: Choice, *, today: date, most: int) -> list[Queued]:
    """The queue as somebody may see it, most pressing first; `today` is the local day. What is over: newest first."""
    query = _full(reader).where(*_chosen(choice, reader)).order_by(*_order(choice, today)).limit(most)
    return [_queued(row) for row in (await session.execute(query)).all()]


async def one(session: AsyncSession, reader: Reader, referral_id: uuid.UUID) -> Queued | None:
    """One request, if it exists for who looks."""
    found = (await session.execute(_full(reader).where(col(DebtReferral.id) == referral_id))).first()
    return _queued(found) if found else None


def _queued(found: Sequence[Any]) -> Queued:
    referral, name, desk, taken_by, clock, due_on = found
    return Queued(referral=referral, name=name, desk=desk, taken_by=taken_by, clock=clock, due_on=due_on)


async def in_conversation(session: AsyncSession, reader: Reader, conversation_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """The requests made in a conversation that exist for somebody."""
    query = (
        own(reader).with_only_columns(col(DebtReferral.id)).where(col(DebtReferral.conversation_id) == conversation_id)
    )
    return [found for (found,) in (await session.execute(query)).all()]


async def municipalities(session: AsyncSession, reader: Reader) -> list[str]:
    """The municipalities somebody's requests come from, by name."""
    query = own(reader).with_only_columns(col(DebtReferral.municipality)).distinct()
    return sorted(name for (name,) in (await session.execute(query)).all() if name)


@dataclass(frozen=True, kw_only=True)
class Happened:
    """An event, and the name of the colleague who did it."""

    event: ReferralEvent
    name: str | None


async def history(session: AsyncSession, referral_id: uuid.UUID) -> list[Happened]:
    """What happened to a request, oldest first."""
    query = (
        select(ReferralEvent, StaffMember.display_name)
        .outerjoin(StaffMember, col(StaffMember.id) == ReferralEvent.staff_id)
        .where(ReferralEvent.referral_id == referral_id)
        .order_by(col(ReferralEvent.created_at), col(ReferralEvent.id))
    )
    return [Happened(event=event, name=name) for event, name in (await session.exec(query)).all()]


async def letters(session: AsyncSession, referral: DebtReferral) -> Sequence[Message]:
    """The messages with photos of letters that belong to a request, oldest first."""
    query = (
        select(Message)
        .where(col(Message.id).in_(referral.letters), Message.conversation_id == referral.conversation_id)
        .order_by(col(Message.id))
    )
    return (await session.exec(query)).all()


async def with_letter(session: AsyncSession, reader: Reader, message_id: int) -> Sequence[DebtReferral]:
    """The requests that exist for somebody and that have this message among their letters."""
    return (await session.exec(own(reader).where(col(DebtReferral.letters).contains([message_id])))).all()
