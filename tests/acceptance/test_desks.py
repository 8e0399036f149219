"""A coordinator fills in where requests go and what helps, in a real browser; the chat tells it at once."""

from __future__ import annotations

from playwright.async_api import expect

from bot.web.parts import Parts
from tests.acceptance import night
from tests.acceptance.inbox_people import Client, audited, sign_in
from tests.browser import OpenPage, photograph, violations
from tests.talk import Meaning

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def test_a_neighbourhood_gets_its_own_desk_by_keyboard_and_is_tried_out(
    open_page: OpenPage, parts: Parts
) -> None:
    page = await sign_in(open_page, parts, "/desks", "coordinator")
    more = page.get_by_role("navigation", name="Pagina's").get_by_text("Meer")
    await more.click()
    await expect(page.get_by_role("link", name="Loketten en hulp")).to_have_attribute("aria-current", "page")
    await more.click()
    await photograph(page, "desks")
    assert await violations(page) == []
    await page.get_by_label("Naam van de wijk").focus()
    await page.keyboard.type("Ossenkoppelerhoek")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Almelo, Ossenkoppelerhoek")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Kies minstens één eigen loket voor deze wijk.")).to_be_visible()
    await photograph(page, "route-wrong")
    assert await violations(page) == []
    await page.get_by_label("Spoed").select_option(label="Geldloket (voorbeeld)")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("De tabel is bewaard en geldt nu.")).to_be_visible()
    await page.locator("#place").select_option(label="Almelo, Ossenkoppelerhoek")
    await page.locator("#urgent").check()
    await page.get_by_role("button", name="Waar gaat dit heen?").click()
    await expect(page.locator(".tried")).to_have_text("Almelo, Ossenkoppelerhoek, spoed → Geldloket (voorbeeld)")
    await photograph(page, "tried")
    assert await audited(parts, "desk.routed") == 1


async def test_a_desk_is_changed_without_scripts_and_its_history_shown(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/desks", "coordinator")
    await night.without_scripts(page)
    row = page.locator("#desks .rows > li").filter(has_text="Geldloket")
    await row.get_by_role("button", name="Nagekeken vandaag").click()
    await expect(row).to_contain_text("Nagekeken op donderdag 26 november")
    await row.get_by_role("link", name="Wijzigen").click()
    await page.get_by_label("Telefoon").fill("0546 00 00 88")
    await page.get_by_role("button", name="Bewaren").click()
    await row.get_by_role("link", name="Wijzigen").click()
    await expect(page.locator(".past")).to_contain_text("Telefoon: 0546 00 00 13 → 0546 00 00 88")
    await photograph(page, "desk")
    await page.get_by_role("button", name="Niet meer gebruiken").click()
    await expect(page.get_by_text("Kies daar eerst een ander loket.")).to_be_visible()
    await photograph(page, "desk-refused")


async def test_a_place_is_added_and_told_in_the_chat_at_once(
    open_page: OpenPage, parts: Parts, visitor: Client, reader: Meaning
) -> None:
    page = await sign_in(open_page, parts, "/help-places", "coordinator")
    await expect(page.get_by_role("heading", name="Nakijken (3)")).to_be_visible()
    await photograph(page, "help")
    assert await violations(page) == []
    await page.get_by_role("link", name="Toevoegen Kleren").click()
    await page.get_by_label("Naam", exact=True).fill("Kledingkast Zuid")
    await page.get_by_label("Gemeente").select_option("Wierden")
    await page.get_by_label("Adres").fill("Voorbeeldstraat 30")
    await page.get_by_role("button", name="Bekijken").click()
    await expect(page.locator(".seen__bubble")).to_contain_text("Kledingkast Zuid, Voorbeeldstraat 30, Wierden.")
    await photograph(page, "place")
    assert await violations(page) == []
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Bewaard. Stapje vertelt dit vanaf nu.")).to_be_visible()
    reader.intent = "need_basics"
    await visitor.says("ik heb een jas nodig in wierden")
    await visitor.hears("Kledingkast Zuid, Voorbeeldstraat 30, Wierden.")
