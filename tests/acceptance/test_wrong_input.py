"""Wrong input: a kind answer or a clear 4xx, never a 5xx, and nothing lost; a bad setting is named at the start."""

from __future__ import annotations

import asyncio
import socket
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from actions import texts
from storage import people
from tests.acceptance.place import Place
from tests.processes import STAPJE, START_SECONDS, start, started, until
from tests.town import add_person

pytest_plugins = ("tests.acceptance.fixtures_pipeline",)

KIND_SECONDS = 45.0


@dataclass(frozen=True, kw_only=True)
class Api:
    """The chat API of a started web process, with a worker behind it."""

    client: httpx.AsyncClient
    place: Place

    async def open(self, **body: Any) -> httpx.Response:
        """Open a chat."""
        return await self.client.post("/chat/sessions", json=body)

    async def chat(self) -> dict[str, str]:
        """The headers of a new chat."""
        return {"Authorization": f"Bearer {(await self.open()).json()['token']}"}

    async def say(self, chat: dict[str, str], **body: Any) -> httpx.Response:
        """Say something in a chat."""
        body.setdefault("clientMessageId", str(uuid.uuid4()))
        return await self.client.post("/chat/messages", json=body, headers=chat)

    async def answers(self, chat: dict[str, str], count: int) -> list[str]:
        """What Stapje said after the greeting, once that is so much."""
        found: list[str] = []

        async def enough() -> bool:
            listed = (await self.client.get("/chat/messages", headers=chat)).json()["messages"]
            found[:] = [message["text"] for message in listed if message["direction"] == "out"][1:]
            return len(found) >= count

        await until(enough, f"{count} answers in the web chat", seconds=KIND_SECONDS)
        return found


@pytest.fixture
async def api(place: Place) -> AsyncIterator[Api]:
    """Pages and worker, each a process, Rasa away."""
    settings = {name: value for name, value in place.settings.items() if not name.startswith("TELEGRAM")}
    async with (
        started("web", settings=settings, log=place.folder / "web.log") as web,
        started("worker", settings=settings, log=place.folder / "worker.log") as worker,
    ):
        await web.healthy()
        await worker.logged("worker.ready")
        async with httpx.AsyncClient(base_url=f"{web.base_url}/api/v1", timeout=30) as client:
            yield Api(client=client, place=place)


def is_a_problem(response: httpx.Response) -> bool:
    """Whether this is a clear refusal: 4xx, a problem document, one sentence."""
    problem = response.headers["content-type"].startswith("application/problem+json")
    return 400 <= response.status_code < 500 and problem and bool(response.json()["detail"])


async def test_messages_of_every_kind_are_answered_or_refused_and_the_chat_goes_on(api: Api) -> None:
    chat = await api.chat()
    answered = ["👍", "🦆🦆", "x" * 5000, "nul \x00 erin", "<b>vet</b>", "'; DROP TABLE message; --", "z" * 20_000]
    for said in answered:
        assert (await api.say(chat, text=said)).status_code == 202
    assert (await api.say(chat, payload="nooit-geweest")).status_code == 202
    for wrong in ({"text": ""}, {"text": "   \n"}, {"text": "\x00"}, {}, {"text": "a", "payload": "b"}, {"text": 5},
                  {"text": "z" * 20_001}, {"payload": "a\x00b"}, {"payload": ""}, {"payload": "x" * 65}, {"text": None},
                  {"text": "menu", "clientMessageId": ""}, {"text": "menu", "clientMessageId": "n\x00"}):  # fmt: skip
        refused = await api.say(chat, **wrong)
        assert is_a_problem(refused), (wrong, refused.status_code, refused.text)
    assert (await api.say(chat, text="menu")).status_code == 202
    answers = await api.answers(chat, len(answered) + 2)
    assert answers[-1] == texts.say("nl", "help")
    assert answers[-2] == texts.say("nl", "button-is-old")
    assert len(answers) == len(answered) + 2
    assert "5000" in str(await api.place.value("SELECT length(text) FROM message WHERE text LIKE 'xxxx%'"))


async def test_bodies_that_are_no_json_are_refused(api: Api) -> None:
    chat = await api.chat()
    headers = chat | {"Content-Type": "application/json"}
    for body in (
        b"",
        b"{",
        b'{"text": "half',
        b"[]",
        b"null",
        b"5",
        b"\xff\xfe",
        b'{"text": "\\ud83d"',
        b"[" * 100_000,
    ):
        assert is_a_problem(await api.client.post("/chat/messages", content=body, headers=headers)), body[:20]
    too_large = b'{"text": "' + b"x" * 300_000 + b'"}'
    assert (await api.client.post("/chat/messages", content=too_large, headers=headers)).status_code == 413
    lone = b'{"clientMessageId": "lone", "text": "half \\ud83d teken"}'
    assert (await api.client.post("/chat/messages", content=lone, headers=headers)).status_code in (202, 400)
    strange = b'{"clientMessageId": "\\ud83d", "text": "menu"}'
    assert (await api.client.post("/chat/messages", content=strange, headers=headers)).status_code in (202, 400)


async def test_invites_that_do_not_work_are_refused_kindly(api: Api) -> None:
    now = datetime.now(UTC)
    async with api.place.database.begin() as session:
        person = await add_person(session, name="Noor")
        good = await people.invite(session, now=now, person_id=person.id)
        old = await people.invite(session, now=now - timedelta(days=8), person_id=person.id)
    assert (await api.open(inviteToken=good)).status_code == 201
    for token, reason in ((good, "used"), (old, "expired"), ("geen-echte", "unknown")):
        refused = await api.open(inviteToken=token)
        assert (refused.status_code, refused.json()["detail"]) == (410, texts.say("nl", f"invite-{reason}"))
    for wrong in ("\x00", "x" * 201, 5, ["a"]):
        assert is_a_problem(await api.open(inviteToken=wrong)), wrong
    # half a surrogate pair, as a broken client may send it
    body = b'{"inviteToken": "\\ud83d"}'
    broken = await api.client.post("/chat/sessions", content=body, headers={"Content-Type": "application/json"})
    assert is_a_problem(broken), broken.status_code
    assert await api.place.value("SELECT count(*) FROM channel_address") == 1  # refused ones leave nothing behind


async def test_strangers_and_strange_places_are_refused(api: Api) -> None:
    chat = await api.chat()
    for token in ("", "Bearer", "Bearer x", "Basic eA==", "Bearer " + "x" * 5000):
        answer = await api.client.get("/chat/messages", headers={"Authorization": token})
        assert answer.status_code == 401, token
    for after in ("abc", "1;2", "9" * 40, "--1", "1.5"):
        assert is_a_problem(await api.client.get("/chat/messages", params={"after": after}, headers=chat)), after
    for wait in ("-1", "abc", "nan"):
        answer = await api.client.get("/chat/messages", params={"after": "99", "wait": wait}, headers=chat)
        assert answer.status_code < 500, wait
    assert is_a_problem(await api.client.get("/no-such-place"))
    assert is_a_problem(await api.client.delete("/chat/messages", headers=chat))


async def test_the_same_message_five_times_at_once_is_one_message(api: Api) -> None:
    chat = await api.chat()
    body = {"clientMessageId": "een", "text": "menu"}
    same = await asyncio.gather(*(api.say(chat, **body) for _ in range(5)))
    assert sorted(response.status_code for response in same) == [200, 200, 200, 200, 202]
    assert len({response.json()["id"] for response in same}) == 1
    await api.say(chat, text="taal")
    answers = await api.answers(chat, 2)
    assert answers == [texts.say("nl", "help"), texts.say("nl", "language-which")]


QUICK, PAGES = ("db", "upgrade"), ("web",)  # every command reads all settings; some are only used by the pages
BAD_SETTINGS = (
    ("DATABASE_URL", "mysql://root@localhost/stapje", QUICK),
    ("DATABASE_URL", "postgresql+asyncpg://nobody@127.0.0.1:9/nothing", QUICK),
    ("RASA_URL", "not a url", QUICK),
    ("VAR", "/dev/null/var", PAGES),
    ("HOST", "no such host", PAGES),
    ("PORT", "eighty", QUICK),
    ("PORT", "70000", QUICK),
    ("TELEGRAM_TOKEN", "no-token", QUICK),
    ("TELEGRAM_API", "not a url", QUICK),
    ("TELEGRAM_WEBHOOK_URL", "not a url", QUICK),
    ("TELEGRAM_WEBHOOK_SECRET", "with a space", QUICK),
    ("SECRET_KEY", "short", QUICK),
    ("LOG_LEVEL", "LOUD", QUICK),
    ("TIMEZONE", "Mars/Base", QUICK),
    ("TIMEZONE", "America/New_York", QUICK),
)


async def refusal(place: Place, command: tuple[str, ...], **bad: str) -> str:
    """What a command says that does not start with these settings."""
    process = await start((*STAPJE, *command), settings=place.settings | bad, log=place.folder / "log")
    try:
        code = await asyncio.wait_for(process.process.wait(), START_SECONDS)
        assert code == 1, process.read_log()
    except TimeoutError:
        raise AssertionError(f"it started all the same:\n{process.read_log()}") from None
    finally:
        await process.stop()
    return process.read_log().strip()


@pytest.mark.parametrize(("name", "value", "command"), BAD_SETTINGS)
async def test_a_bad_setting_stops_the_start_with_one_sentence_that_names_it(
    place: Place, name: str, value: str, command: tuple[str, ...]
) -> None:
    said = await refusal(place, command, **{name: value})
    assert f"STAPJE_{name}" in said
    assert len(said.splitlines()) == 1, said


async def test_a_webhook_without_its_secret_stops_the_start(place: Place) -> None:
    said = await refusal(place, PAGES, TELEGRAM_WEBHOOK_URL="https://stapje.example")
    assert "STAPJE_TELEGRAM_WEBHOOK_SECRET" in said
    assert len(said.splitlines()) == 1, said


async def test_a_port_that_is_taken_stops_the_start(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = await refusal(place, PAGES, PORT=str(taken.getsockname()[1]))
    assert "STAPJE_PORT" in said
    assert "Traceback" not in said, said
