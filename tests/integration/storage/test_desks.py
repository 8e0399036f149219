"""Where a request for debt help goes: the most precise route wins, in the database as in the overview of colleagues."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import delete

from storage import desks
from storage.database import Database
from storage.desks import DebtDesk, DebtRoute

pytest_plugins = ("tests.database",)
TOWNS, PARTS, NAMES = ("Almelo", "Wierden"), (None, "De Riet", "Centrum"), ("a", "b", "c", "d")
Route = tuple[str, str | None, bool | None]
routes = st.dictionaries(
    st.tuples(st.sampled_from(TOWNS), st.sampled_from(PARTS), st.sampled_from([None, False, True])),
    st.sampled_from(NAMES),
)
in_use = st.sets(st.sampled_from(NAMES))


def expected(table: dict[Route, str], active: set[str], town: str, part: str | None, urgent: bool) -> str | None:
    """The rule in words: own neighbourhood before municipality; there, this urgency before both."""
    for place in dict.fromkeys((part, None)):
        for urgency in (urgent, None):
            name = table.get((town, place, urgency))
            if name in active:
                return name
    return None


async def fill(db: Database, table: dict[Route, str], active: Sequence[str]) -> dict[str, DebtDesk]:
    async with db.begin() as session:
        await session.exec(delete(DebtRoute))
        await session.exec(delete(DebtDesk))
        made = {name: DebtDesk(name=name, active=name in active) for name in NAMES}
        session.add_all(made.values())
        await session.flush()
        session.add_all(
            DebtRoute(municipality=town, neighbourhood=part, urgent=urgent, desk_id=made[name].id)
            for (town, part, urgent), name in table.items()
        )
    return made


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(table=routes, active=in_use)
def test_the_most_precise_route_wins_wherever_one_asks(
    migrated_url: str, table: dict[Route, str], active: set[str]
) -> None:
    async def ask() -> None:
        db = Database(migrated_url, pool_size=1)
        try:
            made = await fill(db, table, sorted(active))
            async with db.begin() as session:
                every, all_routes = await desks.all_desks(session), await desks.all_routes(session)
                for town in TOWNS:
                    for part in (*PARTS, "Ergens"):
                        for urgent in (False, True):
                            wanted = expected(table, active, town, part, urgent)
                            found = await desks.desk_for(session, town, part, urgent=urgent)
                            seen = desks.pick(all_routes, {d.id: d for d in every}, town, part, urgent=urgent)
                            assert (found.name if found else None) == wanted
                            assert (seen.name if seen else None) == wanted
            await fill(db, {}, [])
            assert made
        finally:
            await db.close()

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("normal", "urgent", "rows"), [("a", "a", 1), ("a", "b", 2), ("a", None, 1), (None, "b", 1), (None, None, 0)]
)
async def test_what_is_set_is_what_is_found(db: Database, normal: str | None, urgent: str | None, rows: int) -> None:
    made = await fill(db, {("Almelo", "De Riet", None): "d", ("Almelo", None, None): "c"}, NAMES)
    ids: dict[str | None, uuid.UUID | None] = {None: None, **{name: desk.id for name, desk in made.items()}}
    async with db.begin() as session:
        await desks.set_own(session, "Almelo", "De Riet", normal=ids[normal], urgent=ids[urgent])
    async with db.begin() as session:
        every = await desks.all_routes(session)
        for name, pressing in ((normal, False), (urgent, True)):
            assert desks.own(every, "Almelo", "De Riet", urgent=pressing) == ids[name]
            found = await desks.desk_for(session, "Almelo", "De Riet", urgent=pressing)
            assert found is not None and found.name == (name or "c")
        assert len(every) == rows + 1
        assert await desks.neighbourhoods(session, "Almelo") == (["De Riet"] if rows else [])


async def test_a_place_has_one_desk_for_an_urgency(db: Database) -> None:
    made = await fill(db, {("Almelo", None, None): "a"}, NAMES)
    with pytest.raises(IntegrityError):
        async with db.begin() as session:
            session.add(DebtRoute(municipality="Almelo", desk_id=made["b"].id))
