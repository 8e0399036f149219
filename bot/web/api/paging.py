"""Lists in pages: ask on with `nextCursor` until it is null. Oldest first, so that pages do not shift meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from sqlalchemy import tuple_
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.web.api.shapes import Shape
from bot.web.problems import Problem
from storage import audit
from storage.staff import StaffMember

PAGE = 50
Cursor = Annotated[str | None, Query(description="nextCursor of the page before", max_length=100)]
Item = TypeVar("Item")


class Page(Shape, Generic[Item]):
    """One page; ask on with `nextCursor` until it is null."""

    items: list[Item]
    next_cursor: str | None


def after(cursor: str) -> uuid.UUID:
    """What a cursor points at; a Problem when it is none of ours."""
    try:
        return uuid.UUID(cursor)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "cursor: must be the nextCursor of the page before") from error


async def rows_of(
    session: AsyncSession, query: Any, table: type[Any], cursor: str | None
) -> tuple[Sequence[Any], str | None]:
    """One page of a query over this table (alone, or first of several), oldest first, and the cursor of the next.

    Rows are never deleted, so a cursor stays good when its row has left the list.
    """
    query = query.order_by(col(table.created_at), col(table.id)).limit(PAGE + 1)
    if cursor is not None:
        last = await session.get(table, after(cursor))
        if last is None:
            raise Problem(HTTPStatus.BAD_REQUEST, "cursor: must be the nextCursor of the page before")
        query = query.where(tuple_(col(table.created_at), col(table.id)) > (last.created_at, last.id))
    found = (await session.exec(query)).all()
    if len(found) <= PAGE:
        return found, None
    row = found[PAGE - 1]
    return found[:PAGE], str((row if isinstance(row, table) else row[0]).id)


async def looked(session: AsyncSession, what: str, staff: StaffMember, now: datetime) -> None:
    """Somebody read a list: that is written down."""
    await audit.record(session, f"api.listed.{what}", now=now, staff_id=staff.id)
