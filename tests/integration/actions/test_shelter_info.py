"""What a shelter is like: what is asked is answered, what nobody told is said to be unknown, with whom to call."""

from datetime import date, time
from typing import Any

import pytest

from storage.database import Database
from tests import talk
from tests.region import change, make_region
from tests.town import Town

pytest_plugins = ("tests.database",)


async def test_a_shelter_tells_only_what_is_known(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db)
    answer = await anyone.says("crisisopvang?", "ask_shelter_info", facility="crisisopvang")
    assert answer.has("shelter-referral") and answer.has("shelter-pets-unknown") and answer.has("shelter-unchecked")
    assert answer.has("shelter-ask-to-be-sure") and "Prijs" not in answer.text and "Adres" not in answer.text


@pytest.mark.parametrize(("cents", "euros"), [(600, "6"), (650, "6,50")])
async def test_a_shelter_that_everything_is_known_of(db: Database, town: Town, cents: int, euros: str) -> None:
    await change(
        db, "nachtopvang", opens_at=time(17, 30), price_cents=cents, pets=False, children=True, step_free=True,
        bring="een handdoek", min_age=18, last_checked_on=date(2026, 11, 1),
    )  # fmt: skip
    answer = await (await talk.visitor(db)).says("vertel over de opvang", "ask_shelter_info")
    assert answer.has("shelter-hours", opens="17:30", closes="09:00") and answer.has("shelter-price", euros=euros)
    assert answer.has("shelter-no-pets") and answer.has("shelter-bring", what="een handdoek")
    assert answer.has("shelter-children") and answer.has("shelter-no-stairs")
    assert answer.has("shelter-age-from", youngest=18) and answer.has("shelter-just-come")
    assert answer.has("shelter-checked", day="01-11-2026")
    assert answer.has("shelter-call-to-be-sure", phone="0546 00 00 01")


ASKED: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("wat is het adres van de opvang", {}, "shelter-where", {"address": "Dorpsstraat 1"}),
    ("waar is het", {"address": None}, "shelter-where-unknown", {}),
    ("hoe laat gaan jullie open", {}, "shelter-hours", {"opens": "17:00", "closes": "09:00"}),
    ("hoe laat gaat het dicht", {"opens_at": None}, "shelter-hours-unknown", {}),
    ("wat kost een nacht", {}, "shelter-price", {"euros": "6"}),
    ("is het gratis?", {"price_cents": 0}, "shelter-costs-nothing", {}),
    ("moet ik betalen ofzo", {"price_cents": None}, "shelter-price-unknown", {}),
    ("mag mijn hond mee", {}, "shelter-pets-unknown", {}),
    ("mag m'n kat naar binnen", {"pets": True}, "shelter-pets", {}),
    ("zijn huisdieren ok", {"pets": False}, "shelter-no-pets", {}),
    ("mogen kinderen daar slapen", {}, "shelter-children-unknown", {}),
    ("kan mijn baby mee", {"children": True}, "shelter-children", {}),
    ("kan ik met mijn kind komen", {"children": False}, "shelter-no-children", {}),
    ("zijn er trappen", {"step_free": False}, "shelter-stairs", {}),
    ("ik zit in een rolstoel kan dat", {"step_free": True}, "shelter-no-stairs", {}),
    ("is er een lift", {}, "shelter-stairs-unknown", {}),
    ("wat moet ik meenemen", {"bring": "je paspoort"}, "shelter-bring", {"what": "je paspoort"}),
    ("wat neem ik mee", {}, "shelter-bring-unknown", {}),
    ("moet ik me aanmelden", {}, "shelter-just-come", {}),
    ("vanaf welke leeftijd", {"min_age": 18, "max_age": 25}, "shelter-ages", {"youngest": 18, "oldest": 25}),
    ("hoe oud mag je zijn", {"max_age": 25}, "shelter-age-until", {"oldest": 25}),
    ("hoe oud moet je zijn", {}, "shelter-ages-unknown", {}),
]


@pytest.mark.parametrize(("said", "facts", "key", "told"), ASKED)
async def test_one_fact_is_asked(
    db: Database, said: str, facts: dict[str, Any], key: str, told: dict[str, Any]
) -> None:
    await make_region(db)
    await change(db, "nachtopvang", **facts)
    anyone = await talk.visitor(db)
    answer = await anyone.says(said, "ask_shelter_info")
    assert answer.has(key, **told) and answer.offers("button-human") and answer.offers("button-know-more")
    assert answer.has("shelter-call-to-be-sure", phone="0546 00 00 01")
    assert len([line for line in answer.text.split("\n") if line]) <= 5
    assert (await anyone.presses("button-know-more")).has("shelter-just-come")


async def test_facts_of_long_ago_may_have_changed(db: Database) -> None:
    await make_region(db)
    await change(db, "nachtopvang", last_checked_on=date(2026, 8, 27))
    anyone = await talk.visitor(db)
    assert (await anyone.says("wat kost het", "ask_shelter_info")).has("shelter-still-right", phone="0546 00 00 01")
    await change(db, "nachtopvang", last_checked_on=date(2026, 8, 28))
    assert not (await anyone.says("wat kost het", "ask_shelter_info")).has("shelter-still-right", phone="0546 00 00 01")


async def test_the_next_question_is_about_the_same_shelter(db: Database) -> None:
    await make_region(db)
    anyone = await talk.visitor(db)
    await anyone.says("wat is de crisisopvang", "ask_shelter_info", facility="crisisopvang")
    answer = await anyone.says("wat kost het daar", "ask_shelter_info")
    assert answer.has("shelter-name", place="Crisisopvang") and answer.has("shelter-price-unknown")
    assert (await anyone.presses("button-bed")).has("beds-total", free=2)


async def test_after_a_place_was_found_the_question_is_about_that_place(db: Database) -> None:
    await make_region(db)
    anyone = await talk.visitor(db)
    await anyone.says("plek voor een gezin", "ask_bed_availability", target_group="gezin")
    assert (await anyone.says("waar is dat", "ask_shelter_info")).has("shelter-name", place="Gezinskamers")
    await anyone.says("plek voor een gezin", "ask_bed_availability", target_group="gezin")
    assert (await anyone.presses("button-know-more")).has("shelter-name", place="Gezinskamers")
