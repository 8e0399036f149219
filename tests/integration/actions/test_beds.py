"""Beds for people who need one: counts with their age, the night that is meant, follow-ups."""

from datetime import date, time

import pytest
from sqlmodel import select

from storage import holds
from storage.closures import Closure, ColdSpell
from storage.database import Database
from storage.errors import NoneFree
from storage.facilities import Facility
from storage.rooms import Bed
from storage.staff import Role
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)


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
    assert answer.has("beds-free", place="Nachtopvang", free=2, group="mannen")
    assert "Geteld om 19:30, 30 minuten geleden." in answer.text
    assert answer.offers("button-hold") and answer.offers("button-human")


async def test_without_a_group_the_totals_are_told(db: Database, town: Town) -> None:
    answer = await (await talk.visitor(db)).says("is er plek", "ask_bed_availability")
    assert answer.has("beds-total", free=4)
    assert answer.has("beds-group-total", group="gezinnen", free=1) and answer.has("beds-for-whom")


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
    stale = counted is None or counted < "2026-11-26 12:00"
    assert one.has("beds-stale-call", phone="0546 00 00 01") is stale


async def test_an_old_count_without_a_number_to_call(db: Database, town: Town) -> None:
    async with db.begin() as session:
        place = await session.get_one(Facility, town.crisis_shelter.id)
        place.counted_at = None
        session.add(place)
    anyone = await talk.visitor(db)
    assert (await anyone.says("plek voor een gezin", "ask_bed_availability", target_group="gezin")).has("beds-stale")


async def test_ages_that_differ_are_told_for_each_place(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(Bed(facility_id=town.crisis_shelter.id, label="9", target_group="man"))
        place = await session.get_one(Facility, town.crisis_shelter.id)
        place.counted_at = moment("2026-11-26 19:59")
        session.add(place)
    answer = await (await talk.visitor(db)).says("plek voor een man", "ask_bed_availability", target_group="man")
    assert "mannen. Geteld om 19:30, 30 minuten geleden." in answer.text
    assert "mannen. Net geteld, om 19:59." in answer.text


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
    assert answer.has("beds-night", day=day) and answer.has("beds-full", place="Nachtopvang", group="mannen")


@pytest.mark.parametrize("said", ["is er vannacht plek", "is er vanavond plek", "is er vandaag plek", "is er plek"])
async def test_tonight_is_the_night_that_comes(db: Database, town: Town, said: str) -> None:
    await fill(db, "man")
    answer = await (await talk.visitor(db)).says(said, "ask_bed_availability", target_group="man")
    assert answer.has("beds-full", place="Nachtopvang", group="mannen") and "Dit gaat over" not in answer.text


async def test_at_two_at_night_tonight_is_the_night_that_runs(db: Database, town: Town) -> None:
    await fill(db, "man")
    anyone = await talk.visitor(db, now=moment("2026-11-26 20:30"))
    anyone.now = moment("2026-11-26 21:00")
    full = await anyone.says("vannacht", "ask_bed_availability", target_group="man")
    assert full.has("beds-full", place="Nachtopvang", group="mannen")
    anyone.now = moment("2026-11-27 02:00")
    await fill(db, "vrouw")
    answer = await anyone.says("is er vannacht plek", "ask_bed_availability", target_group="gezin")
    assert "Dit gaat over" not in answer.text


async def test_a_short_follow_up_is_about_the_same_question(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    answer = await anyone.says("en voor een vrouw?", "out_of_scope", 0.3, target_group="vrouw")
    assert answer.has("beds-free", place="Nachtopvang", free=1, group="vrouwen")
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


async def test_night_staff_see_every_line_and_no_offer(db: Database, town: Town) -> None:
    nina = await talk.colleague(db, Role.NIGHT_STAFF)
    answer = await nina.says("vrije bedden?", "ask_bed_availability")
    assert answer.has("beds-free", place="Crisisopvang", free=1, group="gezinnen")
    assert not answer.offers("button-hold")


async def test_beds_in_english(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("taal")
    await anyone.presses("language-en")
    anyone.language = "en"
    assert (await anyone.says("any bed for a man", "ask_bed_availability", target_group="man")).offers("button-hold")
    assert (await anyone.says("yes")).has("beds-held", place="Nachtopvang", until="21:30")


async def test_one_place_is_told_with_all_one_needs_to_get_there(db: Database, town: Town) -> None:
    async with db.begin() as session:
        place = await session.get_one(Facility, town.night_shelter.id)
        place.opens_at, place.price_cents, place.last_checked_on = time(17, 30), 650, date(2026, 11, 1)
        place.referral_needed = True
        session.add(place)
    answer = await (await talk.visitor(db)).says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    link = "https://www.openstreetmap.org/search?query=Dorpsstraat+1%2C+Almelo"
    assert answer.has("shelter-where", address="Dorpsstraat 1") and answer.has("shelter-route", link=link)
    assert answer.has("beds-open", opens="17:30", closes="09:00") and answer.has("beds-price", euros="6,50")
    assert answer.has("shelter-referral-call", phone="0546 00 00 01")
    assert answer.has("shelter-checked", day="01-11-2026")
    assert not answer.offers("button-know-more") and len([line for line in answer.text.split("\n") if line]) <= 8


async def test_what_nobody_told_about_the_one_place_is_left_out(db: Database, town: Town) -> None:
    answer = await (await talk.visitor(db)).says("plek voor een gezin", "ask_bed_availability", target_group="gezin")
    assert "Open van" not in answer.text and "kost" not in answer.text and "Adres" not in answer.text
    assert "nagekeken" not in answer.text and answer.has("shelter-referral")


async def test_a_night_that_costs_nothing(db: Database, town: Town) -> None:
    async with db.begin() as session:
        place = await session.get_one(Facility, town.night_shelter.id)
        place.price_cents, place.route_url = 0, "https://kaart.example/nacht"
        session.add(place)
    answer = await (await talk.visitor(db)).says("plek voor een vrouw", "ask_bed_availability", target_group="vrouw")
    assert answer.has("beds-costs-nothing") and answer.has("shelter-route", link="https://kaart.example/nacht")


async def test_a_closed_shelter_is_told_and_never_offered(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(Closure(facility_id=town.night_shelter.id, first_night=date(2026, 11, 26)))
    anyone = await talk.visitor(db)
    answer = await anyone.says("plek voor een man", "ask_bed_availability", target_group="man")
    assert answer.has("beds-closed-tonight", place="Nachtopvang") and answer.offers("button-human")
    assert not answer.offers("button-hold") and answer.has("beds-call", place="Nachtopvang", phone="0546 00 00 01")
    other = await anyone.says("plek voor een gezin", "ask_bed_availability", target_group="gezin")
    assert "dicht" not in other.text and other.offers("button-hold")
    later = await anyone.says("is er zaterdag plek voor een man", "ask_bed_availability", target_group="man")
    assert later.has("beds-closed", place="Nachtopvang")


async def test_in_cold_weather_there_are_extra_beds(db: Database, town: Town) -> None:
    async with db.begin() as session:
        session.add(ColdSpell(first_night=date(2026, 11, 26), last_night=date(2026, 11, 27)))
        session.add(Bed(facility_id=town.night_shelter.id, label="9", target_group="man", is_extra=True))
    anyone = await talk.visitor(db)
    answer = await anyone.says("plek voor een man", "ask_bed_availability", target_group="man")
    assert answer.has("beds-free", place="Nachtopvang", free=3, group="mannen") and answer.has("beds-cold")
    later = await anyone.says("is er zaterdag plek", "ask_bed_availability")
    assert not later.has("beds-cold")


async def test_a_place_of_ones_own_is_told_first(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("bed voor een man", "reserve_bed", target_group="man")
    await anyone.presses("button-no-name")
    await anyone.presses("button-dont-know")
    answer = await anyone.says("is er nog plek", "ask_bed_availability")
    assert answer.has("beds-held-already", place="Nachtopvang", until="21:30")
    assert answer.offers("button-not-coming") and not answer.offers("button-hold")


async def test_yesterdays_button_is_about_tonight(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    await anyone.says("is er plek", "ask_bed_availability")
    anyone.passes(days=1)
    answer = await anyone.presses("group-one-man")
    assert answer.has("beds-free", place="Nachtopvang", free=2, group="mannen") and "Dit gaat over" not in answer.text
