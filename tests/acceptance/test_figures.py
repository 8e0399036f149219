"""The figures as those who plan beds read them, on paper, on a telephone, and in a spreadsheet."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect
from sqlalchemy import text
from sqlmodel import select

from bot.web.parts import Parts
from storage.audit import AuditEntry
from storage.facilities import Facility
from tests import night_history
from tests.browser import OpenPage, log_in, violations


@pytest.fixture
async def history(parts: Parts) -> None:
    """Two months in the night shelter."""
    async with parts.database.begin() as session:
        await night_history.add(session)


async def look(
    open_page: OpenPage, parts: Parts, path: str = "", username: str = "nachtdienst", *, phone: bool = False,
    dark: bool = False,
) -> Page:  # fmt: skip
    """A page of figures, looked at by this colleague."""
    page = await open_page("/login?next=/beds/figures", phone=phone, dark=dark)
    await log_in(page, parts.demo_logins, username)
    if path:
        await page.goto(f"/beds/figures{path}")
    return page


async def csv(page: Page, path: str) -> str:
    """A file, as a spreadsheet gets it."""
    answer = await page.request.get(f"/beds/figures/{path}")
    assert answer.ok
    body = await answer.body()
    assert body.startswith(b"\xef\xbb\xbf")
    return body.decode("utf-8-sig")


@pytest.mark.usefixtures("history")
async def test_the_menu_leads_to_the_occupancy_of_this_month(open_page: OpenPage, parts: Parts) -> None:
    page = await look(open_page, parts)
    await expect(page.get_by_role("link", name="Bedden")).to_have_attribute("aria-current", "page")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Cijfers")
    await expect(page.get_by_text("De nacht van vandaag loopt nog.")).to_be_visible()
    await expect(page.get_by_role("img", name="Bezette bedden: Alle groepen")).to_be_visible()
    evening = page.get_by_role("table").first
    await expect(evening.get_by_role("row", name="Nachtopvang")).to_contain_text("1")
    await expect(page.get_by_role("row", name="vr 20 nov")).to_contain_text("16 van 45")


@pytest.mark.usefixtures("history")
async def test_the_period_and_the_shelter_are_chosen_without_a_script(open_page: OpenPage, parts: Parts) -> None:
    page = await look(open_page, parts)
    await page.route(re.compile(r"\.js$"), lambda route: route.abort())
    await page.get_by_label("Periode").select_option("Jaar")
    await page.get_by_label("Opvang", exact=True).select_option("Crisisopvang")
    await page.get_by_role("button", name="Toon").click()
    await expect(page.get_by_text("Opvang: Crisisopvang.")).to_be_visible()
    await expect(page.get_by_text("0% bezet")).to_be_visible()
    await expect(page.get_by_role("heading", name="Bezetting per maand en groep")).to_be_visible()
    await page.get_by_role("link", name="Vorige").click()
    await expect(page.get_by_text("Er is niets geteld in deze periode.")).to_be_visible()


@pytest.mark.usefixtures("history")
async def test_people_are_told_as_in_a_letter_with_small_numbers_kept_back(open_page: OpenPage, parts: Parts) -> None:
    page = await look(open_page, parts, "/people?span=year")
    said = page.get_by_role("listitem").filter(has_text="Nachtopvang: 41 mensen")
    await expect(said).to_have_text("Nachtopvang: 41 mensen: 49% man, vrouw verborgen, kind verborgen.")
    saved = await csv(page, "people/people.csv?span=year")
    assert "nachtopvang;Man;20;49%\r\n" in saved
    assert "nachtopvang;Vrouw;verborgen;verborgen\r\n" in saved
    assert "nachtopvang;Kind;verborgen;verborgen\r\n" in saved


@pytest.mark.usefixtures("history")
async def test_names_of_regulars_are_for_those_who_work_with_them_and_looking_is_written_down(
    open_page: OpenPage, parts: Parts
) -> None:
    page = await look(open_page, parts, "/regulars?least=5&of=30")
    await expect(page.get_by_role("row", name="Gast 2")).to_have_count(0)
    await page.get_by_role("link", name="Toon namen").click()
    await expect(page.get_by_role("heading", name="Namen van langslapers")).to_be_visible()
    await expect(page.get_by_role("row", name="Gast 12")).to_be_visible()
    async with parts.database.begin() as session:
        seen = (await session.exec(select(AuditEntry).where(AuditEntry.action == "figures.names_seen"))).one()
    assert seen.details["least"] == 5 and len(seen.details["guests"]) > 10
    other = await look(open_page, parts, "/regulars?least=5&of=30&names=1", "contactpersoon")
    await expect(other.get_by_role("heading", name="Langslapers per groep")).to_be_visible()
    await expect(other.get_by_text("Gast 12")).to_have_count(0)
    assert (await page.request.get("/beds/figures/regulars/names.csv?names=1")).status == 404


@pytest.mark.usefixtures("history")
async def test_demand_is_split_up_only_as_far_as_nobody_can_be_found_in_it(open_page: OpenPage, parts: Parts) -> None:
    page = await look(open_page, parts, "/demand")
    await expect(page.get_by_role("row", name="mannen vol")).to_contain_text("verborgen")  # 13 and 2: both go
    await expect(page.get_by_role("row", name="vr 20 nov")).to_contain_text("12")
    saved = await csv(page, "demand/refused.csv")
    assert "vrouwen;Huisdier;verborgen\r\nSamen;;15\r\n" in saved


@pytest.mark.usefixtures("history")
async def test_a_file_opens_in_a_spreadsheet_and_runs_nothing(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        shelter = (await session.exec(select(Facility).where(Facility.key == "nachtopvang"))).one()
        shelter.name = '=HYPERLINK("x");"a'
        session.add(shelter)
    page = await look(open_page, parts)
    saved = await csv(page, "occupancy/nights.csv?span=night&day=2026-11-20")
    assert saved.startswith("Nacht;Opvang;Groep;Bezet;Uit te geven\r\n2026-11-20;")
    assert ';"\'=HYPERLINK(""x"");""a";mannen;' in saved or '"\'=HYPERLINK(""x"");""a";mannen;' in saved
    assert saved.count("\r\n") == saved.count("\n") == 10


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("path", ["/nothing", "/people/nothing.csv", "/nothing/people.csv"])
async def test_an_address_that_is_not_ours_is_not_found(open_page: OpenPage, parts: Parts, path: str) -> None:
    page = await look(open_page, parts)
    assert (await page.request.get(f"/beds/figures{path}")).status == 404


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("query", ["span=&day=", "span=x&day=31-31-31", "day=9999-12-31&span=year", "least=0&of=99999"])
async def test_a_choice_that_makes_no_sense_still_gives_a_page(open_page: OpenPage, parts: Parts, query: str) -> None:
    page = await look(open_page, parts)
    for view in ("", "/people", "/regulars", "/demand", "/lengths"):
        answer = await page.request.get(f"/beds/figures{view}?{query}")
        assert answer.status == 200


async def test_a_client_of_the_inbox_only_needs_to_see_beds(open_page: OpenPage, parts: Parts) -> None:
    page = await look(open_page, parts, "", "wonen")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Cijfers")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("view", ["", "/people?span=year", "/regulars?least=5&of=30&names=1", "/demand", "/lengths"])
@pytest.mark.parametrize(("phone", "dark"), [(True, False), (False, True)])
async def test_everybody_can_read_them(open_page: OpenPage, parts: Parts, view: str, phone: bool, dark: bool) -> None:
    page = await look(open_page, parts, view, phone=phone, dark=dark)
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.usefixtures("history")
async def test_english_speaks_english_everywhere(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        await session.execute(text("UPDATE staff_member SET language = 'en'"))
    page = await look(open_page, parts)
    for view, word in (
        ("", "To give out"), ("/people", "Different people"), ("/regulars", "Long-term guests"),
        ("/demand", "Not let in"), ("/lengths", "Median"),
    ):  # fmt: skip
        await page.goto(f"/beds/figures{view}?span=year")
        await expect(page.get_by_text(word).first).to_be_visible()
        await expect(page.get_by_text("verborgen")).to_have_count(0)
