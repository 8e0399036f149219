"""The list of clients that somebody may see: a row each with what one wants to know at a glance, page by page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import TextualSelect, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.audit import AuditEntry
from storage.database import Moment
from storage.inbox import READ as THREAD_READ
from storage.tasks import URGENT

READ = "person.read"
"""The audit action for opening the page of a person."""
LISTED = "people.listed"
"""The audit action for looking at the list; its details name whom it showed."""
MOODS = 4
"""So many answers tell how it goes lately."""


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose clients: those of a team, of all teams (`everywhere`), or only those of some contactpersons (`contacts`).

    `name`: only who has this in their name. `only`: a name of FILTERS; `unspoken` is the moment before which it is long
    ago that a human spoke to somebody, `near` the day until which a term is in sight.
    """

    team_id: uuid.UUID | None
    everywhere: bool
    contacts: Sequence[uuid.UUID] | None = None
    name: str = ""
    only: str = ""
    unspoken: datetime | None = None
    near: date | None = None


@dataclass(frozen=True, kw_only=True)
class ClientRow:
    """One client in the list. `last_contact` is when they wrote or a human wrote to them, whichever was last.

    `moods` are the latest answers since some weeks, newest first, `mood_words` what was said with the newest; `tasks`
    counts what a human has to do, `urgent` means that one of these is red. `silent_since` is when the open check-in was
    first asked; `term_on` is the nearest last day of debt help.
    """

    id: uuid.UUID
    name: str
    municipality: str | None
    contact: str
    last_contact: datetime | None
    next_at: datetime | None
    moods: list[str]
    mood_words: str
    tasks: int
    urgent: bool
    conversation_id: uuid.UUID | None
    waiting_since: datetime | None
    opted_out: bool
    steps: int
    silent_since: datetime | None
    tries: int
    term_on: date | None


_CONTACT = """(
    SELECT greatest(
        (SELECT created_at FROM message WHERE conversation_id = c.id AND direction = 'in' ORDER BY id DESC LIMIT 1),
        (SELECT created_at FROM message WHERE conversation_id = c.id AND sender = 'human' ORDER BY id DESC LIMIT 1)))"""
_NEXT = """(
    SELECT min(starts_at) FROM appointment
    WHERE person_id = p.id AND starts_at > :now AND state IN ('planned', 'confirmed'))"""
_SILENT = """(
    SELECT asked_at FROM check_in WHERE person_id = p.id AND closed_at IS NULL AND asked_at IS NOT NULL LIMIT 1)"""
_SPOKEN = """(
    SELECT greatest(
        (SELECT created_at FROM message WHERE conversation_id = c.id AND sender = 'human' ORDER BY id DESC LIMIT 1),
        (SELECT max(starts_at) FROM appointment WHERE person_id = p.id AND state = 'done'),
        (SELECT max(closed_at) FROM check_in WHERE person_id = p.id AND closed_as = 'contact')))"""
_TERM = """(
    SELECT min(CASE WHEN stage IN ('registration', 'crisis') THEN due_on WHEN stage = 'intake' THEN decision_due_on END)
    FROM debt_referral WHERE person_id = p.id AND closed_at IS NULL)"""
ORDERS = {
    "name": "lower(p.display_name)",
    "contact": f"coalesce(extract(epoch FROM {_CONTACT}), 0)",  # who was heard longest ago first
    "appointment": f"coalesce(extract(epoch FROM {_NEXT}), 'Infinity')",
    "silent": f"coalesce(extract(epoch FROM {_SILENT}), 'Infinity')",
}
"""What the list can be sorted by, and what stands first then."""
FILTERS = {
    "": "true",
    "waiting": "c.waiting_since IS NOT NULL",
    "silent": f"{_SILENT} IS NOT NULL",
    "bad": "p.id IN (SELECT person_id FROM findable_person WHERE mood = 'bad')",
    "unspoken": f"coalesce({_SPOKEN} < :unspoken, true)",
    "steps": "EXISTS (SELECT FROM step WHERE person_id = p.id AND state = 'open')",
    "no_appointment": f"{_NEXT} IS NULL",
    "term": f"{_TERM} <= :near",
    "stopped": "p.opted_out_at IS NOT NULL",
}
"""What the list can be narrowed down to."""


def _statement(order: str, only: str) -> TextualSelect:
    """A page of the list; a row is looked at closely only when it is shown."""
    statement = f"""
    WITH mine AS (
        SELECT p.id, {order} AS place FROM person p LEFT JOIN conversation c ON c.person_id = p.id
        WHERE p.merged_into IS NULL AND (:everywhere OR p.team_id = :team OR :chosen)
          AND (NOT :chosen OR p.contact_person_id = ANY(:contacts))
          AND (:like = '' OR p.display_name ILIKE :like) AND {only}
    ), page AS MATERIALIZED (
        SELECT id, place FROM mine
        WHERE CAST(:after AS uuid) IS NULL OR (place, id) > (SELECT place, id FROM mine WHERE id = :after)
        ORDER BY place, id LIMIT :most
    )
    SELECT p.id, p.display_name AS name, p.municipality, s.display_name AS contact, {_CONTACT} AS last_contact,
           {_NEXT} AS next_at, coalesce(k.moods, '{{}}') AS moods, coalesce(k.words[1], '') AS mood_words,
           t.many AS tasks, coalesce(t.red, false) AS urgent, c.id AS conversation_id, c.waiting_since,
           p.opted_out_at IS NOT NULL AS opted_out, q.asked_at AS silent_since, coalesce(q.tries, 0) AS tries,
           (SELECT count(*) FROM step WHERE person_id = p.id AND state = 'open') AS steps, {_TERM} AS term_on
    FROM page JOIN person p ON p.id = page.id JOIN staff_member s ON s.id = p.contact_person_id
    LEFT JOIN conversation c ON c.person_id = p.id
    LEFT JOIN LATERAL (
        SELECT array_agg(mood ORDER BY told DESC) AS moods, array_agg(words ORDER BY told DESC) AS words FROM (
            SELECT mood, words, coalesce(answered_at, created_at) AS told FROM check_in
            WHERE person_id = p.id AND mood IS NOT NULL AND coalesce(answered_at, created_at) >= :since
            ORDER BY told DESC LIMIT :moods) few) k ON true
    LEFT JOIN check_in q ON q.person_id = p.id AND q.closed_at IS NULL AND q.asked_at IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT count(*) AS many, bool_or(priority = :urgent) AS red FROM task
        WHERE conversation_id = c.id AND done_at IS NULL) t ON true
    ORDER BY page.place, page.id
    """  # noqa: S608 (the order is one of our own)
    moments = ("now", "since", *(["unspoken"] if ":unspoken" in only else []))
    moments_told = dict.fromkeys(("last_contact", "next_at", "waiting_since", "silent_since"), Moment)
    typed = [bindparam(name, type_=Moment) for name in moments]
    return text(statement).bindparams(*typed).columns(moods=ARRAY(TEXT), **moments_told)


_STATEMENTS = {
    (name, narrow): _statement(order, only) for name, order in ORDERS.items() for narrow, only in FILTERS.items()
}


async def rows(
    session: AsyncSession, whose: Whose, *, order: str, after: uuid.UUID | None, most: int, now: datetime,
    since: datetime,
) -> list[ClientRow]:  # fmt: skip
    """The first `most` clients in this order (a name of ORDERS), after the one whose id is `after`.

    An `after` that is not in the list any more gives no rows. `since`: how old a mood may be to tell how it goes.
    """
    values = {
        "team": whose.team_id, "everywhere": whose.everywhere, "chosen": whose.contacts is not None,
        "contacts": list(whose.contacts or ()),
        "like": _like(whose.name), "after": after, "most": most, "now": now, "since": since,
        "urgent": URGENT, "moods": MOODS,
    }  # fmt: skip
    days: dict[str, dict[str, object]] = {"unspoken": {"unspoken": whose.unspoken}, "term": {"near": whose.near}}
    found = (await session.execute(_STATEMENTS[order, whose.only], values | days.get(whose.only, {}))).mappings()
    return [ClientRow(**row) for row in found]


def _like(name: str) -> str:
    """What was typed, anywhere in a name; signs that mean something to LIKE mean themselves."""
    plain = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%" if name else ""


async def looked_since(session: AsyncSession, staff_id: uuid.UUID, person_id: uuid.UUID, since: datetime) -> bool:
    """Whether the audit trail already says that this colleague has had the thread or the page open since a moment."""
    query = (
        select(AuditEntry.id)
        .where(
            AuditEntry.person_id == person_id,
            AuditEntry.at > since,
            AuditEntry.staff_id == staff_id,
            col(AuditEntry.action).in_((THREAD_READ, READ)),
        )
        .limit(1)
    )
    return (await session.exec(query)).first() is not None
