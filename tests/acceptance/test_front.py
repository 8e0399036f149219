"""At the front door, in a real browser: a new client, pointed out when there already, invited; and who gets whom."""

from __future__ import annotations

import re

from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.people import Person
from storage.staff import Team
from tests.acceptance.inbox_people import audited, first_client, go, sign_in
from tests.browser import OpenPage, go_by, look

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def test_a_new_client_gets_an_invite_that_opens_the_chat(open_page: OpenPage, parts: Parts) -> None:
    there = await first_client(parts)
    page = await sign_in(open_page, parts, "/people")
    await look(page, "people")
    await go_by(page.get_by_role("link", name="Nieuwe deelnemer"))
    await page.get_by_label("Naam of roepnaam").fill("Voorbeeldclient 1")
    await page.get_by_label("Gemeente").select_option("Wierden")
    await page.get_by_label("Taal").select_option("en")
    await page.get_by_label("Ja, dat is besproken en het mag").check()
    await look(page, "new-client")
    await page.get_by_role("button", name="Maak de deelnemer en de uitnodiging").click()

    # Somebody is called so already: the page of that person is one click away.
    alike = page.get_by_role("alert")
    await expect(alike).to_contain_text("Bestaat al?")
    assert await alike.get_by_role("link").get_attribute("href") == f"/people/{there.id}"
    await look(page, "new-client-alike")
    await page.get_by_label("Naam of roepnaam").fill("Noor")
    await page.get_by_role("button", name="Maak de deelnemer en de uitnodiging").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Uitnodiging voor Noor")
    await expect(page.locator("svg.qr")).to_be_visible()
    await look(page, "new-client-invite")
    link = await page.get_by_label("Of stuur deze link").input_value()
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Noor"))).one()
    assert person.municipality == "Wierden" and await audited(parts, "person.made") == 1

    # The telephone of the new client: greeted by name, in their language.
    phone = await open_page(re.sub(r"^https?://[^/]+", "", link))
    await expect(phone.get_by_text("Noor").first).to_be_visible()


async def test_an_administrator_decides_who_gets_whom(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        names = [team.name for team in (await session.exec(select(Team).order_by(Team.name))).all()]
        session.add(Team(name="Schuldhulp Voorbeeld", organisation="Voorbeeldgemeente", municipality="Almelo"))
    page = await sign_in(open_page, parts, "/admin/routes", "beheer")
    await expect(page.get_by_text("Er is nog geen vast team.")).to_be_visible()
    rule = page.get_by_role("group", name="Regel 1")
    await rule.get_by_label("Waarover").select_option(label="Schulden")
    await rule.get_by_label("Gaat naar").select_option(label="Schuldhulp Voorbeeld")
    await page.get_by_role("button", name="Nog een regel").click()
    second = page.get_by_role("group", name="Regel 2")
    await second.get_by_label("Gemeente").select_option("Hellendoorn")
    await second.get_by_label("Gaat naar").select_option(label=names[0])
    await page.get_by_label("Alle anderen gaan naar").select_option(label=names[0])
    trying = page.get_by_role("region", name="Probeer het uit")
    await trying.get_by_label("Gemeente").select_option("Hellendoorn")
    await trying.get_by_label("Taal").select_option("nl")
    await trying.get_by_role("button", name="Wie krijgt dit gesprek?").click()
    await expect(page.locator(".route-tried")).to_contain_text("Een bezoeker uit Hellendoorn, in het Nederlands")
    await expect(page.locator(".route-tried")).to_contain_text(f"{names[0]}, omdat regel 2 past.")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Bewaard.")).to_be_visible()
    await look(page, "routes")
    assert await audited(parts, "route.changed") == 1

    # The team of the first rule ends: the page says so, and where its people go now.
    await go(page, "/admin/teams")
    await go_by(page.get_by_role("listitem").filter(has_text="Schuldhulp Voorbeeld").get_by_role("link"))
    await look(page, "team")
    await page.get_by_role("button", name="Team stoppen").click()
    await expect(page.get_by_text("Het team is gestopt.")).to_be_visible()
    await go(page, "/admin/routes")
    await expect(page.get_by_text("Het team van regel 1 is gestopt.")).to_be_visible()
    await look(page, "routes-ended")
