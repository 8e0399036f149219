"""Nothing free, or nothing that fits: what one can still do, in order, and never an end without a human."""

from datetime import date

import pytest

from storage import tasks
from storage.closures import ColdSpell
from storage.database import Database
from storage.staff import Role
from storage.waiting import Waiter
from tests import talk
from tests.region import NIGHT, change, fill, make_region
from tests.town import moment

pytest_plugins = ("tests.database",)


@pytest.fixture
async def full(db: Database) -> Database:
    """The region without a place for men and women."""
    await make_region(db)
    await fill(db, "man", "vrouw")
    return db


async def cold(db: Database) -> None:
    async with db.begin() as session:
        session.add(ColdSpell(first_night=NIGHT, last_night=NIGHT))


async def test_the_waiting_list_a_number_and_a_human(full: Database) -> None:
    anyone = await talk.visitor(full)
    answer = await anyone.says("plek voor een man?", "ask_bed_availability", target_group="man")
    assert answer.has("beds-none-to-hold", group="mannen") and answer.has("beds-can-wait")
    assert answer.has("beds-call", place="Nachtopvang", phone="0546 00 00 01")
    assert list(answer.buttons) == ["Zet mij op de lijst", "Mens spreken"]
    assert await anyone.tasks() == {} and "112" not in answer.text


async def test_one_shelter_that_is_full_says_so_with_its_name(full: Database) -> None:
    anyone = await talk.visitor(full)
    answer = await anyone.says("plek voor een vrouw?", "ask_bed_availability", target_group="vrouw")
    assert answer.has("beds-full", place="Nachtopvang", group="vrouwen") and "Geteld om 19:30" in answer.text


async def test_another_shelter_that_has_a_place_comes_before_the_waiting_list(db: Database) -> None:
    await make_region(db)
    await fill(db, "man", facility="nachtopvang")
    anyone = await talk.visitor(db)
    answer = await anyone.says(
        "plek in de nachtopvang voor een man?", "ask_bed_availability", target_group="man", facility="nachtopvang"
    )
    assert answer.has("beds-full", place="Nachtopvang", group="mannen") and answer.has("beds-elsewhere")
    assert answer.has("beds-free", place="Crisisopvang", free=1, group="mannen")
    assert answer.offers("button-hold") and not answer.offers("button-waiting-join")
    assert (await anyone.presses("button-hold")).has("beds-held", place="Crisisopvang", until="21:30")


async def test_another_town_that_has_a_place(full: Database) -> None:
    answer = await (await talk.visitor(full)).says(
        "ik ben 20, man, is er plek in almelo", "ask_bed_availability", target_group="man"
    )
    assert answer.has("beds-elsewhere") and answer.has("beds-free", place="Jongerenopvang", free=2, group="jongeren")


@pytest.mark.parametrize(
    "said",
    [
        "ik slaap buiten, is er plek voor een man",
        "ik slaap vannacht in mijn auto, heb je een bed voor een man",
        "IK SLAAP OP STRAAT plek voor man???",
        "i sleep outside, any bed for a man",
    ],
)
async def test_who_sleeps_outside_makes_a_human_come_at_once(full: Database, said: str) -> None:
    anyone = await talk.visitor(full)
    answer = await anyone.says(said, "ask_bed_availability", target_group="man")
    assert await anyone.tasks() == {"need_basics": tasks.URGENT}
    assert answer.has("beds-human-later", day="vrijdag 27 november", clock="09:00") and answer.has("beds-danger")
    assert not answer.offers("button-cold-notice")  # who is not known cannot be found again


async def test_during_the_day_a_human_reads_today(full: Database) -> None:
    anyone = await talk.visitor(full, now=moment("2026-11-26 14:00"))
    answer = await anyone.says("ik slaap buiten, plek voor een man", "ask_bed_availability", target_group="man")
    assert answer.has("beds-human-today")


async def test_a_client_who_sleeps_outside_can_hear_of_extra_beds(full: Database) -> None:
    answer = await (await talk.client(full)).says("ik slaap buiten", "ask_bed_availability", target_group="man")
    assert answer.offers("button-cold-notice")


async def test_in_the_cold_everybody_is_pressing_and_112_is_said(full: Database) -> None:
    await cold(full)
    anyone = await talk.visitor(full)
    answer = await anyone.says("plek voor een man", "ask_bed_availability", target_group="man")
    assert answer.has("beds-cold-danger") and not answer.has("beds-cold")
    assert await anyone.tasks() == {"need_basics": tasks.URGENT}


@pytest.mark.parametrize("said", ["ik ben zwanger, is er een plek", "plek voor mij en mijn baby"])
async def test_a_child_or_an_unborn_one_is_pressing(full: Database, said: str) -> None:
    await fill(full, "gezin")
    anyone = await talk.visitor(full)
    answer = await anyone.says(said, "ask_bed_availability", target_group="vrouw")
    assert await anyone.tasks() == {"need_basics": tasks.URGENT} and answer.offers("button-human")


async def test_who_waits_hears_that_and_can_stop_waiting(full: Database) -> None:
    anyone = await talk.visitor(full)
    async with full.begin() as session:
        session.add(Waiter(night=NIGHT, target_group="man", conversation_id=anyone.conversation_id))
    answer = await anyone.says("plek voor een man", "ask_bed_availability", target_group="man")
    assert answer.has("beds-you-wait") and not answer.offers("button-waiting-join")
    left = await anyone.says("laat maar, ik kom niet", "cancel_bed")
    assert left.has("beds-left-waiting-list") and left.offers("button-human")
    assert (await anyone.says("ik kom niet", "cancel_bed")).has("beds-nothing-held")


async def test_all_full_and_nobody_said_for_whom(full: Database) -> None:
    await fill(full, "gezin", "jongere")
    answer = await (await talk.visitor(full)).says("is er plek", "ask_bed_availability")
    assert answer.has("beds-total", free=0) and answer.offers("group-one-man") and answer.offers("button-human")


async def test_staff_hear_the_count_and_are_not_put_on_a_list(full: Database) -> None:
    nina = await talk.colleague(full, Role.NIGHT_STAFF)
    answer = await nina.says("plek voor een man?", "ask_bed_availability", target_group="man")
    assert answer.has("beds-full", place="Nachtopvang", group="mannen") and not answer.offers("button-waiting-join")


FORBIDDEN = (
    "recht",
    "regiobinding",
    "hoort hier niet",
    "niet welkom",
    "weiger",
    "afgewezen",
    "no right",
    "not welcome",
)


@pytest.mark.parametrize("town", ["Almelo", "Enschede", "Wierden", "Groningen"])
@pytest.mark.parametrize(
    "said",
    ["plek voor een man", "ik ben 40 en zoek plek", "met mijn hond", "met 2 kinderen", "ik kom uit een andere stad"],
)
async def test_nobody_is_told_that_they_have_no_right(full: Database, said: str, town: str) -> None:
    await change(full, pets=False, children=False)
    answer = await (await talk.visitor(full)).says(
        f"{said} in {town}", "ask_bed_availability", target_group="man", municipality=town
    )
    assert not [word for word in FORBIDDEN if word in answer.text.lower()]
    assert answer.offers("button-human")


async def test_another_night_that_is_full(full: Database) -> None:
    await fill(full, "man", night=date(2026, 11, 28))
    answer = await (await talk.visitor(full)).says("zaterdag plek?", "ask_bed_availability", target_group="man")
    assert answer.has("beds-night", day="zaterdag 28 november") and answer.offers("button-waiting-join")
