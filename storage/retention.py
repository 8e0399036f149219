"""How long what is kept: terms as data, counted before they are changed, kept by the nightly round in small batches.

Nothing is deleted of a client of whom a request for debt help runs, a task is open or a duty to keep runs. The audit
trail has a floor of five years that the database itself holds (see migration 0016).
"""

from __future__ import annotations

# ruff: noqa: S608 (statements are put together from our own names only; values are bound)
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import audit, audit_chain, pruning
from storage.database import Moment, Row, metadata

BATCH = 1_000
AUDIT = "audit"
FIVE_YEARS = 1_827
"""Days, with both leap days there may be."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of data with a term: `old` says which rows `t` of a table are over it, of :before.

    `days` is the term unless somebody chose another, `least` the shortest that may be chosen. `nameless`: such rows
    are not deleted but lose who it was. `freely`: rows that are about no client in particular.
    """

    key: str
    table: str
    old: str
    days: int
    least: int = 7
    nameless: str | None = None
    freely: bool = False


_IDLE = """
    t.person_id IS NULL AND t.staff_id IS NULL AND coalesce(t.last_message_at, t.created_at) < :before
    AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM debt_referral r WHERE r.conversation_id = t.id)
"""
KINDS = (
    Kind(key="chat", table="message", old="t.created_at < :before", days=90, least=30),
    Kind(key="visitors", table="conversation", old=_IDLE, days=90, least=30),
    Kind(key="notes", table="note", old="t.created_at < :before", days=365, least=30),
    Kind(key="tasks", table="task", old="t.done_at < :before", days=365),
    Kind(
        key="nudges", table="nudge", old="t.state <> 'planned' AND coalesce(t.ended_at, t.due_at) < :before", days=365
    ),
    Kind(key="pictures", table="picture", old="t.created_at < :before", days=365),
    Kind(key="moods", table="check_in", old="coalesce(t.closed_at, t.created_at) < :before", days=FIVE_YEARS),
    Kind(key="money", table="money_check_in", old="t.asked_at < :before", days=FIVE_YEARS),
    Kind(key="post", table="post_item", old="t.done_at < :before", days=365),
    Kind(key="steps", table="step", old="t.ended_at < :before", days=FIVE_YEARS),
    Kind(key="goals", table="goal", old="t.ended_at < :before", days=FIVE_YEARS),
    Kind(key="appointments", table="appointment", old="t.starts_at < :before", days=FIVE_YEARS, least=365),
    Kind(key="referrals", table="debt_referral", old="t.closed_at < :before", days=FIVE_YEARS, least=365),
    Kind(
        key="nights", table="bed_night", days=730, least=30,
        old="t.night < CAST(:before AS timestamptz)::date "
        "AND num_nonnulls(t.person_id, t.conversation_id, t.guest_name, t.guest_id) > 0",
        nameless="person_id = NULL, conversation_id = NULL, guest_name = NULL, guest_id = NULL",
    ),
    Kind(
        key="guests", table="guest", days=730, least=30,
        old="t.created_at < :before AND NOT EXISTS (SELECT 1 FROM bed_night b WHERE b.guest_id = t.id)",
    ),
    Kind(key="waiting", table="waiter", old="t.night < CAST(:before AS timestamptz)::date", days=365),
    Kind(key="handovers", table="handover_note", old="t.created_at < :before", days=365, freely=True),
    Kind(key="waits", table="wait", old="t.ended_at < :before", days=730),
    Kind(key="invites", table="invite", old="t.expires_at < :before", days=30, freely=True),
    Kind(key="rights", table="rights_request", old="t.ended_at < :before", days=FIVE_YEARS, least=365),
    Kind(key=AUDIT, table="audit_entry", old="t.at < :before", days=FIVE_YEARS, least=FIVE_YEARS),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
LONGEST = 20 * 366
"""Days; Wmo files are kept for fifteen years, and nothing of ours is such a file."""


class RetentionTerm(SQLModel, table=True):
    """A term that somebody chose, in days; without a row the one of KINDS holds."""

    __tablename__ = "retention_term"
    __table_args__ = (CheckConstraint("days > 0", name="days_positive"),)

    key: str = Field(primary_key=True)
    days: int


class RetentionRun(Row, table=True):
    """What a nightly round did: rows that are `gone`, and those `kept` past their term because they are needed."""

    __tablename__ = "retention_run"

    created_at: datetime = Field(sa_type=Moment, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    gone: dict[str, int] = Field(default_factory=dict, sa_type=JSONB, nullable=False)
    kept: dict[str, int] = Field(default_factory=dict, sa_type=JSONB, nullable=False)


# ---------------------------------------------------------------- terms


async def terms(session: AsyncSession) -> dict[str, int]:
    """The term of each kind, in days."""
    chosen = {row.key: row.days for row in (await session.exec(select(RetentionTerm))).all()}
    return {kind.key: max(chosen.get(kind.key, kind.days), kind.least) for kind in KINDS}


async def choose(session: AsyncSession, key: str, days: int) -> None:
    """Choose a term, in days."""
    statement = insert(RetentionTerm).values(key=key, days=days)
    await session.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"days": days}))


async def over(session: AsyncSession, kind: Kind, before: datetime) -> tuple[int, int]:
    """How many rows are older than this moment: those that may go, and those that are still needed."""
    query = text(
        f"{_NEEDED} SELECT count(*) FILTER (WHERE {_free(kind)}) AS free, count(*) AS every "
        f"FROM {kind.table} t WHERE {kind.old}"
    ).bindparams(bindparam("before", type_=Moment))
    row = (await session.execute(query, {"before": before})).one()
    return row.free, row.every - row.free


# ---------------------------------------------------------------- the nightly round

_NEEDED = """
    WITH needed AS MATERIALIZED (
        SELECT c.id, c.person_id FROM conversation c
        WHERE EXISTS (SELECT 1 FROM task k WHERE k.conversation_id = c.id AND k.done_at IS NULL)
           OR EXISTS (SELECT 1 FROM debt_referral r WHERE r.closed_at IS NULL
                      AND (r.conversation_id = c.id OR r.person_id = c.person_id))
           OR EXISTS (SELECT 1 FROM legal_hold h WHERE h.person_id = c.person_id AND h.ended_at IS NULL)
        UNION SELECT NULL, h.person_id FROM legal_hold h WHERE h.ended_at IS NULL
        UNION SELECT NULL, r.person_id FROM debt_referral r WHERE r.closed_at IS NULL
    )
"""


def _free(kind: Kind) -> str:
    """The condition under which nothing still needs a row of this kind."""
    if kind.freely:
        return "true"
    columns = metadata.tables[kind.table].columns
    own = "t.id" if kind.table == "conversation" else "t.conversation_id" if "conversation_id" in columns else None
    free = []
    if own:
        free.append(f"NOT EXISTS (SELECT 1 FROM needed n WHERE n.id = {own})")
    if "person_id" in columns:
        free.append("NOT EXISTS (SELECT 1 FROM needed n WHERE n.person_id = t.person_id)")
    return " AND ".join(free)


async def begin(session: AsyncSession, now: datetime) -> RetentionRun | None:
    """The report of tonight's round; None when another process has begun it."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('retention', 0))"))
    lately = select(RetentionRun).where(col(RetentionRun.created_at) > now - timedelta(hours=12))
    if (await session.exec(lately)).first() is not None:
        return None
    made = RetentionRun(created_at=now)
    session.add(made)
    await session.flush()
    return made


async def sweep(session: AsyncSession, kind: Kind, before: datetime, after: Any) -> tuple[int, Any]:
    """Delete a batch of what is over its term; `after` is the last id of the batch before, None to begin.

    Returns how many went and where to go on, None when that was the end. Rows that somebody works on are left.
    """
    if kind.key == AUDIT:
        return await _cut(session, before)
    past = "" if after is None else " AND t.id > :after"
    query = text(
        f"{_NEEDED} SELECT t.id FROM {kind.table} t WHERE {kind.old} AND {_free(kind)}{past} "
        f"ORDER BY t.id LIMIT {BATCH} FOR UPDATE OF t SKIP LOCKED"
    ).bindparams(bindparam("before", type_=Moment))
    given = {"before": before} | ({} if after is None else {"after": after})
    ids = list((await session.execute(query, given)).scalars())
    await _away(session, kind, ids)
    return len(ids), ids[-1] if len(ids) == BATCH else None


async def _away(session: AsyncSession, kind: Kind, ids: Sequence[Any]) -> None:
    if kind.nameless is None:
        await pruning.delete(session, kind.table, ids)
    elif ids:
        query = f"UPDATE {kind.table} SET {kind.nameless} WHERE id = ANY(:ids)"
        await session.execute(text(query), {"ids": list(ids)})


# ---------------------------------------------------------------- the oldest of the audit trail

# From the beginning of the chain, up to the first entry that stays: one that is young, or of a client whose data must
# be kept. The database holds five years by its own clock, whatever the program thinks the time is.
_LAST_OLD = text(
    f"""
    SELECT l.number, l.hash FROM audit_link l JOIN audit_entry e ON e.id = l.entry_id
    WHERE l.number < coalesce(
        (SELECT min(o.number) FROM (
            SELECT k.number FROM audit_link k JOIN audit_entry f ON f.id = k.entry_id
            WHERE f.at >= least(CAST(:before AS timestamptz), now() - interval '5 years')
               OR f.person_id IN (SELECT h.person_id FROM legal_hold h WHERE h.ended_at IS NULL)
            ORDER BY k.number LIMIT 1) o),
        (SELECT max(number) + 1 FROM audit_link))
      AND l.number < (SELECT min(number) FROM audit_link) + {BATCH}
    ORDER BY l.number DESC LIMIT 1
    """
).bindparams(bindparam("before", type_=Moment))
_CUT_OFF = (
    "SET LOCAL stapje.audit_term_over = 'on'",
    "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE number <= :number)",
    "DELETE FROM audit_link WHERE number <= :number",
    "SET LOCAL stapje.audit_term_over = 'off'",
)


async def _cut(session: AsyncSession, before: datetime) -> tuple[int, Any]:
    """Delete the oldest of the trail, and say so in the trail: the chain goes on from what is written there."""
    last = (await session.execute(_LAST_OLD, {"before": before})).one_or_none()
    if last is None:
        return 0, None
    now = before + timedelta(days=(await terms(session))[AUDIT])
    await audit.record(session, audit_chain.CUT, now=now, number=last.number, hash=last.hash)
    gone = 0
    for statement in _CUT_OFF:
        given = {"number": last.number} if ":number" in statement else {}
        done = await session.execute(text(statement), given)
        if statement.startswith("DELETE FROM audit_entry"):
            gone = int(done.rowcount)  # type: ignore[attr-defined]
    return gone, last.number if gone == BATCH else None


async def end(
    session: AsyncSession, run_id: uuid.UUID, *, gone: dict[str, int], kept: dict[str, int], now: datetime
) -> None:  # fmt: skip
    """Write the report of a round."""
    run = await session.get_one(RetentionRun, run_id)
    run.gone, run.kept, run.ended_at = gone, kept, now
    session.add(run)


async def runs(session: AsyncSession, *, most: int = 30) -> list[RetentionRun]:
    """The latest rounds, newest first."""
    return list(
        (await session.exec(select(RetentionRun).order_by(col(RetentionRun.created_at).desc()).limit(most))).all()
    )
