"""First aid when a home, energy or insurance may be lost: the first words, whom to call by day and by night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from actions import first_aid, texts
from actions.registry import find
from actions.turn import Turn, run
from nlu.understanding import Understanding
from storage.database import Database
from storage.desks import DebtDesk, DebtRoute
from storage.help_places import HelpPlace
from tests import talk
from tests.town import Town, moment

pytest_plugins = ("tests.database",)
DAY, NIGHT, SUNDAY = moment("2026-11-26 10:00"), moment("2026-11-26 23:30"), moment("2026-11-29 13:00")
FRESH, STALE = date(2026, 11, 1), date(2025, 1, 15)
THREATS = sorted(first_aid.PLANS)


@dataclass(frozen=True)
class Heard:
    """What the plan said and which buttons came with it: label → action and arguments."""

    text: str
    buttons: dict[str, tuple[str, dict[str, Any]]]


async def plan(sam: talk.Talk, threat: str, part: int | None = None, language: str = "nl") -> Heard:
    """Hear the beginning of the plan, or one of its parts, as a button asks for it."""
    async with sam.db.begin() as session:
        locked = await sam.locked(session)
        locked.conversation.language = language
        turn = Turn(
            session=session, conversation=locked.conversation, person=locked.person, staff=None, now=sam.now,
            understood=Understanding(text="", language=language, intent=None, confidence=0.0),
        )  # fmt: skip
        if part is None:
            await first_aid.say_plan(turn, threat)
        else:
            turn.arguments = {"threat": threat, "part": part}
            await run(turn, find("first_aid.part"))
        [reply] = turn.answer()
    return Heard(reply.text, {c.label: (c.action, dict(c.arguments)) for c in reply.choices})


async def configure(db: Database, *lines: HelpPlace) -> None:
    async with db.begin() as session:
        session.add_all(lines)


def legal(**more: Any) -> HelpPlace:
    facts: dict[str, Any] = {"kind": "legal_advice", "name": "Rechtlijn", "phone": "0800-0001", "free_call": True}
    return HelpPlace(**facts | {"last_checked_on": FRESH} | more)


def money(**more: Any) -> HelpPlace:
    facts: dict[str, Any] = {"kind": "money_advice", "name": "Geldlijn", "phone": "0800-0002", "free_call": True}
    return HelpPlace(**facts | {"last_checked_on": FRESH} | more)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("threat", THREATS)
async def test_every_threat_has_a_plan_by_day_part_by_part(
    db: Database, town: Town, threat: str, language: str
) -> None:
    await configure(db, legal(), money())
    sam = await talk.client(db, town.contact, now=DAY)
    heard, human = await plan(sam, threat, language=language), texts.say(language, "button-human")
    said = [heard.text]
    lines = heard.text.split("\n")
    assert lines[1] == texts.say(language, "first-aid-call-today") and len(lines) == 4
    assert "0800-0001" in heard.text and "0800-0002" in heard.text
    for number in range(1, len(first_aid.plan_for(threat).parts)):
        assert list(heard.buttons)[-1] == human
        label, (action, arguments) = next(iter(heard.buttons.items()))
        assert label == texts.say(language, f"button-first-aid-{first_aid.plan_for(threat).parts[number]}")
        assert (action, arguments) == ("first_aid.part", {"threat": threat, "part": number})
        heard = await plan(sam, threat, number, language)
        said.append(heard.text)
        assert len(heard.text.split("\n")) <= 4
    assert human in heard.buttons and len(set(said)) == 4
    assert await sam.tasks() == {}


@pytest.mark.parametrize("threat", THREATS)
@pytest.mark.parametrize(("now", "opens"), [(NIGHT, "vrijdag 27 november"), (SUNDAY, "maandag 30 november")])
async def test_when_the_offices_are_closed_it_says_from_when(
    db: Database, town: Town, threat: str, now: Any, opens: str
) -> None:
    await configure(db, legal(), money())
    heard = await plan(await talk.client(db, town.contact, now=now), threat)
    assert texts.say("nl", "first-aid-call-later", day=opens, clock="09:00") in heard.text
    assert texts.say("nl", "first-aid-call-today") not in heard.text and "0800-0001" in heard.text


async def test_at_night_who_is_there_now_comes_before_who_is_not(db: Database, town: Town) -> None:
    await configure(db, legal(), money(hours="dag en nacht"))
    heard = await plan(await talk.client(db, town.contact, now=NIGHT), "eviction")
    lines = heard.text.split("\n")
    assert lines[1] == texts.say("nl", "first-aid-call-now") and lines[2].startswith("• Geldlijn")
    assert "vrijdag 27 november" in lines[3] and lines[4].startswith("• Rechtlijn")


@pytest.mark.parametrize("now", [DAY, NIGHT])
@pytest.mark.parametrize("threat", THREATS)
async def test_with_nothing_configured_it_says_so_and_calls_a_human(
    db: Database, town: Town, threat: str, now: Any
) -> None:
    sam = await talk.client(db, town.contact, now=now)
    heard = await plan(sam, threat)
    assert texts.say("nl", "first-aid-call-nobody") in heard.text
    assert await sam.tasks() == {"talk_to_human": 1}
    assert heard.buttons[texts.say("nl", "button-human")]


@pytest.mark.parametrize("checked", [None, STALE])
async def test_a_number_that_nobody_checked_lately_says_so(db: Database, town: Town, checked: date | None) -> None:
    await configure(db, legal(last_checked_on=checked), money())
    heard = await plan(await talk.client(db, town.contact, now=DAY), "bailiff")
    old = texts.say("nl", "help-place-old" if checked else "help-place-unchecked")
    marked = [line for line in heard.text.split("\n") if old in line]
    assert len(marked) == 1 and "0800-0001" in marked[0]


async def test_free_first_then_the_desk_nearby_that_has_the_urgent_ones(db: Database, town: Town) -> None:
    await configure(db, legal(free_call=False, phone="0900-1"), money())
    async with db.begin() as session:
        desk = DebtDesk(name="Spoedloket", phone="0546 00 00 10", hours="op werkdagen", last_checked_on=FRESH)
        session.add(desk)
        await session.flush()
        session.add(DebtRoute(municipality="Almelo", urgent=True, desk_id=desk.id))
    lines = (await plan(await talk.client(db, town.contact, now=DAY), "eviction")).text.split("\n")
    assert lines[2] == "• Geldlijn: bel 0800-0002. Bellen is gratis."
    assert lines[3] == "• Spoedloket: bel 0546 00 00 10. Open: op werkdagen."
    assert len(lines) == 4  # the paid number comes after, and two are enough


async def test_what_is_out_of_use_or_elsewhere_is_not_told(db: Database, town: Town) -> None:
    await configure(db, legal(active=False), money(municipality="Wierden"), legal(phone=None, name="Zonder"))
    heard = await plan(await talk.client(db, town.contact, now=DAY), "eviction")
    assert texts.say("nl", "first-aid-call-nobody") in heard.text


async def test_a_visitor_hears_the_plan_as_well(db: Database, town: Town) -> None:
    await configure(db, legal(), money())
    await configure(db, money(municipality="Wierden", name="Loket ver weg"))
    heard = await plan(await talk.visitor(db, now=DAY), "cut_off")
    assert "0800-0002" in heard.text and "ver weg" not in heard.text


async def test_who_may_lose_the_home_can_look_for_a_bed(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact, now=NIGHT)
    last = len(first_aid.PLANS["eviction"].parts) - 1
    assert texts.say("nl", "button-bed") in (await plan(sam, "eviction", last)).buttons
    assert texts.say("nl", "button-bed") not in (await plan(sam, "insurance", last)).buttons


async def test_an_old_button_of_a_plan_is_answered_kindly(db: Database, town: Town) -> None:
    heard = await plan(await talk.client(db, town.contact), "eviction", 99)
    assert heard.text == texts.say("nl", "button-is-old")


async def test_a_threat_without_a_plan_gets_the_one_for_letters_nobody_can_place(db: Database, town: Town) -> None:
    heard = await plan(await talk.client(db, town.contact), "something_new")
    assert heard.text.startswith(texts.say("nl", "first-aid-unknown-calm"))


async def test_the_place_that_was_just_told_counts_before_the_known_one(db: Database, town: Town) -> None:
    async with db.begin() as session:
        desk = DebtDesk(name="Wijkloket", phone="0546 00 00 10", last_checked_on=FRESH)
        session.add(desk)
        await session.flush()
        session.add(DebtRoute(municipality="Wierden", neighbourhood="Enter", desk_id=desk.id))
    sam = await talk.client(db, town.contact, now=DAY)
    async with db.begin() as session:
        conversation = (await sam.locked(session)).conversation
        conversation.form = {"kind": "debt", "slots": {"municipality": "Wierden", "neighbourhood": "Enter"}}
        session.add(conversation)
        await session.flush()
        turn = Turn(
            session=session, conversation=conversation, person=None, staff=None, now=sam.now,
            understood=Understanding(text="", language="nl", intent=None, confidence=0.0),
        )  # fmt: skip
        await first_aid.say_plan(turn, "bailiff")
    assert "Wijkloket: bel 0546 00 00 10." in turn.paragraphs[0]
