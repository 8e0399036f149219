"""Where there is help today: food, clothes, money, advice, lines to call. Editable data, with a date of last check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import CheckConstraint, or_, text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row

KINDS = ("food", "clothes", "furniture", "emergency_money", "money_advice", "legal_advice", "walk_in")
_KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)


class HelpPlace(Row, table=True):
    """A place or a line that helps. `municipality` None: it is there for everybody; `free_call`: calling costs nothing.

    `hours`, `bring` and `note` are shown as they were written; a fact that is None was not told by anybody.
    """

    __tablename__ = "help_place"
    __table_args__ = (CheckConstraint(f"kind IN ({_KIND_LIST})", name="kind_known"),)

    kind: str
    name: str
    municipality: str | None = None
    address: str | None = None
    phone: str | None = None
    free_call: bool = False
    hours: str | None = None
    bring: str | None = None
    note: str | None = None
    url: str | None = None
    position: int = 0
    last_checked_on: date | None = None
    active: bool = True
    is_example: bool = False


async def serving(session: AsyncSession, kinds: Sequence[str], municipality: str | None = None) -> list[HelpPlace]:
    """The places of these kinds that are there for a municipality or for everybody; without one, all of them.

    What is near comes first, then the order that colleagues gave.
    """
    query = (
        select(HelpPlace)
        .where(col(HelpPlace.active), col(HelpPlace.kind).in_(kinds))
        .order_by(col(HelpPlace.municipality).is_(None), col(HelpPlace.position), col(HelpPlace.name))
    )
    if municipality is not None:
        query = query.where(or_(col(HelpPlace.municipality).is_(None), col(HelpPlace.municipality) == municipality))
    return list((await session.exec(query)).all())


async def all_places(session: AsyncSession) -> list[HelpPlace]:
    """Every place, also those out of use, in the order that colleagues gave."""
    return list((await session.exec(select(HelpPlace).order_by(col(HelpPlace.position), col(HelpPlace.name)))).all())


async def one_editor_at_a_time(session: AsyncSession) -> None:
    """Let changes of places wait for each other until this transaction ends."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('help_place', 0))"))
