"""Where a request for debt help goes: the desks, and which of them serves whom. Editable, with a date of last check.

Nothing about a municipality is known beforehand (DOMAIN.md section 11): a desk that nobody filled in does not exist,
and then the request goes to the client's contactperson.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import CheckConstraint, Index, false, func, or_, text
from sqlmodel import Field, col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.database import Row
from storage.staff import StaffMember


class DebtDesk(Row, table=True):
    """Who takes requests for debt help: a team or a colleague in Stapje, or an office outside it (neither is set).

    `decision_weeks` is the local term for the decision after the first talk; None when nobody told it. `phone` and
    `hours` are shown as they were written.
    """

    __tablename__ = "debt_desk"
    __table_args__ = (
        CheckConstraint("num_nonnulls(team_id, staff_id) <= 1", name="one_recipient"),
        CheckConstraint("decision_weeks BETWEEN 1 AND 26", name="decision_weeks_sane"),
    )

    name: str
    organisation: str | None = None
    team_id: uuid.UUID | None = Field(default=None, foreign_key="team.id")
    staff_id: uuid.UUID | None = Field(default=None, foreign_key="staff_member.id")
    phone: str | None = None
    hours: str | None = None
    address: str | None = None
    bring: str | None = None
    decision_weeks: int | None = None
    last_checked_on: date | None = None
    active: bool = True
    is_example: bool = False


class DebtRoute(Row, table=True):
    """Which desk serves a municipality, or a neighbourhood of it, for requests of an urgency (None: for both).

    The most precise route wins: neighbourhood before municipality, an urgency before both.
    """

    __tablename__ = "debt_route"
    __table_args__ = (
        Index(
            "uq_debt_route_one_desk", "municipality", "neighbourhood", "urgent", unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )  # fmt: skip

    municipality: str
    neighbourhood: str | None = None
    urgent: bool | None = None
    desk_id: uuid.UUID = Field(foreign_key="debt_desk.id")


async def desk_for(
    session: AsyncSession, municipality: str, neighbourhood: str | None = None, *, urgent: bool
) -> DebtDesk | None:
    """The desk that serves a request; None when no route is known: then it goes to the client's contactperson."""
    query = (
        select(DebtDesk)
        .join(DebtRoute, col(DebtRoute.desk_id) == DebtDesk.id)
        .where(
            col(DebtDesk.active), DebtRoute.municipality == municipality,
            or_(col(DebtRoute.neighbourhood).is_(None), col(DebtRoute.neighbourhood) == neighbourhood),
            or_(col(DebtRoute.urgent).is_(None), col(DebtRoute.urgent) == urgent),
        )
        .order_by(col(DebtRoute.neighbourhood).is_(None), col(DebtRoute.urgent).is_(None))
    )  # fmt: skip
    return (await session.exec(query)).first()


async def neighbourhoods(session: AsyncSession, municipality: str) -> list[str]:
    """The parts of a municipality that have a route of their own, by name."""
    query = (
        select(DebtRoute.neighbourhood)
        .where(DebtRoute.municipality == municipality, col(DebtRoute.neighbourhood).is_not(None))
        .distinct()
        .order_by(col(DebtRoute.neighbourhood))
    )
    return [name for name in (await session.exec(query)).all() if name is not None]


async def of_colleague(session: AsyncSession, staff: StaffMember) -> uuid.UUID | None:
    """The desk that a colleague works for: their own, else that of their team; None when there is none."""
    of_team = col(DebtDesk.team_id) == staff.team_id if staff.team_id else false()
    query = (
        select(DebtDesk.id)
        .where(col(DebtDesk.active), or_(col(DebtDesk.staff_id) == staff.id, of_team))
        .order_by(col(DebtDesk.staff_id).is_(None), col(DebtDesk.name))
    )
    return (await session.exec(query)).first()


# ---------------------------------------------------------------- the whole table, to look at and to change


async def one_editor_at_a_time(session: AsyncSession) -> None:
    """Let changes of desks and routes wait for each other until this transaction ends; they hang together."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('debt_desk', 0))"))


async def all_desks(session: AsyncSession) -> list[DebtDesk]:
    """Every desk, also those out of use, by name."""
    return list((await session.exec(select(DebtDesk).order_by(func.lower(DebtDesk.name), col(DebtDesk.id)))).all())


async def all_routes(session: AsyncSession) -> list[DebtRoute]:
    """Every route, by municipality and neighbourhood."""
    query = select(DebtRoute).order_by(col(DebtRoute.municipality), col(DebtRoute.neighbourhood).nulls_first())
    return list((await session.exec(query)).all())


def pick(
    routes: Iterable[DebtRoute], desks: Mapping[uuid.UUID, DebtDesk], municipality: str,
    neighbourhood: str | None = None, *, urgent: bool,
) -> DebtDesk | None:  # fmt: skip
    """What `desk_for` finds, among routes and desks that were read already: for a look at all of them at once."""
    fitting = [
        route
        for route in routes
        if route.municipality == municipality
        and route.neighbourhood in (None, neighbourhood)
        and route.urgent in (None, urgent)
        and desks[route.desk_id].active
    ]
    best = min(fitting, key=lambda r: (r.neighbourhood is None, r.urgent is None), default=None)
    return desks[best.desk_id] if best else None


def own(routes: Iterable[DebtRoute], municipality: str, neighbourhood: str | None, *, urgent: bool) -> uuid.UUID | None:
    """The desk that exactly this place has for an urgency, whatever the municipality around it has."""
    mine = [r for r in routes if (r.municipality, r.neighbourhood) == (municipality, neighbourhood)]
    found = [r for r in mine if r.urgent in (None, urgent)]
    return min(found, key=lambda r: r.urgent is None).desk_id if found else None


async def set_own(
    session: AsyncSession, municipality: str, neighbourhood: str | None, *, normal: uuid.UUID | None,
    urgent: uuid.UUID | None,
) -> None:  # fmt: skip
    """Give a municipality or a neighbourhood its desks; None takes one away. A neighbourhood with none is gone."""
    await session.exec(
        delete(DebtRoute).where(
            col(DebtRoute.municipality) == municipality,
            col(DebtRoute.neighbourhood).is_not_distinct_from(neighbourhood),
        )
    )
    chosen = [(None, normal)] if normal == urgent else [(False, normal), (True, urgent)]
    session.add_all(
        DebtRoute(municipality=municipality, neighbourhood=neighbourhood, urgent=which, desk_id=desk)
        for which, desk in chosen
        if desk is not None
    )
    await session.flush()
