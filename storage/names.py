"""People by name: the beginning of a word is enough, a small typing error is forgiven."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz, process, utils
from sqlalchemy import ARRAY, Index, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import Text
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.inbox import Reader

LEAST_LETTERS = 2
"""With fewer letters nobody is sought: nearly everybody would be found."""
_LIKE, _CANDIDATES = 70, 500
"""How alike a name has to be, of 100, and among how many that share a word with one letter left out."""


class FindablePerson(SQLModel, table=True):
    """A client's name and municipality as words, and how they last said it goes.

    `near` has each word of the name, and each with one letter left out: two spellings a typing error apart share one.
    """

    __tablename__ = "findable_person"
    __table_args__ = (
        Index("ix_findable_person_words", "words", postgresql_using="gin"),
        Index("ix_findable_person_near", "near", postgresql_using="gin"),
        Index("ix_findable_person_mood", "mood", "team_id"),
    )

    person_id: uuid.UUID = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    team_id: uuid.UUID
    words: str = Field(sa_type=TSVECTOR)
    near: list[str] = Field(sa_type=ARRAY(Text))
    mood: str | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """A client who was found. `contact` is their contactperson."""

    id: uuid.UUID
    name: str
    municipality: str | None
    conversation_id: uuid.UUID | None
    last_message_at: datetime | None
    contact: str


_PEOPLE = """
    SELECT p.id, p.display_name AS name, p.municipality, c.id AS conversation_id, c.last_message_at,
           contact.display_name AS contact
    FROM (SELECT f.person_id FROM findable_person f WHERE %s AND (:everywhere OR f.team_id = :team) LIMIT :among) f
    JOIN person p ON p.id = f.person_id AND p.merged_into IS NULL
    JOIN staff_member contact ON contact.id = p.contact_person_id
    LEFT JOIN conversation c ON c.person_id = p.id
    ORDER BY p.contact_person_id = :staff DESC, c.last_message_at DESC NULLS LAST, p.display_name LIMIT :most
"""
_BY_NAME = text(_PEOPLE % "f.words @@ to_tsquery('simple', plain_letters(:sought))").columns(last_message_at=Moment)
_BY_LIKENESS = text(_PEOPLE % "f.near && near_words(:sought)").columns(last_message_at=Moment)


async def people(session: AsyncSession, reader: Reader, typed: str, *, most: int) -> list[Known]:
    """The clients within reach whose name or municipality has every word, one's own clients first.

    Where nobody is found: those whose name is nearly this.
    """
    words = re.findall(r"\w+", typed)
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    values = reader.values | {"most": most, "among": _CANDIDATES}
    found = await session.execute(_BY_NAME, values | {"sought": " & ".join(f"{word}:*" for word in words)})
    return [Known(**row) for row in found.mappings()] or await _nearly(session, values, typed, most)


async def _nearly(session: AsyncSession, values: dict[str, object], typed: str, most: int) -> list[Known]:
    found = await session.execute(_BY_LIKENESS, values | {"sought": typed, "most": _CANDIDATES})
    candidates = {row["id"]: Known(**row) for row in found.mappings()}
    named = {known.id: known.name for known in candidates.values()}
    alike = process.extract(
        typed, named, scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=_LIKE
    )
    return [candidates[person_id] for _, _, person_id in alike]
