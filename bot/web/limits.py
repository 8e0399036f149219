"""How much somebody may send at once, and how slowly. FastAPI has such a limit too, but refuses in plain text."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.files import LARGEST, MOST
from bot.web.problems import Problem, answer

LARGEST_BODY = 200_000
"""Bytes. The longest text is 20,000 characters, each at most 4 bytes, plus room."""
LARGEST_UPLOAD = MOST * LARGEST + LARGEST_BODY
"""Bytes of a form with files."""
UPLOADS = re.compile(r"/inbox/[0-9a-f-]{36}/reply|/api/v1/chat/files")
"""The addresses that take files."""
PATIENCE, LONGEST_UPLOAD = 30.0, 300.0
"""Seconds that an upload may be silent, and may last: five minutes is 10 MB over a bad line."""


class BodyLimit:
    """ASGI middleware: 413 for a body over the limit, also when its length was not announced; 408 for one too slow."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its body fits."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "DELETE"):
            await self._app(scope, receive, send)
            return
        if _is_upload(scope):  # not gathered here: it is large
            await self._app(scope, _Counted(receive), send)
            return
        body = await _read(receive)
        if body is None:
            await answer(413, f"Send at most {LARGEST_BODY} bytes.")(scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)


def _is_upload(scope: Scope) -> bool:
    kind = Headers(scope=scope).get("content-type", "")
    return kind.startswith("multipart/form-data") and UPLOADS.fullmatch(scope["path"]) is not None


class _Counted:
    """A receive that counts what comes in. Raises Problem, which whoever reads the form lets through as the answer."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._size = receive, 0
        self._ends = asyncio.get_running_loop().time() + LONGEST_UPLOAD
        self._reading = True

    async def __call__(self) -> Message:
        if not self._reading:
            return await self._receive()
        left = self._ends - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self._receive(), min(left, PATIENCE))
        except TimeoutError as error:
            raise Problem(HTTPStatus.REQUEST_TIMEOUT, "The file came too slowly. Try a better connection.") from error
        self._size += len(message.get("body", b""))
        self._reading = message["type"] == "http.request" and message.get("more_body", False)
        if self._size > LARGEST_UPLOAD:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"Send at most {MOST} files of {LARGEST} bytes.")
        return message


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None when it is too large (the rest is read and forgotten, so that the answer arrives)."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        size += len(message.get("body", b""))
        if size <= LARGEST_BODY:
            parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts) if size <= LARGEST_BODY else None


def _again(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once more, then whatever comes next (such as the disconnect)."""
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
