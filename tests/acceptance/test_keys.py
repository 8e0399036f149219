"""Keys: the sheet that tells them, the switch for single letters, and fields in which letters are letters."""

from __future__ import annotations

from playwright.async_api import expect

from bot.web.parts import Parts
from storage.conversations import Conversation
from storage.tasks import Task
from tests.acceptance.inbox_day import busy_morning
from tests.acceptance.inbox_people import sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


async def test_the_sheet_tells_the_keys_of_the_page_and_switches_them_off(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    page = await sign_in(open_page, parts, f"/inbox/{talks['Voorbeeldcliënt 1'].id}")
    await page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Sneltoetsen")
    await expect(sheet).to_contain_text("Antwoorden")
    await expect(sheet).to_contain_text("g i Berichten")
    await photograph(page, "sheet")
    assert await violations(page) == []
    for _ in range(12):  # the focus goes round in the dialog
        await page.keyboard.press("Tab")
        assert await page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    await sheet.get_by_label("Losse letters als sneltoets gebruiken").uncheck()
    await page.keyboard.press("Escape")
    await expect(sheet).to_be_hidden()
    await page.keyboard.press("r")
    await expect(page.locator("#text")).not_to_be_focused()
    assert await page.locator("#text").get_attribute("aria-keyshortcuts") is None
    await page.reload()
    await page.keyboard.press("?")
    await expect(sheet).to_be_hidden()
    await page.get_by_role("button", name="Sneltoetsen").click()
    await sheet.get_by_label("Losse letters als sneltoets gebruiken").check()
    await page.keyboard.press("Escape")
    await page.keyboard.press("r")
    await expect(page.locator("#text")).to_be_focused()
    assert await page.locator("#text").get_attribute("aria-keyshortcuts") == "r"


async def test_a_letter_with_ctrl_or_in_a_field_presses_nothing(open_page: OpenPage, parts: Parts) -> None:
    talks = await busy_morning(parts)
    talk = talks["Voorbeeldcliënt 1"]
    page = await sign_in(open_page, parts, f"/inbox/{talk.id}")
    await page.keyboard.press("Control+e")
    await page.locator("#text").fill("")
    await page.keyboard.type("eeg?/jk")
    await expect(page.locator("#text")).to_have_value("eeg?/jk")
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, talk.id)).status == "open"
        assert await session.get(Task, talk.id) is None
