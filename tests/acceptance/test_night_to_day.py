"""What goes on from a night: the handover to the day, shelters and cold weather switched, the list for a fire drill."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from sqlmodel import select

from bot.web.parts import Parts
from storage import people
from storage.audit import AuditEntry
from storage.beds import Sleeper
from storage.closures import Closure, ColdSpell
from storage.nudges import Nudge
from storage.people import Person
from tests.acceptance import night
from tests.acceptance.inbox_people import audited
from tests.browser import OpenPage, violations
from tests.conftest import Clock


async def nudges(parts: Parts, kind: str) -> list[Nudge]:
    """What Stapje is going to say of one kind."""
    async with parts.database.begin() as session:
        return list((await session.exec(select(Nudge).where(Nudge.kind == kind))).all())


# ---------------------------------------------------------------- handover


async def test_the_day_team_reads_what_the_night_wrote(open_page: OpenPage, parts: Parts, tell_time: Clock) -> None:
    inbox = await night.sign_in(open_page, parts, "/inbox", "contactpersoon")
    await night.sleeps(parts, "Ali", "1")
    await night.broken(parts, "5", "lekkage")
    page = await night.sign_in(open_page, parts, "/beds/handover?night=2026-11-26", phone=True)
    await expect(page.locator("#summary")).to_contain_text("1 binnengekomen")
    await expect(page.locator("#summary")).to_contain_text("buiten gebruik: bed 5 (lekkage)")
    await expect(page.locator("main")).not_to_contain_text("Ali")  # figures have no names
    await page.get_by_label("Voor de collega's die komen").fill("Bed 5 lekt.\nDe loodgieter komt om 10 uur.")
    await page.get_by_label("Over", exact=True).select_option("Nachtopvang")
    await page.get_by_role("button", name="Notitie bewaren").click()
    await expect(page.get_by_role("status")).to_contain_text("Bewaard.")
    await expect(page.get_by_text("Nog niet gelezen.")).to_be_visible()
    line = inbox.get_by_role("link", name="Overdracht van donderdag 26 november.")
    await expect(line).to_be_visible()  # live, while the night still lasts
    await line.click()
    await expect(inbox.locator(".note__words")).to_have_text("Bed 5 lekt.\nDe loodgieter komt om 10 uur.")
    await expect(inbox.locator("main").get_by_role("button", name="Notitie bewaren")).to_have_count(0)
    await inbox.goto("/inbox")
    await expect(inbox.get_by_role("link", name="Overdracht")).to_have_count(0)
    await page.reload()
    await expect(page.get_by_text("Gelezen: Contactpersoon Voorbeeld 10:00")).to_be_visible()


async def test_in_the_morning_the_night_that_ended_is_shown(open_page: OpenPage, parts: Parts) -> None:
    page = await night.sign_in(open_page, parts, "/beds/handover")
    await expect(page.locator("main")).to_contain_text("De nacht van woensdag 25 november. De nacht is voorbij.")
    await page.get_by_role("link", name="donderdag 26 november").click()
    await expect(page.locator("main")).to_contain_text("Stand van 10:00.")
    answer = await page.goto("/beds/handover?night=2026-11-27")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.parametrize(("words", "said"), [("  ", "nog geen tekst"), ("x" * 2001, "te lang")])
async def test_a_note_that_cannot_be_kept_says_why(open_page: OpenPage, parts: Parts, words: str, said: str) -> None:
    page = await night.sign_in(open_page, parts, "/beds/handover")
    await page.locator("textarea").evaluate("(area, words) => { area.maxLength = 9999; area.value = words }", words)
    await page.get_by_role("button", name="Notitie bewaren").click()
    await expect(page.get_by_role("status")).to_contain_text(said)
    await expect(page.locator(".note")).to_have_count(0)


# ---------------------------------------------------------------- switches


async def test_closing_a_shelter_tells_first_and_then_the_holders(open_page: OpenPage, parts: Parts) -> None:
    person, conversation = await night.chat_of(parts)
    await night.held(parts, whose=Sleeper(person_id=person.id, conversation_id=conversation.id))
    await night.held(parts)
    await night.sleeps(parts, "Ali", "9")
    page = await night.sign_in(open_page, parts, "/beds/switches", phone=True)
    await night.without_scripts(page)
    await page.get_by_label("Opvang", exact=True).select_option("Nachtopvang")
    await page.get_by_label("Reden").fill("Brand")
    await page.get_by_role("button", name="Sluit …").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Nachtopvang sluiten?")
    for said in (
        "19 bedden worden niet meer uitgegeven.",
        "2 vastgehouden plekken stoppen.",
        "1 persoon krijgt nu bericht van Stapje.",
        "1 persoon is binnen en blijft ingecheckt.",
    ):
        await expect(page.locator(".effects")).to_contain_text(said)
    assert len(await night.places(parts)) == 3, "nothing happens before somebody says yes"
    await page.get_by_role("button", name="Ja, sluit").click()
    await expect(page.get_by_role("status")).to_contain_text("Nachtopvang is gesloten. 2 plekken gestopt.")
    assert len(await night.places(parts)) == 1
    assert len(await nudges(parts, "hold_closed")) == 1
    await page.get_by_role("link", name="Open weer … Nachtopvang").click()
    await expect(page.locator(".effects")).to_contain_text("19 bedden doen weer mee.")
    await page.get_by_role("button", name="Ja, open weer").click()
    await expect(page.get_by_text("Alles is open.")).to_be_visible()
    assert await audited(parts, "facility.opened") == 1


async def test_cold_weather_on_and_off(open_page: OpenPage, parts: Parts) -> None:
    person, _ = await night.chat_of(parts)
    async with parts.database.begin() as session:
        outside = await session.get_one(Person, person.id)
        outside.cold_notice_at = parts.now()
        session.add(outside)
        other, _ = await night.chat_of(parts, 2)
        gone = await session.get_one(Person, other.id)
        gone.cold_notice_at = parts.now()
        await people.opt_out(session, gone, parts.now())
    page = await night.sign_in(open_page, parts, "/beds/switches")
    await page.get_by_label("Laatste nacht", exact=True).fill("2026-11-29")
    await page.get_by_role("button", name="Zet aan …").click()
    await expect(page.locator("main")).to_contain_text("donderdag 26 november tot en met zondag 29 november")
    await expect(page.locator(".effects")).to_contain_text("4 extra bedden doen mee.")
    await expect(page.locator(".effects")).to_contain_text("1 persoon die buiten slaapt, krijgt bericht.")
    await page.get_by_role("button", name="Ja, zet aan").click()
    await expect(page.get_by_text("Staat aan", exact=True)).to_be_visible()
    assert len(await nudges(parts, "cold_weather")) == 1, "as many as were announced"
    await night.sleeps(parts, "Ali", "K1")
    await page.get_by_role("link", name="Zet uit …").click()
    await expect(page.locator(".effects")).to_contain_text("1 persoon is binnen en blijft ingecheckt.")
    await page.get_by_role("button", name="Ja, zet uit").click()
    await expect(page.get_by_text("Staat uit.", exact=True)).to_be_visible()
    assert [n.state for n in await nudges(parts, "cold_weather")] == ["cancelled"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("close?facility=kasteel&first=2026-11-26", "Kies een opvang."),
        ("close?facility=nachtopvang&first=2026-11-25", "Kies een nacht vanaf vannacht."),
        ("close?facility=nachtopvang&first=morgen", "Kies de nachten."),
        ("close?facility=nachtopvang&first=2026-11-28&last=2026-11-27", "De laatste komt na de eerste."),
        ("cold?first=2026-11-26", "Kies de nachten."),
        ("cold?last=2027-11-26", "binnen 60 dagen"),
    ],
)
async def test_nights_that_cannot_be_are_told(open_page: OpenPage, parts: Parts, query: str, said: str) -> None:
    page = await night.sign_in(open_page, parts, "/beds/print")
    answer = await page.request.get(f"/beds/switches/{query}")
    assert answer.status == 400
    assert said in await answer.text()
    async with parts.database.begin() as session:
        assert (await session.exec(select(Closure))).all() == []
        assert (await session.exec(select(ColdSpell))).all() == []


async def test_who_may_only_look_cannot_switch(open_page: OpenPage, parts: Parts) -> None:
    page = await night.sign_in(open_page, parts, "/beds/switches", "contactpersoon")
    await expect(page.get_by_text("Je kunt meekijken, niet wijzigen.")).to_be_visible()
    assert (await page.request.get("/beds/switches/cold?last=2026-11-26")).status == 403


# ---------------------------------------------------------------- the list for a fire drill


async def test_the_list_says_who_is_where_and_is_noted(open_page: OpenPage, parts: Parts) -> None:
    await night.sleeps(parts, "Ali", "1")
    await night.sleeps(parts, None, "6")
    await night.sleeps(parts, "Hein", "1", facility="crisisopvang")
    await night.held(parts)
    page = await night.sign_in(open_page, parts, "/beds/print")
    house = page.locator(".drill").first
    await expect(house).to_contain_text("Binnen: 2 · Vastgehouden, nog niet binnen: 1")
    await expect(house.get_by_role("row", name="1 Ali Man")).to_be_visible()
    await expect(house.get_by_role("table", name="Kamer 2")).to_contain_text("onbekend")
    await expect(house.get_by_role("table", name="Vastgehouden")).to_contain_text("Mo")
    await expect(page.get_by_text("Niemand binnen: 24-uursopvang, Jongerenopvang, Gezinskamers.")).to_be_visible()
    async with parts.database.begin() as session:
        [noted] = (await session.exec(select(AuditEntry).where(AuditEntry.action == "beds.printed"))).all()
    assert len(noted.details["shown"]) == 3
    paper = await page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") == 2, "one sheet for each shelter"
    await page.emulate_media(media="print", color_scheme="dark")
    assert await house.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    await expect(page.get_by_role("navigation")).to_have_count(0)


async def test_names_are_not_for_who_only_looks(open_page: OpenPage, parts: Parts) -> None:
    await night.sleeps(parts, "Ali", "1")
    page = await night.sign_in(open_page, parts, "/beds/print", "contactpersoon")
    await expect(page.locator(".drill").first).to_contain_text("bezet")
    await expect(page.locator("main")).not_to_contain_text("Ali")
    assert await audited(parts, "beds.printed") == 0


# ---------------------------------------------------------------- everybody can use it

PAGES = (
    "guests?ticked=all", "turn-aways", "waiting", "handover?night=2026-11-26", "switches",
    "switches/close?facility=nachtopvang", "switches/cold?last=2026-11-28", "print",
)  # fmt: skip


@pytest.mark.parametrize(("phone", "dark"), [(True, False), (True, True), (False, False), (False, True)])
async def test_everybody_can_use_it(open_page: OpenPage, parts: Parts, phone: bool, dark: bool) -> None:
    await night.sleeps(parts, "Ali", "1", nights_ago=1)
    await night.sleeps(parts, "Bo", "2", nights_ago=1)
    await night.sleeps(parts, "Bo", "2")
    await night.waits(parts, offered=await night.held(parts))
    await night.waits(parts, "Sam")
    if phone:
        await night.in_english(parts)
    page = await night.sign_in(open_page, parts, "/beds/print", phone=phone, dark=dark)
    for path in PAGES:
        await page.goto(f"/beds/{path}")
        assert await violations(page) == [], path
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        small = await page.evaluate(
            "[...document.querySelectorAll('main :is(button, .chip, .night-nav__link, .tile__label, select)')]"
            ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
        )
        assert small == [], path
