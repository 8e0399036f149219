"""Two colleagues in two browsers at one conversation: they see each other, and nothing is lost."""

from __future__ import annotations

from playwright.async_api import BrowserContext, expect

from bot.web.parts import Parts
from storage import conversations
from tests.acceptance.inbox_people import Client, audited, sign_in
from tests.browser import OpenPage, go_by, photograph, violations

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
COLLEAGUE = "coordinator"


async def test_two_colleagues_see_each_other_look_and_type(open_page: OpenPage, parts: Parts, client: Client) -> None:
    await client.says("menu")
    here = f"/inbox/{client.conversation_id}"
    mine = await sign_in(open_page, parts, here)
    theirs = await sign_in(open_page, parts, here, COLLEAGUE)
    await expect(mine.locator("#presence")).to_contain_text("Kijkt mee:")
    await expect(theirs.locator("#presence")).to_contain_text("Kijkt mee:")
    await theirs.locator("#text").press_sequentially("Ik zoek", delay=20)
    await expect(mine.locator("#presence")).to_contain_text("typt…")
    await photograph(mine, "presence-typing")
    await mine.locator("#text").press_sequentially("Ook ik", delay=20)
    await expect(mine.get_by_text("Spreek af wie het verstuurt.")).to_be_visible()
    await photograph(mine, "presence-both")
    assert await violations(mine) == []
    onlooker = await sign_in(open_page, parts, "/inbox", COLLEAGUE)
    await expect(onlooker.locator(f"#row-{client.conversation_id} .row__present")).to_be_visible()
    await photograph(onlooker, "presence-list")
    assert await audited(parts, "presence") == 0
    await theirs.close()
    await expect(mine.locator(".presence__typing")).to_be_hidden()
    await expect(mine.locator(".presence__watching")).to_be_hidden()


async def test_eight_tabs_of_one_browser_share_a_stream_and_all_follow(
    open_page: OpenPage, parts: Parts, client: Client, visitor: Client
) -> None:
    streams: list[str] = []
    first = await sign_in(open_page, parts)
    context: BrowserContext = first.context
    context.on("request", lambda asked: streams.append(asked.url) if "/live?" in asked.url else None)
    tabs = [first] + [await context.new_page() for _ in range(7)]
    for number, tab in enumerate(tabs):
        await tab.goto("/inbox" if number % 2 else f"/inbox/{client.conversation_id}")
    await visitor.says("Ik wil dood")
    for tab in tabs:
        await expect(tab.locator("#rows > li").first.get_by_text("Crisis")).to_be_visible()
    assert len(streams) <= 6
    await tabs[0].close()  # who listened for all is gone: another goes on
    await client.says("hoor je mij")
    for tab in tabs[2::2]:
        await expect(tab.get_by_role("log")).to_contain_text("hoor je mij")


async def test_a_message_rings_in_numbers_only(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await sign_in(open_page, parts)
    await page.evaluate("document.addEventListener('stapje:rang', (e) => (document.body.dataset.rang = e.detail))")
    await client.says("mens spreken")
    await expect(page).to_have_title("(1) Berichten – Stapje")
    await expect(page.locator("body")).to_have_attribute("data-rang", "message")
    await client.says("Ik wil dood")
    await expect(page.locator("body")).to_have_attribute("data-rang", "crisis")
    await page.get_by_text("Meldingen", exact=True).click()
    await photograph(page, "alerts")
    assert await violations(page) == []
    assert await page.evaluate("Notification.permission") != "granted"  # nobody was asked


async def test_a_visitor_turns_out_to_be_a_client_and_back(
    open_page: OpenPage, parts: Parts, client: Client, visitor: Client
) -> None:
    await client.says("menu")
    await visitor.says("Ik ben het weer <b>met een andere telefoon</b>")
    page = await sign_in(open_page, parts, f"/inbox/{visitor.conversation_id}")
    await go_by(page.get_by_role("link", name="Dit is iemand die we al kennen"))
    await page.get_by_label("Naam, of de vier tekens van een bezoeker").fill("Voorbeeldcliënt 1")
    await go_by(page.get_by_role("button", name="Zoek", exact=True))
    await photograph(page, "merge-find")
    assert await violations(page) == []
    await go_by(page.get_by_role("link", name="Voorbeeldcliënt 1").first)
    await photograph(page, "merge-preview")
    assert await violations(page) == []
    await page.get_by_role("button", name="Voeg samen").click()
    await expect(page.get_by_text("Samengevoegd. Alles staat nu in dit gesprek.")).to_be_visible()
    await expect(page.get_by_role("log")).to_contain_text("met een andere telefoon")
    await photograph(page, "merged")
    assert await violations(page) == []
    await visitor.says("en nog iets")
    await expect(page.get_by_role("log")).to_contain_text("en nog iets")
    await page.get_by_role("link", name="Bekijk").click()
    await page.get_by_role("button", name="Maak ongedaan").click()
    await expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    await page.goto(f"/inbox/{visitor.conversation_id}")
    await expect(page.get_by_role("log")).to_contain_text("met een andere telefoon")
    assert await audited(parts, "person.merged") == 2


async def test_who_is_blocked_rings_no_bell_but_a_crisis_does(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await client.says("menu")
    page = await sign_in(open_page, parts, f"/inbox/{client.conversation_id}")
    await page.get_by_text("Blokkeren").first.click()
    await page.get_by_label("Waarom? Alleen collega's zien dit.").fill("Stuurt <script>alert(1)</script> heel veel")
    await page.get_by_role("button", name="Blokkeren").click()
    await expect(page.get_by_text("Dit gesprek is geblokkeerd.")).to_be_visible()
    await photograph(page, "blocked")
    assert await violations(page) == []
    await client.says("mens spreken")
    assert "112" in await client.hears("Er leest nu niemand mee")
    await expect(page.locator(f"#row-{client.conversation_id}")).to_contain_text("Geblokkeerd")
    async with parts.database.begin() as session:
        talk = await session.get_one(conversations.Conversation, client.conversation_id)
        assert talk.waiting_since is None
    await client.says("Ik wil dood")
    await client.hears("113")
    await expect(page.locator(f"#row-{client.conversation_id}").get_by_text("Crisis")).to_be_visible()
    await page.get_by_role("button", name="Opheffen").click()
    await expect(page.get_by_text("De blokkade is voorbij.")).to_be_visible()
