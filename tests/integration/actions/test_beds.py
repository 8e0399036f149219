"""Beds for people who need one: counts with their age, a place kept, a place let go."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from storage import holds
from storage.beds import BedNight
from storage.database import Database
from storage.errors import NoneFree
from storage.facilities import Facility
from storage.nudges import Nudge
from storage.staff import Role
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


async def places(db: Database) -> list[BedNight]:
    async with db.begin() as session:
        return list((await session.exec(select(BedNight).order_by(BedNight.created_at))).all())  # type: ignore[arg-type]


async def fill(db: Database, group: str, night: date = date(2026, 11, 26)) -> None:
    async with db.begin() as session:
        try:
            while True:
                await holds.hold(session, night=night, group=group, now=talk.EVENING)
        except NoneFree:
            return


async def test_a_visitor_hears_the_number_and_its_age(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    age = "Geteld om 19:30, 30 minuten geleden."
    assert answer.has("beds-free", place="Nachtopvang", free=2, group="mannen", age=age)
    assert answer.offers("button-hold") and answer.offers("button-human")


async def test_without_a_group_the_totals_are_told(db: Database, town: Town) -> None:
    answer = await (await talk.visitor(db)).says("is er plek", "ask_bed_availability")
    assert answer.has("beds-total", free=4)
    assert answer.has("beds-group-total", group="gezinnen", free=1)


@pytest.mark.parametrize(
    ("counted", "key", "facts"),
    [
        ("2026-11-26 19:59", "beds-age-now", {"at": "19:59"}),
        ("2026-11-26 19:00", "beds-age-minutes", {"at": "19:00", "minutes": 60}),
        ("2026-11-26 17:00", "beds-age-hours", {"at": "17:00", "hours": 3}),
        ("2026-11-24 17:00", "beds-age-days", {"days": 2}),
        (None, "beds-age-unknown", {}),
    ],
)
async def test_the_age_of_a_count(
    db: Database, town: Town, counted: str | None, key: str, facts: dict[str, object]
) -> None:
    async with db.begin() as session:
        for facility in (await session.exec(select(Facility))).all():
            facility.counted_at = moment(counted) if counted else None
            session.add(facility)
    anyone = await talk.visitor(db)
    assert (await anyone.says("is er plek", "ask_bed_availability")).has(key, **facts)
    one = await anyone.says("nachtopvang man", "ask_bed_availability", target_group="man", facility="nachtopvang")
    assert one.has(key, **facts)
    assert one.has("beds-stale") is (counted is None or counted < "2026-11-26 12:00")


async def test_full_is_never_the_end(db: Database, town: Town) -> None:
    await fill(db, "vrouw")
    anyone = await talk.visitor(db)
    answer = await anyone.says("is er plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    assert answer.has("beds-all-full") and answer.has("beds-call", phone="0546 00 00 01")
    assert answer.offers("button-human") and not answer.offers("button-hold")


async def test_a_place_that_does_not_exist(db: Database, town: Town) -> None:
    answer = await (await talk.visitor(db)).says("plek voor kind", "ask_bed_availability", target_group="kind")
    assert answer.has("beds-no-such-place") and answer.offers("button-human")


@pytest.mark.parametrize(
    ("said", "night", "day"),
    [
        ("is er morgen plek", date(2026, 11, 27), "vrijdag 27 november"),
        ("is er morgenavond plek", date(2026, 11, 27), "vrijdag 27 november"),
        ("is er zaterdag plek", date(2026, 11, 28), "zaterdag 28 november"),
        ("is er overmorgen plek", date(2026, 11, 28), "zaterdag 28 november"),
    ],
)
async def test_another_night_is_named_and_counted(db: Database, town: Town, said: str, night: date, day: str) -> None:
    await fill(db, "man", night)
    answer = await (await talk.visitor(db)).says(said, "ask_bed_availability", target_group="man")
    assert answer.has("beds-night", day=day) and answer.has("beds-all-full")


@pytest.mark.parametrize("said", ["is er vannacht plek", "is er vanavond plek", "is er vandaag plek", "is er plek"])
async def test_tonight_is_the_night_that_comes(db: Database, town: Town, said: str) -> None:
    await fill(db, "man")
    answer = await (await talk.visitor(db)).says(said, "ask_bed_availability", target_group="man")
    assert answer.has("beds-all-full") and "Dit gaat over" not in answer.text


async def test_at_two_at_night_tonight_is_the_night_that_runs(db: Database, town: Town) -> None:
    await fill(db, "man")
    anyone = await talk.visitor(db, now=moment("2026-11-26 20:30"))
    anyone.now = moment("2026-11-26 21:00")
    assert (await anyone.says("vannacht", "ask_bed_availability", target_group="man")).has("beds-all-full")
    anyone.now = moment("2026-11-27 02:00")
    await fill(db, "vrouw")
    answer = await anyone.says("is er vannacht plek", "ask_bed_availability", target_group="gezin")
    assert "Dit gaat over" not in answer.text


async def test_yes_keeps_a_place_and_says_until_when_and_where(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await sam.says("plek voor een man?", "ask_bed_availability", target_group="man")
    answer = await sam.says("ja graag", "affirm")
    assert answer.has("beds-held", place="Nachtopvang", until="21:30")
    assert answer.has("beds-address", address="Dorpsstraat 1")
    [place] = await places(db)
    assert place.person_id == (sam.person.id if sam.person else None)
    assert place.held_until == sam.now + timedelta(minutes=90)


async def test_a_client_is_reminded_before_the_hold_ends_and_a_visitor_is_not(db: Database, town: Town) -> None:
    sam, anyone = await talk.client(db, town.contact), await talk.visitor(db)
    await sam.says("hou een plek vast", "reserve_bed", target_group="man")
    await anyone.says("hou een plek vast", "reserve_bed", target_group="vrouw")
    async with db.begin() as session:
        [nudge] = (await session.exec(select(Nudge))).all()
    assert (nudge.kind, nudge.due_at) == ("hold_reminder", moment("2026-11-26 21:10"))


async def test_for_whom_is_asked_when_it_was_not_said(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    assert (await anyone.says("kan ik een bed reserveren", "reserve_bed")).has("beds-for-whom")
    assert (await anyone.presses("group-one-gezin")).has("beds-held", place="Crisisopvang", until="21:30")


async def test_one_place_for_each_person(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    anyone.passes(minutes=5)
    answer = await anyone.says("nog een bed voor een man", "reserve_bed", target_group="man")
    assert answer.has("beds-held", place="Nachtopvang", until="21:30")
    assert len(await places(db)) == 1


async def test_none_free_to_hold_offers_a_phone_number_and_a_human(db: Database, town: Town) -> None:
    await fill(db, "vrouw")
    answer = await (await talk.visitor(db)).says("bed voor een vrouw", "reserve_bed", target_group="vrouw")
    assert answer.has("beds-none-to-hold", group="vrouwen") and answer.has("beds-call", phone="0546 00 00 01")


async def test_letting_go_and_taking_back(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een vrouw", "reserve_bed", target_group="vrouw")
    assert (await anyone.says("ik kom toch niet", "cancel_bed")).has("beds-released", place="Nachtopvang")
    assert (await anyone.presses("button-take-back")).has("beds-held", place="Nachtopvang", until="21:30")
    assert (await anyone.presses("button-not-coming")).has("beds-released", place="Nachtopvang")
    assert (await anyone.presses("button-not-coming")).has("beds-nothing-held")
    assert (await anyone.says("ik kom niet", "cancel_bed")).has("beds-nothing-held")


async def test_a_hold_that_ended_by_itself_is_not_held_any_more(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een vrouw", "reserve_bed", target_group="vrouw")
    anyone.passes(minutes=90)
    assert (await anyone.says("ik kom niet", "cancel_bed")).has("beds-nothing-held")
    assert (await anyone.says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")).offers(
        "button-hold"
    )


async def test_a_short_follow_up_is_about_the_same_question(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    answer = await anyone.says("en voor een vrouw?", "out_of_scope", 0.3, target_group="vrouw")
    age = "Geteld om 19:30, 30 minuten geleden."
    assert answer.has("beds-free", place="Nachtopvang", free=1, group="vrouwen", age=age)
    assert (await anyone.says("hoeveel in totaal", "out_of_scope", 0.3)).has("beds-total", free=4)
    await fill(db, "man", date(2026, 11, 28))
    assert (await anyone.says("en zaterdag voor een man", "ask_bed_availability", target_group="man")).has(
        "beds-night", day="zaterdag 28 november"
    )


async def test_a_follow_up_is_not_understood_after_twenty_minutes_or_in_many_words(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    long = "en wat ik nog wilde vragen over gisteren"
    assert (await anyone.says(long, "out_of_scope", 0.9)).has("out-of-scope")
    assert (await anyone.says("mooi weer", "out_of_scope", 0.9)).has("out-of-scope")
    anyone.passes(minutes=20)
    assert (await anyone.says("en een vrouw?", "out_of_scope", 0.9, target_group="vrouw")).has("out-of-scope")


async def test_and_now_hold_one_is_a_wish_not_a_question(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    assert (await anyone.says("hou die vast", "reserve_bed", 0.9, facility="nachtopvang")).has(
        "beds-held", place="Nachtopvang", until="21:30"
    )


async def test_night_staff_see_every_line_and_no_offer(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    answer = await nina.says("vrije bedden?", "ask_bed_availability")
    age = "Geteld om 19:30, 30 minuten geleden."
    assert answer.has("beds-free", place="Crisisopvang", free=1, group="gezinnen", age=age)
    assert not answer.offers("button-hold")


async def test_night_staff_may_hold_several_places(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    for _ in range(2):
        await nina.says("hou een bed vrij voor een man", "reserve_bed", target_group="man")
    assert [p.made_by for p in await places(db)] == [nina.staff.id, nina.staff.id] if nina.staff else False


async def test_beds_in_english(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("taal")
    await anyone.presses("language-en")
    anyone.language = "en"
    assert (await anyone.says("any bed for a man", "ask_bed_availability", target_group="man")).offers("button-hold")
    assert (await anyone.says("yes")).has("beds-held", place="Nachtopvang", until="21:30")
