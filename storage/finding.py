# ruff: noqa: S608 (the pieces of SQL that are put together here are our own; what people type is a parameter)
"""Searching in what people and colleagues said and in private notes; people by name: names.py.

Triggers keep these rows (migration 0012), so that no code can forget to: what is said is found from the same commit on,
and a conversation that moves, is merged or is emptied takes its rows along. Why it is built so: docs/decisions/0033.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import BigInteger, BindParameter, CheckConstraint, Index, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment
from storage.inbox import Reader

KINDS = ("person", "human", "note")
"""What a hit is: a client's words, a colleague's answer, a private note."""
MARK, UNMARK, LESS = "\ue000", "\ue001", "\ue002"
"""Around the found words of a snippet, and in place of "<", which PostgreSQL would take for a tag and leave out. Taken
out of what people wrote before, so that nobody can send one."""
NEWEST_READ = {True: 20_000, False: 5_000}
"""So many of the newest rows are read before the index of words is asked, by whether all teams are seen: a common word
is among them. The rows of one team lie scattered and take ten times as long to read (decision 33)."""
RANKED = 150
"""Best first is best among the newest so many hits."""
OF_TEAM, NO_TEAM = "(ARRAY[coalesce(team_id, '00000000-0000-0000-0000-000000000000'::uuid)])", uuid.UUID(int=0)
"""The team as the index of words has it, so that both are looked up in one go; nobody's is a team of its own there."""
LONGEST_QUERY, MOST_WORDS = 200, 8
WORDS_READ = 1_000
"""The words in use, to guess a typing error from, are those of so many of the newest rows."""
_LAST_ID = 2**63 - 1


class Findable(SQLModel, table=True):
    """One thing that was said or noted, as words that can be found. Ids grow with time: the newest has the highest.

    `team_id` is the team of the conversation. Nothing points from here by a foreign key, so that whoever deletes a
    message need not think of this table: triggers do.
    """

    __tablename__ = "findable"
    __table_args__ = (
        CheckConstraint("kind IN ('person', 'human', 'note')", name="kind_known"),
        CheckConstraint("num_nonnulls(message_id, note_id) = 1", name="one_source"),
        Index("ix_findable_words", "words", text(OF_TEAM), postgresql_using="gin"),
        Index("ix_findable_team_id", "team_id", "id"),
        Index("ix_findable_conversation_id", "conversation_id", "id"),
        Index("uq_findable_message_id", "message_id", unique=True),
        Index("uq_findable_note_id", "note_id", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)
    conversation_id: uuid.UUID
    team_id: uuid.UUID | None = None
    kind: str
    said_at: datetime = Field(sa_type=Moment)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    note_id: uuid.UUID | None = None
    words: str = Field(sa_type=TSVECTOR)


# ---------------------------------------------------------------- what is asked


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is sought in what was said.

    `kind` is one of KINDS or None; from `since` until before `until`. `best`: the best of the newest first, instead of
    the newest. `before` is the id of a hit: only what is older, for the next page (newest first only).
    """

    words: str
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    best: bool = False
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Something that was found. `name` is who the conversation is with (None: a visitor), `by` the colleague who wrote.

    `at` is the message to open the thread at. `parts` is the snippet: pieces of text, and whether each was sought.
    """

    id: int
    kind: str
    conversation_id: uuid.UUID
    message_id: int | None
    note_id: uuid.UUID | None
    name: str | None
    by: str | None
    said_at: datetime
    at: int | None
    parts: list[tuple[str, bool]]


@dataclass(frozen=True, kw_only=True)
class Found:
    """The hits of a page, whether there are more, and the words sought instead of some with a typing error."""

    hits: list[Hit]
    more: bool = False
    instead: tuple[str, ...] = ()


_LAST = re.compile(r"(?:^|\s)(\w{3,})$")


def split(words: str) -> tuple[str, str, str]:
    """What was typed, as PostgreSQL wants it: the whole words, the last one, and that one as the beginning of a word.

    Whoever types is not done with the last word: "verhuizin" finds "verhuizing", also where only its stem "verhuiz" is
    kept. Inside quotes, after a minus, or with less than three letters nothing is added.
    """
    typed = words.replace("\x00", "").strip()[:LONGEST_QUERY]
    found = _LAST.search(typed)
    if found is None or typed.count('"') % 2:
        return typed, "", ""
    last = found[1]
    shorter = [last[:-cut] for cut in (1, 2) if len(last) - cut >= 5]
    return typed[: found.start()], last, " | ".join([f"{last}:*", *shorter])


# ---------------------------------------------------------------- finding


_QUERY = """
    (websearch_to_tsquery('dutch', :whole) && (websearch_to_tsquery('dutch', :last)
     || to_tsquery('simple', plain_letters(:beginning))))
"""
_WANTED = """
    words @@ (SELECT query FROM asked) AND (CAST(:kind AS text) IS NULL OR kind = :kind)
    AND (CAST(:since AS timestamptz) IS NULL OR said_at >= :since)
    AND (CAST(:until AS timestamptz) IS NULL OR said_at < :until)
"""
_TYPES = (bindparam("since", type_=Moment), bindparam("until", type_=Moment))


def _newest(whose: str, columns: str) -> str:
    """The newest rows read back by an index; `team_id` stands in the order because IS NULL alone gives none."""
    order = "team_id DESC, id DESC" if whose else "id DESC"
    return f"SELECT {columns} FROM findable WHERE {whose or 'true'} AND id < :before ORDER BY {order} LIMIT :reads"


def _among_newest(whose: str) -> str:
    order = "team_id DESC, id DESC" if whose else "id DESC"
    return f"(SELECT id FROM ({_newest(whose, '*')}) newest WHERE {_WANTED} ORDER BY {order} LIMIT :most)"


def _among_all(reach: str) -> str:
    return f"""
        WITH asked AS MATERIALIZED (SELECT {_QUERY} AS query), hit AS MATERIALIZED (
            SELECT id FROM findable WHERE {_WANTED} AND id < :before AND {reach}
        )
        SELECT id FROM hit ORDER BY id DESC LIMIT :most
    """


_SCOPES = {True: [""], False: ["team_id = :team", "team_id IS NULL"]}
"""By whether a reader sees all teams: whose rows are read back, each by the index that has them in order."""
_AMONG_NEWEST = {
    everywhere: text(
        f"WITH asked AS MATERIALIZED (SELECT {_QUERY} AS query)"
        f" SELECT id FROM ({' UNION ALL '.join(map(_among_newest, scopes))}) found ORDER BY id DESC LIMIT :most"
    ).bindparams(*_TYPES)
    for everywhere, scopes in _SCOPES.items()
}
# All hits by the index of words and teams, and only then in order: left the choice, the planner reads back through the
# table hoping for hits that may not come. Of a team whose rows were all read there is nothing more to find.
_MORE_TO_READ = " OR ".join(
    f"(SELECT count(*) FROM ({_newest(whose, '')}) few) = :reads" for whose in _SCOPES[False]
)  # fmt: skip
_AMONG_ALL = {
    True: text(_among_all("true")).bindparams(*_TYPES),
    False: text(_among_all(f"{OF_TEAM} && CAST(:teams AS uuid[]) AND ({_MORE_TO_READ})")).bindparams(*_TYPES),
}
_SHOWN = f"""
    WITH asked AS MATERIALIZED (SELECT {_QUERY} AS query)
    SELECT f.id, f.kind, f.conversation_id, f.message_id, f.note_id, coalesce(p.display_name, own.display_name) AS name,
           writer.display_name AS by, f.said_at, coalesce(f.message_id, near.id) AS at,
           ts_headline('dutch', translate(coalesce(m.text, n.text), :marks, :instead), asked.query,
                       CASE WHEN length(coalesce(m.text, n.text)) <= :short THEN :whole_text ELSE :piece END) AS snippet
    FROM asked CROSS JOIN (%s) f
    JOIN conversation c ON c.id = f.conversation_id
    LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff_member own ON own.id = c.staff_id
    LEFT JOIN message m ON m.id = f.message_id
    LEFT JOIN note n ON n.id = f.note_id
    LEFT JOIN staff_member writer ON writer.id = coalesce(m.staff_id, n.staff_id)
    LEFT JOIN LATERAL (
        SELECT id FROM message WHERE f.note_id IS NOT NULL AND conversation_id = c.id AND created_at <= f.said_at
        ORDER BY id DESC LIMIT 1) near ON true
    ORDER BY %s
"""
SHORT = 240
"""Letters of a message that is shown whole; of a longer one the piece with the words."""
_MARKS = f"StartSel={MARK}, StopSel={UNMARK}"
_FIXED: tuple[BindParameter[object], ...] = (
    bindparam("marks", f"<{MARK}{UNMARK}{LESS}"), bindparam("instead", LESS), bindparam("short", SHORT),
    bindparam("whole_text", f"HighlightAll=true, {_MARKS}"),
    bindparam("piece", f"MaxFragments=1, MinWords=10, MaxWords=30, {_MARKS}"),
)  # fmt: skip
_CHOSEN = "SELECT * FROM findable WHERE id = ANY(CAST(:ids AS bigint[]))"
_NEWEST_FIRST = text(_SHOWN % (_CHOSEN, "f.id DESC")).bindparams(*_FIXED)
_BEST = text(
    _SHOWN
    % (
        f"""SELECT findable.*, ts_rank_cd(words, (SELECT query FROM asked), 1) AS rank
            FROM ({_CHOSEN}) findable ORDER BY rank DESC, id DESC LIMIT :most""",
        "f.rank DESC, f.id DESC",
    )
).bindparams(*_FIXED)


async def search(session: AsyncSession, reader: Reader, wanted: Search, *, most: int) -> Found:
    """What the reader may see of what is sought, at most `most` hits.

    Where nothing is found, the nearest words that are in use are sought instead. Words that every text has ("de", "ik")
    find nothing.
    """
    values = _values(reader, wanted)
    found = await _page(session, reader, values, wanted, most)
    if found.hits or wanted.before is not None:
        return found
    instead = await _nearest(session, reader, values)
    if not instead:
        return found
    values |= {"whole": "", "last": "", "beginning": " & ".join(instead)}
    return replace(await _page(session, reader, values, wanted, most), instead=instead)


def _values(reader: Reader, wanted: Search) -> dict[str, object]:
    whole, last, beginning = split(wanted.words)
    return {
        "team": reader.team_id, "teams": [reader.team_id or NO_TEAM, NO_TEAM], "whole": whole,
        "last": last, "beginning": beginning, "kind": wanted.kind,
        "since": wanted.since, "until": wanted.until, "before": wanted.before or _LAST_ID,
    }  # fmt: skip


async def _page(session: AsyncSession, reader: Reader, values: dict[str, object], wanted: Search, most: int) -> Found:
    if wanted.best:
        ids = await _ids(session, reader, values, RANKED)
        return Found(hits=await _shown(session, values | {"ids": ids, "most": most}, _BEST))
    ids = await _ids(session, reader, values, most + 1)
    hits = await _shown(session, values | {"ids": ids[:most], "most": most}, _NEWEST_FIRST)
    return Found(hits=hits, more=len(ids) > most)


async def _ids(session: AsyncSession, reader: Reader, values: dict[str, object], most: int) -> list[int]:
    """The newest hits. A common word is found in the newest rows; a rare one is quick by the index of words."""
    asked = values | {"most": most, "reads": NEWEST_READ[reader.everywhere]}
    ids = (await session.execute(_AMONG_NEWEST[reader.everywhere], asked)).scalars().all()
    if len(ids) < most:
        ids = (await session.execute(_AMONG_ALL[reader.everywhere], asked)).scalars().all() or ids
    return list(ids)


async def _shown(session: AsyncSession, values: dict[str, object], order: TextClause) -> list[Hit]:
    rows = (await session.execute(order, values)).mappings()
    return [Hit(**{name: value for name, value in row.items() if name != "snippet"}, parts=marked(row["snippet"]))
            for row in rows]  # fmt: skip


def marked(snippet: str) -> list[tuple[str, bool]]:
    """A snippet in pieces, each with whether it is one of the words that were sought."""
    pieces = re.split(f"{MARK}(.*?){UNMARK}", snippet.replace(LESS, "<"), flags=re.DOTALL)
    return [(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]


# ---------------------------------------------------------------- words that are near


_IN_USE = {
    everywhere: text(
        "SELECT DISTINCT unnest(tsvector_to_array(words)) FROM ("
        + " UNION ALL ".join(f"({_newest(whose, 'words')})" for whose in scopes)
        + ") newest"
    )
    for everywhere, scopes in _SCOPES.items()
}
_STEMS = text("SELECT tsvector_to_array(to_tsvector('dutch', :typed))")


async def _nearest(session: AsyncSession, reader: Reader, values: dict[str, object]) -> tuple[str, ...]:
    """For each word the one in use that is one typing error away (two in a long word); none when one has no such."""
    typed = f"{values['whole']} {values['last']}"
    sought: list[str] = (await session.execute(_STEMS, {"typed": typed})).scalar_one()
    if not sought or len(sought) > MOST_WORDS:
        return ()
    used = (await session.execute(_IN_USE[reader.everywhere], values | {"reads": WORDS_READ})).scalars().all()
    words = [word for word in used if word.isalpha()]
    near = [one for stem in sought if (one := _near(stem, words)) is not None]
    return tuple(near) if len(near) == len(sought) and near != sought else ()


def _near(stem: str, words: Sequence[str]) -> str | None:
    errors = 0 if len(stem) < 4 else 1 if len(stem) < 8 else 2
    found = process.extractOne(stem, words, scorer=OSA.distance, score_cutoff=errors)
    return found[0] if found else None
