"""The whole life of an appointment, told in order: found in published times, moved, reminded of, missed, made anew."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from icalendar import Calendar
from playwright.async_api import expect
from sqlmodel import col, select

from bot.web.parts import Parts
from storage.appointments import Appointment
from tests.acceptance.lives import it_is_and_a_worker_dies, one_life, said_once_each
from tests.acceptance.talk import labels
from tests.acceptance.weeks import Weeks, invited
from tests.browser import OpenPage
from tests.conftest import Clock
from tests.talk import Meaning
from tests.town import moment

pytestmark = pytest.mark.timeout(900)  # weeks of life, and workers that start and die; a busy machine is not a fault
NAME = "Voorbeeldcliënt 4"


@pytest.fixture
async def weeks(
    server: str, parts: Parts, tell_time: Clock, reader: Meaning, open_page: OpenPage
) -> AsyncIterator[Weeks]:
    """Monday 11 January 2027, ten o'clock."""
    assert server
    async with one_life(parts, tell_time, reader, open_page, begin="2027-01-11 10:00") as weeks:
        await invited(weeks)
        yield weeks


PLACE = "Inloop, Voorbeeldplein 1"
WHO = f"met Contactpersoon Voorbeeld, {PLACE}"


async def test_an_appointment(weeks: Weeks) -> None:
    await hours_are_published(weeks)
    await found_and_moved(weeks)
    await reminded(weeks)
    await not_come(weeks)
    await made_anew_and_gone_well(weeks)
    await the_record_is_this_story(weeks)


async def hours_are_published(weeks: Weeks) -> None:
    """Monday 11 January: the contactperson opens two mornings and afternoons a week."""
    page = await weeks.contact_person("/agenda")
    for weekday, starts, ends in (("1", "09:00", "10:30"), ("3", "13:00", "14:30")):
        if not await page.locator("#hours-new-weekday").is_visible():
            await page.get_by_text("Nieuwe vaste tijden").click()
        await page.locator("#hours-new-weekday").select_option(weekday)
        await page.locator("#hours-new-starts").fill(starts)
        await page.locator("#hours-new-ends").fill(ends)
        await page.locator("#hours-new-place").fill(PLACE)
        await page.get_by_role("button", name="Zet deze tijden open").click()
        await expect(page.get_by_text("Je vaste tijden zijn bewaard.")).to_be_visible()
    await page.close()


async def found_and_moved(weeks: Weeks) -> None:
    """Sam takes a time, and then one that suits better; the contactperson sees the last one only."""
    free = await weeks.says("ik wil een afspraak maken", "make_appointment")
    assert labels(free)[:2] == ["dinsdag 12 januari 09:00", "donderdag 14 januari 13:00"]
    booked = await weeks.presses("dinsdag 12 januari 09:00")
    assert booked.text == f"Je afspraak staat: dinsdag 12 januari om 09:00, {WHO}."
    other = await weeks.says("kan het ook donderdag?", "reschedule_appointment")
    assert "Een andere tijd is prima." in other.text
    moved = await weeks.presses("donderdag 14 januari 13:00")
    assert moved.text == f"Je afspraak is nu donderdag 14 januari om 13:00, {WHO}."
    page = await weeks.contact_person("/agenda")
    await expect(page.locator("#day-2027-01-14")).to_contain_text(NAME)
    await expect(page.locator("#day-2027-01-12")).not_to_contain_text(NAME)
    await page.close()


async def reminded(weeks: Weeks) -> None:
    """The day before, two hours before, and when it is time to go; a worker is killed over each, and each comes."""
    await it_is_and_a_worker_dies(weeks, "2027-01-13 13:00", "composing")
    day_before = await weeks.hears()
    assert day_before.text == f"Je hebt een afspraak:\ndonderdag 14 januari om 13:00, {WHO}.\nKom je?"
    assert "Hoe laat ga je weg?" in (await weeks.presses("Ik kom")).text
    assert "Je gaat donderdag 14 januari om 12:30 weg." in (await weeks.presses("Ik ga om 12:30")).text
    assert "Dit bestand zet de afspraak in je agenda." in (await weeks.presses("In mijn agenda")).text
    in_the_calendar_of_a_telephone(weeks)
    await it_is_and_a_worker_dies(weeks, "2027-01-14 11:00", "delivered")
    assert (await weeks.hears()).text == f"Straks heb je een afspraak:\nom 13:00, {WHO}.\nKom je?"
    await it_is_and_a_worker_dies(weeks, "2027-01-14 12:30", "composed")
    assert (await weeks.hears()).text.startswith("Het is 12:30. Tijd om te gaan.")


def in_the_calendar_of_a_telephone(weeks: Weeks) -> None:
    """The file that Sam got, read as a telephone reads it."""
    [call] = weeks.talk.telegram.calls("sendDocument")
    [upload] = call.request.files.values()
    [event] = Calendar.from_ical(upload.content).walk("VEVENT")
    assert str(event["LOCATION"]) == PLACE
    assert event.decoded("DTSTART") == moment("2027-01-14 13:00")


async def not_come(weeks: Weeks) -> None:
    """Sam does not come. The contactperson notes it, and Stapje asks nothing but whether Sam wants a new time."""
    await weeks.it_is("2027-01-14 13:20")
    page = await weeks.contact_person(f"/people/{weeks.person.id}/appointments")
    await page.get_by_role("button", name="Was er niet").click()
    await expect(page.get_by_text("De deelnemer hoort het over 10 minuten.")).to_be_visible()
    await page.close()
    await weeks.it_is("2027-01-14 13:30")
    kind = await weeks.hears()
    assert kind.text == "Het liep anders vandaag. Dat kan. Wil je een nieuwe tijd kiezen?"


async def made_anew_and_gone_well(weeks: Weeks) -> None:
    """A new one with one tap, the same reminders, and afterwards the question how it went."""
    await weeks.presses("Nieuwe tijd kiezen")
    booked = await weeks.presses("dinsdag 19 januari 09:00")
    assert "dinsdag 19 januari om 09:00" in booked.text
    await weeks.it_is("2027-01-18 09:00")
    assert "dinsdag 19 januari om 09:00" in (await weeks.hears()).text
    await weeks.it_is("2027-01-19 07:00")
    assert (await weeks.hears()).text.startswith("Straks heb je een afspraak:\nom 09:00")
    await weeks.it_is("2027-01-19 10:10")
    page = await weeks.contact_person(f"/people/{weeks.person.id}/appointments")
    await page.get_by_role("button", name="Was er", exact=True).click()
    await expect(page.get_by_text("Genoteerd: was er.")).to_be_visible()
    await page.close()
    await weeks.it_is("2027-01-19 11:00")
    assert (await weeks.hears()).text.endswith("is geweest. Hoe ging het?")
    assert "Fijn om te horen" in (await weeks.presses("Goed")).text


async def the_record_is_this_story(weeks: Weeks) -> None:
    """Nothing is lost, nothing is there twice, and nothing is left to do."""
    weeks.hears_nothing_more()
    await weeks.it_is("2027-01-22 12:00")
    weeks.hears_nothing_more()
    await said_once_each(weeks)
    assert await weeks.still_to_do() == []
    async with weeks.parts.database.begin() as session:
        mine = (await session.exec(select(Appointment).order_by(col(Appointment.starts_at)))).all()
    assert [(one.state, one.went) for one in mine] == [("cancelled", None), ("missed", None), ("done", "good")]
