"""Fixtures for tests that look at the pages. Every page that is opened is a browser of its own: nothing is shared."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from tests.browser import ARGUMENTS, DESKTOP, PHONE, OpenPage, find_chromium


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of this run."""
    expect.set_options(timeout=25_000)  # milliseconds; a busy machine is not a fault
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(playwright), args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
async def open_page(browser: Browser, server: str) -> AsyncIterator[OpenPage]:
    """Opens pages, each in a browser context of its own; what the page complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def open_one(path: str = "/", *, phone: bool = False, dark: bool = False) -> Page:
        context = await browser.new_context(
            base_url=server, viewport=PHONE if phone else DESKTOP, color_scheme="dark" if dark else "light",  # type: ignore[arg-type]
            locale="nl-NL", timezone_id="Europe/Amsterdam",
        )  # fmt: skip
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(25_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        await page.goto(path)
        return page

    yield open_one
    for context in contexts:
        await context.close()
    assert complaints == []
