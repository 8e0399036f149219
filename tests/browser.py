"""What tests of the pages need to look at them with a headless Chromium. The fixtures: acceptance/conftest.py."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = Path(__file__).parents[1] / "bot" / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

OpenPage = Callable[..., Awaitable[Page]]


def find_chromium(playwright: Playwright) -> str:
    """Where Chromium is: on PATH, else Playwright's own, else from apt when root; fails the test when nowhere."""
    if found := _on_path():
        return found
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "-q", "chromium"]):
            subprocess.run(["apt-get", *command], check=False, capture_output=True)
    return _on_path() or pytest.fail("no Chromium: install it, or run `playwright install chromium`")


def _on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


async def log_in(page: Page, logins: list[dict[str, str]], username: str) -> None:
    """Fill in the login page as somebody would."""
    password = next(login["password"] for login in logins if login["username"] == username)
    await page.get_by_label("Gebruikersnaam").fill(username)
    await page.get_by_label("Wachtwoord").fill(password)
    await page.get_by_role("button", name="Inloggen").click()
    await page.wait_for_url(lambda url: "/login" not in url)


async def go_by(way: Locator) -> None:
    """Click what leads to another page, and be there: what is looked at next is never the page that was left."""
    async with way.page.expect_navigation():
        await way.click()


async def photograph(page: Page, name: str) -> None:
    """Pictures to look at, where a folder is given in PICTURES: phone and desktop, light and dark."""
    if not (folder := os.environ.get("PICTURES")):
        return
    before = page.viewport_size
    for place, size in (("desktop", DESKTOP), ("phone", PHONE)):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            await page.screenshot(path=f"{folder}/{name}-{place}-{scheme}.png", full_page=True)
    await page.emulate_media(color_scheme="light")
    if before is not None:
        await page.set_viewport_size(before)


async def look(page: Page, name: str) -> None:
    """The page reads well on a phone and a desk, in light and dark, and nothing sticks out; and pictures of it."""
    before = page.viewport_size
    assert before is not None
    for size in (DESKTOP, PHONE):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} px too wide at {size['width']}"
        for scheme in ("dark", "light"):
            await page.emulate_media(color_scheme=scheme)
            assert await violations(page) == [], f"{name}, {size['width']}, {scheme}"
    await page.set_viewport_size(before)
    await photograph(page, name)


AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime))
  .map((one) => one.finished))"""
"""Until what fades in is there; what moves for ever is not waited for."""


async def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA on a page at rest, as readable lines."""
    await page.evaluate(AT_REST)
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for v in found["violations"]
        for node in v["nodes"]
    ]
