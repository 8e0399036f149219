"""Everything proactive is a row here: what is due is data, so it is visible, cancellable and survives restarts."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Date, Index, Integer, and_, bindparam, func, or_, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.checkins import CheckInPlan
from storage.database import Moment, Row
from storage.people import Person

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
    "check_in_again",
    "silence",
    "step_after",
    "weekly_recap",
    "milestone",
    "digest",
    "new_contact_person",
    "appointment_made",
    "appointment_leave",
    "appointment_after",
    "appointment_missed",
    "referral_news",
    "money_check_in",
    "staff_message",
)
WORK_FOR_STAFF = ("silence", "referral_deadline")
"""What is about a client and said to nobody: a ladder and a term of the law, which nobody stops by hand."""
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)


class Nudge(Row, table=True):
    """Something to say or do of our own accord at `due_at`. `dedupe_key` makes planning it twice harmless.

    `state`: planned → sent | cancelled | missed. `subject_id` is the row it is about (a step, an appointment, …).
    `said_on` is the local day on which it was said unasked: of those there is one a day for each person at most.
    """

    __tablename__ = "nudge"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'sent', 'cancelled', 'missed')", name="state_known"),
        CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),
        Index("ix_nudge_due", "due_at", postgresql_where=text("state = 'planned'")),
        Index("uq_nudge_one_a_day", "person_id", "said_on", unique=True, postgresql_where=text("said_on IS NOT NULL")),
    )

    kind: str
    person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id", index=True)
    conversation_id: uuid.UUID | None = Field(default=None, foreign_key="conversation.id")
    subject_id: uuid.UUID | None = Field(default=None, index=True)
    due_at: datetime = Field(sa_type=Moment)
    dedupe_key: str = Field(unique=True)
    state: str = "planned"
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    said_on: date | None = None
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
    ON CONFLICT (dedupe_key) DO UPDATE
    SET state = 'planned', due_at = excluded.due_at, subject_id = excluded.subject_id, ended_at = NULL, reason = NULL
    WHERE nudge.state = 'cancelled' AND nudge.reason IS DISTINCT FROM 'staff'
    """
).bindparams(bindparam("now", type_=Moment))


async def plan_check_ins(
    session: AsyncSession, planned: Sequence[tuple[CheckInPlan, datetime, str]], now: datetime
) -> None:
    """Plan a check-in for each (plan, moment, key); one statement, because there may be thousands.

    One that was cancelled for that day, but not by staff, is planned again.
    """
    if not planned:
        return
    values = {
        "people": [plan.person_id for plan, _, _ in planned],
        "plans": [plan.id for plan, _, _ in planned],
        "due": [due_at for _, due_at, _ in planned],
        "keys": [key for _, _, key in planned],
    }
    await session.execute(_PLAN_CHECK_INS, {**values, "now": now})


# The state stands in it as it does in the index, so that a plan made for any moment finds the few that are planned.
_DUE = (
    select(Nudge)
    .where(text("nudge.state = 'planned'"), Nudge.due_at <= bindparam("now", type_=Moment))
    .order_by(col(Nudge.due_at))
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)


async def claim_due(session: AsyncSession, *, now: datetime, most: int) -> list[Nudge]:
    """Due nudges, locked for this transaction; another scheduler skips them."""
    return list((await session.exec(_DUE, params={"now": now, "most": most})).all())


_END = text(
    "UPDATE nudge SET state = :state, ended_at = :now, reason = :reason, said_on = coalesce(:said_on, said_on) "
    "WHERE id = ANY(:ids)"
).bindparams(bindparam("now", type_=Moment), bindparam("said_on", type_=Date))


async def end(
    session: AsyncSession,
    ids: Sequence[uuid.UUID],
    *,
    state: str,
    now: datetime,
    reason: str | None = None,
    said_on: date | None = None,
) -> None:
    """Nudges are over: sent, cancelled or missed. Those that were said unasked take the local day `said_on`."""
    if ids:
        values = {"state": state, "now": now, "reason": reason, "ids": list(ids), "said_on": said_on}
        await session.execute(_END, values)


_POSTPONE = text(
    """
    UPDATE nudge SET due_at = later.due_at
    FROM unnest(CAST(:ids AS uuid[]), CAST(:due AS timestamptz[])) AS later (id, due_at) WHERE nudge.id = later.id
    """
)


async def postpone(session: AsyncSession, later: Sequence[tuple[uuid.UUID, datetime]]) -> None:
    """Say these later, each (id, moment); one statement."""
    if later:
        values = {"ids": [nudge for nudge, _ in later], "due": [due_at for _, due_at in later]}
        await session.execute(_POSTPONE, values)


_FIRST = text(
    """
    SELECT DISTINCT ON (person_id) id FROM nudge first
    WHERE id = ANY(:ids) AND NOT EXISTS (
        SELECT 1 FROM nudge other WHERE other.person_id = first.person_id AND other.said_on = :day
    )
    ORDER BY person_id, due_at, id
    """
)


async def first_of_day(session: AsyncSession, ids: Sequence[uuid.UUID], day: date) -> set[uuid.UUID]:
    """Which of these may be said unasked on a local day: one a person, if none was said that day.

    Call it with the recipients locked, and let them take the day (`end`); the unique index refuses what would slip
    through all the same.
    """
    if not ids:
        return set()
    return set((await session.execute(_FIRST, {"ids": list(ids), "day": day})).scalars().all())


_SAY_ANOTHER_DAY = text(
    """
    UPDATE nudge SET said_on = :to FROM conversation c
    WHERE c.id = :talk AND nudge.person_id = c.person_id AND nudge.said_on = :day
      AND NOT EXISTS (SELECT 1 FROM nudge other WHERE other.person_id = c.person_id AND other.said_on = :to)
    """
)


async def say_another_day(session: AsyncSession, conversation_id: uuid.UUID, *, day: date, to: date) -> None:
    """What was to be said unasked on a local day is said on a later one instead: it takes that day."""
    await session.execute(_SAY_ANOTHER_DAY, {"talk": conversation_id, "day": day, "to": to})


_CANCEL_CHECK_INS = text(
    """
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = :reason
    WHERE person_id = :person AND kind = 'check_in' AND state = 'planned' AND NOT (details ? 'wished')
    """
).bindparams(bindparam("now", type_=Moment))


async def cancel_check_ins(session: AsyncSession, person_id: uuid.UUID, *, now: datetime, reason: str) -> None:
    """Somebody is not asked any more what was planned to be asked of our own accord."""
    await session.execute(_CANCEL_CHECK_INS, {"person": person_id, "now": now, "reason": reason})


# One that is being composed at this moment is skipped: who composes it looks again once the conversation is free.
_CANCEL_KIND = text(
    """
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = :reason
    WHERE id IN (SELECT id FROM nudge WHERE kind = :kind AND state = 'planned'
                 AND (subject_id = :whose OR person_id = :whose) FOR UPDATE SKIP LOCKED)
    """
).bindparams(bindparam("now", type_=Moment))


async def cancel_kind(session: AsyncSession, kind: str, whose: uuid.UUID, *, now: datetime, reason: str) -> None:
    """Cancel what is planned of a kind about something, or for a person. Call it with the conversation locked."""
    await session.execute(_CANCEL_KIND, {"kind": kind, "whose": whose, "now": now, "reason": reason})


async def planned_about(session: AsyncSession, kind: str, subject_id: uuid.UUID) -> Nudge | None:
    """The next of a kind that is planned about something."""
    query = select(Nudge).where(Nudge.subject_id == subject_id, Nudge.kind == kind, Nudge.state == "planned")
    return (await session.exec(query.order_by(col(Nudge.due_at)))).first()


async def is_planned(session: AsyncSession, kind: str, person_id: uuid.UUID) -> bool:
    """Whether something of this kind is still to be said to a client."""
    query = select(Nudge.id).where(Nudge.person_id == person_id, Nudge.kind == kind, Nudge.state == "planned")
    return (await session.exec(query)).first() is not None


async def cancel_about(session: AsyncSession, subject_id: uuid.UUID, *, now: datetime, reason: str) -> None:
    """Cancel all that is planned about something that moved or ended."""
    await session.exec(
        update(Nudge)
        .where(col(Nudge.subject_id) == subject_id, col(Nudge.state) == "planned")
        .values(state="cancelled", ended_at=now, reason=reason)
    )


_REPLAN = text(
    """
    WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(:rows) AS w(
            kind text, person_id uuid, due_at timestamptz, dedupe_key text, details jsonb)
    ), free AS (
        SELECT id, dedupe_key FROM nudge WHERE subject_id = :subject AND kind = ANY(:kinds) FOR UPDATE SKIP LOCKED
    ), dropped AS (
        UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = :reason FROM free
        WHERE nudge.id = free.id AND nudge.state = 'planned'
          AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.dedupe_key = free.dedupe_key
                          AND (w.due_at > :now OR nudge.due_at <= :now))
    ), again AS (
        UPDATE nudge SET state = 'planned', due_at = w.due_at, details = w.details, ended_at = NULL, reason = NULL
        FROM free JOIN wanted w ON w.dedupe_key = free.dedupe_key
        WHERE nudge.id = free.id AND w.due_at > :now
          AND (nudge.state = 'planned' OR (nudge.state = 'cancelled' AND nudge.reason IS DISTINCT FROM 'staff'))
    )
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, kind, person_id, :subject, due_at, dedupe_key, 'planned', details FROM wanted
    WHERE due_at > :now
    ON CONFLICT (dedupe_key) DO NOTHING
    """
).bindparams(bindparam("rows", type_=JSONB), bindparam("now", type_=Moment))


async def replan_about(
    session: AsyncSession, subject_id: uuid.UUID, *, kinds: Sequence[str], wanted: Sequence[Nudge], now: datetime,
    reason: str = "planned anew",
) -> None:  # fmt: skip
    """Of these kinds exactly what is wanted is planned about a subject; the rest of them is cancelled for a reason.

    Nothing is planned for a moment that has passed; what was due already and is still wanted stays. What was said,
    missed, or cancelled by staff stays so. What is being composed at this moment is left to its composer, who looks at
    the world again once the conversation is free. Call it with the conversation locked.
    """
    rows = [
        {
            "kind": n.kind, "person_id": str(n.person_id), "due_at": n.due_at.isoformat(),
            "dedupe_key": n.dedupe_key, "details": n.details,
        }
        for n in wanted
    ]  # fmt: skip
    values = {"rows": rows, "subject": subject_id, "kinds": list(kinds), "now": now, "reason": reason}
    await session.execute(_REPLAN, values)


_NOTE_ANSWER = text(
    """
    UPDATE nudge SET details = details || jsonb_build_object('answered', CAST(:answer AS text)) WHERE id = (
        SELECT id FROM nudge WHERE subject_id = :subject AND kind = ANY(:kinds) AND state = 'sent'
        ORDER BY ended_at DESC LIMIT 1)
    """
)


async def note_answer(session: AsyncSession, subject_id: uuid.UUID, *, kinds: Collection[str], answer: str) -> None:
    """Keep with the last of these that was said about a subject what somebody answered."""
    await session.execute(_NOTE_ANSWER, {"subject": subject_id, "kinds": list(kinds), "answer": answer})


async def plan_again(session: AsyncSession, subject_id: uuid.UUID, now: datetime) -> None:
    """What was cancelled about something that did not end after all is planned again, as far as it lies ahead."""
    await session.exec(
        update(Nudge)
        .where(col(Nudge.subject_id) == subject_id, col(Nudge.state) == "cancelled", col(Nudge.due_at) > now)
        .values(state="planned", ended_at=None, reason=None)
    )


async def planned_for(session: AsyncSession, person_id: uuid.UUID) -> list[Nudge]:
    """What Stapje is going to say to a client, soonest first; work for staff is not among it."""
    query = (
        select(Nudge)
        .where(Nudge.person_id == person_id, Nudge.state == "planned", col(Nudge.kind).not_in(WORK_FOR_STAFF))
        .order_by(col(Nudge.due_at))
    )
    return list((await session.exec(query)).all())


async def last_sent(session: AsyncSession, person_id: uuid.UUID, kinds: Sequence[str]) -> Nudge | None:
    """The last of these kinds that was said to a client."""
    query = (
        select(Nudge)
        .where(Nudge.person_id == person_id, Nudge.state == "sent", col(Nudge.kind).in_(kinds))
        .order_by(col(Nudge.ended_at).desc())
        .limit(1)
    )
    return (await session.exec(query)).first()


def _over() -> ColumnElement[bool]:
    """Which check-ins count as asked: one that staff called off too, else it would come back the night after."""
    ended = or_(
        col(Nudge.state).in_(("sent", "missed")), and_(col(Nudge.state) == "cancelled", col(Nudge.reason) == "staff")
    )
    return and_(col(Nudge.kind) == "check_in", ended)


async def unplanned(session: AsyncSession) -> list[tuple[CheckInPlan, datetime | None]]:
    """Plans of which no check-in is planned, with when the last one was due; who opted out is left in peace."""
    of_plan = select(Nudge.id).where(Nudge.person_id == CheckInPlan.person_id)
    last = select(func.max(Nudge.due_at)).where(Nudge.person_id == CheckInPlan.person_id, _over()).scalar_subquery()
    query = (
        select(CheckInPlan, last)
        .join(Person, col(Person.id) == CheckInPlan.person_id)
        .where(
            col(Person.opted_out_at).is_(None),
            ~of_plan.where(Nudge.kind == "check_in", Nudge.state == "planned").exists(),
        )
    )
    return [(plan, last_at) for plan, last_at in (await session.exec(query)).all()]


async def last_check_in(session: AsyncSession, person_id: uuid.UUID) -> datetime | None:
    """When the last check-in that is over was due; None when there was none yet."""
    query = select(func.max(Nudge.due_at)).where(Nudge.person_id == person_id, _over())
    return (await session.exec(query)).one()
