"""Whatever nights were like: SQL counts what a slow count in plain Python finds, written from docs/figures.md."""

from __future__ import annotations

import asyncio
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.clock import ZONE
from storage.beds import BedNight
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.facilities import Facility
from storage.figures import headcount, lengths, occupancy
from storage.figures.scope import Scope
from storage.guests import Guest
from storage.rooms import Bed, Outage
from tests.emptying import empty

pytest_plugins = ("tests.database",)
FIRST = date(2027, 3, 25)
"""Four nights before the clock moves."""
DAYS = 10
OPENS, CLOSES = time(17), time(9)
GROUPS = ("man", "man", "vrouw", "gezin")
COUNTS_AS = {"man": "man", "vrouw": "vrouw", "gezin": None}

days = st.integers(-2, DAYS)
hours = st.integers(-48, DAYS * 24)


@dataclass(frozen=True)
class World:
    """What happened: beds 0 to 3 (3 is an extra bed), guests 0 to 3, and everything by number of day or hour."""

    stays: list[tuple[int, int, int | None, bool]]
    """(bed, day, guest, was it a mistake)"""
    outages: list[tuple[int, int, int | None]]
    """(bed, from hour, for hours)"""
    closures: list[tuple[int, int | None, int | None]]
    """(from day, for days, lifted at hour)"""
    colds: list[tuple[int, int, int | None]]
    bounds: list[tuple[int, int | None]]
    heads: list[str | None]


worlds = st.builds(
    World,
    stays=st.lists(
        st.tuples(st.integers(0, 3), days, st.none() | st.integers(0, 3), st.sampled_from([False, False, True])),
        max_size=30,
    ),
    outages=st.lists(
        st.tuples(st.integers(0, 3), hours, st.none() | st.integers(0, 60)),
        max_size=4,
        unique_by=lambda outage: (outage[0], outage[2] is None),
    ),
    closures=st.lists(st.tuples(days, st.none() | st.integers(0, 4), st.none() | hours), max_size=2),
    colds=st.lists(st.tuples(days, st.integers(0, 4), st.none() | hours), max_size=2),
    bounds=st.lists(st.tuples(days, st.none() | days), min_size=4, max_size=4),
    heads=st.lists(st.sampled_from(["man", "vrouw", "kind", None]), min_size=4, max_size=4),
)


def night(day: int) -> date:
    return FIRST + timedelta(days=day)


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZONE)


def hour(number: int) -> datetime:
    """So many hours on the wall after noon of the first day; an hour that is skipped is never asked for."""
    wall = datetime.combine(FIRST, time(12, 30)) + timedelta(hours=number)
    return wall.replace(tzinfo=ZONE)


# ---------------------------------------------------------------- the slow count


def in_stock(world: World, bed: int, day: int) -> bool:
    here, until = night(day), world.bounds[bed]
    if day < until[0] or (until[1] is not None and day > until[1]):
        return False
    midnight = at(here + timedelta(days=1), time(0)).timestamp()

    def stands(first: int, length: int | None, lifted: int | None) -> bool:
        within = first <= day and (length is None or day <= first + length)
        return within and (lifted is None or hour(lifted).timestamp() > midnight)

    if any(stands(*closure) for closure in world.closures):
        return False
    return bed != 3 or any(stands(*cold) for cold in world.colds)


def broken(world: World, bed: int, day: int) -> bool:
    begins, ends = at(night(day), OPENS).timestamp(), at(night(day + 1), CLOSES).timestamp()
    return any(
        hour(start).timestamp() < ends and (length is None or hour(start + length).timestamp() > begins)
        for broken_bed, start, length in world.outages
        if broken_bed == bed
    )


def counted(world: World) -> dict[tuple[date, str], tuple[int, int]]:
    found: dict[tuple[date, str], tuple[int, int]] = {}
    for day in range(DAYS):
        for group in set(GROUPS):
            beds = [bed for bed in range(4) if GROUPS[bed] == group]
            used = {bed for bed in beds if any(s[0] == bed and s[1] == day and not s[3] for s in world.stays)}
            fit = {bed for bed in beds if in_stock(world, bed, day) and not broken(world, bed, day)}
            if used | fit:
                found[night(day), group] = (len(used), len(used | fit))
    return found


def heads(world: World) -> Counter[str | None]:
    said: Counter[str | None] = Counter()
    for guest in range(4):
        beds = {s[0] for s in world.stays if s[2] == guest and not s[3] and 0 <= s[1] < DAYS}
        if beds:
            alike = {COUNTS_AS[GROUPS[bed]] for bed in beds} - {None}
            said[world.heads[guest] or (alike.pop() if len(alike) == 1 else None)] += 1
    return said


def stays_over(world: World, gap: int) -> Counter[tuple[int, bool]]:
    said: Counter[tuple[int, bool]] = Counter()
    for guest in range(4):
        slept = sorted({s[1] for s in world.stays if s[2] == guest and not s[3]})
        runs: list[list[int]] = []
        for day in slept:
            if runs and day - runs[-1][-1] <= gap:
                runs[-1].append(day)
            else:
                runs.append([day])
        for run in runs:
            seen = [day for day in run if day < DAYS + gap]
            if seen and seen[-1] >= 0 and seen[0] < DAYS:
                said[len(seen), seen[-1] < DAYS and seen[-1] + gap < DAYS] += 1
    return said


# ---------------------------------------------------------------- the database


async def build(db: Database, world: World) -> None:
    await empty(db)
    async with db.begin() as session:
        place = Facility(
            key="nacht", name="Nacht", kind="nachtopvang", municipality="Almelo", opens_at=OPENS, closes_at=CLOSES
        )
        guests = [Guest(name=str(number), head=head) for number, head in enumerate(world.heads)]
        session.add_all([place, *guests])
        await session.flush()
        beds = [
            Bed(
                facility_id=place.id, label=str(number), target_group=GROUPS[number], is_extra=number == 3,
                first_night=night(world.bounds[number][0]), last_night=_last(world.bounds[number][1]),
            )
            for number in range(4)
        ]  # fmt: skip
        session.add_all(beds)
        await session.flush()
        session.add_all(_rows(world, place.id, beds, guests))


def _last(day: int | None) -> date | None:
    return None if day is None else night(day)


def _rows(world: World, place: uuid.UUID, beds: list[Bed], guests: list[Guest]) -> list[Any]:
    def lifted(number: int | None) -> datetime | None:
        return None if number is None else hour(number)

    return [
        *(
            BedNight(
                bed_id=beds[bed].id, night=night(day), arrived_at=at(night(day), time(20)),
                guest_id=None if guest is None else guests[guest].id, ended_at=at(night(day), time(21)),
                end_reason="mistake" if mistake else "left",
            )
            for bed, day, guest, mistake in world.stays
        ),
        *(
            Outage(
                bed_id=beds[bed].id, created_at=hour(start), ended_at=None if length is None else hour(start + length)
            )
            for bed, start, length in world.outages
        ),
        *(
            Closure(
                facility_id=place, first_night=night(first), lifted_at=lifted(over),
                last_night=None if length is None else night(first + length),
            )
            for first, length, over in world.closures
        ),
        *(
            ColdSpell(first_night=night(first), last_night=night(first + length), lifted_at=lifted(over))
            for first, length, over in world.colds
        ),
    ]  # fmt: skip


async def agree(db: Database, world: World) -> None:
    await build(db, world)
    scope = Scope(first=FIRST, last=night(DAYS - 1), zone=ZONE.key)
    async with db.begin() as session:
        by_night, by_facility = await occupancy.totals(session, scope)
        each = await occupancy.each(session, scope)
        people = await headcount.heads(session, scope)
        over = [await lengths.lengths(session, scope, gap=gap, known=night(DAYS - 1)) for gap in (1, 2)]
    slow = counted(world)
    assert {(r.night, r.group): (r.used, r.offered) for r in by_night} == slow
    assert {(r.night, r.group): (r.used, r.offered) for r in each} == slow
    assert sum(r.used for r in by_facility) == sum(used for used, _ in slow.values())
    assert Counter({h.head: h.people for h in people if h.people}) == heads(world)
    for gap, found in zip((1, 2), over, strict=True):
        assert Counter({(r.nights, r.over): r.stays for r in found}) == stays_over(world, gap)


def test_sql_counts_what_a_slow_count_finds(migrated_url: str) -> None:
    with asyncio.Runner() as runner:
        db = Database(migrated_url, pool_size=2)

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(worlds)
        def check(world: World) -> None:
            runner.run(agree(db, world))

        try:
            check()
        finally:
            runner.run(db.close())
