"""The queue of requests for debt help as a specialist uses it, in a real browser."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest
from playwright.async_api import Page, expect
from sqlmodel import col, select

from bot import demo_debts
from bot.web.parts import Parts
from storage.debts import DebtReferral
from storage.slots import SlotPattern
from storage.staff import Role, StaffMember
from tests.acceptance.inbox_people import audited, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


@pytest.fixture(autouse=True)
async def desks(parts: Parts) -> None:
    """The two example requests, at the example desks."""
    async with parts.database.begin() as session:
        await demo_debts.seed(session, parts.now())


async def specialist(parts: Parts) -> StaffMember:
    """The example specialist."""
    async with parts.database.begin() as session:
        return (await session.exec(select(StaffMember).where(StaffMember.role == Role.DEBT_SPECIALIST))).one()


async def open_urgent(open_page: OpenPage, parts: Parts) -> Page:
    """The page of the urgent request."""
    page = await sign_in(open_page, parts, "/referrals", "schulden")
    await page.get_by_role("link", name="Voorbeeldcliënt 2").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Voorbeeldcliënt 2")
    return page


async def test_a_specialist_takes_up_what_presses(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/inbox", "schulden")
    await page.get_by_role("link", name="Schuldhulp", exact=True).click()
    first, second = page.locator(".ask").first, page.locator(".ask").nth(1)
    await expect(page.locator(".ask")).to_have_count(2)
    await expect(first).to_contain_text("nog 2 werkdagen")
    await expect(first).to_contain_text("huisuitzetting, donderdag 3 december")
    await expect(second).to_contain_text("Schuldenspecialist Voorbeeld")
    assert await violations(page) == []
    await photograph(page, "queue")
    await first.get_by_role("button", name="Pak op").click()
    await expect(page.get_by_text("Opgepakt. De deelnemer hoort het, tenzij")).to_be_visible()
    await expect(page.locator("#facts")).to_contain_text("Schuldenspecialist Voorbeeld")
    assert await violations(page) == []
    await photograph(page, "request")
    assert await audited(parts, "referral.accepted") == 2  # the other one is in the example data
    await page.get_by_role("link", name="Naar het gesprek").click()
    await page.get_by_role("link", name="Naar de aanvraag").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Voorbeeldcliënt 2")


async def test_stage_note_and_clock_on_one_page(open_page: OpenPage, parts: Parts) -> None:
    page = await open_urgent(open_page, parts)
    await page.get_by_text("Werk de fase bij").click()
    await page.get_by_label("Fase").select_option("intake")
    await page.locator("#stage-words").fill("We hebben de brief samen gelezen.")
    await photograph(page, "stage")
    assert await violations(page) == []
    await page.get_by_role("button", name="Bewaar").click()
    facts = page.locator("#facts")
    await expect(facts).to_contain_text("Eerste gesprek gehad")
    await expect(facts).to_contain_text("donderdag 21 januari 2027")
    await expect(facts).to_contain_text("We hebben de brief samen gelezen.")


async def test_handing_back_without_a_reason_keeps_the_form_open(open_page: OpenPage, parts: Parts) -> None:
    page = await open_urgent(open_page, parts)
    await page.locator("#return summary").click()
    await page.locator("#return textarea").fill("   ")
    await page.get_by_role("button", name="Geef terug").click()
    await expect(page.locator("#return").get_by_text("Vul een reden in.")).to_be_visible()
    await expect(page.locator("#return textarea")).to_be_focused()
    await page.locator("#return textarea").fill("Dit hoort bij Wierden.")
    await photograph(page, "return")
    await page.get_by_role("button", name="Geef terug").click()
    await expect(page.get_by_text("Teruggegeven aan de contactpersoon.")).to_be_visible()
    await expect(page.locator(".ask").first).to_contain_text("bij de contactpersoon")


async def test_the_list_follows_along_without_a_new_audit_row(open_page: OpenPage, parts: Parts) -> None:
    here = await sign_in(open_page, parts, "/referrals", "schulden")
    there = await sign_in(open_page, parts, "/referrals", "coordinator")
    looks = await audited(parts, "referrals.listed")
    await there.locator(".ask").first.get_by_role("button", name="Pak op").click()
    await expect(here.locator(".ask").first).to_contain_text("Coördinator Voorbeeld")
    await asyncio.sleep(1)
    assert await audited(parts, "referrals.listed") == looks


async def test_times_are_offered_from_the_request(open_page: OpenPage, parts: Parts) -> None:
    who = await specialist(parts)
    async with parts.database.begin() as session:
        for weekday in (0, 3):
            session.add(
                SlotPattern(
                    staff_id=who.id, weekday=weekday, starts=time(13), ends=time(16), first_day=date(2026, 11, 1)
                )
            )
    page = await open_urgent(open_page, parts)
    await page.get_by_text("Bied tijden aan").click()
    await page.get_by_label("maandag 30 november, 13:00").check()
    await page.get_by_label("maandag 30 november, 13:45").check()
    await photograph(page, "times")
    assert await violations(page) == []
    await page.get_by_role("button", name="Stuur deze tijden").click()
    await expect(page.get_by_text("Verstuurd. De deelnemer kan nu een tijd kiezen.")).to_be_visible()


async def test_filters_and_an_empty_view(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/referrals", "schulden")
    await page.get_by_label("Gemeente").select_option("Wierden")
    await page.get_by_role("button", name="Laat zien").click()
    await expect(page.locator(".ask")).to_have_count(1)
    await page.get_by_role("link", name="Nog van niemand").click()
    await expect(page.get_by_text("Niets gevonden met deze keuze.")).to_be_visible()
    await page.goto("/referrals?show=closed")
    await expect(page.get_by_text("Er is nog niets afgerond.")).to_be_visible()
    await photograph(page, "empty")
    async with parts.database.begin() as session:
        for made in (await session.exec(select(DebtReferral).where(col(DebtReferral.closed_at).is_(None)))).all():
            made.stage, made.closed_at, made.closed_as = "closed", parts.now(), "done"
    await page.goto("/referrals")
    await expect(page.get_by_text("Zo komt hier een aanvraag")).to_be_visible()
    await photograph(page, "teach")


async def test_on_paper_there_are_no_buttons(open_page: OpenPage, parts: Parts) -> None:
    page = await open_urgent(open_page, parts)
    await page.emulate_media(media="print")
    await expect(page.locator("#deeds")).to_be_hidden()
    await expect(page.get_by_role("button", name="Pak op")).to_be_hidden()
    await expect(page.get_by_text("Ik durf hem bijna niet te lezen.")).to_be_visible()
    await photograph(page, "paper")
