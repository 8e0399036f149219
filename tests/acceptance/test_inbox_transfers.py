"""Handing over clients, one or all of a colleague, and days off, in a real browser."""

from __future__ import annotations

from datetime import date, timedelta

import httpx
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.nudges import Nudge
from storage.people import Person
from storage.staff import StaffMember
from storage.transfers import Absence, Transfer
from tests.acceptance.inbox_day import busy_morning, colleague
from tests.acceptance.inbox_people import audited, first_client, go, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def contact_of(parts: Parts, person: Person) -> str:
    async with parts.database.begin() as session:
        found = await session.get_one(Person, person.id)
        return (await session.get_one(StaffMember, found.contact_person_id)).display_name


async def test_a_client_is_handed_over_with_a_note_on_top(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts)
    talks = await busy_morning(parts)
    here = f"/inbox/{talks['Voorbeeldcliënt 1'].id}"
    page = await sign_in(open_page, parts, f"/people/{talks['Voorbeeldcliënt 1'].person_id}/details")
    await page.locator("#transfer summary").click()
    await page.get_by_label("Naar", exact=True).select_option(label="Kim de Vries")
    await page.get_by_label("Wat moet je collega weten?").fill("Bel liever na 11 uur.\nDe post is spannend.")
    await photograph(page, "transfer")
    await page.locator("#transfer").get_by_role("button", name="Draag over").click()
    await expect(page.get_by_text("Overgedragen. Stapje vertelt het")).to_be_visible()
    await go(page, here)
    await expect(page.locator("#came-from")).to_contain_text("Bel liever na 11 uur.")
    await expect(page.locator("#came-from")).to_contain_text("De deelnemer weet het nog niet.")
    assert await violations(page) == []
    await photograph(page, "handed-over")
    assert await contact_of(parts, await first_client(parts)) == "Kim de Vries"
    assert await audited(parts, "person.handed_over") == 1


async def test_to_another_team_the_conversation_goes_along(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts, "Wil West", other_team=True)
    talks = await busy_morning(parts)
    here = f"/inbox/{talks['Voorbeeldcliënt 1'].id}"
    page = await sign_in(open_page, parts, f"/people/{talks['Voorbeeldcliënt 1'].person_id}/details")
    await page.locator("#transfer summary").click()
    await page.get_by_label("Naar", exact=True).select_option(label="Wil West")
    await page.locator("#transfer").get_by_role("button", name="Draag over").click()
    await page.wait_for_url("**/inbox/today?moved=1")
    await expect(page.get_by_text("Overgedragen. Stapje vertelt het")).to_be_visible()
    assert (await page.goto(page.url.split("/inbox")[0] + here)).status == 404  # type: ignore[union-attr]


async def test_all_clients_of_a_colleague_at_once_but_for_one(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts)
    page = await sign_in(open_page, parts, "/inbox/handing-over")
    await page.get_by_label("Iedereen naar").select_option(label="Kim de Vries")
    await page.get_by_label("Voorbeeldcliënt 2 naar").select_option(label="Blijft")
    await page.locator("#clients").get_by_label("Wat moet je collega weten?").fill("Nieuwe baan, tot ziens.")
    assert await violations(page) == []
    await photograph(page, "handing-over")
    await page.locator("#clients").get_by_role("button", name="Draag over").click()
    await expect(page.get_by_text("2 mensen overgedragen. Stapje vertelt het")).to_be_visible()
    await expect(page.locator("#clients")).to_contain_text("Voorbeeldcliënt 2")
    await expect(page.locator("#clients")).not_to_contain_text("Voorbeeldcliënt 1")
    async with parts.database.begin() as session:
        assert len((await session.exec(select(Transfer))).all()) == 2
        assert len((await session.exec(select(Nudge).where(Nudge.kind == "new_contact_person"))).all()) == 2


async def test_nothing_chosen_is_said_kindly(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts)
    page = await sign_in(open_page, parts, "/inbox/handing-over")
    await page.locator("#clients").get_by_role("button", name="Draag over").click()
    await expect(page.get_by_text("Kies eerst een collega.")).to_be_visible()
    assert await audited(parts, "person.handed_over") == 0


async def test_a_holiday_with_somebody_who_stands_in(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts)
    await busy_morning(parts)
    today = parts.now().date()
    page = await sign_in(open_page, parts, "/inbox/handing-over")
    await fill_absence(page, today, today + timedelta(days=7), "Kim de Vries")
    await expect(page.get_by_text("Bewaard. Hieronder staat wie waarneemt.")).to_be_visible()
    about = page.locator("#absences")
    await expect(about).to_contain_text(
        "Contactpersoon Voorbeeld: donderdag 26 november tot en met donderdag 3 december"
    )
    await expect(about).to_contain_text("2 afspraken in die dagen")
    assert await violations(page) == []
    await photograph(page, "away")
    await page.goto(page.url.split("/inbox")[0] + "/inbox/today")
    await expect(page.get_by_text("Je staat nu op vrij. Kim de Vries neemt waar.")).to_be_visible()
    await page.go_back()
    await page.get_by_role("button", name="Is er weer").click()
    await expect(page.get_by_text("Niemand is weg of gaat binnenkort weg.")).to_be_visible()


async def fill_absence(page: Page, first: date, last: date, cover: str) -> None:
    await page.get_by_label("Eerste dag").fill(first.isoformat())
    await page.get_by_label("Laatste dag").fill(last.isoformat())
    await page.get_by_label("Wie neemt waar?").select_option(label=cover)
    await page.get_by_role("button", name="Bewaar").click()


async def test_days_that_cannot_be_keep_what_was_typed(open_page: OpenPage, parts: Parts) -> None:
    await colleague(parts)
    today = parts.now().date()
    page = await sign_in(open_page, parts, "/inbox/handing-over")
    await fill_absence(page, today + timedelta(days=9), today + timedelta(days=7), "Kim de Vries")
    await expect(page.get_by_text("De laatste dag ligt voor de eerste")).to_be_visible()
    await expect(page.get_by_label("Laatste dag")).to_have_value((today + timedelta(days=7)).isoformat())
    async with parts.database.begin() as session:
        assert (await session.exec(select(Absence))).all() == []


async def test_nobody_decides_for_a_colleague(open_page: OpenPage, parts: Parts) -> None:
    kim = await colleague(parts)
    page = await sign_in(open_page, parts, "/inbox/handing-over")
    token = await page.locator('meta[name="csrf-token"]').get_attribute("content")
    base = page.url.split("/inbox")[0]
    cookies = {c["name"]: c["value"] for c in await page.context.cookies()}
    async with httpx.AsyncClient(base_url=base, cookies=cookies) as browser:
        for path, form in (
            ("/inbox/handing-over", {"of": str(kim.id), "all": str(kim.id)}),
            ("/inbox/handing-over/absences", {"who": str(kim.id), "cover": str(kim.id)}),
        ):
            answer = await browser.post(path, data={**form, "csrf_token": token or ""})
            assert answer.status_code == 403
        answer = await browser.post("/inbox/handing-over", data={"of": "x", "csrf_token": token or ""})
        assert answer.status_code == 409
