"""How often a client is asked how it goes, seen and changed on the page of the person, in a real browser."""

from __future__ import annotations

from datetime import date

from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.checkins import CheckInPlan
from storage.nudges import Nudge
from storage.people import Person
from tests.acceptance.inbox_people import audited, sign_in
from tests.browser import OpenPage, photograph, violations
from tests.town import moment

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def second_client(parts: Parts) -> tuple[Person, str]:
    """An example client with a plan and nothing planned yet, and the section of their page about it."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 2"))).one()
    return person, f"/people/{person.id}/plan"


async def test_a_colleague_sees_the_rhythm_and_changes_it(open_page: OpenPage, parts: Parts) -> None:
    person, here = await second_client(parts)
    page = await sign_in(open_page, parts, here)
    about = page.locator("#rhythm")
    await expect(about).to_contain_text("twee keer per week om 10:30, nog 1 week; daarna elke week")
    await page.get_by_text("Ritme veranderen").click()
    await page.get_by_label("Ritme", exact=True).select_option("light")
    await page.locator("#rhythm-weekday").select_option("1")
    await page.locator("#rhythm-at").fill("14:00")
    await photograph(page, "form")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Het ritme is bewaard.")).to_be_visible()
    await expect(about).to_contain_text("elke 2 weken op dinsdag om 14:00, nog 13 weken; daarna elke maand")
    await expect(about).to_contain_text("Volgende keer: dinsdag 8 december")
    await photograph(page, "kept")
    assert await violations(page) == []
    async with parts.database.begin() as session:
        plan = (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person.id))).one()
        due = (await session.exec(select(Nudge.due_at).where(Nudge.person_id == person.id))).all()
    assert (plan.template, plan.weekday) == ("light", 1) and due == [moment("2026-12-08 14:00")]
    assert await audited(parts, "rhythm.changed") == 1


async def test_what_cannot_be_is_said_and_changes_nothing(open_page: OpenPage, parts: Parts) -> None:
    _, here = await second_client(parts)
    page = await sign_in(open_page, parts, here)
    await page.get_by_text("Ritme veranderen").click()
    await page.get_by_label("Ritme", exact=True).select_option("own")
    await page.get_by_label("Eigen ritme: elke … dagen").fill("0")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Controleer dagen (1 tot 366)")).to_be_visible()
    await expect(page.get_by_label("Eigen ritme: elke … dagen")).to_have_value("0")
    assert await audited(parts, "rhythm.changed") == 0


async def test_a_rest_that_is_still_to_come_is_shown_and_kept(open_page: OpenPage, parts: Parts) -> None:
    person, here = await second_client(parts)
    async with parts.database.begin() as session:
        plan = (await session.exec(select(CheckInPlan).where(CheckInPlan.person_id == person.id))).one()
        plan.paused_from, plan.paused_until = date(2026, 12, 25), date(2026, 12, 28)
    page = await sign_in(open_page, parts, here)
    about = page.locator("#rhythm")
    await expect(about).to_contain_text("Pauze van vrijdag 25 december tot maandag 28 december")
    await photograph(page, "rest")
    await page.get_by_text("Ritme veranderen").click()
    await page.locator("#rhythm-at").fill("14:00")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(about).to_contain_text("Pauze van vrijdag 25 december")
    await page.get_by_text("Ritme veranderen").click()
    await page.get_by_label("Pauze tot").fill("2026-12-10")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(about).to_contain_text("Pauze tot donderdag 10 december")
