"""Which table holds what of a client: the one list that export, deletion and retention read.

A test goes over the schema and fails when a table that points at a client or a conversation is not in it.
"""

from __future__ import annotations

# ruff: noqa: S608 (statements are put together from our own names only; values are bound)
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import LargeBinary, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import metadata

GONE, NAMELESS, STAYS = "gone", "nameless", "stays"
"""What becomes of rows when a client is forgotten: deleted; kept for the figures without who it was; kept."""
_PERSON = "t.person_id IN (SELECT id FROM person WHERE :person IN (id, merged_into))"
"""Theirs, and those of who turned out to be the same person (merges.py)."""
_TALK = "t.conversation_id = ANY(:talks)"
_EITHER = f"({_PERSON} OR {_TALK})"


def _of(column: str, table: str, mine: str) -> str:
    """Rows that point at rows of another table that are the client's."""
    return f"t.{column} IN (SELECT t.id FROM {table} t WHERE {mine})"


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What a table holds of a client: `mine` says which rows `t` are theirs, of :person and :talks.

    `fate` is what becomes of them on deletion, `nameless` what is written over what. `hidden` columns are secrets; they
    are not in the data that a client gets. Columns of bytes are handed out as files.
    """

    table: str
    mine: str
    fate: str = GONE
    nameless: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


_MERGE = (
    "(t.kept_person_id = :person OR t.gone_person_id = :person OR t.kept_id = ANY(:talks) OR t.gone_id = ANY(:talks))"
)
_GUEST = "t.guest_id IN (SELECT g.id FROM guest g WHERE g.person_id = :person)"
HOLDINGS = (
    Holding(table="person", mine=":person IN (t.id, t.merged_into)"),
    Holding(table="conversation", mine="t.id = ANY(:talks)"),
    Holding(table="contact_card", mine=_PERSON),
    Holding(table="person_change", mine=_PERSON),
    Holding(table="put_aside", mine=_PERSON),
    Holding(table="findable_person", mine=_PERSON, hidden=frozenset({"words", "near"})),
    Holding(table="channel_address", mine=_TALK, hidden=frozenset({"secret_hash"})),
    Holding(table="invite", mine=_PERSON, hidden=frozenset({"token_hash"})),
    Holding(table="message", mine=_TALK),
    Holding(table="button", mine=_TALK, hidden=frozenset({"token"})),
    Holding(table="inbound", mine=_TALK),
    Holding(table="outbound", mine=_of("message_id", "message", _TALK)),
    Holding(table="conversation_read", mine=_TALK),
    Holding(table="conversation_label", mine=_TALK),
    Holding(table="note", mine=_TALK),
    Holding(table="draft", mine=_TALK),
    Holding(table="later_message", mine=_TALK),
    Holding(table="stored_file", mine=_TALK),
    Holding(table="findable", mine=_TALK, hidden=frozenset({"words"})),
    Holding(table="last_heard", mine=_TALK),
    Holding(table="presence", mine=_TALK),
    Holding(table="block", mine=_TALK),
    Holding(table="merge", mine=_MERGE),
    Holding(table="merge_move", mine=_of("merge_id", "merge", _MERGE)),
    Holding(table="mention", mine=_of("note_id", "note", _TALK)),
    Holding(table="wait", mine=_TALK),
    Holding(table="task", mine=_TALK),
    Holding(table="check_in_plan", mine=_PERSON),
    Holding(table="check_in", mine=_PERSON),
    Holding(table="step", mine=_PERSON),
    Holding(table="goal", mine=_PERSON),
    Holding(table="milestone", mine=_PERSON),
    Holding(table="picture", mine=_PERSON),
    Holding(table="appointment", mine=_PERSON),
    Holding(table="nudge", mine=_EITHER),
    Holding(table="money_plan", mine=_PERSON),
    Holding(table="money_check_in", mine=_PERSON),
    Holding(table="post_item", mine=_PERSON),
    Holding(table="debt_referral", mine=_EITHER),
    Holding(table="referral_event", mine=_of("referral_id", "debt_referral", _EITHER)),
    Holding(table="transfer", mine=_PERSON),
    Holding(table="legal_hold", mine=_PERSON),
    Holding(
        table="bed_night", mine=f"({_PERSON} OR {_TALK} OR {_GUEST})", fate=NAMELESS,
        nameless={"person_id": "NULL", "conversation_id": "NULL", "guest_name": "NULL"},
    ),
    Holding(table="guest", mine=_PERSON, fate=NAMELESS, nameless={"name": "'–'", "person_id": "NULL"}),
    Holding(
        table="waiter", mine=_EITHER, fate=NAMELESS,
        nameless={"person_id": "NULL", "conversation_id": "NULL", "name": "'–'"},
    ),
    Holding(
        table="rights_request", mine=_PERSON, fate=NAMELESS, nameless={"wrong": "''", '"right"': "''"},
        hidden=frozenset({"token_hash"}),
    ),
    Holding(table="emergency_access", mine="t.person_id = :person", fate=STAYS),
    Holding(table="audit_entry", mine="t.person_id = :person", fate=STAYS, hidden=frozenset({"session"})),
)  # fmt: skip
FOLLOWING = ("findable", "findable_person", "last_heard")
"""Tables that triggers keep in step with others."""
BY_TABLE = {holding.table: holding for holding in HOLDINGS}


async def talks_of(session: AsyncSession, person_id: uuid.UUID) -> list[uuid.UUID]:
    """The ids of a client's conversations, also those that were merged into one."""
    query = text(
        """
        WITH own AS (
            SELECT c.id FROM conversation c JOIN person p ON p.id = c.person_id WHERE :person IN (p.id, p.merged_into)
        )
        SELECT id FROM own UNION SELECT c.id FROM conversation c JOIN own ON own.id = c.merged_into ORDER BY id
        """
    )
    return list((await session.execute(query, {"person": person_id})).scalars())


async def rows(
    session: AsyncSession, holding: Holding, person_id: uuid.UUID, talks: Sequence[uuid.UUID]
) -> list[dict[str, Any]]:
    """The client's rows of a table as JSON has them, in the order in which they were made, without what is hidden."""
    given = _given(holding, person_id, talks)
    hidden = [*sorted(holding.hidden), *binaries(holding)]
    query = f"SELECT to_jsonb(t) - CAST(:hidden AS text[]) AS row FROM {holding.table} t WHERE {holding.mine}"
    found = list((await session.execute(text(query), given | {"hidden": hidden})).scalars())
    return sorted(found, key=_when)


def _when(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row.get("at") or row.get("created_at") or ""), str(row.get("id") or "").zfill(20)


def binaries(holding: Holding) -> list[str]:
    """The columns of a table that hold bytes."""
    columns = metadata.tables[holding.table].columns
    return [column.name for column in columns if isinstance(column.type, LargeBinary)]


async def files(
    session: AsyncSession, holding: Holding, person_id: uuid.UUID, talks: Sequence[uuid.UUID]
) -> AsyncIterator[tuple[str, bytes]]:
    """The client's files in a table, one at a time: a name within the table, and the bytes."""
    given = _given(holding, person_id, talks)
    for column in binaries(holding):
        ids = text(f"SELECT t.id FROM {holding.table} t WHERE {holding.mine} AND t.{column} IS NOT NULL ORDER BY t.id")
        one = text(f"SELECT {column} FROM {holding.table} WHERE id = :id")
        for row_id in (await session.execute(ids, given)).scalars().all():
            yield f"{row_id}-{column}", (await session.execute(one, {"id": row_id})).scalar_one()


async def count(
    session: AsyncSession, holding: Holding, person_id: uuid.UUID, talks: Sequence[uuid.UUID]
) -> int:  # fmt: skip
    """How many rows of a table are the client's."""
    query = f"SELECT count(*) FROM {holding.table} t WHERE {holding.mine}"
    return int((await session.execute(text(query), _given(holding, person_id, talks))).scalar_one())


async def forget(
    session: AsyncSession, holding: Holding, person_id: uuid.UUID, talks: Sequence[uuid.UUID]
) -> int:  # fmt: skip
    """Delete the client's rows of a table, or take out who it was; returns how many there were."""
    if holding.fate == NAMELESS:
        changed = ", ".join(f"{column} = {value}" for column, value in holding.nameless.items())
        query = f"UPDATE {holding.table} t SET {changed} WHERE {holding.mine}"
    else:
        query = f"DELETE FROM {holding.table} t WHERE {holding.mine}"
    done = await session.execute(text(query), _given(holding, person_id, talks))
    return int(done.rowcount)  # type: ignore[attr-defined]


def _given(holding: Holding, person_id: uuid.UUID, talks: Sequence[uuid.UUID]) -> dict[str, Any]:
    every: dict[str, Any] = {"person": person_id, "talks": list(talks)}
    return {name: value for name, value in every.items() if f":{name}" in holding.mine}
