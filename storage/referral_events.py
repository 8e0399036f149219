"""What happened to a request for debt help: who did what on which day. Rows are only ever added."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, bindparam, func, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment, Row
from storage.debts import STAGE_LIST, DebtReferral
from storage.desks import DebtDesk

KINDS = ("stage", "accepted", "returned", "told", "warned", "breach", "withdrawn")
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)


class ReferralEvent(Row, table=True):
    """One thing that happened to a referral on the local day `happened_on`.

    `by_role` is 'client', 'staff' or 'stapje'; `words` are a reason or a note that the client may read. 'told' by the
    client: they told more; by Stapje: they were told that there is news. The words of a 'breach' name the clock whose
    last day went by; it happened on the day after.
    """

    __tablename__ = "referral_event"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),
        CheckConstraint(f"stage IN ({STAGE_LIST})", name="stage_known"),
        CheckConstraint("(kind = 'stage') = (stage IS NOT NULL)", name="stage_named"),
        CheckConstraint("by_role IN ('client', 'staff', 'stapje')", name="actor_known"),
        CheckConstraint("(by_role = 'staff') = (staff_id IS NOT NULL)", name="actor_named"),
    )

    referral_id: uuid.UUID = Field(foreign_key="debt_referral.id", index=True)
    kind: str
    stage: str | None = None
    happened_on: date
    by_role: str
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    words: str = ""


async def of_referral(session: AsyncSession, referral_id: uuid.UUID) -> list[ReferralEvent]:
    """All that happened to a referral, oldest first."""
    query = (
        select(ReferralEvent)
        .where(ReferralEvent.referral_id == referral_id)
        .order_by(col(ReferralEvent.created_at), col(ReferralEvent.happened_on))
    )
    return list((await session.exec(query)).all())


async def in_stage_since(session: AsyncSession, referral_id: uuid.UUID) -> date | None:
    """The local day on which a referral came into its stage; None before its first event."""
    query = (
        select(col(ReferralEvent.happened_on))
        .where(ReferralEvent.referral_id == referral_id, ReferralEvent.kind == "stage")
        .order_by(col(ReferralEvent.created_at).desc(), col(ReferralEvent.happened_on).desc())
    )
    return (await session.exec(query)).first()


async def returned_on(session: AsyncSession, referral_id: uuid.UUID) -> date | None:
    """The local day on which a referral was last handed back to the contactperson; None when it never was."""
    query = select(func.max(ReferralEvent.happened_on)).where(
        ReferralEvent.referral_id == referral_id, ReferralEvent.kind == "returned"
    )
    return (await session.exec(query)).one()


async def with_a_term_now(session: AsyncSession) -> list[tuple[DebtReferral, int, date]]:
    """Referrals after their first talk without a last day for the decision, whose desk has told its term since.

    Each with that term in weeks and the local day of the talk.
    """
    talked_on = (
        select(col(ReferralEvent.happened_on))
        .where(ReferralEvent.referral_id == DebtReferral.id, ReferralEvent.stage == "intake")
        .order_by(col(ReferralEvent.created_at).desc())  # a day may have been put right
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(DebtReferral, DebtDesk.decision_weeks, talked_on)
        .join(DebtDesk, col(DebtDesk.id) == DebtReferral.desk_id)
        .where(
            DebtReferral.stage == "intake", col(DebtReferral.decision_due_on).is_(None),
            col(DebtDesk.decision_weeks).is_not(None), talked_on.is_not(None),
        )
    )  # fmt: skip
    return [(referral, weeks, day) for referral, weeks, day in (await session.exec(query)).all() if weeks]


_BREACH = text(
    """
    INSERT INTO referral_event (id, created_at, referral_id, kind, happened_on, by_role, words)
    SELECT gen_random_uuid(), :now, b.referral_id, 'breach', b.happened_on, 'stapje', b.words
    FROM unnest(CAST(:referrals AS uuid[]), CAST(:days AS date[]), CAST(:clocks AS text[]))
         AS b (referral_id, happened_on, words)
    WHERE NOT EXISTS (
        SELECT FROM referral_event known WHERE known.referral_id = b.referral_id AND known.kind = 'breach'
        AND known.words = b.words AND known.happened_on = b.happened_on)
    """
).bindparams(bindparam("now", type_=Moment))


async def breached(session: AsyncSession, breaches: Sequence[tuple[uuid.UUID, date, str]], now: datetime) -> None:
    """The last day of these clocks went by, each (referral, day after it, clock); one that is known stays one.

    Call it with the conversations locked.
    """
    if breaches:
        referrals, days, clocks = zip(*breaches, strict=True)
        values = {"referrals": list(referrals), "days": list(days), "clocks": list(clocks)}
        await session.execute(_BREACH, {**values, "now": now})


_BY_STAPJE = text(
    """
    INSERT INTO referral_event (id, created_at, referral_id, kind, happened_on, by_role, words)
    SELECT gen_random_uuid(), :now, referral_id, :kind, :today, 'stapje', ''
    FROM (SELECT DISTINCT unnest(CAST(:referrals AS uuid[])) AS referral_id) these
    """
).bindparams(bindparam("now", type_=Moment))


async def by_stapje(
    session: AsyncSession, kind: str, referrals: Sequence[uuid.UUID], *, today: date, now: datetime
) -> None:
    """Stapje warned staff of these ('warned'), or told their clients that there is news ('told')."""
    if referrals:
        values = {"kind": kind, "referrals": list(referrals), "today": today, "now": now}
        await session.execute(_BY_STAPJE, values)


@dataclass(frozen=True, kw_only=True)
class News:
    """A change that a client should hear of, and the referral as it is now."""

    event: ReferralEvent
    referral: DebtReferral


async def news(session: AsyncSession, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, object]:
    """What these events are about, by the event."""
    query = (
        select(ReferralEvent, DebtReferral)
        .join(DebtReferral, col(DebtReferral.id) == ReferralEvent.referral_id)
        .where(col(ReferralEvent.id).in_(ids))
    )
    return {event.id: News(event=event, referral=referral) for event, referral in (await session.exec(query)).all()}
