"""Everything that happened around one client as one stream, newest first, page by page.

One statement over all tables. Every branch reads at most one page by an index of its own client, so that the length of
the history does not matter; its columns are data (`_Branch`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Index, TextualSelect, bindparam, text
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.clients import READ as PERSON_READ
from storage.database import Moment
from storage.inbox import READ as THREAD_READ
from storage.messages import Message
from storage.tasks import Task

LOOKS = (THREAD_READ, PERSON_READ)
MERGES = ("person.merged", "person.merge_undone")
"""The audit actions of putting two records of one client together, and of undoing that."""
FIRST = (datetime(9999, 1, 1, tzinfo=UTC), "")
"""The cursor before the newest event."""

Index("ix_message_when", col(Message.conversation_id), col(Message.created_at))
Index("ix_task_conversation", col(Task.conversation_id), col(Task.created_at))


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened. What `what`, `words`, `more` and `moment` are is said per branch below.

    `at` and `key` are its place in the stream, and the cursor to go on from.
    """

    kind: str
    what: str
    at: datetime
    key: str
    who: str | None
    words: str
    more: str
    moment: datetime | None


@dataclass(frozen=True, kw_only=True)
class _Branch:
    """Where a kind of events comes from: rows of `source`, and what the columns are. `key` is unique in the stream."""

    kind: str
    source: str
    at: str
    key: str
    what: str
    words: str = "''"
    more: str = "''"
    moment: str = "NULL::timestamptz"
    staff: str = "NULL::uuid"


_DAY = "({day} + time '10:00') AT TIME ZONE 'Europe/Amsterdam'"
"""A day without an hour stands at ten in the morning, so that it falls on its own day."""
_NIGHTS = (
    "bed_night n JOIN bed b ON b.id = n.bed_id JOIN facility f ON f.id = b.facility_id "
    "WHERE (n.person_id = :person OR n.conversation_id = :conversation)"
)
_BRANCHES = (
    # `what`: person, bot or human; `more`: the kind of what came with it.
    _Branch(
        kind="messages", source="message WHERE conversation_id = :conversation", at="created_at",
        key="'message:' || lpad(id::text, 19, '0')", what="sender", words="left(text, 600)", staff="staff_id",
        more="coalesce(attachments->0->>'kind', '')",
    ),
    # `what`: the mood, "told" without one, else how the question ended ("open": not yet); `more`: the life domain.
    _Branch(
        kind="moods", source="check_in WHERE person_id = :person", at="coalesce(answered_at, asked_at, created_at)",
        key="'check_in:' || id", words="coalesce(words, '')", more="coalesce(topic, '')",
        what="CASE WHEN answered_at IS NULL THEN coalesce(closed_as, 'open') ELSE coalesce(mood, 'told') END",
    ),
    # `more`: how it went, in the client's words.
    _Branch(
        kind="steps", source="step WHERE person_id = :person", at="created_at", key="'step:' || id",
        what="'step-made'", words="what",
    ),
    _Branch(
        kind="steps", source="step WHERE person_id = :person AND ended_at IS NOT NULL", at="ended_at",
        key="'step-ended:' || id", what="'step-' || state", words="what", more="coalesce(words_after, '')",
    ),
    _Branch(
        kind="steps", source="goal WHERE person_id = :person", at="created_at", key="'goal:' || id",
        what="'goal-made'", words="words",
    ),
    _Branch(
        kind="steps", source="goal WHERE person_id = :person AND ended_at IS NOT NULL", at="ended_at",
        key="'goal-ended:' || id", what="'goal-' || state", words="words",
    ),
    # `words`: the line of a colleague, `staff` who wrote it.
    _Branch(
        kind="steps", source="milestone WHERE person_id = :person", at=_DAY.format(day="reached_on"),
        key="'milestone:' || id", what="'milestone-' || kind", words="coalesce(line, '')", staff="line_by",
    ),
    # `more`: to whom it may be passed on.
    _Branch(
        kind="debts", source="debt_referral WHERE conversation_id = :conversation", at="created_at",
        key="'referral:' || id", what="'asked'", words="words", more="consent_to",
    ),
    # `what`: as the texts queue-happened-… call it; `more`: the stage it came into; `words`: a reason or a note.
    _Branch(
        kind="debts", source="referral_event e JOIN debt_referral r ON r.id = e.referral_id AND "
        "r.conversation_id = :conversation", at="e.created_at", key="'referral_event:' || e.id",
        what="CASE e.kind WHEN 'told' THEN CASE e.by_role WHEN 'client' THEN 'told-client' ELSE 'told-stapje' END "
        "WHEN 'breach' THEN 'breach-' || e.words ELSE e.kind END",
        words="CASE e.kind WHEN 'breach' THEN '' ELSE e.words END", more="coalesce(e.stage, '')", staff="e.staff_id",
    ),
    _Branch(
        kind="money", source="money_check_in WHERE person_id = :person", at="coalesce(answered_at, asked_at)",
        key="'money:' || id", words="words",
        what="CASE WHEN answered_at IS NULL THEN 'no-answer' ELSE coalesce(answer, 'none') END",
    ),
    _Branch(
        kind="money", source="post_item WHERE person_id = :person", at="created_at", key="'post:' || id",
        what="'post'", words="words",
    ),
    _Branch(
        kind="money", source="post_item WHERE person_id = :person AND done_at IS NOT NULL", at="done_at",
        key="'post-done:' || id", what="'post-done'", words="words", staff="done_by",
    ),
    # `moment`: when it is; `words`: where.
    _Branch(
        kind="appointments", source="appointment WHERE person_id = :person", at="created_at",
        key="'appointment:' || id", what="'made-by-' || made_by_role", words="coalesce(place, '')",
        moment="starts_at", staff="staff_id",
    ),
    # What happened: `more` is how it went for the client, in one word; `words`: in their own.
    _Branch(
        kind="appointments",
        source="appointment WHERE person_id = :person AND (state = 'cancelled' OR starts_at <= :now)",
        at="CASE state WHEN 'cancelled' THEN coalesce(changed_at, starts_at) ELSE starts_at END",
        key="'appointment-was:' || id", moment="starts_at", staff="staff_id", words="went_words",
        what="CASE WHEN state IN ('done', 'missed', 'cancelled') THEN state ELSE 'open' END", more="coalesce(went, '')",
    ),
    # `words`: which shelter; `moment`: until when it was held.
    _Branch(
        kind="nights", source=f"{_NIGHTS} AND n.end_reason IS DISTINCT FROM 'mistake'",
        at="coalesce(n.arrived_at, n.created_at)", key="'night:' || n.id", words="f.name", moment="n.held_until",
        what="CASE WHEN n.arrived_at IS NULL THEN 'held' ELSE 'stayed' END",
    ),
    _Branch(
        kind="nights", source=f"{_NIGHTS} AND n.ended_at IS NOT NULL AND n.end_reason <> 'mistake'", at="n.ended_at",
        key="'night-ended:' || n.id", words="f.name", what="n.end_reason",
    ),
    _Branch(
        kind="notes", source="note WHERE conversation_id = :conversation", at="created_at", key="'note:' || id",
        what="CASE WHEN removed_at IS NULL THEN 'note' ELSE 'removed' END", staff="staff_id",
        words="CASE WHEN removed_at IS NULL THEN text ELSE '' END",
    ),
    # `more`: the kind of task.
    _Branch(
        kind="tasks", source="task WHERE conversation_id = :conversation", at="created_at", key="'task:' || id",
        what="'raised'", words="words", more="kind",
    ),
    _Branch(
        kind="tasks", source="task WHERE conversation_id = :conversation AND done_at IS NOT NULL", at="done_at",
        key="'task-done:' || id", what="'done'", more="kind", staff="done_by",
    ),
    # `more`: to whom; `words`: the note of who handed over.
    _Branch(
        kind="record", source="transfer t JOIN staff_member s ON s.id = t.to_id WHERE t.person_id = :person",
        at="t.created_at", key="'transfer:' || t.id", what="'handed_over'", words="t.note", more="s.display_name",
        staff="t.by_id",
    ),
    # `words` and `more`: what stood there before, and what stands there now.
    _Branch(
        kind="record", source="person_change WHERE person_id = :person", at="created_at", key="'change:' || id",
        what="field", words="before", more="after", staff="staff_id",
    ),
    _Branch(
        kind="record", source="audit_entry WHERE person_id = :person AND action = ANY(:merges)", at="at",
        key="'merge:' || lpad(id::text, 19, '0')", what="action", staff="staff_id",
    ),
    _Branch(
        kind="looks", source="audit_entry WHERE person_id = :person AND action = ANY(:looks)", at="at",
        key="'look:' || lpad(id::text, 19, '0')", what="action", staff="staff_id",
    ),
)  # fmt: skip
KINDS = tuple(dict.fromkeys(branch.kind for branch in _BRANCHES))
"""What the stream can be narrowed to."""


def _select(branch: _Branch) -> str:
    """The newest events of a branch that come before the cursor."""
    return f"""
    (SELECT * FROM (
        SELECT '{branch.kind}' AS kind, {branch.what} AS what, {branch.at} AS at,
               ({branch.key}) COLLATE "C" AS key, {branch.staff} AS staff_id, {branch.words} AS words,
               {branch.more} AS more, {branch.moment} AS moment
        FROM {branch.source}) b
     WHERE at <= :at AND (at < :at OR key < :key) AND at <= :now ORDER BY at DESC, key DESC LIMIT :most)"""  # noqa: S608 (our own names)


@cache
def _statement(kinds: frozenset[str]) -> TextualSelect:
    branches = "\n    UNION ALL".join(_select(branch) for branch in _BRANCHES if branch.kind in kinds)
    statement = f"""
    WITH page AS (
        SELECT * FROM ({branches}) every ORDER BY at DESC, key DESC LIMIT :most
    )
    SELECT kind, what, at, key, s.display_name AS who, words, more, moment
    FROM page LEFT JOIN staff_member s ON s.id = page.staff_id ORDER BY at DESC, key DESC
    """  # noqa: S608 (our own names)
    typed = [bindparam(name, type_=Moment) for name in ("at", "now")]
    return text(statement).bindparams(*typed).columns(at=Moment, moment=Moment)


async def page(
    session: AsyncSession, person_id: uuid.UUID, conversation_id: uuid.UUID, kinds: Iterable[str], *,
    before: tuple[datetime, str], most: int, now: datetime,
) -> list[Event]:  # fmt: skip
    """The newest `most` events of these kinds (of KINDS, one at least) that come before the cursor, newest first.

    What lies ahead of `now` has not happened yet and is left out.
    """
    values = {
        "person": person_id, "conversation": conversation_id, "at": before[0], "key": before[1], "most": most,
        "now": now, "looks": list(LOOKS), "merges": list(MERGES),
    }  # fmt: skip
    return [Event(**row) for row in (await session.execute(_statement(frozenset(kinds)), values)).mappings()]
