"""The inbox at the size of a country: the list, each filter and searching, in the database layer and over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import httpx
from sqlmodel import col, select

from actions import clock
from bot.house import House
from bot.rasa_child import free_port
from bot.web.accounts import COOKIE
from storage import filters, finding, inbox, names, staff
from storage.database import Database, now_utc
from storage.filters import NOBODY, Filter
from storage.finding import Search
from storage.inbox import Reader, View
from storage.labels import Label
from storage.staff import Role, StaffMember, Team
from tests.bench.figures import Figure, latencies
from tests.bench.talks import Talks, made
from tests.processes import NOBODY_THERE, started

LOOKS, WARM_UP = 60, 5
PAGE = 50
SIZES = (Talks(conversations=100_000, messages=2_000_000), Talks(conversations=10_000, messages=200_000))
WORDS = {
    "the commonest word": "huis", "a middling word": "huurplan", "a rare word": "slaapdoel", "half a word": "ver",
    "two words": "huis huurplan", "a typing error": "verhuisduel", "nothing": "qqqq",
}  # fmt: skip
TEAMS = {"all teams": 0, "a great team": 1, "a small team": 90}
Deed = Callable[[], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class Looker:
    """Somebody who looks: in a team, or at all of them; and their member row."""

    reader: Reader
    member: StaffMember


async def inboxes(house: House) -> list[Figure]:
    """The inbox with 100,000 conversations and 2,000,000 messages, and with a tenth of them."""
    figures = []
    for size in SIZES:
        began = time.perf_counter()
        async with made(house, size) as database:
            subject = f"{size.conversations:,} conversations, {size.messages:,} messages"
            figures.append(Figure(subject=subject, name="made up in", value=time.perf_counter() - began, unit="s"))
            lookers = await _lookers(database)
            figures += await _layer(database, subject, lookers)
            figures += await _over_http(house, database, subject, lookers)
    return figures


async def _lookers(database: Database) -> dict[str, Looker]:
    found = {}
    async with database.begin() as session:
        for name, number in TEAMS.items():
            team = (await session.exec(select(Team).where(Team.name == f"Team {number or 1}"))).one()
            query = select(StaffMember).where(StaffMember.team_id == team.id).order_by(col(StaffMember.username))
            member = (await session.exec(query)).all()[0 if number else 1]
            if not number:
                member.role = Role.COORDINATOR
            reader = Reader(staff_id=member.id, team_id=team.id, everywhere=not number)
            found[name] = Looker(reader=reader, member=member)
    return found


async def _timed(deed: Deed, times: int = LOOKS) -> Sequence[float]:
    seconds = []
    for _ in range(WARM_UP + times):
        began = time.perf_counter()
        await deed()
        seconds.append(time.perf_counter() - began)
    return seconds[WARM_UP:]


# ---------------------------------------------------------------- the database layer


async def _layer(database: Database, subject: str, lookers: dict[str, Looker]) -> list[Figure]:
    figures: list[Figure] = []
    wanted = await _filters(database)
    for who, looker in lookers.items():
        for name, deed in _deeds(database, looker.reader, wanted).items():
            figures += latencies(subject, f"{name}, {who}", await _timed(deed), aim="p95 <= 50", tail=95)
    return figures


async def _filters(database: Database) -> dict[str, Filter]:
    """Every filter alone, and some together."""
    async with database.begin() as session:
        label = (await session.exec(select(Label).order_by(Label.name))).first()
        owner = (await session.exec(select(StaffMember).order_by(StaffMember.username))).first()
        assert label is not None and owner is not None
    return {
        "municipality": Filter(municipality="Gemeente 5"), "label": Filter(label=label.id), "mood": Filter(mood="bad"),
        "silent 30 days": Filter(silent=30), "silent 600 days": Filter(silent=600), "term": Filter(term=7),
        "assigned": Filter(assigned=str(owner.id)), "nobody's": Filter(assigned=NOBODY),
        "channel": Filter(channel="webchat"), "task": Filter(task="silence"),
        "bad mood, silent and a term": Filter(mood="bad", silent=30, term=14),
        "a place where nobody is": Filter(municipality="Nergens"),
    }  # fmt: skip


def _deeds(database: Database, reader: Reader, wanted: dict[str, Filter]) -> dict[str, Deed]:
    now = now_utc()
    today = clock.local(now).date()

    async def search(**asked: object) -> None:
        async with database.begin() as session:
            await finding.search(session, reader, Search(**asked), most=25)  # type: ignore[arg-type]

    async def people(typed: str) -> None:
        async with database.begin() as session:
            await names.people(session, reader, typed, most=8)

    async def narrowed(chosen: Filter) -> None:
        async with database.begin() as session:
            found = await filters.ids(session, reader, chosen, now=now, today=today, most=PAGE + 1)
            await inbox.rows_of(session, reader, found)

    async def listed() -> None:
        async with database.begin() as session:
            await inbox.rows(session, reader, View.TEAM, PAGE + 1)

    deeds: dict[str, Deed] = {"list": listed}
    deeds |= {f"filter: {name}": partial(narrowed, chosen) for name, chosen in wanted.items()}
    for name, words in WORDS.items():
        deeds[f"search: {name}"] = partial(search, words=words)
        deeds[f"best first: {name}"] = partial(search, words=words, best=True)
    ago = now - timedelta(days=300)
    deeds["search: a middling word before a day"] = partial(search, words=WORDS["a middling word"], until=ago)
    deeds |= {f"people: {typed}": partial(people, typed) for typed in ("an", "rosa veld", "rossa veldhuzen")}
    return deeds


# ---------------------------------------------------------------- over HTTP


async def _over_http(house: House, database: Database, subject: str, lookers: dict[str, Looker]) -> list[Figure]:
    settings = {
        "DATABASE_URL": database.url, "RASA_URL": NOBODY_THERE, "VAR": str(house.settings.var),
        "PORT": str(free_port()), "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    figures: list[Figure] = []
    async with started("web", settings=settings, log=house.settings.var / "web.log") as process:
        await process.healthy()
        for who, looker in lookers.items():
            async with database.begin() as session:
                token = await staff.open_web_session(session, looker.member, now_utc(), timedelta(hours=1))
            async with httpx.AsyncClient(base_url=process.base_url, cookies={COOKIE: token}, timeout=60) as client:
                figures += await _asked(client, subject, who)
    return figures


async def _asked(client: httpx.AsyncClient, subject: str, who: str) -> list[Figure]:
    addresses = {f"GET /find, {name}": f"/find?q={words}" for name, words in WORDS.items()} | {
        "GET /inbox": "/inbox?view=team", "GET /inbox, bad mood": "/inbox?view=all&mood=bad",
        "GET /find/commands": "/find/commands?q=rosa", "GET /inbox/today": "/inbox/today", "GET /team": "/team",
    }  # fmt: skip
    talk = re.search(r"/inbox/[0-9a-f-]{36}", (await client.get("/inbox?view=all")).text)
    assert talk is not None
    addresses["GET a thread"] = talk[0]
    figures: list[Figure] = []
    for name, address in addresses.items():

        async def look(address: str = address) -> None:
            (await client.get(address)).raise_for_status()

        figures += latencies(subject, f"{name}, {who}", await _timed(look), aim="p95 <= 120", tail=95)
    return figures
