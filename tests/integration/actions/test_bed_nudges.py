"""What is said of our own accord about beds: to clients and visitors alike, only while it is true, never with blame."""

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from actions import bed_nudges, holding, human, switches
from actions.count_reminders import plan_count_reminders
from bot.bell import Bell
from bot.schedule import Clockwork
from storage import beds, conversations, holds, messages, nudges, stays, waiting
from storage.beds import BedNight, Place, Sleeper
from storage.closures import Closure
from storage.database import Database
from storage.facilities import Facility
from storage.nudges import Nudge
from storage.people import ChannelAddress, Person
from storage.repeats import Repeat, begin
from storage.rooms import Bed
from storage.staff import Role
from storage.waiting import Waiter
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
NIGHT = date(2026, 11, 26)
EIGHT = moment("2026-11-26 20:00")
AT_THE_END = moment("2026-11-26 21:31")
"""A minute after a hold that was made at eight has ended."""


async def ring(db: Database, now: datetime) -> None:
    """What the clock does: the beds, and then what is due."""
    clockwork = Clockwork(db, Bell(), lambda: now)
    await clockwork.tend_beds()
    await clockwork.compose_due()


async def heard(sam: talk.Talk) -> list[str]:
    async with sam.db.begin() as session:
        return [m.text for m in await messages.latest(session, sam.conversation_id) if m.direction == "out"]


async def buttons(sam: talk.Talk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Under the last message: label → action and arguments."""
    async with sam.db.begin() as session:
        last = (await messages.latest(session, sam.conversation_id, most=1))[0]
        found = (
            await session.exec(select(conversations.Button).where(conversations.Button.message_id == last.id))
        ).all()
    return {b.label: (b.action, b.arguments) for b in found}


async def states(db: Database, kind: str) -> list[tuple[str, str | None]]:
    async with db.begin() as session:
        query = select(Nudge).where(Nudge.kind == kind).order_by(col(Nudge.due_at))
        return [(n.state, n.reason) for n in (await session.exec(query)).all()]


async def hold(sam: talk.Talk, group: str = "man", night: date = NIGHT, now: datetime = EIGHT) -> Place:
    whose = Sleeper(conversation_id=sam.conversation_id, person_id=sam.person.id if sam.person else None)
    async with sam.db.begin() as session:
        place = await holds.hold(session, night=night, group=group, now=now, whose=whose)
        await holding.plan_reminder(session, place, sam.conversation_id)
    return place


# ---------------------------------------------------------------- a hold that runs


async def test_a_visitor_is_reminded_with_three_ways_to_answer(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    place = await hold(anyone)
    await ring(db, moment("2026-11-26 21:10"))
    assert await heard(anyone) == ["Je plek in de opvang is voor jou tot 21:30. Kom je nog?"]
    about = {"hold": str(place.id)}
    assert await buttons(anyone) == {
        "Ik kom": ("beds.coming", about),
        "Langer vasthouden": ("beds.extend", about),
        "Ik kom niet": ("beds.release", about),
    }


async def test_a_hold_that_was_made_longer_is_reminded_of_at_its_new_end_only(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    place = await hold(anyone)
    for minutes in (30, 60):
        async with db.begin() as session:
            longer = await holds.extend(session, place.id, EIGHT + timedelta(minutes=minutes))
            await holding.plan_reminder(session, longer, anyone.conversation_id)
    for earlier in ("21:10", "21:31", "21:40", "22:01"):
        await ring(db, moment(f"2026-11-26 {earlier}"))
    assert await heard(anyone) == []
    await ring(db, moment("2026-11-26 22:10"))
    assert await heard(anyone) == ["Je plek in de opvang is voor jou tot 22:30. Kom je nog?"]
    assert "Langer vasthouden" not in await buttons(anyone), "it was made longer as often as can be"
    await ring(db, moment("2026-11-26 22:31"))
    assert len(await heard(anyone)) == 2, "and what ended is told once, at the last end"


async def test_a_hold_that_is_as_short_as_its_reminder_is_not_reminded_of(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    async with db.begin() as session:
        whose = Sleeper(conversation_id=anyone.conversation_id)
        place = await holds.hold(session, night=NIGHT, group="man", now=EIGHT, minutes=15, whose=whose)
        await holding.plan_reminder(session, place, anyone.conversation_id)
    await ring(db, EIGHT + timedelta(seconds=2))
    assert await heard(anyone) == []


async def test_a_visitor_who_became_a_client_is_reminded_where_they_are_now(db: Database, town: Town) -> None:
    anyone, sam = await talk.visitor(db), await talk.client(db, town.contact)
    await hold(anyone)
    async with db.begin() as session:
        address = await session.get_one(ChannelAddress, anyone.address_id)
        await conversations.tie(session, address, person=sam.person, staff=None)
    await ring(db, moment("2026-11-26 21:10"))
    assert (await heard(sam))[-1].startswith("Je plek in de opvang")


# ---------------------------------------------------------------- a hold that ended


async def test_who_did_not_come_hears_one_kind_sentence_and_a_way_back(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    place = await hold(anyone)
    for _ in range(2):
        await ring(db, AT_THE_END)
    assert await heard(anyone) == [
        "Je plek bij Nachtopvang is weer vrij voor anderen. Kom je nog? Dan zoek ik opnieuw."
    ]
    again = {"group": "man", "night": "2026-11-26"}
    assert (await buttons(anyone))["Toch een plek vasthouden"] == ("beds.hold", again)
    async with db.begin() as session:
        assert (await beds.find(session, place.id))[0].end_reason == "expired"


async def test_the_bed_bell_rings_when_a_hold_has_ended_and_only_then(db: Database, town: Town) -> None:
    await hold(await talk.visitor(db))
    bell = Bell()
    with bell.listen("beds") as rung:
        await Clockwork(db, bell, lambda: moment("2026-11-26 21:29")).tend_beds()
        assert not rung.is_set()
        await Clockwork(db, bell, lambda: AT_THE_END).tend_beds()
        assert rung.is_set()


@pytest.mark.parametrize("how", ["came", "let go", "no show", "another"])
async def test_nothing_is_said_about_an_end_that_is_no_news(db: Database, town: Town, how: str) -> None:
    anyone = await talk.visitor(db)
    place = await hold(anyone)
    async with db.begin() as session:
        if how == "came":
            await stays.arrive(session, place.id, now=EIGHT)
        elif how in ("let go", "no show"):
            await holds.release(session, place.id, EIGHT, "cancelled" if how == "let go" else "no_show")
    if how == "another":
        await hold(anyone, now=moment("2026-11-26 21:30"))
    await ring(db, AT_THE_END)
    assert await heard(anyone) == []


async def test_an_end_long_ago_or_of_a_night_that_is_over_is_not_told(db: Database, town: Town) -> None:
    late, early = await talk.visitor(db), await talk.visitor(db)
    await hold(late)
    await hold(early, now=moment("2026-11-27 07:40"))
    await ring(db, moment("2026-11-26 22:32"))
    await ring(db, moment("2026-11-27 09:11"))
    assert await heard(late) == [] and len(await heard(early)) == 0


# ---------------------------------------------------------------- a shelter that closes


async def shut(db: Database, town: Town) -> None:
    async with db.begin() as session:
        closure = Closure(facility_id=town.night_shelter.id, first_night=NIGHT, created_at=EIGHT)
        await switches.close(session, closure, EIGHT)


async def test_who_held_a_place_hears_at_once_that_the_shelter_is_closed(db: Database, town: Town) -> None:
    anyone, sam = await talk.visitor(db), await talk.client(db, town.contact)
    await hold(anyone)
    await hold(sam, "vrouw")
    async with db.begin() as session:
        await human.take_over(session, sam.conversation_id, town.contact, EIGHT)
    await shut(db, town)
    await ring(db, moment("2026-11-26 23:30"))
    told = (
        "Bij Nachtopvang kun je niet slapen in de nacht van donderdag 26 november.\n"
        "Dat ligt niet aan jou. Zal ik een andere plek zoeken?"
    )
    assert await heard(anyone) == [told] and (await heard(sam))[-1] == told
    other = {"groups": ["man"], "night": "2026-11-26"}
    found = await buttons(anyone)
    assert found == {"Slaapplek zoeken": ("ask_bed_availability", other), "Mens spreken": ("talk_to_human", {})}


async def test_who_has_another_place_by_then_needs_no_alarm(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await hold(anyone)
    await shut(db, town)
    await hold(anyone, "gezin")
    await ring(db, EIGHT)
    assert await heard(anyone) == []


# ---------------------------------------------------------------- cold weather


async def wishes(sam: talk.Talk) -> None:
    async with sam.db.begin() as session:
        assert sam.person is not None
        (await session.get_one(Person, sam.person.id)).cold_notice_at = EIGHT


async def cold(db: Database, town: Town, first: date = NIGHT, now: datetime = EIGHT, *, extra: bool = True) -> Any:
    async with db.begin() as session:
        if extra:
            session.add(Bed(facility_id=town.crisis_shelter.id, label="e1", target_group="vrouw", is_extra=True))
        return await switches.cold_weather_on(session, first, date(2026, 11, 28), made_by=None, now=now)


async def test_cold_weather_tells_where_from_when_and_how_many(db: Database, town: Town) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    await wishes(sam)
    async with db.begin() as session:
        crisis = await session.get_one(Facility, town.crisis_shelter.id)
        crisis.opens_at, crisis.address = time(17, 30), "Kade 2"
    await cold(db, town)
    await ring(db, EIGHT)
    assert await heard(sam) == [
        "Het is koud. Daarom zijn er extra bedden.\nDat is bij Crisisopvang.\nJe kunt er terecht vanaf 17:30.\n"
        "Adres: Kade 2\nNu zijn er 2 plekken vrij.\nGeteld: donderdag 26 november om 19:30."
    ]
    found = await buttons(sam)
    assert found["Slaapplek zoeken"] == ("ask_bed_availability", {"night": "2026-11-26"})
    assert found["Geen bericht bij kou"][0] == "beds.no_cold_notice"
    assert await heard(kim) == []


async def test_what_nobody_told_about_the_extra_beds_is_left_out(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await wishes(sam)
    await cold(db, town, extra=False)
    await ring(db, EIGHT)
    assert await heard(sam) == ["Het is koud. Daarom zijn er extra bedden."]


@pytest.mark.parametrize(
    ("first", "due", "said_at"),
    [
        (NIGHT, "2026-11-26 23:30", "2026-11-26 23:30"),
        (NIGHT, "2026-11-27 03:00", "2026-11-27 03:00"),
        (date(2026, 11, 27), "2026-11-26 22:59", "2026-11-26 22:59"),
        (date(2026, 11, 27), "2026-11-26 23:00", "2026-11-27 07:00"),
        (date(2026, 11, 27), "2026-11-27 06:59", "2026-11-27 07:00"),
    ],
)
async def test_nobody_is_woken_for_tomorrow(db: Database, town: Town, first: date, due: str, said_at: str) -> None:
    sam = await talk.client(db, town.contact)
    await wishes(sam)
    await cold(db, town, first, moment(due))
    await ring(db, moment(due))
    assert len(await heard(sam)) == (due == said_at)
    await ring(db, moment(said_at))
    assert len(await heard(sam)) == 1


async def test_cold_weather_is_told_to_nobody_who_changed_their_mind_or_after_it_is_over(
    db: Database, town: Town
) -> None:
    sam, kim = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    for one in (sam, kim):
        await wishes(one)
    spell = await cold(db, town)
    await sam.says("stop")
    async with db.begin() as session:
        assert kim.person is not None
        (await session.get_one(Person, kim.person.id)).cold_notice_at = None
    await ring(db, EIGHT)
    assert await heard(kim) == [] and len(await heard(sam)) == 1
    assert {reason for _, reason in await states(db, "cold_weather")} == {"opted out", "not wanted any more"}
    await wishes(kim)
    later = Nudge(
        kind="cold_weather", person_id=kim.person.id, subject_id=spell.id, due_at=moment("2026-11-29 12:00"),
        dedupe_key="later",
    )  # fmt: skip
    async with db.begin() as session:
        await nudges.plan(session, [later])
    await ring(db, moment("2026-11-29 12:00"))
    assert await heard(kim) == []


# ---------------------------------------------------------------- counts


OPENING = moment("2026-11-27 17:00")


async def opens(db: Database, town: Town) -> None:
    async with db.begin() as session:
        (await session.get_one(Facility, town.night_shelter.id)).opens_at = time(17, 0)


async def test_the_night_shift_is_asked_once_whether_an_old_count_is_right(db: Database, town: Town) -> None:
    await opens(db, town)
    nina, coordinator = await talk.colleague(db, Role.NIGHT_STAFF), await talk.colleague(db, Role.COORDINATOR)
    await ring(db, OPENING - timedelta(seconds=1))
    assert await heard(nina) == []
    for seconds in (0, 30, 60):
        await asyncio.gather(*(ring(db, OPENING + timedelta(seconds=seconds)) for _ in range(2)))
    assert await heard(nina) == [
        "Klopt de telling van Nachtopvang?\n• mannen: 0 binnen, 2 vrij, 0 vastgehouden\n"
        "• vrouwen: 0 binnen, 1 vrij, 0 vastgehouden\nAnders? Typ bijvoorbeeld: 2 mannen binnen nachtopvang."
    ]
    assert await heard(coordinator) == []
    nina.now = OPENING
    await nina.hears()
    assert (await nina.presses("button-count-right")).has("occupancy-recounted", at="17:00")
    async with db.begin() as session:
        facility = await session.get_one(Facility, town.night_shelter.id)
        assert facility.counted_at == OPENING and not bed_nudges.is_stale(facility, OPENING)


@pytest.mark.parametrize("why", ["fresh", "hours unknown", "closed", "too late", "left"])
async def test_the_night_shift_is_left_in_peace(db: Database, town: Town, why: str) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    if why != "hours unknown":
        await opens(db, town)
    async with db.begin() as session:
        if why == "fresh":
            await beds.recount(session, ["nachtopvang"], OPENING - timedelta(hours=7, minutes=59))
        elif why == "closed":
            session.add(Closure(facility_id=town.night_shelter.id, first_night=date(2026, 11, 27)))
        elif why == "left":
            (await session.get_one(type(town.contact), nina.staff.id if nina.staff else None)).active = False
    await ring(db, OPENING + timedelta(minutes=15 if why == "too late" else 0))
    assert await states(db, "count_reminder") == []


@pytest.mark.parametrize(("why", "reason"), [("touched", "over"), ("human", "a human is in the chat")])
async def test_a_question_about_a_count_is_dropped_when_it_is_no_question_any_more(
    db: Database, town: Town, why: str, reason: str
) -> None:
    await opens(db, town)
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    async with db.begin() as session:
        await plan_count_reminders(session, OPENING)
        if why == "touched":
            await beds.recount(session, ["nachtopvang"], OPENING)
        else:
            (await conversations.lock(session, nina.conversation_id)).mode = "human"
    await ring(db, OPENING)
    assert await heard(nina) == [] and await states(db, "count_reminder") == [("cancelled", reason)]


async def test_a_colleague_who_cannot_be_reached_is_no_work_for_others(db: Database, town: Town) -> None:
    await opens(db, town)
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    async with db.begin() as session:
        (await session.get_one(ChannelAddress, nina.address_id)).unreachable_since = EIGHT
    await ring(db, OPENING)
    assert await states(db, "count_reminder") == [("missed", "unreachable")] and await nina.tasks() == {}


# ---------------------------------------------------------------- the clock itself


async def test_keys_are_forgotten_after_a_week_and_not_before(db: Database, town: Town) -> None:
    now = moment("2026-11-26 03:40")
    async with db.begin() as session:
        await begin(session, "old", "x", now - timedelta(days=7, seconds=1))
        await begin(session, "new", "x", now - timedelta(days=7))
    await Clockwork(db, Bell(), lambda: now).forget()
    async with db.begin() as session:
        assert [r.key for r in (await session.exec(select(Repeat))).all()] == ["new"]


async def test_names_of_who_held_or_waited_are_forgotten_after_a_month(db: Database, town: Town) -> None:
    nights = [NIGHT, NIGHT + timedelta(days=1)]
    for night in nights:
        begins = EIGHT + (night - NIGHT)
        async with db.begin() as session:
            await holds.hold(session, night=night, group="man", now=begins, whose=Sleeper(guest_name="Bo"))
            await waiting.join(session, Waiter(night=night, target_group="man", name="Bo", created_at=begins))
    await Clockwork(db, Bell(), lambda: moment("2026-12-27 03:40")).forget()  # still the night of the 26th
    async with db.begin() as session:
        held = select(col(BedNight.night)).where(col(BedNight.guest_name).is_not(None))
        waited = select(col(Waiter.night)).where(Waiter.name == "Bo")
        assert (await session.exec(held)).all() == (await session.exec(waited)).all() == nights
    await Clockwork(db, Bell(), lambda: moment("2026-12-28 03:40")).forget()
    async with db.begin() as session:
        assert (await session.exec(held)).all() == (await session.exec(waited)).all() == nights[1:]


async def test_many_schedulers_at_once_tell_visitors_once(db: Database, town: Town) -> None:
    everyone = [await talk.visitor(db) for _ in range(3)]
    for anyone, group in zip(everyone, ("man", "man", "vrouw"), strict=True):
        await hold(anyone, group)
    await asyncio.gather(*(ring(db, AT_THE_END) for _ in range(5)))
    assert [len(await heard(anyone)) for anyone in everyone] == [1, 1, 1]
