"""How much somebody may send at once. FastAPI has such a limit too, but refuses in plain text, not as a problem."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.problems import answer

LARGEST_BODY = 200_000
"""Bytes. The longest text is 20,000 characters, each at most 4 bytes, plus room."""


class BodyLimit:
    """ASGI middleware: 413 for a body over the limit, also when its length was not announced."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its body fits."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "DELETE"):
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        if body is None:
            await answer(413, f"Send at most {LARGEST_BODY} bytes.")(scope, receive, send)
            return
        await self._app(scope, _again(body, receive), send)


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
