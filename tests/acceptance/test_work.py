"""A contactperson's day and a coordinator's Monday morning, in a real browser, among example lives."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.async_api import expect
from sqlmodel import select

from bot import demo_debts, demo_life
from bot.web.parts import Parts
from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.people import Person
from storage.staff import StaffMember
from tests.acceptance.inbox_people import audited, sign_in
from tests.browser import OpenPage, go_by, look, photograph

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


@pytest.fixture
async def lives(parts: Parts) -> Parts:
    """The example data as `stapje run` has it."""
    async with parts.database.begin() as session:
        await demo_debts.seed(session, parts.now())
        await demo_life.seed(session, parts.now())
    return parts


async def test_a_contactpersons_day(open_page: OpenPage, lives: Parts) -> None:
    page = await sign_in(open_page, lives, "/inbox/today")
    waiting = page.locator("#part-waiting .line")
    number = await waiting.count()
    assert number >= 2
    await expect(waiting.first).to_contain_text("in kantooruren")
    await look(page, "today")

    # The longest first: taken, then said to be helped by telephone.
    about = await waiting.first.get_attribute("data-about")
    await waiting.first.get_by_role("button", name="Ik pak het").click()
    await expect(page.get_by_text("Het staat nu op jouw naam.")).to_be_visible()
    await page.locator(f'[data-about="{about}"]').get_by_role("button", name="Gedaan").click()
    await expect(page.get_by_text("Dat is er één minder.")).to_be_visible()
    await expect(waiting).to_have_count(number - 1)
    assert await audited(lives, "wait.ended") == 1 and await audited(lives, "conversation.assigned") == 1

    # Something for tomorrow is out of the way and not gone.
    due = page.locator("#part-due .line")
    before = await due.count()
    await due.first.get_by_role("button", name="Morgen").click()
    await expect(due).to_have_count(before - 1)
    await page.get_by_text("Opzij gezet of al gezien (1)").click()
    await expect(page.locator("#aside")).to_contain_text("terug op vrijdag 27 november")
    await page.locator("#aside").get_by_role("button", name="Toch vandaag").click()
    await expect(due).to_have_count(before)

    # The same button of an old page does no harm.
    stale = await page.locator("#part-silent .line").first.get_attribute("data-about")
    await page.locator("#part-silent .line").first.get_by_role("button", name="Gesproken").click()
    await expect(page.get_by_text("Genoteerd: er was contact.")).to_be_visible()
    await expect(page.locator(f'[data-about="{stale}"]')).to_have_count(0)

    # The list of one's people.
    await go_by(page.get_by_role("link", name="Mijn mensen"))
    await look(page, "clients")
    names = await page.locator(".folk__name").all_inner_texts()
    assert names == sorted(names, key=str.casefold) and len(names) >= 12
    await page.get_by_label("Toon").select_option("silent")
    await page.get_by_role("button", name="Laat zien").click()
    await page.wait_for_url("**only=silent**")
    assert 0 < await page.locator(".folk__row").count() < len(names)
    await page.get_by_label("Naam", exact=True).fill("bestaat niet")
    await page.get_by_role("button", name="Laat zien").click()
    await expect(page.get_by_text("Niemand gevonden met deze naam.")).to_be_visible()
    assert await audited(lives, "people.listed") == 3


async def test_a_day_that_is_done_is_said_kindly(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/inbox/today", "schulden")
    await expect(page.get_by_role("heading", name="Klaar voor vandaag")).to_be_visible()
    await look(page, "today-done")


async def test_a_coordinators_monday_morning(open_page: OpenPage, lives: Parts) -> None:
    page = await sign_in(open_page, lives, "/team", "coordinator")
    await expect(page.get_by_role("heading", level=2)).to_have_count(3)
    away = page.get_by_role("row", name="Collega Voorbeeld B")
    await expect(away).to_contain_text("Vrij tot en met zondag 29 november")
    await look(page, "team")

    # What lies with a colleague who is away goes to one who is there.
    await go_by(away.get_by_role("link", name="Overnemen"))
    await look(page, "move")
    await page.get_by_role("button", name="Gekozen werk verplaatsen").click()
    await expect(page.get_by_text("Kies eerst een of meer gesprekken.")).to_be_visible()
    work = page.locator(".move__row")
    number = await work.count()
    await page.get_by_label("Naar wie?").select_option(label="Contactpersoon Voorbeeld")
    await page.get_by_role("button", name="Alles verplaatsen").click()
    await expect(page.get_by_text("andere collega")).to_be_visible()
    async with lives.database.begin() as session:
        own = (await session.exec(select(StaffMember).where(StaffMember.username == "contactpersoon"))).one()
        query = select(Conversation).join(Person).where(Conversation.assigned_to == own.id)
        moved = (await session.exec(query.where(Person.contact_person_id != own.id))).all()
    assert len(moved) == number > 0

    # Then how it went.
    await page.get_by_role("navigation", name="Pagina's").get_by_text("Meer").click()
    await go_by(page.get_by_role("link", name="Dashboard"))
    await expect(page.get_by_role("heading", level=2, name="Wachten op een mens")).to_be_visible()
    await look(page, "dashboard")
    await page.get_by_label("Periode").select_option("quarter")
    await page.get_by_role("button", name="Toon").click()
    await expect(page.get_by_text("Van donderdag 1 oktober tot en met donderdag 26 november 2026.")).to_be_visible()
    await photograph(page, "dashboard-quarter")
    async with page.expect_download() as saving:
        await page.locator("#waits").get_by_role("link", name=re.compile("Tabel: wachten per team")).click()
    file = (await (await saving.value).path()).read_bytes()
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Team" and rows[1][0] == "Samen" and len(rows) == 5
    assert await audited(lives, "dashboard.exported") == 1
    await page.emulate_media(media="print")
    await photograph(page, "dashboard-print")


async def test_who_may_see_what(open_page: OpenPage, lives: Parts) -> None:
    page = await sign_in(open_page, lives, "/team")
    await expect(page.get_by_role("heading", level=2)).to_have_text(["Team Voorbeeld"])
    await expect(page.locator(".staff-nav a", has_text="Dashboard")).to_have_count(0)
    answer = await page.goto(page.url.replace("/team", "/dashboard"))
    assert answer is not None and answer.status == 403
    async with lives.database.begin() as session:
        elsewhere = (await session.exec(select(StaffMember).where(StaffMember.username == "voorbeeld3"))).one()
    answer = await page.goto(page.url.replace("/dashboard", f"/team/{elsewhere.id}"))
    assert answer is not None and answer.status == 404
    night = await sign_in(open_page, lives, "/team", "nachtdienst")
    await expect(night.get_by_text("Deze pagina is niet voor jou")).to_be_visible()


async def test_hostile_names_stay_words(open_page: OpenPage, lives: Parts) -> None:
    bad = "=cmd|'<script>alert(1)</script>"
    async with lives.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 5"))).one()
        person.display_name = person.municipality = bad
    for path, name in (
        ("/inbox/today", "contactpersoon"),
        ("/people?whose=mine", "contactpersoon"),
        ("/dashboard", "coordinator"),
    ):
        page = await sign_in(open_page, lives, path, name)
        assert await page.locator("main script").count() == 0
    rows = await page.evaluate("fetch('/dashboard/caseload.csv').then(answer => answer.text())")
    assert f"'{bad}" in rows
    async with lives.database.begin() as session:
        seen = (await session.exec(select(AuditEntry).where(AuditEntry.action == "dashboard.exported"))).one()
    assert seen.details["table"] == "caseload"
