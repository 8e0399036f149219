"""The inbox follows along: whatever comes late, drops or fails, what happened is shown."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Locator, Page, Route, expect

from bot.web.parts import Parts
from tests.acceptance.inbox_people import Client, many_clients
from tests.browser import OpenPage, log_in

pytest_plugins = ("tests.acceptance.fixtures_inbox",)


NO_POLL = "window.setInterval = () => 0"
"""For a page that has only its stream: what the slow poll would find anyway proves nothing."""
QUICK = "const later = setTimeout; window.setTimeout = (deed, wait) => later(deed, wait === 40000 ? 500 : wait)"
"""For a page on which forty seconds of silence take half a second."""
LIST = re.compile(r"/inbox\?view=\w+&pages=")
EVENTS = re.compile(r"/live\?topics=")


class Wire:
    """A connection to the server that can be cut, for the streams that run over it too."""

    def __init__(self, server: str) -> None:
        self._there = httpx.URL(server)
        self._port = 0
        self._ends: set[asyncio.StreamWriter] = set()
        self._listening: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where the server is by way of this wire."""
        return f"http://127.0.0.1:{self._port}"

    async def mend(self) -> None:
        """Let everybody through from now on."""
        self._listening = await asyncio.start_server(self._carry, "127.0.0.1", self._port)
        self._port = self._listening.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Drop every connection and refuse new ones."""
        assert self._listening is not None
        self._listening.close()
        for end in self._ends:
            end.transport.abort()
        await self._listening.wait_closed()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, asks = await asyncio.open_connection(self._there.host, self._there.port)
        self._ends |= {writer, asks}
        await asyncio.gather(self._pass_on(reader, asks), self._pass_on(answers, writer))
        self._ends -= {writer, asks}

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while some := await reader.read(65536):
                writer.write(some)
                await writer.drain()
        writer.close()


@pytest.fixture
async def wire(server: str) -> AsyncIterator[Wire]:
    """A wire that lets everybody through."""
    wire = Wire(server)
    await wire.mend()
    yield wire
    await wire.cut()


async def follow(open_page: OpenPage, parts: Parts, path: str = "/inbox", *, at: str = "") -> Page:
    """The same as `sign_in`, for a page that never polls; `at` is another way to the server."""
    page = await open_page(f"{at}/login?next={path}")
    await page.add_init_script(NO_POLL)
    await log_in(page, parts.demo_logins, "contactpersoon")
    return page


def crisis(page: Page) -> Locator:
    """The badge that says it."""
    return page.locator("#rows > li").first.get_by_text("Crisis")


async def answer_late(route: Route) -> None:
    """As on a slow line."""
    await asyncio.sleep(0.4)
    await route.continue_()


@pytest.mark.parametrize("late", ["stream.js", "live.js", "htmx.js", "staff.js"])
async def test_the_page_follows_along_whichever_script_comes_late(
    open_page: OpenPage, parts: Parts, visitor: Client, late: str
) -> None:
    page = await open_page("/login?next=/inbox")
    await page.add_init_script(NO_POLL)
    await page.route(re.compile(f"/{late}$"), answer_late)
    async with page.expect_response(EVENTS):
        await log_in(page, parts.demo_logins, "contactpersoon")
    await visitor.says("Ik wil dood")
    await expect(crisis(page)).to_be_visible()


async def test_what_happens_during_a_refresh_is_shown_too(open_page: OpenPage, parts: Parts, visitor: Client) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def tell_what_was(route: Route) -> None:
        answer = await route.fetch()
        asked.set()
        await go_on.wait()
        await route.fulfill(response=answer)

    page = await follow(open_page, parts)
    await page.route(LIST, tell_what_was, times=1)
    await visitor.says("menu")
    await asked.wait()
    await visitor.says("Ik wil dood")
    await visitor.hears("113")
    await asyncio.sleep(1)  # so that every event has arrived
    go_on.set()
    await expect(crisis(page)).to_be_visible()


async def test_a_refresh_that_fails_is_made_again(open_page: OpenPage, parts: Parts, visitor: Client) -> None:
    away = True

    async def fail_while_away(route: Route) -> None:
        await (route.fulfill(status=503, body="Away") if away else route.continue_())

    page = await follow(open_page, parts)
    await page.route(LIST, fail_while_away)
    await visitor.says("Ik wil dood")
    await visitor.hears("113")
    await expect(page.get_by_role("alert")).to_be_visible()
    away = False
    await expect(crisis(page)).to_be_visible()
    await expect(page.get_by_role("alert")).not_to_be_visible()


async def test_what_happens_while_the_list_is_replaced_during_a_refresh_is_shown_too(
    open_page: OpenPage, parts: Parts, visitor: Client
) -> None:
    """Another answer puts a new list in place of the one that asked: its own answers come to nobody any more."""
    held: list[Route] = []
    asked, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def tell_what_was(route: Route) -> None:
        answer = await route.fetch()
        held.append(route)
        asked.release()
        await go_on.wait()
        await route.fulfill(response=answer)

    page = await follow(open_page, parts)
    await page.route(LIST, tell_what_was, times=2)
    await visitor.says("menu")
    await visitor.hears("")
    await asked.acquire()
    await page.evaluate(
        "() => {htmx.ajax('GET', '/inbox?view=team&pages=1', {target: '#list', select: '#list', swap: 'outerHTML'})}"
    )
    await asked.acquire()
    await visitor.says("Ik wil dood")
    await visitor.hears("113")
    await asyncio.sleep(1)  # so that every event has arrived
    go_on.set()
    await expect(crisis(page)).to_be_visible()


@pytest.mark.parametrize("status", [0, 404, 503])
async def test_a_stream_that_does_not_begin_is_asked_for_again(
    open_page: OpenPage, parts: Parts, visitor: Client, status: int
) -> None:
    async def refuse(route: Route) -> None:
        await (route.fulfill(status=status) if status else route.abort())

    page = await open_page("/login?next=/inbox")
    await page.add_init_script(NO_POLL)
    await page.route(EVENTS, refuse, times=2)
    await log_in(page, parts.demo_logins, "contactpersoon")
    await visitor.says("Ik wil dood")
    await expect(crisis(page)).to_be_visible()


async def test_a_page_whose_connection_drops_catches_up(
    open_page: OpenPage, parts: Parts, visitor: Client, client: Client, wire: Wire
) -> None:
    page = await follow(open_page, parts, f"/inbox/{client.conversation_id}", at=wire.url)
    await client.says("menu")
    log = page.get_by_role("log")
    await expect(log.get_by_text("menu", exact=True)).to_be_visible()
    await wire.cut()
    await visitor.says("Ik wil dood")
    await client.says("mens spreken")
    await visitor.hears("113")
    await wire.mend()
    await expect(crisis(page)).to_be_visible()
    await expect(log.get_by_text("mens spreken", exact=True)).to_be_visible()


async def test_a_stream_that_is_silent_for_long_is_begun_anew(open_page: OpenPage, parts: Parts) -> None:
    page = await open_page("/login?next=/inbox")
    await page.add_init_script(QUICK)
    async with page.expect_response(EVENTS):
        await log_in(page, parts.demo_logins, "contactpersoon")
    async with page.expect_response(EVENTS):
        pass


async def place_of(locator: Locator) -> float:
    """How far from the top of the window it is, in pixels."""
    box = await locator.bounding_box()
    assert box is not None
    return box["y"]


async def test_nothing_moves_under_somebody_who_types(
    open_page: OpenPage, parts: Parts, client: Client, visitor: Client
) -> None:
    await many_clients(parts, 30)
    for number in range(15):
        await client.says(f"Nog iets {number}")
    page = await follow(open_page, parts, f"/inbox/{client.conversation_id}")
    log, answer = page.get_by_role("log"), page.get_by_label("Jouw antwoord")
    read, row = log.get_by_text("Nog iets 7", exact=True), page.locator("#rows > li", has_text="Iemand 15")
    await row.scroll_into_view_if_needed()
    await read.scroll_into_view_if_needed()
    await answer.fill("Ik zoek uit")
    for _ in range(4):
        await page.keyboard.press("ArrowLeft")
    places = await place_of(read), await place_of(row)
    await visitor.says("Ik wil dood")
    await client.says("Ben je er nog?")
    await expect(crisis(page)).to_be_attached()
    await expect(log).to_contain_text("Ben je er nog?")
    await page.keyboard.type(" het")
    await expect(answer).to_have_value("Ik zoek het uit")
    assert (await place_of(read), await place_of(row)) == pytest.approx(places, abs=1)  # a pixel is rounding
