"""The pages beside the bed board, as the night shift uses them: who stays, who did not get in, who waits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.async_api import Locator, Page, expect
from sqlmodel import select

from bot.web.parts import Parts
from storage.turn_aways import TurnAway
from storage.waiting import Waiter
from tests.acceptance import night
from tests.acceptance.inbox_people import audited
from tests.browser import OpenPage
from tests.conftest import Clock


def row(page: Page, words: str) -> Locator:
    """A line of a list on the page."""
    return page.locator("main .rows > li").filter(has_text=words)


async def twice(page: Page, button: str) -> None:
    """What a form sends, sent again while the first answer is on its way."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=button)).first
    await form.evaluate("form => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))})")


# ---------------------------------------------------------------- who stays


async def test_guests_of_last_night_stay_with_one_button(open_page: OpenPage, parts: Parts) -> None:
    for name, bed in (("Ali", "1"), ("Bo", "2"), ("Cas", "3")):
        await night.sleeps(parts, name, bed, nights_ago=1)
    await night.sleeps(parts, None, "4", nights_ago=1)
    await night.sleeps(parts, "Cas", "9")  # in already, in another bed
    await night.sleeps(parts, None, "2")  # somebody else has the bed of Bo
    page = await night.sign_in(open_page, parts, "/beds/guests", phone=True)
    await expect(row(page, "Cas")).to_contain_text("Binnen bed 9")
    await expect(row(page, "Bo")).to_contain_text("bezet: krijgt ander bed")
    await expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)  # nobody by accident
    await expect(page.get_by_text("Ook sliep hier 1 gast zonder naam.")).to_be_visible()
    await page.get_by_role("link", name="Alle 2 aanvinken").click()
    await twice(page, "Blijven vannacht")
    await page.get_by_role("button", name="Blijven vannacht").click()
    await expect(page.get_by_role("heading", name="2 gasten blijven")).to_be_visible()
    await expect(page.locator(".result")).to_contain_text("Ali weer bed 1")
    await expect(page.locator(".result")).to_contain_text("Bo bed 3 (bed 2 was niet vrij)")
    await expect(page.get_by_text("Iedereen heeft al een bed.")).to_be_visible()
    assert len(await night.places(parts)) == 4
    assert await audited(parts, "guests.stay") == 1
    assert await audited(parts, "guests.seen") >= 1


async def test_who_gets_no_bed_is_said_by_name(open_page: OpenPage, parts: Parts) -> None:
    await night.sleeps(parts, "Ali", "1", nights_ago=1)
    await night.fill(parts)
    page = await night.sign_in(open_page, parts, "/beds/guests")
    await night.without_scripts(page)
    await page.get_by_label("Ali").check()
    await page.get_by_role("button", name="Blijven vannacht").click()
    await expect(page.locator(".result")).to_contain_text("Voor 1 gast is geen bed vrij")
    await expect(page.locator(".result")).to_contain_text("Ali")
    await page.get_by_role("link", name="Naar de wachtlijst").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Wachtlijst")


async def test_nobody_ticked_is_told_kindly(open_page: OpenPage, parts: Parts) -> None:
    await night.sleeps(parts, "Ali", "1", nights_ago=1)
    page = await night.sign_in(open_page, parts, "/beds/guests")
    await page.get_by_role("button", name="Blijven vannacht").click()
    await expect(page.get_by_role("status")).to_contain_text("Vink eerst aan wie blijft.")
    assert await night.places(parts) == []


async def test_a_page_of_yesterday_checks_nobody_in(open_page: OpenPage, parts: Parts, tell_time: Clock) -> None:
    await night.sleeps(parts, "Ali", "1", nights_ago=1)
    page = await night.sign_in(open_page, parts, "/beds/guests")
    await page.get_by_label("Ali").check()
    tell_time.pass_by(timedelta(hours=11, minutes=50))
    tell_time.pass_by(timedelta(hours=11, minutes=30))  # 09:20: the next night; the session of twelve hours is over
    await page.get_by_role("button", name="Blijven vannacht").click()
    await expect(page).to_have_url(re.compile("/login"))
    assert await night.places(parts) == []


async def test_the_shelter_of_this_door_is_remembered(open_page: OpenPage, parts: Parts) -> None:
    page = await night.sign_in(open_page, parts, "/beds/guests?facility=crisisopvang")
    await page.goto("/beds/turn-aways")
    await expect(page.locator(".where__now")).to_contain_text("Crisisopvang")


# ---------------------------------------------------------------- who did not get in


async def filled_in(page: Page) -> dict[str, str | float | bool]:
    """What the form sends for a man for whom it was full."""
    return {
        "csrf_token": await page.locator('meta[name="csrf-token"]').get_attribute("content") or "",
        "key": "0" * 32, "night": "2026-11-26", "facility": "nachtopvang", "group": "man", "reason": "full",
    }  # fmt: skip


async def rows_of(parts: Parts) -> list[TurnAway]:
    async with parts.database.begin() as session:
        return list((await session.exec(select(TurnAway))).all())


@pytest.mark.parametrize("scripts", [True, False])
async def test_two_taps_write_down_who_did_not_get_in(open_page: OpenPage, parts: Parts, scripts: bool) -> None:
    page = await night.sign_in(open_page, parts, "/beds/turn-aways", phone=True)
    if not scripts:
        await night.without_scripts(page)
    await page.get_by_role("radio", name="Vrouw").check()
    await page.get_by_role("button", name="Vol", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("Genoteerd.")
    await expect(row(page, "1 vrouw, vol")).to_contain_text("Nachtopvang")
    await row(page, "1 vrouw, vol").get_by_role("button", name="Crisisopvang").click()
    await expect(row(page, "1 vrouw, vol")).to_contain_text("naar Crisisopvang")
    [kept] = await rows_of(parts)
    assert (kept.target_group, kept.reason, kept.people, kept.referred_to) == ("vrouw", "full", 1, "crisisopvang")
    await row(page, "1 vrouw, vol").get_by_role("button", name="Toch niet").click()
    await expect(page.get_by_text("Nog niemand.")).to_be_visible()


async def test_a_group_of_people_somewhere_else(open_page: OpenPage, parts: Parts) -> None:
    page = await night.sign_in(open_page, parts, "/beds/turn-aways?facility=jongerenopvang")
    await page.get_by_role("radio", name="Weet ik niet").check()
    await page.get_by_label("Hoeveel mensen?").fill("3")
    await twice(page, "Te oud")  # the form without the button that was pressed has no reason: nothing is written down
    await page.get_by_role("button", name="Te oud").click()
    await page.get_by_label("Ergens anders").fill("Enschede,  bij de kerk")
    await page.get_by_role("button", name="Bewaar").click()
    await expect(row(page, "3 personen, te oud")).to_contain_text("naar Enschede, bij de kerk")
    assert [(r.target_group, r.people) for r in await rows_of(parts)] == [(None, 3)]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"group": "eend"}, "Kies voor wie het is."),
        ({"reason": "haast"}, "Kies een reden."),
        ({"people": "²"}, "Vul een aantal in"),
        ({"people": "9999999"}, "Vul een aantal in"),
        ({"facility": "kasteel"}, "Kies een opvang."),
        ({"key": "x"}, "Dit formulier was niet compleet."),
        ({"night": "2026-11-25"}, "van een andere nacht"),
    ],
)
async def test_wrong_input_is_told_and_nothing_is_kept(
    open_page: OpenPage, parts: Parts, wrong: dict[str, str | float | bool], said: str
) -> None:
    page = await night.sign_in(open_page, parts, "/beds/turn-aways")
    sent = await filled_in(page)
    answer = await page.request.post("/beds/turn-aways", form=sent | wrong)
    assert answer.status in (400, 409)
    assert said in await answer.text()
    assert await rows_of(parts) == []


async def test_the_same_form_twice_is_one_turn_away_and_another_with_its_key_none(
    open_page: OpenPage, parts: Parts
) -> None:
    page = await night.sign_in(open_page, parts, "/beds/turn-aways")
    sent = await filled_in(page)
    for _ in range(2):
        assert "Genoteerd." in await (await page.request.post("/beds/turn-aways", form=sent)).text()
    assert (await page.request.post("/beds/turn-aways", form=sent | {"reason": "pet"})).status == 409
    assert [r.reason for r in await rows_of(parts)] == ["full"]


# ---------------------------------------------------------------- who waits


async def test_somebody_at_the_door_is_put_on_the_list_and_gets_a_place(open_page: OpenPage, parts: Parts) -> None:
    await night.fill(parts, keep=2)
    await night.waits(parts)
    page = await night.sign_in(open_page, parts, "/beds/waiting", phone=True)
    await page.get_by_label("Naam").fill("Sam")
    await page.get_by_role("radio", name="Man").check()
    await page.get_by_role("button", name="Zet op de lijst").click()
    await expect(page.get_by_role("status")).to_contain_text("Staat op de lijst.")
    await expect(page.locator("#waiting .entry__main strong")).to_have_text(["Voorbeeldcliënt 1", "Sam"])  # in order
    await expect(row(page, "Voorbeeldcliënt 1")).to_contain_text("Chat: krijgt vanzelf bericht")
    await row(page, "Sam").get_by_role("link", name="Krijgt plek").click()
    await row(page, "Sam").get_by_role("button", name="Is er: inchecken Nachtopvang").click()
    await expect(page.get_by_role("status")).to_contain_text("Bed 13 is ingecheckt, Nachtopvang.")
    await expect(row(page, "Sam")).to_have_count(0)
    [given] = [place for place in await night.places(parts) if place.guest_name == "Sam"]
    async with parts.database.begin() as session:
        [sam] = (await session.exec(select(Waiter).where(Waiter.name == "Sam"))).all()
    assert (sam.end_reason, sam.hold_id) == ("placed", given.id)


async def test_a_bed_is_held_for_somebody_on_the_way(open_page: OpenPage, parts: Parts) -> None:
    await night.waits(parts, "Sam")
    page = await night.sign_in(open_page, parts, "/beds/waiting")
    await night.without_scripts(page)
    await row(page, "Sam").get_by_role("link", name="Krijgt plek").click()
    await row(page, "Sam").get_by_role("button", name="Hou bed vast Nachtopvang").click()
    await expect(page.get_by_role("status")).to_contain_text("vastgehouden, Nachtopvang, tot 11:30")
    [held] = await night.places(parts)
    assert held.held_until is not None


async def test_a_running_offer_is_shown_and_taken(open_page: OpenPage, parts: Parts) -> None:
    offered = await night.held(parts)
    await night.waits(parts, offered=offered)
    page = await night.sign_in(open_page, parts, "/beds/waiting")
    await expect(row(page, "Voorbeeldcliënt 1")).to_contain_text("Bed 1 aangeboden, Nachtopvang, tot 11:30")
    await row(page, "Voorbeeldcliënt 1").get_by_role("button", name="Is er: inchecken").click()
    await expect(page.get_by_role("status")).to_contain_text("Bed 1 is ingecheckt")
    [stay] = await night.places(parts)
    assert (stay.id, stay.held_until) == (offered.id, None)


async def test_who_leaves_lets_go_of_the_offer_and_can_be_put_back(open_page: OpenPage, parts: Parts) -> None:
    await night.waits(parts, offered=await night.held(parts))
    await night.waits(parts, "Sam")
    page = await night.sign_in(open_page, parts, "/beds/waiting")
    await row(page, "Voorbeeldcliënt 1").get_by_role("button", name="Weg").click()
    await expect(page.get_by_role("status")).to_contain_text("Van de lijst gehaald.")
    assert await night.places(parts) == []
    await page.get_by_role("button", name="Terug op de lijst").click()
    await expect(page.locator("#waiting .entry__main strong")).to_have_text(["Voorbeeldcliënt 1", "Sam"])


async def test_two_colleagues_give_one_place(open_page: OpenPage, parts: Parts) -> None:
    await night.waits(parts, "Sam")
    page = await night.sign_in(open_page, parts, "/beds/waiting")
    late = await night.sign_in(open_page, parts, "/beds/waiting")
    await night.without_scripts(late)  # this tablet does not hear what the other does
    for one in (page, late):
        await row(one, "Sam").get_by_role("link", name="Krijgt plek").click()
        await row(one, "Sam").get_by_role("button", name="Is er: inchecken Nachtopvang").wait_for()
    await row(page, "Sam").get_by_role("button", name="Is er: inchecken Nachtopvang").click()
    await expect(page.get_by_role("status")).to_contain_text("ingecheckt")
    await row(late, "Sam").get_by_role("button", name="Is er: inchecken Nachtopvang").click()
    await expect(late.get_by_role("status")).to_contain_text("Dit was net al veranderd.")
    assert len(await night.places(parts)) == 1


async def test_the_list_follows_along(open_page: OpenPage, parts: Parts) -> None:
    here = await night.sign_in(open_page, parts, "/beds/waiting")
    there = await night.sign_in(open_page, parts, "/beds/waiting")
    await there.get_by_label("Naam").fill("wordt nog getypt")
    await here.get_by_label("Naam").fill("Sam")
    await here.get_by_role("radio", name="Gezin").check()
    await here.get_by_role("button", name="Zet op de lijst").click()
    await expect(row(there, "Sam")).to_be_visible()
    await expect(there.get_by_label("Naam")).to_have_value("wordt nog getypt")
    before = await audited(parts, "waiting.seen")
    parts.bell.ring("beds")
    await there.wait_for_timeout(1000)
    assert await audited(parts, "waiting.seen") == before, "the same names again are no new event"


async def test_who_may_only_look_sees_no_names(open_page: OpenPage, parts: Parts) -> None:
    await night.waits(parts, "Sam")
    page = await night.sign_in(open_page, parts, "/beds/waiting", "contactpersoon")
    await expect(row(page, "Iemand")).to_be_visible()
    await expect(page.locator("main")).not_to_contain_text("Sam")
    await expect(page.locator("main").get_by_role("button")).to_have_count(0)
    answer = await page.goto("/beds/guests")
    assert answer is not None
    assert answer.status == 403
