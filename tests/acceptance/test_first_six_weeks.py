"""The first six weeks of somebody who left shelter, told in order.

Sam (in the example data "Voorbeeldcliënt 4") has Telegram; the contactperson works at a browser. Nothing is faked but
the time, which is turned by half hours, and the language model: the story says what a sentence means.

    day            what happens
    Mon 11 Jan     the invite, hello, and how often Stapje asks how it goes
    Thu 14 Jan     first check-in: good; a first step for tomorrow, with a reminder
    Fri 15 Jan     the reminder; the step is done
    Mon 18 Jan     second check-in of the first week: not good, about money; a human answers
    Mon 25 Jan     third check-in: so-so; "liever op dinsdag", and "volgende week niet", taken back
    Tue 2 Feb      no answer; asked again on Wednesday afternoon and on Friday
    Mon 8 Feb      the contactperson gets the task, phones, and presses "Heb contact gehad"
    Tue 9 Feb      a good answer; Sam looks at the bridge and wants a look back each week
    Thu 11 Feb     a month: congratulations
    Fri 12 Feb     the look back; the contactperson goes on holiday, a colleague stands in
    Tue 16 Feb     not good; Sam asks for a human and hears who reads; the colleague answers
    Fri 19 Feb     another look back; the next check-in is on Tuesday 23 February
    Mon 22 Feb     six weeks: the record is this story
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from actions import clock, texts
from bot.web.parts import Parts
from tests.acceptance.talk import labels
from tests.acceptance.weeks import Weeks, first_weeks, invited
from tests.browser import OpenPage
from tests.conftest import Clock
from tests.talk import Meaning

CHECK_INS = [
    ("2027-01-14", 1, "answered", "good", None),
    ("2027-01-18", 1, "answered", "bad", "geld"),
    ("2027-01-25", 1, "answered", "so_so", None),
    ("2027-02-02", 3, "contact", None, None),
    ("2027-02-09", 1, "answered", "good", None),
    ("2027-02-16", 1, "answered", "bad", None),
]
"""Each check-in: the day it was asked, how many times, how it ended, how it went, about what."""
NAME = "Voorbeeldcliënt 4"
HELLO = f"Hoi {NAME}. Hoe gaat het met je?"


@pytest.fixture
async def weeks(
    server: str, parts: Parts, tell_time: Clock, reader: Meaning, open_page: OpenPage
) -> AsyncIterator[Weeks]:
    """Monday 11 January 2027, ten to two."""
    assert server
    async with first_weeks(parts, tell_time, reader, open_page, begin="2027-01-11 13:50") as weeks:
        yield weeks


async def test_the_first_six_weeks(weeks: Weeks) -> None:
    await the_first_day(weeks)
    await it_goes_well_and_a_first_step_is_chosen(weeks)
    await the_step_is_done(weeks)
    await it_goes_badly_and_a_human_answers(weeks)
    await rather_on_tuesday(weeks)
    await silence(weeks)
    await the_bridge(weeks)
    await a_month_and_a_look_back(weeks)
    await a_holiday(weeks)
    await six_weeks(weeks)
    await the_record_is_this_story(weeks)


async def the_first_day(weeks: Weeks) -> None:
    """Monday 11 January, in the office: Sam opens the link on their own telephone."""
    welcome = await invited(weeks)
    assert welcome.text.startswith("Hoi Voorbeeldcliënt 4, ik ben Stapje.\nIk ben een computer")
    often = await weeks.says("hoe vaak vraag je het?")
    assert "twee keer per week om 10:30" in often.text
    weeks.hears_nothing_more()


async def it_goes_well_and_a_first_step_is_chosen(weeks: Weeks) -> None:
    """Thursday: nothing was said since Monday, and now Stapje asks for the first time."""
    await weeks.it_is("2027-01-14 10:30")
    asked = await weeks.is_asked()
    assert asked.text == HELLO and labels(asked)[:3] == ["Goed", "Gaat wel", "Niet goed"]
    await weeks.it_is("2027-01-14 11:10")
    assert "Fijn om te horen" in (await weeks.presses("Goed")).text
    assert (await weeks.presses("Stap kiezen")).text == "Welke stap wil je zetten?"
    assert (await weeks.says("de huisarts bellen", "step_set")).text == "Wanneer wil je dat doen?"
    assert "eerste dat je doet" in (await weeks.says("morgen om 14:00", "step_set")).text
    chosen = await weeks.says("het nummer opzoeken")
    assert "Dit is je stap: de huisarts bellen." in chosen.text
    assert "Wanneer: vrijdag 15 januari om 14:00." in chosen.text and "het nummer opzoeken" in chosen.text
    assert "vrijdag 15 januari om 14:00" in (await weeks.presses("Herinner mij")).text


async def the_step_is_done(weeks: Weeks) -> None:
    """Friday: the reminder comes when it was asked for, and Sam has done it."""
    await weeks.it_is("2027-01-15 14:00")
    assert "de huisarts bellen" in (await weeks.hears()).text
    await weeks.it_is("2027-01-15 14:40")
    assert "de huisarts bellen" in (await weeks.presses("Gelukt")).text
    await weeks.presses("Zo is het goed")


async def it_goes_badly_and_a_human_answers(weeks: Weeks) -> None:
    """Monday, the second time in the first week: not good, about money, and the contactperson writes back."""
    await weeks.it_is("2027-01-18 10:30")
    assert (await weeks.is_asked()).text == HELLO
    await weeks.it_is("2027-01-18 10:45")
    assert "ik laat het een mens weten" in (await weeks.presses("Niet goed")).text
    assert "Hulp bij schulden" in labels(await weeks.presses("Geld"))

    page = await weeks.contact_person("/inbox")
    await page.get_by_role("link", name="Voorbeeldcliënt 4").click()
    await expect(page.get_by_role("list", name="Wat er te doen is")).to_contain_text("Gaat niet goed")
    await page.get_by_label("Jouw antwoord").fill("Dag Sam. Zullen we morgen samen naar je post kijken?")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    assert "samen naar je post" in (await weeks.hears("human")).text
    await weeks.it_is("2027-01-18 11:20")
    await weeks.says_to_a_human("Ja graag, om 2 uur?")
    await expect(page.get_by_role("log")).to_contain_text("Ja graag, om 2 uur?")
    await page.get_by_role("button", name="Afgehandeld").click()
    await expect(page.get_by_role("list", name="Wat er te doen is")).to_have_count(0)
    await page.get_by_role("button", name="Teruggeven aan Stapje").click()
    assert (await weeks.hears()).text.startswith("Hier is Stapje weer")
    await page.close()


async def rather_on_tuesday(weeks: Weeks) -> None:
    """The Monday after: so-so, and Sam would rather be asked on Tuesdays."""
    await weeks.it_is("2027-01-25 10:30")
    assert (await weeks.is_asked()).text == HELLO
    await weeks.presses("Gaat wel")
    moved = await weeks.says("liever op dinsdag", "reschedule_appointment")
    assert moved.text == "Ik vraag het je voortaan op dinsdag om 10:30. De eerste keer: dinsdag 2 februari."
    free = await weeks.says("volgende week niet", "deny")
    assert "van maandag 1 februari tot en met zondag 7 februari. De volgende keer: dinsdag 9 februari." in free.text
    assert "Het is weer zoals het was" in (await weeks.presses("Toch zoals het was")).text


async def silence(weeks: Weeks) -> None:
    """A week without an answer: asked three times, kindly, and then nobody asks any more but a human."""
    await weeks.it_is("2027-02-02 10:30")
    assert (await weeks.is_asked()).text == HELLO
    await weeks.it_is("2027-02-03 16:00")
    assert (await weeks.is_asked()).text == texts.say("nl", "ladder-second-try", name=NAME)
    await weeks.it_is("2027-02-05 10:30")
    assert (await weeks.is_asked()).text == texts.say("nl", "ladder-third-try", name=NAME)
    await weeks.it_is("2027-02-08 11:00")
    weeks.hears_nothing_more()

    page = await weeks.contact_person()
    await expect(page.locator("#tasks")).to_contain_text("Stil na 3 keer vragen hoe het gaat, het laatst op vrijdag 5")
    await page.get_by_role("button", name="Heb contact gehad").click()
    await expect(page.locator("#tasks")).to_have_count(0)
    await page.close()


async def the_bridge(weeks: Weeks) -> None:
    """Tuesday: Sam is there again, looks at what was done, and wants to read it each week."""
    await weeks.it_is("2027-02-09 10:30")
    assert (await weeks.is_asked()).text == HELLO
    await weeks.presses("Goed")
    bridge = await weeks.says("laat zien wat ik deed", "ask_steps")
    assert "de huisarts bellen" in bridge.text and "Wil je elke week kort lezen wat je deed?" in bridge.text
    assert "vrijdag 12 februari" in (await weeks.presses("Ja, elke week")).text


async def a_month_and_a_look_back(weeks: Weeks) -> None:
    """Thursday and Friday: what there is to celebrate, once, and a short look back because Sam wished it."""
    await weeks.it_is("2027-02-11 10:00")
    assert (await weeks.is_asked()).text == texts.say("nl", "milestone-first-month")
    await weeks.it_is("2027-02-12 16:00")
    look_back = await weeks.hears()
    assert "eerste maand" in look_back.text and "Fijn dat ik dat mag weten" in look_back.text


async def a_holiday(weeks: Weeks) -> None:
    """The contactperson is away for a week; a colleague stands in, is told to Sam, and answers."""
    colleague = await weeks.a_colleague("invaller", "Invaller Voorbeeld")
    page = await weeks.contact_person("/inbox/handing-over")
    await page.get_by_label("Eerste dag").fill("2027-02-15")
    await page.get_by_label("Laatste dag").fill("2027-02-19")
    await page.get_by_label("Wie neemt waar?").select_option(label="Invaller Voorbeeld")
    await page.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(page.get_by_text("Invaller Voorbeeld neemt waar")).to_be_visible()
    await page.close()

    await weeks.it_is("2027-02-16 10:30")
    assert (await weeks.is_asked()).text == HELLO
    await weeks.presses("Niet goed")
    asked = await weeks.presses("Ik wil praten")
    assert "Contactpersoon Voorbeeld is er deze dagen niet. Invaller Voorbeeld leest je berichten." in asked.text
    page = await weeks.contact_person(username=colleague)
    await page.get_by_role("button", name="Overnemen").click()
    assert (await weeks.hears("human")).text == "Invaller Voorbeeld leest nu met je mee. Ik ben even stil."
    await page.get_by_label("Jouw antwoord").fill("Ik bel je om 11 uur.")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    assert (await weeks.hears("human")).text == "Ik bel je om 11 uur."
    await weeks.it_is("2027-02-16 12:00")
    done = page.get_by_role("button", name="Afgehandeld")
    for left in (1, 0):  # it went badly, and a human was asked for
        await done.first.click()
        await expect(done).to_have_count(left)
    await page.get_by_role("button", name="Teruggeven aan Stapje").click()
    assert (await weeks.hears()).text.startswith("Hier is Stapje weer")
    await page.close()


async def six_weeks(weeks: Weeks) -> None:
    """Friday another look back, and a weekend in which nothing is said."""
    await weeks.it_is("2027-02-19 16:00")
    assert (await weeks.hears()).text.startswith("Hoi Voorbeeldcliënt 4. Zo was je week:")
    await weeks.it_is("2027-02-22 14:00")


async def the_record_is_this_story(weeks: Weeks) -> None:
    """Nothing is lost, nothing is there twice, and nobody was bothered at night or twice a day."""
    weeks.hears_nothing_more()
    record = await weeks.record()
    names = {"person": "client"}
    kept = [(m.created_at, names.get(m.sender, m.sender), m.text) for m in record]
    assert kept == weeks.told
    assert await weeks.check_ins() == CHECK_INS
    assert await weeks.still_to_do() == []
    page = await weeks.contact_person(f"/people/{weeks.person.id}/plan")
    about = page.locator("main")
    await expect(about).to_contain_text("2 keer goed, 1 keer gaat wel, 2 keer niet goed")
    await expect(about).to_contain_text("de huisarts bellen")
    await page.close()
    assert [m.text for m in record if m.direction == "out"] == [line.text for line in weeks.talk.lines()]
    assert [at for at in weeks.unasked if clock.is_quiet(at)] == []
    assert set(Counter(clock.local(at).date() for at in weeks.unasked).values()) == {1}
