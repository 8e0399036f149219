"""What one bed on the board offers, and taking each of it back."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from playwright.async_api import Page, expect
from sqlmodel import col, select

from actions import clock
from bot.web.parts import Parts
from storage import guests, holds
from storage.audit import AuditEntry
from storage.beds import BedNight, Sleeper
from storage.guests import Guest
from storage.rooms import Outage
from tests.acceptance.test_board import bed, hold, panel, sign_in, stays
from tests.browser import OpenPage
from tests.conftest import Clock


async def taken(open_page: OpenPage, parts: Parts, number: int = 1) -> Page:
    """The board with somebody in a bed."""
    page = await sign_in(open_page, parts)
    await bed(page, number).get_by_role("button").click()
    await expect(bed(page, number)).to_contain_text("Bezet")
    return page


async def known_guest(parts: Parts, name: str = "Karel van Zand") -> Guest:
    """Somebody who slept here before."""
    async with parts.database.begin() as session:
        return await guests.add(session, name, "man")


@pytest.mark.parametrize(("choice", "reason"), [("Uitchecken", "left"), ("Was een vergissing", "mistake")])
async def test_somebody_leaves_and_is_back(open_page: OpenPage, parts: Parts, choice: str, reason: str) -> None:
    page = await taken(open_page, parts)
    await bed(page, 1).get_by_role("link").click()
    await expect(panel(page)).to_be_focused()
    await panel(page).get_by_role("button", name=choice).click()
    await expect(bed(page, 1)).to_contain_text("Vrij")
    assert [s.end_reason for s in await stays(parts)] == [reason]
    await page.reload()  # what can be taken back is not lost
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 1)).to_contain_text("Bezet")
    assert [s.end_reason for s in await stays(parts)] == [None]


async def test_a_check_in_is_taken_back_for_a_minute(open_page: OpenPage, parts: Parts, tell_time: Clock) -> None:
    page = await taken(open_page, parts)
    tell_time.pass_by(timedelta(seconds=61))
    await page.reload()
    await expect(page.locator("#note")).to_be_empty()
    await bed(page, 2).get_by_role("button").click()
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(page.locator("#note")).to_contain_text("Ongedaan gemaakt: bed 2.")
    await expect(bed(page, 2)).to_contain_text("Vrij")
    assert sorted(s.end_reason or "" for s in await stays(parts)) == ["", "mistake"]


async def test_a_guest_is_found_by_a_few_letters_and_named(open_page: OpenPage, parts: Parts) -> None:
    guest = await known_guest(parts)
    page = await taken(open_page, parts)
    await bed(page, 1).get_by_role("link").click()
    await panel(page).get_by_label("Wie slaapt hier?").press_sequentially("karel")
    await panel(page).get_by_role("button", name="Karel van Zand").click()
    await expect(bed(page, 1)).to_contain_text("Karel van Zand")
    assert [s.guest_id for s in await stays(parts)] == [guest.id]
    async with parts.database.begin() as session:
        query = select(AuditEntry).where(AuditEntry.action == "guest.searched")
        looks = (await session.exec(query)).all()
    assert looks
    assert [str(guest.id)] in [look.details["guests"] for look in looks]
    assert "karel" not in str([look.details for look in looks])
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 1)).not_to_contain_text("Karel")


async def test_a_new_guest_is_written_down_and_forgotten_again(open_page: OpenPage, parts: Parts) -> None:
    page = await taken(open_page, parts)
    await bed(page, 1).get_by_role("link").click()
    await panel(page).get_by_label("Wie slaapt hier?").fill("Nieuwe Naam")
    await panel(page).get_by_role("button", name="vrouw", exact=True).click()
    await expect(bed(page, 1)).to_contain_text("Nieuwe Naam")
    async with parts.database.begin() as session:
        assert [(g.name, g.head) for g in (await session.exec(select(Guest))).all()] == [("Nieuwe Naam", "vrouw")]
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 1)).not_to_contain_text("Nieuwe Naam")
    async with parts.database.begin() as session:
        assert (await session.exec(select(Guest))).all() == []


async def test_a_half_typed_name_stays_when_a_colleague_changes_something(open_page: OpenPage, parts: Parts) -> None:
    here, there = await taken(open_page, parts), await sign_in(open_page, parts)
    await bed(here, 1).get_by_role("link").click()
    field = panel(here).get_by_label("Wie slaapt hier?")
    await field.press_sequentially("Half ge")
    await bed(there, 2).get_by_role("button").click()
    await expect(bed(here, 2)).to_contain_text("Bezet")
    await expect(field).to_be_focused()
    await here.keyboard.type("typt")
    await expect(field).to_have_value("Half getypt")


async def test_somebody_moves_to_another_bed_and_back(open_page: OpenPage, parts: Parts) -> None:
    page = await taken(open_page, parts)
    await bed(page, 1).get_by_role("link").click()
    await panel(page).get_by_role("link", name="Ander bed").click()
    await panel(page).get_by_role("button", name="Bed 6", exact=True).first.click()
    await expect(bed(page, 6)).to_contain_text("Bezet")
    await expect(bed(page, 1)).to_contain_text("Vrij")
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 1)).to_contain_text("Bezet")
    await expect(bed(page, 6)).to_contain_text("Vrij")


async def test_a_bed_is_put_out_of_order_and_in_order_again(open_page: OpenPage, parts: Parts) -> None:
    page = await sign_in(open_page, parts)
    await bed(page, 5).get_by_role("link", name="Bed 5: meer").click()
    await panel(page).get_by_text("Buiten gebruik zetten").click()
    await panel(page).get_by_role("button", name="Lekkage").click()
    await expect(bed(page, 5)).to_contain_text("Lekkage")
    await expect(bed(page, 5).get_by_role("button")).to_have_count(0)
    await bed(page, 5).get_by_role("link").click()
    await panel(page).get_by_role("button", name="Weer in orde").click()
    await expect(bed(page, 5)).to_contain_text("Vrij")
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 5)).to_contain_text("Lekkage")
    async with parts.database.begin() as session:
        rows = (await session.exec(select(Outage).order_by(col(Outage.created_at)))).all()
    assert [row.reason for row in rows] == ["Lekkage", "Lekkage"]


@pytest.mark.parametrize(
    ("choice", "state"),
    [("Is er: inchecken", "Bezet"), ("Vrijgeven", "Vrij"), ("Niet gekomen", "Vrij"), ("Langer", "tot 12:30")],
)
async def test_a_held_bed_offers_four_things_and_each_is_taken_back(
    open_page: OpenPage, parts: Parts, tell_time: Clock, choice: str, state: str
) -> None:
    await hold(parts)
    tell_time.pass_by(timedelta(hours=1))
    page = await sign_in(open_page, parts)
    await expect(bed(page, 15)).to_contain_text("tot 11:30")
    await bed(page, 15).get_by_role("link").click()
    await panel(page).get_by_role("button", name=choice).click()
    await expect(bed(page, 15)).to_contain_text(state)
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(bed(page, 15)).to_contain_text("tot 11:30")
    open_ = [s for s in await stays(parts) if s.ended_at is None]
    assert [(s.held_until, s.extensions) for s in open_] == [(parts.now() + timedelta(minutes=30), 0)]


async def test_a_held_bed_says_who_comes_and_when(open_page: OpenPage, parts: Parts) -> None:
    now = parts.now()
    whose = Sleeper(guest_name="Sjors", expected_at=now + timedelta(minutes=40))
    async with parts.database.begin() as session:
        await holds.hold(session, night=clock.night_of(now), group="vrouw", now=now, whose=whose)
    page = await sign_in(open_page, parts)
    await bed(page, 15).get_by_role("link").click()
    await expect(panel(page)).to_contain_text("Sjors")
    await expect(panel(page)).to_contain_text("komt rond 10:40")


async def test_a_panel_follows_its_own_bed(open_page: OpenPage, parts: Parts) -> None:
    here, there = await taken(open_page, parts), await sign_in(open_page, parts)
    await bed(here, 1).get_by_role("link").click()
    await expect(panel(here)).to_contain_text("Uitchecken")
    await bed(there, 1).get_by_role("link").click()
    await panel(there).get_by_role("button", name="Uitchecken").click()
    await expect(panel(here)).to_contain_text("Inchecken")


async def test_escape_closes_and_gives_the_focus_back(open_page: OpenPage, parts: Parts) -> None:
    page = await taken(open_page, parts)
    await bed(page, 1).get_by_role("link").focus()
    await page.keyboard.press("Enter")
    await expect(panel(page)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(panel(page)).to_be_hidden()
    await expect(bed(page, 1).get_by_role("link")).to_be_focused()


async def test_the_same_key_changes_a_bed_once(open_page: OpenPage, parts: Parts, server: str) -> None:
    page = await sign_in(open_page, parts)
    cookie = (await page.context.cookies())[0]
    token = await page.locator('meta[name="csrf-token"]').get_attribute("content")
    fields = {
        "facility": "nachtopvang", "group": "man", "bed": "3", "night": clock.night_of(parts.now()).isoformat(),
        "key": "one-tap-sent-twice",
    }  # fmt: skip
    headers = {"X-CSRF-Token": token or "", "Accept": "application/json", "Cookie": f"stapje_session={cookie['value']}"}
    async with httpx.AsyncClient(base_url=server, headers=headers) as web:
        answers = [await web.post("/beds/check-in", data=fields) for _ in range(2)]
        other = await web.post("/beds/check-in", data=fields | {"bed": "4"})
        undone = [await web.post("/beds/undo/one-tap-sent-twice") for _ in range(2)]
    assert [a.status_code for a in (*answers, other, *undone)] == [200, 200, 409, 200, 200]
    assert answers[0].json() == answers[1].json()
    async with parts.database.begin() as session:
        rows = (await session.exec(select(BedNight))).all()
        changes = (await session.exec(select(AuditEntry).where(col(AuditEntry.action).like("bed.%")))).all()
    assert [row.end_reason for row in rows] == ["mistake"]
    assert [change.action for change in changes] == ["bed.in", "bed.undone"]
