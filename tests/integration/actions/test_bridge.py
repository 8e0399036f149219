"""Looking at what one did, in the chat."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from bot import pictures as drawing
from storage import messages, people, steps
from storage.checkins import CheckInPlan
from storage.database import Database
from storage.goals import Goal
from storage.messages import Message
from storage.milestones import Milestone
from storage.nudges import Nudge
from storage.pictures import Picture, in_conversation
from storage.steps import Step
from tests import talk
from tests.town import Town

pytest_plugins = ("tests.database",)
THURSDAY = talk.EVENING


async def did(sam: talk.Talk, what: str, domain: str | None = None, state: str = "done") -> None:
    """A step that was taken in the past."""
    assert sam.person is not None
    async with sam.db.begin() as session:
        await steps.add(
            session, Step(person_id=sam.person.id, what=what, life_domain=domain, state=state, ended_at=sam.now)
        )


async def with_plan(sam: talk.Talk, **more: Any) -> None:
    assert sam.person is not None
    async with sam.db.begin() as session:
        session.add(CheckInPlan(person_id=sam.person.id, began_on=date(2026, 11, 2), **more))


async def said_last(sam: talk.Talk) -> Message:
    async with sam.db.begin() as session:
        [last] = await messages.latest(session, sam.conversation_id, most=1)
        return last


async def planned(sam: talk.Talk, kind: str = "weekly_recap") -> list[Nudge]:
    async with sam.db.begin() as session:
        return list((await session.exec(select(Nudge).where(Nudge.kind == kind, Nudge.state == "planned"))).all())


async def test_somebody_sees_what_they_did_in_words_and_as_a_picture(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await did(sam, "de sleutel ophalen", "wonen")
    await did(sam, "de huisarts bellen", "gezondheid", "partly")
    await did(sam, "iets groots", "werk", "dropped")
    answer = await sam.says("laat mijn voortgang zien")
    assert answer.text == ("Kijk, dit heb je al gedaan:\n• Wonen: de sleutel ophalen\n• Gezondheid: de huisarts bellen")
    [attachment] = (await said_last(sam)).attachments
    assert (attachment["kind"], attachment["name"], attachment["width"]) == ("picture", "brug.png", "1080")
    assert attachment["alt"].endswith("bij: wonen, gezondheid.")
    async with db.begin() as session:
        kept = await session.get_one(Picture, uuid.UUID(attachment["picture_id"]))
        assert kept.png.startswith(b"\x89PNG") and kept.alt == attachment["alt"]
        assert await in_conversation(session, sam.conversation_id, kept.id) is not None


async def test_a_picture_is_of_one_person_alone(db: Database, town: Town) -> None:
    sam, other = await talk.client(db, town.contact), await talk.client(db, town.contact, name="Kim")
    await sam.says("mijn brug")
    picture_id = uuid.UUID((await said_last(sam)).attachments[0]["picture_id"])
    async with db.begin() as session:
        assert await in_conversation(session, other.conversation_id, picture_id) is None


async def test_without_any_step_the_beginning_is_friendly(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("wat heb ik al gedaan?")
    assert answer.text == "Hier begint je brug. Elke stap wordt een plank.\n\nWil je een eerste stap kiezen?"
    assert (await said_last(sam)).attachments[0]["alt"].endswith("liggen planken klaar.")
    assert "Welke stap" in (await sam.says("ja", "affirm")).text


async def test_goals_and_milestones_are_in_it_but_not_what_lies_ahead(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert sam.person is not None
    await did(sam, "een potje sparen", "geld")
    async with db.begin() as session:
        session.add(Goal(person_id=sam.person.id, life_domain="geld", words="rust", state="reached", ended_at=sam.now))
        session.add(Goal(person_id=sam.person.id, life_domain="werk", words="een baan"))
        for kind, day in (("first_month", date(2026, 11, 26)), ("half_year", date(2026, 11, 27))):
            session.add(Milestone(person_id=sam.person.id, kind=kind, reached_on=day))
    assert "• Geld: rust, een potje sparen" in (await sam.says("mijn brug")).text
    assert (await said_last(sam)).attachments[0]["alt"].endswith("bij: geld. Erboven staat: eerste maand.")


async def test_in_english_for_who_speaks_english(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await did(sam, "calling the doctor", "gezondheid")
    answer = await sam.says("show my progress", written_in="en")
    assert answer.text == "Look, you have done this already:\n• Health: calling the doctor"
    assert (await said_last(sam)).attachments[0]["name"] == "bridge.png"


async def test_a_button_under_the_steps_leads_there(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert not (await sam.says("mijn stappen", "ask_steps")).offers("button-show-bridge")
    await did(sam, "de huisarts bellen", "gezondheid")
    await sam.says("mijn stappen", "ask_steps")
    assert "Kijk" in (await sam.presses("button-show-bridge")).text


async def test_a_visitor_and_a_colleague_have_no_bridge(db: Database, town: Town) -> None:
    stranger = await talk.visitor(db)
    assert (await stranger.says("mijn brug", "ask_steps")).has("not-for-visitor")
    assert (await said_last(stranger)).attachments == []


async def test_in_the_middle_of_a_form_it_is_shown_and_the_question_comes_again(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await with_plan(sam)
    await did(sam, "de huisarts bellen", "gezondheid")
    await sam.says("mijn stappen", "ask_steps")
    assert (await sam.presses("button-set-step")).has("step-what")
    answer = await sam.says("laat mijn voortgang zien")
    assert "de huisarts bellen" in answer.text and answer.has("form-resume") and answer.has("step-what")
    assert not answer.has("recap-question") and (await said_last(sam)).attachments
    assert (await sam.says("de tandarts bellen", "step_set")).has("step-when")
    sam.passes(hours=3)
    assert not (await sam.says("mijn brug")).has("form-resume")


async def test_danger_goes_before_a_bridge(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    answer = await sam.says("ik sta op de brug en ik wil dood")
    assert "113" in answer.text and (await said_last(sam)).attachments == []


async def test_when_nothing_can_be_drawn_the_words_are_said(
    db: Database, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = await talk.client(db, town.contact)
    await did(sam, "de huisarts bellen", "gezondheid")
    monkeypatch.setattr(drawing, "LETTERS", (drawing.LETTERS[0].with_name("gone.ttf"),))
    assert "de huisarts bellen" in (await sam.says("mijn brug")).text
    assert (await said_last(sam)).attachments == []


# ---------------------------------------------------------------- the look back, asked for


async def test_the_look_back_is_asked_about_once(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await with_plan(sam)
    await did(sam, "de huisarts bellen", "gezondheid")
    assert (await sam.says("mijn brug")).has("recap-question")
    assert not (await sam.says("nee", "deny")).has("recap-question")
    await sam.says("dank je", "thank")
    assert not (await sam.says("mijn brug")).has("recap-question")
    assert await planned(sam) == []


async def test_a_yes_plans_it_for_friday_and_a_no_takes_it_away(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await with_plan(sam)
    await did(sam, "de huisarts bellen", "gezondheid")
    await sam.says("mijn brug")
    assert (await sam.says("ja", "affirm")).has("recap-on", day="vrijdag 27 november")
    [nudge] = await planned(sam)
    assert (nudge.due_at.isoformat(), nudge.details) == ("2026-11-27T15:00:00+00:00", {"wished": True})
    assert (await sam.says("geen weekoverzicht meer")).has("recap-off")
    assert await planned(sam) == []
    assert (await sam.presses("button-recap-on-again")).has("recap-on", day="vrijdag 27 november")
    assert len(await planned(sam)) == 1


async def test_somebody_may_ask_for_it_of_their_own_accord(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    await with_plan(sam)
    assert (await sam.says("elke week een overzicht graag")).offers("button-recap-off")


async def test_who_wants_no_messages_or_has_no_plan_hears_what_can_be_done(db: Database, town: Town) -> None:
    sam = await talk.client(db, town.contact)
    assert (await sam.says("weekoverzicht graag")).has("recap-no-plan")
    await with_plan(sam)
    assert sam.person is not None
    async with db.begin() as session:
        await people.opt_out(session, await session.merge(sam.person), sam.now)
    assert (await sam.says("weekoverzicht graag")).offers("button-opt-in")
    assert await planned(sam) == []
