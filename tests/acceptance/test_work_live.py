"""The day, the team and the dashboard follow along, and nothing moves under who works in them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect
from sqlmodel import select

from bot import bell as bells
from bot import demo_life
from bot.web.parts import Parts
from storage import waits
from storage.audit import AuditEntry
from storage.conversations import Conversation
from storage.people import Person
from tests.acceptance.inbox_day import busy_morning
from tests.acceptance.inbox_people import Client, audited
from tests.browser import OpenPage, log_in
from tests.conftest import Clock

pytest_plugins = ("tests.acceptance.fixtures_inbox",)
NO_POLL = "window.setInterval = () => 0"
"""For a page that has only its stream: what the slow poll would find anyway proves nothing."""


COUNTS = """addEventListener("htmx:after:swap", () =>
    (document.documentElement.dataset.shown = Number(document.documentElement.dataset.shown ?? 0) + 1))"""
"""For a page that says how often it was shown anew."""


async def follow(open_page: OpenPage, parts: Parts, path: str, username: str = "contactpersoon") -> Page:
    """A signed-in colleague's page that never polls and has caught up, so that what comes now was told."""
    page = await open_page(f"/login?next={path}")
    await page.add_init_script(NO_POLL)
    await page.add_init_script(COUNTS)
    await log_in(page, parts.demo_logins, username)
    await shown_anew(page, parts, 1)
    return page


async def shown_anew(page: Page, parts: Parts, times: int) -> None:
    """Something rings, and the page does not wait as long as it would."""
    await page.locator("[data-calm]").evaluate("part => (part.dataset.calm = '0')")
    parts.bell.ring(bells.INBOX)
    await expect(page.locator("html")).to_have_attribute("data-shown", re.compile(f"[{times}-9]"))


async def top(locator: Locator) -> float:
    """How far from the top of the window it is, in pixels."""
    box = await locator.bounding_box()
    assert box is not None
    return box["y"]


async def many_wait(parts: Parts, number: int) -> None:
    """More clients of the same contactperson who wait for a human, the first the longest."""
    async with parts.database.begin() as session:
        one = (await session.exec(select(Person).order_by(Person.display_name))).first()
        assert one is not None
        for each in range(number):
            extra = Person(
                display_name=f"Iemand {each:02}", team_id=one.team_id, contact_person_id=one.contact_person_id
            )
            session.add(extra)
            await session.flush()
            at = parts.now() - timedelta(hours=1, minutes=number - each)
            session.add(Conversation(person_id=extra.id, team_id=one.team_id, waiting_since=at, last_message_at=at))


async def test_the_day_tells_a_crisis_and_nothing_moves_under_the_hand(
    open_page: OpenPage, parts: Parts, client: Client
) -> None:
    await many_wait(parts, 12)
    page = await follow(open_page, parts, "/inbox/today")
    line = page.locator(".line", has_text="Iemand 07")
    await line.get_by_role("button", name="Morgen").click()
    await expect(line).to_have_count(1)
    page = await follow(open_page, parts, "/inbox/today")
    aside = page.locator("#aside")
    await aside.locator("summary").click()
    await expect(aside).to_contain_text("Iemand 07")
    button = page.locator(".line", has_text="Iemand 05").get_by_role("button").first
    await button.focus()
    await page.evaluate("document.activeElement.mine = 'yes'")
    before = await top(button)
    await client.says("Ik wil dood")
    await expect(page.locator("#part-crisis")).to_be_attached()
    assert abs(await top(button) - before) <= 1
    assert await page.evaluate("document.activeElement.mine") == "yes", "the same button, still in hand"
    await expect(aside).to_have_attribute("open", "")


async def test_a_finger_on_the_screen_is_waited_for(open_page: OpenPage, parts: Parts, client: Client) -> None:
    page = await follow(open_page, parts, "/inbox/today")
    await page.get_by_role("heading", level=1).hover()
    await page.mouse.down()
    async with page.expect_response(lambda answer: answer.url.endswith("/inbox/today")):
        await client.says("Ik wil dood")
    await client.hears("113")
    await expect(page.locator("#part-crisis")).to_have_count(0)
    await page.mouse.up()
    await expect(page.locator("#part-crisis")).to_be_visible()


async def test_the_keyboard_goes_on_with_the_line_after_the_one_that_went(open_page: OpenPage, parts: Parts) -> None:
    await many_wait(parts, 3)
    page = await follow(open_page, parts, "/inbox/today")
    await page.locator(".line", has_text="Iemand 01").get_by_role("link").focus()
    async with parts.database.begin() as session:
        query = select(Conversation).join(Person).where(Person.display_name == "Iemand 01")
        await waits.end(session, (await session.exec(query)).one(), parts.now())
    parts.bell.ring(bells.INBOX)
    await expect(page.locator(".line", has_text="Iemand 01")).to_have_count(0)
    assert "Iemand 02" in await page.evaluate("document.activeElement.innerText")


async def test_the_team_follows_along_and_is_one_look_in_the_trail(open_page: OpenPage, parts: Parts) -> None:
    await busy_morning(parts)
    page = await follow(open_page, parts, "/team", "coordinator")
    row = page.get_by_role("row", name="Contactpersoon Voorbeeld").first
    link = row.get_by_role("link")
    await link.focus()
    await expect(row.locator("[data-label='Wachten']").first).to_contain_text("1")
    await many_wait(parts, 4)
    parts.bell.ring(bells.INBOX)
    await expect(row).to_contain_text("5")
    await expect(link).to_be_focused()
    assert await audited(parts, "team.seen") == 1


@pytest.fixture
async def lives(parts: Parts) -> Parts:
    """The example data as `stapje run` has it."""
    async with parts.database.begin() as session:
        await demo_life.seed(session, parts.now())
    return parts


async def test_the_dashboard_follows_along_and_leaves_what_is_chosen_and_unfolded(
    open_page: OpenPage, lives: Parts, tell_time: Clock
) -> None:
    page = await follow(open_page, lives, "/dashboard", "coordinator")
    unfolded = page.locator("#found details:not([open])").first
    name = await unfolded.get_attribute("id")
    await unfolded.locator("summary").click()
    await page.get_by_label("Periode").select_option("quarter")
    await shown_anew(page, lives, 2)
    await expect(page.locator(f"#{name}")).to_have_attribute("open", "")
    await expect(page.get_by_label("Periode")).to_have_value("quarter")
    assert await audited(lives, "dashboard.seen") == 1
    tell_time.pass_by(timedelta(minutes=31))
    await shown_anew(page, lives, 3)
    async with lives.database.begin() as session:
        seen = (await session.exec(select(AuditEntry).where(AuditEntry.action == "dashboard.seen"))).all()
    assert len(seen) == 2 and seen[0].details == seen[1].details


async def test_a_period_that_is_over_does_not_follow(open_page: OpenPage, parts: Parts) -> None:
    page = await open_page("/login?next=/dashboard?span=month%26day=2026-09-01")
    await log_in(page, parts.demo_logins, "coordinator")
    await expect(page.locator("#found")).to_be_visible()
    assert await page.locator("#live").get_attribute("data-figures") is None
    assert await page.locator("[data-calm]").count() == 0
