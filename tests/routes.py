"""Every route of the application, what it asks of who comes there, and asking it without a network in between."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.datastructures import Headers

from actions.permissions import May
from bot.web import accounts, second_step
from bot.web.api import auth

SIGNED_IN, HALF_IN, CHAT_TOKEN, ANYBODY = "signed in", "half in", "chat token", "anybody"
OPEN: dict[str, str] = {
    "/": "sends on to where one's work is",
    "/chat": "clients and visitors",
    "/calendar/{token}.ics": "the token in the address is the key",
    "/login": "the door itself",
    "/login/organisation": "the door itself",
    "/login/organisation/back": "the door itself",
    "/join/{token}": "the token in the address is the key",
    "/health/live": "for who runs Stapje; says up or not",
    "/health/ready": "for who runs Stapje; says up or not",
    "/metrics": "numbers for who runs Stapje, kept inside by the proxy",
    "/my-data/{token}": "a client opens it once, without an account: the token is the key, and proves the form as well",
    "/telegram/webhook": "Telegram shows its own secret",
    "/api/v1/chat/sessions": "opens a chat for a visitor",
}
"""Routes for which nobody has to prove who they are, and why."""

WORDS: dict[object, str] = {accounts.signed_in: SIGNED_IN, second_step.half_in: HALF_IN, auth.chat: CHAT_TOKEN}


@dataclass(frozen=True, kw_only=True)
class Route:
    """One way in: `needs` is a permission, or one of the words above; None: nobody decided, which is a mistake.

    `kinds` are the parts of its address, `asked` what may stand behind the "?".
    """

    method: str
    path: str
    needs: str | None
    kinds: Mapping[str, type]
    asked: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How tests call it."""
        return f"{self.method} {self.path}"

    @property
    def for_programs(self) -> bool:
        """Whether it belongs to the API."""
        return self.path.startswith("/api/")

    def filled(self, ids: Mapping[str, object] | None = None) -> str:
        """Its address with these ids; what they lack is something that does not exist."""
        path = self.path
        for name, kind in self.kinds.items():
            unknown: object = uuid.uuid4() if kind is uuid.UUID else 999_999 if kind is int else "x"
            path = path.replace(f"{{{name}}}", quote(str((ids or {}).get(name, unknown))))
        return path


def routes_of(app: FastAPI) -> list[Route]:
    """All routes but those for files; a method each."""
    found = []
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        if dependant is None:
            continue
        kinds = {param.name: _kind(param.field_info.annotation) for param in _params(dependant, "path_params")}
        path, needs = str(route.path), _needs(str(route.path), dependant)
        asked = tuple(sorted({param.alias for param in _params(dependant, "query_params")}))
        methods = sorted(route.methods or ())
        found += [Route(method=m, path=path, needs=needs, kinds=kinds, asked=asked) for m in methods]
    return found


def _kind(annotation: Any) -> type:
    return annotation if annotation in (uuid.UUID, int) else str


def _params(dependant: Dependant, which: str) -> Iterator[Any]:
    yield from getattr(dependant, which)
    for below in dependant.dependencies:
        yield from _params(below, which)


def _needs(path: str, dependant: Dependant) -> str | None:
    asked = list(_asked(dependant))
    permissions = [one for one in asked if one in set(May)]
    if permissions:
        return permissions[0]
    return asked[0] if asked else ANYBODY if path in OPEN else None


def _asked(dependant: Dependant) -> Iterator[str]:
    """What a route's dependencies ask, the strictest first found."""
    if (what := getattr(dependant.call, "needs", None)) is not None:
        yield str(what)
    if dependant.call in WORDS:
        yield WORDS[dependant.call]
    for below in dependant.dependencies:
        yield from _asked(below)


# ---------------------------------------------------------------- asking


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer. Of a stream nobody waits for the end, nor for its words."""

    status: int
    headers: Headers
    body: bytearray = field(default_factory=bytearray)

    @property
    def location(self) -> str:
        """Where it sends a browser, if anywhere."""
        return self.headers.get("location", "")


async def ask(
    app: FastAPI,
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Send a request and read the answer."""
    sent = {"host": "stapje.test", "accept": "text/html"} | {k.lower(): v for k, v in (headers or {}).items()}
    body = urlencode(form or {}).encode()
    if form is not None:
        sent["content-type"] = "application/x-www-form-urlencoded"
    path, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in sent.items()], "client": ("192.0.2.1", 1), "server": ("x", 80),
    }  # fmt: skip
    begun: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    given = False

    async def receive() -> dict[str, Any]:
        nonlocal given
        if given:
            await asyncio.sleep(60)
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start" and not begun.done():
            begun.set_result(Answer(status=message["status"], headers=Headers(raw=message["headers"])))
        elif message["type"] == "http.response.body":
            begun.result().body.extend(message.get("body", b""))

    serving: asyncio.Future[Any] = asyncio.ensure_future(app(scope, receive, send))
    await asyncio.wait({serving, begun}, return_when=asyncio.FIRST_COMPLETED)
    if not begun.done():
        await serving  # it raised before it answered: say what
    stream = begun.result().headers.get("content-type", "").startswith("text/event-stream")
    if stream:
        serving.cancel()
    with contextlib.suppress(asyncio.CancelledError, Exception):  # an error was answered already
        await serving
    answer: Answer = begun.result()
    return answer
