"""Searching, narrowing the list down, kept views and the command bar, in a real browser."""

from __future__ import annotations

from datetime import timedelta

from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage import conversations
from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.messages import Message
from storage.people import Person
from tests.acceptance.inbox_day import busy_morning, colleague
from tests.acceptance.inbox_people import audited, first_client, sign_in
from tests.browser import OpenPage, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
HOSTILE = "<img src=x onerror=alert(1)> verhuizing"


async def said(parts: Parts, *words: str, name: str = "Voorbeeldcliënt 1") -> list[int]:
    """What a client said, a minute after each other; the ids of the messages."""
    async with parts.database.begin() as session:
        person = (await session.exec(select(Person).where(Person.display_name == name))).one()
        talk = await conversations.ensure_for_person(session, person)
        found = []
        for number, text in enumerate(words):
            at = parts.now() - timedelta(minutes=len(words) - number)
            message = Message(conversation_id=talk.id, direction="in", sender="person", text=text, created_at=at)
            session.add(message)
            await session.flush()
            assert message.id is not None
            found.append(message.id)
            talk.last_message_at = at
        session.add(talk)
    return found


async def test_a_colleague_finds_what_was_said_long_ago(open_page: OpenPage, parts: Parts) -> None:
    sought, *_ = await said(parts, HOSTILE, *(f"bericht {n}" for n in range(100)))
    page = await sign_in(open_page, parts)
    await page.keyboard.press("/")
    await page.get_by_role("searchbox").fill("verhuiz")
    await page.keyboard.press("Enter")
    hit = page.locator(".hit")
    await expect(hit).to_have_count(1)
    await expect(hit.locator("mark")).to_have_text("verhuizing")
    await expect(hit).to_contain_text("<img src=x")
    await photograph(page, "found")
    assert await violations(page) == []
    await hit.click()
    await expect(page.locator(f"#message-{sought}")).to_be_in_viewport()
    await expect(page.get_by_text("Je kijkt naar een eerder moment")).to_be_attached()
    await photograph(page, "around")
    await page.get_by_role("link", name="Naar het nieuwste bericht").click()
    await expect(page.get_by_text("bericht 99", exact=True).first).to_be_in_viewport()
    async with parts.database.begin() as session:
        entry = (await session.exec(select(AuditEntry).where(AuditEntry.action == "inbox.searched"))).one()
    assert entry.details == {"q": "verhuiz", "people": 0, "hits": 1}


async def test_the_empty_page_teaches_and_nothing_found_says_what_to_do(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/find")
    await expect(page.get_by_text("Een half woord mag")).to_be_visible()
    await photograph(page, "teach")
    await page.get_by_role("searchbox").fill("qqqq")
    await page.get_by_role("button", name="Zoeken").click()
    await expect(page.get_by_text("Niets gevonden voor “qqqq”")).to_be_visible()
    await page.get_by_role("searchbox").fill("voorbeldclient")
    await page.keyboard.press("Enter")
    await expect(page.locator(".find__person")).to_have_count(3)
    await photograph(page, "people")
    assert await violations(page) == []


async def test_the_night_staff_find_nothing(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "/beds", "nachtdienst")
    answer = await page.request.get("/find?q=voorbeeld")
    assert answer.status == 403
    assert (await page.request.get("/find/commands?q=voorbeeld")).status == 403


async def test_filters_narrow_the_list_and_a_view_keeps_them(open_page: OpenPage, parts: Parts) -> None:
    await busy_morning(parts)
    page = await sign_in(open_page, parts, "/inbox?view=all")
    await page.get_by_role("button", name="Filters").click()
    await page.get_by_label("Laatste antwoord").select_option("bad")
    await photograph(page, "filters")
    await page.get_by_role("button", name="Toepassen").click()
    await expect(page.locator(".list__rows > li")).to_have_count(1)
    await expect(page.locator(".list__rows")).to_contain_text("Voorbeeldcliënt 1")
    await page.locator(".row").click()
    await expect(page.locator(".list__rows > li")).to_have_count(1)
    await page.get_by_role("button", name="Filters").click()
    await page.get_by_label("Bewaar deze filters").fill("Gaat slecht")
    await photograph(page, "keeping")
    await page.get_by_role("button", name="Bewaren").click()
    await expect(page.get_by_text("De weergave is bewaard.")).to_be_visible()
    await expect(page.locator(".chip--view")).to_contain_text("1")
    await photograph(page, "kept")
    assert await violations(page) == []
    await page.get_by_role("link", name="haal dit filter weg").click()
    await expect(page.locator(".list__rows > li")).to_have_count(3)
    await page.locator(".chip--view").click()
    await expect(page.locator(".list__rows > li")).to_have_count(1)
    await page.get_by_role("button", name="Filters").click()
    await page.get_by_role("button", name="Gaat slecht weggooien").click()
    await expect(page.get_by_text("De weergave is weg.")).to_be_visible()
    assert await audited(parts, "view.kept") == await audited(parts, "view.dropped") == 1


async def test_the_command_bar_finds_people_pages_and_what_to_do(open_page: OpenPage, parts: Parts) -> None:
    person = await first_client(parts)
    anna = await colleague(parts, "Anna Bakker")
    async with parts.database.begin() as session:
        talk = await conversations.ensure_for_person(session, person)
    page = await sign_in(open_page, parts, f"/inbox/{talk.id}")
    await page.keyboard.press("Control+k")
    bar = page.get_by_role("combobox", name="Typ een naam")
    await expect(bar).to_be_focused()
    await expect(page.locator(".offer").first).to_contain_text("Afronden")
    await photograph(page, "bar")
    assert await violations(page) == []
    await bar.fill("geef aan ann")
    await expect(page.locator(".offer").first).to_contain_text("Geef aan Anna Bakker")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Anna Bakker")).to_be_visible()
    async with parts.database.begin() as session:
        assert (await session.get_one(Conversation, talk.id)).assigned_to == anna.id
    await page.wait_for_load_state("load")  # the keys come with the scripts
    await page.keyboard.press("Control+k")
    await bar.fill("voorbeeldclient 2")
    await expect(page.locator(".offer").first).to_contain_text("Voorbeeldcliënt 2")
    await page.keyboard.press("Escape")
    await expect(bar).to_be_hidden()
    await page.keyboard.press("Control+k")
    await bar.fill("uitstellen morgen")
    await expect(page.locator(".offer").first).to_contain_text("Uitstellen tot vrijdag 27 november, 09:00")
    await bar.fill("agenda")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/agenda")
