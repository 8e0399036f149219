"""The whole life of two requests for debt help, told in order: one that presses and one that can wait.

Sam (in the example data "Voorbeeldcliënt 4") has Telegram. A coordinator keeps the table of who serves whom, a
specialist works from the queue, both at a browser. Nothing is faked but the time and the language model.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from actions import clock
from bot.web.parts import Parts
from storage import tasks
from tests.acceptance.lives import it_is_and_a_worker_dies, one_life, said_once_each
from tests.acceptance.talk import labels
from tests.acceptance.weeks import Weeks, invited
from tests.browser import OpenPage
from tests.conftest import Clock
from tests.talk import Meaning

pytestmark = pytest.mark.timeout(900)  # weeks of life, and workers that start and die; a busy machine is not a fault
NAME = "Voorbeeldcliënt 4"
SKIPS = ("Weet ik niet", "Sla over", "Dat is alles")
MOST_QUESTIONS = 8
NEWS = "Er is nieuws over je aanvraag. Wil je het lezen?"


@pytest.fixture
async def weeks(
    server: str, parts: Parts, tell_time: Clock, reader: Meaning, open_page: OpenPage
) -> AsyncIterator[Weeks]:
    """Monday 11 January 2027, ten o'clock."""
    assert server
    async with one_life(parts, tell_time, reader, open_page, begin="2027-01-11 10:00") as weeks:
        await invited(weeks)
        yield weeks


async def asks_for_help(weeks: Weeks, words: str, meaning: str, answers: dict[str, str]) -> str:
    """Sam asks, answers what has an answer here, skips the rest and agrees; returns what Sam agreed to."""
    said = await weeks.says(words, meaning)
    for _ in range(MOST_QUESTIONS):
        if "Mag ik dit doorgeven?" in said.text:
            break
        known = next((answer for asked, answer in answers.items() if asked in said.text), None)
        said = await weeks.presses(known or next(word for word in SKIPS if word in labels(said)))
    await weeks.presses("Ja, geef het door")
    return said.text


async def is_told(weeks: Weeks, said: str, point: str = "") -> str:
    """At this moment Sam hears that there is news, in words anybody may read, and looks; returns what Sam reads."""
    if point:
        await it_is_and_a_worker_dies(weeks, said, point)
    else:
        await weeks.it_is(said)
    assert (await weeks.is_asked()).text == NEWS
    return (await weeks.presses("Ja, laat zien")).text


async def stage(weeks: Weeks, to: str) -> None:
    """The specialist writes down that the request is in a stage since today."""
    page = await weeks.contact_person("/referrals", "schulden")
    await page.get_by_role("link", name=NAME).first.click()
    await page.locator("#stage summary").click()
    await page.get_by_label("Fase").select_option(label=to)
    await page.locator("#stage").get_by_role("button", name="Bewaar").click()
    await expect(page.get_by_text("Bewaard. De deelnemer hoort het")).to_be_visible()
    await page.close()


async def closed(weeks: Weeks, how: str) -> None:
    """The specialist closes the request."""
    page = await weeks.contact_person("/referrals", "schulden")
    await page.get_by_role("link", name=NAME).first.click()
    await page.locator("#close summary").click()
    await page.get_by_label("Hoe is het afgelopen?").select_option(label=how)
    await page.locator("#close").get_by_role("button", name="Rond af").click()
    await expect(page.get_by_text("Afgerond.", exact=True).first).to_be_visible()
    await page.close()


async def taken_up(weeks: Weeks, terms: str) -> None:
    """The specialist finds the request in the queue, with its term, and takes it up."""
    page = await weeks.contact_person("/referrals", "schulden")
    asked = page.locator(".ask").filter(has_text=NAME)
    await expect(asked).to_contain_text(terms)
    await asked.get_by_role("button", name="Pak op").click()
    await expect(page.get_by_text("Opgepakt. De deelnemer hoort het")).to_be_visible()
    await page.close()


async def the_table_is_edited(weeks: Weeks) -> None:
    """The coordinator gives a neighbourhood a desk of its own."""
    page = await weeks.contact_person("/desks", "coordinator")
    await page.get_by_label("Naam van de wijk").fill("Ossenkoppelerhoek")
    await page.keyboard.press("Enter")
    await page.get_by_label("Gewone vraag").select_option(label="Spoed schulden (voorbeeld)")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("De tabel is bewaard en geldt nu.")).to_be_visible()
    await page.close()


async def level_of_the_task(weeks: Weeks) -> int | None:
    """Whose turn the request is in the inbox, None when nobody's."""
    async with weeks.parts.database.begin() as session:
        open_ones = await tasks.open_tasks(session, weeks.conversation_id)
    return next((task.level for task in open_ones if task.kind == "debt_referral"), None)


async def test_a_request_that_presses(weeks: Weeks) -> None:
    """Eviction threatens: three working days, taken up the same hour, told at each step, closed in spring."""
    agreed = await asks_for_help(weeks, "ik moet mijn huis uit, er is een ontruiming", "debt_urgent", {})
    assert "Spoed schulden (voorbeeld)" in agreed and "wat er dreigt: je huis uit" in agreed
    assert "uiterlijk op donderdag 14 januari" in weeks.talk.lines()[-1].text
    await taken_up(weeks, "nog 3 werkdagen")
    assert "Schuldenspecialist Voorbeeld" in await is_told(weeks, "2027-01-11 10:30", "composing")
    await weeks.it_is("2027-01-12 09:00")
    where = await weeks.says("waar staat mijn aanvraag?", "debt_help")
    assert "uiterlijk op donderdag 14 januari" in where.text and "Iets erbij zetten" in labels(where)
    await weeks.it_is("2027-01-13 14:00")
    await stage(weeks, "Eerste gesprek gehad")
    assert "Je eerste gesprek is geweest." in await is_told(weeks, "2027-01-13 14:30", "composed")
    await weeks.it_is("2027-02-01 11:00")
    await stage(weeks, "Beslissing genomen")
    assert "Er is een besluit over de hulp." in await is_told(weeks, "2027-02-01 11:30", "delivered")
    await weeks.it_is("2027-03-01 11:00")
    await closed(weeks, "Klaar")
    assert "De hulp bij je schulden is klaar." in await is_told(weeks, "2027-03-01 11:30")
    await the_record_is_this_story(weeks)


async def test_a_request_that_can_wait(weeks: Weeks) -> None:
    """No letter, a neighbourhood with its own desk, and nobody takes it up: the breach climbs until somebody does."""
    await the_table_is_edited(weeks)
    agreed = await asks_for_help(
        weeks, "ik heb schulden bij de energie", "debt_help",
        {"een van deze dingen": "Nee, geen van deze", "In welke wijk": "Ossenkoppelerhoek", "gemeente": "Almelo"},
    )  # fmt: skip
    assert "Spoed schulden (voorbeeld)" in agreed
    assert "uiterlijk op maandag 8 februari" in weeks.talk.lines()[-1].text
    for day, level in (("2027-01-13", tasks.TEAM), ("2027-02-10", tasks.COORDINATOR)):
        await weeks.it_is(f"{day} 09:30")
        assert await level_of_the_task(weeks) == level, day
    late = await weeks.says("waar staat mijn aanvraag?", "debt_help")
    assert "Het duurt langer. Dat ligt niet aan jou." in late.text
    page = await weeks.contact_person()
    await expect(page.get_by_role("list", name="Wat er te doen is")).to_contain_text("nog steeds te laat")
    await page.close()
    await taken_up(weeks, "te laat")
    assert "Schuldenspecialist Voorbeeld" in await is_told(weeks, "2027-02-10 10:00")
    await weeks.it_is("2027-02-11 11:00")
    await stage(weeks, "Eerste gesprek gehad")
    assert "Je eerste gesprek is geweest." in await is_told(weeks, "2027-02-11 11:30")
    await weeks.it_is("2027-02-12 11:00")
    await closed(weeks, "Hulp ergens anders")
    assert "Je krijgt hulp op een andere plek." in await is_told(weeks, "2027-02-12 11:30")
    await the_record_is_this_story(weeks)


async def the_record_is_this_story(weeks: Weeks) -> None:
    """Nothing is left to do, nothing was said twice, and what came unasked told nobody what it is about."""
    weeks.hears_nothing_more()
    await said_once_each(weeks)
    assert await weeks.still_to_do() == []
    assert [at for at in weeks.unasked if clock.is_quiet(at)] == []
    page = await weeks.contact_person("/referrals?show=closed", "schulden")
    await expect(page.locator("main")).to_contain_text(NAME)
    await page.close()
