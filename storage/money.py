"""The money check-in: how the week's money is, which post waits to be opened, what was agreed with an administrator.

A lighter alternative or an addition to court-ordered administration (DOMAIN.md section 3). No amounts, no accounts.
Letters that wait to be opened: their table is here, what is done with them is in money_post.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import BigInteger, CheckConstraint, Index, bindparam, func, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.nudges import Nudge
from storage.people import Person
from storage.tasks import URGENT

ANSWERS = ("enough", "tight", "out", "other")
_ANSWER_LIST = ", ".join(f"'{answer}'" for answer in ANSWERS)

ANSWER_LASTS = timedelta(days=7)
"""So long after a question an answer is taken to belong to it."""


class MoneyPlan(Row, table=True):
    """That a client wants to be asked each week about their living money, on a local weekday (0 is Monday) and time.

    `administrator` and `agreement` say with whom what was agreed on `agreed_on`, in words the client may read.
    Nothing is asked before `began_on`: the local day on which it begins or, after a rest, begins again.
    """

    __tablename__ = "money_plan"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        Index("uq_money_plan_one_living", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    person_id: uuid.UUID = Field(foreign_key="person.id")
    weekday: int
    at: time = time(10, 0)
    began_on: date
    administrator: str | None = None
    agreement: str | None = None
    agreed_on: date | None = None
    made_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class MoneyCheckIn(Row, table=True):
    """One weekly question, and the answer with the client's own words.

    Open until `answered_at`. Who says "not now" has answered without an `answer`.
    """

    __tablename__ = "money_check_in"
    __table_args__ = (CheckConstraint(f"answer IN ({_ANSWER_LIST})", name="answer_known"),)

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    asked_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    answer: str | None = None
    words: str = ""


class PostItem(Row, table=True):
    """A letter that a client set aside to open together. `message_id` is the message with its photo, if any."""

    __tablename__ = "post_item"

    person_id: uuid.UUID = Field(foreign_key="person.id", index=True)
    message_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="message.id")
    words: str = ""
    seen_at: datetime | None = Field(default=None, sa_type=Moment)
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    done_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


# ---------------------------------------------------------------- looking


async def plan_of(session: AsyncSession, person_id: uuid.UUID) -> MoneyPlan | None:
    """The living plan of a client."""
    query = select(MoneyPlan).where(MoneyPlan.person_id == person_id, col(MoneyPlan.ended_at).is_(None))
    return (await session.exec(query)).first()


async def recent(session: AsyncSession, person_id: uuid.UUID, most: int) -> list[MoneyCheckIn]:
    """The last questions with their answers, newest first."""
    query = (
        select(MoneyCheckIn)
        .where(MoneyCheckIn.person_id == person_id)
        .order_by(col(MoneyCheckIn.asked_at).desc())
        .limit(most)
    )
    return list((await session.exec(query)).all())


async def open_question(session: AsyncSession, person_id: uuid.UUID, now: datetime) -> MoneyCheckIn | None:
    """The newest question, while it waits for an answer and is not too old for one."""
    last = next(iter(await recent(session, person_id, 1)), None)
    if last is None or last.answered_at is not None or now - last.asked_at > ANSWER_LASTS:
        return None
    return last


async def question(session: AsyncSession, question_id: uuid.UUID, person_id: uuid.UUID) -> MoneyCheckIn | None:
    """A question that was asked to this client."""
    found = await session.get(MoneyCheckIn, question_id)
    return found if found is not None and found.person_id == person_id else None


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What the weekly question of a plan needs to know when it is due.

    `silent`: so many questions in a row, the newest among them, had no answer since the plan was made.
    `in_crisis`: a call for help is still open.
    """

    plan: MoneyPlan
    last_asked_at: datetime | None
    silent: int
    in_crisis: bool


_ABOUT = text(
    """
    SELECT p.id, (SELECT max(q.asked_at) FROM money_check_in q WHERE q.person_id = p.person_id) AS last_asked_at,
           (SELECT count(*) FROM money_check_in q
            WHERE q.person_id = p.person_id AND q.answered_at IS NULL AND q.asked_at >= p.created_at AND NOT EXISTS (
                SELECT FROM money_check_in later WHERE later.person_id = q.person_id
                AND later.answered_at IS NOT NULL AND later.asked_at > q.asked_at)) AS silent,
           EXISTS (SELECT FROM conversation c JOIN task t ON t.conversation_id = c.id
                   WHERE c.person_id = p.person_id AND t.priority = :urgent AND t.done_at IS NULL) AS in_crisis
    FROM money_plan p WHERE p.id = ANY(:plans)
    """
).columns(last_asked_at=Moment)


async def about(session: AsyncSession, plans: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """What the questions of these plans need to know, by plan; for many at a time."""
    found = {p.id: p for p in (await session.exec(select(MoneyPlan).where(col(MoneyPlan.id).in_(plans)))).all()}
    rows = (await session.execute(_ABOUT, {"plans": list(found), "urgent": URGENT})).mappings()
    return {row["id"]: Asking(plan=found[row["id"]], **{k: v for k, v in row.items() if k != "id"}) for row in rows}


# ---------------------------------------------------------------- asking


_ASKED = text(
    """
    INSERT INTO money_check_in (id, created_at, person_id, asked_at, words)
    SELECT id, :now, person_id, :now, ''
    FROM unnest(CAST(:ids AS uuid[]), CAST(:people AS uuid[])) AS asked (id, person_id)
    """
).bindparams(bindparam("now", type_=Moment))


async def ask(session: AsyncSession, asked: Sequence[tuple[uuid.UUID, uuid.UUID]], now: datetime) -> None:
    """These have been asked: (nudge, person) each. A question has the id of its nudge, for its buttons were made first.

    Call it with their conversations locked.
    """
    if asked:
        values = {"ids": [nudge for nudge, _ in asked], "people": [person for _, person in asked]}
        await session.execute(_ASKED, {**values, "now": now})


async def unplanned(session: AsyncSession) -> list[tuple[MoneyPlan, datetime | None]]:
    """Living plans of which no question is planned, with when was asked last; who opted out is left in peace."""
    planned = select(Nudge.id).where(
        Nudge.kind == "money_check_in", Nudge.state == "planned", Nudge.subject_id == MoneyPlan.id
    )
    last = (
        select(func.max(MoneyCheckIn.asked_at)).where(MoneyCheckIn.person_id == MoneyPlan.person_id).scalar_subquery()
    )
    query = (
        select(MoneyPlan, last)
        .join(Person, col(Person.id) == MoneyPlan.person_id)
        .where(col(MoneyPlan.ended_at).is_(None), col(Person.opted_out_at).is_(None), ~planned.exists())
        .order_by(col(MoneyPlan.person_id))
    )
    return [(plan, last_at) for plan, last_at in (await session.exec(query)).all()]


_PLAN = text(
    """
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'money_check_in', person_id, plan_id, due_at, dedupe_key, 'planned',
           jsonb_build_object('on', CAST(on_day AS text))
    FROM unnest(CAST(:people AS uuid[]), CAST(:plans AS uuid[]), CAST(:due AS timestamptz[]), CAST(:keys AS text[]),
                CAST(:days AS text[])) AS planned (person_id, plan_id, due_at, dedupe_key, on_day)
    ON CONFLICT (dedupe_key) DO UPDATE SET state = 'planned', due_at = excluded.due_at, ended_at = NULL, reason = NULL
    WHERE nudge.state = 'cancelled' AND nudge.reason IS DISTINCT FROM 'staff'
    """
).bindparams(bindparam("now", type_=Moment))


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A weekly question that is to come: of which plan, when, on which local day, and its key."""

    plan: MoneyPlan
    due_at: datetime
    on: date
    key: str


async def plan_questions(session: AsyncSession, planned: Sequence[Planned], now: datetime) -> None:
    """Plan these questions in one statement. One that was called off, but not by staff, is planned again."""
    if not planned:
        return
    values = {
        "people": [one.plan.person_id for one in planned],
        "plans": [one.plan.id for one in planned],
        "due": [one.due_at for one in planned],
        "keys": [one.key for one in planned],
        "days": [one.on.isoformat() for one in planned],
    }
    await session.execute(_PLAN, {**values, "now": now})


# A question that is being composed right now is skipped: who composes it looks again once the conversation is free.
_CANCEL = text(
    """
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = :reason
    WHERE id IN (SELECT n.id FROM nudge n WHERE n.person_id = :person AND n.kind = 'money_check_in'
                 AND n.state = 'planned' FOR UPDATE SKIP LOCKED)
    """
).bindparams(bindparam("now", type_=Moment))


async def cancel(session: AsyncSession, person_id: uuid.UUID, *, now: datetime, reason: str) -> None:
    """Nobody asks what was planned; call it with the conversation locked."""
    await session.execute(_CANCEL, {"person": person_id, "now": now, "reason": reason})
