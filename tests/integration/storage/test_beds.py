"""Beds and nights: never two in a bed, never less than none free, whatever the order and however many at once."""

import asyncio
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import availability, beds, holds, rooms, stays
from storage.beds import BedNight, Place, Sleeper
from storage.database import Database
from storage.errors import AlreadyTaken, NoneFree, NotFound
from storage.facilities import Facility
from storage.rooms import Bed
from tests import talk
from tests.town import Town, find_beds, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
NOW = moment("2026-11-26 20:00")


async def hold(db: Database, group: str = "man", night: date = NIGHT) -> Place:
    async with db.begin() as session:
        return await holds.hold(session, night=night, group=group, now=NOW)


async def check_in(db: Database, bed: str | None = None, **more: object) -> Place:
    values = {"night": NIGHT, "group": "man", "facility": "nachtopvang", "now": NOW} | more
    async with db.begin() as session:
        return await stays.check_in(session, bed=bed, **values)  # type: ignore[arg-type]


async def arrive(db: Database, hold_id: uuid.UUID, **more: object) -> Place:
    async with db.begin() as session:
        return await stays.arrive(session, hold_id, **({"night": NIGHT, "now": NOW} | more))  # type: ignore[arg-type]


async def check_out(db: Database, stay: Place) -> Place:
    async with db.begin() as session:
        return await stays.check_out(session, stay.id, NOW)


async def back_in(db: Database, stay: Place) -> Place:
    async with db.begin() as session:
        return await stays.back_in(session, stay.id, NOW)


async def free(db: Database, group: str = "man", *, after: timedelta = timedelta(0)) -> tuple[int, int, int]:
    """(total, free, on hold) of the night shelter."""
    async with db.begin() as session:
        [row] = await availability.availability(
            session, night=NIGHT, now=NOW + after, group=group, facility="nachtopvang"
        )
    return row.total, row.free, row.on_hold


async def test_a_hold_takes_one_bed_until_it_ends(db: Database, town: Town) -> None:
    held = await hold(db)
    assert held.held_until == NOW + timedelta(minutes=90) and held.bed == "1"
    assert await free(db) == (2, 1, 1)
    assert await free(db, after=timedelta(minutes=90)) == (2, 2, 0)


async def test_another_night_is_another_count(db: Database, town: Town) -> None:
    await hold(db, night=NIGHT + timedelta(days=1))
    assert await free(db) == (2, 2, 0)


async def test_an_expired_hold_gives_its_bed_to_the_next(db: Database, town: Town) -> None:
    await hold(db, "vrouw")
    with pytest.raises(NoneFree):
        await hold(db, "vrouw")
    async with db.begin() as session:
        later = await holds.hold(session, night=NIGHT, group="vrouw", now=NOW + timedelta(minutes=90))
    assert later.bed == "3"
    async with db.begin() as session:
        ended = (await session.exec(select(BedNight).where(BedNight.end_reason == "expired"))).one()
    assert ended.ended_at == NOW + timedelta(minutes=90)


async def test_the_minutes_of_a_hold_may_be_given(db: Database, town: Town) -> None:
    async with db.begin() as session:
        held = await holds.hold(session, night=NIGHT, group="man", now=NOW, minutes=15)
    assert held.held_until == NOW + timedelta(minutes=15)


async def test_a_hold_becomes_a_stay_in_the_same_bed(db: Database, town: Town) -> None:
    held = await hold(db)
    stay = await arrive(db, held.id)
    assert (stay.id, stay.bed, stay.held_until) == (held.id, held.bed, None)
    assert await free(db, after=timedelta(days=1)) == (2, 1, 0)
    with pytest.raises(AlreadyTaken):
        await arrive(db, held.id)


async def test_a_hold_that_is_over_or_of_another_night_is_no_stay(db: Database, town: Town) -> None:
    held = await hold(db)
    with pytest.raises(NotFound):
        await arrive(db, held.id, night=NIGHT + timedelta(days=1))
    with pytest.raises(NotFound):
        await arrive(db, held.id, now=NOW + timedelta(minutes=90))
    with pytest.raises(NotFound):
        await arrive(db, uuid.uuid4())


async def test_releasing_gives_the_bed_back_once(db: Database, town: Town) -> None:
    held = await hold(db)
    async with db.begin() as session:
        await holds.release(session, held.id, NOW)
    assert await free(db) == (2, 2, 0)
    for place in (held.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            async with db.begin() as session:
                await holds.release(session, place, NOW)


async def test_a_stay_cannot_be_released(db: Database, town: Town) -> None:
    stay = await check_in(db)
    with pytest.raises(NotFound):
        async with db.begin() as session:
            await holds.release(session, stay.id, NOW)


async def test_a_named_bed_and_a_full_group(db: Database, town: Town) -> None:
    assert (await check_in(db, bed="2")).bed == "2"
    with pytest.raises(AlreadyTaken, match="bed 2"):
        await check_in(db, bed="2")
    await check_in(db)
    with pytest.raises(NoneFree):
        await check_in(db)


async def test_checking_out_twice_is_fine_and_a_hold_cannot(db: Database, town: Town) -> None:
    stay = await check_in(db)
    await check_out(db, stay)
    await check_out(db, stay)
    assert await free(db) == (2, 2, 0)
    with pytest.raises(NotFound):
        await check_out(db, await hold(db))


async def test_back_in_is_the_same_bed_unless_somebody_else_has_it(db: Database, town: Town) -> None:
    stay = await check_in(db, bed="1")
    await check_out(db, stay)
    assert (await back_in(db, stay)).bed == "1" and (await back_in(db, stay)).bed == "1"
    assert await free(db) == (2, 1, 0)
    await check_out(db, stay)
    await check_in(db, bed="1")
    with pytest.raises(AlreadyTaken, match="somebody else"):
        await back_in(db, stay)
    with pytest.raises(NotFound):
        await back_in(db, await hold(db))


async def test_a_bed_out_of_order_is_not_counted_and_not_given_out(db: Database, town: Town) -> None:
    async with db.begin() as session:
        broken = await find_beds(session, facility="nachtopvang", labels=["1"])
        await rooms.put_out_of_order(session, broken, reason="lek", now=NOW)
    assert await free(db) == (1, 1, 0)
    assert (await hold(db)).bed == "2"
    with pytest.raises(NoneFree):
        await hold(db)


async def test_who_came_last_leaves_first(db: Database, town: Town) -> None:
    first, second = await check_in(db), await check_in(db, now=NOW + timedelta(minutes=1))
    await check_in(db, group="vrouw", now=NOW + timedelta(minutes=2))
    async with db.begin() as session:
        last = await stays.last_in(session, night=NIGHT, facility="nachtopvang", group="man", most=5)
        anyone = await stays.last_in(session, night=NIGHT, facility="nachtopvang", group=None, most=1)
    assert [s.id for s in last] == [second.id, first.id]
    assert anyone[0].id not in (first.id, second.id)


async def test_a_change_makes_the_count_fresh_and_a_hold_does_not(db: Database, town: Town) -> None:
    async def counted() -> object:
        async with db.begin() as session:
            return (await session.get_one(Facility, town.night_shelter.id)).counted_at

    before = await counted()
    await hold(db)
    assert await counted() == before
    await check_in(db)
    assert await counted() == NOW
    async with db.begin() as session:
        await beds.recount(session, ["nachtopvang"], NOW + timedelta(hours=1))
    assert await counted() == NOW + timedelta(hours=1)


@pytest.mark.parametrize(("hours", "freshness"), [(0, "fresh"), (2, "ageing"), (8, "stale")])
async def test_a_count_ages(db: Database, town: Town, hours: int, freshness: str) -> None:
    async with db.begin() as session:
        [row] = await availability.availability(session, night=NIGHT, now=NOW, facility="crisisopvang")
    counted = moment("2026-11-26 19:30")
    assert row.freshness(counted + timedelta(hours=hours)) == freshness


async def test_the_board_shows_every_bed_with_its_guest(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    await check_in(db, bed="2", whose=Sleeper(person_id=sam.person.id))
    async with db.begin() as session:
        await holds.hold(session, night=NIGHT, group="man", now=NOW, whose=Sleeper(guest_name="Jo"))
        board = await availability.tonight(session, night=NIGHT, now=NOW)
    assert [(b.bed, b.state, b.guest) for b in board if b.facility == "nachtopvang"] == [
        ("1", "held", "Jo"),
        ("2", "taken", "Sam"),
        ("3", "free", None),
    ]


async def test_fifty_at_once_for_two_beds(db: Database, town: Town) -> None:
    found = await asyncio.gather(*(hold(db) for _ in range(50)), return_exceptions=True)
    assert sum(isinstance(p, Place) for p in found) == 2
    assert sum(isinstance(p, NoneFree) for p in found) == 48
    assert await free(db) == (2, 0, 2)


async def test_holds_and_arrivals_at_once_never_share_a_bed(db: Database, town: Town) -> None:
    mixed = [hold(db) if n % 2 else check_in(db) for n in range(30)]
    found = [p for p in await asyncio.gather(*mixed, return_exceptions=True) if isinstance(p, Place)]
    assert sorted(p.bed for p in found) == ["1", "2"]


async def test_a_release_and_many_who_wait_for_it(db: Database, town: Town) -> None:
    held = await hold(db, "vrouw")

    async def release() -> Place:
        async with db.begin() as session:
            return await holds.release(session, held.id, NOW)

    found = await asyncio.gather(release(), *(hold(db, "vrouw") for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(p, Place) for p in found[1:]) <= 1
    assert (await free(db, "vrouw"))[1] in (0, 1)


async def two_in_one_bed(session: AsyncSession) -> None:
    bed = (await session.exec(select(Bed))).first()
    assert bed is not None
    session.add_all([BedNight(bed_id=bed.id, night=NIGHT, arrived_at=NOW) for _ in range(2)])


async def held_and_arrived(session: AsyncSession) -> None:
    bed = (await session.exec(select(Bed))).first()
    assert bed is not None
    session.add(BedNight(bed_id=bed.id, night=NIGHT, arrived_at=NOW, held_until=NOW))


async def test_the_schema_itself_refuses_two_in_one_bed(db: Database, town: Town) -> None:
    with pytest.raises(IntegrityError, match="uq_bed_night_one_person"):
        async with db.begin() as session:
            await two_in_one_bed(session)
    with pytest.raises(IntegrityError, match="held_or_arrived"):
        async with db.begin() as session:
            await held_and_arrived(session)


async def test_the_schema_itself_refuses_two_holds_for_one_conversation(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    whose = Sleeper(conversation_id=anyone.conversation_id)
    with pytest.raises(AlreadyTaken, match="already"):
        async with db.begin() as session:
            for group in ("man", "vrouw"):
                await holds.hold(session, night=NIGHT, group=group, now=NOW, whose=whose)
    with pytest.raises(IntegrityError, match="one_hold_each"):
        async with db.begin() as session:
            beds_ = (await session.exec(select(Bed))).all()
            session.add_all(
                BedNight(bed_id=bed.id, night=NIGHT, held_until=NOW, conversation_id=anyone.conversation_id)
                for bed in beds_
            )
