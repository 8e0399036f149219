"""A look back once a week, for who wishes it: who gets one, and what their week had."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.tasks import URGENT


@dataclass(frozen=True, kw_only=True)
class Week:
    """What somebody did in a week: steps (newest first), whether they told how it goes, milestones.

    `wanted` is off when they do not want to read it any more; `in_crisis`: a call for help is still open.
    """

    wanted: bool
    in_crisis: bool
    steps: list[str]
    told: bool
    milestones: list[str]


_PLAN = text(
    """
    INSERT INTO nudge (id, created_at, kind, person_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'weekly_recap', p.person_id, p.person_id, :due,
           'weekly_recap:' || p.person_id || ':' || CAST(:day AS text), 'planned', '{"wished": true}'
    FROM check_in_plan p JOIN person ON person.id = p.person_id
    WHERE p.recap AND person.opted_out_at IS NULL AND (CAST(:person AS uuid) IS NULL OR p.person_id = :person)
    ORDER BY p.person_id
    ON CONFLICT (dedupe_key) DO UPDATE SET state = 'planned', ended_at = NULL, reason = NULL
    WHERE nudge.state = 'cancelled' AND nudge.reason IS DISTINCT FROM 'staff'
    """
).bindparams(bindparam("now", type_=Moment), bindparam("due", type_=Moment))


async def plan(
    session: AsyncSession, *, day: date, due: datetime, now: datetime, person_id: uuid.UUID | None = None
) -> None:
    """Plan the look back of a local day at `due` for everybody who wishes one, or for one person; harmless twice.

    The order lets two planners wait for each other rather than each for the other.
    """
    await session.execute(_PLAN, {"day": day.isoformat(), "due": due, "now": now, "person": person_id})


_CANCEL = text(
    """
    UPDATE nudge SET state = 'cancelled', ended_at = :now, reason = 'not wanted any more'
    WHERE person_id = :person AND kind = 'weekly_recap' AND state = 'planned'
    """
).bindparams(bindparam("now", type_=Moment))


async def cancel(session: AsyncSession, person_id: uuid.UUID, now: datetime) -> None:
    """Somebody does not want it any more."""
    await session.execute(_CANCEL, {"person": person_id, "now": now})


_WEEKS = text(
    """
    SELECT p.person_id, p.recap AS wanted,
           EXISTS (SELECT FROM conversation c JOIN task t ON t.conversation_id = c.id
                   WHERE c.person_id = p.person_id AND t.priority = :urgent AND t.done_at IS NULL) AS in_crisis,
           ARRAY(SELECT s.what FROM step s WHERE s.person_id = p.person_id AND s.state IN ('done', 'partly')
                 AND s.ended_at > :since AND s.ended_at <= :now ORDER BY s.ended_at DESC) AS steps,
           EXISTS (SELECT FROM check_in c WHERE c.person_id = p.person_id AND c.answered_at > :since
                   AND c.answered_at <= :now) AS told,
           ARRAY(SELECT m.kind FROM milestone m WHERE m.person_id = p.person_id AND m.reached_on > :first_day
                 AND m.reached_on <= :today ORDER BY m.reached_on) AS milestones
    FROM check_in_plan p WHERE p.person_id = ANY(:people)
    """
).bindparams(bindparam("since", type_=Moment), bindparam("now", type_=Moment))


async def weeks(
    session: AsyncSession, people: Sequence[uuid.UUID], *, since: datetime, now: datetime, first_day: date, today: date
) -> dict[uuid.UUID, object]:
    """The week of each of these people, by person; moments after `since`, milestones of days after `first_day`."""
    values = {
        "people": list(people),
        "since": since,
        "now": now,
        "first_day": first_day,
        "today": today,
        "urgent": URGENT,
    }
    rows = (await session.execute(_WEEKS, values)).mappings().all()
    return {row["person_id"]: Week(**{k: v for k, v in row.items() if k != "person_id"}) for row in rows}
