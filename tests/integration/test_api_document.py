"""The API does what its document says, whatever is sent: cases made from the document itself, over real HTTP."""

from __future__ import annotations

import asyncio
import re
import socket
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks
from sqlalchemy import text

from bot.bell import Bell
from bot.receive import Receiver
from bot.web.app import create_app
from bot.web.parts import Parts
from storage import staff
from storage.database import Database
from storage.people import ChannelAddress
from storage.staff import Role, StaffMember
from tests.belongings import everything_of
from tests.emptying import empty
from tests.routes import routes_of
from tests.town import add_staff, add_team, make_town, moment

pytest_plugins = ("tests.database",)
NOW = moment("2026-11-26 20:00")
EXAMPLES = 8
"""For each operation and kind of data; some fifty operations."""
NOT_LISTED = {"/api/v1/hsds/service-capacities": "its names are those of Open Referral: docs/api.md"}
"""What programs may ask that the document leaves out, and why."""
ENDLESS = ("/api/v1/chat/events",)
"""Streams: whoever tries one waits for its end."""
MEANT: dict[str, Any] = {"facility": "nachtopvang", "group": "man", "night": "2026-11-26", "firstNight": "2026-12-01",
         "lastNight": "2026-12-02", "bed": "1", "reason": "full", "minutes": 30}  # fmt: skip
"""Values that reach further than made-up ones."""
PROMISES = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]
"""What holds for every answer."""


Operation = APIOperation[Any, Any, Any, Any]


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Another system: where the API is, its tokens, ids that mean something, and those it made.

    `staff` acts as a coordinator, `colleague` as a contactperson.
    """

    url: str
    document: dict[str, Any]
    staff: str
    colleague: str
    chat: str
    ours: Mapping[str, list[str]]
    theirs: Mapping[str, str]
    made: list[str] = field(default_factory=lambda: [str(uuid.UUID(int=7))])

    @property
    def operations(self) -> list[Operation]:
        """What the document says can be done, but streams."""
        schema = schemathesis.openapi.from_dict(self.document)
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        assert len(operations) > 40
        return [one for one in operations if one.path not in ENDLESS]

    def headers(self, operation: Operation) -> dict[str, str]:
        """Who asks: a client in the web chat, or a system that acts as a coordinator."""
        return {"Authorization": f"Bearer {self.chat if '/chat/' in operation.path else self.staff}"}


async def furnish(parts: Parts) -> dict[str, Any]:
    """A town with a colleague and a client, and another team's; what Outside says of them."""
    async with parts.database.begin() as session:
        town = await make_town(session, NOW)
        ours = await everything_of(session, town.contact, parts)
        stranger = await add_staff(session, Role.CONTACT_PERSON, await add_team(session))
        theirs = await everything_of(session, stranger, parts)
        member: StaffMember = await add_staff(session, Role.COORDINATOR, town.team)
        tokens = [await staff.make_api_token(session, who, NOW) for who in (member, town.contact)]
        chat = (await session.get_one(ChannelAddress, ours["address_id"])).address
        beds = [str(one) for one in (await session.execute(text("SELECT id FROM bed"))).scalars()]
    known = {name: [str(one)] for name, one in ours.items()} | {"bed_id": beds, "key": ["nachtopvang", "kasteel"]}
    return {
        "staff": tokens[0], "colleague": tokens[1], "chat": chat, "ours": known,
        "theirs": {name: str(one) for name, one in theirs.items()},
    }  # fmt: skip


@pytest.fixture
def outside(migrated_url: str) -> Iterator[Outside]:
    """The running API seen from outside; it runs in a thread with an event loop of its own."""
    bell, database = Bell(), Database(migrated_url)
    parts = Parts(
        database=database, bell=bell, receiver=Receiver(database, bell, lambda: NOW), now=lambda: NOW,
        base_url="http://stapje.example", secret_key="a key for tests only", nlu_state=lambda: "ready",
    )  # fmt: skip
    app, furnished = create_app(parts), Future[Any]()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))

    async def run(door: socket.socket) -> None:
        try:
            await empty(database)
            furnished.set_result(await furnish(parts))
            await server.serve(sockets=[door])
        finally:
            await database.close()

    with socket.create_server(("127.0.0.1", 0)) as door, ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, run(door))
        wait([running, furnished], return_when=FIRST_COMPLETED)
        if running.done():
            running.result()
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        yield Outside(url=url, document=app.openapi(), **furnished.result())
        server.should_exit = True
        running.result()


def test_the_document_holds_everything_that_programs_may_ask(outside: Outside) -> None:
    app = create_app(Parts.__new__(Parts))
    said = {(method.upper(), path) for path, of in outside.document["paths"].items() for method in of}
    there = {(route.method, route.path) for route in routes_of(app) if route.for_programs}
    assert {path for _, path in there - said} == set(NOT_LISTED)
    assert said - there == set()
    assert {path for _, path in said if not path.startswith("/api/v1/")} == set()


def tried(outside: Outside, operation: Operation, mode: GenerationMode) -> set[int]:
    """Ask it with data that the document allows, or does not; ids that mean something among those nobody has.

    Returns what was answered; raises what schemathesis says of an answer that was not promised.
    """
    heard = set()

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
    def ask(case: Case[Any], data: st.DataObject) -> None:
        for name, made_up in sorted(case.path_parameters.items()):
            case.path_parameters[name] = data.draw(st.sampled_from([*outside.ours.get(name, outside.made), made_up]))
        if mode.is_positive and isinstance(case.body, dict) and data.draw(st.booleans()):
            case.body |= {name: value for name, value in MEANT.items() if name in case.body}
        if "wait" in case.query:
            case.query["wait"] = 0
        answer = case.call(base_url=outside.url, headers=outside.headers(operation))
        heard.add(answer.status_code)
        case.validate_response(answer, checks=PROMISES)
        if answer.status_code == 201 and "id" in answer.json():
            outside.made.insert(0, str(answer.json()["id"]))

    ask()
    return heard


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_operation_answers_as_it_promises(outside: Outside, mode: GenerationMode) -> None:
    broken, heard = [], {}
    for operation in outside.operations:
        try:
            heard[operation.label] = tried(outside, operation, mode)
        except (Exception, FailureGroup) as error:  # each is told, not only the first
            broken.append(f"{operation.label}: {error}")
    assert "\n\n".join(broken) == ""
    well = [label for label, seen in heard.items() if seen & {200, 201, 202, 204}]
    refused = [label for label, seen in heard.items() if seen & {400, 401, 404, 409}]
    assert len(well if mode.is_positive else refused) > 30, "the cases do not reach far"


def test_of_another_team_nothing_exists_whatever_is_sent(outside: Outside) -> None:
    heard: dict[str, set[int]] = {}
    for operation in outside.operations:
        named = set(re.findall(r"{(\w+)}", operation.path)) & set(outside.theirs)
        if not named or "/chat/" in operation.path:
            continue
        answers = heard.setdefault(operation.label, set())

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(path_parameters={name: outside.theirs[name] for name in named}))
        def ask(case: Case[Any]) -> None:
            answer = case.call(base_url=outside.url, headers={"Authorization": f"Bearer {outside.colleague}"})
            answers.add(answer.status_code)  # noqa: B023 (called at once)

        ask()
    wrong = {label: seen for label, seen in heard.items() if 404 not in seen or seen - {400, 404}}
    assert wrong == {}
    assert len(heard) >= 5
