"""The facts of a contactperson's clients, set-based: one statement a question, however many clients there are.

Every question gives rows of the same shape, of the clients of some colleagues (`contacts`: oneself, whom one stands in
for, a whole team). Only what is in the record; what it means is for humans.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.people import Person
from storage.staff import StaffMember


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line about one client. What `at`, `day`, `kind`, `number` and `words` are is said per question below.

    `contact_id` is the contactperson of the client, `with_id` another colleague whom it is about, if any. `subject_id`
    is the row that it is about where there is one: a task, check-in, appointment or step.
    """

    person_id: uuid.UUID
    conversation_id: uuid.UUID | None
    name: str
    contact_id: uuid.UUID
    with_id: uuid.UUID | None
    at: datetime | None
    day: date | None
    kind: str
    number: int
    words: str
    subject_id: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Window:
    """The time a question is about. `today` is the local day from `starts` to `ends`.

    `since`: from when on something is worth celebrating or new. `bad_since`: from when on a bad mood counts as lately.
    `before`: who was not spoken to since then was not for long. `horizon`: the last day on which a term is near.
    `noted_by`: whether somebody came to an appointment before this moment should have been noted.
    """

    now: datetime
    today: date
    starts: datetime
    ends: datetime
    since: datetime
    bad_since: datetime
    before: datetime
    horizon: date
    noted_by: datetime


@dataclass(frozen=True, kw_only=True)
class _Question:
    """How a question is asked of `person p` and `conversation c`: what is joined, and what the columns are."""

    join: str
    at: str = "NULL::timestamptz"
    day: str = "NULL::date"
    kind: str = "''"
    number: str = "1"
    words: str = "''"
    with_id: str = "NULL::uuid"
    subject_id: str = "NULL::uuid"
    whose: str = "p.contact_person_id = ANY(:contacts)"
    order: str = "at"


QUESTIONS: dict[str, _Question] = {
    # A crisis that nobody has taken care of; `at` since when.
    "crisis": _Question(
        join="JOIN task t ON t.conversation_id = c.id AND t.done_at IS NULL AND t.kind = 'crisis'",
        at="t.created_at",
        words="t.words",
        subject_id="t.id",
    ),
    # Waits for a human answer; `at` since when.
    "waiting": _Question(join="JOIN (SELECT 1) one ON c.waiting_since IS NOT NULL", at="c.waiting_since"),
    # An open check-in; `at` when it was first asked, `number` how often, `kind` "given_up": a human has the task.
    "silent": _Question(
        join="JOIN check_in k ON k.person_id = p.id AND k.closed_at IS NULL AND k.asked_at IS NOT NULL",
        at="k.asked_at",
        kind="CASE WHEN k.given_up_at IS NULL THEN '' ELSE 'given_up' END",
        number="k.tries",
        subject_id="k.id",
        order="k.given_up_at IS NULL, at",
    ),
    # The newest mood is bad, and lately; `at` when it was told, `words` the client's own.
    "bad_mood": _Question(
        join="""
        JOIN LATERAL (
            SELECT mood, coalesce(words, '') AS words, coalesce(answered_at, created_at) AS told_at FROM check_in
            WHERE person_id = p.id AND mood IS NOT NULL ORDER BY told_at DESC LIMIT 1
        ) k ON k.mood = 'bad' AND k.told_at >= :bad_since""",
        at="k.told_at",
        words="k.words",
    ),
    # Somebody's appointment today, with whomever; and one's own with other people's clients. `words`: where.
    "appointments": _Question(
        join="""
        JOIN appointment a ON a.person_id = p.id AND a.state IN ('proposed', 'planned', 'confirmed')
            AND a.starts_at >= :starts AND a.starts_at < :ends""",
        at="a.starts_at",
        kind="a.state",
        words="coalesce(a.place, '')",
        with_id="a.staff_id",
        subject_id="a.id",
        whose="(p.contact_person_id = ANY(:contacts) OR a.staff_id = ANY(:contacts))",
    ),
    # A step planned today; `words`: what.
    "steps_today": _Question(
        join="""
        JOIN step s ON s.person_id = p.id AND s.state = 'open' AND s.planned_at >= :starts AND s.planned_at < :ends""",
        at="s.planned_at",
        words="s.what",
        subject_id="s.id",
    ),
    # Open steps; `number` how many, `words` the oldest, `at` since when.
    "steps": _Question(
        join="""
        JOIN LATERAL (
            SELECT count(*) AS many, min(created_at) AS since, (array_agg(what ORDER BY created_at))[1] AS what
            FROM step WHERE person_id = p.id AND state = 'open'
        ) s ON s.many > 0""",
        at="s.since",
        number="s.many",
        words="s.what",
    ),
    # A term of debt help that is near or over; `day` when it ends, `kind`: first talk, decision or threat.
    "terms": _Question(
        join="""
        JOIN LATERAL (
            SELECT least(due_on, threat_on) AS day, threat_on <= coalesce(due_on, threat_on) AS threatened, kind, urgent
            FROM (
                SELECT threat_on, urgent, CASE stage WHEN 'intake' THEN 'decision' ELSE 'first_talk' END AS kind,
                       CASE WHEN stage IN ('registration', 'crisis') THEN due_on
                            WHEN stage = 'intake' THEN decision_due_on END AS due_on
                FROM debt_referral WHERE person_id = p.id AND closed_at IS NULL
            ) running
        ) r ON r.day <= :horizon""",
        day="r.day",
        kind="CASE WHEN r.threatened THEN 'threat' ELSE r.kind END",
        number="r.urgent::int",
        order="r.day",
    ),
    # No address works; `kind` "never": none was ever tied. `at` since when.
    "unreachable": _Question(
        join="""
        JOIN LATERAL (
            SELECT count(*) AS many, count(*) FILTER (WHERE unreachable_since IS NULL) AS working,
                   max(unreachable_since) AS since
            FROM channel_address WHERE conversation_id = c.id
        ) a ON a.working = 0""",
        at="coalesce(a.since, p.created_at)",
        kind="CASE WHEN a.many = 0 THEN 'never' ELSE '' END",
        order="a.many = 0, at",
    ),
    # An appointment of the last month of which nobody noted whether they came, a day after it; `at` when it was.
    "unrecorded": _Question(
        join="""
        JOIN appointment a ON a.person_id = p.id AND a.state IN ('planned', 'confirmed')
            AND a.starts_at < :noted_by AND a.starts_at >= :noted_by - interval '30 days'""",
        at="a.starts_at",
        with_id="a.staff_id",
        subject_id="a.id",
        whose="(p.contact_person_id = ANY(:contacts) OR a.staff_id = ANY(:contacts))",
    ),
    # Open work with a moment today or before, besides a crisis and a silence; `at` that moment, `kind` what it is.
    "due": _Question(
        join="""
        JOIN task t ON t.conversation_id = c.id AND t.done_at IS NULL AND t.kind NOT IN ('crisis', 'silence')
            AND t.due_at < :ends""",
        at="t.due_at",
        kind="t.kind",
        words="t.words",
        subject_id="t.id",
        order="t.priority, at",
    ),
    # Open work besides a crisis; `number` how many, `kind` the most pressing, `at` since when.
    "tasks": _Question(
        join="""
        JOIN LATERAL (
            SELECT count(*) AS many, min(created_at) AS since,
                   (array_agg(kind ORDER BY priority, created_at))[1] AS kind, min(priority) AS pressing
            FROM task WHERE conversation_id = c.id AND done_at IS NULL AND kind <> 'crisis'
        ) t ON t.many > 0""",
        at="t.since",
        kind="t.kind",
        number="t.many",
        order="t.pressing, at",
    ),
    # A step taken or a milestone reached; `kind` "done", "partly" or "milestone", `words` the step or which milestone.
    "celebrate": _Question(
        join="""
        JOIN LATERAL (
            SELECT ended_at AS reached, state AS kind, what AS words FROM step
            WHERE person_id = p.id AND state IN ('done', 'partly') AND ended_at >= :since
            UNION ALL
            SELECT created_at, 'milestone', kind FROM milestone WHERE person_id = p.id AND created_at >= :since
        ) s ON true""",
        at="s.reached",
        kind="s.kind",
        words="s.words",
        order="s.kind <> 'milestone', at DESC",
    ),
    # No contact by a human for long, as far as the record knows; `kind` "never": `at` is when they became a client.
    "unspoken": _Question(
        join="""
        JOIN LATERAL (
            SELECT greatest(
                (SELECT created_at FROM message WHERE conversation_id = c.id AND sender = 'human'
                 ORDER BY id DESC LIMIT 1),
                (SELECT max(starts_at) FROM appointment WHERE person_id = p.id AND state = 'done'),
                (SELECT max(closed_at) FROM check_in WHERE person_id = p.id AND closed_as = 'contact')
            ) AS at
        ) spoken ON coalesce(spoken.at, p.created_at) < :before""",
        at="coalesce(spoken.at, p.created_at)",
        kind="CASE WHEN spoken.at IS NULL THEN 'never' ELSE '' END",
    ),
    # Wants no messages (`kind` "opted_out", `at` since) or a pause (`kind` "paused", `day` until).
    "stopped": _Question(
        join="""
        LEFT JOIN check_in_plan l ON l.person_id = p.id AND l.paused_until > :today
        JOIN (SELECT 1) one ON p.opted_out_at IS NOT NULL OR l.id IS NOT NULL""",
        at="p.opted_out_at",
        day="l.paused_until",
        kind="CASE WHEN p.opted_out_at IS NULL THEN 'paused' ELSE 'opted_out' END",
        order="p.opted_out_at, l.paused_until",
    ),
    # Came from a colleague not long ago; `with_id` from whom, `words` the note.
    "new": _Question(
        join="JOIN transfer t ON t.person_id = p.id AND t.to_id = p.contact_person_id AND t.created_at >= :since",
        at="t.created_at",
        words="t.note",
        with_id="t.from_id",
        order="at DESC",
    ),
}
_VALUE = re.compile(r"(?<!:):([a-z_]+)")
_MOMENTS = ("now", "starts", "ends", "since", "bad_since", "before", "noted_by")


def _statement(question: _Question) -> tuple[TextClause, frozenset[str]]:
    """The statement, and the names of the values that it wants."""
    sql = f"""
    SELECT p.id AS person_id, c.id AS conversation_id, p.display_name AS name, p.contact_person_id AS contact_id,
           {question.with_id} AS with_id, {question.at} AS at, {question.day} AS day, {question.kind} AS kind,
           {question.number} AS number, {question.words} AS words, {question.subject_id} AS subject_id
    FROM person p LEFT JOIN conversation c ON c.person_id = p.id {question.join}
    WHERE p.merged_into IS NULL AND ({question.whose}) ORDER BY {question.order}, p.display_name, p.id
    """  # noqa: S608 (our own words, from the table above)
    names = frozenset(_VALUE.findall(sql))
    moments = [bindparam(name, type_=Moment) for name in names if name in _MOMENTS]
    return text(sql).bindparams(*moments), names


_STATEMENTS = {name: _statement(question) for name, question in QUESTIONS.items()}


async def ask(session: AsyncSession, question: str, contacts: Sequence[uuid.UUID], window: Window) -> list[Fact]:
    """The answer to one of QUESTIONS for the clients of these colleagues, most pressing first."""
    if not contacts:
        return []
    statement, names = _STATEMENTS[question]
    known = {"contacts": list(contacts), **asdict(window)}
    found = await session.execute(statement, {name: known[name] for name in names})
    return [Fact(**row) for row in found.mappings()]


async def sizes(session: AsyncSession, contacts: Sequence[uuid.UUID]) -> list[tuple[str, int]]:
    """How many clients each of these colleagues has, by name; who has none is left out."""
    query = (
        select(StaffMember.display_name, func.count())
        .join(Person, col(Person.contact_person_id) == StaffMember.id)
        .where(col(StaffMember.id).in_(contacts), col(Person.merged_into).is_(None))
        .group_by(col(StaffMember.id), col(StaffMember.display_name))
        .order_by(col(StaffMember.display_name))
    )
    return [(name, many) for name, many in (await session.exec(query)).all()]


async def team(session: AsyncSession, team_id: uuid.UUID | None) -> list[uuid.UUID]:
    """The active colleagues of a team; of every team for None."""
    query = select(StaffMember.id).where(col(StaffMember.active), col(StaffMember.team_id).is_not(None))
    if team_id is not None:
        query = query.where(StaffMember.team_id == team_id)
    return list((await session.exec(query)).all())


_PLAN_DIGESTS = text(
    """
    INSERT INTO nudge (id, created_at, kind, conversation_id, subject_id, due_at, dedupe_key, state, details)
    SELECT gen_random_uuid(), :now, 'digest', c.id, s.id, :due_at, 'digest:' || s.id || ':' || :day, 'planned', '{}'
    FROM staff_member s JOIN conversation c ON c.staff_id = s.id
    WHERE s.active AND s.digest AND s.role = ANY(:roles)
    ON CONFLICT (dedupe_key) DO NOTHING RETURNING 1
    """
).bindparams(bindparam("now", type_=Moment), bindparam("due_at", type_=Moment))


async def plan_digests(
    session: AsyncSession, *, roles: Sequence[str], day: date, due_at: datetime, now: datetime
) -> int:
    """Plan a morning's digest for colleagues with these roles who want it and have a chat; returns how many are new."""
    values = {"roles": list(roles), "day": day.isoformat(), "due_at": due_at, "now": now}
    return len((await session.execute(_PLAN_DIGESTS, values)).all())
