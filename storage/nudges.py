"""Everything proactive is a row here: what is due is data, so it is visible, cancellable and survives restarts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, bindparam, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckInPlan
from storage.database import Moment, Row

KINDS = (
    "check_in",
    "step_reminder",
    "appointment_day_before",
    "appointment_two_hours",
    "referral_deadline",
    "hold_reminder",
    "hold_closed",
    "place_free",
    "cold_weather",
    "count_reminder",
)
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)


class Nudge(Row, table=True):
    """Something to say or do of our own accord at `due_at`. `dedupe_key` makes planning it twice harmless.

    `state`: planned → sent | cancelled | missed. `subject_id` is the row it is about (a step, an appointment, …).
    """

    __tablename__ = "nudge"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'sent', 'cancelled', 'missed')", name="state_known"),
        CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),
        Index("ix_nudge_due", "due_at", postgresql_where=text("state = 'planned'")),
    )

    kind: str
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    subject_id: uuid.UUID | None = Field(default=None, index=True)
    due_at: datetime = Field(sa_type=Moment)
    dedupe_key: str = Field(unique=True)
    state: str = "planned"
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    reason: str | None = None
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)


async def plan(session: AsyncSession, nudges: Sequence[Nudge]) -> None:
    """Plan nudges; one whose dedupe key is known already is left as it is."""
    rows = [n.model_dump() for n in nudges]
    if rows:
        await session.execute(insert(Nudge).on_conflict_do_nothing(index_elements=["dedupe_key"]), rows)


_PLAN_CHECK_INS = text(
    """
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'check_in', person_id, plan_id, due_at, dedupe_key, 'planned', '{}'
    FROM unnest(CAST(:people AS uuid[]), CAST(:plans AS uuid[]), CAST(:due AS timestamptz[]), CAST(:keys AS text[]))
         AS planned (person_id, plan_id, due_at, dedupe_key)
    ON CONFLICT (dedupe_key) DO NOTHING
    """
).bindparams(bindparam("now", type_=Moment))


async def plan_check_ins(
    session: AsyncSession, planned: Sequence[tuple[CheckInPlan, datetime, str]], now: datetime
) -> None:
    """Plan a check-in for each (plan, moment, key); one statement, because there may be thousands."""
    values = {
        "people": [plan.person_id for plan, _, _ in planned],
        "plans": [plan.id for plan, _, _ in planned],
        "due": [due_at for _, due_at, _ in planned],
        "keys": [key for _, _, key in planned],
    }
    await session.execute(_PLAN_CHECK_INS, {**values, "now": now})


async def claim_due(session: AsyncSession, *, now: datetime, most: int) -> list[Nudge]:
    """Due nudges, locked for this transaction; another scheduler skips them."""
    query = (
        select(Nudge)
        .where(Nudge.state == "planned", Nudge.due_at <= now)
        .order_by(col(Nudge.due_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list((await session.exec(query)).all())


_END = text("UPDATE nudge SET state = :state, ended_at = :now, reason = :reason WHERE id = ANY(:ids)").bindparams(
    bindparam("now", type_=Moment)
)


async def end(
    session: AsyncSession, ids: Sequence[uuid.UUID], *, state: str, now: datetime, reason: str | None = None
) -> None:
    """Nudges are over: sent, cancelled or missed."""
    if ids:
        await session.execute(_END, {"state": state, "now": now, "reason": reason, "ids": list(ids)})


async def postpone(session: AsyncSession, nudge: Nudge, due_at: datetime) -> None:
    """Say it later."""
    nudge.due_at = due_at
    session.add(nudge)


async def cancel_about(session: AsyncSession, subject_id: uuid.UUID, *, now: datetime, reason: str) -> None:
    """Cancel all that is planned about something that moved or ended."""
    await session.exec(
        update(Nudge)
        .where(col(Nudge.subject_id) == subject_id, col(Nudge.state) == "planned")
        .values(state="cancelled", ended_at=now, reason=reason)
    )


async def plan_again(session: AsyncSession, subject_id: uuid.UUID, now: datetime) -> None:
    """What was cancelled about something that did not end after all is planned again, as far as it lies ahead."""
    await session.exec(
        update(Nudge)
        .where(col(Nudge.subject_id) == subject_id, col(Nudge.state) == "cancelled", col(Nudge.due_at) > now)
        .values(state="planned", ended_at=None, reason=None)
    )


async def planned_for(session: AsyncSession, person_id: uuid.UUID) -> list[Nudge]:
    """What Stapje is going to say to a client, soonest first."""
    query = select(Nudge).where(Nudge.person_id == person_id, Nudge.state == "planned").order_by(col(Nudge.due_at))
    return list((await session.exec(query)).all())
