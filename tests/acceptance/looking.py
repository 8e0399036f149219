"""Looking at every page of a subject as people do: on a telephone and a desktop, in light and dark, in both languages.

One browser context for each reader, who goes from page to page. Everything that is wrong is told at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page
from sqlalchemy import update

from bot.web.accounts import COOKIE
from bot.web.opening import HALF
from bot.web.parts import Parts
from storage import half_sessions
from storage.staff import Role, StaffMember
from tests.browser import DESKTOP, PHONE, violations
from tests.every_page import HALF_IN, PAGES, Shown, Subject
from tests.whole_town import Filled, sign_in

MOST_BYTES = 150_000
"""What a page may weigh over the network, compressed, without pictures."""
MOST_SHIFT = 0.1
"""More layout shift than this is felt (web.dev/cls)."""
WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until the colours of another scheme are all there."""
MEASURE = """async () => {
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
  const loaded = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
    .filter((one) => one.decodedBodySize && !["img", "image", "icon"].includes(one.initiatorType)
                     && !/\\.(svg|png|jpg)$/.test(one.name));
  return {
    bytes: loaded.reduce((sum, one) => sum + one.encodedBodySize, 0),
    loose: loaded.filter((one) => one.decodedBodySize > 1500 && one.encodedBodySize >= one.decodedBodySize)
      .map((one) => one.name),
    shifted: window.shifted,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    lang: document.documentElement.lang,
  };
}"""


class Reader:
    """Somebody with a browser of their own, and what it complained about."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)


@asynccontextmanager
async def readers(browser: Browser, server: str, parts: Parts, town: Filled) -> AsyncIterator[dict[object, Reader]]:
    """A browser for each who opens pages, signed in."""
    async with AsyncExitStack() as stack:
        found: dict[object, Reader] = {}
        for who in dict.fromkeys(shown.who for shown in PAGES):
            context = await browser.new_context(
                base_url=server, viewport=DESKTOP, locale="nl-NL", timezone_id="Europe/Amsterdam",  # type: ignore[arg-type]
                reduced_motion="reduce",
            )  # fmt: skip
            stack.push_async_callback(context.close)
            await context.add_init_script(WATCH)
            if who:
                name, secret = await _cookie(parts, town, who)
                await context.add_cookies([{"name": name, "value": secret, "url": server}])
            found[who] = Reader(context, await context.new_page())
        yield found


async def _cookie(parts: Parts, town: Filled, who: Role | str) -> tuple[str, str]:
    if who == HALF_IN:
        async with parts.database.begin() as session:
            member = town.colleagues[Role.ADMIN]
            return HALF, await half_sessions.open_half(session, member.id, "", parts.now())
    return COOKIE, await sign_in(parts, town.colleagues[Role(who)])


def pages_of(subjects: Iterable[Subject]) -> list[Shown]:
    """The pages of these subjects."""
    return [shown for shown in PAGES if shown.subject in subjects]


async def faults(found: dict[object, Reader], town: Filled, shown: Shown) -> list[str]:
    """Everything that is wrong with one page."""
    reader, wrong = found[shown.who], []
    page = reader.page
    reader.complaints.clear()
    for size in (DESKTOP, PHONE):
        await page.set_viewport_size(size)  # type: ignore[arg-type]
        answer = await page.goto(shown.address(town.ids))
        if answer is None or answer.status != 200:
            return [f"answers {answer and answer.status}"]
        wrong += _measured(await page.evaluate(MEASURE), size["width"])
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            await page.evaluate(TWO_FRAMES)
            wrong += [f"{size['width']} {scheme}: {one}" for one in await violations(page)]
        await page.emulate_media(color_scheme="light")
    return [*wrong, *reader.complaints]


def _measured(seen: dict[str, Any], width: int) -> list[str]:
    told = {
        f"{seen['bytes']} bytes": not 0 < seen["bytes"] <= MOST_BYTES,
        f"not compressed: {seen['loose']}": bool(seen["loose"]),
        f"shifts by {seen['shifted']:.3f}": seen["shifted"] >= MOST_SHIFT,
        f"{seen['wide']} px too wide": seen["wide"] > 0,
    }
    return [f"{width}: {what}" for what, is_wrong in told.items() if is_wrong]


async def look_at(browser: Browser, server: str, parts: Parts, town: Filled, subject: Subject) -> list[str]:
    """What is wrong with the pages of a subject, a line each; then of the same pages once more in English."""
    async with readers(browser, server, parts, town) as found:
        wrong = {shown.name: await faults(found, town, shown) for shown in pages_of([subject])}
        async with parts.database.begin() as session:
            await session.execute(update(StaffMember).values(language="en"))
        for shown in pages_of([subject]):
            if isinstance(shown.who, Role):
                wrong[f"{shown.name} in English"] = await _in_english(found[shown.who].page, shown, town)
    return [f"{name}: {fault}" for name, faults in wrong.items() for fault in faults]


async def _in_english(page: Page, shown: Shown, town: Filled) -> list[str]:
    """English words are of other lengths: on a telephone they have to fit too."""
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await page.goto(shown.address(town.ids))
    seen = await page.evaluate(MEASURE)
    return _measured(seen, PHONE["width"]) + ([] if seen["lang"] == "en" else [f"speaks {seen['lang']}"])
