"""Views that are kept: a list narrowed down, under a name, for oneself or for the team."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ColumnElement, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row
from storage.inbox import Reader

MOST, LONGEST_NAME = 30, 40


class SavedView(Row, table=True):
    """A view of one colleague (`staff_id`) or of a team. `choice` has the filters and the tab, as in the address."""

    __tablename__ = "saved_view"
    __table_args__ = (CheckConstraint("num_nonnulls(staff_id, team_id) = 1", name="one_owner"),)

    name: str
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    choice: dict[str, str] = Field(sa_type=JSONB)
    position: int = 0


Index(
    "uq_saved_view_name", func.lower(col(SavedView.name)), col(SavedView.staff_id), col(SavedView.team_id), unique=True,
    postgresql_nulls_not_distinct=True,
)  # fmt: skip


async def of(session: AsyncSession, reader: Reader) -> list[SavedView]:
    """The views of a colleague and of their team, in the order in which they were put."""
    query = (
        select(SavedView)
        .where(_theirs(reader))
        .order_by(col(SavedView.position), col(SavedView.created_at))
        .limit(2 * MOST)
    )
    return list((await session.exec(query)).all())


async def one(session: AsyncSession, reader: Reader, view_id: uuid.UUID) -> SavedView | None:
    """A view, when it is this colleague's or their team's."""
    return (await session.exec(select(SavedView).where(SavedView.id == view_id, _theirs(reader)))).first()


async def keep(
    session: AsyncSession, reader: Reader, *, name: str, choice: dict[str, str], for_team: bool
) -> SavedView | None:
    """Keep a view as the last one. The same name again gets the new choice; None when there are too many already."""
    owner = {"team_id": reader.team_id} if for_team else {"staff_id": reader.staff_id}
    known = [view for view in await of(session, reader) if (view.team_id is not None) == for_team]
    kept = next((view for view in known if view.name.lower() == name.lower()), None)
    if kept is None and len(known) >= MOST:
        return None
    if kept is None:
        place = max((view.position for view in known), default=0) + 1
        kept = SavedView(name=name, choice=choice, position=place, **owner)
    kept.choice = choice
    session.add(kept)
    await session.flush()
    return kept


async def move_up(session: AsyncSession, reader: Reader, view: SavedView) -> None:
    """Let a view change places with the one before it."""
    order = await of(session, reader)
    place = next((n for n, each in enumerate(order) if each.id == view.id), 0)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, each in enumerate(order, start=1):
        each.position = position
        session.add(each)
    await session.flush()


async def drop(session: AsyncSession, view: SavedView) -> None:
    """Throw a view away; what it showed stays."""
    await session.delete(view)
    await session.flush()


def _theirs(reader: Reader) -> ColumnElement[bool]:
    mine = col(SavedView.staff_id) == reader.staff_id
    return or_(mine, col(SavedView.team_id) == reader.team_id) if reader.team_id else mine
