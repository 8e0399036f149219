"""Every page of care for people, looked at in a browser (tests/every_page.py is the table of pages)."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from bot.web.parts import Parts
from tests.acceptance.looking import look_at
from tests.every_page import LOOKED_AT, Subject
from tests.whole_town import fill


@pytest.mark.timeout(900)
@pytest.mark.parametrize("subject", LOOKED_AT["care"])
async def test_everybody_can_use_every_page(browser: Browser, server: str, parts: Parts, subject: Subject) -> None:
    wrong = await look_at(browser, server, parts, await fill(parts), subject)
    assert not wrong, "\n".join(wrong)
