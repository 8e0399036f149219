"""Pictures of every page for docs/screenshots, from the example town on a fixed morning: `make screenshots`.

Not a test of its own: pytest runs it for its fixtures, and only when it is named.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.web.parts import Parts
from tests.acceptance.looking import pages_of, readers
from tests.browser import DESKTOP, PHONE
from tests.every_page import Shown, Subject
from tests.talk import Meaning
from tests.whole_town import Filled, fill

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
DARK = ("chat", "inbox-thread", "today", "person", "beds", "dashboard")
"""The pages of which there is a dark picture too."""
HEAD = """# Every page

What `make screenshots` made: each page as it opens on a telephone (390 px wide) and on a desktop (1440 px), from the
example town on a fixed Thursday morning. Everybody in it is made up. The table of pages is `tests/every_page.py`."""
COLOURS = 64
"""In a picture. Our pages have few, and a picture with more is twice as large."""


@pytest.mark.parametrize("subject", Subject)
async def test_pictures(browser: Browser, server: str, parts: Parts, reader: Meaning, subject: Subject) -> None:
    reader.intent, reader.entities = "ask_bed_availability", {"target_group": "man"}
    FOLDER.mkdir(exist_ok=True)
    town = await fill(parts)
    async with readers(browser, server, parts, town) as found:
        for shown in pages_of([subject]):
            await found[shown.who].context.clock.set_fixed_time(parts.now())
            await _take(found[shown.who].page, shown, town)


def test_the_list_of_pictures() -> None:
    lines = [HEAD]
    for subject in Subject:
        lines += [f"\n## {subject.capitalize()}\n", "| page | address | pictures |", "|---|---|---|"]
        lines += [f"| {page.name} | `{page.route}` | {_links(page.name)} |" for page in pages_of([subject])]
    (FOLDER / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _links(name: str) -> str:
    names = {"phone": "390", "desktop": "1440"} | (
        {"phone, dark": "390-dark", "desktop, dark": "1440-dark"} if name in DARK else {}
    )
    return " · ".join(f"[{words}]({name}-{size}.png)" for words, size in names.items())


async def _take(page: Page, shown: Shown, town: Filled) -> None:
    for size in (PHONE, DESKTOP):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        answer = await page.goto(shown.address(town.ids))
        assert answer is not None and answer.status == 200, shown.name
        if shown.name == "chat":
            await _ask(page)
        await page.evaluate("document.fonts.ready")
        for scheme in ("light", "dark") if shown.name in DARK else ("light",):
            await page.emulate_media(color_scheme=scheme)
            name = f"{shown.name}-{size['width']}{'-dark' if scheme == 'dark' else ''}.png"
            _keep(await page.screenshot(caret="hide"), FOLDER / name)
        await page.emulate_media(color_scheme="light")


async def _ask(page: Page) -> None:
    """An empty chat says little."""
    log, question = page.get_by_role("log"), "Is er vannacht nog een bed voor een man?"
    await expect(log).to_contain_text("Ik ben Stapje", ignore_case=True)
    if not await log.get_by_text(question).count():
        await page.get_by_label("Jouw bericht").fill(question)
        await page.get_by_role("button", name="Verstuur").click()
    await expect(log).to_contain_text("Nachtopvang")


def _keep(picture: bytes, path: Path) -> None:
    """With few colours, so that all pictures together stay small."""
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
