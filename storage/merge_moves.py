"""Moving rows from one person or conversation to another, each of them written down, so that it can be put back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, PrimaryKeyConstraint, Table, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import metadata


class MergeMove(SQLModel, table=True):
    """One value that a merge changed in one row: what it was, and what it became.

    `row_key` is the row's primary key without this column, its parts in the order of their names, with commas between.
    """

    __tablename__ = "merge_move"

    merge_id: uuid.UUID = Field(foreign_key="merge.id", primary_key=True)
    table_name: str = Field(primary_key=True)
    column_name: str = Field(primary_key=True)
    row_key: str = Field(primary_key=True)
    before: Any = Field(default=None, sa_type=JSONB(none_as_null=False), nullable=False)
    after: Any = Field(default=None, sa_type=JSONB(none_as_null=False), nullable=False)


def _key(table: Table, column: str) -> str:
    """SQL for a row's `row_key` where this column was moved (or none)."""
    names = sorted(c.name for c in table.primary_key if c.name != column)
    return " || ',' || ".join(f"{table.name}.{name}::text" for name in names)


def _unique(table: Table, column: str) -> Iterator[tuple[list[str], str]]:
    """What may be there once with this column in it: the other columns, and for which rows it holds."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint) and column in constraint.columns:
            yield [c.name for c in constraint.columns if c.name != column], "true"
    for index in table.indexes:
        names = [c.name for c in index.expressions if isinstance(c, Column)]
        if index.unique and column in names:
            where = index.dialect_options["postgresql"]["where"]
            yield [name for name in names if name != column], "true" if where is None else str(where)


def _room(table: Table, column: str) -> str:
    """SQL that holds for a row which would not be a second one of something that may be there once."""
    parts = []
    for others, where in _unique(table, column):
        same = "".join(f" AND own.{name} = {table.name}.{name}" for name in others)
        there = f"SELECT FROM {table.name} own WHERE own.{column} = :kept{same} AND ({where})"  # nosec B608 (our names)
        parts.append(f"NOT (({where}) AND EXISTS ({there}))")
    return " AND ".join(parts) or "true"


async def move(
    session: AsyncSession, merge_id: uuid.UUID, table_name: str, column: str, *, gone: uuid.UUID, kept: uuid.UUID,
    only: str = "true",
) -> int:  # fmt: skip
    """Let the rows that point at `gone` point at `kept`; returns how many. What there may be one of stays behind.

    `only` is SQL of our own that a row has to fulfil.
    """
    table = metadata.tables[table_name]
    moved = await session.execute(
        text(
            f"WITH changed AS (UPDATE {table_name} SET {column} = :kept "  # noqa: S608 (names of our own tables)
            f"WHERE {column} = :gone AND {_room(table, column)} AND ({only}) "
            f"RETURNING {_key(table, column)} AS key, to_jsonb(CAST(:gone AS uuid)) AS before, "
            f"to_jsonb({column}) AS after) "
            "INSERT INTO merge_move (merge_id, table_name, column_name, row_key, before, after) "
            "SELECT :merge, :table, :column, key, before, after FROM changed"
        ),
        {"merge": merge_id, "table": table_name, "column": column, "gone": gone, "kept": kept},
    )
    return int(moved.rowcount)  # type: ignore[attr-defined]


async def change(
    session: AsyncSession, merge_id: uuid.UUID, table_name: str, values: Mapping[str, str], where: str, **facts: Any
) -> None:
    """Change columns of some rows and write down each value; `values` is column to SQL, `where` SQL of our own."""
    table = metadata.tables[table_name]
    setting = ", ".join(f"{column} = {value}" for column, value in values.items())
    await session.execute(
        text(
            f"WITH old AS (SELECT {_key(table, '')} AS key, to_jsonb({table_name}) AS before FROM {table_name} "  # noqa: S608 (names of our own tables)
            f"WHERE {where} FOR NO KEY UPDATE), "
            f"changed AS (UPDATE {table_name} SET {setting} FROM old WHERE old.key = {_key(table, '')} "
            f"RETURNING old.key, old.before, to_jsonb({table_name}) AS after) "
            "INSERT INTO merge_move (merge_id, table_name, column_name, row_key, before, after) "
            "SELECT :merge, :table, name, key, before->name, after->name "
            "FROM changed, unnest(CAST(:columns AS text[])) name WHERE before->name IS DISTINCT FROM after->name "
            "ON CONFLICT (merge_id, table_name, column_name, row_key) DO UPDATE SET after = excluded.after"
        ),
        {"merge": merge_id, "table": table_name, "columns": list(values), **facts},
    )


# ---------------------------------------------------------------- and back

_MOVED = text(
    "SELECT table_name, column_name FROM merge_move WHERE merge_id = :merge "
    "GROUP BY table_name, column_name ORDER BY table_name, column_name"
)


async def put_back(
    session: AsyncSession, merge_id: uuid.UUID, whereabouts: list[uuid.UUID], pointers: frozenset[tuple[str, str]]
) -> None:
    """Give every row back, and every value that is still what the merge made of it.

    A row that went along may have gone on in a later merge: `whereabouts` are all whose it may be by now. What somebody
    changed since stays as they made it. First the rows, then their values: some things may be there once.
    """
    changed: dict[str, list[str]] = {}
    for table_name, column in (await session.execute(_MOVED, {"merge": merge_id})).all():
        if (table_name, column) in pointers:
            await _move_back(session, merge_id, table_name, column, whereabouts)
        else:
            changed.setdefault(table_name, []).append(column)
    for table_name, columns in changed.items():
        await _change_back(session, merge_id, table_name, columns)


async def _move_back(
    session: AsyncSession, merge_id: uuid.UUID, table_name: str, column: str, whereabouts: list[uuid.UUID]
) -> None:
    table = metadata.tables[table_name]
    await session.execute(
        text(
            f"UPDATE {table_name} SET {column} = CAST(m.before #>> '{{}}' AS uuid) FROM merge_move m "  # noqa: S608 (names of our own tables)
            "WHERE m.merge_id = :merge AND m.table_name = :table AND m.column_name = :column "
            f"AND m.row_key = {_key(table, column)} AND {table_name}.{column} = ANY(:whereabouts)"
        ),
        {"merge": merge_id, "table": table_name, "column": column, "whereabouts": whereabouts},
    )


async def _change_back(session: AsyncSession, merge_id: uuid.UUID, table_name: str, columns: list[str]) -> None:
    """All values of a row or none of them: together they make sense."""
    table = metadata.tables[table_name]
    setting = ", ".join(
        f"{column} = CASE WHEN m.after ? '{column}' THEN (jsonb_populate_record({table_name}, m.before)).{column} "
        f"ELSE {table_name}.{column} END"
        for column in columns
    )
    await session.execute(
        text(
            "WITH m AS (SELECT row_key, jsonb_object_agg(column_name, before) AS before, "  # noqa: S608 (names of our own tables)
            "jsonb_object_agg(column_name, after) AS after FROM merge_move WHERE merge_id = :merge "
            "AND table_name = :table AND column_name = ANY(:columns) GROUP BY row_key) "
            f"UPDATE {table_name} SET {setting} FROM m "
            f"WHERE m.row_key = {_key(table, '')} AND to_jsonb({table_name}) @> m.after"
        ),
        {"merge": merge_id, "table": table_name, "columns": columns},
    )
