"""A colleague writes in the inbox, in a real browser: a ready reply, a message for later, a note, a photo."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.async_api import Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.drafts import Draft
from storage.later import LaterMessage
from tests.acceptance.inbox_people import Client, audited, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


def letter() -> bytes:
    """A photo of a letter."""
    written = io.BytesIO()
    Image.new("RGB", (900, 1200), "#eee").save(written, "JPEG")
    return written.getvalue()


async def accessible(page: Page) -> None:
    """No violation in the light or in the dark."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await violations(page) == [], scheme
    await page.emulate_media(color_scheme="light")


async def test_a_morning_of_writing(open_page: OpenPage, parts: Parts, client: Client) -> None:
    await client.says("menu")
    await client.hears("Waar wil je beginnen?")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    answer, log = page.get_by_label("Jouw antwoord"), page.get_by_role("log")

    await answer.press_sequentially("/afs")
    await expect(page.get_by_role("option").first).to_contain_text("/afspraak Onze afspraak")
    await photograph(page, "ready")
    await accessible(page)
    await page.keyboard.press("Enter")
    await expect(answer).to_have_value(re.compile("We zien elkaar op zaterdag 28 november om 14:30"))
    await page.keyboard.type(" Groet, Noor")
    await page.keyboard.press("Control+Enter")
    await expect(log.get_by_text("Groet, Noor")).to_be_visible()
    await expect(answer).to_have_value("")
    await expect(answer).to_be_focused()
    await client.hears("Groet, Noor")

    await answer.fill("Succes maandag!")
    await page.get_by_text("Stuur later").click()
    await photograph(page, "later")
    await accessible(page)
    await page.get_by_label("Na het weekend").check()
    await page.get_by_role("button", name="Inplannen").click()
    planned = log.get_by_role("article", name="Gepland bericht")
    await expect(planned).to_contain_text("Wordt verstuurd op maandag 30 november, 09:00")
    await planned.get_by_text("Wijzigen").click()
    await planned.get_by_label("Het bericht").fill("Heel veel succes!")
    await photograph(page, "planned")
    await accessible(page)
    await planned.get_by_role("button", name="Plannen").click()
    await expect(planned).to_contain_text("Heel veel succes!")

    await page.get_by_text("Notitie", exact=True).click()
    note = page.get_by_label("Jouw notitie")
    await note.press_sequentially("Kijk jij mee, @woon")
    await page.get_by_role("listbox").get_by_role("option", name="Woonmedewerker Voorbeeld").click()
    await expect(note).to_have_value("Kijk jij mee, @Woonmedewerker Voorbeeld ")
    await photograph(page, "noting")
    await accessible(page)
    await page.keyboard.press("Control+Enter")
    await expect(log.get_by_role("article", name="Notitie van")).to_contain_text("Geroepen: Woonmedewerker Voorbeeld")

    await page.get_by_text("Antwoord", exact=True).click()
    await page.get_by_text("Bestand", exact=True).click()
    file = {"name": "brief <b>.jpg", "mimeType": "image/jpeg", "buffer": letter()}
    await page.get_by_label("Foto of pdf").set_input_files(file)  # type: ignore[arg-type]
    await answer.fill("Is dit de brief?")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(log.get_by_alt_text("Foto: brief b.jpg")).to_be_visible()
    await photograph(page, "thread")
    await accessible(page)
    heard = await client.heard()
    assert "Is dit de brief?" in heard and not any("Kijk jij mee" in text for text in heard)
    assert await audited(parts, "note.written") == await audited(parts, "later.changed") == 1
    async with parts.database.begin() as session:
        assert (await session.exec(select(LaterMessage.text))).one() == "Heel veel succes!"
        assert (await session.exec(select(Draft))).all() == []


async def test_a_draft_survives_a_closed_tab(open_page: OpenPage, parts: Parts, client: Client) -> None:
    here = f"/inbox/{client.conversation_id}"
    page = await sign_in(open_page, parts, here)
    await page.get_by_label("Jouw antwoord").fill("Ik zoek het voor je uit")
    await expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()
    await page.get_by_text("Notitie", exact=True).click()
    await page.get_by_label("Jouw notitie").fill("even bellen")
    await page.close()  # before the note was kept: closing keeps it
    again = await sign_in(open_page, parts, here)
    await expect(again.get_by_label("Jouw antwoord")).to_have_value("Ik zoek het voor je uit")
    await again.get_by_text("Notitie", exact=True).click()
    await expect(again.get_by_label("Jouw notitie")).to_have_value("even bellen")


async def test_what_came_in_meanwhile_is_read_before_anything_is_sent(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    answer = page.get_by_label("Jouw antwoord")
    await answer.fill("Ik kom eraan.")
    await page.context.set_offline(offline=True)  # the laptop sleeps
    await client.says("Het hoeft niet meer")
    await page.context.set_offline(offline=False)
    await page.evaluate("document.getElementById('reply').seen.value = '0'")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(page.get_by_text("Er kwam net iets bij.")).to_be_visible()
    await expect(page.locator(".said--fresh")).to_contain_text(["Het hoeft niet meer"])
    await expect(answer).to_have_value("Ik kom eraan.")
    await photograph(page, "meanwhile")
    await page.get_by_role("button", name="Verstuur", exact=True).click()
    await expect(page.get_by_role("log").get_by_text("Ik kom eraan.")).to_be_visible()


async def test_the_page_with_ready_replies(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/replies")
    await photograph(page, "replies")
    await accessible(page)
    await page.get_by_role("link", name="Nieuw antwoord").click()
    await page.get_by_label("Naam in de lijst").fill("Even wachten")
    await page.get_by_label("Kort woord").fill("wacht")
    await page.get_by_label("Tekst in het Nederlands").fill("Hoi {voornaam}")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Dit woord tussen haakjes kent Stapje niet.")).to_be_visible()
    await photograph(page, "reply")
    await accessible(page)
    await page.get_by_label("Tekst in het Nederlands").fill("Hoi {naam}, even geduld.")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("Het antwoord is bewaard.")).to_be_visible()
    await expect(page.get_by_text("/wacht")).to_be_visible()
