"""Two that turn out to be one: a client who came back under a second invite, a visitor who is a client we know.

One of them is kept; what pointed at the other points at the one who is kept from then on, and every changed value is
written down (merge_moves.py), so that undoing puts exactly these back. Nothing is deleted. docs/decisions/0032.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import conversations, merge_rules
from storage.conversations import Conversation
from storage.database import Moment, Row, metadata
from storage.errors import CannotMerge
from storage.merge_moves import move, put_back
from storage.people import Person
from storage.staff import StaffMember


class Merge(Row, table=True):
    """One merge. People are empty where a visitor's conversation went into another; `choices` is what a human chose."""

    __tablename__ = "merge"
    __table_args__ = (Index("ix_merge_kept", "kept_id"), Index("ix_merge_gone", "gone_id"))

    kept_id: uuid.UUID = Field(foreign_key="conversation.id")
    gone_id: uuid.UUID = Field(foreign_key="conversation.id")
    kept_person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    gone_person_id: uuid.UUID | None = Field(default=None, foreign_key="person.id")
    by_id: uuid.UUID = Field(foreign_key="staff_member.id")
    choices: dict[str, str] = Field(default_factory=dict, sa_type=JSONB, nullable=False)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    undone_by: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")


class Goes(StrEnum):
    """What merging does with a column that points at a person or a conversation."""

    ALONG = "along"
    """The row moves to the one who is kept, unless they have one already and one is all there may be."""
    STAYS = "stays"
    """The row tells what happened then, to whom it was then."""
    FOLLOWS = "follows"
    """A trigger keeps it in step with what moves."""
    BY_HAND = "by hand"
    """Merging sets it itself."""


PEOPLE: dict[str, Goes] = {
    "appointment": Goes.ALONG,
    "audit_entry": Goes.STAYS,
    "bed_night": Goes.ALONG,
    "check_in": Goes.ALONG,
    "check_in_plan": Goes.ALONG,
    "contact_card": Goes.ALONG,
    "conversation": Goes.BY_HAND,
    "debt_referral": Goes.ALONG,
    "findable_person": Goes.FOLLOWS,
    "goal": Goes.ALONG,
    "guest": Goes.ALONG,
    "invite": Goes.ALONG,
    "legal_hold": Goes.ALONG,
    "merge": Goes.STAYS,
    "milestone": Goes.ALONG,
    "money_check_in": Goes.ALONG,
    "money_plan": Goes.ALONG,
    "nudge": Goes.ALONG,
    "person": Goes.BY_HAND,
    "person_change": Goes.STAYS,
    "picture": Goes.ALONG,
    "post_item": Goes.ALONG,
    "put_aside": Goes.ALONG,
    "step": Goes.ALONG,
    "transfer": Goes.ALONG,
    "waiter": Goes.ALONG,
}
"""Every table that points at a person. A test over the metadata fails when one is missing here."""
TALKS: dict[str, Goes] = {
    "audit_entry": Goes.STAYS,
    "bed_night": Goes.ALONG,
    "block": Goes.STAYS,
    "button": Goes.ALONG,
    "channel_address": Goes.ALONG,
    "conversation": Goes.BY_HAND,
    "conversation_label": Goes.ALONG,
    "conversation_read": Goes.STAYS,
    "debt_referral": Goes.ALONG,
    "draft": Goes.ALONG,
    "findable": Goes.FOLLOWS,
    "inbound": Goes.ALONG,
    "last_heard": Goes.FOLLOWS,
    "later_message": Goes.ALONG,
    "merge": Goes.STAYS,
    "message": Goes.ALONG,
    "note": Goes.ALONG,
    "nudge": Goes.ALONG,
    "stored_file": Goes.ALONG,
    "task": Goes.ALONG,
    "wait": Goes.ALONG,
    "waiter": Goes.ALONG,
}
"""The same for conversations."""


def pointers(target: str) -> dict[tuple[str, str], Goes | None]:
    """Every column of the schema that points at this table, with what merging does with it; None when nobody said."""
    known = PEOPLE if target == "person" else TALKS
    return {
        (table.name, column.name): known.get(table.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == target for key in column.foreign_keys)
    }


def along(target: str) -> list[tuple[str, str]]:
    """The columns that move, of those that point at this table."""
    return [where for where, goes in pointers(target).items() if goes is Goes.ALONG]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two conversations, locked, with who is in them; the second goes into the first."""

    kept: Conversation
    gone: Conversation
    kept_person: Person | None
    gone_person: Person | None
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, uuid.UUID | None]:
        """What the statements need."""
        return {
            "kept": self.kept.id, "gone": self.gone.id,
            "kept_person": self.kept_person.id if self.kept_person else None,
            "gone_person": self.gone_person.id if self.gone_person else None,
        }  # fmt: skip


# ---------------------------------------------------------------- holding both

_HOLD_ADDRESSES = text(
    "SELECT id FROM channel_address WHERE conversation_id = ANY(:talks) ORDER BY id FOR NO KEY UPDATE"
)
_HOLD_NUDGES = text(
    "SELECT n.id FROM nudge n WHERE n.state = 'planned' AND (n.conversation_id = ANY(:talks) OR n.person_id IN "
    "(SELECT person_id FROM conversation WHERE id = ANY(:talks))) ORDER BY n.id FOR NO KEY UPDATE"
)


async def hold(session: AsyncSession, kept_id: uuid.UUID, gone_id: uuid.UUID, choices: Mapping[str, str]) -> Pair:
    """Hold all that merging touches; call it first in its transaction.

    First the addresses (as who receives does), then what is planned (as who composes does), then both conversations in
    one order. Raises CannotMerge: "same", "staff", "gone" (one of them went into another meanwhile), or
    "visitor_kept" when a client would go into a visitor.
    """
    if kept_id == gone_id:
        raise CannotMerge("same")
    both = {"talks": [kept_id, gone_id]}
    await session.execute(_HOLD_ADDRESSES, both)
    await session.execute(_HOLD_NUDGES, both)
    held = {one: await conversations.lock(session, one) for one in sorted((kept_id, gone_id))}
    kept, gone = held[kept_id], held[gone_id]
    if kept.staff_id or gone.staff_id:
        raise CannotMerge("staff")
    if kept.merged_into or gone.merged_into:
        raise CannotMerge("gone")
    if gone.person_id and not kept.person_id:
        raise CannotMerge("visitor_kept")
    people = [
        await session.get(Person, talk.person_id, with_for_update={"key_share": True}, populate_existing=True)
        if talk.person_id
        else None
        for talk in (kept, gone)
    ]
    return Pair(kept=kept, gone=gone, kept_person=people[0], gone_person=people[1], choices=choices)


async def look(session: AsyncSession, kept_id: uuid.UUID, gone_id: uuid.UUID) -> Pair:
    """The two without holding them, to look at before anybody decides."""
    kept, gone = await session.get_one(Conversation, kept_id), await session.get_one(Conversation, gone_id)
    people = [await session.get(Person, talk.person_id) if talk.person_id else None for talk in (kept, gone)]
    return Pair(kept=kept, gone=gone, kept_person=people[0], gone_person=people[1])


# ---------------------------------------------------------------- what both have running

CLASHES = {
    "plan": "SELECT FROM check_in_plan WHERE person_id = {}",
    "money": "SELECT FROM money_plan WHERE person_id = {} AND ended_at IS NULL",
    "request": "SELECT FROM debt_referral WHERE conversation_id = {} AND closed_at IS NULL",
    "hold": "SELECT FROM bed_night WHERE conversation_id = {} AND ended_at IS NULL AND held_until > :now",
    "bed": "SELECT FROM bed_night WHERE person_id = {} AND ended_at IS NULL AND arrived_at IS NOT NULL"
    " AND night >= :night",
}
"""What one human being has one of. When both have it, a human has to say what is true."""
CHOICES = {"plan": ("kept", "gone"), "money": ("kept", "gone"), "request": ("both",)}
"""What may be chosen. Nobody sleeps in two beds: "hold" and "bed" are put right on the board first."""
_OF_PEOPLE = ("plan", "money", "bed")


async def clashes(session: AsyncSession, pair: Pair, *, now: datetime, night: date) -> list[str]:
    """What both have running, by its name in CLASHES; `night` is the night that runs."""
    asked = []
    for name, query in CLASHES.items():
        suffix = "_person" if name in _OF_PEOPLE else ""
        sides = (f"EXISTS ({query.format(f'CAST(:{side}{suffix} AS uuid)')})" for side in ("kept", "gone"))
        asked.append(f"{' AND '.join(sides)} AS {name}")
    asking = text(f"SELECT {', '.join(asked)}").bindparams(bindparam("now", type_=Moment))
    row = (await session.execute(asking, {**pair.facts, "now": now, "night": night})).mappings().one()
    return [name for name, both in row.items() if both]


def unanswered(found: Sequence[str], choices: Mapping[str, str]) -> list[str]:
    """Which of these a human still has to choose, or to put right first."""
    return [name for name in found if choices.get(name) not in CHOICES.get(name, ())]


# ---------------------------------------------------------------- merging


async def merge(session: AsyncSession, pair: Pair, by_id: uuid.UUID, *, now: datetime, night: date) -> Merge:
    """Let one go into the other; call it with `hold`. Raises CannotMerge ("clash") while a choice is missing."""
    found = await clashes(session, pair, now=now, night=night)
    if unanswered(found, pair.choices):
        raise CannotMerge("clash")
    choices = {name: pair.choices[name] for name in found}  # what nobody had to choose changes nothing
    made = Merge(
        created_at=now, kept_id=pair.kept.id, gone_id=pair.gone.id, by_id=by_id, choices=choices,
        kept_person_id=pair.facts["kept_person"], gone_person_id=pair.facts["gone_person"],
    )  # fmt: skip
    session.add(made)
    await session.flush()
    await merge_rules.before(session, made, now)
    for table, column in along("conversation"):
        await move(session, made.id, table, column, gone=made.gone_id, kept=made.kept_id)
    if made.gone_person_id is not None and made.kept_person_id is not None:
        for table, column in along("person"):
            # What stays in its conversation stays with its person too.
            both = "conversation_id" in metadata.tables[table].columns
            only = f"conversation_id IS DISTINCT FROM '{made.gone_id}'" if both else "true"
            await move(session, made.id, table, column, gone=made.gone_person_id, kept=made.kept_person_id, only=only)
    await merge_rules.after(session, made, now)
    await session.flush()
    session.expire_all()
    return made


async def undo(session: AsyncSession, merge_id: uuid.UUID, by_id: uuid.UUID, now: datetime) -> Merge:
    """Put back exactly what this merge moved; what was said since stays with the one who was kept.

    Whoever was merged on since gives back what was theirs as well. Raises CannotMerge: "unknown", "undone", or "taken"
    when a conversation was begun with who went.
    """
    found = await session.get(Merge, merge_id)
    if found is None:
        raise CannotMerge("unknown")
    chain = await _whereabouts(session, found)
    talks = sorted({found.gone_id, *(one.kept_id for one in chain)})
    await session.execute(_HOLD_ADDRESSES, {"talks": talks})
    await session.execute(_HOLD_NUDGES, {"talks": talks})
    for one in talks:
        await conversations.lock(session, one)
    await session.refresh(found, with_for_update=True)
    if found.undone_at is not None:
        raise CannotMerge("undone")
    ids = [one.kept_id for one in chain] + [one.kept_person_id for one in chain if one.kept_person_id]
    moved = frozenset(along("conversation") + along("person"))
    await _no_other(session, found)
    await put_back(session, found.id, ids, moved)
    await merge_rules.last_said(session, *talks)
    found.undone_at, found.undone_by = now, by_id
    session.add(found)
    await session.flush()
    session.expire_all()
    return found


async def _no_other(session: AsyncSession, found: Merge) -> None:
    """Nobody began a conversation with who went, meanwhile: then there would be two."""
    if found.gone_person_id is not None and await conversations.of_person(session, found.gone_person_id) is not None:
        raise CannotMerge("taken")


async def _whereabouts(session: AsyncSession, first: Merge) -> list[Merge]:
    """This merge, and those by which the one who was kept went on into others."""
    chain = [first]
    while True:
        query = select(Merge).where(Merge.gone_id == chain[-1].kept_id, col(Merge.undone_at).is_(None))
        following = (await session.exec(query)).first()
        if following is None or following in chain:
            return chain
        chain.append(following)


async def of_conversation(session: AsyncSession, conversation_id: uuid.UUID) -> list[tuple[Merge, str, str | None]]:
    """What went into a conversation, newest first: each with who did it, and the name of who went (None: a visitor)."""
    query = (
        select(Merge, StaffMember.display_name, Person.display_name)
        .join(StaffMember, col(StaffMember.id) == Merge.by_id)
        .join(Person, col(Person.id) == Merge.gone_person_id, isouter=True)
        .where(Merge.kept_id == conversation_id)
        .order_by(col(Merge.created_at).desc())
    )
    return [(merge, by, name) for merge, by, name in (await session.exec(query)).all()]


async def kept_of(session: AsyncSession, conversation_id: uuid.UUID) -> uuid.UUID:
    """Where the words of a conversation are now: itself, or the one into which it went."""
    return await _end_of(session, Conversation, conversation_id)


async def kept_person(session: AsyncSession, person_id: uuid.UUID) -> uuid.UUID:
    """Who somebody turned out to be: themselves, or the one into whom they were merged."""
    return await _end_of(session, Person, person_id)


async def _end_of(session: AsyncSession, table: type[Conversation] | type[Person], row_id: uuid.UUID) -> uuid.UUID:
    seen = {row_id}
    while True:
        row: Conversation | Person | None = await session.get(table, row_id)
        if row is None or row.merged_into is None or row.merged_into in seen:
            return row_id
        row_id = row.merged_into
        seen.add(row_id)
