"""A place that comes free goes to who waits: in order, told at once, to the next when it is let go, never twice."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from actions import human, switches
from actions.vacancies import offer_places
from bot import bell as bells
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import holds, messages, stays, waiting
from storage.beds import BedNight, Place, Sleeper
from storage.closures import Closure
from storage.database import Database
from storage.facilities import Facility
from storage.nudges import Nudge
from storage.people import ChannelAddress
from storage.waiting import Waiter
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
EIGHT = moment("2026-11-26 20:00")


async def ring(db: Database, now: datetime) -> None:
    """What the clock does: the beds, and then what is due."""
    clockwork = Clockwork(db, Bell(), lambda: now)
    await clockwork.tend_beds()
    await clockwork.compose_due()


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def fill(db: Database, group: str = "man", night: date = NIGHT) -> list[Place]:
    """Somebody in every bed of the night shelter for this group."""
    async with db.begin() as session:
        return [
            await stays.check_in(session, night=night, group=group, facility="nachtopvang", now=EIGHT)
            for _ in range(2 if group == "man" else 1)
        ]


async def leaves(db: Database, place: Place, now: datetime = EIGHT) -> None:
    async with db.begin() as session:
        await stays.check_out(session, place.id, now)


async def waits(db: Database, who: talk.Talk | str, minute: int = 0, **more: Any) -> Waiter:
    """Somebody waits since so many minutes after six: a conversation, or a name that staff wrote down."""
    since = moment("2026-11-26 18:00") + timedelta(minutes=minute)
    values: dict[str, Any] = {"night": NIGHT, "target_group": "man", "created_at": since, **more}
    if isinstance(who, str):
        values["name"] = who
    else:
        values |= {"conversation_id": who.conversation_id, "person_id": who.person.id if who.person else None}
    async with db.begin() as session:
        return await waiting.join(session, Waiter(**values))


async def offer(db: Database, now: datetime = EIGHT) -> list[Place]:
    async with db.begin() as session:
        return await offer_places(session, now)


async def state(db: Database, waiter: Waiter) -> tuple[str | None, bool]:
    """How it ended, and whether a place is kept now."""
    async with db.begin() as session:
        found = await session.get_one(Waiter, waiter.id)
        return found.end_reason, found.hold_id is not None


async def kept_for(db: Database) -> list[Any]:
    """The conversations for which a place is kept, first kept first."""
    async with db.begin() as session:
        query = (
            select(BedNight.conversation_id)
            .where(col(BedNight.held_until).is_not(None), col(BedNight.ended_at).is_(None))
            .order_by(col(BedNight.created_at))
        )
        return list((await session.exec(query)).all())


# ---------------------------------------------------------------- who is offered what


async def test_who_came_first_is_told_where_and_until_when(db: Database, town: Town) -> None:
    first, second = await talk.visitor(db), await talk.client(db, town.contact)
    taken, _ = await fill(db)
    await waits(db, second, 2)
    waiter = await waits(db, first, 1)
    await ring(db, EIGHT)
    assert await heard(first) == [], "nothing is free"
    await leaves(db, taken)
    await ring(db, EIGHT)
    assert await heard(first) == [
        "Er is een plek voor je bij Nachtopvang.\nIk hou hem vast tot 20:30. Kom je?\nAdres: Dorpsstraat 1"
    ]
    assert await heard(second) == [] and await state(db, waiter) == (None, True)
    answer = await first.hears()
    assert list(answer.buttons) == ["Ik kom", "Langer vasthouden", "Ik kom niet"]
    await ring(db, EIGHT + timedelta(minutes=10))
    assert len(await heard(first)) == 2, "and is reminded, as of any hold"


async def test_who_comes_in_waits_no_more(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    waiter = await waits(db, sam)
    [place] = await offer(db)
    async with db.begin() as session:
        await stays.arrive(session, place.id, now=EIGHT)
    await offer(db, EIGHT + timedelta(seconds=30))
    assert await state(db, waiter) == ("placed", True)


async def test_who_found_a_place_without_the_list_is_not_offered_another(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    waiter = await waits(db, sam)
    async with db.begin() as session:
        assert sam.person is not None
        whose = Sleeper(conversation_id=sam.conversation_id, person_id=sam.person.id)
        own = await holds.hold(session, night=NIGHT, group="man", now=EIGHT, whose=whose)
    assert await offer(db) == [] and await state(db, waiter) == (None, False)
    async with db.begin() as session:
        await stays.arrive(session, own.id, now=EIGHT)
    await offer(db)
    assert await state(db, waiter) == ("placed", False)


async def test_a_stay_by_mistake_does_not_end_waiting(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    waiter = await waits(db, anyone)
    [place] = await offer(db)
    async with db.begin() as session:
        await stays.arrive(session, place.id, now=EIGHT)
        await stays.check_out(session, place.id, EIGHT, "mistake")
    [again] = await offer(db, EIGHT + timedelta(seconds=30))
    assert again.id != place.id and await state(db, waiter) == (None, True)


async def test_each_group_has_its_own_line_and_a_shelter_that_was_named_is_the_only_one(
    db: Database, town: Town
) -> None:
    man, woman, there = await talk.visitor(db), await talk.visitor(db), await talk.visitor(db)
    await fill(db)
    await waits(db, man, 0)
    await waits(db, there, 1, target_group="vrouw", facility_id=town.crisis_shelter.id)
    await waits(db, woman, 2, target_group="vrouw")
    assert [(p.group, p.facility) for p in await offer(db)] == [("vrouw", "nachtopvang")]
    assert await kept_for(db) == [woman.conversation_id]


async def test_a_human_in_the_chat_and_the_night_hold_nothing_back(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await waits(db, sam)
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, EIGHT)
    await ring(db, moment("2026-11-27 02:00"))
    assert (await heard(sam))[-1].startswith("Er is een plek voor je bij Nachtopvang.")


async def test_who_cannot_be_reached_is_passed_over_and_stays_in_the_list(db: Database, town: Town) -> None:
    gone, next_one = await talk.visitor(db), await talk.visitor(db)
    taken, _ = await fill(db)
    waiter = await waits(db, gone, 0)
    await waits(db, next_one, 1)
    async with db.begin() as session:
        (await session.get_one(ChannelAddress, gone.address_id)).unreachable_since = EIGHT
    await leaves(db, taken)
    await offer(db)
    assert await kept_for(db) == [next_one.conversation_id] and await state(db, waiter) == (None, False)


# ---------------------------------------------------------------- offers that end


async def test_a_place_that_is_let_go_is_offered_to_the_next(db: Database, town: Town) -> None:
    first, second = await talk.visitor(db), await talk.visitor(db)
    taken, _ = await fill(db)
    waiter = await waits(db, first, 0)
    await waits(db, second, 1)
    await leaves(db, taken)
    await ring(db, EIGHT)
    first.now = EIGHT
    await first.hears()
    assert (await first.presses("button-not-coming")).has("beds-released", place="Nachtopvang")
    await ring(db, EIGHT + timedelta(seconds=2))
    assert await state(db, waiter) == ("declined", True)
    assert len(await heard(second)) == 1 and await kept_for(db) == [second.conversation_id]


async def test_a_first_offer_that_goes_by_keeps_the_place_in_the_list_and_a_second_does_not(
    db: Database, town: Town
) -> None:
    first, second = await talk.visitor(db), await talk.visitor(db)
    taken, other = await fill(db)
    waiter, after = await waits(db, first, 0), await waits(db, second, 1)
    await leaves(db, taken)
    await ring(db, EIGHT)
    await ring(db, EIGHT + timedelta(minutes=31))
    assert await kept_for(db) == [second.conversation_id], "the place went to the next"
    assert "Je staat nog op de lijst." in (await heard(first))[-1]
    await leaves(db, other)
    assert await offer(db, EIGHT + timedelta(minutes=59)) == [], "not the same phone again so soon"
    await ring(db, EIGHT + timedelta(minutes=60))
    assert (await kept_for(db))[-1] == first.conversation_id
    await ring(db, EIGHT + timedelta(minutes=91))
    await ring(db, EIGHT + timedelta(minutes=92))
    assert await state(db, waiter) == ("over", True)
    assert "lijst" not in (await heard(first))[-1]
    assert (await state(db, after))[0] is None


async def test_a_shelter_that_closed_is_no_offer_that_went_by(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    waiter = await waits(db, anyone)
    await offer(db)
    async with db.begin() as session:
        await switches.close(session, Closure(facility_id=town.night_shelter.id, first_night=NIGHT), EIGHT)
    assert await offer(db) == [] and await state(db, waiter) == (None, False)
    async with db.begin() as session:
        [closure] = (await session.exec(select(Closure))).all()
        await switches.open_again(session, closure.id, EIGHT)
    assert len(await offer(db, EIGHT + timedelta(minutes=1))) == 1


# ---------------------------------------------------------------- people whom staff wrote down


async def test_a_name_has_a_turn_at_the_door_and_blocks_nobody_for_long(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    taken, _ = await fill(db)
    by_name = await waits(db, "Bram", 0)
    await waits(db, anyone, 1)
    await leaves(db, taken)
    assert await offer(db) == [], "staff at the door decide first"
    assert await offer(db, EIGHT + timedelta(minutes=14)) == []
    assert len(await offer(db, EIGHT + timedelta(minutes=15))) == 1
    assert await state(db, by_name) == (None, False)


async def test_a_name_counts_as_one_and_a_second_place_goes_on(db: Database, town: Town) -> None:
    anyone, last = await talk.visitor(db), await talk.visitor(db)
    await waits(db, "Bram", 0)
    await waits(db, anyone, 1)
    await waits(db, last, 2)
    assert len(await offer(db)) == 1 and await kept_for(db) == [anyone.conversation_id]


async def test_a_name_has_a_new_turn_when_another_place_comes_free(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    taken, other = await fill(db)
    await waits(db, "Bram", 0)
    await waits(db, anyone, 1)
    await leaves(db, taken)
    await offer(db)
    async with db.begin() as session:
        await stays.check_in(session, night=NIGHT, group="man", facility="nachtopvang", now=EIGHT)
    await offer(db, EIGHT + timedelta(minutes=1))
    await leaves(db, other)
    assert await offer(db, EIGHT + timedelta(minutes=20)) == []
    assert len(await offer(db, EIGHT + timedelta(minutes=35))) == 1


# ---------------------------------------------------------------- nights


@pytest.mark.parametrize(("night", "now"), [(NIGHT, "2026-11-26 10:00"), (date(2026, 11, 27), "2026-11-26 21:00")])
async def test_before_opening_a_place_is_kept_until_half_an_hour_after_it(
    db: Database, town: Town, night: date, now: str
) -> None:
    async with db.begin() as session:
        (await session.get_one(Facility, town.night_shelter.id)).opens_at = time(17, 0)
    anyone = await talk.visitor(db)
    await waits(db, anyone, -600, night=night)
    [place] = await offer(db, moment(now))
    assert place.held_until == moment(f"{night} 17:30")
    await ring(db, moment(now))
    assert ("Dit gaat over de nacht van vrijdag 27 november." in (await heard(anyone))[0]) == (night != NIGHT)


@pytest.mark.parametrize(("now", "offers"), [("2026-11-27 08:30", 1), ("2026-11-27 08:31", 0)])
async def test_no_place_is_kept_beyond_the_end_of_the_night(db: Database, town: Town, now: str, offers: int) -> None:
    await waits(db, await talk.visitor(db))
    assert len(await offer(db, moment(now))) == offers


async def test_waiting_ends_with_the_night(db: Database, town: Town) -> None:
    past = await waits(db, await talk.visitor(db))
    named = await waits(db, "Bram")
    tomorrow = await waits(db, await talk.visitor(db), night=date(2026, 11, 27), target_group="kind")
    assert await offer(db, moment("2026-11-27 09:00")) == []
    assert await state(db, past) == ("over", False) == await state(db, named)
    assert await state(db, tomorrow) == (None, False)


# ---------------------------------------------------------------- many at once, restarts, bells


async def test_many_schedulers_at_once_give_every_place_to_one(db: Database, town: Town) -> None:
    everyone = [await talk.visitor(db) for _ in range(5)]
    for minute, anyone in enumerate(everyone):
        await waits(db, anyone, minute)
    await asyncio.gather(*(ring(db, EIGHT) for _ in range(6)))
    await ring(db, EIGHT)
    assert [len(await heard(anyone)) for anyone in everyone] == [1, 1, 0, 0, 0]
    assert await kept_for(db) == [one.conversation_id for one in everyone[:2]]


async def test_people_who_talk_meanwhile_are_answered(db: Database, town: Town) -> None:
    """A turn holds its conversation and wants the night; the clock holds the night and writes about conversations."""
    everyone = [await talk.visitor(db, now=EIGHT) for _ in range(6)]
    for minute, anyone in enumerate(everyone):
        await waits(db, anyone, minute)
    asking = [anyone.says("bed voor een man", "reserve_bed", target_group="man") for anyone in everyone]
    offering = [offer(db) for _ in range(6)]
    answers, _ = await asyncio.gather(asyncio.gather(*asking), asyncio.gather(*offering))
    assert all(answer.text for answer in answers)
    kept = await kept_for(db)
    assert len(kept) == len(set(kept)) == 2


async def test_what_was_offered_before_a_stop_is_told_after_it(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await waits(db, anyone)
    await offer(db)
    await ring(db, EIGHT + timedelta(minutes=5))
    assert len(await heard(anyone)) == 1, "another process, and nothing was offered twice"
    async with db.begin() as session:
        told = (await session.exec(select(Nudge).where(Nudge.kind == "place_free"))).all()
    assert [n.state for n in told] == ["sent"]


async def test_an_offer_that_is_over_before_it_could_be_told_is_not_told(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await waits(db, anyone)
    await offer(db)
    await Clockwork(db, Bell(), lambda: EIGHT + timedelta(minutes=30)).compose_due()
    assert await heard(anyone) == []


async def test_a_ring_about_beds_is_heeded_at_once(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    bell = Bell()
    clockwork = Clockwork(db, bell, lambda: EIGHT)
    clockwork.start()
    try:
        with bell.listen(bells.conversation(anyone.conversation_id)) as told:
            await asyncio.sleep(0)  # the clock begins to listen
            await waits(db, anyone)
            bell.ring(bells.BEDS)
            assert await bells.wait(told, 20), "well before the next round of half a minute"
    finally:
        clockwork.stop()
    assert len(await heard(anyone)) == 1
