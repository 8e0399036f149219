"""What the story of an evening is told with: a Stapje whose clock can be moved, people in chat, boards on devices."""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, expect
from sqlmodel import select

from actions import clock
from bot import demo
from bot.rasa_child import free_port
from storage import people, stays
from storage.database import Database
from storage.staff import StaffMember
from tests.acceptance.talk import Talk
from tests.browser import DESKTOP, PHONE, log_in
from tests.processes import NOBODY_THERE, Stapje, started
from tests.telegram import TelegramStandIn

NIGHT = date(2027, 3, 16)
SHELTER = "nachtopvang"
TABLET = {"width": 1024, "height": 768}
_chats = itertools.count(7001)


@dataclass(kw_only=True)
class Evening:
    """A started Stapje in the night of 16 March 2027, and everybody around it."""

    process: Stapje
    telegram: TelegramStandIn
    database: Database
    folder: Path
    browser: Browser
    pages: list[Page] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def now(self) -> datetime:
        """The moment on its clock."""
        return datetime.now(UTC) + timedelta(seconds=float(_clock_file(self.folder).read_text(encoding="ascii")))

    def time_is(self, said: str, day: date = NIGHT) -> None:
        """Move the clock to a time of day, such as "18:45"; it runs on from there."""
        to = datetime.fromisoformat(f"{day} {said}").replace(tzinfo=clock.ZONE)
        assert to > self.now(), f"{said} is over already"
        _set_clock(self.folder, to)

    # ------------------------------------------------------------ people

    async def night_shift(self) -> Talk:
        """The chat of the night shift, who came in by their link."""
        async with self.database.begin() as session:
            member = (await session.exec(select(StaffMember).where(StaffMember.username == "nachtdienst"))).one()
            token = await people.invite(session, now=self.now(), staff_id=member.id)
        return await self._linked(token)

    async def client(self) -> Talk:
        """The chat of somebody who came in by the link of their contact person."""
        async with self.database.begin() as session:
            person = await demo.new_client(session, self.now())
            token = await people.invite(session, now=self.now(), person_id=person.id)
        return await self._linked(token)

    async def _linked(self, token: str) -> Talk:
        talk = Talk(telegram=self.telegram, chat=next(_chats))
        await talk.say(f"/start {token}")
        return talk

    async def elsewhere_full(self, group: str, beds: dict[str, int]) -> None:
        """In the other houses all beds of a group were given out by the colleagues there."""
        async with self.database.begin() as session:
            for facility, count in beds.items():
                for _ in range(count):
                    await stays.check_in(session, night=NIGHT, group=group, facility=facility, now=self.now())

    # ------------------------------------------------------------ devices

    async def device(
        self, path: str = "/beds", username: str = "nachtdienst", *, size: dict[str, int] = DESKTOP
    ) -> Page:
        """A telephone, tablet or desk on which a colleague is signed in and has a page open."""
        context = await self.browser.new_context(
            base_url=self.process.base_url, viewport=size, locale="nl-NL",  # type: ignore[arg-type]
            timezone_id="Europe/Amsterdam", accept_downloads=True,
        )  # fmt: skip
        page = await context.new_page()
        page.set_default_timeout(25_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.pages.append(page)
        await page.goto(f"/login?next={path}")
        logins = json.loads((self.folder / "demo-logins.json").read_text(encoding="utf-8"))
        await log_in(page, logins, username)
        return page

    async def phone(self) -> Page:
        """The board on the telephone at the door."""
        return await self.device(size=PHONE)

    async def tablet(self) -> Page:
        """The board on the tablet in the office."""
        return await self.device(size=TABLET)


def bed(page: Page, number: int) -> Locator:
    """A bed of the night shelter, which stands first on the board."""
    return page.locator(".shelter").first.locator(".beds__item").nth(number - 1)


async def check_in(page: Page, number: int) -> None:
    """One tap on a free bed."""
    await bed(page, number).get_by_role("button").click()
    await expect(bed(page, number)).to_contain_text("Bezet")


async def opened(page: Page, number: int) -> Locator:
    """The panel of a bed that is held or taken."""
    await bed(page, number).get_by_role("link").click()
    panel = page.locator("#panel")
    await expect(panel).to_contain_text(f"Bed {number}")
    return panel


async def shown(number: int, words: str, *devices: Page) -> None:
    """All these devices show these words at a bed, without being reloaded."""
    for page in devices:
        await expect(bed(page, number)).to_contain_text(words)


# ---------------------------------------------------------------- starting


@contextlib.asynccontextmanager
async def an_evening(browser: Browser, folder: Path) -> AsyncIterator[Evening]:
    """`stapje run` with an empty folder and a database of its own, on Tuesday 16 March 2027 at 08:00 in the morning."""
    _set_clock(folder, datetime.combine(NIGHT, datetime.min.time(), clock.ZONE) + timedelta(hours=8))
    async with TelegramStandIn() as telegram:
        settings = {
            "VAR": str(folder), "PORT": str(free_port()), "RASA_URL": NOBODY_THERE,
            "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API": telegram.base_url,
        }  # fmt: skip
        program = ("-m", "tests.moving", str(_clock_file(folder)))
        async with started("run", settings=settings, log=folder / "run.log", program=program) as process:
            await process.healthy()
            database = Database(_embedded(folder), pool_size=3)
            evening = Evening(process=process, telegram=telegram, database=database, folder=folder, browser=browser)
            yield evening
            for page in evening.pages:
                await page.context.close()
            await database.close()


def _clock_file(folder: Path) -> Path:
    return folder / "ahead"


def _set_clock(folder: Path, to: datetime) -> None:
    written = folder / "ahead.new"
    written.write_text(str((to - datetime.now(UTC)).total_seconds()), encoding="ascii")
    written.replace(_clock_file(folder))  # in one go: the process reads it all the time


def _embedded(folder: Path) -> str:
    """The address of the database that the process embeds: the folder of its socket is in its pid file."""
    socket_folder = (folder / "postgres" / "postmaster.pid").read_text(encoding="utf-8").splitlines()[4]
    return f"postgresql+asyncpg://postgres@/stapje?host={socket_folder}"
