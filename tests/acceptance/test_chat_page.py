"""The chat page as a client uses it, in a real browser."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image
from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage import people
from storage.people import Person
from tests.browser import OpenPage, violations


async def test_the_front_door_is_the_chat(open_page: OpenPage) -> None:
    page = await open_page("/")
    assert page.url.endswith("/chat")
    await expect(page.get_by_role("log")).to_contain_text("Stapje")


async def test_what_one_says_is_answered(open_page: OpenPage) -> None:
    page = await open_page("/chat", phone=True)
    await page.get_by_label("Jouw bericht").fill("menu")
    await page.get_by_role("button", name="Verstuur").click()
    await expect(page.get_by_role("log")).to_contain_text("Waar wil je beginnen?")


async def test_the_numbers_for_danger_are_always_in_sight(open_page: OpenPage) -> None:
    page = await open_page("/chat", phone=True)
    await expect(page.get_by_role("link", name="Bel 112")).to_be_in_viewport()
    await expect(page.get_by_role("link", name="Bel 113")).to_be_in_viewport()


async def test_an_invite_makes_the_chat_ones_own(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == "Voorbeeldcliënt 2"))).one()
        token = await people.invite(session, now=parts.now(), person_id=person.id)
    page = await open_page(f"/chat?invite={token}")
    await expect(page.get_by_role("log")).to_contain_text("Voorbeeldcliënt 2")
    assert token not in page.url


async def test_a_photo_of_a_letter_is_sent_and_shown(open_page: OpenPage) -> None:
    page = await open_page("/chat", phone=True)
    log = page.get_by_role("log")
    await expect(log).to_contain_text("Stapje")
    written = io.BytesIO()
    Image.new("RGB", (300, 400), "#ddd").save(written, "JPEG")
    file = {"name": "brief.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}
    await page.get_by_label("Foto of bestand").set_input_files(file)  # type: ignore[arg-type]
    await expect(log.get_by_alt_text("brief.jpg")).to_have_js_property("naturalWidth", 300)
    await expect(log.get_by_text("Je hebt dit gestuurd")).to_have_count(0)
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=f"{folder}/chat-photo.png")
    assert await violations(page) == []
    odd = {"name": "x.html", "mimeType": "image/jpeg", "buffer": b"<html>"}
    await page.get_by_label("Foto of bestand").set_input_files(odd)  # type: ignore[arg-type]
    await expect(log.get_by_text("“x” kan niet mee. Kies een foto of een pdf.")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
async def test_everybody_can_use_it(open_page: OpenPage, phone: bool, dark: bool) -> None:
    page = await open_page("/chat", phone=phone, dark=dark)
    await expect(page.get_by_role("log")).to_contain_text("Stapje")
    assert await violations(page) == []
