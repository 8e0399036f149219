"""What the dashboard counts over a period: one grouped statement a subject, however many clients there are.

What each figure means, and which choices are ours: docs/work-lists.md. A slow count in plain Python checks the SQL
(tests/integration/storage/test_dashboard_by_hand.py).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, Double, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, UUID
from sqlalchemy.types import TypeEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment


@dataclass(frozen=True, kw_only=True)
class OfficeDay:
    """A local day on which somebody reads along from `opens` until `closes` (the same moment on a day off).

    `before` is how many seconds of office time the days of the calendar before this one have.
    """

    day: date
    opens: datetime
    closes: datetime
    before: float


@dataclass(frozen=True, kw_only=True)
class Span:
    """What is counted: from `edges[0]` until before `edges[-1]`, in parts that begin at each of the edges but the last.

    `first` and `last` are the local days of it. `team_id`: only of this team. `calendar` has all local days from the
    first one until the day of `now`. `aim` is within how much office time a human should have answered, `crisis_aim`
    within how long a human should be there in a crisis.
    """

    edges: Sequence[datetime]
    first: date
    last: date
    now: datetime
    calendar: Sequence[OfficeDay]
    aim: timedelta
    crisis_aim: timedelta
    team_id: uuid.UUID | None = None


_VALUE = re.compile(r"(?<!:):([a-z_]+)")
_TYPES: dict[str, TypeEngine[Any]] = {
    "starts": Moment(), "ends": Moment(), "now": Moment(), "edges": ARRAY(Moment), "opens": ARRAY(Moment),
    "closes": ARRAY(Moment), "days": ARRAY(Date), "before": ARRAY(Double), "team": UUID(),
}  # fmt: skip


def prepared(sql: str) -> TextClause:
    """A statement over a period: `:starts`, `:ends`, `:team` and the rest of what `rows` hands it."""
    return text(sql).bindparams(*(bindparam(n, type_=_TYPES[n]) for n in set(_VALUE.findall(sql)) if n in _TYPES))


async def rows(session: AsyncSession, statement: TextClause, span: Span) -> Sequence[Any]:
    """What the statement says of this period."""
    known = {
        "starts": span.edges[0], "ends": span.edges[-1], "now": span.now, "edges": list(span.edges),
        "first": span.first, "last": span.last, "team": span.team_id, "aim": span.aim.total_seconds(),
        "crisis_aim": span.crisis_aim.total_seconds(),
        "days": [one.day for one in span.calendar], "opens": [one.opens for one in span.calendar],
        "closes": [one.closes for one in span.calendar], "before": [one.before for one in span.calendar],
    }  # fmt: skip
    wanted = {name: known[name] for name in _VALUE.findall(statement.text)}
    return (await session.execute(statement, wanted)).mappings().all()


async def with_room(session: AsyncSession) -> None:
    """Let this transaction sort a year in memory."""
    await session.execute(text("SET LOCAL work_mem = '32MB'"))


# ---------------------------------------------------------------- clients, as they are now


@dataclass(frozen=True, kw_only=True)
class Caseload:
    """The clients of a team in a municipality. `unreachable`: they had a chat that works no more; `never`: none yet."""

    team: str
    municipality: str | None
    clients: int
    unreachable: int
    never: int


_CASELOAD = prepared(
    """
    SELECT t.name AS team, p.municipality, count(*)::int AS clients,
           count(*) FILTER (WHERE a.working = 0)::int AS unreachable,
           count(*) FILTER (WHERE a.working IS NULL)::int AS never
    FROM person p JOIN team t ON t.id = p.team_id LEFT JOIN conversation c ON c.person_id = p.id
    LEFT JOIN (
        SELECT conversation_id, count(*) FILTER (WHERE unreachable_since IS NULL) AS working
        FROM channel_address GROUP BY conversation_id
    ) a ON a.conversation_id = c.id
    WHERE p.merged_into IS NULL AND (CAST(:team AS uuid) IS NULL OR p.team_id = :team)
    GROUP BY t.name, p.municipality ORDER BY t.name, p.municipality NULLS LAST
    """
)


async def caseload(session: AsyncSession, span: Span) -> list[Caseload]:
    """Who has how many clients at this moment, by team and municipality; the period does not matter."""
    return [Caseload(**row) for row in await rows(session, _CASELOAD, span)]


# ---------------------------------------------------------------- check-ins and silences


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Check-ins whose last try was the `tries`-th. `closed_as` None: still open."""

    tries: int
    closed_as: str | None
    number: int


_ASKED = prepared(
    """
    SELECT k.tries, k.closed_as, count(*)::int AS number FROM check_in k JOIN person p ON p.id = k.person_id
    WHERE k.asked_at >= :starts AND k.asked_at < :ends AND (CAST(:team AS uuid) IS NULL OR p.team_id = :team)
    GROUP BY k.tries, k.closed_as ORDER BY k.tries, k.closed_as
    """
)


async def check_ins(session: AsyncSession, span: Span) -> list[Asked]:
    """The check-ins that were first asked in the period, by how many tries there were and how they ended."""
    return [Asked(**row) for row in await rows(session, _ASKED, span)]


FOUND_BY = ("client", "contact_person", "colleague", "stopped", "open")
_SILENCES = prepared(
    """
    SELECT CASE WHEN t.done_at IS NULL THEN 'open' WHEN t.done_by = p.contact_person_id THEN 'contact_person'
                WHEN t.done_by IS NOT NULL THEN 'colleague' WHEN k.closed_as = 'stopped' THEN 'stopped'
                ELSE 'client' END AS found_by, count(*)::int AS number
    FROM task t JOIN conversation c ON c.id = t.conversation_id JOIN person p ON p.id = c.person_id
    LEFT JOIN check_in k ON k.id = t.subject_id
    WHERE t.kind = 'silence' AND t.created_at >= :starts AND t.created_at < :ends
      AND (CAST(:team AS uuid) IS NULL OR p.team_id = :team)
    GROUP BY 1
    """
)


async def silences(session: AsyncSession, span: Span) -> dict[str, int]:
    """The silences that a human got as a task in the period, by who ended them (FOUND_BY)."""
    found = {row["found_by"]: row["number"] for row in await rows(session, _SILENCES, span)}
    return {who: found.get(who, 0) for who in FOUND_BY}


# ---------------------------------------------------------------- terms of the law

CLOCKS = ("first_talk", "decision")
HOW_TERMS_ENDED = ("kept", "late", "ended", "open")
_TERMS = prepared(
    """
    WITH terms AS (
        SELECT id, conversation_id, closed_at, 'first_talk' AS clock, due_on, 'intake' AS stage FROM debt_referral
        WHERE due_on BETWEEN :first AND :last
        UNION ALL
        SELECT id, conversation_id, closed_at, 'decision', decision_due_on, 'decision' FROM debt_referral
        WHERE decision_due_on BETWEEN :first AND :last
    )
    SELECT x.clock, CASE
        WHEN EXISTS (SELECT FROM referral_event e
                     WHERE e.referral_id = x.id AND e.kind = 'breach' AND e.words = x.clock) THEN 'late'
        WHEN EXISTS (SELECT FROM referral_event e
                     WHERE e.referral_id = x.id AND e.kind = 'stage' AND e.stage = x.stage) THEN 'kept'
        WHEN x.closed_at IS NOT NULL THEN 'ended' ELSE 'open' END AS how, count(*)::int AS number
    FROM terms x JOIN conversation c ON c.id = x.conversation_id
    WHERE CAST(:team AS uuid) IS NULL OR c.team_id = :team
    GROUP BY 1, 2
    """
)


async def terms(session: AsyncSession, span: Span) -> dict[tuple[str, str], int]:
    """The terms of debt help whose last day is in the period, by clock (CLOCKS) and how they ended (HOW_TERMS_ENDED).

    'late': the last day went by first. 'ended': the request was closed before that. 'open': it runs.
    """
    found = {(row["clock"], row["how"]): row["number"] for row in await rows(session, _TERMS, span)}
    return {(clock, how): found.get((clock, how), 0) for clock in CLOCKS for how in HOW_TERMS_ENDED}


# ---------------------------------------------------------------- appointments

KEPT_HOW = ("kept", "missed", "moved", "cancelled", "unrecorded")
_APPOINTMENTS = prepared(
    """
    SELECT CASE WHEN a.state = 'done' THEN 'kept' WHEN a.state = 'missed' THEN 'missed'
                WHEN a.state = 'cancelled' AND a.changed_at < a.starts_at THEN
                    CASE WHEN n.follows_id IS NULL THEN 'cancelled' ELSE 'moved' END
                ELSE 'unrecorded' END AS how, count(*)::int AS number
    FROM appointment a JOIN person p ON p.id = a.person_id
    LEFT JOIN (SELECT DISTINCT follows_id FROM appointment WHERE follows_id IS NOT NULL) n ON n.follows_id = a.id
    WHERE a.state <> 'proposed' AND a.starts_at >= :starts AND a.starts_at < :ends AND a.starts_at <= :now
      AND (CAST(:team AS uuid) IS NULL OR p.team_id = :team)
    GROUP BY 1
    """
)


async def appointments(session: AsyncSession, span: Span) -> dict[str, int]:
    """The appointments that were to begin in the period, and had by now, by how they ended (KEPT_HOW)."""
    found = {row["how"]: row["number"] for row in await rows(session, _APPOINTMENTS, span)}
    return {how: found.get(how, 0) for how in KEPT_HOW}


# ---------------------------------------------------------------- messages


@dataclass(frozen=True, kw_only=True)
class Said:
    """Messages with clients and visitors in a part of the period; `channel` None: to somebody without one."""

    part: int
    channel: str | None
    sender: str
    number: int


_MESSAGES = prepared(
    """
    WITH counted AS (
        SELECT width_bucket((day::timestamp AT TIME ZONE 'Europe/Amsterdam'), CAST(:edges AS timestamptz[])) AS part,
               channel, sender, number
        FROM message_count
        WHERE day BETWEEN :first AND :last AND (CAST(:team AS uuid) IS NULL OR team_id = :team)
        UNION ALL
        SELECT width_bucket(m.created_at, CAST(:edges AS timestamptz[])), a.channel, m.sender, 1
        FROM message m JOIN conversation c ON c.id = m.conversation_id
        LEFT JOIN channel_address a ON a.id = m.address_id
        WHERE m.created_at >= :starts AND m.created_at < :ends AND c.staff_id IS NULL
          AND (CAST(:team AS uuid) IS NULL OR c.team_id = :team)
          AND m.created_at >= coalesce(
              (SELECT (max(day) + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam' FROM message_count), '-infinity')
    )
    SELECT part, channel, sender, sum(number)::int AS number FROM counted GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    """
)


async def messages(session: AsyncSession, span: Span) -> list[Said]:
    """What was said, by part of the period, channel and who said it; the chats of colleagues are left out.

    Days that are over come from the night's count (storage/message_counts.py), the rest from the messages themselves.
    """
    return [Said(**row) for row in await rows(session, _MESSAGES, span)]
