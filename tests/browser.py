"""What tests of the pages need to look at them with a headless Chromium. The fixtures: acceptance/conftest.py."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Playwright

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


async def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, as readable lines."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        f"{v['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for v in found["violations"]
        for node in v["nodes"]
    ]
