"""Many who do anything at all to the same beds at once: each is done or refused, and afterwards everything is true."""

import asyncio
import random
import uuid
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import availability, closures, holds, repeats, rooms, stays
from storage.beds import BedNight, Sleeper
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.errors import AlreadyTaken, NoneFree, NotFound
from tests.night_town import NightTown, make_night_town
from tests.nights import BEDS
from tests.town import find_beds, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
NEXT = NIGHT + timedelta(days=1)
START = moment("2026-11-26 20:00")
DEEDS = (
    "hold", "hold", "hold", "extend", "release", "arrive", "arrive", "check_in", "check_in", "bed", "check_out",
    "mistake", "back_in", "name", "again", "expire", "break", "mend", "close", "open", "cold", "warm", "key",
)  # fmt: skip
AT_ONCE = 10
deed = st.tuples(st.sampled_from(DEEDS), st.integers(0, 99), st.booleans())
batches = st.lists(st.lists(deed, min_size=4, max_size=AT_ONCE), min_size=2, max_size=4)


class Crowd:
    """Does deeds to whatever places there are just now. `given` holds what each key was answered with."""

    def __init__(self, db: Database, town: NightTown) -> None:
        self.db, self.town, self.now = db, town, START
        self.given: dict[str, set[str]] = {}

    async def does(self, what: str, pick: int, later: bool) -> None:
        """One deed in a transaction of its own; refusals are fine, any other error is not."""
        now = self.now + timedelta(seconds=pick)  # clocks of two processes never agree
        try:
            async with self.db.begin() as session:
                await self.deed(session, what, random.Random(pick), NEXT if later else NIGHT, now)
        except (AlreadyTaken, NoneFree, NotFound):
            pass

    async def deed(self, session: AsyncSession, what: str, mix: random.Random, night: date, now: Any) -> None:
        group, guest = mix.choice(["man", "vrouw"]), mix.choice([None, *self.town.guests])
        whose = Sleeper(guest_id=guest, conversation_id=mix.choice([None, *self.town.talks]))
        match what:
            case "hold":
                await holds.hold(session, night=night, group=group, now=now, facilities=("nachtopvang",), whose=whose)
            case "check_in" | "bed":
                bed = mix.choice(sorted(BEDS)) if what == "bed" else None
                await self._comes_in(session, night, now, group=group, bed=bed, whose=Sleeper(guest_id=guest))
            case "expire":
                await holds.expire(session, now + timedelta(minutes=mix.choice([0, 100])))
            case "again":
                await stays.again(
                    session, self.town.guests, facility="nachtopvang", night=NEXT, before=NIGHT, now=now, made_by=None
                )
            case "key":
                await self._with_a_key(session, mix.choice("ab"), now)
            case "break" | "mend" | "close" | "open" | "cold" | "warm":
                await self._switch(session, what, mix, night, now)
            case _:
                await self._to_a_place(session, what, mix, guest, now)

    async def _comes_in(self, session: AsyncSession, night: date, now: Any, **more: Any) -> uuid.UUID:
        return (await stays.check_in(session, night=night, facility="nachtopvang", now=now, **more)).id

    async def _with_a_key(self, session: AsyncSession, key: str, now: Any) -> None:
        known = await repeats.begin(session, key, "in", now)
        if known is None:
            known = {"id": str(await self._comes_in(session, NIGHT, now, group="man"))}
            await repeats.answered(session, key, known)
        self.given.setdefault(key, set()).add(known["id"])

    async def _to_a_place(
        self, session: AsyncSession, what: str, mix: random.Random, guest: uuid.UUID | None, now: Any
    ) -> None:
        places = list((await session.exec(select(BedNight.id).order_by(col(BedNight.created_at)))).all())
        if not places:
            return
        place = mix.choice(places)
        match what:
            case "extend":
                await holds.extend(session, place, now)
            case "release":
                await holds.release(session, place, now)
            case "arrive":
                await stays.arrive(session, place, now=now)
            case "check_out":
                await stays.check_out(session, place, now)
            case "mistake":
                await stays.check_out(session, place, now, "mistake")
            case "back_in":
                await stays.back_in(session, place, now)
            case "name":
                await stays.name(session, place, guest, now)

    async def _switch(self, session: AsyncSession, what: str, mix: random.Random, night: date, now: Any) -> None:
        if what in ("break", "mend"):
            found = await find_beds(session, facility="nachtopvang", labels=[mix.choice(sorted(BEDS))])
            if what == "mend":
                await rooms.put_in_order(session, found, now)
            else:
                await rooms.put_out_of_order(session, found, reason="lek", now=now)
        elif what == "close":
            await closures.close(session, Closure(facility_id=self.town.shelter, first_night=night), now)
        elif what == "cold":
            session.add(ColdSpell(first_night=NIGHT, last_night=night))
        else:
            await self._lift(session, Closure if what == "open" else ColdSpell, now)

    async def _lift(self, session: AsyncSession, kind: type[Any], now: Any) -> None:
        # The first night first, as nights are locked: the product lifts one in a transaction.
        query = select(kind.id).where(col(kind.lifted_at).is_(None)).order_by(col(kind.first_night))
        for id_ in (await session.exec(query)).all():
            await closures.lift(session, kind, id_, now)


LIES = {
    "two in one bed": """
        SELECT bed_id, night FROM bed_night WHERE ended_at IS NULL GROUP BY bed_id, night HAVING count(*) > 1""",
    "one guest in two beds": """
        SELECT guest_id, night FROM bed_night WHERE ended_at IS NULL AND guest_id IS NOT NULL
        GROUP BY guest_id, night HAVING count(*) > 1""",
    "two holds for one conversation": """
        SELECT conversation_id, night FROM bed_night WHERE ended_at IS NULL AND held_until IS NOT NULL
        AND conversation_id IS NOT NULL GROUP BY conversation_id, night HAVING count(*) > 1""",
    "somebody is in and their time was over": """
        SELECT id FROM bed_night WHERE arrived_at IS NOT NULL
        AND end_reason NOT IN ('left', 'mistake') AND end_reason IS NOT NULL""",
    "a hold in a closed shelter": """
        SELECT n.id FROM bed_night n JOIN bed b ON b.id = n.bed_id JOIN closure c ON c.facility_id = b.facility_id
        WHERE c.lifted_at IS NULL AND n.night >= c.first_night AND n.ended_at IS NULL AND n.held_until IS NOT NULL""",
    "made longer too often": "SELECT id FROM bed_night WHERE extensions > 2",
    "two outages of one bed": "SELECT bed_id FROM outage WHERE ended_at IS NULL GROUP BY bed_id HAVING count(*) > 1",
}
"""What must never be found, and where it would be."""


async def all_is_true(db: Database, now: Any) -> None:
    async with db.begin() as session:
        for lie, query in LIES.items():
            assert (await session.execute(text(query))).all() == [], lie
        for night in (NIGHT, NEXT):
            board = await availability.tonight(session, night=night, now=now)
            cold = await closures.cold_in(session, night) is not None
            assert len({b.bed_id for b in board}) == len(board), "a bed is shown twice"
            for row in await availability.availability(session, night=night, now=now):
                own = [
                    b for b in board if (b.facility, b.group) == (row.facility, row.group) and (cold or not b.is_extra)
                ]
                assert row.free == sum(b.state == "free" for b in own) >= 0
                assert row.on_hold == sum(b.state == "held" for b in own)
                assert row.free + row.on_hold <= row.total <= len(own)


async def crowd(db: Database, batches: list[list[tuple[str, int, bool]]]) -> None:
    people = Crowd(db, await make_night_town(db, START))
    for batch in batches:
        await asyncio.gather(*(people.does(*one) for one in batch))
        people.now += timedelta(minutes=30)
        await all_is_true(db, people.now + timedelta(seconds=99))
    assert all(len(answers) == 1 for answers in people.given.values()), "a key gave two answers"


def test_beds_all_at_once(migrated_url: str) -> None:
    with asyncio.Runner() as runner:
        db = Database(migrated_url, pool_size=AT_ONCE)

        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(batches)
        def try_it(some: list[list[tuple[str, int, bool]]]) -> None:
            runner.run(crowd(db, some))

        try:
            try_it()
        finally:
            runner.run(db.close())
