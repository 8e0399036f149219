"""No food, clothes or money: what is needed, where, and places that colleagues told; never an address nobody told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from storage import tasks
from storage.database import Database
from storage.help_places import HelpPlace
from storage.tasks import Task
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
DAY = moment("2026-11-26 10:00")


def place(kind: str, name: str, municipality: str | None = "Almelo", **more: Any) -> HelpPlace:
    facts: dict[str, Any] = {"address": "Dorpsstraat 5", "last_checked_on": date(2026, 11, 1)}
    return HelpPlace(**facts | {"kind": kind, "name": name, "municipality": municipality} | more)


async def configure(db: Database, *some: HelpPlace) -> None:
    async with db.begin() as session:
        session.add_all(some)


async def due(sam: talk.Talk) -> Any:
    async with sam.db.begin() as session:
        return (await session.exec(select(Task.due_at))).one()


async def test_what_is_named_is_answered_at_once_with_all_that_is_known(db: Database, town: Town) -> None:
    await configure(
        db,
        place("food", "Voedselkast", hours="dinsdag 13:00–15:00", bring="een tas", phone="0546 00 00 21"),
        place("clothes", "Kledingzolder"),
        place("food", "Elders", "Wierden"),
    )
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("waar is de voedselbank", "need_basics")
    assert answer.has("basics-first") and answer.has("basics-here") and answer.has("human-reads-today")
    assert answer.text.split("\n\n")[2] == (
        "Voedselkast, Dorpsstraat 5, Almelo.\nOpen: dinsdag 13:00–15:00.\nNeem mee: een tas.\nBellen: 0546 00 00 21.\n"
        "Route: https://www.openstreetmap.org/search?query=Dorpsstraat+5%2C+Almelo\nNagekeken op 01-11-2026."
    )
    assert "Elders" not in answer.text and "Kledingzolder" not in answer.text
    assert await sam.tasks() == {"need_basics": tasks.SOON} and await due(sam) is None
    answer = await sam.presses("button-basics-clothes")
    assert "Kledingzolder" in answer.text and answer.offers("button-human")


async def test_who_names_nothing_is_asked_one_thing_at_a_time(db: Database, town: Town) -> None:
    await configure(db, place("clothes", "Kledingzolder", "Wierden"))
    anyone = await talk.visitor(db, now=DAY)
    answer = await anyone.says("ik heb hulp nodig", "need_basics")
    assert answer.has("basics-which") and answer.offers("button-basics-furniture")
    assert await anyone.tasks() == {"need_basics": tasks.SOON}  # called before anything is answered
    answer = await anyone.says("een jas", "out_of_scope")
    assert answer.has("basics-where")
    assert (await anyone.says("hmm", "out_of_scope", 0.4)).has("basics-where-again")
    assert "Kledingzolder, Dorpsstraat 5, Wierden." in (await anyone.presses("municipality-wierden")).text
    assert (await anyone.state()).form is None


@pytest.mark.parametrize("said", ["weet ik niet", "maakt niet uit"])
async def test_who_knows_no_place_hears_all(db: Database, town: Town, said: str) -> None:
    await configure(db, place("food", "Kast", "Wierden"), place("food", "Bus", "Almelo"))
    anyone = await talk.visitor(db, now=DAY)
    await anyone.says("ik zoek een maaltijd", "need_basics")
    answer = await anyone.says(said, "out_of_scope", 0.4)
    assert "Kast" in answer.text and "Bus" in answer.text and answer.has("basics-here")


@pytest.mark.parametrize(
    "said", ["mijn kind heeft geen eten", "ik heb honger", "al 2 dagen niet gegeten", "niks te eten", "nothing to eat"]
)
async def test_hunger_is_answered_first_and_rings_loudest(db: Database, town: Town, said: str) -> None:
    await configure(db, place("food", "Soepbus"), place("clothes", "Kledingzolder"))
    for who in (await talk.client(db, town.contact, now=DAY), await talk.visitor(db, now=DAY)):
        answer = await who.says(said, "need_basics")
        assert answer.has("basics-hungry") and "Soepbus" in answer.text and "Kledingzolder" not in answer.text
        assert await who.tasks() == {"need_basics": tasks.URGENT}
        assert (await who.state()).form is None


async def test_money_for_today_is_for_a_human_on_the_same_day(db: Database, town: Town) -> None:
    await configure(db, place("emergency_money", "Noodfonds"))
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("mijn leefgeld is op", "need_basics")
    assert answer.has("basics-money") and "Noodfonds" in answer.text and answer.has("human-reads-today")
    assert await due(sam) == moment("2026-11-26 17:00")


async def test_at_night_it_says_from_when_a_human_reads(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=moment("2026-11-27 23:00"))
    answer = await sam.says("geen geld", "need_basics")
    assert answer.has("human-reads-later", day="maandag 30 november", clock="09:00")
    assert await due(sam) == moment("2026-11-30 17:00")


async def test_money_chosen_with_a_button_is_for_the_same_day_too(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=DAY)
    await sam.says("help", "need_basics")
    await sam.presses("button-basics-emergency-money")
    assert await due(sam) == moment("2026-11-26 17:00")


async def test_hunger_that_comes_out_in_the_answer_is_urgent_as_well(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=DAY)
    await sam.says("help", "need_basics")
    await sam.says("eten, ik heb honger", "need_basics")
    assert await sam.tasks() == {"need_basics": tasks.URGENT}


async def test_nothing_known_is_said_as_it_is(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("ik heb kleren nodig", "need_basics")
    assert answer.has("basics-none") and "•" not in answer.text and "straat" not in answer.text


async def test_what_is_there_for_everybody_is_told_when_nothing_is_near(db: Database, town: Town) -> None:
    await configure(db, place("clothes", "Postpakket", None), place("clothes", "Ver weg", "Wierden"))
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("ik heb kleren nodig", "need_basics")
    assert answer.has("basics-none-near", municipality="Almelo") and "Postpakket" in answer.text
    assert "Ver weg" not in answer.text


async def test_a_drop_in_stands_in_where_nothing_else_is_known(db: Database, town: Town) -> None:
    await configure(db, place("walk_in", "Inloop"))
    sam = await talk.client(db, town.contact, now=DAY)
    assert "Inloop" in (await sam.says("ik heb een matras nodig", "need_basics")).text


async def test_three_places_at_most_and_one_for_each_need_first(db: Database, town: Town) -> None:
    await configure(db, *(place("food", f"Eten {n}", position=n) for n in range(4)), place("clothes", "Kleren"))
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("ik wil een maaltijd en een jas", "need_basics")
    assert [name for name in ("Eten 0", "Eten 1", "Eten 2", "Kleren") if name in answer.text] == [
        "Eten 0", "Eten 1", "Kleren",
    ]  # fmt: skip


async def test_facts_from_long_ago_say_so(db: Database, town: Town) -> None:
    await configure(
        db, place("food", "Kast", phone="0546 00 00 21", last_checked_on=date(2025, 1, 1)),
        place("food", "Bus", last_checked_on=None),
    )  # fmt: skip
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("waar is de voedselbank", "need_basics")
    assert answer.has("help-place-old") and answer.has("help-place-call-first") and "2025" not in answer.text
    assert answer.has("help-place-unchecked") and answer.has("help-place-ask-first")


async def test_in_the_middle_of_another_form_nothing_more_is_asked(db: Database, town: Town) -> None:
    await configure(db, place("food", "Kast"))
    sam = await talk.client(db, town.contact, now=DAY)
    await sam.says("afspraak maken", "make_appointment")
    before = (await sam.state()).form
    answer = await sam.says("ik heb ook hulp nodig met eten", "need_basics")
    assert "Kast" in answer.text and answer.has("form-resume") and (await sam.state()).form == before


async def test_a_named_town_counts_before_the_known_one(db: Database, town: Town) -> None:
    await configure(db, place("food", "Kast", "Wierden"), place("food", "Bus"))
    sam = await talk.client(db, town.contact, now=DAY)
    answer = await sam.says("een voedselpakket in wierden", "need_basics")
    assert "Kast" in answer.text and "Bus" not in answer.text


async def test_one_may_stop_and_ask_for_a_human_at_any_question(db: Database, town: Town) -> None:
    anyone = await talk.visitor(db, now=DAY)
    await anyone.says("help", "need_basics")
    assert (await anyone.says("laat maar", "deny")).has("form-stopped")
    await anyone.says("help", "need_basics")
    answer = await anyone.says("ik wil een mens spreken", "talk_to_human")
    assert answer.has("human-write-here") and (await anyone.state()).form is None
