"""The day at a glance and one screen before a conversation, in a real browser."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.conversations import Conversation
from storage.people import Person
from storage.staff import StaffMember
from storage.steps import Step
from storage.transfers import Absence
from tests.acceptance.inbox_day import busy_morning, colleague
from tests.acceptance.inbox_people import audited, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def test_the_day_at_a_glance_leads_to_the_conversations(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    page = await sign_in(open_page, parts)
    await page.get_by_role("link", name="Vandaag", exact=True).click()
    await expect(page.get_by_role("heading", level=1, name="Vandaag")).to_be_visible()
    titles = await page.locator(".part h2").all_inner_texts()
    assert [title.split(" \n")[0].rsplit(" ", 1)[0] for title in titles][:4] == [
        "Crisis", "Wacht op een mens", "Nog geen antwoord", "Ging niet goed",
    ]  # fmt: skip
    await expect(page.locator(".part--silent")).to_contain_text("al 3 dagen, 2 keer gevraagd")
    await expect(page.locator(".part--celebrate")).to_contain_text("Een eigen huis")
    await expect(page.locator(".part--tasks")).to_have_count(0)
    await expect(page.get_by_text("Geen termijn van schuldhulp in zicht.")).to_be_visible()
    assert await violations(page) == []
    await photograph(page, "today")
    await page.locator(".part--crisis").get_by_role("link").click()
    await page.wait_for_url(f"**/inbox/{talks['Voorbeeldcliënt 2'].id}")


async def test_an_empty_day_says_what_will_be_there(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        for step in (await session.exec(select(Step))).all():
            await session.delete(step)
    kim = await colleague(parts)
    async with parts.database.begin() as session:
        for person in (await session.exec(select(Person))).all():
            person.contact_person_id = kim.id
    page = await sign_in(open_page, parts, "/inbox/today")
    await expect(page.get_by_text("Hier komt te staan wie op een mens wacht")).to_be_visible()
    await photograph(page, "today-empty")


async def test_a_coordinator_sees_the_team_and_the_night_shift_nothing(open_page: OpenPage, parts: Parts) -> None:
    await busy_morning(parts)
    page = await sign_in(open_page, parts, "/inbox/today", "coordinator")
    await page.get_by_role("link", name="Het team").click()
    await expect(page.locator(".part--waiting")).to_contain_text("Voorbeeldcliënt 1 (Contactpersoon Voorbeeld)")
    other = await sign_in(open_page, parts, "/inbox/today", "nachtdienst")
    await expect(other.get_by_text("Deze pagina is niet voor jou")).to_be_visible()


async def test_one_screen_before_a_conversation(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    here = talks["Voorbeeldcliënt 1"].id
    page = await sign_in(open_page, parts, f"/inbox/{here}")
    await page.get_by_role("link", name="Samenvatting").click()
    await expect(page.get_by_role("heading", level=1, name="Samenvatting Voorbeeldcliënt 1")).to_be_visible()
    for words in (
        "slecht geslapen, veel post", "mijn eigen plek houden", "de post van deze week openmaken",
        "Inloop, Voorbeeldplein 1", "de gemeente bellen", "viel mee",
        "Nederlands", "Nog geen chat gekoppeld", "Contactpersoon Voorbeeld",
    ):  # fmt: skip
        await expect(page.locator("#main")).to_contain_text(words)
    assert await violations(page) == []
    await photograph(page, "summary")
    assert await audited(parts, "conversation.read") == 2
    visitor = Conversation(last_message_at=parts.now())
    async with parts.database.begin() as session:
        session.add(visitor)
    assert (await page.goto(page.url.replace(str(here), str(visitor.id)))).status == 404  # type: ignore[union-attr]
    await page.go_back()
    await page.emulate_media(media="print")
    await expect(page.get_by_role("button", name="Afdrukken")).to_be_hidden()


async def test_who_stands_in_sees_for_whom_and_whose_client_it_is(open_page: OpenPage, parts: Parts) -> None:
    await busy_morning(parts)
    today = parts.now().date()
    async with parts.database.begin() as session:
        one, two = [
            (await session.exec(select(StaffMember).where(StaffMember.username == name))).one()
            for name in ("contactpersoon", "wonen")
        ]
        session.add(
            Absence(
                staff_id=one.id, cover_id=two.id, first_day=today, last_day=today + timedelta(days=1),
                note="Bel cliënt 1 even.",
            )
        )  # fmt: skip
    page = await sign_in(open_page, parts, "/inbox/today", "wonen")
    await expect(
        page.get_by_text("Je neemt waar voor Contactpersoon Voorbeeld tot en met vrijdag 27 november.")
    ).to_be_visible()
    await expect(page.get_by_text("Bel cliënt 1 even.")).to_be_visible()
    await expect(page.locator(".part--waiting")).to_contain_text("Voorbeeldcliënt 1 (Contactpersoon Voorbeeld)")
    await expect(page.get_by_text("schuldhulp")).to_have_count(0)
    await photograph(page, "stands-in")
    await page.locator(".part--waiting").get_by_role("link").click()
    await expect(page.locator("#panel")).to_contain_text("Woonmedewerker Voorbeeld neemt waar")
