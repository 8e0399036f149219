"""A newcomer's first visit, in order: `stapje run`, a real Rasa, a real browser for the client and for the staff."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from actions import clock
from bot.rasa_child import free_port
from tests.browser import DESKTOP, PHONE, log_in
from tests.processes import Stapje, started

if TYPE_CHECKING:  # a fixture's module must not be imported before pytest has rewritten its asserts
    from tests.rasa import TrainedRasa

pytest_plugins = ("tests.acceptance.fixtures_pipeline", "tests.rasa")
TUESDAY = datetime(2027, 3, 16, 12, 0, tzinfo=clock.ZONE)
PATIENCE = 20_000
A_CHECK_IN_COMES = 90_000


@pytest.fixture(scope="module")
async def stapje(rasa: TrainedRasa, own_folder: Path) -> AsyncIterator[Stapje]:
    """`stapje run` with an empty folder, on a Tuesday at noon."""
    ahead = (TUESDAY - datetime.now(UTC)) / timedelta(seconds=1)
    settings = {"VAR": str(own_folder), "PORT": str(free_port()), "RASA_URL": rasa.url}
    program = ("-m", "tests.shifted", str(ahead))
    async with started("run", settings=settings, log=own_folder / "run.log", program=program) as process:
        await process.healthy(nlu="ready")
        await process.logged("/chat?invite=")
        yield process


async def _page(browser: Browser, stapje: Stapje, *, phone: bool) -> Page:
    context = await browser.new_context(
        base_url=stapje.base_url, viewport=PHONE if phone else DESKTOP, locale="nl-NL",  # type: ignore[arg-type]
        timezone_id="Europe/Amsterdam",
    )  # fmt: skip
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


async def _say(page: Page, said: str) -> None:
    await page.get_by_label("Jouw bericht").fill(said)
    await page.keyboard.press("Enter")


def _log(page: Page) -> Locator:
    return page.get_by_role("log")


async def test_the_first_half_hour(browser: Browser, stapje: Stapje, own_folder: Path) -> None:
    invite = re.search(r"/chat\?invite=\S+", stapje.read_log())
    assert invite is not None
    client = await _page(browser, stapje, phone=True)
    await client.goto(invite[0])
    await expect(_log(client)).to_contain_text("Voorbeeldcliënt 1", timeout=PATIENCE)

    # A bed is asked for in Dutch, and the answer is what the board says.
    await _say(client, "is er vannacht nog plek voor een man in de nachtopvang?")
    await expect(_log(client)).to_contain_text("14 plekken vrij voor mannen", timeout=PATIENCE)
    await expect(_log(client)).to_contain_text("geteld", timeout=PATIENCE)

    # A check-in arrives by itself, and its answer is understood.
    await expect(_log(client)).to_contain_text("Hoe gaat het met je?", timeout=A_CHECK_IN_COMES)
    await _say(client, "mwah gaat wel, beetje zo zo")
    await expect(_log(client)).to_contain_text("Het hoeft niet altijd goed te gaan", timeout=PATIENCE)

    # "ik heb schulden" becomes a referral …
    await _say(client, "ik heb schulden bij de zorgverzekering")
    await client.get_by_role("button", name="Nee, geen van deze").click()
    await expect(_log(client)).to_contain_text("In welke gemeente", timeout=PATIENCE)
    await _say(client, "ik woon in vriezenveen")
    await expect(_log(client)).to_contain_text("Helpt iemand je al met je geld?", timeout=PATIENCE)
    await client.get_by_role("button", name="Niemand").click()
    await expect(_log(client)).to_contain_text("waar je woont of slaapt: Twenterand", timeout=PATIENCE)
    await client.get_by_role("button", name="Ja, geef het door").click()
    await expect(_log(client)).to_contain_text("is het eerste gesprek uiterlijk op", timeout=PATIENCE)

    # … that a contactperson sees in the shared inbox, and answers.
    staff = await _page(browser, stapje, phone=False)
    await staff.goto("/inbox")
    await log_in(staff, json.loads((own_folder / "demo-logins.json").read_text()), "contactpersoon")
    row = staff.get_by_role("link", name=re.compile(r"Voorbeeldcliënt 1\b"))
    await expect(row).to_contain_text(re.compile("schuld", re.IGNORECASE))
    await row.click()
    await staff.get_by_label("Jouw antwoord").fill("Ik bel je morgen om 10:00. Goed?")
    await staff.keyboard.press("Control+Enter")
    await expect(_log(client)).to_contain_text("Ik bel je morgen om 10:00.", timeout=PATIENCE)

    # The bot is silent now, until it is handed back.
    before = await _log(client).get_by_role("article").count()
    await _say(client, "is er nog plek vannacht?")
    await expect(staff.get_by_text("is er nog plek vannacht?").first).to_be_visible(timeout=PATIENCE)
    assert await _log(client).get_by_role("article").count() <= before + 1
    await staff.get_by_role("button", name="Teruggeven aan Stapje").click()
    await expect(_log(client)).to_contain_text("Hier is Stapje weer", timeout=PATIENCE)
    await _say(client, "wanneer is mijn afspraak?")
    await expect(_log(client)).to_contain_text("donderdag 18 maart om 14:30", timeout=PATIENCE)
