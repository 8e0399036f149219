"""Two who change a night's beds at the same moment: the second waits, and then sees what the first has done."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import availability, closures, guests, holds, rooms, stays
from storage.beds import BedNight, Place, Sleeper
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.rooms import Bed, Outage
from tests.town import Town, add_person, find_beds, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
BEFORE = NIGHT - timedelta(days=1)
NOW = moment("2026-11-26 20:00")
SOON = timedelta(seconds=1)

Deed = Callable[[AsyncSession], Awaitable[Any]]


async def alone(db: Database, deed: Deed) -> Any:
    """One deed in a transaction of its own."""
    async with db.begin() as session:
        return await deed(session)


async def meets(db: Database, first: Deed, second: Deed, then: Deed | None = None) -> tuple[Any, Any]:
    """`first` is done but not committed when `second` begins; what came of both."""
    async with db.begin() as session:
        done = await first(session)
        meeting = asyncio.create_task(alone(db, second))
        await _waits(db, meeting)
        if then is not None:
            await then(session)
    return done, (await asyncio.gather(meeting, return_exceptions=True))[0]


async def _waits(db: Database, task: "asyncio.Task[Any]") -> None:
    """Until the task waits for somebody's lock; fails when it does not wait at all."""
    async with db.single() as session:
        while not task.done():
            waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            if (await session.execute(text(waiting))).scalar_one():
                return
            await asyncio.sleep(0.01)
    pytest.fail(f"nobody waited: {task.exception() or task.result()!r}")


def hold(group: str = "man", **more: Any) -> Deed:
    values: dict[str, Any] = {"night": NIGHT, "group": group, "now": NOW} | more
    return lambda session: holds.hold(session, **values)


def check_in(**more: Any) -> Deed:
    values: dict[str, Any] = {"night": NIGHT, "group": "man", "facility": "nachtopvang", "now": NOW} | more
    return lambda session: stays.check_in(session, **values)


def breaks(*labels: str) -> Deed:
    async def deed(session: AsyncSession) -> list[Bed]:
        found = await find_beds(session, facility="nachtopvang", labels=labels)
        return await rooms.put_out_of_order(session, found, reason="lek", now=NOW)

    return deed


async def extra_bed(db: Database, town: Town) -> uuid.UUID:
    """An extra bed for a man of another kind than the others, and a cold spell; returns the spell."""
    async with db.begin() as session:
        spell = ColdSpell(first_night=NIGHT, last_night=NIGHT)
        extra = Bed(facility_id=town.night_shelter.id, label="X", target_group="jongere", is_extra=True)
        session.add_all([spell, extra])
    return spell.id


# ---------------------------------------------------------------- what can be given out, and giving it out


async def test_a_bed_that_is_put_out_of_order_is_waited_for(db: Database, town: Town) -> None:
    _, held = await meets(db, breaks("3"), hold("vrouw"))
    assert isinstance(held, NoneFree)


async def test_who_is_given_a_bed_is_waited_for_before_it_is_out_of_order(db: Database, town: Town) -> None:
    held, _ = await meets(db, hold("vrouw"), breaks("3"))
    assert held.bed == "3"
    with pytest.raises(NoneFree):
        await alone(db, lambda session: stays.arrive(session, held.id, now=NOW))


async def test_a_shelter_that_closes_ends_the_hold_that_was_just_made(db: Database, town: Town) -> None:
    closure = Closure(facility_id=town.night_shelter.id, first_night=NIGHT)
    held, ended = await meets(db, hold(), lambda session: closures.close(session, closure, NOW))
    assert [hold.id for hold in ended] == [held.id]


async def test_a_shelter_that_is_closing_gives_nothing_out(db: Database, town: Town) -> None:
    closure = Closure(facility_id=town.night_shelter.id, first_night=BEFORE - timedelta(days=200))
    _, stay = await meets(db, lambda session: closures.close(session, closure, NOW), check_in())
    assert isinstance(stay, NoneFree)


async def test_extra_beds_that_are_put_away_are_not_given_out(db: Database, town: Town) -> None:
    spell = await extra_bed(db, town)
    _, held = await meets(db, lambda s: closures.lift(s, ColdSpell, spell, NOW), hold("jongere"))
    assert isinstance(held, NoneFree)


async def test_a_place_in_an_extra_bed_was_promised_and_stands(db: Database, town: Town) -> None:
    spell = await extra_bed(db, town)
    held = await alone(db, hold("jongere"))
    await alone(db, lambda session: closures.lift(session, ColdSpell, spell, NOW))
    stay = await alone(db, lambda session: stays.arrive(session, held.id, now=NOW))
    assert stay.bed == "X"


# ---------------------------------------------------------------- the bell of the clock

UNTIL = NOW + timedelta(minutes=90)


@pytest.mark.parametrize("what", [stays.arrive, holds.extend, holds.release])
async def test_the_bell_and_somebody_who_is_just_in_time(db: Database, town: Town, what: Any) -> None:
    """Who comes a second before the end, while the bell of a second after it is at work, hears the truth."""
    held = await alone(db, hold())
    ended, late = await meets(
        db,
        lambda session: holds.expire(session, UNTIL + SOON),
        lambda session: what(session, held.id, now=UNTIL - SOON),
    )
    assert [hold.id for hold in ended] == [held.id] and isinstance(late, NotFound)
    row = await alone(db, lambda session: session.get_one(BedNight, held.id))
    assert (row.end_reason, row.arrived_at, row.held_until) == ("expired", None, UNTIL)


@pytest.mark.parametrize("what", [stays.arrive, holds.extend])
async def test_the_bell_that_comes_a_moment_later_ends_nothing(db: Database, town: Town, what: Any) -> None:
    held = await alone(db, hold())
    _, ended = await meets(
        db,
        lambda session: what(session, held.id, now=UNTIL - SOON),
        lambda session: holds.expire(session, UNTIL + SOON),
    )
    assert ended == []
    assert (await alone(db, lambda session: session.get_one(BedNight, held.id))).ended_at is None


async def test_the_bell_may_give_the_bed_to_the_next_while_others_come_in(db: Database, town: Town) -> None:
    """One transaction ends a hold and keeps its bed for who waits; somebody else who takes part waits for all of it."""
    await alone(db, hold("vrouw"))
    later = UNTIL + SOON
    _, stay = await meets(
        db, lambda s: holds.expire(s, later), check_in(group="vrouw", now=later), then=hold("vrouw", now=later)
    )
    assert isinstance(stay, NoneFree)


# ---------------------------------------------------------------- guests


async def guest(db: Database, name: str = "Sam") -> Sleeper:
    async with db.begin() as session:
        return Sleeper(guest_id=(await guests.add(session, name, None)).id)


async def test_a_guest_has_one_bed_a_night_held_or_taken(db: Database, town: Town) -> None:
    sam = await guest(db)
    await alone(db, hold(whose=sam))
    for again in (hold(whose=sam), check_in(whose=sam)):
        with pytest.raises(AlreadyTaken, match="has bed 1"):
            await alone(db, again)


async def test_a_client_who_is_in_already_does_not_come_in_once_more(db: Database, town: Town) -> None:
    """Somebody says no, and the transaction goes on all the same: nothing may be left behind."""
    async with db.begin() as session:
        person = await add_person(session)
        sam = await guests.of_person(session, person)
    held = await alone(db, hold(whose=Sleeper(person_id=person.id)))
    await alone(db, check_in(whose=Sleeper(guest_id=sam.id)))
    async with db.begin() as session:
        with pytest.raises(AlreadyTaken):
            await stays.arrive(session, held.id, now=NOW)
    row = await alone(db, lambda session: session.get_one(BedNight, held.id))
    assert (row.arrived_at, row.guest_id, row.held_until) == (None, None, held.held_until)


async def test_whose_bed_broke_while_it_was_held_gets_another_like_it(db: Database, town: Town) -> None:
    held = await alone(db, hold())
    await alone(db, breaks(held.bed))
    stay = await alone(db, lambda session: stays.arrive(session, held.id, now=NOW))
    assert (held.bed, stay.id, stay.bed) == ("1", held.id, "2")


async def test_nobody_loses_their_bed_to_somebody_whose_bed_is_gone(db: Database, town: Town) -> None:
    """The first of two who stay another night had a bed that is broken now; the other keeps their own."""
    first, second = await guest(db, "Sam"), await guest(db, "Jo")
    for whose, bed, later in ((first, "1", 0), (second, "2", 1)):
        await alone(db, check_in(night=BEFORE, bed=bed, whose=whose, now=NOW + later * SOON))
    await alone(db, breaks("1"))
    both = [s.guest_id for s in (first, second) if s.guest_id]

    def again(session: AsyncSession) -> Awaitable[tuple[list[Place], list[uuid.UUID]]]:
        return stays.again(session, both, facility="nachtopvang", night=NIGHT, before=BEFORE, now=NOW, made_by=None)

    done, without = await alone(db, again)
    assert [(place.bed, without) for place in done] == [("2", [first.guest_id])]
    row = await alone(db, lambda session: session.get_one(BedNight, done[0].id))
    assert row.guest_id == second.guest_id
    assert await alone(db, again) == ([], [first.guest_id])


async def test_staying_another_night_and_a_tap_on_the_board(db: Database, town: Town) -> None:
    sam = await guest(db)
    await alone(db, check_in(night=BEFORE, bed="1", whose=sam))
    ids = [sam.guest_id] if sam.guest_id else []
    _, (done, without) = await meets(
        db, check_in(bed="1"),
        lambda s: stays.again(s, ids, facility="nachtopvang", night=NIGHT, before=BEFORE, now=NOW, made_by=None),
    )  # fmt: skip
    assert ([place.bed for place in done], without) == (["2"], [])


async def test_a_bed_is_put_out_of_order_once_by_two(db: Database, town: Town) -> None:
    fresh, again = await meets(db, breaks("1"), breaks("1", "2"))
    assert ([bed.label for bed in fresh], [bed.label for bed in again]) == (["1"], ["2"])
    assert len(await alone(db, _outages)) == 2
    async with db.begin() as session:
        assert await availability.availability(session, night=NIGHT, now=NOW, group="man") == []


async def _outages(session: AsyncSession) -> list[Outage]:
    return list((await session.exec(select(Outage))).all())
