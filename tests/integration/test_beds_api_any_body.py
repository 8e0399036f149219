"""Whatever somebody sends to the API for beds: an answer that fits or a kind refusal, never a failure of ours."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from sqlalchemy import text

from bot.bell import Bell
from bot.receive import Receiver
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import guests, staff
from storage.database import Database
from storage.staff import Role
from tests.emptying import empty
from tests.town import add_staff, make_town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 20:00")
NAMED: dict[str, list[Any]] = {
    "night": ["2026-11-26", "2026-11-27", "0001-01-01", "9999-12-31", "2027-02-30", "1"],
    "firstNight": ["2026-11-26", "0001-01-01", "9999-12-31"],
    "lastNight": ["2026-11-26", "2026-12-01", "0001-01-01", "9999-12-31"],
    "group": ["man", "vrouw", "kabouter", "man\x00"],
    "facility": ["nachtopvang", "Nachtopvang", "crisisopvang", "luchtkasteel", "\x00"],
    "minutes": [1, 90, 1440, 0, -1, 10**20, 1.5, True],
    "people": [1, 100, 0, 10**20],
    "expectedAt": ["2026-11-26T22:00:00+01:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "vanavond"],
    "countedAt": ["2026-11-26T19:30:00+01:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"],
    "bed": ["1", "2", "99", "\x00"],
    "reason": ["full", "too-young", "lekkage", "no-show", ""],
    "name": ["Sam", " ", "x" * 201],
    "guestName": ["Sam", ""],
    "words": ["Rustige nacht.", "x" * 4001],
    "referredTo": ["TOV", ""],
    "mistake": [True, False, "ja"],
}  # fmt: skip
"""Values that reach further than made-up ones, the good and the bad."""
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def bodies(ids: list[str]) -> SearchStrategy[Any]:
    """Mostly objects with names that mean something, now and then anything at all."""
    known: dict[str, SearchStrategy[Any]] = {name: st.sampled_from(values) for name, values in NAMED.items()}
    known |= {name: st.sampled_from(ids) for name in ("holdId", "guestId")}
    some = {name: good | anything for name, good in known.items()}
    likely = st.fixed_dictionaries({}, optional=known)
    return likely | st.fixed_dictionaries({}, optional=some) | anything


class Outside:
    """Another system with a token of night staff, in an event loop of its own."""

    def __init__(self, runner: asyncio.Runner, url: str) -> None:
        self._run = runner.run
        self._database = Database(url)
        self._run(self._furnish())

    async def _furnish(self) -> None:
        await empty(self._database)
        async with self._database.begin() as session:
            await make_town(session, NOW)
            token = await staff.make_api_token(session, await add_staff(session, Role.NIGHT_STAFF), NOW)
            guest = await guests.add(session, "Sam", None)
            beds = (await session.execute(text("SELECT id FROM bed"))).scalars().all()
        bell = Bell()
        parts = Parts(
            database=self._database, bell=bell, receiver=Receiver(self._database, bell, lambda: NOW), now=lambda: NOW,
            base_url="http://stapje.example", secret_key="a key for tests only", nlu_state=lambda: "ready",
        )  # fmt: skip
        app = create_app(parts)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {token}"}
        self.client = httpx.AsyncClient(transport=transport, base_url="http://test/api/v1", headers=headers)
        self.ids = [str(guest.id), *map(str, beds), str(uuid.UUID(int=7)), "geen-nummer"]
        paths = app.openapi()["paths"]
        ours = ("availability", "beds", "bed-holds", "stays", "turn-aways", "waiting", "closures", "cold-spells",
                "facilities", "handover-notes")  # fmt: skip
        self.operations = [
            (method, path.removeprefix("/api/v1"))
            for path, operations in paths.items()
            for method in operations
            if path.split("/")[3] in ours
        ]

    def ask(self, method: str, path: str, body: Any, key: str | None) -> httpx.Response:
        """One request; what it makes can be meant by the next."""
        headers = {"Idempotency-Key": key} if key else {}
        if method == "get":
            query = {k: str(v) for k, v in body.items()} if isinstance(body, dict) else {}
            return self._run(self.client.get(path, params=query))
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._run(self.client.request(method, path, headers=headers, content=content))

    def close(self) -> None:
        """Give everything back."""
        self._run(self.client.aclose())
        self._run(self._database.close())


@pytest.fixture
def outside(migrated_url: str) -> Iterator[Outside]:
    """Somebody who sends anything."""
    with asyncio.Runner() as runner:
        other = Outside(runner, migrated_url)
        yield other
        other.close()


def test_nothing_that_is_sent_makes_the_api_fail(outside: Outside) -> None:
    @settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def send(data: st.DataObject) -> None:
        method, path = data.draw(st.sampled_from(outside.operations))
        for name in ("key", "bed_id", "hold_id", "stay_id", "turn_away_id", "waiter_id", "closure_id", "spell_id"):
            choices = ["nachtopvang", "%00", "kasteel"] if name == "key" else outside.ids
            path = path.replace(f"{{{name}}}", data.draw(st.sampled_from(choices))) if name in path else path
        body = data.draw(bodies(outside.ids) | st.binary(max_size=20))
        answer = outside.ask(method, path, body, data.draw(st.none() | st.sampled_from(["een", "twee"])))
        assert answer.status_code < 500, (method, path, body, answer.text)
        if answer.status_code >= 400:
            assert answer.headers["content-type"].startswith("application/problem+json"), answer.text
            assert answer.json()["detail"]
        elif answer.status_code == 201:
            outside.ids.append(answer.json().get("id", outside.ids[0]))

    send()
