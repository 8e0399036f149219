"""What a region says or counts otherwise than Stapje does by itself (actions/own_data.py says what may be changed)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, delete, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Moment

KINDS = ("text", "rhythm", "term", "route")
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)


class OwnData(SQLModel, table=True):
    """One thing of the region's own, in the place of what Stapje brings along. Who changed it when: the audit trail."""

    __tablename__ = "own_data"
    __table_args__ = (CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),)

    kind: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    value: dict[str, Any] = Field(sa_type=JSONB, nullable=False)
    changed_at: datetime = Field(sa_type=Moment)


async def everything(session: AsyncSession) -> list[OwnData]:
    """All of it."""
    return list((await session.exec(select(OwnData).order_by(col(OwnData.kind), col(OwnData.key)))).all())


async def find(session: AsyncSession, kind: str, key: str) -> OwnData | None:
    """One thing; None when the region has nothing of its own there."""
    return await session.get(OwnData, (kind, key), populate_existing=True)


async def one_editor_at_a_time(session: AsyncSession) -> None:
    """Editors wait for each other until this transaction ends, so that none overwrites what another just kept."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('own data', 0))"))


async def keep(session: AsyncSession, kind: str, key: str, value: dict[str, Any], now: datetime) -> None:
    """From now on this is what counts."""
    row = {"kind": kind, "key": key, "value": value, "changed_at": now}
    await session.execute(insert(OwnData).values(row).on_conflict_do_update(index_elements=["kind", "key"], set_=row))


async def drop(session: AsyncSession, kind: str, key: str) -> None:
    """Back to what Stapje brings along; nothing of the region's own there is fine."""
    await session.exec(delete(OwnData).where(col(OwnData.kind) == kind, col(OwnData.key) == key))
