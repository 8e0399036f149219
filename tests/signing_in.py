"""A colleague at the login page: their browser, their app with codes, and how they find what a page says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import pyotp
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from actions import login_rules, passwords
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import organisations
from storage.organisations import LoginRule
from storage.staff import Role, StaffMember, Team

PAGE = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
PASSWORD = "paarse lampen dansen zacht"


def browser(parts: Parts, **more: Any) -> httpx.AsyncClient:
    """A browser of their own, without a network in between."""
    transport = httpx.ASGITransport(app=create_app(parts), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://stapje.test", headers=PAGE, **more)


def token_of(page: httpx.Response) -> str:
    """The token in the forms of a page."""
    found = re.search(r'name="csrf_token" value="([0-9a-f]{64})"', page.text)
    assert found is not None, page.text[-500:]
    return found.group(1)


@dataclass
class App:
    """An app on a telephone that makes codes; it reads the secret from a page as somebody would type it over."""

    parts: Parts
    secret: str = ""

    def reads(self, page: httpx.Response) -> None:
        """Take the secret over from a page."""
        found = re.search(r'account__secret"><code>([A-Z2-7 ]+)</code>', page.text)
        assert found is not None
        self.secret = found.group(1).replace(" ", "")

    @property
    def code(self) -> str:
        """What it shows now."""
        return pyotp.TOTP(self.secret).at(self.parts.now())


@dataclass
class Colleague:
    """Somebody with a browser, a password and perhaps an app."""

    parts: Parts
    web: httpx.AsyncClient
    username: str
    password: str = PASSWORD
    app: App = field(init=False)
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = App(self.parts)

    async def signs_in(self, **more: str) -> httpx.Response:
        """The first step, with the right password."""
        return await self.web.post("/login", data={"username": self.username, "password": self.password} | more)

    async def sends(self, to: str, page: httpx.Response, **form: str) -> httpx.Response:
        """Send a form of a page."""
        return await self.web.post(to, data={"csrf_token": token_of(page)} | form)

    async def sets_up(self) -> httpx.Response:
        """Put Stapje into the app, and keep the codes for paper."""
        page = await self.web.get("/login/setup")
        self.app.reads(page)
        done = await self.sends("/login/setup", page, code=self.app.code)
        assert done.status_code == 200
        self.codes = [unescape(code) for code in re.findall(r"<li><code>([^<]+)</code>", done.text)]
        return done

    async def gives_code(self, code: str | None = None, **more: str) -> httpx.Response:
        """The second step, with what the app shows or with something else."""
        page = await self.web.get("/login/code")
        return await self.sends("/login/code", page, code=self.app.code if code is None else code, **more)


async def strict(session: AsyncSession, role: Role, **changed: Any) -> None:
    """Let a role of the example organisation sign in as on real data."""
    team = (await session.exec(select(Team))).first()
    assert team is not None
    place = await organisations.of_team(session, team.id)
    assert place is not None
    rule = login_rules.RULES[role]
    facts = {name: getattr(rule, name) for name in ("second_factor", "remember_days", "idle_minutes", "quick_switch")}
    await organisations.decide(session, LoginRule(organisation_id=place.id, role=role, **facts | changed))


async def hire(parts: Parts, username: str, role: Role, *, rules: bool = True) -> StaffMember:
    """A colleague in the example team with the usual password, under the rules of real data."""
    async with parts.database.begin() as session:
        team = (await session.exec(select(Team))).first()
        assert team is not None
        kept = passwords.keep(PASSWORD)
        member = StaffMember(
            username=username, display_name=username.title(), role=role, team_id=team.id, password_hash=kept
        )  # fmt: skip
        session.add(member)
        if rules:
            await strict(session, role)
        return member
