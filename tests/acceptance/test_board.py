"""The bed board as the night shift uses it, on two devices at once."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, Route, expect
from sqlmodel import select

from actions import clock
from bot.web.parts import Parts
from storage import availability, closures, facilities, holds
from storage.beds import BedNight
from storage.facilities import Facility
from storage.rooms import Bed
from tests.browser import OpenPage, log_in, violations


async def sign_in(open_page: OpenPage, parts: Parts, username: str = "nachtdienst", *, phone: bool = False) -> Page:
    """The board, in a browser in which this colleague is signed in."""
    page = await open_page("/login?next=/beds", phone=phone)
    await log_in(page, parts.demo_logins, username)
    return page


def bed(page: Page, number: int) -> Locator:
    """A bed of the night shelter, which stands first."""
    return page.locator(".shelter").first.locator(".beds__item").nth(number - 1)


def panel(page: Page) -> Locator:
    """What the bed that was tapped offers."""
    return page.locator("#panel")


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
    await expect(there.locator(".counts").first).to_contain_text("13 vrij voor mannen, van 14")
    await expect(here.locator("#note")).to_contain_text("Bed 3 is ingecheckt.")


@pytest.mark.parametrize("late", ["stream.js", "live.js", "htmx.js", "staff.js", "queue.js"])
async def test_the_board_follows_along_whichever_script_comes_late(
    open_page: OpenPage, parts: Parts, late: str
) -> None:
    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.4)
        await route.continue_()

    page = await open_page("/login?next=/beds")
    await page.add_init_script("window.setInterval = () => 0")  # what the slow poll would find anyway proves nothing
    await page.route(re.compile(f"/{late}$"), slowly)
    async with page.expect_response(re.compile(r"/live\?topics=")):
        await log_in(page, parts.demo_logins, "nachtdienst")
    here = await sign_in(open_page, parts)
    await bed(here, 3).get_by_role("button").click()
    await expect(bed(page, 3)).to_contain_text("Bezet")


async def test_night_staff_see_beds_and_no_conversations(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await expect(page.locator(".staff-nav")).not_to_contain_text("Berichten")
    answer = await page.goto("/inbox")
    assert answer is not None
    assert answer.status == 403
    await expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is niet voor jou")


async def test_a_contactperson_looks_and_does_not_touch(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts, "contactpersoon")
    await expect(page.get_by_text("Je kunt meekijken, niet wijzigen.")).to_be_visible()
    await expect(page.locator("#board").get_by_role("button")).to_have_count(0)


async def test_two_quick_taps_both_count(open_page: OpenPage, parts: Parts) -> None:
    await hold(parts)
    page = await sign_in(open_page, parts)

    async def slowly(route: Route) -> None:
        await asyncio.sleep(0.5)
        await route.continue_()

    await page.route(re.compile("/beds/check-in"), slowly)
    await bed(page, 1).get_by_role("button").click()
    await bed(page, 15).get_by_role("link").click()
    await expect(panel(page)).to_contain_text("Vrijgeven")
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await expect(panel(page)).to_contain_text("Vrijgeven")


async def test_a_double_tap_changes_nothing_twice(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await bed(page, 4).get_by_role("button").dblclick()
    await expect(bed(page, 4)).to_contain_text("Bezet")
    await expect(page.locator("#queue")).to_be_empty()
    assert [s.ended_at for s in await stays(parts)] == [None]


async def test_two_colleagues_on_one_bed_make_one_stay(open_page: OpenPage, parts: Parts) -> None:
    page, late = await sign_in(open_page, parts), await sign_in(open_page, parts)
    await late.route(re.compile(r"/live\?topics="), lambda route: route.abort())
    await late.reload()  # this tablet has not heard yet
    await bed(page, 1).get_by_role("button").click()
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await bed(late, 1).get_by_role("button").click()
    await expect(late.locator("#queue")).to_contain_text("Bed 1, Nachtopvang: dit kon niet meer.")
    await expect(bed(late, 1)).to_contain_text("Bezet")
    await late.get_by_role("button", name="Gezien").click()
    await expect(late.locator("#queue")).to_be_empty()
    assert len(await stays(parts)) == 1


async def test_it_works_without_a_script(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.route(re.compile(r"\.js$"), lambda route: route.abort())
    await page.reload()
    await bed(page, 2).get_by_role("button").click()
    await expect(bed(page, 2)).to_contain_text("Bezet")
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 2)).to_contain_text("Vrij")
    await bed(page, 2).get_by_role("button").click()
    await bed(page, 2).get_by_role("link").click()
    await panel(page).get_by_label("Wie slaapt hier?").fill("Jo")
    await panel(page).get_by_role("button", name="man", exact=True).click()
    await expect(bed(page, 2)).to_contain_text("Jo")
    await bed(page, 2).get_by_role("link").click()
    await panel(page).get_by_role("button", name="Uitchecken").click()
    await expect(bed(page, 2)).to_contain_text("Vrij")


async def test_saying_the_count_is_right_makes_it_fresh(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.locator(".shelter").first.get_by_role("button", name="Telling klopt").click()
    await expect(page.locator("#note")).to_contain_text("De telling is weer vers.")
    async with parts.database.begin() as session:
        rows = await availability.availability(session, night=clock.night_of(parts.now()), now=parts.now())
    assert rows[0].counted_at == parts.now()


async def test_the_search_box_finds_groups_and_shelters(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await page.keyboard.press("/")
    await page.keyboard.type("jong")
    await expect(page.locator(".shelter__name")).to_have_text(["Jongerenopvang"])
    await page.get_by_label("Zoek opvang of groep").fill("nacht vrouw")
    await expect(page.locator(".beds__item")).to_have_count(5)
    await expect(page.get_by_label("Zoek opvang of groep")).to_be_focused()
    await page.reload()
    await expect(page.locator(".beds__item")).to_have_count(5)


async def test_cold_weather_and_a_closed_shelter_are_told(open_page: OpenPage, parts: Parts) -> None:
    night = clock.night_of(parts.now())
    async with parts.database.begin() as session:
        rooms_ = await facilities.by_key(session, "gezinskamer")
        assert rooms_ is not None
        session.add(closures.Closure(facility_id=rooms_.id, first_night=night, reason="Verbouwing"))
        session.add(closures.ColdSpell(first_night=night, last_night=night + timedelta(days=3)))
    page = await sign_in(open_page, parts)
    await expect(page.locator(".banner--cold")).to_contain_text("tot en met zondag 29 november")
    await expect(page.locator(".banner--closed")).to_contain_text("Gezinskamers is vannacht gesloten. Verbouwing")


async def test_of_many_shelters_the_first_stand_on_the_board_and_all_are_found(
    open_page: OpenPage, parts: Parts
) -> None:
    async with parts.database.begin() as session:
        more = [
            Facility(key=f"huis-{n}", name=f"Huis {n:03}", kind="nachtopvang", municipality="Almelo", position=9)
            for n in range(500)
        ]
        session.add_all(more)
        await session.flush()
        session.add_all(Bed(facility_id=f.id, label="1", target_group="man") for f in more)
    page = await sign_in(open_page, parts)
    await expect(page.locator(".shelter")).to_have_count(20)
    await expect(page.locator(".board__some")).to_contain_text("Je ziet 20 van 505 plekken.")
    await page.get_by_label("Zoek opvang of groep").fill("huis 487")
    await expect(page.locator(".shelter__name")).to_have_text(["Huis 487"])


async def test_the_page_is_light(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    sizes = await page.evaluate("""() => ["navigation", "resource"].flatMap((t) => performance.getEntriesByType(t))
        .filter((r) => !r.name.endsWith("/events")).reduce((sum, r) => sum + r.encodedBodySize, 0)""")
    assert 0 < sizes < 150_000


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("dark", [False, True])
async def test_everybody_can_use_it(open_page: OpenPage, parts: Parts, phone: bool, dark: bool) -> None:
    await hold(parts)
    page = await open_page("/login?next=/beds", phone=phone, dark=dark)
    await log_in(page, parts.demo_logins, "nachtdienst")
    await bed(page, 1).get_by_role("button").click()
    await expect(page.locator("#note")).to_contain_text("Ongedaan maken")
    await bed(page, 15).get_by_role("link").click()
    await expect(panel(page)).to_contain_text("Vrijgeven")
    assert await violations(page) == []
    await bed(page, 1).get_by_role("link").click()
    await expect(panel(page)).to_contain_text("Uitchecken")
    assert await violations(page) == []
    small = await page.evaluate("""() => [...document.querySelectorAll("main a, main button, main summary, main input")]
        .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 48).map((e) => e.outerHTML.slice(0, 80))""")
    assert [each for each in small if "hidden" not in each] == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
