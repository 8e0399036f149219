"""What clients ask about their data (AVG, articles 15 to 17), and the duty to keep it: requests and holds."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.errors import NotFound
from storage.people import Person
from storage.staff import hash_token, new_token

EXPORT, CORRECTION, DELETION = "export", "correction", "deletion"
KINDS = (EXPORT, CORRECTION, DELETION)
OPEN, PROPOSED, DONE, REFUSED = "open", "proposed", "done", "refused"
STATES = (OPEN, PROPOSED, DONE, REFUSED)
LINK_LASTS = timedelta(hours=24)
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)
_STATE_LIST = ", ".join(f"'{state}'" for state in STATES)


class RightsRequest(Row, table=True):
    """A wish to see, correct or delete one's data.

    `person_id` stays when the client is forgotten: then it leads nowhere. `due_on` is the last day for an answer (one
    month, AVG article 12). `identified_how` says how a colleague knew who asks. A correction has what is `wrong` and
    what is `right`; `answer` is why it was refused, or what was done. A deletion is proposed by one colleague and done
    by another. An export has a link that works once, until `link_until`. `report` is what was deleted and what stays.
    """

    __tablename__ = "rights_request"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),
        CheckConstraint("asked_by IN ('client', 'staff')", name="asker_known"),
        CheckConstraint(f"state IN ({_STATE_LIST})", name="state_known"),
        CheckConstraint(
            "proposed_by IS NULL OR ended_by IS NULL OR state <> 'done' OR proposed_by <> ended_by", name="four_eyes"
        ),
        Index(
            "uq_rights_request_one_open", "person_id", "kind", unique=True,
            postgresql_where=text("state IN ('open', 'proposed') AND kind <> 'correction'"),
        ),
    )  # fmt: skip

    person_id: uuid.UUID = Field(index=True)
    kind: str
    asked_by: str
    due_on: date
    state: str = OPEN
    identified_how: str | None = None
    identified_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    wrong: str = ""
    right: str = ""
    answer: str = ""
    proposed_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    token_hash: str | None = Field(default=None, unique=True)
    link_until: datetime | None = Field(default=None, sa_type=Moment)
    fetched_at: datetime | None = Field(default=None, sa_type=Moment)
    report: dict[str, Any] | None = Field(default=None, sa_type=JSONB(none_as_null=True))


class LegalHold(Row, table=True):
    """A duty to keep everything of a client ("bewaarplicht"): while it runs nothing is deleted, by nobody."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("uq_legal_hold_one_runs", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id")
    reason: str
    staff_id: uuid.UUID = Field(foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


def month_after(day: date) -> date:
    """The last day of the month that the law gives (AVG article 12): the same day of the next month, or its last."""
    year, month = day.year + day.month // 12, day.month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


async def ask(
    session: AsyncSession, *, person_id: uuid.UUID, kind: str, asked_by: str, today: date, now: datetime,
    wrong: str = "", right: str = "",
) -> tuple[RightsRequest, bool]:  # fmt: skip
    """A request of a client, and whether it is new: who asks to see or delete again has one request, not two."""
    if kind != CORRECTION:
        query = select(RightsRequest).where(
            RightsRequest.person_id == person_id, RightsRequest.kind == kind,
            col(RightsRequest.state).in_((OPEN, PROPOSED)),
        )  # fmt: skip
        await session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": f"rights {person_id} {kind}"}
        )
        if (known := (await session.exec(query)).first()) is not None:
            return known, False
    made = RightsRequest(
        person_id=person_id, kind=kind, asked_by=asked_by, due_on=month_after(today), created_at=now, wrong=wrong,
        right=right,
    )  # fmt: skip
    session.add(made)
    await session.flush()
    return made, True


async def locked(session: AsyncSession, request_id: uuid.UUID) -> RightsRequest:
    """A request, for this transaction alone. Raises NotFound."""
    found = await session.get(RightsRequest, request_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound("There is no such request.")
    return found


async def listed(session: AsyncSession, *, ended: bool, most: int = 100) -> list[tuple[RightsRequest, str | None]]:
    """Requests with the client's name (None: forgotten): what is open by what is due, what ended newest first."""
    over = col(RightsRequest.state).in_((DONE, REFUSED))
    query = (
        select(RightsRequest, Person.display_name)
        .join(Person, col(Person.id) == RightsRequest.person_id, isouter=True)
        .where(over if ended else ~over)
        .order_by(col(RightsRequest.ended_at).desc() if ended else col(RightsRequest.due_on), col(RightsRequest.id))
        .limit(most)
    )
    return [(request, name) for request, name in (await session.exec(query)).all()]


async def make_link(session: AsyncSession, request: RightsRequest, now: datetime) -> str:
    """A link's secret, for once and for a day; an earlier one opens nothing any more."""
    token = new_token()
    request.token_hash, request.link_until, request.fetched_at = hash_token(token), now + LINK_LASTS, None
    session.add(request)
    await session.flush()
    return token


async def of_link(session: AsyncSession, token: str, now: datetime) -> RightsRequest | None:
    """The request behind a link that still works."""
    query = select(RightsRequest).where(
        RightsRequest.token_hash == hash_token(token), col(RightsRequest.fetched_at).is_(None),
        col(RightsRequest.link_until) > now,
    )  # fmt: skip
    return (await session.exec(query)).first()


async def use_link(session: AsyncSession, token: str, now: datetime) -> RightsRequest | None:
    """Use a link up; two at once: one gets it."""
    query = (
        update(RightsRequest)
        .where(
            col(RightsRequest.token_hash) == hash_token(token), col(RightsRequest.fetched_at).is_(None),
            col(RightsRequest.link_until) > now,
        )
        .values(fetched_at=now)
        .returning(RightsRequest)
    )  # fmt: skip
    found: RightsRequest | None = (await session.exec(query)).scalar_one_or_none()
    return found


async def hold_of(session: AsyncSession, person_id: uuid.UUID) -> LegalHold | None:
    """The duty to keep everything of a client, if it runs."""
    query = select(LegalHold).where(LegalHold.person_id == person_id, col(LegalHold.ended_at).is_(None))
    return (await session.exec(query)).first()


async def holds(session: AsyncSession) -> list[tuple[LegalHold, str]]:
    """All duties to keep that run, with the client's name, the newest first."""
    query = (
        select(LegalHold, Person.display_name)
        .join(Person, col(Person.id) == LegalHold.person_id)
        .where(col(LegalHold.ended_at).is_(None))
        .order_by(col(LegalHold.created_at).desc(), col(LegalHold.id))
    )
    return [(hold, name) for hold, name in (await session.exec(query)).all()]
