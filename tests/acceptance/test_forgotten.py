"""A client asks to be forgotten: from the chat, by way of two colleagues, to the report; and what accounts for it."""

from __future__ import annotations

from playwright.async_api import expect

from bot.web.parts import Parts
from tests.acceptance.inbox_people import Client, first_client, sign_in
from tests.browser import OpenPage, go_by, look
from tests.talk import Meaning

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def test_a_client_is_forgotten_from_chat_to_report(
    open_page: OpenPage, client: Client, parts: Parts, reader: Meaning
) -> None:
    reader.intent = "privacy_request"
    await client.says("wis alles wat je van me hebt")
    await client.hears("We schrijven op wie er kijkt.")
    await client.presses("Mijn gegevens wissen")
    await client.hears("binnen een maand antwoord")
    one = await sign_in(open_page, parts, "/admin/rights", "coordinator")
    await expect(one.get_by_role("heading", name="Verzoeken over gegevens")).to_be_visible()
    await look(one, "rights")
    await one.get_by_role("link", name="Voorbeeldcliënt 1").click()
    await one.get_by_label("Hoe weet je dat deze persoon het vraagt?").fill("aan tafel, ken hem al een jaar")
    await one.get_by_role("button", name="Herkend").click()
    await expect(one.get_by_text("Het is genoteerd.")).to_be_visible()
    await look(one, "preview")
    await one.get_by_role("button", name="Wissen voorstellen").click()
    await expect(one.get_by_text("Jij hebt het voorgesteld.")).to_be_visible()
    here = one.url.partition("?")[0]
    two = await sign_in(open_page, parts, "/admin/rights", "beheer")
    await two.goto(here)
    await two.get_by_label("Ik weet dat dit niet terug te draaien is.").check()
    await look(two, "decide")
    await two.get_by_role("button", name="Definitief wissen").click()
    await expect(two.get_by_role("heading", name="Verslag")).to_be_visible()
    await expect(two.locator("h1")).to_contain_text("gewist (")
    await look(two, "report")
    await two.goto("/admin/audit")
    await expect(two.locator(".deeds").last).to_contain_text("heeft gegevens gewist")
    await look(two, "audit")


async def test_terms_emergencies_and_a_link_are_pages_for_everybody(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/emergency", "nachtdienst")
    await page.get_by_label("Waarom is het nodig?").fill("Ligt buiten bewustzijn bij de deur")
    await page.get_by_label("Naam van de persoon").fill("cliënt 1")
    await look(page, "emergency")
    await go_by(page.get_by_role("button", name="Zoeken"))
    await look(page, "emergency-found")
    await page.get_by_role("button", name="Een uur openen Voorbeeldcliënt 1", exact=True).click()
    await expect(page.get_by_text("De coördinator weet het.")).to_be_visible()
    await look(page, "emergency-person")
    two = await sign_in(open_page, parts, "/admin/audit", "coordinator")
    await expect(two.locator(".deed-row--red").first).to_contain_text("Ligt buiten bewustzijn")
    await look(two, "audit-red")
    await two.goto("/admin/retention")
    await look(two, "retention")
    await two.get_by_role("link", name="Wijzigen Berichten", exact=True).click()
    await two.get_by_label("Termijn in dagen").fill("60")
    await two.get_by_role("button", name="Kijken wat er weggaat").click()
    await expect(two.get_by_text("Met 60 dagen gaan er vannacht")).to_be_visible()
    await look(two, "term")
    person = await first_client(parts)
    await two.goto(f"/admin/rights?name={person.display_name}")
    await two.get_by_role("button", name="gegevens krijgen Voorbeeldcliënt 1", exact=True).click()
    await two.get_by_label("Hoe weet je dat deze persoon het vraagt?").fill("aan tafel")
    await two.get_by_role("button", name="Herkend").click()
    await two.get_by_role("button", name="Link maken").click()
    await expect(two.get_by_text("De link is klaar.")).to_be_visible()
    await look(two, "link")
    link = (await two.locator(".trail__link a").get_attribute("href") or "").partition("/my-data/")[2]
    stranger = await open_page(f"/my-data/{link}", phone=True)
    await expect(stranger.get_by_role("button", name="Haal alles op")).to_be_visible()
    await look(stranger, "fetch")
