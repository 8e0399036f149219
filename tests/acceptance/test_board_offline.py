"""The board while the connection is away: taps wait on the device, are sent in order, and nothing happens twice."""

from __future__ import annotations

import re

from playwright.async_api import Page, Route, expect

from bot.web.parts import Parts
from storage import staff
from tests.acceptance.test_board import bed, hold, panel, sign_in, stays
from tests.browser import OpenPage, log_in

WAITS = "wacht op verbinding"


async def away(page: Page) -> None:
    """The server has stopped: the network is there and nobody answers."""
    await page.route(re.compile("/beds"), lambda route: route.abort("connectionrefused"))


async def test_taps_wait_are_told_and_arrive_in_order(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    await page.context.set_offline(True)
    for number in (2, 1, 3):
        await bed(page, number).get_by_role("button").click()
        await expect(bed(page, number)).to_contain_text(WAITS)
    await expect(page.locator("#queue")).to_contain_text(
        "3 wijzigingen wachten – worden verstuurd zodra er verbinding is"
    )
    sent.clear()
    await page.context.set_offline(False)
    for number in (1, 2, 3):
        await expect(bed(page, number)).to_contain_text("Bezet")
        await expect(bed(page, number)).not_to_contain_text(WAITS)
    await expect(page.locator("#queue")).to_be_empty()
    order = [match[1] for words in sent if (match := re.search(r"bed=(\d+)", words))]
    assert list(dict.fromkeys(order)) == ["2", "1", "3"]
    assert len(await stays(parts)) == 3


async def test_what_waits_survives_a_reload(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.route(re.compile("/beds/check-in"), lambda route: route.fulfill(status=503))
    await bed(page, 4).get_by_role("button").click()
    await expect(bed(page, 4)).to_contain_text(WAITS)
    await page.reload()
    await expect(bed(page, 4)).to_contain_text(WAITS)
    await page.unroute(re.compile("/beds/check-in"))
    await expect(bed(page, 4)).to_contain_text("Bezet")
    assert len(await stays(parts)) == 1


async def test_an_answer_that_got_lost_makes_no_second_change(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    keys: list[str] = []

    async def lose_the_first_answer(route: Route) -> None:
        keys.append(re.findall(r"key=([\w-]+)", route.request.post_data or "")[0])
        await route.fetch()
        if len(keys) == 1:
            await route.abort("connectionreset")
        else:
            await route.continue_()

    await page.route(re.compile("/beds/check-in"), lose_the_first_answer)
    await bed(page, 4).get_by_role("button").click()
    await expect(page.locator("#note")).to_contain_text("Bed 4 is ingecheckt.")
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(await stays(parts)) == 1


async def test_a_bed_that_somebody_else_took_meanwhile_is_told(open_page: OpenPage, parts: Parts) -> None:
    page, there = await sign_in(open_page, parts), await sign_in(open_page, parts)
    await page.context.set_offline(True)
    await bed(page, 1).get_by_role("button").click()
    await bed(page, 2).get_by_role("button").click()
    await bed(there, 1).get_by_role("button").click()
    await expect(bed(there, 1)).to_contain_text("Bezet")
    await page.context.set_offline(False)
    await expect(page.locator("#queue")).to_contain_text("Bed 1, Nachtopvang: dit kon niet meer.")
    await expect(bed(page, 2)).to_contain_text("Bezet")
    assert len(await stays(parts)) == 2


async def test_a_held_bed_opens_without_a_server(open_page: OpenPage, parts: Parts) -> None:
    await hold(parts)
    page = await sign_in(open_page, parts)
    await away(page)
    await bed(page, 15).get_by_role("link").click()
    await panel(page).get_by_role("button", name="Is er: inchecken").click()
    await expect(bed(page, 15)).to_contain_text(WAITS)
    await page.unroute(re.compile("/beds"))
    await expect(bed(page, 15)).to_contain_text("Bezet")


async def test_who_is_logged_out_keeps_what_waits(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.route(re.compile(r"/live\?topics="), lambda route: route.abort())  # or it would be at the login already
    await page.reload()
    token = next(c for c in await page.context.cookies() if c["name"] == "stapje_session")["value"]
    async with parts.database.begin() as session:
        await staff.close_web_session(session, token, parts.now())
    await bed(page, 3).get_by_role("button").click()
    await expect(page.locator("#queue")).to_contain_text("Log in, dan worden ze verstuurd.")
    await page.locator("#queue").get_by_role("link", name="Inloggen").click()
    await log_in(page, parts.demo_logins, "coordinator")
    await page.goto("/beds")
    await expect(page.locator("#queue")).to_contain_text("wijzigingen van een collega: 1")
    assert await stays(parts) == []
    await page.get_by_role("button", name="Uitloggen").click()
    await page.goto("/login?next=/beds")
    await log_in(page, parts.demo_logins, "nachtdienst")
    await expect(bed(page, 3)).to_contain_text("Bezet")
    assert len(await stays(parts)) == 1
