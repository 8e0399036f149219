"""Which shelter fits whom: age, children, a dog, stairs; what nobody told never shuts a door."""

import re

import pytest

from storage.database import Database
from tests import talk
from tests.region import change, fill, make_region

pytest_plugins = ("tests.database",)


@pytest.fixture
async def anyone(db: Database) -> talk.Talk:
    """A visitor in the region."""
    await make_region(db)
    return await talk.visitor(db)


def places(answer: talk.Answer) -> list[str]:
    """The shelters with a place, in the order told."""
    return re.findall(r"^(\w+): \d+ plek", answer.text, re.MULTILINE)


async def test_the_best_comes_first_and_at_most_three_are_told(db: Database, anyone: talk.Talk) -> None:
    answer = await anyone.says("is er plek voor een man", "ask_bed_availability", target_group="man")
    assert places(answer) == ["Nachtopvang", "Crisisopvang"]
    assert answer.text.count("Geteld om 19:30, 30 minuten geleden.") == 1
    assert answer.has("beds-shall-i-hold", place="Nachtopvang") and answer.offers("button-know-more")


@pytest.mark.parametrize(
    "said",
    [
        "heb je plek voor mij en mijn zoontje",
        "ik heb 2 kinderen bij me waar kunnen we slapen",
        "we staan op straat met de kids, help",
        "wij zijn een gezin, is er plek",
    ],
)
async def test_with_children_only_family_beds(db: Database, anyone: talk.Talk, said: str) -> None:
    answer = await anyone.says(said, "ask_bed_availability")
    assert places(answer) == ["Gezinskamers", "Crisisopvang"]


async def test_a_mother_is_not_sent_to_a_bed_for_one_woman(db: Database, anyone: talk.Talk) -> None:
    answer = await anyone.says("ik ben een vrouw met 2 kinderen", "ask_bed_availability", target_group="vrouw")
    assert places(answer) == ["Gezinskamers", "Crisisopvang"]


async def test_where_children_cannot_come_is_left_out_without_a_word(db: Database, anyone: talk.Talk) -> None:
    await change(db, "gezinskamer", children=False)
    answer = await anyone.says("plek voor mij en mijn 2 kinderen", "ask_bed_availability")
    assert places(answer) == ["Crisisopvang"] and "Gezinskamers" not in answer.text


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ("ik ben 19, man, is er plek?", ["Nachtopvang", "Crisisopvang", "Jongerenopvang"]),
        ("ben 25 en een man. plek?", ["Nachtopvang", "Crisisopvang", "Jongerenopvang"]),
        ("ik ben een man van 26, waar kan ik heen", ["Nachtopvang", "Crisisopvang"]),
        ("ik ben 17 jongen plek vannacht", ["Nachtopvang", "Crisisopvang"]),
    ],
)
async def test_beds_for_the_young_fit_by_age(db: Database, anyone: talk.Talk, said: str, fits: list[str]) -> None:
    assert places(await anyone.says(said, "ask_bed_availability", target_group="man")) == fits


async def test_an_age_that_nobody_set_shuts_nobody_out(db: Database, anyone: talk.Talk) -> None:
    await change(db, "jongerenopvang", min_age=None, max_age=None)
    answer = await anyone.says("ik ben 40, plek voor een jongere", "ask_bed_availability", target_group="jongere")
    assert places(answer) == ["Jongerenopvang"]


async def test_an_age_that_fits_nowhere_is_said_kindly(db: Database, anyone: talk.Talk) -> None:
    answer = await anyone.says("ik ben 40 en jongere", "ask_bed_availability", target_group="jongere")
    assert answer.has("beds-no-fit-age") and answer.offers("button-human")
    assert answer.has("beds-call", place="Jongerenopvang", phone="0546 00 00 03")


async def test_whether_a_dog_may_come_is_unknown_and_said_with_a_number(db: Database, anyone: talk.Talk) -> None:
    answer = await anyone.says("plek voor een man met hond?", "ask_bed_availability", target_group="man")
    assert places(answer) == ["Nachtopvang", "Crisisopvang"]
    assert answer.has("beds-unknown-pet") and answer.has("beds-call-even", phone="0546 00 00 01")


async def test_where_a_dog_may_come_is_told_first_and_where_not_is_left_out(db: Database, anyone: talk.Talk) -> None:
    await change(db, "nachtopvang", pets=False)
    await change(db, "crisisopvang", pets=True)
    answer = await anyone.says("ik heb een hond en ben een man", "ask_bed_availability", target_group="man")
    assert places(answer) == ["Crisisopvang"] and not answer.has("beds-unknown-pet")


async def test_a_dog_that_may_come_nowhere(db: Database, anyone: talk.Talk) -> None:
    await change(db, pets=False)
    answer = await anyone.says("is er plek voor mij en m'n hond", "ask_bed_availability", target_group="man")
    assert answer.has("beds-no-fit-pet") and answer.offers("button-human") and not answer.offers("button-hold")
    assert places(await anyone.says("en zonder hond?", "out_of_scope", 0.4)) == ["Nachtopvang", "Crisisopvang"]


@pytest.mark.parametrize("said", ["ik zit in een rolstoel", "ik kan geen trap op", "I use a wheelchair"])
async def test_stairs(db: Database, anyone: talk.Talk, said: str) -> None:
    await change(db, "nachtopvang", step_free=False)
    answer = await anyone.says(f"plek voor een man? {said}", "ask_bed_availability", target_group="man")
    assert places(answer) == ["Crisisopvang"] and answer.has("beds-unknown-step-free")
    await change(db, "crisisopvang", step_free=False)
    again = await anyone.says("is er nu plek", "ask_bed_availability")
    assert again.has("beds-no-fit-step-free") and again.offers("button-human")


async def test_children_that_can_come_nowhere(db: Database, anyone: talk.Talk) -> None:
    await change(db, children=False)
    answer = await anyone.says("plek met mijn dochter van 6", "ask_bed_availability")
    assert answer.has("beds-no-fit-children") and answer.offers("button-human")
    assert await anyone.tasks() == {"need_basics": 0}


async def test_two_who_want_to_stay_together(db: Database, anyone: talk.Talk) -> None:
    await fill(db, "man", facility="crisisopvang")
    answer = await anyone.says("plek voor mij en mijn vriend, mannen", "ask_bed_availability", target_group="man")
    assert answer.has("beds-together") and places(answer) == ["Nachtopvang"]


async def test_what_is_said_bit_by_bit_narrows_one_question(db: Database, anyone: talk.Talk) -> None:
    await change(db, "nachtopvang", pets=False)
    assert (await anyone.says("is er plek", "ask_bed_availability")).has("beds-total", free=9)
    assert places(await anyone.presses("group-one-man")) == ["Nachtopvang", "Crisisopvang"]
    assert places(await anyone.says("ik ben 19", "checkin_neutral", 0.5))[-1] == "Jongerenopvang"
    assert places(await anyone.says("en met hond?", "out_of_scope", 0.8)) == ["Crisisopvang", "Jongerenopvang"]
    assert places(await anyone.says("mag mijn hond mee?", "ask_shelter_info")) == ["Crisisopvang", "Jongerenopvang"]


async def test_what_was_said_first_is_remembered_in_a_new_question(db: Database, anyone: talk.Talk) -> None:
    await change(db, "nachtopvang", pets=False)
    await anyone.says("ik ben een man met een hond, is er plek", "ask_bed_availability", target_group="man")
    later = await anyone.says("waar kan ik vannacht hier in de buurt dan nog terecht", "ask_bed_availability")
    assert places(later) == ["Crisisopvang"]
    anyone.passes(minutes=21)
    assert (await anyone.says("is er plek", "ask_bed_availability")).has("beds-total", free=9)


async def test_the_menu_button_begins_anew(db: Database, anyone: talk.Talk) -> None:
    await anyone.says("hoi", "greet")
    menu = anyone.last.buttons[next(label for label in anyone.last.buttons if "Slaapplek" in label)]
    await anyone.says("plek voor een man", "ask_bed_availability", target_group="man")
    assert (await anyone.presses_payload(menu)).has("beds-total", free=9)


async def test_another_group_is_another_person(db: Database, anyone: talk.Talk) -> None:
    await anyone.says("ik ben 19 en een man, plek?", "ask_bed_availability", target_group="man")
    answer = await anyone.says("en voor een vrouw?", "out_of_scope", 0.3, target_group="vrouw")
    assert places(answer) == ["Nachtopvang"] and answer.has("beds-free", place="Nachtopvang", free=1, group="vrouwen")


@pytest.mark.parametrize("said", ["en in enschede?", "en in Enschede dan", "and in enschede?"])
async def test_another_town(db: Database, anyone: talk.Talk, said: str) -> None:
    await change(db, "gezinskamer", municipality="Hengelo")
    await anyone.says("plek voor een gezin in almelo", "ask_bed_availability", target_group="gezin")
    assert places(anyone.last) == ["Crisisopvang"]
    await anyone.says("en voor een jongere?", "out_of_scope", 0.3, target_group="jongere")
    assert places(await anyone.says(said, "out_of_scope", 0.3)) == ["Jongerenopvang"]


async def test_a_town_with_no_shelter_sends_nobody_away(db: Database, anyone: talk.Talk) -> None:
    answer = await anyone.says(
        "is er plek voor een man in wierden", "ask_bed_availability", target_group="man", municipality="Wierden"
    )
    assert answer.has("beds-none-in-town", municipality="Wierden") and places(answer)[0] == "Nachtopvang"


async def test_in_english(db: Database, anyone: talk.Talk) -> None:
    await anyone.says("taal")
    await anyone.presses("language-en")
    anyone.language = "en"
    answer = await anyone.says("any bed for a man with a dog?", "ask_bed_availability", target_group="man")
    assert answer.has("beds-unknown-pet") and answer.has("beds-call-even", phone="0546 00 00 01")
