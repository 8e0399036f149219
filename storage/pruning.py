"""Deleting rows together with what hangs on them: the schema says what points where."""

from __future__ import annotations

# ruff: noqa: S608 (statements are put together from our own names only; values are bound)
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Table, text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import metadata

GOES_ALONG = frozenset({("stored_file", "message_id")})
"""Columns that may be empty and whose rows go all the same: what was sent with a message is part of it."""


def pointing_at(table: str) -> list[tuple[Table, Column[Any]]]:
    """The columns of all tables that point at rows of a table."""
    return [
        (other, key.parent)
        for other in metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table.name == table
    ]


async def delete(session: AsyncSession, table: str, ids: Sequence[Any]) -> None:
    """Delete rows by their ids; what cannot be without them goes too, what can forgets them."""
    if not ids:
        return
    for other, column in pointing_at(table):
        if column.nullable and (other.name, column.name) not in GOES_ALONG:
            await _run(session, f"UPDATE {other.name} SET {column.name} = NULL WHERE {column.name} = ANY(:ids)", ids)
        elif other.name != table and any(True for _ in pointing_at(other.name)):
            [own] = other.primary_key.columns
            found = text(f"SELECT {own.name} FROM {other.name} WHERE {column.name} = ANY(:ids)")
            await delete(session, other.name, list((await session.execute(found, {"ids": list(ids)})).scalars()))
        else:
            await _run(session, f"DELETE FROM {other.name} WHERE {column.name} = ANY(:ids)", ids)
    [own] = metadata.tables[table].primary_key.columns
    await _run(session, f"DELETE FROM {table} WHERE {own.name} = ANY(:ids)", ids)


async def _run(session: AsyncSession, query: str, ids: Sequence[Any]) -> None:
    await session.execute(text(query), {"ids": list(ids)})
