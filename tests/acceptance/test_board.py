"""The bed board as the night shift uses it, on two devices at once."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Locator, Page, Route, expect
from sqlmodel import select

from actions import clock
from bot.web.parts import Parts
from storage import availability, holds, rooms
from storage.beds import BedNight
from tests.browser import OpenPage, log_in, violations


async def sign_in(open_page: OpenPage, parts: Parts, username: str = "nachtdienst", *, phone: bool = False) -> Page:
    """The board, in a browser in which this colleague is signed in."""
    page = await open_page("/login?next=/beds", phone=phone)
    await log_in(page, parts.demo_logins, username)
    return page


def bed(page: Page, number: int) -> Locator:
    """A bed of the night shelter, which stands first."""
    return page.locator(".shelter").first.locator(".beds__item").nth(number - 1)


async def stays(parts: Parts) -> list[BedNight]:
    """All places of this night."""
    async with parts.database.begin() as session:
        return list((await session.exec(select(BedNight))).all())


async def hold(parts: Parts) -> None:
    """Keep the first free bed for a woman in the night shelter: number 15."""
    now = parts.now()
    async with parts.database.begin() as session:
        await holds.hold(session, night=clock.night_of(now), group="vrouw", facilities=("nachtopvang",), now=now)


async def test_one_tap_checks_in_and_the_other_device_sees_it(open_page: OpenPage, parts: Parts) -> None:
    here, there = await sign_in(open_page, parts, phone=True), await sign_in(open_page, parts)
    await expect(bed(there, 3)).to_contain_text("Vrij")
    await bed(here, 3).get_by_role("button").click()
    await expect(bed(here, 3)).to_contain_text("Bezet")
    await expect(bed(there, 3)).to_contain_text("Bezet")  # live, without a reload
    await expect(there.locator(".counts").first).to_contain_text("13 van 14 vrij · mannen")
    await expect(here.get_by_role("status")).to_contain_text("Bed 3 is ingecheckt.")


@pytest.mark.parametrize("late", ["stream.js", "live.js", "htmx.js", "staff.js"])
async def test_the_board_follows_along_whichever_script_comes_late(
    open_page: OpenPage, parts: Parts, late: str
) -> None:
    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.4)
        await route.continue_()

    page = await open_page("/login?next=/beds")
    await page.add_init_script("window.setInterval = () => 0")  # what the slow poll would find anyway proves nothing
    await page.route(re.compile(f"/{late}$"), slowly)
    async with page.expect_response(re.compile("/beds/events")):
        await log_in(page, parts.demo_logins, "nachtdienst")
    here = await sign_in(open_page, parts)
    await bed(here, 3).get_by_role("button").click()
    await expect(bed(page, 3)).to_contain_text("Bezet")


async def test_checking_out_takes_a_second_tap(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await bed(page, 1).get_by_role("button").click()
    await bed(page, 1).get_by_role("link").click()
    await expect(bed(page, 1).get_by_role("button", name="Uitchecken?")).to_be_focused()
    await bed(page, 1).get_by_role("link", name="Terug").click()
    await expect(bed(page, 1)).not_to_contain_text("Uitchecken?")
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await bed(page, 1).get_by_role("link").click()
    await bed(page, 1).get_by_role("button", name="Uitchecken?").click()
    await expect(bed(page, 1)).to_contain_text("Vrij")
    assert [s.end_reason for s in await stays(parts)] == ["left"]


async def test_the_question_stays_when_a_colleague_changes_something(open_page: OpenPage, parts: Parts) -> None:
    here, there = await sign_in(open_page, parts), await sign_in(open_page, parts)
    await bed(here, 1).get_by_role("button").click()
    await bed(here, 1).get_by_role("link").click()
    await expect(bed(here, 1)).to_contain_text("Uitchecken?")
    await bed(there, 2).get_by_role("button").click()
    await expect(bed(here, 2)).to_contain_text("Bezet")
    await expect(bed(here, 1)).to_contain_text("Uitchecken?")


async def test_two_quick_taps_both_count(open_page: OpenPage, parts: Parts) -> None:
    await hold(parts)
    page = await sign_in(open_page, parts)

    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.5)
        await route.continue_()

    await page.route(re.compile("/beds/check-in"), slowly)
    await bed(page, 1).get_by_role("button").click()
    await bed(page, 15).get_by_role("link").click()
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await expect(bed(page, 15)).to_contain_text("Laat vrij")


@pytest.mark.parametrize(("choice", "state"), [("Is er: inchecken", "Bezet"), ("Laat vrij", "Vrij")])
async def test_a_held_bed_is_taken_or_let_go(open_page: OpenPage, parts: Parts, choice: str, state: str) -> None:
    await hold(parts)
    page = await sign_in(open_page, parts)
    await expect(bed(page, 15)).to_contain_text("tot 11:30")
    await bed(page, 15).get_by_role("link").click()
    await bed(page, 15).get_by_role("button", name=choice).click()
    await expect(bed(page, 15)).to_contain_text(state)
    assert len(await stays(parts)) == 1


async def test_two_colleagues_on_one_bed_make_one_stay(open_page: OpenPage, parts: Parts) -> None:
    page, late = await sign_in(open_page, parts), await sign_in(open_page, parts)
    await late.route(re.compile("/beds/events"), lambda route: route.abort())
    await late.reload()  # this tablet has not heard yet
    await bed(page, 1).get_by_role("button").click()
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await bed(late, 1).get_by_role("button").click()
    await expect(late.get_by_role("status")).to_contain_text("Dit bed was net al veranderd.")
    await expect(bed(late, 1)).to_contain_text("Bezet")
    assert len(await stays(parts)) == 1


async def test_it_works_without_a_script(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.route(re.compile(r"\.js$"), lambda route: route.abort())
    await page.reload()
    await bed(page, 2).get_by_role("button").click()
    await expect(bed(page, 2)).to_contain_text("Bezet")
    await bed(page, 2).get_by_role("link").click()
    await bed(page, 2).get_by_role("button", name="Uitchecken?").click()
    await expect(bed(page, 2)).to_contain_text("Vrij")


async def test_saying_the_count_is_right_makes_it_fresh(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    shelter = page.locator(".shelter").first
    await shelter.get_by_role("button", name="Telling klopt").click()
    await expect(page.get_by_role("status")).to_contain_text("De telling is weer vers.")
    async with parts.database.begin() as session:
        rows = await availability.availability(session, night=clock.night_of(parts.now()), now=parts.now())
    assert rows[0].counted_at == parts.now()


async def test_a_bed_out_of_order_cannot_be_tapped(open_page: OpenPage, parts: Parts) -> None:
    async with parts.database.begin() as session:
        broken = await rooms.find_beds(session, facility="nachtopvang", labels=["5"])
        await rooms.put_out_of_order(session, broken, reason="Lekkage", now=parts.now())
    page = await sign_in(open_page, parts)
    await expect(bed(page, 5)).to_contain_text("Buiten gebruik")
    await expect(bed(page, 5)).to_contain_text("Lekkage")
    await expect(bed(page, 5).get_by_role("button")).to_have_count(0)


async def test_night_staff_see_beds_and_no_conversations(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await expect(page.get_by_role("navigation")).not_to_contain_text("Berichten")
    answer = await page.goto("/inbox")
    assert answer is not None
    assert answer.status == 403
    await expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is niet voor jou")


async def test_a_contactperson_looks_and_does_not_touch(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "contactpersoon")
    await expect(page.get_by_text("Je kunt meekijken, niet wijzigen.")).to_be_visible()
    await expect(page.locator("#board").get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
async def test_everybody_can_use_it(open_page: OpenPage, parts: Parts, phone: bool, dark: bool) -> None:
    await hold(parts)
    page = await open_page("/login?next=/beds", phone=phone, dark=dark)
    await log_in(page, parts.demo_logins, "nachtdienst")
    await bed(page, 1).get_by_role("button").click()
    await bed(page, 15).get_by_role("link").click()
    await expect(bed(page, 15)).to_contain_text("Laat vrij")
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
