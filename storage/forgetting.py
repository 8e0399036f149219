"""Forgetting a client: what would go, what stays, what stands in the way, and the deletion itself."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import conversations, holdings
from storage.database import metadata
from storage.errors import StorageError
from storage.holdings import GONE, HOLDINGS, NAMELESS, STAYS

HOLD, REFERRAL, BED = "hold", "referral", "bed"
IN_THE_WAY = {
    HOLD: "SELECT 1 FROM legal_hold WHERE person_id = :person AND ended_at IS NULL",
    REFERRAL: "SELECT 1 FROM debt_referral WHERE closed_at IS NULL AND (person_id = :person OR conversation_id IN "
    "(SELECT id FROM conversation WHERE person_id = :person))",
    BED: "SELECT 1 FROM bed_night b LEFT JOIN guest g ON g.id = b.guest_id "
    "WHERE b.ended_at IS NULL AND b.night >= (now() AT TIME ZONE 'Europe/Amsterdam')::date - 1 "
    "AND (b.person_id = :person OR g.person_id = :person)",
}
"""Why a client cannot be forgotten now: a duty to keep, a request for debt help that runs, a bed of tonight (whoever
leads people out of a burning house must know who sleeps there)."""


class InTheWay(StorageError):
    """Something must end before this client can be forgotten; `reasons` are keys of `IN_THE_WAY`."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(f"first end: {', '.join(reasons)}")
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Preview:
    """How many rows of each table would be deleted, made nameless, or stay; and what stands in the way."""

    counts: Mapping[str, Mapping[str, int]]
    in_the_way: list[str]


async def in_the_way(session: AsyncSession, person_id: uuid.UUID) -> list[str]:
    """What must end first."""
    return [
        reason
        for reason, query in IN_THE_WAY.items()
        if (await session.execute(text(f"{query} LIMIT 1"), {"person": person_id})).first() is not None
    ]


async def preview(session: AsyncSession, person_id: uuid.UUID) -> Preview:
    """What forgetting this client would do."""
    talks = await holdings.talks_of(session, person_id)
    counts: dict[str, dict[str, int]] = {GONE: {}, NAMELESS: {}, STAYS: {}}
    for holding in HOLDINGS:
        if number := await holdings.count(session, holding, person_id, talks):
            counts[holding.fate][holding.table] = number
    return Preview(counts=counts, in_the_way=await in_the_way(session, person_id))


async def forget(session: AsyncSession, person_id: uuid.UUID) -> dict[str, dict[str, int]]:
    """Delete everything of a client but what stays; returns how many rows of each table, by their fate.

    A second time finds nothing left to do. Raises InTheWay.
    """
    for talk in await holdings.talks_of(session, person_id):
        await conversations.lock(session, talk)  # nobody is answering meanwhile
    talks = await holdings.talks_of(session, person_id)
    if reasons := await in_the_way(session, person_id):
        raise InTheWay(reasons)
    done: dict[str, dict[str, int]] = {GONE: {}, NAMELESS: {}, STAYS: {}}
    for holding in HOLDINGS:
        if holding.fate == STAYS and (number := await holdings.count(session, holding, person_id, talks)):
            done[STAYS][holding.table] = number
        elif holding.fate == NAMELESS and (number := await holdings.forget(session, holding, person_id, talks)):
            done[NAMELESS][holding.table] = number
    names = [*holdings.FOLLOWING, *(table.name for table in reversed(metadata.sorted_tables))]
    for name in names:  # what follows goes first, so that it is counted; what points at something goes before it
        known = holdings.BY_TABLE.get(name)
        if known and known.fate == GONE and (number := await holdings.forget(session, known, person_id, talks)):
            done[GONE].setdefault(known.table, number)
    session.expire_all()
    return done
