"""The chain over the audit trail: each entry carries the hash of the one before it and of its own content.

Writers add entries and know nothing of the chain, so nobody waits for anybody. The clock chains what has been
committed, within a minute, in the order of the entries' ids as far as it sees them; who chains holds one lock, nobody
else needs it. Numbers have no gaps, ids may have them (what was undone). See docs/decisions/0038.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import BigInteger, CheckConstraint, bindparam, text
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

FIRST = "0" * 64
"""What the first link stands on."""
CUT = "audit.cut"
"""The entry that says how far the oldest were deleted after their term: `number` and `hash` of the last of them."""
BATCH = 5_000
WINDOW = 50_000
"""How many links back an entry may turn up late because its transaction lasted long. Beyond it nothing is chained."""
LATE = timedelta(minutes=10)
"""An entry that is chained later than this after its moment is told: the clock stood still, or it was slipped in."""


class AuditLink(SQLModel, table=True):
    """The place of an entry in the chain. `hash` is of the hash before it, the number, the moment and the entry."""

    __tablename__ = "audit_link"
    __table_args__ = (CheckConstraint("number > 0", name="number_counts"),)

    number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    entry_id: int = Field(sa_type=BigInteger, unique=True)
    chained_at: datetime = Field(sa_type=Moment)
    hash: str


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The newest link, to keep elsewhere: who has it can show later that nothing before it changed."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a check of the whole chain found.

    `broken` is what is wrong first (None: nothing), at link `number` or entry `entry`. `waiting` entries are not
    chained yet; `late` ones were chained long after their moment. `cut` links were deleted after their term.
    """

    links: int
    cut: int
    waiting: int
    late: int
    broken: str | None = None
    number: int | None = None
    entry: int | None = None
    seal: str | None = None


# What is hashed is what is stored, as the database writes it. A column that is added later is added here too: while it
# is empty it is left out, and the hashes of older entries stay what they are.
_CONTENT = """
    (jsonb_strip_nulls(jsonb_build_object(
        'id', e.id, 'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), 'action', e.action,
        'actor', e.actor, 'staff_id', e.staff_id, 'role', e.role, 'organisation', e.organisation,
        'on_behalf_of', e.on_behalf_of, 'person_id', e.person_id, 'conversation_id', e.conversation_id,
        'channel', e.channel, 'place', e.place, 'session', e.session, 'reason', e.reason
    )) || jsonb_build_object('details', e.details))::text
"""
_UNCHAINED = text(
    f"""
    SELECT e.id, {_CONTENT} AS content FROM audit_entry e
    WHERE e.id > coalesce((SELECT entry_id FROM audit_link WHERE number = CAST(:number AS bigint) - {WINDOW}), 0)
      AND NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id)
    ORDER BY e.id LIMIT {BATCH}
    """  # noqa: S608 (our own words)
)
_ADD = text(
    """
    INSERT INTO audit_link (number, entry_id, chained_at, hash)
    SELECT * FROM unnest(CAST(:numbers AS bigint[]), CAST(:entries AS bigint[]),
                         array_fill(CAST(:now AS timestamptz), ARRAY[cardinality(CAST(:numbers AS bigint[]))]),
                         CAST(:hashes AS text[]))
    """
).bindparams(bindparam("now", type_=Moment))


def link_hash(before: str, number: int, chained_at: datetime, content: str) -> str:
    """The hash of a link."""
    said = orjson.dumps([before, number, chained_at.timestamp(), content])
    return hashlib.sha256(said).hexdigest()


async def newest(session: AsyncSession) -> Seal | None:
    """The newest link; None for a chain without one."""
    query = text("SELECT number, hash FROM audit_link ORDER BY number DESC LIMIT 1")
    row = (await session.execute(query)).one_or_none()
    return Seal(number=row.number, hash=row.hash) if row else None


async def chain(session: AsyncSession, now: datetime) -> int:
    """Chain what has been committed and is not chained yet, a batch of it; returns how many.

    0 when another process is at it: it will see what we saw.
    """
    lock = text("SELECT pg_try_advisory_xact_lock(hashtextextended('audit chain', 0))")
    if not (await session.execute(lock)).scalar_one():
        return 0
    head = await newest(session)
    number, before = (head.number, head.hash) if head else (0, FIRST)
    rows = (await session.execute(_UNCHAINED, {"number": number})).all()
    hashes: list[str] = []
    for at, row in enumerate(rows, start=number + 1):
        before = link_hash(before, at, now, row.content)
        hashes.append(before)
    if rows:
        numbers = list(range(number + 1, number + 1 + len(rows)))
        entries = [row.id for row in rows]
        await session.execute(_ADD, {"numbers": numbers, "entries": entries, "hashes": hashes, "now": now})
    return len(rows)


# ---------------------------------------------------------------- checking

_PAGE = text(
    f"""
    SELECT l.number, l.entry_id, l.chained_at, l.hash, e.at, e.action, e.details, {_CONTENT} AS content
    FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
    WHERE l.number > :after ORDER BY l.number LIMIT {BATCH}
    """  # noqa: S608 (our own words)
)
_LOOSE = text(
    f"""
    SELECT e.id, e.id <= coalesce(
        (SELECT entry_id FROM audit_link WHERE number = CAST(:number AS bigint) - {WINDOW}), 0) AS lost
    FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.entry_id = e.id) ORDER BY e.id
    """  # noqa: S608 (our own words)
)


async def _links(session: AsyncSession) -> AsyncIterator[Any]:
    after = -1
    while rows := (await session.execute(_PAGE, {"after": after})).all():
        for row in rows:
            yield row
        after = rows[-1].number


async def verify(session: AsyncSession, against: Seal | None = None) -> Verdict:
    """Follow the whole chain, in a transaction that sees one moment; say what is wrong first.

    `against` is a seal that was kept elsewhere: it must still be in the chain, or before its cut.
    """
    check = _Check(against)
    async for row in _links(session):
        check.see(row)
        if check.broken:
            break
    loose = (await session.execute(_LOOSE, {"number": check.number or 0})).all()
    check.end([row.id for row in loose if row.lost])
    return Verdict(
        links=check.links, cut=check.start, waiting=sum(not row.lost for row in loose), late=check.late,
        broken=check.broken, number=check.at, entry=check.entry,
        seal=f"{check.number}:{check.before}" if check.links else None,
    )  # fmt: skip


class _Check:
    """Follows links one by one and remembers what is wrong first."""

    def __init__(self, against: Seal | None) -> None:
        self.against = against
        self.links = self.start = self.late = 0
        self.number: int | None = None
        self.before = FIRST
        self.broken: str | None = None
        self.at: int | None = None
        self.entry: int | None = None
        self.first: Any = None
        self.cuts: dict[int, str] = {}
        self.sealed = against is None

    def see(self, row: Any) -> None:
        """The next link, with its entry if that is there."""
        if self.number is None:
            self._begin(row)
        elif row.number != self.number + 1:
            self._wrong(f"link {self.number + 1} is missing", row.number, row.entry_id)
        if row.at is None:
            self._wrong("its entry is missing", row.number, row.entry_id)
            return
        if self.number is not None or self.start == 0:
            self._follow(self.before, row)
        self._remember(row)

    def _begin(self, row: Any) -> None:
        """A chain begins at 1, or after a cut of which it tells itself, later on."""
        self.start, self.first = row.number - 1, row

    def _follow(self, before: str, row: Any) -> None:
        if link_hash(before, row.number, row.chained_at, row.content) != row.hash:
            self._wrong("the entry, its link or their order was changed", row.number, row.entry_id)

    def _remember(self, row: Any) -> None:
        self.links += 1
        self.number, self.before = row.number, row.hash
        self.late += row.chained_at - row.at > LATE
        if row.action == CUT:
            self.cuts[int(row.details["number"])] = str(row.details["hash"])
        if self.against and (row.number, row.hash) == (self.against.number, self.against.hash):
            self.sealed = True

    def end(self, lost: list[int]) -> None:
        """What only shows at the end: a beginning that nobody tells of, a seal that is not there, lost entries."""
        if self.start and self.start in self.cuts:
            self._follow(self.cuts[self.start], self.first)
        elif self.start:
            self._wrong(f"the links up to {self.start} are missing", self.start, None)
        if lost:
            self._wrong("an entry was never chained: it was slipped in", None, lost[0])
        if not self.sealed and not (self.against and self.against.number <= self.start):
            self._wrong(
                "the seal that was kept is not in the chain", self.against.number if self.against else None, None
            )

    def _wrong(self, what: str, number: int | None, entry: int | None) -> None:
        if self.broken is None:
            self.broken, self.at, self.entry = what, number, entry
